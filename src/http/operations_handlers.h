#pragma once

#include <string>

#include "http/message.h"
#include "http/services.h"

namespace stillpoint::http {

/// What operators and their machines ask. Thread-safe.
class OperationsHandlers {
 public:
  explicit OperationsHandlers(const Services& services);

  /// GET /healthz: the program runs.
  [[nodiscard]] Response health(const Request& request) const;
  /// GET /readyz: the index is loaded and searches are answered; 503 until then and during a stop.
  [[nodiscard]] Response readiness(const Request& request) const;
  /// GET /metrics, in Prometheus' text format.
  [[nodiscard]] Response metrics(const Request& request) const;
  /// GET /openapi.json: this interface, described for machines.
  [[nodiscard]] Response description(const Request& request) const;

 private:
  const Services& services_;
  const std::string description_;
  const std::string description_tag_;
};

}  // namespace stillpoint::http
