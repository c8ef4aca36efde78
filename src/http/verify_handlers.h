#pragma once

#include "base/result.h"
#include "http/message.h"
#include "http/services.h"

namespace stillpoint::http {

/// Answers whether certificates stand. Thread-safe.
class VerifyHandlers {
 public:
  explicit VerifyHandlers(const Services& services) : services_(services) {}

  /// GET /v1/verify. A number that is not on record is an answer, not an error: 200. Never cached.
  [[nodiscard]] Response verify(const Request& request) const;

 private:
  const Services& services_;
};

}  // namespace stillpoint::http
