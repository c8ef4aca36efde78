#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace spdlog {
class logger;
}

namespace stillpoint::http {

/// What the log says of a request: nothing of what was asked, nothing of who asked.
struct RequestRecord {
  std::string_view id;
  std::string_view method;
  std::string_view route;  ///< The pattern, never the path; "none" where there is no route.
  int status = 0;
  double ms = 0;
  std::size_t bytes = 0;  ///< Of the answer.
};

/// The program's log, on standard error: one JSON object per line in production, plain words on a terminal.
/// Thread-safe.
class Log {
 public:
  enum class Format { kJson, kText };
  /// @param level "debug", "info", "warning" or "error". @return kInvalid for another one.
  static Result<Log> make(Format format, std::string_view level);

  void info(std::string_view message) const;
  void warn(std::string_view message) const;
  void error(std::string_view message) const;
  /// One line per request, at level info.
  void request(const RequestRecord& record) const;
  void flush() const;

 private:
  Log(std::shared_ptr<spdlog::logger> logger, Format format) : logger_(std::move(logger)), format_(format) {}
  [[nodiscard]] std::string line(std::string_view message) const;

  std::shared_ptr<spdlog::logger> logger_;
  Format format_;
};

}  // namespace stillpoint::http
