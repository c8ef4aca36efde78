#include "app/register/register_practitioner.h"

#include <utility>

#include "app/identity/permissions.h"
#include "app/register/practitioner_edit.h"
#include "base/calendar.h"
#include "document/differences.h"
#include "document/practitioner_writer.h"

namespace stillpoint::app {
namespace {

/// A path of a site before this one: longer ones no browser sent.
constexpr std::size_t kLegacyUrlBytesMax = 2000;
constexpr std::size_t kLegacyUrlsMax = 20;

}  // namespace

Error invalid_record(std::vector<Fault> faults) {
  return {.code = ErrorCode::kInvalid,
          .message = faults.size() == 1
                         ? "The record has a value that cannot be used."
                         : "The record has " + std::to_string(faults.size()) + " values that cannot be used.",
          .faults = std::move(faults)};
}

Result<std::vector<std::string>> read_legacy_urls(const std::vector<std::string>& given) {
  std::vector<std::string> paths;
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < given.size(); ++i) {
    std::string path = given[i];
    if (const std::size_t host = path.find("://"); host != std::string::npos) {
      const std::size_t slash = path.find('/', host + 3);
      path = slash == std::string::npos ? "/" : path.substr(slash);
    }
    path = path.substr(0, path.find_first_of("?#"));
    const bool is_path = path.size() > 1 && path.front() == '/' && path[1] != '/' &&
                         path.size() <= kLegacyUrlBytesMax &&
                         path.find_first_of(" \t\r\n") == std::string::npos;
    if (is_path && i < kLegacyUrlsMax) {
      paths.push_back(std::move(path));
    } else {
      faults.push_back({.where = "/legacy_urls/" + std::to_string(i),
                        .what = "This is no address of a page on the site before.",
                        .allowed = "A path like /find/jane-doe, or a whole address; at most " +
                                   std::to_string(kLegacyUrlsMax) + ".",
                        .value = given[i].substr(0, 80)});
    }
  }
  if (!faults.empty()) return invalid_record(std::move(faults));
  return paths;
}

Result<Registered> RegisterPractitioner::run(const Registration& registration) const {
  if (Result<void> may = require(registration.actor, Permission::kEditRegister); !may)
    return std::move(may).error();
  const Instant now = parts_.clock.now();
  Result<WrittenRecord> written = read_written(registration.json, {}, parts_.vocabulary, date_of(now));
  if (!written) return std::move(written).error();
  if (!written->overreach.empty()) return invalid_record(std::move(written->overreach));
  Result<std::vector<std::string>> legacy = read_legacy_urls(registration.legacy_urls);
  if (!legacy) return std::move(legacy).error();
  EditedRecord edited = lay_over({}, written->record, now);
  if (!edited.faults.empty()) return invalid_record(std::move(edited.faults));
  domain::Practitioner& record = edited.record;
  record.version = 1;
  record.edited = now;

  Registered registered;
  if (!registration.although_similar) {
    Result<std::vector<domain::LikelySame>> likely = parts_.reader.likely_same(record);
    if (!likely) return std::move(likely).error();
    registered.likely_same = std::move(*likely);
    if (!registered.likely_same.empty()) return registered;
  }
  Result<void> done = parts_.work.in_transaction([&]() -> Result<void> {
    Result<domain::PractitionerId> stored = parts_.writer.put(record);
    if (!stored) return std::move(stored).error();
    record.id = *stored;
    if (Result<void> kept = parts_.store.put_legacy_urls(record.id, *legacy); !kept) return kept;
    const std::string after =
        document::write_practitioner(record, parts_.vocabulary, {.audience = document::Audience::kExport});
    return parts_.trail.append({.at = now,
                                .actor = registration.actor,
                                .action = "practitioner.register",
                                .subject = {.kind = "practitioner", .id = print_id(record.id.value)},
                                .changes = document::differences("{}", after),
                                .reason = registration.reason});
  });
  if (!done) return std::move(done).error();
  // What is committed stands, whether or not the index could take it in at once: it follows by itself.
  static_cast<void>(parts_.follow.catch_up().has_value());
  registered.id = record.id;
  registered.version = record.version;
  return registered;
}

}  // namespace stillpoint::app
