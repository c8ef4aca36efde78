#include <optional>
#include <string>
#include <utility>

#include "http/client_address.h"
#include "http/pages/page_handlers.h"
#include "http/pages/qr_code.h"
#include "http/pages/verify_view.h"
#include "http/problem.h"
#include "http/verify_parameters.h"

namespace stillpoint::http::pages {

Response PageHandlers::verify(const Request& request) const {
  VerifyView view;
  view.request = read_verify(request.parameters, UnknownNames::kIgnored, address_key(request.client_address));
  Result<std::vector<domain::Issuer>> issuers = services_.verify.issuers();
  if (!issuers) return error(issuers.error(), request);
  view.issuers = *std::move(issuers);
  int status = 200;
  if (view.request.asks && view.request.faults.empty()) {
    Result<app::CertificateAnswer> answer = services_.verify.run(view.request.question);
    if (answer) {
      view.answer = *std::move(answer);
      if (view.answer->verdict.is_on_record()) {
        view.link = services_.links.full(verify_path(view.request.issuer, view.request.number));
      }
    } else if (answer.error().code == ErrorCode::kInvalid) {
      view.request.faults = answer.error().faults;
    } else {
      Response refusal = error(answer.error(), request);
      add_retry_after(refusal);
      return refusal;
    }
  }
  if (view.request.asks && !view.request.faults.empty()) status = status_of(ErrorCode::kInvalid);
  return Response{
      .status = status, .content_type = "text/html; charset=utf-8", .body = verify_page(view, site_)};
}

Response PageHandlers::verify_qr(const Request& request) const {
  const VerifyRequest asked = read_verify(request.parameters, UnknownNames::kIgnored, {});
  if (!asked.faults.empty()) {
    return error(Error{.code = ErrorCode::kInvalid,
                       .message = "A code is drawn for an issuer and a number.",
                       .faults = asked.faults},
                 request);
  }
  std::optional<std::string> svg = qr_svg(services_.links.full(verify_path(asked.issuer, asked.number)));
  if (!svg) {
    return error(Error{.code = ErrorCode::kInvalid, .message = "This number does not fit into a code."},
                 request);
  }
  return Response{.content_type = "image/svg+xml",
                  .body = *std::move(svg),
                  // Drawn from its address alone, so it never changes.
                  .headers = {{"Cache-Control", "public, max-age=86400"},
                              {"Content-Security-Policy", "default-src 'none'"}}};
}

}  // namespace stillpoint::http::pages
