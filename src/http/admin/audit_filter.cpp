#include "http/admin/audit_filter.h"

#include <charconv>
#include <utility>
#include <vector>

#include "base/id.h"
#include "http/url.h"

namespace stillpoint::http::admin {
namespace {

/// Longer than any kind, id or key in use; what is asked for is repeated on the page.
constexpr std::size_t kWordBytesMax = 200;

std::string parameter(const Request& request, std::string_view name) {
  for (const Parameter& given : request.parameters) {
    if (given.name == name) return given.value;
  }
  return {};
}

Fault wrong(const char* where, const char* what, const char* allowed) {
  return {.where = where, .what = what, .allowed = allowed, .value = ""};
}

}  // namespace

Result<AuditQuestion> read_audit_question(const Request& request) {
  AuditQuestion question{.kind = parameter(request, "kind"),
                         .id = parameter(request, "id"),
                         .account = parameter(request, "account"),
                         .filter = {.newest_first = true}};
  std::vector<Fault> faults;
  if (question.kind.size() > kWordBytesMax) {
    faults.push_back(wrong("kind", "No kind of record is called that.", "a word such as practitioner"));
  }
  if (question.id.size() > kWordBytesMax) {
    faults.push_back(wrong("id", "No record is called that.", "an id or a key"));
  }
  if (question.kind.empty() && !question.id.empty()) {
    faults.push_back(
        wrong("kind", "A record is known by its kind and its id.", "a word such as practitioner"));
  }
  if (!question.kind.empty()) question.filter.subject = {.kind = question.kind, .id = question.id};
  if (!question.account.empty()) {
    const auto account = parse_id(question.account);
    if (account) question.filter.account = domain::AccountId{*account};
    if (!account)
      faults.push_back(wrong("account", "That is no account.", "its id, twelve letters and digits"));
  }
  if (const std::string before = parameter(request, "before"); !before.empty()) {
    const auto [end, failed] =
        std::from_chars(before.data(), before.data() + before.size(), question.filter.after);
    if (failed != std::errc{} || end != before.data() + before.size() || question.filter.after < 1) {
      faults.push_back(wrong("before", "That is no entry's number.", "a number from 1"));
    }
  }
  if (faults.empty()) return question;
  return Error{.code = ErrorCode::kInvalid,
               .message = "The trail cannot be asked for that.",
               .faults = std::move(faults)};
}

std::string print_audit_question(const AuditQuestion& question, std::int64_t before) {
  std::vector<Parameter> parameters;
  if (!question.kind.empty()) parameters.push_back({"kind", question.kind});
  if (!question.id.empty()) parameters.push_back({"id", question.id});
  if (!question.account.empty()) parameters.push_back({"account", question.account});
  if (before > 0) parameters.push_back({"before", std::to_string(before)});
  const std::string query = print_query(parameters);
  return query.empty() ? query : "?" + query;
}

}  // namespace stillpoint::http::admin
