#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "domain/checklist.h"
#include "domain/records.h"

// An answer holds until the instant that it names: for random records, whatever the instant before then, the
// answer is the same. The index trusts this to know when a row must be looked at again.

namespace stillpoint::domain {
namespace {

using namespace testing;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(engine_); }
  bool chance(int percent) { return below(100) < percent; }
  template <class T>
  const T& of(const std::vector<T>& values) {
    return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
  }
  /// Between six years before and a year after 2026, mostly on coarse steps so that things coincide.
  Instant instant() { return at("2020-06-01") + days{below(2500)} + hours{below(4) * 6}; }
  Date date() { return std::chrono::floor<days>(instant()); }
  std::optional<Date> maybe_date(int percent) {
    return chance(percent) ? std::optional(date()) : std::nullopt;
  }
  /// At or after `from`, before `until`; never far beyond what records speak of.
  Instant between(Instant from, Instant until) {
    const Instant end = std::min(until, from + days{3000});
    const auto span = (end - from).count();
    return from + seconds{std::uniform_int_distribution<std::int64_t>(
                      0, std::max<std::int64_t>(span - 1, 0))(engine_)};
  }

 private:
  std::mt19937 engine_;
};

std::vector<Verification> checks(Random& random) {
  std::vector<Verification> made(static_cast<std::size_t>(random.below(4)));
  for (Verification& check : made) {
    check.checked_at = random.instant();
    check.result = random.chance(70)   ? VerificationResult::kMatched
                   : random.chance(50) ? VerificationResult::kDenied
                                       : VerificationResult::kInconclusive;
    check.claimed = random.chance(15);
  }
  return made;
}

Credential random_credential(Random& random) {
  Credential made;
  made.type = {random.of<std::string>({"board:rcst:1", "lone:tech:1", "lone:past:1", "board:mass:1"})};
  made.issued = random.maybe_date(50);
  made.expires = random.maybe_date(50);
  made.verifications = checks(random);
  const int events = random.chance(50) ? 0 : random.below(4);
  for (int i = 0; i < events; ++i) {
    made.events.push_back({.kind = static_cast<CredentialEventKind>(random.below(8)),
                           .effective = random.instant(),
                           .recorded = random.instant(),
                           .claimed = random.chance(20)});
  }
  return made;
}

Licence random_licence(Random& random) {
  Licence made;
  made.jurisdiction = {random.of<std::string>({"US-OH", "US-CO", "CH", "US"})};
  made.status = random.chance(80) ? LicenceStatus::kActive : static_cast<LicenceStatus>(random.below(4));
  made.expires = random.maybe_date(60);
  made.verifications = checks(random);
  return made;
}

Practitioner random_practitioner(Random& random) {
  Practitioner made;
  for (int i = random.below(4); i > 0; --i) made.credentials.push_back(random_credential(random));
  for (int i = random.below(3); i > 0; --i) {
    HeldProfession held{
        .profession = {random.of<std::string>({"massage_therapist", "chiropractor", "other"})}};
    for (int j = random.below(3); j > 0; --j) held.licences.push_back(random_licence(random));
    made.professions.push_back(std::move(held));
  }
  for (int i = random.below(14); i > 0; --i) {
    Review one{.origin = random.chance(90) ? ReviewOrigin::kInvited : ReviewOrigin::kOpen,
               .state = random.chance(90) ? ReviewState::kPublished : ReviewState::kPending,
               .stars = random.chance(75) ? 5 : 1 + random.below(5),
               .published_at = random.instant(),
               .reviewer = random.chance(10) ? "" : "person " + std::to_string(random.below(12)),
               .claimed = random.chance(5)};
    if (random.chance(60)) one.conditions = {{"migraine"}};
    made.reviews.push_back(std::move(one));
  }
  if (random.chance(80)) {
    made.conditions.push_back({.condition = {"migraine"}, .takes = random.chance(95)});
    if (random.chance(80)) made.conditions.back().clients = 40;
  }
  if (random.chance(20)) made.training.push_back({.conditions = {{"migraine"}}});
  if (random.chance(80)) made.attested = random.instant();
  if (random.chance(80)) made.fees.lines = {{.price = {11000, {"USD"}}, .minutes = 60}};
  if (random.chance(80)) made.session.description = "An hour.";
  made.fees.valid_from = random.maybe_date(50);
  return made;
}

