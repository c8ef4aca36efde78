#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "domain/outbox.h"

namespace stillpoint::app {

/// How often the outbox is looked into: a person who asked for a link does not notice the wait, whichever
/// process queued the mail, and a look costs microseconds.
constexpr std::chrono::milliseconds kLookForMailEvery{200};

/// Waits between one attempt and the next; the last one repeats. Short at first, because a person may be
/// waiting for a link; RFC 5321 4.5.4.1 asks for half an hour between attempts that go on.
constexpr std::array<std::chrono::minutes, 5> kRetryAfter = {
    std::chrono::minutes{1}, std::chrono::minutes{5}, std::chrono::minutes{15}, std::chrono::minutes{30},
    std::chrono::minutes{120}};

/// Then a mail is given up and an administrator is shown it: RFC 5321 4.5.4.1 asks for four days at least.
constexpr std::chrono::hours kGiveUpAfter{24 * 4};

/// When a mail that could not be delivered now is tried again; nothing: it is given up.
/// @param attempts made so far, this one included.
std::optional<Instant> next_attempt(Instant queued, int attempts, Instant now);

/// Carries mail from the outbox to the transport, at least once. One at a time; one thread.
class DeliverMail {
 public:
  /// @param complain is told of what an operator should know: mail that cannot leave, and that it leaves
  /// again.
  DeliverMail(domain::Outbox& outbox, domain::MailTransport& transport, const Clock& clock,
              std::function<void(const std::string&)> complain);

  /// Tries everything that is due, oldest first. A stop ends it behind the mail that is under way.
  /// @return how many were tried; kUnavailable where the outbox cannot be read or written.
  [[nodiscard]] Result<std::size_t> run(const std::stop_token& stopped);

  /// Delivers until it is stopped.
  void run_until(const std::stop_token& stopped);

 private:
  [[nodiscard]] Result<void> deliver(const domain::QueuedMail& queued);
  void note(const std::string& trouble);

  domain::Outbox& outbox_;
  domain::MailTransport& transport_;
  const Clock& clock_;
  std::function<void(const std::string&)> complain_;
  std::string trouble_;  ///< What was last complained of: said once, not with every attempt.
};

}  // namespace stillpoint::app
