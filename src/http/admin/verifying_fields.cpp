#include "http/admin/verifying_fields.h"

#include <array>
#include <charconv>
#include <map>
#include <memory>
#include <utility>

#include "base/time_text.h"
#include "document/json_value.h"
#include "http/limits.h"

namespace stillpoint::http::admin {
namespace {

constexpr std::size_t kDepthMax = 4;

constexpr std::array<std::string_view, 7> kChanges = {"suspend",   "reinstate", "revoke", "confirm",
                                                      "supersede", "expire",    "correct"};

std::optional<Date> read_date(const FieldText& fields, std::string_view name, std::vector<Fault>& faults) {
  const std::string text = fields(name);
  if (text.empty()) return std::nullopt;
  const std::optional<Date> date = parse_date(text);
  if (!date) {
    faults.push_back(
        {.where = std::string(name), .what = "This is no date.", .allowed = "as 2026-11-22", .value = {}});
  }
  return date;
}

std::optional<std::int64_t> read_version(const FieldText& fields, std::vector<Fault>& faults) {
  const std::string text = fields("version");
  if (text.empty()) return std::nullopt;
  std::int64_t version = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (problem == std::errc{} && end == text.data() + text.size()) return version;
  faults.push_back({.where = "version", .what = "This is no version.", .allowed = "a number", .value = {}});
  return std::nullopt;
}

}  // namespace

FieldText fields_of(const Form& form) {
  return [&form](std::string_view name) { return form.trimmed(name); };
}

Result<FieldText> fields_of_json(const Request& request) {
  const Error wrong{.code = ErrorCode::kInvalid, .message = "The body is no JSON object of texts."};
  const auto parsed =
      document::JsonDocument::parse(request.body, {.bytes_max = kBodyBytesMax, .depth_max = kDepthMax});
  if (!parsed || parsed->root().kind() != document::JsonKind::kObject) return wrong;
  auto values = std::make_shared<std::map<std::string, std::string, std::less<>>>();
  for (auto member = parsed->root().first(); member; member = member->next()) {
    std::string value;
    switch (member->kind()) {
      case document::JsonKind::kString:
      case document::JsonKind::kNumber:
        value = member->text();
        break;
      case document::JsonKind::kBoolean:
        value = member->boolean() ? "true" : "";
        break;
      case document::JsonKind::kNull:
        break;
      case document::JsonKind::kArray:
      case document::JsonKind::kObject:
        return wrong;
    }
    values->emplace(member->name(), value);
  }
  return FieldText([values](std::string_view name) {
    const auto found = values->find(name);
    return found == values->end() ? std::string() : found->second;
  });
}

std::optional<Instant> read_time(const FieldText& fields, std::string_view name, int hour,
                                 std::vector<Fault>& faults) {
  const std::string text = fields(name);
  if (text.empty()) return std::nullopt;
  if (const std::optional<Date> date = parse_date(text)) return Instant(*date) + std::chrono::hours{hour};
  if (const std::optional<Instant> instant = parse_instant(text)) return instant;
  faults.push_back({.where = std::string(name),
                    .what = "This is no time.",
                    .allowed = "a day (2026-11-22) or an instant (2026-11-22T10:00:00Z)",
                    .value = {}});
  return std::nullopt;
}

app::VerificationReport read_report(const FieldText& fields, const domain::Actor& actor,
                                    std::vector<Fault>& faults) {
  app::VerificationReport report{.actor = actor};
  report.version = read_version(fields, faults);
  report.method = fields("method");
  report.result = fields("result");
  report.checked_at = read_time(fields, "checked_at", 0, faults);
  report.source = fields("source");
  report.source_url = fields("source_url");
  report.contact = fields("contact");
  report.seen = {.name = fields("seen_name"),
                 .number = fields("seen_number"),
                 .issued = read_date(fields, "seen_issued", faults),
                 .expires = read_date(fields, "seen_expires", faults),
                 .status = fields("seen_status")};
  report.take_over_dates = fields("take_over_dates") == "true";
  report.explanation = fields("explanation");
  return report;
}

std::optional<app::StandingChange> parse_change(std::string_view word) {
  for (std::size_t i = 0; i < kChanges.size(); ++i) {
    if (kChanges[i] == word) return static_cast<app::StandingChange>(i);
  }
  return std::nullopt;
}

app::StandingRequest read_standing(const FieldText& fields, const domain::Actor& actor,
                                   std::vector<Fault>& faults) {
  app::StandingRequest request{.actor = actor};
  request.version = read_version(fields, faults);
  if (const auto change = parse_change(fields("change"))) {
    request.change = *change;
  } else {
    faults.push_back({.where = "change",
                      .what = "What is to become of the certificate is missing.",
                      .allowed = "suspend, reinstate, revoke, confirm, supersede, expire or correct",
                      .value = {}});
  }
  request.effective = read_time(fields, "effective", 0, faults);
  request.reason = fields("reason");
  request.private_note = fields("private_note");
  request.alone_because = fields("alone_because");
  return request;
}

Error wrong_fields(std::vector<Fault> faults) {
  return {.code = ErrorCode::kInvalid,
          .message = "Some fields cannot be used as they are.",
          .faults = std::move(faults)};
}

}  // namespace stillpoint::http::admin
