#include "http/admin/json_body.h"

#include <utility>

#include "document/json_value.h"
#include "document/path.h"
#include "http/multipart.h"

namespace stillpoint::http::admin {

Result<void> read_json_body(const Request& request, const document::Members& members,
                            const std::function<void(document::ObjectReader&)>& read) {
  if (!is_media_type(request.header("Content-Type"), "application/json")) {
    return Error{.code = ErrorCode::kInvalid, .message = "This is sent as application/json."};
  }
  Result<document::JsonDocument> parsed = document::JsonDocument::parse(request.body);
  if (!parsed) return std::move(parsed).error();
  document::FaultList faults;
  const document::Path root;
  if (parsed->root().kind() != document::JsonKind::kObject) {
    return Error{.code = ErrorCode::kInvalid, .message = "This is sent as one JSON object."};
  }
  document::ObjectReader reader(parsed->root(), root, members, faults);
  read(reader);
  if (faults.empty()) return {};
  return Error{.code = ErrorCode::kInvalid,
               .message = "The body has a value that cannot be used.",
               .faults = std::move(faults).take()};
}

}  // namespace stillpoint::http::admin
