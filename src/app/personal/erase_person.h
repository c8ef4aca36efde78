#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/personal_data.h"
#include "domain/ports.h"
#include "domain/unit_of_work.h"

namespace stillpoint::app {

/// The directory forgets a person. Of their record a tombstone stays, whose id answers "gone", and with it
/// what the public verdict on a certificate rests on: type, number, dates, history, and by which method and
/// when it was checked; no name is among it. Whoever erased the person could otherwise make a revocation
/// disappear. Of the trail stays who did what and when, without fields, reasons and addresses. Thread-safe.
class ErasePerson {
 public:
  struct Stores {
    domain::UnitOfWork& unit_of_work;
    domain::DirectoryWriter& directory;
    domain::PersonalData& personal;
    domain::AuditLog& trail;
    domain::ErasureLedger& ledger;
    domain::PersonalFiles& evidence;
  };
  ErasePerson(const Stores& stores, const Clock& clock) : stores_(stores), clock_(clock) {}

  struct Erased {
    std::int64_t trail_entries = 0;  ///< Whose content went.
    std::string still_to_do{};       ///< A sentence where something has to be done again later; else empty.
  };
  /// @param reason why; it stays in the trail, so it names nobody.
  /// @return kInvalid without a reason; kNotFound; kGone where that was done before; kForbidden.
  [[nodiscard]] Result<Erased> run(const domain::Actor& actor, domain::PractitionerId id,
                                   const std::string& reason) const;

 private:
  /// What the transaction did, and what is left to do behind it.
  struct Landed {
    std::int64_t trail_entries = 0;
    std::vector<std::string> evidence{};
  };
  [[nodiscard]] Result<Landed> erase(const domain::Actor& actor, domain::PractitionerId id,
                                     const std::string& reason) const;
  [[nodiscard]] Result<void> erase_with_merged(const domain::Actor& actor, domain::PractitionerId id,
                                               const std::string& reason, Landed& landed) const;
  [[nodiscard]] std::string finish(const Landed& landed) const;

  Stores stores_;
  const Clock& clock_;
};

}  // namespace stillpoint::app
