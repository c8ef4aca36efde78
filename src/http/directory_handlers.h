#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
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
  /// The vocabulary as JSON, made once for each edition.
  struct VocabularyAnswer {
    std::int64_t edition = 0;
    std::string body;
    std::string tag;
  };
  [[nodiscard]] std::shared_ptr<const VocabularyAnswer> vocabulary_answer() const;

  const Services& services_;
  mutable std::mutex vocabulary_mutex_;
  mutable std::shared_ptr<const VocabularyAnswer> vocabulary_;
};

}  // namespace stillpoint::http
