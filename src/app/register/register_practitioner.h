#pragma once

#include <string>
#include <vector>

#include "app/register/register_parts.h"
#include "domain/actor.h"

namespace stillpoint::app {

/// A registrar's new record.
struct Registration {
  const domain::Actor& actor;
  std::string json;  ///< A practitioner document without an id.
  std::vector<std::string> legacy_urls{};
  bool although_similar = false;  ///< Whoever may be the same person was shown, and is somebody else.
  std::string reason{};           ///< For the trail; may be empty.
};

/// What became of it.
struct Registered {
  domain::PractitionerId id{};  ///< 0 where nothing was saved.
  std::int64_t version = 0;
  std::vector<domain::LikelySame> likely_same{};  ///< To be looked at first; then nothing was saved.
};

/// A registrar registers a practitioner, as a draft. Thread-safe.
class RegisterPractitioner {
 public:
  explicit RegisterPractitioner(const RegisterParts& parts) : parts_(parts) {}

  /// @return kInvalid with a fault for each wrong place; kConflict, naming the record it meets, for a
  /// certificate number or external id that another one has; kUnauthenticated, kForbidden.
  [[nodiscard]] Result<Registered> run(const Registration& registration) const;

 private:
  const RegisterParts& parts_;
};

/// Former addresses as they are kept: each begins with one slash.
/// @return kInvalid with a fault on /legacy_urls/N for one that is no path.
Result<std::vector<std::string>> read_legacy_urls(const std::vector<std::string>& given);

/// What an error of several faults is called.
Error invalid_record(std::vector<Fault> faults);

}  // namespace stillpoint::app
