#include "verify/verdict.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/time_text.h"
#include "domain/records.h"

namespace stillpoint::verify {
namespace {

using namespace domain::testing;
using domain::Credential;
using domain::CredentialEvent;
using domain::Verification;
using domain::VerificationResult;
using Kind = domain::CredentialEventKind;
using Status = VerdictStatus;
using std::chrono::days;

constexpr std::string_view kZone = "Europe/Zurich";

const domain::CredentialType& type_of(const char* key) {
  return *vocabulary().find(domain::CredentialTypeKey{key});
}

Verdict ask(const Credential& credential, Instant as_of, Instant known_at) {
  return verdict(
      {.issuer_known = true, .credential = &credential, .type = &type_of("board:rcst:1"), .zone = kZone},
      {.as_of = as_of, .known_at = known_at});
}

// ---- every combination
// ----------------------------------------------------------------------------------------

constexpr Kind kKinds[] = {Kind::kRegistered, Kind::kVerified, Kind::kExpired,    Kind::kSuspended,
                           Kind::kReinstated, Kind::kRevoked,  Kind::kSuperseded, Kind::kCorrected};

/// When an event takes effect and is written down: before both questions, after `as_of`, after `known_at`, or
/// before both questions, written down last with the earliest day.
enum class When { kBefore, kAhead, kRecordedLater, kBackdated };
constexpr When kWhens[] = {When::kBefore, When::kAhead, When::kRecordedLater, When::kBackdated};

enum class Dates { kNone, kWithin, kNotBegun, kPast };
constexpr Dates kDates[] = {Dates::kNone, Dates::kWithin, Dates::kNotBegun, Dates::kPast};

enum class Checks { kNone, kFresh, kOld, kDenied, kInconclusive, kClaimed, kMadeLater };
constexpr Checks kChecks[] = {Checks::kNone,         Checks::kFresh,   Checks::kOld,      Checks::kDenied,
                              Checks::kInconclusive, Checks::kClaimed, Checks::kMadeLater};

CredentialEvent made(Kind kind, When when, bool is_claimed, int position) {
  CredentialEvent one{.kind = kind, .claimed = is_claimed};
  const Instant early = at("2026-01-01") + days{position};
  one.effective = when == When::kAhead ? now() + days{10 + position} : early;
  one.recorded = when == When::kRecordedLater ? now() + days{10 + position} : early;
  if (when == When::kBackdated) {
    one.effective = at("2025-06-01") + days{position};
    one.recorded = at("2026-06-01") + days{position};
  }
  return one;
}

void put_dates(Credential& credential, Dates dates) {
  credential.issued.reset();
  credential.expires.reset();
  if (dates == Dates::kWithin) credential.issued = on("2020-01-01"), credential.expires = on("2027-01-01");
  if (dates == Dates::kNotBegun) credential.issued = on("2027-01-01");
  if (dates == Dates::kPast) credential.issued = on("2019-01-01"), credential.expires = on("2026-06-30");
}

void put_checks(Credential& credential, Checks checks) {
  credential.verifications.clear();
  switch (checks) {
    case Checks::kNone:
      return;
    case Checks::kFresh:
      credential.verifications = {denied("2025-01-01"), matched("2026-11-01")};
      return;
    case Checks::kOld:
      credential.verifications = {matched("2025-01-01")};
      return;
    case Checks::kDenied:
      credential.verifications = {matched("2026-10-01"), denied("2026-11-01")};
      return;
    case Checks::kInconclusive:
      credential.verifications = {matched("2026-11-01")};
      credential.verifications[0].result = VerificationResult::kInconclusive;
      return;
    case Checks::kClaimed:
      credential.verifications = {claimed(matched("2026-11-01"))};
      return;
    case Checks::kMadeLater:
      credential.verifications = {matched("2026-11-23")};
      return;
  }
}

bool is_for(const CredentialEvent& event) {
  return event.kind == Kind::kRegistered || event.kind == Kind::kReinstated || event.kind == Kind::kCorrected;
}

Status status_of(Kind kind) {
  if (kind == Kind::kExpired) return Status::kExpired;
  return kind == Kind::kSuspended ? Status::kSuspended : Status::kSuperseded;
}

/// What is said against the certificate on the day of the question, by somebody who hears each statement in
/// the order in which it was written down. Whoever says "in force again from that day" ends what they heard
/// of by then; what is said only afterwards, of whichever day, stands.
std::vector<CredentialEvent> heard_against(std::vector<CredentialEvent> events) {
  std::stable_sort(events.begin(), events.end(),
                   [](const auto& a, const auto& b) { return a.recorded < b.recorded; });
  std::vector<CredentialEvent> against;
  for (const CredentialEvent& event : events) {
    if (event.recorded > now() || event.effective > now() || event.kind == Kind::kVerified) continue;
    if (!is_for(event)) {
      against.push_back(event);
    } else if (!event.claimed) {
      std::erase_if(against, [&](const CredentialEvent& one) {
        const bool may = event.kind != Kind::kRegistered || one.kind != Kind::kRevoked;
        return may && one.effective <= event.effective;
      });
    }
  }
  return against;
}

/// The rules once more, as a history that is heard from its first entry.
Status lived_through(const Credential& credential, Dates dates, Checks checks) {
  bool tells = false;
  bool anything_known = checks != Checks::kNone && checks != Checks::kMadeLater;
  bool begins_ahead = false;
  bool has_begun = false;
  for (const CredentialEvent& event : credential.events) {
    tells = tells || event.kind == Kind::kRegistered;
    if (event.recorded > now()) continue;
    anything_known = true;
    if (event.kind == Kind::kRegistered) (event.effective > now() ? begins_ahead : has_begun) = true;
    if (event.effective > now() || event.kind == Kind::kVerified) continue;
    if (!is_for(event) || !event.claimed) has_begun = true;
  }
  if (tells && !anything_known) return Status::kUnknownNumber;
  const std::vector<CredentialEvent> against = heard_against(credential.events);
  const CredentialEvent* last = nullptr;
  for (const CredentialEvent& event : against) {
    if (event.kind == Kind::kRevoked) return Status::kRevoked;
    if (last == nullptr || event.effective >= last->effective) last = &event;
  }
  if (last != nullptr) return status_of(last->kind);
  if (begins_ahead && !has_begun) return Status::kNotYetValid;
  if (dates == Dates::kPast) return Status::kExpired;
  if (dates == Dates::kNotBegun) return Status::kNotYetValid;
  if (checks == Checks::kFresh) return Status::kValid;
  return checks == Checks::kOld ? Status::kStale : Status::kUnverified;
}

std::string told(const Credential& credential, Dates dates, Checks checks) {
  std::string text = "dates " + std::to_string(static_cast<int>(dates)) + ", checks " +
                     std::to_string(static_cast<int>(checks));
  for (const CredentialEvent& event : credential.events) {
    text += "; kind " + std::to_string(static_cast<int>(event.kind)) + " effective " +
            print_instant(event.effective) + " recorded " + print_instant(event.recorded) +
            (event.claimed ? " claimed" : "");
  }
  return text;
}

class EveryCombination : public ::testing::Test {
 protected:
  void judge(std::vector<CredentialEvent> events) {
    std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) {
      return std::tie(a.effective, a.recorded) < std::tie(b.effective, b.recorded);
    });
    Credential credential = domain::testing::credential("board:rcst:1");
    credential.events = std::move(events);
    for (const Dates dates : kDates) {
      put_dates(credential, dates);
      for (const Checks checks : kChecks) {
        put_checks(credential, checks);
        const Status want = lived_through(credential, dates, checks);
        const Status have = ask(credential, now(), now()).status;
        ASSERT_EQ(word_of(have), word_of(want)) << told(credential, dates, checks);
        ++seen_[static_cast<std::size_t>(have)];
      }
    }
  }
  std::array<int, kVerdictStatuses> seen_{};
};

