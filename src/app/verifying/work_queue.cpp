#include "app/verifying/work_queue.h"

#include <algorithm>
#include <utility>

#include "app/identity/permissions.h"

namespace stillpoint::app {
namespace {

constexpr std::size_t kOutcomeBytesMax = 500;

}  // namespace

Result<domain::WorkList> WorkQueue::list(const domain::Actor& actor, const domain::WorkFilter& filter) const {
  if (Result<void> may = require(actor, Permission::kReadDirectory); !may) return std::move(may).error();
  return parts_.store.work(filter, parts_.clock.now());
}

Result<std::vector<domain::Account>> WorkQueue::verifiers(const domain::Actor& actor) const {
  if (Result<void> may = require(actor, Permission::kReadDirectory); !may) return std::move(may).error();
  Result<std::vector<domain::Account>> all = parts_.accounts();
  if (!all) return all;
  all->erase(std::remove_if(all->begin(), all->end(),
                            [](const domain::Account& one) {
                              return one.disabled || !permits(one.roles, Permission::kRecordVerification);
                            }),
             all->end());
  return all;
}

Result<void> WorkQueue::assign(const domain::Actor& actor, std::int64_t subject,
                               domain::AccountId account) const {
  if (Result<void> may = require(actor, Permission::kRecordVerification); !may) return may;
  std::string name;
  if (account) {
    Result<std::vector<domain::Account>> who = verifiers(actor);
    if (!who) return std::move(who).error();
    const auto found =
        std::find_if(who->begin(), who->end(), [&](const domain::Account& one) { return one.id == account; });
    if (found == who->end()) {
      return Error{.code = ErrorCode::kInvalid, .message = "Work is given to verifiers."};
    }
    name = found->name;
  }
  const Instant now = parts_.clock.now();
  return parts_.work.in_transaction([&]() -> Result<void> {
    Result<void> done = parts_.store.assign(subject, account, name, now);
    if (!done) return done;
    return parts_.trail.append({.at = now,
                                .actor = actor,
                                .action = "work.assign",
                                .subject = {.kind = "work", .id = print_id(subject)},
                                .changes = {},
                                .reason = name.empty() ? "to nobody" : "to " + name});
  });
}

Result<void> WorkQueue::close(const domain::Actor& actor, std::int64_t item,
                              const std::string& outcome) const {
  if (Result<void> may = require(actor, Permission::kRecordVerification); !may) return may;
  if (outcome.empty() || outcome.size() > kOutcomeBytesMax) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "Closing an item takes a word on what came of it.",
                 .faults = {{.where = "outcome",
                             .what = outcome.empty() ? "This is missing." : "This is too long.",
                             .allowed = "at most " + std::to_string(kOutcomeBytesMax) + " bytes",
                             .value = {}}}};
  }
  const Instant now = parts_.clock.now();
  return parts_.work.in_transaction([&]() -> Result<void> {
    Result<void> done = parts_.store.close_item(item, outcome, actor.name, now);
    if (!done) return done;
    return parts_.trail.append({.at = now,
                                .actor = actor,
                                .action = "work.close",
                                .subject = {.kind = "work", .id = print_id(item)},
                                .changes = {},
                                .reason = outcome});
  });
}

Result<std::optional<domain::SettledWork>> WorkQueue::found_out(const domain::Actor& actor,
                                                                domain::ReportId report) const {
  if (Result<void> may = require(actor, Permission::kReadDirectory); !may) return std::move(may).error();
  return parts_.store.settled(domain::WorkKind::kReported, report.value);
}

}  // namespace stillpoint::app
