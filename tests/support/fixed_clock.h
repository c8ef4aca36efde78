#pragma once

#include "base/clock.h"

namespace stillpoint::support {

/// A clock that stands where a test puts it.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant now) : now_(now) {}
  [[nodiscard]] Instant now() const override { return now_; }
  void set(Instant now) { now_ = now; }

 private:
  Instant now_;
};

}  // namespace stillpoint::support
