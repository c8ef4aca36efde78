#include "app/register/answer_once.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace stillpoint::app {
namespace {

Result<void> check_key(const std::string& key) {
  const bool printable = std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~'; });
  if (printable && !key.empty() && key.size() <= kIdempotencyKeyBytesMax) return {};
  Error wrong{.code = ErrorCode::kInvalid, .message = "The idempotency key cannot be used."};
  wrong.faults.push_back({.where = "Idempotency-Key",
                          .what = "This is no key.",
                          .allowed = "1 to " + std::to_string(kIdempotencyKeyBytesMax) +
                                     " printable ASCII characters without spaces, a UUID for example.",
                          .value = {}});
  return wrong;
}

}  // namespace

Result<std::string> AnswerOnce::run(const AskedOnce& asked,
                                    const std::function<Result<std::string>()>& make) const {
  if (Result<void> usable = check_key(asked.key); !usable) return std::move(usable).error();
  std::string answer;
  const Instant now = parts_.clock.now();
  Result<void> done = parts_.work.in_transaction([&]() -> Result<void> {
    if (Result<void> forgotten = parts_.store.forget_answers(now - kAnswersKept); !forgotten)
      return forgotten;
    Result<std::optional<domain::KeptAnswer>> kept = parts_.store.kept_answer(asked.owner, asked.key);
    if (!kept) return std::move(kept).error();
    if (*kept) {
      if ((*kept)->request_digest != asked.digest) {
        return Error{
            .code = ErrorCode::kConflict,
            .message = "This Idempotency-Key was used for another request. Draw a new one for each."};
      }
      answer = std::move((*kept)->answer);
      return {};
    }
    Result<std::string> made = make();
    if (!made) return std::move(made).error();
    answer = *std::move(made);
    return parts_.store.keep_answer(asked.owner, asked.key,
                                    {.request_digest = asked.digest, .answer = answer}, now);
  });
  if (!done) return std::move(done).error();
  static_cast<void>(parts_.follow.catch_up().has_value());  // what is committed stands
  return answer;
}

}  // namespace stillpoint::app
