#include "store/sqlite/change_feed.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace stillpoint::store {
namespace {

constexpr std::array<std::string_view, 3> kKindWords{"registered", "edited", "withdrawn"};

}  // namespace

Result<ChangeLog> ChangeLog::prepare(Connection& connection) {
  Result<Statement> insert =
      connection.prepare("INSERT INTO change (practitioner, kind, at) VALUES (?1, ?2, ?3)");
  if (!insert) return std::move(insert).error();
  ChangeLog log;
  log.insert_ = *std::move(insert);
  return log;
}

Result<void> ChangeLog::append(domain::PractitionerId id, ChangeKind kind, Instant at) {
  return insert_.bind(id).bind(kKindWords[static_cast<std::size_t>(kind)]).bind(at).run();
}

Result<ChangeFeed> ChangeFeed::prepare(Connection& connection) {
  Result<Statement> after = connection.prepare(
      "SELECT sequence, practitioner FROM change WHERE sequence > ?1 ORDER BY sequence LIMIT ?2");
  if (!after) return std::move(after).error();
  Result<Statement> latest = connection.prepare("SELECT max(sequence) FROM change");
  if (!latest) return std::move(latest).error();
  ChangeFeed feed;
  feed.after_ = *std::move(after);
  feed.latest_ = *std::move(latest);
  return feed;
}

Result<std::vector<domain::Change>> ChangeFeed::after(std::int64_t sequence, std::size_t count) {
  constexpr auto kCountMax = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
  after_.rewind().bind(sequence).bind(static_cast<std::int64_t>(std::min(count, kCountMax)));
  std::vector<domain::Change> changes;
  Step step = after_.step();
  for (; step == Step::kRow; step = after_.step()) {
    changes.push_back({.sequence = after_.integer(0), .practitioner = {after_.integer(1)}});
  }
  if (step == Step::kFailed) return after_.error();
  after_.rewind();
  return changes;
}

Result<std::int64_t> ChangeFeed::latest() {
  if (latest_.rewind().step() != Step::kRow) return latest_.error();
  const std::int64_t sequence = latest_.integer(0);  // NULL, of an empty table, reads as 0
  latest_.rewind();
  return sequence;
}

}  // namespace stillpoint::store