/// The answers that change with time, each by its function.
struct Rule {
  const char* name;
  Standpoint (*answer)(const Practitioner&, Instant);
};

Standpoint in(const Practitioner& practitioner, const char* jurisdiction, Instant when) {
  const Location place = location(jurisdiction);
  return scope_of_practice(practitioner, &place, nullptr, vocabulary(), when);
}

constexpr Rule kRules[] = {
    {"certification",
     [](const Practitioner& p, Instant t) { return accredited_certification(p, vocabulary(), t); }},
    {"certified",
     [](const Practitioner& p, Instant t) {
       const Certified answer = certified(p, vocabulary(), t);
       return Standpoint{.state = answer.certified ? ChecklistState::kMet : ChecklistState::kNotMet,
                         .holds_until = answer.holds_until};
     }},
    {"experience", [](const Practitioner& p, Instant t) { return condition_experience(p, {"migraine"}, t); }},
    {"reviews", [](const Practitioner& p, Instant t) { return client_reviews(p, t); }},
    {"scope in Ohio", [](const Practitioner& p, Instant t) { return in(p, "US-OH", t); }},
    {"scope in Switzerland", [](const Practitioner& p, Instant t) { return in(p, "CH-ZH", t); }},
    {"scope nowhere", [](const Practitioner& p,
                         Instant t) { return scope_of_practice(p, nullptr, nullptr, vocabulary(), t); }},
    {"fees", [](const Practitioner& p, Instant t) { return transparent_fees(p, t); }},
};

TEST(ChecklistAnswer, HoldsUntilTheInstantThatItNames) {
  const unsigned seed = 20261122;
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  int changes = 0;
  for (int round = 0; round < 4000; ++round) {
    const Practitioner practitioner = random_practitioner(random);
    const Instant when = random.instant();
    for (const Rule& rule : kRules) {
      const Standpoint first = rule.answer(practitioner, when);
      ASSERT_GT(first.holds_until, when) << rule.name << ", round " << round;
      for (int sample = 0; sample < 12; ++sample) {
        const Instant later = sample == 0 ? std::min(first.holds_until, kEndOfTime) - seconds{1}
                                          : random.between(when, first.holds_until);
        const Standpoint then = rule.answer(practitioner, later);
        ASSERT_EQ(name_of(then.state), name_of(first.state)) << rule.name << ", round " << round;
        ASSERT_EQ(name_of(then.code), name_of(first.code)) << rule.name << ", round " << round;
      }
      if (first.holds_until == kEndOfTime) continue;
      if (rule.answer(practitioner, first.holds_until).state != first.state) ++changes;
    }
  }
  EXPECT_GT(changes, 1000) << "the records change too little to prove anything";
}

TEST(ChecklistAnswer, IsTheSameWithAndWithoutItsWords) {
  const unsigned seed = 7;
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  const std::vector<ConditionKey> asked = {{"migraine"}};
  const Location ohio = location("US-OH");
  for (int round = 0; round < 2000; ++round) {
    const Practitioner practitioner = random_practitioner(random);
    const Instant when = random.instant();
    const Checklist answers =
        checklist(practitioner, {.conditions = asked, .locations = {&ohio}}, vocabulary(), when);
    const Standpoint bare[] = {accredited_certification(practitioner, vocabulary(), when),
                               condition_experience(practitioner, asked[0], when),
                               client_reviews(practitioner, when),
                               scope_of_practice(practitioner, &ohio, nullptr, vocabulary(), when),
                               transparent_fees(practitioner, when)};
    for (std::size_t i = 0; i < kChecklistItems; ++i) {
      SCOPED_TRACE("round " + std::to_string(round) + ": " + answers[i].reason);
      ASSERT_EQ(answers[i].item, static_cast<ChecklistItem>(i));
      ASSERT_EQ(answers[i].state, bare[i].state);
      ASSERT_EQ(answers[i].code, bare[i].code);
      ASSERT_EQ(answers[i].holds_until, bare[i].holds_until);
      ASSERT_TRUE(answers[i].reason.ends_with('.'));
      ASSERT_EQ(answers[i].reason.find("  "), std::string::npos);
      // What is not on record rests on nothing; whatever is said for or against rests on something.
      if (answers[i].state == ChecklistState::kMet || answers[i].state == ChecklistState::kNotMet) {
        ASSERT_NE(answers[i].basis, Basis::kNone);
      }
    }
  }
}

}  // namespace
}  // namespace stillpoint::domain
