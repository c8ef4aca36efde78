#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

#include "app/following/change_bell.h"
#include "base/result.h"
#include "domain/following.h"

namespace stillpoint::app {

/// What a partner that follows the directory asks.
struct ChangesQuestion {
  domain::ChangeMark after{};
  std::size_t count = 0;         ///< At most so many changes.
  std::chrono::seconds wait{0};  ///< Where there is none yet, how long to wait for one.
  Waiter waiter{};
};

struct ChangesPage {
  std::vector<domain::PublicChange> changes{};  ///< In commit order.
  domain::ChangeMark next{};                    ///< From where to go on.
  bool has_more = false;                        ///< More are there already.
  bool wait_refused = false;  ///< As many wait as may, of all or of this partner, so it was answered at once.
};

/// A partner reads what changed since. Thread-safe; finding nothing new costs about a microsecond and no I/O.
class ReadChanges {
 public:
  /// @param bell is rung with the log's last place; both outlive it.
  ReadChanges(const domain::PublicChanges& log, ChangeBell& bell) : log_(log), bell_(bell) {}

  /// @return kGone where the log no longer holds the place: the copy begins anew with a snapshot.
  [[nodiscard]] Result<ChangesPage> run(const ChangesQuestion& question) const;

 private:
  [[nodiscard]] Result<ChangesPage> read(const ChangesQuestion& question) const;

  const domain::PublicChanges& log_;
  ChangeBell& bell_;
};

}  // namespace stillpoint::app
