#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/settings.h"
#include "domain/unit_of_work.h"

namespace stillpoint::app {

/// Nobody keeps people who left for longer: a hundred years.
constexpr int kRetainDaysMax = 36'500;

/// What owners decide about the directory while it runs.
struct SettingValues {
  int retain_withdrawn_days = 0;  ///< After so many days who left is erased; 0: when they ask.
  bool open_reviews = false;  ///< Clients who were not invited may write reviews: labelled, never counted.
  bool operator==(const SettingValues&) const = default;
};

/// Reads and changes the settings. Thread-safe.
class DirectorySettings {
 public:
  /// What it works with; outlives it.
  struct Ports {
    domain::UnitOfWork& work;
    domain::SettingStore& store;
    domain::AuditLog& trail;
    const Clock& clock;
  };
  /// @param defaults hold until an owner sets something else: the program's own settings.
  DirectorySettings(const Ports& ports, const SettingValues& defaults) : ports_(ports), defaults_(defaults) {}

  /// What holds now. One that cannot be read as stored holds by default.
  [[nodiscard]] Result<SettingValues> read() const;
  /// Saves what differs. @return kInvalid with a fault at "retain_withdrawn_days"; kForbidden.
  [[nodiscard]] Result<void> save(const domain::Actor& actor, const SettingValues& values) const;

 private:
  Ports ports_;
  SettingValues defaults_;
};

}  // namespace stillpoint::app
