#pragma once

#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/checklist.h"
#include "domain/ports.h"
#include "domain/vocabulary.h"

namespace stillpoint::app {

/// A listed practitioner as anyone may see them.
struct Profile {
  domain::Practitioner practitioner;  ///< The whole record: faces show its public part only.
  domain::Checklist checklist;        ///< Item 2 is not asked unless conditions were.
  Instant as_of{};
};

/// Somebody opens a profile. Thread-safe.
class ViewPractitioner {
 public:
  ViewPractitioner(const domain::DirectoryReader& directory, const domain::Vocabulary& vocabulary,
                   const Clock& clock);

  /// @return kNotFound for an id that is not listed; kGone for one that was withdrawn.
  [[nodiscard]] Result<Profile> run(domain::PractitionerId id,
                                    const std::vector<domain::ConditionKey>& conditions = {}) const;

 private:
  const domain::DirectoryReader& directory_;
  const domain::Vocabulary& vocabulary_;
  const Clock& clock_;
};

}  // namespace stillpoint::app
