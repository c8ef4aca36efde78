#include "cli/progress.h"

#include <algorithm>
#include <ostream>

namespace stillpoint::cli {
namespace {

constexpr std::chrono::milliseconds kDrawEvery{100};  ///< Smooth to the eye.
constexpr std::chrono::seconds kLineEvery{5};         ///< Little enough for a log.
constexpr int kBarCells = 30;

}  // namespace

Progress::Progress(std::ostream& out, bool is_terminal, std::int64_t total)
    : out_(out), is_terminal_(is_terminal), total_(total), last_(std::chrono::steady_clock::now()) {}

Progress::~Progress() {
  if (drawn_) out_ << "\r\033[K" << std::flush;
}

void Progress::show(std::int64_t bytes, std::int64_t rows) {
  const Time now = std::chrono::steady_clock::now();
  if (now - last_ <
      (is_terminal_ ? std::chrono::milliseconds(kDrawEvery) : std::chrono::milliseconds(kLineEvery))) {
    return;
  }
  last_ = now;
  const std::int64_t percent = total_ > 0 ? std::min<std::int64_t>(100, bytes * 100 / total_) : 0;
  if (!is_terminal_) {
    out_ << rows << " rows read";
    if (total_ > 0) out_ << ", " << percent << " % of the file";
    out_ << "\n" << std::flush;
    return;
  }
  const auto filled = static_cast<std::size_t>(percent * kBarCells / 100);
  out_ << "\r[" << std::string(filled, '#') << std::string(kBarCells - filled, ' ') << "] " << percent
       << " %  " << rows << " rows\033[K" << std::flush;
  drawn_ = true;
}

}  // namespace stillpoint::cli
