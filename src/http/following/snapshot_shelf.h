#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "app/following/change_bell.h"
#include "base/result.h"
#include "domain/following.h"
#include "http/following/gzip_file.h"
#include "http/following/json_changes.h"
#include "http/sealed.h"

namespace stillpoint::http::following {

/// A snapshot is handed out for so long, as long as nobody leaves meanwhile: what it lacks is followed from
/// its own cursor.
constexpr std::chrono::minutes kSnapshotLife{60};
/// One that was handed out can be taken up again for so long: a slow line's download.
constexpr std::chrono::minutes kSnapshotKept{120};
/// Snapshots of one shape that are kept, so that a disk is not filled by who asks often.
constexpr std::size_t kSnapshotsKept = 2;
/// Whoever asks while one is being made waits so long, and is then told to come back.
constexpr std::chrono::seconds kSnapshotPatience{10};

/// The whole public directory at one state, as lines of JSON in a gzip file: {"practitioner": {...}} each,
/// and at the end {"count", "next"} with the cursor that goes on from there. A file without that line is not
/// whole.
struct Snapshot {
  std::shared_ptr<const GzipFile> file{};
  domain::ChangeMark mark{};
  std::string next{};  ///< The cursor.
  std::chrono::steady_clock::time_point made_at{};
};

/// Makes snapshots and keeps those that downloads may come back for. Thread-safe; one is made at a time, by
/// whoever asks first.
class SnapshotShelf {
 public:
  struct Parts {
    const domain::PublicChanges& log;
    const app::ChangeBell& bell;
    const Sealer& sealer;
    std::string folder{};  ///< For the files, which no name in it shows.
    std::chrono::minutes kept = kSnapshotKept;
  };
  /// What the parts refer to outlives it.
  explicit SnapshotShelf(Parts parts) : parts_(std::move(parts)) {}

  /// A snapshot that may be handed out now; made where there is none.
  /// @return kUnavailable while another one is being made, or where the disk is full.
  [[nodiscard]] Result<std::shared_ptr<const Snapshot>> fresh(const CopyShape& shape);
  /// The one with this entity tag; null where it is not kept.
  [[nodiscard]] std::shared_ptr<const Snapshot> find(std::string_view tag, bool with_contact);
  /// Lets go of snapshots that are older than they may be, whether or not anybody asks for one: whoever was
  /// erased since stands in them.
  void drop_old();

 private:
  using List = std::vector<std::shared_ptr<const Snapshot>>;
  [[nodiscard]] Result<std::shared_ptr<const Snapshot>> make(const CopyShape& shape) const;
  [[nodiscard]] bool is_fresh(const Snapshot& snapshot) const;
  void drop_old_locked();

  const Parts parts_;
  std::mutex mutex_;
  std::condition_variable made_;
  bool making_ = false;
  std::array<List, 2> kept_;  ///< Without and with contact data, the newest first.
};

}  // namespace stillpoint::http::following