TEST_F(EveryCombination, OfTwoEventsTheirTimesDatesAndChecksIsJudgedAsLivedThrough) {
  judge({});
  for (const Kind first : kKinds) {
    for (const When when : kWhens) {
      for (const bool is_claimed : {false, true}) {
        const CredentialEvent one = made(first, when, is_claimed, 0);
        judge({one});
        for (const Kind second : kKinds) {
          for (const When then : kWhens) {
            for (const bool also_claimed : {false, true}) {
              judge({one, made(second, then, also_claimed, 1)});
              if (HasFatalFailure()) return;
            }
          }
        }
      }
    }
  }
  for (std::size_t i = 0; i + 1 < kVerdictStatuses; ++i) EXPECT_GT(seen_[i], 0) << kVerdictWords[i];
}

TEST_F(EveryCombination, OfThreeEventsIsJudgedAsLivedThrough) {
  for (const Kind first : kKinds) {
    for (const Kind second : kKinds) {
      for (const Kind third : kKinds) {
        for (const unsigned backdated : {0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U}) {
          const auto when = [&](unsigned which) {
            return (backdated >> which & 1U) != 0 ? When::kBackdated : When::kBefore;
          };
          judge({made(first, when(0), false, 0), made(second, when(1), false, 1),
                 made(third, when(2), false, 2)});
          if (HasFatalFailure()) return;
        }
      }
    }
  }
}

// ---- what outranks what
// ---------------------------------------------------------------------------------------

