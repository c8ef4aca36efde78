#pragma once

#include <atomic>

#include "base/clock.h"

namespace stillpoint::cli {

/// A clock that never goes back: neither while the program runs, nor behind what is known to have happened. A
/// machine whose clock was set back would otherwise call a lapsed certificate valid again, and a revocation
/// one that is still to come. Thread-safe.
class SoundClock final : public Clock {
 public:
  /// @param machine must outlive it.
  explicit SoundClock(const Clock& machine) : machine_(machine) {}

  [[nodiscard]] Instant now() const override {
    const auto told = machine_.now().time_since_epoch().count();
    auto latest = latest_.load();
    while (told > latest && !latest_.compare_exchange_weak(latest, told)) {
    }
    return Instant{std::chrono::seconds{told > latest ? told : latest}};
  }
  /// Something happened then, so that no earlier time is believed.
  void happened(Instant at) {
    const auto known = at.time_since_epoch().count();
    auto latest = latest_.load();
    while (known > latest && !latest_.compare_exchange_weak(latest, known)) {
    }
  }
  /// How far the machine's clock stands behind.
  [[nodiscard]] std::chrono::seconds behind() const { return now() - machine_.now(); }

 private:
  const Clock& machine_;
  mutable std::atomic<Instant::rep> latest_{0};
};

}  // namespace stillpoint::cli
