// What the generator promises: the same people everywhere, nobody real, and a spread like a real directory's.
#include "intake/generator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "document/practitioner_reader.h"
#include "document/practitioner_writer.h"
#include "domain/in_force.h"
#include "intake/confirmations.h"
#include "intake/random.h"
#include "intake/reserved_phones.h"
#include "intake/seed_places.h"
#include "support/seed_vocabulary.h"

namespace stillpoint::intake {
namespace {

using domain::Practitioner;
using std::chrono::days;

constexpr Date kToday{std::chrono::year{2026} / 11 / 22};
/// Enough for the spread to show; the whole takes well under a second.
constexpr std::int64_t kCount = 3000;

std::vector<Practitioner> generated(std::int64_t count, std::uint64_t seed, Date today = kToday) {
  std::vector<Practitioner> all;
  generate({.count = count,
            .seed = seed,
            .today = today,
            .vocabulary = support::seed_vocabulary(),
            .places = seed_places()},
           [&](const Practitioner& one) { all.push_back(one); });
  return all;
}

const std::vector<Practitioner>& sample() {
  static const std::vector<Practitioner> kSample = generated(kCount, 7);
  return kSample;
}

std::string exported(const Practitioner& one) {
  return document::write_practitioner(one, support::seed_vocabulary(),
                                      {.audience = document::Audience::kExport});
}

/// FNV-1a, 64 bits: a short name for a long text.
std::uint64_t digest(const std::vector<Practitioner>& all) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const Practitioner& one : all) {
    for (const char c : exported(one) + "\n") {
      hash ^= static_cast<unsigned char>(c);
      hash *= 1099511628211ULL;
    }
  }
  return hash;
}

TEST(Generator, TheSameOptionsInventTheSamePeople) {
  EXPECT_EQ(generated(200, 11), generated(200, 11));
  EXPECT_NE(digest(generated(200, 11)), digest(generated(200, 12)));
}

TEST(Generator, ALongerRunBeginsWithTheShorterOne) {
  const auto few = generated(40, 11);
  auto many = generated(90, 11);
  many.resize(few.size());
  EXPECT_EQ(few, many);
}

TEST(Generator, NobodyIsInventedForNoneOrFewerThanNone) {
  EXPECT_TRUE(generated(0, 1).empty());
  EXPECT_TRUE(generated(-3, 1).empty());
}

TEST(Generator, TheDayMovesTheDatesAndNotThePeople) {
  const auto now = generated(60, 5);
  const auto later = generated(60, 5, kToday + days{400});
  ASSERT_EQ(now.size(), later.size());
  for (std::size_t i = 0; i < now.size(); ++i) {
    SCOPED_TRACE(now[i].name.display);
    EXPECT_EQ(now[i].id, later[i].id);
    EXPECT_EQ(now[i].name, later[i].name);
    EXPECT_EQ(now[i].fees.lines, later[i].fees.lines);
    EXPECT_EQ(now[i].edited + days{400}, later[i].edited);
    ASSERT_EQ(now[i].reviews.size(), later[i].reviews.size());
    for (std::size_t r = 0; r < now[i].reviews.size(); ++r)
      EXPECT_EQ(now[i].reviews[r].published_at + days{400}, later[i].reviews[r].published_at);
  }
}

TEST(Generator, EveryRecordIsADocumentThatReadsBackTheSame) {
  for (const Practitioner& one : sample()) {
    SCOPED_TRACE(one.name.display);
    const std::string json = exported(one);
    const auto read =
        document::read_practitioner(json, support::seed_vocabulary(), {.trusted = true, .today = kToday});
    if (!read) {
      for (const Fault& fault : read.error().faults) ADD_FAILURE() << fault.where << ": " << fault.what;
      FAIL() << json;
    }
    EXPECT_EQ(*read, one);
    // As anyone's file it would be refused for nothing but what no stranger may say of the future.
    const auto stranger = document::read_practitioner(json, support::seed_vocabulary(), {.today = kToday});
    EXPECT_TRUE(stranger.has_value()) << stranger.error().faults.front().where;
  }
}

