#include "search/state.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace stillpoint::search {
namespace {

using namespace domain;

std::shared_ptr<const Bitmap> with_dead(const Part& part, Row row) {
  auto dead =
      part.dead ? std::make_shared<Bitmap>(*part.dead) : std::make_shared<Bitmap>(part.segment->rows());
  dead->set(row);
  return dead;
}

void find_good_until(Snapshot& draft) {
  draft.good_until = kEndOfTime;
  for (Part& part : draft.parts) {
    const auto by_due = part.segment->by_due();
    while (part.due < by_due.size() && part.is_dead(by_due[part.due])) ++part.due;
    if (part.due < by_due.size())
      draft.good_until = std::min(draft.good_until, part.segment->holds_until(by_due[part.due]));
  }
}

std::vector<SegmentRow> live_rows_of(std::span<const Part> parts) {
  std::vector<SegmentRow> rows;
  for (const Part& part : parts) {
    for (Row row = 0; row < part.segment->rows(); ++row) {
      if (!part.is_dead(row)) rows.push_back({part.segment.get(), row});
    }
  }
  return rows;
}

}  // namespace

Index::State::State(const Vocabulary& vocabulary, const IndexOptions& options)
    : vocabulary_(vocabulary),
      options_(options),
      pool_(std::make_shared<StringPool>()),
      values_(std::in_place, std::make_shared<ValueTable>()) {
  publish({.parts = {},
           .values = values_->publish(),
           .pool = pool_,
           .words = std::make_shared<const VocabularyWords>(vocabulary_)});
  if (options_.merge_in_background)
    merger_ = std::jthread([this](const std::stop_token& stop) { merge_when_wanted(stop); });
}

Index::State::~State() {
  merger_.request_stop();
  wish_.notify_all();
}

std::shared_ptr<const Snapshot> Index::State::published() const {
  const std::lock_guard lock(publish_mutex_);
  return snapshot_;
}

void Index::State::publish(Snapshot snapshot) {
  find_good_until(snapshot);
  const bool wanted = wants_merge(snapshot);
  auto next = std::make_shared<const Snapshot>(std::move(snapshot));
  {
    const std::lock_guard lock(publish_mutex_);
    snapshot_.swap(next);
  }
  // The old snapshot, if nobody reads it any more, goes here and not under the lock.
  if (!wanted || !options_.merge_in_background) return;
  const std::lock_guard lock(wish_mutex_);
  merge_wanted_ = true;
  wish_.notify_one();
}

std::shared_ptr<const Snapshot> Index::State::current(Instant now) {
  std::shared_ptr<const Snapshot> snapshot = published();
  if (pending_count_.load() == 0 && now < snapshot->good_until) return snapshot;
  const std::lock_guard lock(writer_mutex_);
  snapshot = published();
  if (pending_count_.load() == 0 && now < snapshot->good_until) return snapshot;
  flush(now);
  return published();
}

void Index::State::apply(PractitionerId id, const std::optional<Listing>& listing, std::int64_t sequence,
                         Instant now) {
  const std::lock_guard lock(writer_mutex_);
  pending_as_of_ = std::max({pending_as_of_, now, published()->as_of});
  pending_sequence_ = std::max(pending_sequence_, sequence);
  Pending pending{.id = id, .entry = {}};
  if (listing) pending.entry = EntryMaker(vocabulary_, *pool_, *values_).make(*listing, pending_as_of_);
  pending_.push_back(std::move(pending));
  pending_count_.store(pending_.size());
  if (pending_.size() >= kPendingMax) flush(now);
}

/// Makes the next snapshot: what is pending, and what time has changed. The caller holds the writer's lock.
void Index::State::flush(Instant now) {
  Snapshot draft = *published();
  draft.as_of = std::max({draft.as_of, now, pending_as_of_});
  draft.sequence = std::max(draft.sequence, pending_sequence_);
  take_pending(draft);
  pass_time(draft);
  join_small(draft);
  draft.values = values_->publish();
  publish(std::move(draft));
  pending_count_.store(0);
}

void Index::State::kill(Snapshot& draft, PractitionerId id) const {
  for (Part& part : draft.parts) {
    const std::optional<Row> row = part.segment->find(id, options_.order_key);
    if (!row || part.is_dead(*row)) continue;
    part.dead = with_dead(part, *row);
    ++part.dead_rows;
  }
}

