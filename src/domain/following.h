#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/credential.h"
#include "domain/keys.h"
#include "domain/practitioner.h"

namespace stillpoint::domain {

/// What happened to a listing, as far as anybody may know.
enum class PublicChangeKind : std::uint8_t {
  kListed,      ///< It can be found from now on.
  kEdited,      ///< Something of it changed.
  kCredential,  ///< The history of one of its credentials grew: checked, suspended, revoked, ...
  kWithdrawn,   ///< It can no longer be found: withdrawn, unlisted, or merged into another one.
  kErased,      ///< The person was forgotten here: every copy is to forget them too.
};

/// A place in the log of public changes: the row behind which a reader goes on. It names what the row says,
/// too, so that a place in another database's log (a restored backup's) is not taken for one in this.
struct ChangeMark {
  std::int64_t sequence = 0;
  PractitionerId practitioner{};
  Instant at{};
  auto operator<=>(const ChangeMark&) const = default;
};

/// One row of the log, with the record as it is now.
struct PublicChange {
  ChangeMark mark{};
  PublicChangeKind kind = PublicChangeKind::kEdited;
  CredentialId credential{};                   ///< For kCredential; else 0.
  std::optional<CredentialEventKind> event{};  ///< For kCredential: what was added to its history.
  std::optional<Instant> effective{};          ///< For kCredential: from when it holds.
  PractitionerId merged_into{};  ///< For kWithdrawn, where another listing took its place; else 0.
  /// The whole record as it is when it is read, which may be later than this change; null where it is not
  /// listed then. Changes of one reading share it.
  std::shared_ptr<const Practitioner> record{};
};

/// Which changes are read.
enum class ChangeChoice : std::uint8_t {
  kAll,
  kWarnings,  ///< Those of a credential's history, and those who left: what an old page would be wrong about.
};

/// How much of the log is to be forgotten.
struct ChangeCut {
  Instant before{};
  std::optional<std::int64_t>
      but_from{};         ///< Somebody still goes on from this sequence: it stays, and all behind it.
  std::size_t count = 0;  ///< Rows at most, in one transaction.
};

/// The log of public changes. Thread-safe; may block on I/O.
class PublicChanges {
 public:
  virtual ~PublicChanges() = default;
  /// The last change's place: behind it there is nothing yet. Costs microseconds.
  [[nodiscard]] virtual Result<ChangeMark> latest() const = 0;
  /// What was committed behind a place, in commit order, at most `count`; none chosen is left out. One state:
  /// a record is never older than the changes told with it.
  /// @return kGone where the log does not hold that place: it was forgotten, or is another database's.
  [[nodiscard]] virtual Result<std::vector<PublicChange>> after(
      const ChangeMark& mark, std::size_t count, ChangeChoice choice = ChangeChoice::kAll) const = 0;
  /// Calls `visit` for every listed record, whole, in order of registration, from one state. An error of
  /// `visit` ends it and is returned. @return the place from which that state is followed.
  [[nodiscard]] virtual Result<ChangeMark> for_each_listed(
      const std::function<Result<void>(const Practitioner&)>& visit) const = 0;
  /// Forgets the oldest places: those whose next change was written down before `cut.before`, so that whoever
  /// read all there was at that instant can go on. The last place stays. What stays has no gap.
  /// @return how many; as many as were allowed: there may be more.
  [[nodiscard]] virtual Result<std::int64_t> forget(const ChangeCut& cut) = 0;
};

}  // namespace stillpoint::domain