TEST(Verdict, SaysWhichPartOfTheQuestionIsUnknown) {
  const Credential one = domain::testing::credential("board:rcst:1");
  const VerdictTimes times{.as_of = now(), .known_at = now()};
  EXPECT_EQ(verdict({}, times).status, Status::kUnknownIssuer);
  EXPECT_EQ(verdict({.credential = &one}, times).status, Status::kUnknownIssuer);
  EXPECT_EQ(verdict({.issuer_known = true}, times).status, Status::kUnknownNumber);
  EXPECT_FALSE(verdict({.issuer_known = true}, times).is_on_record());
  EXPECT_EQ(verdict({.issuer_known = true, .credential = &one}, times).status, Status::kUnverified);
}

TEST(Verdict, IsRevokedWhateverElseIsTrueAtThatTime) {
  Credential one = domain::testing::checked_credential("board:rcst:1", "2026-11-01");
  one.expires = on("2026-06-30");
  one.events = {event(Kind::kRegistered, "2020-01-01"), event(Kind::kRevoked, "2026-03-01"),
                event(Kind::kExpired, "2026-07-01"),    event(Kind::kSuperseded, "2026-08-01"),
                event(Kind::kSuspended, "2026-09-01"),  event(Kind::kRegistered, "2026-10-01")};
  const Verdict revoked = ask(one, now(), now());
  EXPECT_EQ(revoked.status, Status::kRevoked);
  EXPECT_EQ(revoked.since, at("2026-03-01"));
  ASSERT_TRUE(revoked.event);
  EXPECT_EQ(revoked.event->kind, Kind::kRevoked);
  EXPECT_EQ(ask(one, at("2026-02-01"), now()).status, Status::kUnverified)
      << "before it, and before the check";
  one.events.push_back(event(Kind::kCorrected, "2026-11-02"));
  EXPECT_EQ(ask(one, now(), now()).status, Status::kExpired) << "lifted: the dates decide again";
}

TEST(Verdict, IsDueThirtyDaysAfterTheNextRenewalWhereThatIsYearly) {
  domain::CredentialType yearly = type_of("board:rcst:1");
  yearly.renewal_months = 12;
  Credential credential = checked_credential("board:rcst:1", "2026-06-02");
  credential.expires = on("2027-05-31");
  const Verdict valid =
      verdict({.issuer_known = true, .credential = &credential, .type = &yearly, .zone = kZone},
              {.as_of = now(), .known_at = now()});
  EXPECT_EQ(valid.status, Status::kValid);
  EXPECT_EQ(valid.next_due, at("2027-06-30T22:00:00Z"));
}

TEST(Verdict, CarriesTheLastCheckAndWhenTheNextIsDue) {
  Credential one = domain::testing::checked_credential("board:rcst:1", "2026-10-01");
  const Verdict valid = ask(one, now(), now());
  EXPECT_EQ(valid.status, Status::kValid);
  ASSERT_TRUE(valid.last_check);
  EXPECT_EQ(valid.last_check->checked_at, at("2026-10-01"));
  EXPECT_EQ(valid.next_due, at("2027-01-29"));
  ASSERT_EQ(valid.accreditors.size(), 1U);
  EXPECT_EQ(valid.accreditors[0].value, "psa");
  EXPECT_EQ(ask(one, at("2027-01-29") - std::chrono::seconds{1}, at("2027-02-01")).status, Status::kValid);
  const Verdict stale = ask(one, at("2027-01-29"), at("2027-02-01"));
  EXPECT_EQ(stale.status, Status::kStale);
  EXPECT_TRUE(stale.last_check) << "a stale verdict carries what was last known";
  one.verifications.push_back(denied("2026-11-10"));
  const Verdict refused = ask(one, now(), now());
  EXPECT_EQ(refused.status, Status::kUnverified);
  EXPECT_EQ(refused.last_check->result, VerificationResult::kDenied);
  EXPECT_FALSE(refused.next_due) << "no confirmation that could grow old";
}

TEST(Verdict, TakesNoIssuersWordForItselfAndNoRecognitionThatRanOut) {
  const Credential one = domain::testing::checked_credential("lone:tech:1", "2026-11-01");
  const auto accreditors = [&](const char* type, const char* when) {
    return verdict({.issuer_known = true, .credential = &one, .type = &type_of(type), .zone = {}},
                   {.as_of = at(when), .known_at = now()})
        .accreditors.size();
  };
  EXPECT_EQ(accreditors("lone:tech:1", "2026-11-20"), 0U);
  EXPECT_EQ(accreditors("lone:past:1", "2026-06-30"), 1U);
  EXPECT_EQ(accreditors("lone:past:1", "2026-07-01"), 0U);
}

// ---- two axes of time
// -----------------------------------------------------------------------------------------

CredentialEvent recorded(CredentialEvent event, std::string_view when) {
  event.recorded = at(when);
  return event;
}

