#include "app/identity/passwords.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "app/identity/random_token.h"
#include "app/identity/throttle.h"

namespace stillpoint::app {
namespace {

using std::chrono::steady_clock;

std::string common_passwords() {
  std::ifstream in(STILLPOINT_SOURCE_DIR "/seed/common_passwords.txt", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Passwords, TakesLengthAndRefusesWhatIsTriedFirst) {
  const Passwords passwords(common_passwords());
  const PasswordOwner owner{.mail = "anna.berg@example.org", .name = "Anna Berg"};
  const struct {
    const char* why;
    std::string password;
    bool good;
  } cases[] = {
      {"four words", "copper lantern tidal bishop", true},
      {"no rules about kinds of characters", "lanternbishopcopper", true},
      {"twelve characters", "vK7#pq zaL2m", true},
      {"twelve characters of two bytes each", "жакетбульонль", true},
      {"eleven characters", "vK7#pq zaL2", false},
      {"the longest", "copper lantern" + std::string(kPasswordBytesMax - 14, '~'), true},
      {"too long", "copper lantern" + std::string(kPasswordBytesMax - 13, '~'), false},
      {"a common one", "correct horse battery staple", false},
      {"a common one in capitals", "QWERTYUIOPASDFGHJKL", false},
      {"a common word in decoration", "!!Password2026!!", false},
      {"one character", "aaaaaaaaaaaaaaaa", false},
      {"two by two", "abababababababab", false},
      {"the alphabet", "abcdefghijklmnop", false},
      {"digits in a row", "123456789012345", false},
      {"their name", "anna.berg.2026!!", false},
      {"their name and the site's", "annaberg-stillpoint", false},
      {"their name beside something of weight", "berg lantern tidal bishop", true},
      {"no text", std::string("\xff\xfe lantern tidal"), false},
  };
  for (const auto& c : cases) {
    const Result<void> checked = passwords.check(c.password, owner);
    EXPECT_EQ(checked.has_value(), c.good) << c.why;
    if (!checked) {
      ASSERT_EQ(checked.error().faults.size(), 1U) << c.why;
      EXPECT_EQ(checked.error().faults.front().where, "password") << c.why;
      EXPECT_EQ(checked.error().faults.front().value, "") << "never repeated";
    }
  }
}

TEST(Passwords, MatchTheirOwnHashOnly) {
  Passwords passwords("");
  const Result<std::string> hash = passwords.hash("copper lantern tidal bishop");
  ASSERT_TRUE(hash);
  EXPECT_EQ(hash->substr(0, 31), "$argon2id$v=19$m=65536,t=2,p=1$");
  EXPECT_NE(*hash, *passwords.hash("copper lantern tidal bishop")) << "salted";
  EXPECT_TRUE(*passwords.matches(*hash, "copper lantern tidal bishop"));
  EXPECT_FALSE(*passwords.matches(*hash, "copper lantern tidal bishoq"));
  EXPECT_FALSE(*passwords.matches(*hash, ""));
  EXPECT_FALSE(*passwords.matches("", "copper lantern tidal bishop"));
}

// Both hash with the same settings; a broken dummy would answer in microseconds.
TEST(Passwords, TakeAsLongForNobodyAsForSomebody) {
  Passwords passwords("");
  const std::string hash = *passwords.hash("copper lantern tidal bishop");
  const auto fastest_of = [&](std::string_view known) {
    auto fastest = steady_clock::duration::max();
    for (int i = 0; i < 5; ++i) {
      const auto began = steady_clock::now();
      EXPECT_FALSE(*passwords.matches(known, "wrong"));
      fastest = std::min(fastest, steady_clock::now() - began);
    }
    return std::chrono::duration<double>(fastest).count();
  };
  const double somebody = fastest_of(hash);
  const double nobody = fastest_of("");
  EXPECT_LT(somebody, nobody * 3);
  EXPECT_LT(nobody, somebody * 3);
}

TEST(Passwords, LetABurstWaitAndTurnTheRestAway) {
  Passwords passwords("");
  std::atomic<int> hashed{0};
  std::atomic<int> limited{0};
  std::vector<std::thread> crowd;
  constexpr int kCrowd = kHashingAtATime + kHashingWaiting + 12;
  crowd.reserve(kCrowd);
  for (int i = 0; i < kCrowd; ++i) {
    crowd.emplace_back([&] {
      const Result<bool> answer = passwords.matches("", "copper lantern tidal bishop");
      if (answer) ++hashed;
      if (!answer && answer.error().code == ErrorCode::kLimited) ++limited;
    });
  }
  for (std::thread& one : crowd) one.join();
  EXPECT_EQ(hashed + limited, kCrowd);
  EXPECT_GE(hashed, kHashingAtATime);
  EXPECT_TRUE(passwords.matches("", "x")) << "and then it goes on";
}

TEST(RandomToken, IsLongAndNeverTheSame) {
  EXPECT_EQ(draw_token().size(), 43U);
  EXPECT_NE(draw_token(), draw_token());
  EXPECT_EQ(parse_base64url(draw_token())->size(), 32U);
  EXPECT_FALSE(parse_base64url("a+b/"));
  EXPECT_EQ(base64url("\xfb\xff"), "-_8");
}

TEST(RecoveryCodes, AreKnownHoweverTheyAreTyped) {
  const std::vector<std::string> codes = draw_recovery_codes();
  ASSERT_EQ(codes.size(), kRecoveryCodes);
  EXPECT_EQ(codes.front().size(), 19U);
  EXPECT_EQ(recovery_code_digest("abcd-efgh-jk0m-pq1s"), recovery_code_digest(" ABCDEFGH JKOMPQLS "));
  EXPECT_NE(recovery_code_digest(codes[0]), recovery_code_digest(codes[1]));
}

TEST(Throttle, SlowsDownAndForgets) {
  Throttle throttle;
  Instant now{std::chrono::seconds(1'800'000'000)};
  for (int i = 0; i < kFreeTries; ++i) EXPECT_TRUE(throttle.begin_try("a", now)) << i;
  const Result<void> refused = throttle.begin_try("a", now);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kLimited);
  EXPECT_NE(refused.error().message.find("2 seconds"), std::string::npos) << refused.error().message;
  EXPECT_TRUE(throttle.begin_try("b", now)) << "another key is another matter";
  now += kFirstWait;
  EXPECT_TRUE(throttle.begin_try("a", now));
  EXPECT_FALSE(throttle.begin_try("a", now + kFirstWait)) << "the wait doubles";
  for (int i = 0; i < 20; ++i) {
    now += kLongestWait;
    EXPECT_TRUE(throttle.begin_try("a", now)) << "never locked: " << i;
  }
  throttle.forget("a");
  EXPECT_TRUE(throttle.begin_try("a", now));
  for (int i = 0; i < kFreeTries; ++i) static_cast<void>(throttle.begin_try("c", now).has_value());
  EXPECT_FALSE(throttle.begin_try("c", now));
  EXPECT_TRUE(throttle.begin_try("c", now + kTriesRemembered + kFirstWait));
}

}  // namespace
}  // namespace stillpoint::app
