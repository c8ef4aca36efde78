#pragma once

#include <cstdint>
#include <mutex>

#include "base/result.h"
#include "domain/ports.h"
#include "domain/register.h"
#include "domain/vocabulary.h"

namespace stillpoint::app {

/// Keeps the vocabulary at the registries' state, whoever edited them: this process or another. Thread-safe.
class FollowRegistry {
 public:
  /// All of them outlive it. The vocabulary holds the registries as they stand now, or as they stood before.
  FollowRegistry(const domain::RegistryStore& store, const domain::RegistryWriter& registry,
                 domain::Vocabulary& vocabulary)
      : store_(store), registry_(registry), vocabulary_(vocabulary) {}

  /// Publishes the registries as a new edition where they were edited since. Costs one small query where they
  /// were not.
  /// @return whether it did: the index must be rebuilt then. kInvalid for registries that contradict
  /// themselves: the present edition stands.
  [[nodiscard]] Result<bool> catch_up();

 private:
  const domain::RegistryStore& store_;
  const domain::RegistryWriter& registry_;
  domain::Vocabulary& vocabulary_;
  std::mutex mutex_;
  std::int64_t taken_ = 0;  ///< The store's edition that the vocabulary holds; 0: not looked yet.
};

}  // namespace stillpoint::app
