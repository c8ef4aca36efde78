#include "invented_million.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"

namespace stillpoint::bench {
namespace {

using namespace domain;
using std::chrono::days;

constexpr std::size_t kCities = 3000;
constexpr std::size_t kRegions = 600;
constexpr std::size_t kCountries = 40;

/// A small random source whose numbers are the same everywhere (splitmix64, S. Vigna, public domain).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15ULL + 1) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t bound) { return next() % bound; }
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
  double share() { return static_cast<double>(next() >> 11U) / 9007199254740992.0; }
  /// Small numbers often, large ones seldom.
  std::size_t zipf(std::size_t bound) {
    return std::min(bound - 1, static_cast<std::size_t>(std::pow(static_cast<double>(bound), share())) - 1);
  }

 private:
  std::uint64_t state_;
};

std::string country(std::size_t n) {
  return {static_cast<char>('A' + n / 26), static_cast<char>('A' + n % 26)};
}
std::string region(std::size_t n) {
  return country(n % kCountries) + "-" + std::to_string(10 + n / kCountries);
}

std::string syllables(std::uint64_t seed, std::size_t count) {
  static constexpr std::array<const char*, 24> kSyllables = {
      "ba",  "ler", "mi", "ron", "ta",  "vek", "sol", "an",  "dri", "go",  "hel", "ka",
      "lin", "mor", "ne", "os",  "per", "qui", "ru",  "sta", "ul",  "wen", "xi",  "zor"};
  Dice dice(seed);
  std::string word;
  for (std::size_t i = 0; i < count; ++i) word += kSyllables[dice.below(kSyllables.size())];
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

Vocabulary make_vocabulary() {
  VocabularyRows rows;
  const auto add = [](auto& list, const std::string& prefix, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      list.emplace_back();
      list.back().key = {prefix + std::to_string(i)};
      list.back().name = syllables(i + prefix.size() * 1000, 3) + " " + prefix;
    }
  };
  add(rows.professions, "profession", 6);
  add(rows.approaches, "approach", 7);
  add(rows.conditions, "condition", 15);
  add(rows.populations, "population", 6);
  add(rows.schools, "school", 40);
  add(rows.accreditors, "accreditor", 4);
  add(rows.issuers, "issuer", 10);
  for (std::size_t i = 0; i < 60; ++i) {
    const std::string tag = {static_cast<char>('a' + i / 26), static_cast<char>('a' + i % 26)};
    rows.languages.push_back({{tag}, tag});
  }
  for (const char* key : {"USD", "EUR", "CHF", "GBP"}) rows.currencies.push_back({{key}, key, key});
  for (std::size_t i = 0; i < 16; ++i) {
    CredentialType type;
    type.issuer = rows.issuers[i % 10].key;
    type.code = "C" + std::to_string(i);
    type.version = "1";
    type.key = {type.issuer.value + ":" + type.code + ":1"};
    type.name = type.code;
    type.field = i % 4 == 3 ? Field::kMassage : Field::kCst;
    if (i % 2 == 0) type.recognised_by = {{.accreditor = rows.accreditors[i % 4].key}};
    rows.credential_types.push_back(type);
  }
  for (std::size_t i = 0; i < kCountries; ++i) rows.jurisdictions.push_back({{country(i)}, country(i), ""});
  for (std::size_t i = 0; i < kRegions; ++i) rows.jurisdictions.push_back({{region(i)}, region(i), ""});
  for (std::size_t i = 0; i < kCountries; ++i) {
    for (std::size_t p = 0; p < 6; ++p) {
      rows.jurisdiction_rules.push_back({.jurisdiction = {country(i)},
                                         .profession = rows.professions[p].key,
                                         .regulation = static_cast<Regulation>((i + p) % 6)});
    }
  }
  return Vocabulary::make(std::move(rows)).value();
}

Verification check(Dice& dice, Instant now) {
  Verification made;
  made.id = {static_cast<std::int64_t>(dice.next() >> 5U)};
  made.result = VerificationResult::kMatched;
  made.checked_at = now - days{dice.below(160)} - std::chrono::seconds{dice.below(86'400)};
  made.source = "public register " + std::to_string(dice.below(20));
  made.source_url = "https://register" + std::to_string(dice.below(20)) + ".example.org/";
  made.checker = "registrar";
  return made;
}

}  // namespace

InventedMillion::InventedMillion() : vocabulary_(make_vocabulary()) {}

Instant InventedMillion::now() {
  return std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + std::chrono::hours{10};
}

Point InventedMillion::city(std::size_t rank) {
  Dice dice(rank + 77);
  return {.lat = -40.0 + 100.0 * dice.share(), .lon = -170.0 + 340.0 * dice.share()};
}

Listing InventedMillion::listing(std::int64_t number) const {
  const VocabularyRows& rows = vocabulary_.rows();
  Dice dice(static_cast<std::uint64_t>(number) + 1'000'003);
  const Instant instant = now();
  Listing listing;
  Practitioner& p = listing.practitioner;
  p.id = {static_cast<std::int64_t>(dice.next() >> 5U) + 1};
  p.listing = ListingState::kListed;
  p.name.display = syllables(dice.zipf(4000), 2) + " " + syllables(10'000 + dice.zipf(40'000), 3);
  p.name.post_nominals = dice.chance(50) ? "LMT, RCST" : "";
  if (dice.chance(80)) p.gender = static_cast<Gender>(dice.zipf(3));
  p.contact.phone = "+1 303 555 0" + std::to_string(100 + dice.below(100));
  if (dice.chance(60)) p.contact.website = "https://" + std::to_string(number) + ".example.org/";
  const std::size_t place = dice.zipf(kCities);
  const std::size_t where = place % kRegions;
  HeldProfession held{.profession = rows.professions[dice.zipf(6)].key, .licences = {}};
  if (dice.chance(60)) {
    Licence licence;
    licence.id = {static_cast<std::int64_t>(dice.next() >> 5U)};
    licence.jurisdiction = {region(where)};
    licence.expires = std::chrono::floor<days>(instant) + days{dice.below(700)};
    if (dice.chance(60)) licence.verifications.push_back(check(dice, instant));
    held.licences.push_back(licence);
  }
  p.professions.push_back(held);
  for (std::size_t i = 1 + dice.zipf(3); i > 0; --i) {
    Training training;
    training.school = rows.schools[dice.zipf(40)].key;
    training.kind = static_cast<TrainingKind>(dice.below(4));
    training.hours = static_cast<int>(dice.below(8) * 50);
    if (dice.chance(20)) training.conditions = {rows.conditions[dice.zipf(15)].key};
    p.training.push_back(training);
  }
  for (std::size_t i = dice.below(3); i > 0; --i) {
    Credential credential;
    credential.id = {static_cast<std::int64_t>(dice.next() >> 5U)};
    credential.type = rows.credential_types[dice.zipf(16)].key;
    credential.number = std::to_string(number);
    credential.issued = std::chrono::floor<days>(instant) - days{dice.below(1000)};
    credential.expires = std::chrono::floor<days>(instant) + days{dice.below(700)} - days{60};
    credential.events.push_back({.effective = instant - days{900}, .recorded = instant - days{900}});
    if (dice.chance(70)) credential.verifications.push_back(check(dice, instant));
    p.credentials.push_back(credential);
  }
  for (std::size_t i = 1 + dice.below(2); i > 0; --i)
    p.approaches.push_back(rows.approaches[dice.zipf(7)].key);
  for (std::size_t i = dice.below(4); i > 0; --i) {
    p.conditions.push_back(
        {.condition = rows.conditions[dice.zipf(15)].key, .takes = dice.chance(90), .since_year = 2015});
  }
  for (std::size_t i = 1 + dice.below(2); i > 0; --i)
    p.populations.push_back(rows.populations[dice.zipf(6)].key);
  for (std::size_t i = 1 + dice.below(2); i > 0; --i)
    p.languages.push_back(rows.languages[dice.zipf(60)].key);
  for (std::size_t i = dice.chance(15) ? 2 : 1; i > 0; --i) {
    Location location;
    location.city = syllables(90'000 + place, 3);
    location.jurisdiction = {region(where)};
    location.country = country(where % kCountries);
    const Point centre = city(place);
    if (dice.chance(96)) {
      location.point = Point{centre.lat + (dice.share() + dice.share() - 1.0) * 0.3,
                             centre.lon + (dice.share() + dice.share() - 1.0) * 0.3};
    }
    location.accepting = static_cast<Known>(dice.below(3));
    location.home_visits = static_cast<Known>(dice.below(3));
    location.wheelchair = static_cast<Known>(dice.below(3));
    listing.cities_folded.push_back(fold(location.city));
    p.locations.push_back(std::move(location));
  }
  if (dice.chance(80)) {
    const std::size_t base = 4000 + dice.below(30) * 500;
    const CurrencyKey currency = rows.currencies[dice.zipf(4)].key;
    for (std::size_t i = 0; i < 1 + dice.below(2); ++i) {
      FeeLine line;
      line.price = {.minor = static_cast<std::int64_t>(base + i * 4000), .currency = currency};
      line.minutes = 45 + static_cast<int>(i) * 30 + static_cast<int>(dice.below(2)) * 15;
      line.sliding_scale = static_cast<Known>(dice.below(3));
      p.fees.lines.push_back(line);
    }
    p.fees.valid_from = std::chrono::floor<days>(instant) - days{dice.below(500)};
    if (dice.chance(70)) p.session.description = "stated";
  }
  for (std::size_t i = dice.chance(50) ? dice.below(14) : 0; i > 0; --i) {
    Review review;
    review.origin = ReviewOrigin::kInvited;
    review.state = ReviewState::kPublished;
    review.stars = dice.chance(85) ? 5 : static_cast<int>(1 + dice.below(4));
    review.published_at = instant - days{dice.below(1500)};
    review.reviewer = std::to_string(i);
    p.reviews.push_back(review);
  }
  p.edited = instant - days{dice.below(400)};
  if (dice.chance(60)) p.attested = instant - days{dice.below(500)};
  listing.name_folded = fold(p.name.display);
  listing.name_collation = collation_key(p.name.display);
  return listing;
}

}  // namespace stillpoint::bench