void Index::State::take_pending(Snapshot& draft) {
  std::unordered_map<PractitionerId, std::size_t> latest;
  for (std::size_t i = 0; i < pending_.size(); ++i) latest[pending_[i].id] = i;
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    if (latest[pending_[i].id] != i) continue;
    kill(draft, pending_[i].id);
    if (pending_[i].entry) entries.push_back(*std::move(pending_[i].entry));
  }
  pending_.clear();
  append(draft, entries);
}

void Index::State::append(Snapshot& draft, const std::vector<Entry>& entries) {
  if (entries.empty()) return;
  SegmentBuilder builder;
  for (const Entry& entry : entries) builder.add(entry);
  const auto unordered = builder.finish_unordered();
  std::vector<SegmentRow> rows;
  for (Row row = 0; row < unordered->rows(); ++row) rows.push_back({unordered.get(), row});
  draft.parts.push_back(
      {.segment = gather(rows, month_of(draft.as_of), options_.order_key, values_->publish()->size()),
       .dead = nullptr});
}

/// The rows of a part that time has changed, evaluated anew; they are dead in the part.
std::vector<Entry> Index::State::evaluate_due(Snapshot& draft, Part& part) {
  const EntryMaker maker(vocabulary_, *pool_, *values_);
  const Segment& segment = *part.segment;
  std::vector<Entry> changed;
  std::shared_ptr<Bitmap> dead;
  for (; part.due < segment.rows(); ++part.due) {
    const Row row = segment.by_due()[part.due];
    if (segment.holds_until(row) > draft.as_of) break;
    if (part.is_dead(row)) continue;
    std::vector<std::string> tokens;
    for (const std::uint32_t token : segment.row_tokens(row)) tokens.emplace_back(segment.token(token));
    changed.push_back(maker.make_again(segment.record(row), std::move(tokens),
                                       std::string(segment.name_key(row)), draft.as_of));
    // A rule that promises no future would be asked for ever.
    Entry& entry = changed.back();
    entry.holds_until = std::max(entry.holds_until, draft.as_of + std::chrono::seconds{1});
    if (!dead)
      dead = part.dead ? std::make_shared<Bitmap>(*part.dead) : std::make_shared<Bitmap>(segment.rows());
    dead->set(row);
    ++part.dead_rows;
  }
  if (dead) part.dead = std::move(dead);
  return changed;
}

void Index::State::pass_time(Snapshot& draft) {
  std::vector<Entry> changed;
  for (Part& part : draft.parts) {
    std::vector<Entry> some = evaluate_due(draft, part);
    std::move(some.begin(), some.end(), std::back_inserter(changed));
  }
  append(draft, changed);
}

/// Joins the last segments while they are of like size, and lets go of segments that are all dead.
void Index::State::join_small(Snapshot& draft) {
  std::vector<Part>& parts = draft.parts;
  const std::size_t first = merging_parts_;
  for (std::size_t i = parts.size(); i-- > first;) {
    if (parts[i].live_rows() == 0) parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
  }
  while (parts.size() >= first + 2) {
    const Part& last = parts.back();
    const Part& before = parts[parts.size() - 2];
    const Row joined = before.live_rows() + last.live_rows();
    if (before.live_rows() >= kSegmentRatio * last.live_rows() || joined > kJoinRowsMax) return;
    const auto rows = live_rows_of({&before, 2});
    Part part{.segment = gather(rows, month_of(draft.as_of), options_.order_key, values_->publish()->size()),
              .dead = nullptr};
    parts.pop_back();
    parts.back() = std::move(part);
  }
}

bool Index::State::wants_merge(const Snapshot& snapshot) const {
  if (snapshot.parts.empty()) return false;
  const Part& base = snapshot.parts.front();
  if (base.segment->month() != month_of(snapshot.as_of)) return true;
  std::int64_t overlay = base.dead_rows;
  for (std::size_t i = 1; i < snapshot.parts.size(); ++i) overlay += snapshot.parts[i].segment->rows();
  return overlay > std::max(options_.overlay_rows_max, base.segment->rows() / kOverlayShare);
}

