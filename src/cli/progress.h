#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string>

namespace stillpoint::cli {

/// Shows how far a long reading is: a bar on a terminal, a plain line now and then otherwise.
class Progress {
 public:
  /// @param total bytes that there are; 0 where that is not known.
  Progress(std::ostream& out, bool is_terminal, std::int64_t total);
  /// Ends the bar's line.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::int64_t bytes, std::int64_t rows);

 private:
  using Time = std::chrono::steady_clock::time_point;
  std::ostream& out_;
  const bool is_terminal_;
  const std::int64_t total_;
  Time last_;
  bool drawn_ = false;
};

}  // namespace stillpoint::cli
