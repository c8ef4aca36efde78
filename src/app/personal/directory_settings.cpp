#include "app/personal/directory_settings.h"

#include <charconv>
#include <string>
#include <string_view>
#include <utility>

#include "app/identity/permissions.h"

namespace stillpoint::app {
namespace {

constexpr std::string_view kRetain = "retain_withdrawn_days";
constexpr std::string_view kOpenReviews = "open_reviews";

std::string text_of(bool value) {
  return value ? "true" : "false";
}

int number_or(const std::string& text, int other) {
  int number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc{} && end == text.data() + text.size() ? number : other;
}

}  // namespace

Result<SettingValues> DirectorySettings::read() const {
  SettingValues values = defaults_;
  const Result<std::optional<std::string>> retain = ports_.store.find(kRetain);
  if (!retain) return retain.error();
  if (*retain) values.retain_withdrawn_days = number_or(**retain, defaults_.retain_withdrawn_days);
  const Result<std::optional<std::string>> open = ports_.store.find(kOpenReviews);
  if (!open) return open.error();
  if (*open) values.open_reviews = **open == "true";
  return values;
}

Result<void> DirectorySettings::save(const domain::Actor& actor, const SettingValues& values) const {
  if (Result<void> may = require(actor, Permission::kChangeSettings); !may) return may;
  if (values.retain_withdrawn_days < 0 || values.retain_withdrawn_days > kRetainDaysMax) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "The settings are not saved yet.",
                 .faults = {{.where = std::string(kRetain),
                             .what = "This is no number of days.",
                             .allowed = "0 (until they ask) to " + std::to_string(kRetainDaysMax),
                             .value = {}}}};
  }
  return ports_.work.in_transaction([&]() -> Result<void> {
    const Result<SettingValues> before = read();
    if (!before) return before.error();
    if (*before == values) return {};
    domain::AuditEntry entry{.at = ports_.clock.now(),
                             .actor = actor,
                             .action = "settings.change",
                             .subject = {.kind = "settings", .id = "directory"}};
    const auto put = [&](std::string_view name, const std::string& was,
                         const std::string& is) -> Result<void> {
      if (was == is) return {};
      entry.changes.push_back({.field = "/" + std::string(name), .before = was, .after = is});
      return ports_.store.put(name, is);
    };
    Result<void> done = put(kRetain, std::to_string(before->retain_withdrawn_days),
                            std::to_string(values.retain_withdrawn_days));
    if (done) done = put(kOpenReviews, text_of(before->open_reviews), text_of(values.open_reviews));
    return done ? ports_.trail.append(entry) : done;
  });
}

}  // namespace stillpoint::app