void Index::State::merge() {
  const std::lock_guard one_at_a_time(merge_mutex_);
  std::shared_ptr<const Snapshot> before;
  {
    const std::lock_guard lock(writer_mutex_);
    before = published();
    const bool tidy = before->parts.size() == 1 && before->parts[0].dead_rows == 0 &&
                      before->parts[0].segment->month() == month_of(before->as_of);
    if (before->parts.empty() || tidy) return;
    merging_parts_ = before->parts.size();
  }
  Part merged{.segment = gather(live_rows_of(before->parts), month_of(before->as_of), options_.order_key,
                                before->values->size()),
              .dead = nullptr};
  const std::lock_guard lock(writer_mutex_);
  Snapshot draft = *published();
  // What died in the meantime is dead in the merged segment too.
  auto dead = std::make_shared<Bitmap>(merged.segment->rows());
  for (std::size_t i = 0; i < merging_parts_; ++i) {
    if (!draft.parts[i].dead) continue;
    draft.parts[i].dead->for_each([&](Row row) {
      if (before->parts[i].is_dead(row)) return;
      dead->set(*merged.segment->find(draft.parts[i].segment->id(row), options_.order_key));
      ++merged.dead_rows;
    });
  }
  if (merged.dead_rows > 0) merged.dead = std::move(dead);
  std::vector<Part> parts{std::move(merged)};
  parts.insert(parts.end(), draft.parts.begin() + static_cast<std::ptrdiff_t>(merging_parts_),
               draft.parts.end());
  draft.parts = std::move(parts);
  draft.built_at = draft.as_of;
  merging_parts_ = 0;
  publish(std::move(draft));
}

Result<void> Index::State::rebuild(const Feed& load, Instant now) {
  auto pool = std::make_shared<StringPool>();
  ValueAdder values(std::make_shared<ValueTable>());
  const EntryMaker maker(vocabulary_, *pool, values);
  SegmentBuilder builder;
  Result<std::int64_t> loaded = load([&](const Listing& listing) { builder.add(maker.make(listing, now)); });
  if (!loaded) return std::move(loaded).error();
  auto unordered = builder.finish_unordered();
  std::vector<SegmentRow> rows;
  rows.reserve(unordered->rows());
  for (Row row = 0; row < unordered->rows(); ++row) rows.push_back({unordered.get(), row});
  Snapshot next{.parts = {},
                .values = values.publish(),
                .pool = pool,
                .words = std::make_shared<const VocabularyWords>(vocabulary_),
                .as_of = now,
                .built_at = now,
                .sequence = *loaded};
  next.parts.push_back(
      {.segment = gather(rows, month_of(now), options_.order_key, next.values->size()), .dead = nullptr});
  unordered.reset();

  const std::lock_guard one_at_a_time(merge_mutex_);
  const std::lock_guard lock(writer_mutex_);
  pool_ = std::move(pool);
  values_.emplace(next.values);
  pending_.clear();
  pending_count_.store(0);
  pending_as_of_ = now;
  pending_sequence_ = *loaded;
  publish(std::move(next));
  return {};
}

IndexStats Index::State::stats() {
  const std::shared_ptr<const Snapshot> snapshot = current(published()->as_of);
  IndexStats stats{.built_at = snapshot->built_at, .sequence = snapshot->sequence};
  for (std::size_t i = 0; i < snapshot->parts.size(); ++i) {
    const Part& part = snapshot->parts[i];
    stats.practitioners += part.live_rows();
    stats.rows += static_cast<std::int64_t>(part.segment->locations());
    if (part.dead) {
      part.dead->for_each([&](Row row) {
        stats.rows -= part.segment->location_begin(row + 1) - part.segment->location_begin(row);
      });
    }
    if (i > 0) stats.overlay_rows += part.live_rows();
    stats.bytes += static_cast<std::int64_t>(part.segment->bytes() + (part.dead ? part.dead->bytes() : 0));
  }
  stats.bytes += static_cast<std::int64_t>(snapshot->values->bytes() + snapshot->pool->bytes());
  return stats;
}

void Index::State::merge_when_wanted(const std::stop_token& stop) {
  for (;;) {
    {
      std::unique_lock lock(wish_mutex_);
      if (!wish_.wait(lock, stop, [this] { return merge_wanted_; })) return;
      merge_wanted_ = false;
    }
    merge();
  }
}

}  // namespace stillpoint::search