TEST(Verdict, HasOneAnswerForWhatWasInForceThenAsKnownThen) {
  Credential one = domain::testing::credential("board:rcst:1");
  one.issued = on("2024-01-01");
  one.verifications = {matched("2026-09-01"), matched("2026-11-20")};
  // Suspended on the 5th, lifted on the 8th as of the 5th: a mistake. Revoked on the 20th as of the 10th.
  one.events = {recorded(event(Kind::kRegistered, "2024-01-01"), "2024-02-01"),
                recorded(event(Kind::kSuspended, "2026-10-05"), "2026-10-05"),
                recorded(event(Kind::kCorrected, "2026-10-05"), "2026-10-08"),
                recorded(event(Kind::kRevoked, "2026-11-10"), "2026-11-20T12:00:00Z"),
                recorded(event(Kind::kReinstated, "2026-12-01"), "2026-11-21")};
  const struct {
    const char* why;
    const char* as_of;
    const char* known_at;
    Status want;
  } cases[] = {
      {"before anything was written down", "2024-01-20", "2024-01-20", Status::kUnknownNumber},
      {"the same day, as known a month later", "2024-01-20", "2024-02-20", Status::kUnverified},
      {"checked since", "2026-09-02", "2026-09-02", Status::kValid},
      {"a check speaks from its day on", "2026-08-31", "2026-09-02", Status::kUnverified},
      {"suspended, as everybody thought", "2026-10-06", "2026-10-06", Status::kSuspended},
      {"the same day, once the mistake was known", "2026-10-06", "2026-10-09", Status::kValid},
      {"the mistake as known that very day", "2026-10-09", "2026-10-07", Status::kSuspended},
      {"the day before the revocation was written down", "2026-11-19", "2026-11-19", Status::kValid},
      {"the same day, as known today", "2026-11-19", "2026-11-22", Status::kRevoked},
      {"the day before it took effect, as known today", "2026-11-09", "2026-11-22", Status::kValid},
      {"the second before it was written down", "2026-11-20T11:59:59Z", "2026-11-20T11:59:59Z",
       Status::kValid},
      {"the second that it was", "2026-11-20T12:00:00Z", "2026-11-20T12:00:00Z", Status::kRevoked},
      {"today as known yesterday, before the reinstatement was decided", "2026-11-22", "2026-11-20T13:00:00Z",
       Status::kRevoked},
      {"reinstated from a day ahead: today still revoked", "2026-11-22", "2026-11-22", Status::kRevoked},
      {"and in force from that day", "2026-12-01", "2026-12-01", Status::kValid},
      {"but stale if nobody asks again", "2027-04-01", "2027-04-01", Status::kStale},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(word_of(ask(one, at(c.as_of), at(c.known_at)).status), word_of(c.want));
  }
}

TEST(Verdict, KnowsOfACheckOnceItIsWrittenDown) {
  Credential one = domain::testing::credential("board:rcst:1");
  one.verifications = {matched("2026-10-01")};
  one.verifications[0].recorded = at("2026-12-01");
  one.recorded = at("2026-09-01");
  EXPECT_EQ(ask(one, at("2026-11-01"), at("2026-11-01")).status, Status::kUnverified) << "nobody knew of it";
  EXPECT_EQ(ask(one, at("2026-11-01"), at("2026-12-01")).status, Status::kValid) << "as known since";
  EXPECT_EQ(ask(one, at("2026-08-31"), at("2026-08-31")).status, Status::kUnknownNumber)
      << "it was not on record at all";
  EXPECT_EQ(ask(one, at("2026-08-31"), at("2026-12-01")).status, Status::kUnverified)
      << "as known since, nobody had checked it then";
  EXPECT_EQ(ask(one, at("2026-09-01"), at("2026-09-01")).status, Status::kUnverified);
}

TEST(Verdict, TakesABackdatedRevocationFromItsDayOnWhateverWasReinstatedSince) {
  Credential one = domain::testing::checked_credential("board:rcst:1", "2026-09-01");
  one.events = {recorded(event(Kind::kSuspended, "2026-10-05"), "2026-10-05"),
                recorded(event(Kind::kReinstated, "2026-10-08"), "2026-10-08"),
                recorded(event(Kind::kRevoked, "2026-10-01"), "2026-11-20")};
  EXPECT_EQ(ask(one, at("2026-11-21"), at("2026-11-21")).status, Status::kRevoked) << "today";
  EXPECT_EQ(ask(one, at("2026-11-19"), at("2026-11-21")).status, Status::kRevoked)
      << "yesterday, known today";
  EXPECT_EQ(ask(one, at("2026-11-19"), at("2026-11-19")).status, Status::kValid) << "as known yesterday";
  EXPECT_EQ(ask(one, at("2026-09-30"), at("2026-11-21")).status, Status::kValid) << "before its day";
}

}  // namespace
}  // namespace stillpoint::verify
