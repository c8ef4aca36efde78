#pragma once

#include <functional>

#include "base/result.h"

namespace stillpoint::domain {

/// One transaction over every write port of a store: a record, its trail and its mail land together or not at
/// all. Thread-safe: transactions take turns. Within one of the same thread it takes part in that one.
class UnitOfWork {
 public:
  virtual ~UnitOfWork() = default;
  /// Runs `body`; an error of it rolls everything back and is returned.
  /// @return kUnavailable where the store is locked, full or read-only.
  [[nodiscard]] virtual Result<void> in_transaction(const std::function<Result<void>()>& body) = 0;
};

}  // namespace stillpoint::domain
