#include "app/mailing/deliver_mail.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

namespace stillpoint::app {
namespace {

/// Read at a time: enough to keep a connection busy, and a stop comes soon.
constexpr std::size_t kMailsAtOnce = 20;

}  // namespace

std::optional<Instant> next_attempt(Instant queued, int attempts, Instant now) {
  const std::size_t at = static_cast<std::size_t>(std::max(attempts, 1)) - 1;
  const Instant next = now + kRetryAfter.at(std::min(at, kRetryAfter.size() - 1));
  if (next - queued > kGiveUpAfter) return std::nullopt;
  return next;
}

DeliverMail::DeliverMail(domain::Outbox& outbox, domain::MailTransport& transport, const Clock& clock,
                         std::function<void(const std::string&)> complain)
    : outbox_(outbox), transport_(transport), clock_(clock), complain_(std::move(complain)) {}

Result<std::size_t> DeliverMail::run(const std::stop_token& stopped) {
  std::size_t tried = 0;
  // One instant for all: what fails now is due later, so this ends.
  const Instant now = clock_.now();
  while (!stopped.stop_requested()) {
    const Result<std::vector<domain::QueuedMail>> due = outbox_.due(now, kMailsAtOnce);
    if (!due) return due.error();
    if (due->empty()) break;
    for (const domain::QueuedMail& queued : *due) {
      if (stopped.stop_requested()) break;
      Result<void> done = deliver(queued);
      if (!done) return std::move(done).error();
      ++tried;
    }
  }
  return tried;
}

Result<void> DeliverMail::deliver(const domain::QueuedMail& queued) {
  const Instant now = clock_.now();
  const Result<void> sent = transport_.send(queued.mail, now);
  if (sent) {
    note("");
    return outbox_.sent(queued.id, now);
  }
  std::optional<Instant> next;
  if (sent.error().code != ErrorCode::kInvalid) next = next_attempt(queued.queued, queued.attempts + 1, now);
  // Neither address nor subject: logs are read by more people than the outbox.
  note(next ? "Mail waits: " + sent.error().message : "A mail was given up: " + sent.error().message);
  return outbox_.failed(queued.id, sent.error().message, next);
}

void DeliverMail::note(const std::string& trouble) {
  if (trouble == trouble_) return;
  complain_(trouble.empty() ? "Mail leaves again." : trouble);
  trouble_ = trouble;
}

void DeliverMail::run_until(const std::stop_token& stopped) {
  std::mutex mutex;
  std::condition_variable_any stop_came;
  std::unique_lock lock(mutex);
  do {
    const Result<std::size_t> done = run(stopped);
    if (!done) note("The outbox cannot be used: " + done.error().message);
  } while (!stop_came.wait_for(lock, stopped, kLookForMailEvery, [&] { return stopped.stop_requested(); }));
}

}  // namespace stillpoint::app
