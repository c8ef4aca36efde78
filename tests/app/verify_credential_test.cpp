#include "app/verify_credential.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/time_text.h"
#include "support/fixed_clock.h"
#include "support/one_certificate.h"

namespace stillpoint::app {
namespace {

using domain::ListingState;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using verify::VerdictStatus;

Instant at(const char* text) {
  return *parse_instant(text);
}

class VerifyCredentialTest : public testing::Test {
 protected:
  CertificateAnswer ask(CertificateQuestion question) {
    question.address = "192.0.2." + std::to_string(++addresses_);
    Result<CertificateAnswer> answer = verify_.run(question);
    EXPECT_TRUE(answer) << answer.error().message;
    return answer ? *std::move(answer) : CertificateAnswer{};
  }
  int addresses_ = 0;
  support::OneCertificate store_;
  support::FixedClock clock_{at("2026-11-22T03:00:00Z")};  // still the 21st in New York
  std::chrono::steady_clock::time_point steady_{};
  VerifyCredential verify_{store_, clock_, [this] { return steady_; }};
};

TEST_F(VerifyCredentialTest, TellsWhatANumberOnRecordIs) {
  const CertificateAnswer answer = ask({.issuer = {"board"}, .number = "R-1"});
  EXPECT_EQ(answer.verdict.status, VerdictStatus::kValid);
  EXPECT_EQ(answer.holder, "Amara Lindqvist");
  EXPECT_FALSE(answer.holder_withheld);
  EXPECT_EQ(answer.practitioner.value, 42);
  EXPECT_THAT(answer.accreditors, ElementsAre("Standards Authority"));
  EXPECT_EQ(answer.type->required_hours, 700);
  EXPECT_THAT(answer.alike, IsEmpty()) << "nothing else is offered beside what was found";
  EXPECT_EQ(answer.times.as_of, clock_.now());
  EXPECT_EQ(answer.times.known_at, clock_.now());
}

TEST_F(VerifyCredentialTest, NamesNobodyOnAMiss) {
  const CertificateAnswer miss = ask({.issuer = {"board"}, .number = "r1"});
  EXPECT_EQ(miss.verdict.status, VerdictStatus::kUnknownNumber);
  EXPECT_EQ(miss.holder, "");
  EXPECT_FALSE(miss.holder_withheld);
  EXPECT_FALSE(miss.practitioner);
  EXPECT_FALSE(miss.type);
  EXPECT_THAT(miss.alike, ElementsAre("R-1"));
  EXPECT_EQ(ask({.issuer = {"guild"}, .number = "R-1"}).verdict.status, VerdictStatus::kUnknownIssuer);
  store_.held_.credential.events = {
      {.effective = at("2026-11-20T00:00:00Z"), .recorded = at("2026-11-20T00:00:00Z")}};
  store_.held_.credential.verifications.clear();
  const CertificateAnswer early =
      ask({.issuer = {"board"}, .number = "R-1", .known_at = at("2026-11-19T00:00:00Z")});
  EXPECT_EQ(early.verdict.status, VerdictStatus::kUnknownNumber);
  EXPECT_EQ(early.holder, "") << "nobody knew of it then";
}

TEST_F(VerifyCredentialTest, AnswersOfWhoLeftWithoutTheirName) {
  store_.held_.listing = ListingState::kWithdrawn;
  store_.held_.holder.clear();
  const CertificateAnswer answer = ask({.issuer = {"board"}, .number = "R-1"});
  EXPECT_EQ(answer.verdict.status, VerdictStatus::kValid);
  EXPECT_TRUE(answer.holder_withheld);
  EXPECT_FALSE(answer.practitioner) << "there is no profile to go to";
}

TEST_F(VerifyCredentialTest, TakesADayToItsEndWhereTheIssuerIs) {
  const auto as_of = [&](TimeAsked asked) {
    return ask({.issuer = {"board"}, .number = "R-1", .as_of = asked}).times.as_of;
  };
  EXPECT_EQ(as_of(*parse_date("2026-11-20")), at("2026-11-21T04:59:59Z"));
  EXPECT_EQ(as_of(*parse_date("2026-11-21")), clock_.now()) << "today, as far as it has come";
  EXPECT_EQ(as_of(*parse_date("2026-11-22")), clock_.now()) << "today elsewhere";
  EXPECT_EQ(as_of(at("2026-11-20T10:00:00Z")), at("2026-11-20T10:00:00Z"));
  EXPECT_EQ(as_of(clock_.now() + seconds{60}), clock_.now()) << "somebody's clock is fast";
}

TEST_F(VerifyCredentialTest, SaysNothingOfTheFuture) {
  for (const TimeAsked& ahead :
       {TimeAsked{*parse_date("2026-11-23")}, TimeAsked{clock_.now() + seconds{301}}}) {
    const Result<CertificateAnswer> answer =
        verify_.run({.issuer = {"board"}, .number = "R-1", .as_of = ahead, .address = "a"});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::kInvalid);
    EXPECT_EQ(answer.error().faults[0].where, "as_of");
  }
}

TEST_F(VerifyCredentialTest, LetsOnesOwnNumbersBeCheckedAndGuessingTakeLong) {
  const auto answered = [&](const char* number, const char* address, int tries) {
    int count = 0;
    for (int i = 0; i < tries; ++i) {
      const auto answer = verify_.run({.issuer = {"board"}, .number = number, .address = address});
      count += answer ? 1 : 0;
      if (!answer) {
        EXPECT_EQ(answer.error().code, ErrorCode::kLimited);
        EXPECT_THAT(answer.error().message, HasSubstr("10 seconds"));
      }
    }
    return count;
  };
  EXPECT_EQ(answered("R-1", "partner", 100), 60);
  EXPECT_EQ(answered("R-2", "guesser", 100), 6);
  EXPECT_EQ(answered("R-1", "guesser", 1), 0) << "a guesser's luck is throttled too";
  EXPECT_EQ(answered("R-1", "somebody else", 1), 1);
  steady_ += seconds{60};
  EXPECT_EQ(answered("R-1", "partner", 100), 60);
  EXPECT_EQ(answered("R-2", "guesser", 100), 6);
}

}  // namespace
}  // namespace stillpoint::app
