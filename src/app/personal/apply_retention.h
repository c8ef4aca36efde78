#pragma once

#include <vector>

#include "app/personal/erase_person.h"
#include "base/clock.h"
#include "base/result.h"
#include "domain/actor.h"
#include "domain/personal_data.h"

namespace stillpoint::app {

/// Forgets people who left the directory so many days ago, as its operator has set. Thread-safe.
class ApplyRetention {
 public:
  /// All must outlive it.
  ApplyRetention(const domain::PersonalData& personal, const ErasePerson& erasing, const Clock& clock)
      : personal_(personal), erasing_(erasing), clock_(clock) {}

  struct Options {
    int withdrawn_days = 0;  ///< 0: people are forgotten when they ask, not by time.
    bool dry_run = false;    ///< Only tells who would be.
  };
  /// @return who was forgotten, or would be; what an erasure returns where one fails: those before it stand.
  [[nodiscard]] Result<std::vector<domain::PractitionerId>> run(const domain::Actor& actor,
                                                                const Options& options) const;

 private:
  const domain::PersonalData& personal_;
  const ErasePerson& erasing_;
  const Clock& clock_;
};

}  // namespace stillpoint::app
