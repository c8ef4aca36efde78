// The program's five rules against a second, plain writing of the design's tables, on random people at random
// instants and at the very instants at which an answer is said to change. STILLPOINT_CHECKLIST_SEED takes the
// seed that a difference prints.
#include "search/naive_checklist.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <set>
#include <string>

#include "support/random_directory.h"

namespace stillpoint::oracle {
namespace {

using namespace domain;
using support::RandomDirectory;

constexpr int kPeople = 4000;

std::uint64_t seed() {
  const char* text = std::getenv("STILLPOINT_CHECKLIST_SEED");  // NOLINT(concurrency-mt-unsafe)
  return text == nullptr ? 20261122 : std::strtoull(text, nullptr, 10);
}

/// Both writings of one question about one person.
class Pair {
 public:
  template <class Rule, class Table>
  void compare(Instant now, const Rule& rule, const Table& table) {
    const Standpoint first = one(now, rule, table);
    if (first.holds_until == kEndOfTime || first.holds_until <= now) return;
    const Standpoint last = one(first.holds_until - std::chrono::seconds{1}, rule, table);
    EXPECT_EQ(name_of(last.code), name_of(first.code)) << "It was to hold until then.";
    one(first.holds_until, rule, table);
  }
  std::set<Reason> rows;  ///< That decided.

 private:
  template <class Rule, class Table>
  Standpoint one(Instant now, const Rule& rule, const Table& table) {
    const Standpoint said = rule(now);
    const Answer want = table(now);
    EXPECT_EQ(name_of(said.state), name_of(want.state)) << now.time_since_epoch().count();
    EXPECT_EQ(name_of(said.code), name_of(want.row)) << now.time_since_epoch().count();
    rows.insert(want.row);
    return said;
  }
};

/// As the random directory invents them; now and then one whom clients do not recommend.
Practitioner person(RandomDirectory& random) {
  Practitioner p = random.practitioner(random.fresh_id());
  if (random.once_in(8)) {
    for (Review& review : p.reviews) review.stars = random.number(1, 3);
  }
  return p;
}

Instant some_instant(RandomDirectory& random) {
  return RandomDirectory::epoch() + std::chrono::hours{random.number(-24 * 90, 24 * 60)};
}

TEST(NaiveChecklist, AgreesWithEveryRuleOnRandomPeopleAndEveryRowOfEveryTableIsReached) {
  RandomDirectory random(seed());
  const Vocabulary& vocabulary = random.vocabulary();
  Pair pair;
  for (int i = 0; i < kPeople && !testing::Test::HasFailure(); ++i) {
    SCOPED_TRACE("STILLPOINT_CHECKLIST_SEED=" + std::to_string(seed()) + ", person " + std::to_string(i));
    const Practitioner p = person(random);
    const Instant now = some_instant(random);
    pair.compare(
        now, [&](Instant t) { return accredited_certification(p, vocabulary, t); },
        [&](Instant t) { return certification(p, vocabulary, t); });
    EXPECT_EQ(certified(p, vocabulary, now).certified, is_certified(p, vocabulary, now));
    for (const Condition& condition : vocabulary.rows().conditions) {
      pair.compare(
          now, [&](Instant t) { return condition_experience(p, condition.key, t); },
          [&](Instant t) { return experience(p, condition.key, t); });
    }
    pair.compare(
        now, [&](Instant t) { return client_reviews(p, t); }, [&](Instant t) { return reviews(p, t); });
    std::vector<const Location*> places = {nullptr};
    for (const Location& location : p.locations) places.push_back(&location);
    std::vector<const ApproachKey*> approaches = {nullptr};
    for (const Approach& approach : vocabulary.rows().approaches) approaches.push_back(&approach.key);
    for (const Location* place : places) {
      for (const ApproachKey* approach : approaches) {
        pair.compare(
            now, [&](Instant t) { return scope_of_practice(p, place, approach, vocabulary, t); },
            [&](Instant t) { return scope(p, place, approach, vocabulary, t); });
      }
    }
    pair.compare(
        now, [&](Instant t) { return transparent_fees(p, t); }, [&](Instant t) { return fees(p, t); });
  }
  using enum Reason;
  for (const Reason row :
       {kAccredited,       kRevokedElsewhere, kNoOutsideAccreditor, kCheckStale,     kRevoked,
        kNotChecked,       kNoneInForce,      kNoneOnRecord,        kDeclines,       kSupported,
        kDeclared,         kNotOnRecord,      kManyPositive,        kMostlyNegative, kSomePositive,
        kInconclusive,     kNoReviews,        kOutsideScope,        kLicenceRevoked, kLicensed,
        kLicenceUnchecked, kNoLicenceNeeded,  kLicenceLapsed,       kLicenceUnknown, kLicenceRevokedElsewhere,
        kFeesDeclined,     kFeesStated,       kFeesPartly,          kFeesNotOnRecord}) {
    EXPECT_EQ(pair.rows.count(row), 1U) << "Nobody came to the row " << name_of(row) << ".";
  }
}

}  // namespace
}  // namespace stillpoint::oracle
