#include "http/metrics.h"

#include <algorithm>
#include <charconv>

namespace stillpoint::http {
namespace {

std::string print(double value) {
  std::array<char, 32> buffer{};
  return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr};
}

void append_header(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
  text.append("# HELP ").append(name).append(" ").append(help).append("\n");
  text.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

constexpr std::string_view kCount = "stillpoint_http_requests_total";
constexpr std::string_view kDuration = "stillpoint_http_request_duration_seconds";

}  // namespace

Metrics::Metrics(const std::vector<std::string>& routes) {
  for (const std::string& route : routes) {
    series_.push_back(std::make_unique<Series>());
    series_.back()->route = route;
  }
  series_.push_back(std::make_unique<Series>());
  series_.back()->route = "none";
}

void Metrics::record(std::size_t route, int status, std::chrono::nanoseconds took) {
  Series& series = *series_[std::min(route, series_.size() - 1)];
  const std::int64_t us = took.count() / 1000;
  const auto* const bucket = std::lower_bound(kBucketsUs.begin(), kBucketsUs.end(), us);
  series.buckets[static_cast<std::size_t>(bucket - kBucketsUs.begin())].fetch_add(1,
                                                                                  std::memory_order_relaxed);
  const auto status_class = static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1);
  series.by_class[status_class].fetch_add(1, std::memory_order_relaxed);
  series.total_ns.fetch_add(took.count(), std::memory_order_relaxed);
}

std::string Metrics::text() const {
  std::string text;
  append_header(text, kCount, "counter", "Requests answered, by route and class of status.");
  for (const auto& series : series_) {
    for (std::size_t i = 0; i < series->by_class.size(); ++i) {
      const std::int64_t count = series->by_class[i].load(std::memory_order_relaxed);
      if (count == 0) continue;
      text.append(kCount).append("{route=\"").append(series->route).append("\",status=\"");
      text.append(std::to_string(i + 1)).append("xx\"} ").append(std::to_string(count)).append("\n");
    }
  }
  append_header(text, kDuration, "histogram", "Time from a request's head to its answer, by route.");
  for (const auto& series : series_) {
    std::int64_t seen = 0;
    std::string lines;
    const auto line = [&](std::string_view end) {
      lines.append(kDuration).append("_bucket{route=\"").append(series->route).append("\",le=\"");
      lines.append(end).append("\"} ").append(std::to_string(seen)).append("\n");
    };
    for (std::size_t i = 0; i < kBucketsUs.size(); ++i) {
      seen += series->buckets[i].load(std::memory_order_relaxed);
      line(print(static_cast<double>(kBucketsUs[i]) / 1e6));
    }
    seen += series->buckets.back().load(std::memory_order_relaxed);
    line("+Inf");
    if (seen == 0) continue;
    const double seconds = static_cast<double>(series->total_ns.load(std::memory_order_relaxed)) / 1e9;
    const std::string label = "{route=\"" + series->route + "\"} ";
    text.append(lines);
    text.append(kDuration).append("_sum").append(label).append(print(seconds)).append("\n");
    text.append(kDuration).append("_count").append(label).append(std::to_string(seen)).append("\n");
  }
  return text;
}

void append_metric(std::string& text, std::string_view name, std::string_view type, std::string_view help,
                   double value) {
  append_header(text, name, type, help);
  text.append(name).append(" ").append(print(value)).append("\n");
}

}  // namespace stillpoint::http
