#include "app/mailing/deliver_mail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <thread>

#include "app/mailing/mailed_token.h"

namespace stillpoint::app {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

class FixedClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return now_; }
  Instant now_ = kNow;
};

/// An outbox in memory; thread-safe.
class MemoryOutbox final : public domain::Outbox {
 public:
  Result<void> queue(const domain::Mail& mail, Instant now) override {
    const std::lock_guard lock(mutex_);
    const std::int64_t id = ++last_;
    waiting_[id] = {.id = id, .mail = mail, .queued = now, .next_attempt = now};
    return {};
  }
  Result<std::vector<domain::QueuedMail>> due(Instant now, std::size_t count) const override {
    const std::lock_guard lock(mutex_);
    std::vector<domain::QueuedMail> list;
    for (const auto& [id, mail] : waiting_) {
      if (!mail.given_up && mail.next_attempt <= now && list.size() < count) list.push_back(mail);
    }
    return list;
  }
  Result<void> sent(std::int64_t id, Instant) override {
    const std::lock_guard lock(mutex_);
    waiting_.erase(id);
    return {};
  }
  Result<void> failed(std::int64_t id, const std::string& why, std::optional<Instant> next) override {
    const std::lock_guard lock(mutex_);
    domain::QueuedMail& mail = waiting_.at(id);
    ++mail.attempts;
    mail.last_error = why;
    mail.given_up = !next;
    if (next) mail.next_attempt = *next;
    return {};
  }
  Result<std::vector<domain::QueuedMail>> troubled(std::size_t) const override {
    const std::lock_guard lock(mutex_);
    std::vector<domain::QueuedMail> list;
    for (const auto& [id, mail] : waiting_) list.push_back(mail);
    return list;
  }
  Result<void> retry(std::int64_t, Instant) override { return {}; }

 private:
  mutable std::mutex mutex_;
  std::int64_t last_ = 0;
  std::map<std::int64_t, domain::QueuedMail> waiting_;
};

class NotedTransport final : public domain::MailTransport {
 public:
  Result<void> send(const domain::Mail& mail, Instant) override {
    const std::lock_guard lock(mutex_);
    ++tries_;
    if (is_down_) return Error{.code = ErrorCode::kUnavailable, .message = "The server sleeps."};
    sent_.push_back(mail.to);
    return {};
  }
  [[nodiscard]] std::string describe() const override { return "notes"; }
  std::vector<std::string> sent() const {
    const std::lock_guard lock(mutex_);
    return sent_;
  }
  bool is_down_ = false;
  int tries_ = 0;

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> sent_;
};

TEST(DeliverMail, WaitsLongerAndLongerAndGivesUpAfterFourDays) {
  EXPECT_EQ(*next_attempt(kNow, 1, kNow), kNow + 1min);
  EXPECT_EQ(*next_attempt(kNow, 2, kNow), kNow + 5min);
  EXPECT_EQ(*next_attempt(kNow, 4, kNow), kNow + 30min);
  EXPECT_EQ(*next_attempt(kNow, 40, kNow), kNow + 120min);
  EXPECT_EQ(*next_attempt(kNow, 40, kNow + kGiveUpAfter - 2h), kNow + kGiveUpAfter);
  EXPECT_FALSE(next_attempt(kNow, 40, kNow + kGiveUpAfter - 1h));
}

TEST(DeliverMail, KeepsWhatCannotLeaveAndComplainsOnce) {
  MemoryOutbox outbox;
  NotedTransport transport;
  FixedClock clock;
  std::vector<std::string> said;
  DeliverMail deliver(outbox, transport, clock, [&](const std::string& text) { said.push_back(text); });
  ASSERT_TRUE(outbox.queue({.to = "a@example.org", .subject = "A", .text = ""}, kNow));
  transport.is_down_ = true;
  for (int hour = 0; hour < 24 * 5; ++hour) {
    ASSERT_TRUE(deliver.run({}));
    clock.now_ += 1h;
  }
  EXPECT_TRUE(outbox.troubled(1)->front().given_up);
  EXPECT_GT(transport.tries_, 40);
  EXPECT_THAT(said, ElementsAre("Mail waits: The server sleeps.", "A mail was given up: The server sleeps."));
  transport.is_down_ = false;
  ASSERT_TRUE(outbox.queue({.to = "b@example.org", .subject = "B", .text = ""}, clock.now_));
  ASSERT_TRUE(deliver.run({}));
  EXPECT_THAT(transport.sent(), ElementsAre("b@example.org"));
  EXPECT_EQ(said.back(), "Mail leaves again.");
}

TEST(DeliverMail, SendsAtOnceWhatIsQueuedAndStopsInOrder) {
  MemoryOutbox outbox;
  NotedTransport transport;
  FixedClock clock;
  DeliverMail deliver(outbox, transport, clock, [](const std::string&) {});
  std::jthread thread([&](const std::stop_token& stopped) { deliver.run_until(stopped); });
  ASSERT_TRUE(outbox.queue({.to = "a@example.org", .subject = "A", .text = ""}, kNow));
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  while (transport.sent().empty() && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(5ms);
  EXPECT_THAT(transport.sent(), ElementsAre("a@example.org"));
  thread.request_stop();
  thread.join();
}

TEST(MailedToken, IsLongFreshAndKnownByItsDigestAlone) {
  const MailedToken one = draw_mailed_token();
  const MailedToken other = draw_mailed_token();
  EXPECT_EQ(one.token.size(), kMailedTokenCharacters);
  EXPECT_EQ(one.token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
  EXPECT_NE(one.token, other.token);
  EXPECT_EQ(one.hash, hash_of_token(one.token));
  EXPECT_EQ(one.hash.size(), 32U);
  EXPECT_NE(one.hash, other.hash);
}

TEST(KeyedDigest, TellsNothingWithoutItsKey) {
  const std::string key(32, 'k');
  EXPECT_EQ(keyed_digest(key, "a@example.org").size(), 32U);
  EXPECT_EQ(keyed_digest(key, "a@example.org"), keyed_digest(key, "a@example.org"));
  EXPECT_NE(keyed_digest(key, "a@example.org"), keyed_digest(key, "b@example.org"));
  EXPECT_NE(keyed_digest(key, "a@example.org"), keyed_digest(std::string(32, 'l'), "a@example.org"));
}

}  // namespace
}  // namespace stillpoint::app
