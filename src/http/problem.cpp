#include "http/problem.h"

#include <utility>

#include "document/json_writer.h"

namespace stillpoint::http {

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalid:
      return 400;
    case ErrorCode::kUnauthenticated:
      return 401;
    case ErrorCode::kForbidden:
      return 403;
    case ErrorCode::kNotFound:
      return 404;
    case ErrorCode::kGone:
      return 410;
    case ErrorCode::kConflict:
      return 409;
    case ErrorCode::kLimited:
      return 429;
    case ErrorCode::kUnavailable:
      return 503;
    case ErrorCode::kInternal:
      return 500;
  }
  return 500;
}

std::string_view phrase_of(int status) {
  static constexpr std::pair<int, std::string_view> kPhrases[] = {
      {200, "OK"},
      {201, "Created"},
      {204, "No Content"},
      {301, "Moved Permanently"},
      {303, "See Other"},
      {304, "Not Modified"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {410, "Gone"},
      {411, "Length Required"},
      {412, "Precondition Failed"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {416, "Range Not Satisfiable"},
      {417, "Expectation Failed"},
      {421, "Misdirected Request"},
      {428, "Precondition Required"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {503, "Service Unavailable"},
      {505, "HTTP Version Not Supported"},
  };
  for (const auto& [known, phrase] : kPhrases) {
    if (known == status) return phrase;
  }
  return "Error";
}

Response problem(const Error& error) {
  if (error.code == ErrorCode::kInternal) {
    return problem(500, "Something went wrong here. It is in the log under this request's id.");
  }
  return problem(status_of(error.code), error.message, error.faults);
}

Response problem(int status, std::string_view detail, const std::vector<Fault>& faults) {
  Response response{.status = status, .content_type = "application/problem+json"};
  document::JsonWriter json(response.body);
  json.begin_object();
  // No page of ours describes the kinds of problems, so the type is RFC 9457's default and the title the
  // status phrase.
  json.member("type", "about:blank");
  json.member("title", std::string(phrase_of(status)));
  json.member("status", status);
  json.member("detail", detail);
  json.key("errors");
  json.begin_array();
  for (const Fault& fault : faults) {
    json.begin_object();
    json.member("where", fault.where);
    json.member("what", fault.what);
    json.member("allowed", fault.allowed);
    if (!fault.value.empty()) json.member("value", fault.value);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return response;
}

Error invalid_search(std::vector<Fault> faults) {
  return Error{.code = ErrorCode::kInvalid,
               .message = "The search has a value that cannot be used.",
               .faults = std::move(faults)};
}

}  // namespace stillpoint::http
