#include "http/verify_handlers.h"

#include "http/client_address.h"
#include "http/json_verify.h"
#include "http/problem.h"
#include "http/verify_parameters.h"

namespace stillpoint::http {

Response VerifyHandlers::verify(const Request& request) const {
  const VerifyRequest asked =
      read_verify(request.parameters, UnknownNames::kRefused, address_key(request.client_address));
  if (!asked.faults.empty()) {
    return problem(Error{.code = ErrorCode::kInvalid,
                         .message = "The question has values that cannot be used.",
                         .faults = asked.faults});
  }
  const Result<app::CertificateAnswer> answer = services_.verify.run(asked.question);
  if (!answer) {
    Response refusal = problem(answer.error());
    add_retry_after(refusal);
    return refusal;
  }
  return Response{.content_type = "application/json",
                  .body = verify_json(*answer, asked.question, services_.links)};
}

}  // namespace stillpoint::http
