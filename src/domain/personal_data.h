#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/keys.h"
#include "domain/practitioner.h"

namespace stillpoint::domain {

/// One row that is kept about a person beside their record and the trail: a mail that waits, a link.
struct PersonalRow {
  std::string table{};
  std::vector<std::pair<std::string, std::string>> columns{};  ///< Name and value, as text; empty for none.
};

/// Whom the directory forgot, and when.
struct Erasure {
  PractitionerId practitioner{};
  Instant at{};
  bool operator==(const Erasure&) const = default;
};

/// What the store keeps about a person outside the record itself.
class PersonalData {
 public:
  virtual ~PersonalData() = default;
  /// Calls `visit` for every row about the person. Keys and digests that would open something are left out.
  [[nodiscard]] virtual Result<void> for_each_row(
      const Practitioner& person, const std::function<Result<void>(const PersonalRow&)>& visit) const = 0;
  /// Removes these rows within the running transaction, and writes down that the person is forgotten: an
  /// import that brings one of the record's external ids meets the tombstone. The record itself is the
  /// caller's to put, afterwards.
  /// @param record as it is on record.
  /// @return digests of the evidence that is about nobody else, whose files are to go.
  [[nodiscard]] virtual Result<std::vector<std::string>> forget(const Practitioner& record, Instant at) = 0;
  /// Everybody who was forgotten, in order of time.
  [[nodiscard]] virtual Result<std::vector<Erasure>> erasures() const = 0;
  /// Other records of the same person that were merged into this one, at one remove or more.
  [[nodiscard]] virtual Result<std::vector<PractitionerId>> merged_into(PractitionerId id) const = 0;
  /// Everybody who left before the instant and was not forgotten yet. A record that was merged into another
  /// one did not leave.
  [[nodiscard]] virtual Result<std::vector<PractitionerId>> withdrawn_before(Instant instant) const = 0;
  /// Makes what was removed unreadable in the store's files. Outside a transaction.
  /// @return kUnavailable where others read so long that it has to be done again later.
  [[nodiscard]] virtual Result<void> scrub() = 0;
};

/// Files that are kept about people, by the SHA-256 of what they hold.
class PersonalFiles {
 public:
  virtual ~PersonalFiles() = default;
  /// Removes a file; one that is not there is no error.
  [[nodiscard]] virtual Result<void> remove(const std::string& sha256) = 0;
};

/// Erasures kept outside the store, so that an older copy of it that is restored forgets these people too.
class ErasureLedger {
 public:
  virtual ~ErasureLedger() = default;
  /// Adds those that are not in it yet; they are on the disk when it returns.
  [[nodiscard]] virtual Result<void> keep(const std::vector<Erasure>& erasures) = 0;
};

}  // namespace stillpoint::domain