TEST(Generator, IdsAndPrintedNumbersAreUnique) {
  std::set<std::int64_t> people, credentials, licences, checks, reviews;
  std::set<std::pair<std::string, std::string>> numbers, external;
  const auto& vocabulary = support::seed_vocabulary();
  for (const Practitioner& one : sample()) {
    EXPECT_TRUE(people.insert(one.id.value).second);
    EXPECT_GT(one.id.value, 0);
    EXPECT_LT(one.id.value, kIdBound);
    ASSERT_EQ(one.external_ids.size(), 1U);
    EXPECT_EQ(one.external_ids.front().system, "generated");
    EXPECT_TRUE(external.insert({one.external_ids.front().system, one.external_ids.front().value}).second);
    for (const auto& credential : one.credentials) {
      EXPECT_TRUE(credentials.insert(credential.id.value).second);
      const auto* type = vocabulary.find(credential.type);
      ASSERT_NE(type, nullptr);
      EXPECT_TRUE(numbers.insert({type->issuer.value, credential.number}).second) << credential.number;
      for (const auto& check : credential.verifications) EXPECT_TRUE(checks.insert(check.id.value).second);
    }
    for (const auto& held : one.professions) {
      for (const auto& licence : held.licences) EXPECT_TRUE(licences.insert(licence.id.value).second);
    }
    for (const auto& review : one.reviews) EXPECT_TRUE(reviews.insert(review.id.value).second);
  }
  EXPECT_EQ(people.size(), static_cast<std::size_t>(kCount));
}

TEST(Generator, NobodyCanBeReached) {
  int phones = 0;
  for (const Practitioner& one : sample()) {
    SCOPED_TRACE(one.name.display);
    const auto& contact = one.contact;
    if (!contact.phone.empty()) {
      ++phones;
      EXPECT_TRUE(is_reserved_phone(contact.phone)) << contact.phone;
    }
    const std::string at = "@example.org";
    if (!contact.mail.empty()) {
      ASSERT_GT(contact.mail.size(), at.size());
      EXPECT_EQ(contact.mail.substr(contact.mail.size() - at.size()), at);
    }
    for (const std::string& url : {contact.website, contact.booking_url, contact.photo_url}) {
      if (url.empty()) continue;
      const std::string host = url.substr(8, url.find('/', 8) - 8);
      EXPECT_TRUE(url.starts_with("https://")) << url;
      EXPECT_TRUE(host.ends_with(".example.org")) << url;
    }
    for (const auto& credential : one.credentials) {
      for (const auto& check : credential.verifications) {
        if (!check.source_url.empty()) {
          EXPECT_NE(check.source_url.find(".example.org"), std::string::npos);
        }
      }
    }
  }
  EXPECT_GT(phones, kCount / 3);
}

TEST(Generator, OnlyWhatIsKeptForDramaPassesForAReservedNumber) {
  const struct {
    const char* phone;
    bool reserved;
  } cases[] = {{"+1 614 555 0143", true},  {"+1 (614) 555-0199", true}, {"+1 614 555 0200", false},
               {"+1 614 556 0143", false}, {"+44 20 7946 0018", true},  {"+44 20 7946 1018", false},
               {"+44 7700 900461", true},  {"+44 7700 910461", false},  {"+61 3 5550 1234", true},
               {"+49 30 23125 042", true}, {"+49 30 23126 042", false}, {"+33 1 99 00 12 34", true},
               {"+353 20 912 3456", true}, {"+41 44 555 01 43", false}, {"", false}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.phone);
    EXPECT_EQ(is_reserved_phone(c.phone), c.reserved);
  }
}

TEST(Generator, NoSourceConfirmsACertificateWhileItIsOutOfForce) {
  int lifted = 0;
  for (const Practitioner& one : sample()) {
    for (const auto& credential : one.credentials) {
      EXPECT_EQ(confirmations_out_of_force(credential), 0) << one.name.display << " " << credential.number;
      for (const auto& event : credential.events)
        lifted += event.kind == domain::CredentialEventKind::kReinstated ? 1 : 0;
    }
  }
  EXPECT_GT(lifted, 0);
}

TEST(Generator, NothingHasHappenedYetThatLiesInTheFuture) {
  const Instant start{kToday};
  for (const Practitioner& one : sample()) {
    SCOPED_TRACE(one.name.display);
    EXPECT_LT(one.edited, start);
    if (one.attested) {
      EXPECT_LT(*one.attested, start);
    }
    for (const auto& review : one.reviews) EXPECT_LT(review.published_at, start);
    for (const auto& training : one.training) {
      if (training.completed) {
        EXPECT_LT(*training.completed, kToday);
      }
    }
    for (const auto& credential : one.credentials) {
      for (const auto& event : credential.events) EXPECT_LT(event.recorded, start);
      for (const auto& check : credential.verifications) EXPECT_LT(check.checked_at, start);
    }
  }
}

