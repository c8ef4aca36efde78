#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace stillpoint::http {

/// Counts and times requests by route, and prints them with other figures in Prometheus' text format 0.0.4.
/// record() is thread-safe and never waits.
class Metrics {
 public:
  /// @param routes their names, "GET /v1/practitioners", in the router's order.
  explicit Metrics(const std::vector<std::string>& routes);

  /// Index for requests that have no route.
  static constexpr std::size_t kNoRoute = static_cast<std::size_t>(-1);

  void record(std::size_t route, int status, std::chrono::nanoseconds took);

  /// What was counted so far.
  [[nodiscard]] std::string text() const;

 private:
  /// Upper ends of the histogram's buckets in microseconds: a search takes tens, a slow disk hundreds of
  /// thousands.
  static constexpr std::array<std::int64_t, 12> kBucketsUs = {
      50, 100, 250, 500, 1'000, 2'500, 5'000, 10'000, 50'000, 250'000, 1'000'000, 5'000'000};
  struct Series {
    std::string route;
    std::array<std::atomic<std::int64_t>, kBucketsUs.size() + 1> buckets{};
    std::array<std::atomic<std::int64_t>, 5> by_class{};  ///< 1xx to 5xx.
    std::atomic<std::int64_t> total_ns{0};
  };
  std::vector<std::unique_ptr<Series>> series_;  ///< The last one is for requests without a route.
};

/// Appends one figure: its HELP and TYPE lines and its value.
/// @param type "gauge" or "counter".
void append_metric(std::string& text, std::string_view name, std::string_view type, std::string_view help,
                   double value);

}  // namespace stillpoint::http
