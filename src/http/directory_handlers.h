#pragma once

#include <string>

#include "http/message.h"
#include "http/services.h"

namespace stillpoint::http {

/// What the API shows beside searches: a profile, the vocabulary, places. Thread-safe.
class DirectoryHandlers {
 public:
  explicit DirectoryHandlers(const Services& services);

  /// GET /v1/practitioners/{id}: the public document with its checklist. The body holds no instant of the
  /// request, so that its tag changes only when the answer does.
  [[nodiscard]] Response profile(const Request& request) const;
  /// GET /v1/vocabulary
  [[nodiscard]] Response vocabulary(const Request& request) const;
  /// GET /v1/places?prefix=
  [[nodiscard]] Response places(const Request& request) const;

 private:
  const Services& services_;
  std::string vocabulary_body_;
  std::string vocabulary_tag_;
};

}  // namespace stillpoint::http