TEST(Generator, ManyCountriesAndTheLargestCitiesFirst) {
  std::map<std::string, int> countries, cities;
  for (const Practitioner& one : sample()) {
    for (const auto& place : one.locations) {
      ++countries[place.country];
      if (place.country == "GB") ++cities[place.city];
    }
  }
  EXPECT_GE(countries.size(), 30U);
  EXPECT_GT(countries["US"], countries["GB"]);
  EXPECT_GT(countries["GB"], countries["NZ"]);
  int second = 0;
  for (const auto& [city, count] : cities) {
    if (city != "London") second = std::max(second, count);
  }
  EXPECT_GT(cities["London"], 2 * second);
}

TEST(Generator, WhereAPracticeLiesItsCoordinatesAndJurisdictionSay) {
  int placed = 0;
  for (const Practitioner& one : sample()) {
    for (const auto& place : one.locations) {
      SCOPED_TRACE(place.city + ", " + place.country);
      EXPECT_EQ(domain::country_of(place.jurisdiction).value, place.country);
      if (!place.point) continue;
      ++placed;
      bool near = false;
      for (const City& city : seed_places().cities_of(place.country)) {
        if (city.name != place.city) continue;
        near |= std::abs(city.lat_ten_thousandths / 1e4 - place.point->lat) <= 0.111 &&
                std::abs(city.lon_ten_thousandths / 1e4 - place.point->lon) <= 0.111;
      }
      EXPECT_TRUE(near);
    }
  }
  EXPECT_GT(placed, kCount * 9 / 10);
}

TEST(Generator, FewSchoolsAndConditionsAreNamedByManyAndManyByFew) {
  std::map<std::string, int> conditions, schools;
  for (const Practitioner& one : sample()) {
    for (const auto& declared : one.conditions) ++conditions[declared.condition.value];
    for (const auto& training : one.training) {
      if (!training.school.empty() && one.locations.size() == 1 && one.locations[0].country == "US")
        ++schools[training.school.value];
    }
  }
  for (const auto* counts : {&conditions, &schools}) {
    int most = 0;
    int least = 1 << 30;
    for (const auto& [key, count] : *counts) {
      most = std::max(most, count);
      least = std::min(least, count);
    }
    EXPECT_GE(counts->size(), 10U);
    EXPECT_GT(most, 4 * least);
  }
  EXPECT_EQ(conditions.size(), support::seed_vocabulary().rows().conditions.size());
}

TEST(Generator, ApproachesGoWithTheProfession) {
  int adjusting_chiropractors = 0;
  int chiropractors = 0;
  int adjusting_others = 0;
  for (const Practitioner& one : sample()) {
    if (one.professions.empty()) continue;
    const bool chiropractor = one.professions.front().profession.value == "chiropractor";
    const bool adjusts = std::ranges::find(one.approaches, "sacro_cranial_chiropractic",
                                           &domain::ApproachKey::value) != one.approaches.end();
    if (chiropractor) ++chiropractors;
    if (chiropractor && adjusts) ++adjusting_chiropractors;
    if (!chiropractor && adjusts) ++adjusting_others;
  }
  EXPECT_GT(adjusting_chiropractors * 2, chiropractors);
  EXPECT_LT(adjusting_others, static_cast<int>(kCount) / 20);
}

TEST(Random, EveryNumberOfARangeIsDrawnAndNoOther) {
  Random random(3);
  std::map<int, int> drawn;
  for (int i = 0; i < 6000; ++i) ++drawn[random.between(-2, 3)];
  ASSERT_EQ(drawn.size(), 6U);
  EXPECT_EQ(drawn.begin()->first, -2);
  EXPECT_EQ(drawn.rbegin()->first, 3);
  for (const auto& [number, count] : drawn) EXPECT_NEAR(count, 1000, 150) << number;
}

TEST(Random, ZipfDrawsTheFirstTwiceAsOftenAsTheSecond) {
  Random random(4);
  const Weights weights = zipf(5);
  std::vector<int> drawn(5);
  for (int i = 0; i < 20'000; ++i) ++drawn[weights.draw(random)];
  EXPECT_NEAR(drawn[0], 2 * drawn[1], 800);
  EXPECT_NEAR(drawn[0], 3 * drawn[2], 1000);
}

}  // namespace
}  // namespace stillpoint::intake
