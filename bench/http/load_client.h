#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace stillpoint::bench {

/// A load on one server of this machine. Bounded: it ends after `seconds` or when the requests run out,
/// whichever is first.
struct Load {
  int port = 0;
  int connections = 8;  ///< Kept alive.
  double seconds = 5;
  double rate =
      0;  ///< Requests a second, sent by the clock whatever the answers do; 0: as fast as answers come.
  std::function<std::string(std::uint64_t number)>
      request;  ///< Raw HTTP of the nth request; every one different.
};

struct LoadResult {
  std::uint64_t answers = 0;
  std::uint64_t failures = 0;  ///< Answers that were not 200, and connections that broke.
  std::uint64_t bytes = 0;     ///< Head and body, as received.
  double seconds = 0;
  std::vector<double>
      latency_us;  ///< Of each answer, sorted; from the time it was due, so that waiting counts.
  [[nodiscard]] double per_second() const { return seconds > 0 ? static_cast<double>(answers) / seconds : 0; }
  [[nodiscard]] double quantile_us(double share) const;
};

/// Runs the load from one thread (epoll). Loopback only.
LoadResult run_load(const Load& load);

}  // namespace stillpoint::bench
