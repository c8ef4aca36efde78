#include "http/following/snapshot_shelf.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "document/json_writer.h"
#include "http/following/change_cursor.h"

namespace stillpoint::http::following {
namespace {

using std::chrono::steady_clock;

/// Changes that are looked through for somebody who left; behind more of them a new snapshot is shorter work
/// for everybody.
constexpr std::size_t kChangesLookedThrough = 500;

std::size_t shelf_of(bool with_contact) {
  return with_contact ? 1 : 0;
}

}  // namespace

/// Nobody who has left since is handed out anew.
bool SnapshotShelf::is_fresh(const Snapshot& snapshot) const {
  if (steady_clock::now() - snapshot.made_at > kSnapshotLife) return false;
  if (parts_.bell.latest() == snapshot.mark) return true;
  const Result<std::vector<domain::PublicChange>> since =
      parts_.log.after(snapshot.mark, kChangesLookedThrough);
  return since && since->size() < kChangesLookedThrough &&
         std::all_of(since->begin(), since->end(),
                     [](const domain::PublicChange& change) { return change.record != nullptr; });
}

void SnapshotShelf::drop_old() {
  const std::lock_guard lock(mutex_);
  drop_old_locked();
}

void SnapshotShelf::drop_old_locked() {
  const auto oldest = steady_clock::now() - parts_.kept;
  for (List& list : kept_) {
    list.erase(
        std::remove_if(list.begin(), list.end(), [&](const auto& one) { return one->made_at < oldest; }),
        list.end());
  }
}

Result<std::shared_ptr<const Snapshot>> SnapshotShelf::fresh(const CopyShape& shape) {
  List& list = kept_.at(shelf_of(shape.with_contact));
  {
    std::unique_lock lock(mutex_);
    if (!made_.wait_for(lock, kSnapshotPatience, [this] { return !making_; })) {
      return Error{.code = ErrorCode::kUnavailable,
                   .message = "The snapshot is being made. Ask again in a moment."};
    }
    drop_old_locked();
    if (!list.empty() && is_fresh(*list.front())) return list.front();
    making_ = true;
  }
  Result<std::shared_ptr<const Snapshot>> made = make(shape);
  {
    const std::lock_guard lock(mutex_);
    making_ = false;
    if (made) list.insert(list.begin(), *made);
    if (list.size() > kSnapshotsKept) list.resize(kSnapshotsKept);
  }
  made_.notify_all();
  return made;
}

std::shared_ptr<const Snapshot> SnapshotShelf::find(std::string_view tag, bool with_contact) {
  const std::lock_guard lock(mutex_);
  drop_old_locked();
  const List& list = kept_.at(shelf_of(with_contact));
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& one) { return one->file->tag() == tag; });
  return found == list.end() ? nullptr : *found;
}

Result<std::shared_ptr<const Snapshot>> SnapshotShelf::make(const CopyShape& shape) const {
  Result<GzipFileWriter> writer = GzipFileWriter::make(parts_.folder);
  if (!writer) return std::move(writer).error();
  auto snapshot = std::make_shared<Snapshot>();
  std::int64_t count = 0;
  const Result<domain::ChangeMark> mark =
      parts_.log.for_each_listed([&](const domain::Practitioner& practitioner) -> Result<void> {
        ++count;
        return writer->append("{\"practitioner\":" + listing_copy(practitioner, shape) + "}\n");
      });
  if (!mark) return mark.error();
  snapshot->mark = *mark;
  snapshot->next = change_cursor(parts_.sealer, *mark);
  std::string last;
  document::JsonWriter json(last);
  json.begin_object();
  json.member("count", count);
  json.member("next", snapshot->next);
  json.end_object();
  if (Result<void> done = writer->append(last + "\n"); !done) return std::move(done).error();
  Result<std::shared_ptr<const GzipFile>> file = writer->finish();
  if (!file) return std::move(file).error();
  snapshot->file = *std::move(file);
  snapshot->made_at = steady_clock::now();
  return std::shared_ptr<const Snapshot>(std::move(snapshot));
}

}  // namespace stillpoint::http::following
