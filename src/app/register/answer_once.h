#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "app/register/register_parts.h"

namespace stillpoint::app {

/// A client that never heard the answer tries again within minutes; a day covers a night's outage.
constexpr std::chrono::hours kAnswersKept{24};
/// Of an idempotency key: a UUID has 36.
constexpr std::size_t kIdempotencyKeyBytesMax = 200;

/// A request that may come twice.
struct AskedOnce {
  std::string owner;   ///< Whose key it is.
  std::string key;     ///< As the client drew it.
  std::string digest;  ///< Of what is asked: the same key with another request is a mistake.
};

/// Does what was asked with a key once, and answers the same again for a day. Thread-safe.
class AnswerOnce {
 public:
  explicit AnswerOnce(const RegisterParts& parts) : parts_(parts) {}

  /// Runs `make` and keeps its answer in the same transaction, or gives the kept one. An error is not kept:
  /// what did not happen may be tried again.
  /// @return kInvalid for a key that is none; kConflict for one that was used for another request.
  [[nodiscard]] Result<std::string> run(const AskedOnce& asked,
                                        const std::function<Result<std::string>()>& make) const;

 private:
  const RegisterParts& parts_;
};

}  // namespace stillpoint::app
