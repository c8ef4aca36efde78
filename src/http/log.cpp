#include "http/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <cstdio>

#include "document/json_writer.h"

namespace stillpoint::http {
namespace {

using document::JsonWriter;

/// The logger puts time and level before our members, so these come without their opening brace.
constexpr const char* kJsonPattern = R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v)";
constexpr const char* kTextPattern = "%H:%M:%S %l: %v";

std::string without_brace(std::string json) {
  json.erase(0, 1);
  return json;
}

}  // namespace

Result<Log> Log::make(Format format, std::string_view level) {
  static constexpr std::array<std::string_view, 4> kLevels = {"debug", "info", "warning", "error"};
  bool known = false;
  for (const std::string_view name : kLevels) known = known || name == level;
  if (!known) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "'" + std::string(level) + "' is no log level: debug, info, warning or error."};
  }
  auto logger =
      std::make_shared<spdlog::logger>("stillpoint", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_level(spdlog::level::from_str(std::string(level)));
  logger->set_pattern(format == Format::kJson ? kJsonPattern : kTextPattern, spdlog::pattern_time_type::utc);
  return Log(std::move(logger), format);
}

std::string Log::line(std::string_view message) const {
  if (format_ == Format::kText) return std::string(message);
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  json.member("message", message);
  json.end_object();
  return without_brace(std::move(text));
}

void Log::info(std::string_view message) const {
  if (logger_->should_log(spdlog::level::info)) logger_->info(line(message));
}

void Log::warn(std::string_view message) const {
  logger_->warn(line(message));
}

void Log::error(std::string_view message) const {
  logger_->error(line(message));
}

void Log::request(const RequestRecord& record) const {
  if (!logger_->should_log(spdlog::level::info)) return;
  constexpr int kMsDecimals = 3;
  std::string text;
  if (format_ == Format::kText) {
    std::array<char, 32> ms{};
    const int length = std::snprintf(ms.data(), ms.size(), "%.2f", record.ms);
    text.append(record.method).append(" ").append(record.route).append(" ");
    text.append(std::to_string(record.status)).append(" ");
    text.append(ms.data(), static_cast<std::size_t>(length)).append(" ms ");
    text.append(std::to_string(record.bytes)).append(" bytes ").append(record.id);
    logger_->info(text);
    return;
  }
  JsonWriter json(text);
  json.begin_object();
  json.member("message", "request");
  json.member("id", record.id);
  json.member("method", record.method);
  json.member("route", record.route);
  json.member("status", record.status);
  json.member("ms", record.ms, kMsDecimals);
  json.member("bytes", static_cast<std::int64_t>(record.bytes));
  json.end_object();
  logger_->info(without_brace(std::move(text)));
}

void Log::flush() const {
  logger_->flush();
}

}  // namespace stillpoint::http
