#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/keys.h"

namespace stillpoint::domain {

/// When anything of a listing last changed: a save, a check, a suspension, a confirmation.
struct ListedDate {
  PractitionerId id{};
  Instant changed{};
  bool operator==(const ListedDate&) const = default;
};

/// For those who look at the whole directory from time to time. Thread-safe; may block on I/O.
class ListedDates {
 public:
  virtual ~ListedDates() = default;
  /// Those listed, in the order of their registration, from `offset` on. Costs about 2 us each.
  [[nodiscard]] virtual Result<std::vector<ListedDate>> page(std::size_t offset, std::size_t count) const = 0;
  /// Of these, in their order; who is not listed is left out.
  [[nodiscard]] virtual Result<std::vector<ListedDate>> of(std::span<const PractitionerId> ids) const = 0;
};

}  // namespace stillpoint::domain
