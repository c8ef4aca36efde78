#include "intake/inventor.h"

#include <algorithm>
#include <string>
#include <utility>

#include "domain/invented.h"
#include "intake/invented_names.h"
#include "intake/invented_texts.h"
#include "intake/inventor_tables.h"
#include "intake/reserved_phones.h"

namespace stillpoint::intake {
namespace {

using domain::Known;
using domain::Practitioner;
using domain::TrainingKind;

constexpr std::string_view kBasis = "Invented: nobody is real.";
/// How the keys of the demonstration's invented bodies begin (seed/demo_registry.json).
constexpr std::string_view kDemoRegistryPrefix = "demo_";
constexpr int kYearsMax = 34;
constexpr int kDaysPerYear = 365;

/// A fact of which so many in a thousand say yes, so many no, and the rest nothing.
Known known(Random& random, int yes, int no) {
  const int at = random.between(0, 999);
  if (at < yes) return Known::kYes;
  return at < yes + no ? Known::kNo : Known::kUnknown;
}

domain::Gender draw_gender(Random& random) {
  const int at = random.between(0, 999);
  if (at < 745) return domain::Gender::kFemale;
  return at < 980 ? domain::Gender::kMale : domain::Gender::kNonBinary;
}

/// Letters behind a name that go with a profession where such letters are in use.
std::string_view letters_of(std::string_view profession, std::string_view country) {
  if (country != "US" && country != "CA") return {};
  if (profession == "massage_therapist") return country == "US" ? "LMT" : "RMT";
  if (profession == "chiropractor") return "DC";
  if (profession == "osteopathic_physician") return "DO";
  if (profession == "physical_therapist") return "PT";
  if (profession == "occupational_therapist") return country == "US" ? "OTR/L" : "OT";
  return {};
}

CredentialFate draw_fate(Random& random) {
  const int at = random.between(0, 999);
  if (at < 775) return CredentialFate::kInForce;
  if (at < 890) return CredentialFate::kExpired;
  if (at < 910) return CredentialFate::kNotYetValid;
  if (at < 930) return CredentialFate::kSuspended;
  if (at < 948) return CredentialFate::kReinstated;
  if (at < 968) return CredentialFate::kRevoked;
  return at < 994 ? CredentialFate::kSuperseded : CredentialFate::kCorrected;
}

CheckFate draw_check(Random& random, int fresh, int stale) {
  const int at = random.between(0, 999);
  if (at < fresh) return CheckFate::kFresh;
  if (at < fresh + stale) return CheckFate::kStale;
  if (at < fresh + stale + 25) return CheckFate::kInconclusive;
  return at < fresh + stale + 45 ? CheckFate::kDenied : CheckFate::kNever;
}

domain::LicenceStatus draw_licence_status(Random& random) {
  const int at = random.between(0, 999);
  if (at < 935) return domain::LicenceStatus::kActive;
  if (at < 978) return domain::LicenceStatus::kLapsed;
  return at < 990 ? domain::LicenceStatus::kSuspended : domain::LicenceStatus::kRevoked;
}

/// How often somebody there holds a licence for it, in a thousand.
int licence_share(const domain::JurisdictionRule* rule) {
  if (rule == nullptr) return 200;
  switch (rule->regulation) {
    case domain::Regulation::kLicensed:
    case domain::Regulation::kRegistered:
      return 880;
    case domain::Regulation::kVoluntary:
      return 330;
    case domain::Regulation::kUnknown:
      return 250;
    case domain::Regulation::kExempt:
    case domain::Regulation::kNone:
      return 15;
  }
  return 0;
}

/// The last day of a school that closed.
std::optional<Date> closed_on(const domain::School& school) {
  if (school.standing.empty() || school.standing.back().standing != domain::Standing::kClosed)
    return std::nullopt;
  return school.standing.back().from;
}

/// Whether a credential type is of the demonstration's own bodies.
bool is_invented(const domain::CredentialType& type) {
  return type.issuer.value.starts_with(kDemoRegistryPrefix);
}

/// Whether a fate says that a body moved against its holder.
bool is_sanction(CredentialFate fate) {
  switch (fate) {
    case CredentialFate::kSuspended:
    case CredentialFate::kReinstated:
    case CredentialFate::kRevoked:
    case CredentialFate::kCorrected:
      return true;
    case CredentialFate::kInForce:
    case CredentialFate::kNotYetValid:
    case CredentialFate::kExpired:
    case CredentialFate::kSuperseded:
      return false;
  }
  return false;
}

int squared_distance(const City& a, const City& b) {
  const int lat = (a.lat_ten_thousandths - b.lat_ten_thousandths) / 100;
  const int lon = (a.lon_ten_thousandths - b.lon_ten_thousandths) / 100;
  return lat * lat + lon * lon;
}

}  // namespace

Inventor::Inventor(const GeneratorOptions& options) : options_(options) {
  const domain::VocabularyRows& rows = options.vocabulary.rows();
  for (const CountryCustoms& customs : country_customs()) {
    const std::span<const City> cities = options.places.cities_of(customs.code);
    Country country{.customs = &customs, .cities = cities, .by_population = population_weights(cities)};
    if (country.by_population.empty()) continue;
    country.schools = school_weights(rows, customs.code);
    country.credential_types = credential_type_weights(options.vocabulary, customs.code);
    country.professions = profession_weights(rows, customs.mix);
    countries_.push_back(std::move(country));
    by_country_.add(customs.weight);
  }
  for (const domain::Profession& profession : rows.professions)
    approaches_.push_back(approach_weights(rows, profession.key.value));
  approaches_.push_back(approach_weights(rows, {}));
  conditions_ = zipf(rows.conditions.size());
  for (const domain::CredentialType& type : rows.credential_types) {
    if (is_invented(type)) invented_types_.push_back(&type);
  }
}

const Inventor::Country& Inventor::draw_country(const Wish& wish, Random& random) const {
  const std::size_t drawn = by_country_.draw(random);
  for (const Country& country : countries_) {
    if (country.customs->code == wish.country) return country;
  }
  return countries_[drawn];
}

Practitioner Inventor::invent(std::uint64_t number, const Wish& wish) const {
  Random random(mix(options_.seed ^ mix(number)));
  IdSource ids(options_.seed, number);
  Making making{.random = random,
                .ids = ids,
                .vocabulary = options_.vocabulary,
                .today = options_.today,
                .number = number};
  Practitioner one;
  one.id = {ids.next()};
  one.listing = domain::ListingState::kListed;
  one.listing_basis = kBasis;
  one.external_ids.push_back({.system = std::string(domain::kInventedSystem),
                              .value = std::to_string(options_.seed) + "-" + std::to_string(number)});
  const Country& country = draw_country(wish, random);
  const City& drawn_city = country.cities[country.by_population.draw(random)];
  const City& city = wish.city != nullptr ? *wish.city : drawn_city;
  const int years = std::min(random.between(1, kYearsMax), random.between(1, kYearsMax));
  const domain::Gender gender = draw_gender(random);
  const InventedName name = invent_name(*country.customs, gender, random);
  one.name.display = name.display;
  if (random.chance(880)) one.gender = gender;
  const bool nowhere = random.chance(6) && wish.city == nullptr;
  if (!nowhere) add_locations(one, making, country, city);
  add_professions(one, making, country, wish);
  add_approaches(one, making);
  add_training(one, making, country, years);
  add_credentials(one, making, country, years);
  add_conditions(one, making, years);
  add_people(one, making, country, name.language);
  const int fees = random.between(0, 999);
  if (fees < 60) {
    one.fees.declined = true;
  } else if (fees < 880) {
    one.fees = invent_fees(making, *country.customs);
  }
  if (random.chance(760)) one.session = invent_session(making);
  if (random.chance(930)) {
    one.about =
        about_text({.profession = one.professions.empty() ? std::string_view{}
                                                          : one.professions.front().profession.value,
                    .approach = one.approaches.empty() ? std::string_view{} : one.approaches.front().value,
                    .city = one.locations.empty() ? std::string_view{} : one.locations.front().city,
                    .years = years},
                   random);
  }
  add_reviews(one, making);
  add_contact(one, making, name.slug);
  add_dates(one, making);
  return one;
}

domain::Location Inventor::location(Making& making, const Country& country, const City& city) const {
  Random& random = making.random;
  domain::Location place{.city = city.name, .country = std::string(country.customs->code)};
  if (random.chance(620)) place.name = practice_name(random);
  const domain::JurisdictionKey region{city.region};
  const domain::JurisdictionKey whole{place.country};
  if (options_.vocabulary.find(region) != nullptr) {
    place.jurisdiction = region;
  } else if (options_.vocabulary.find(whole) != nullptr) {
    place.jurisdiction = whole;
  }
  if (random.chance(380)) {
    place.precision = domain::Precision::kExact;
    place.street = street_line(random);
  }
  // Two draws make the middle likelier: denser in town, thinner around it, about 12 km at most.
  const auto off = [&random] { return random.between(-550, 550) + random.between(-550, 550); };
  const int lat = city.lat_ten_thousandths + off();
  const int lon = city.lon_ten_thousandths + off();
  if (random.chance(970)) place.point = domain::Point{.lat = lat / 10'000.0, .lon = lon / 10'000.0};
  place.wheelchair = known(random, 380, 230);
  place.home_visits = known(random, 170, 430);
  place.accepting = known(random, 640, 140);
  return place;
}

void Inventor::add_locations(Practitioner& one, Making& making, const Country& country,
                             const City& city) const {
  constexpr int kTries = 12;
  Random& random = making.random;
  one.locations.push_back(location(making, country, city));
  const int at = random.between(0, 999);
  const int more = at < 880 ? 0 : at < 970 ? 1 : 2;
  for (int i = 0; i < more; ++i) {
    // Second rooms are near the first: the nearest of a few that are drawn.
    const City* nearest = nullptr;
    for (int attempt = 0; attempt < kTries; ++attempt) {
      const City& other = country.cities[random.below(country.cities.size())];
      if (&other == &city) continue;
      if (nearest == nullptr || squared_distance(other, city) < squared_distance(*nearest, city))
        nearest = &other;
    }
    if (nearest != nullptr) one.locations.push_back(location(making, country, *nearest));
  }
}

void Inventor::add_professions(Practitioner& one, Making& making, const Country& country,
                               const Wish& wish) const {
  Random& random = making.random;
  const auto& professions = options_.vocabulary.rows().professions;
  if (country.professions.empty()) return;
  const auto add = [&](const domain::ProfessionKey& key) {
    const bool held =
        std::ranges::any_of(one.professions, [&](const auto& p) { return p.profession == key; });
    if (!held) one.professions.push_back({.profession = key});
  };
  const domain::ProfessionKey drawn = professions[country.professions.draw(random)].key;
  add(wish.profession.empty() ? drawn : domain::ProfessionKey{std::string(wish.profession)});
  if (random.chance(70)) add(professions[country.professions.draw(random)].key);
  if (wish.profession.empty() && random.chance(40)) one.professions.clear();

  const bool by_region = country.customs->code == "US" || country.customs->code == "CA";
  for (domain::HeldProfession& held : one.professions) {
    const std::string_view letters = letters_of(held.profession.value, country.customs->code);
    bool licensed = false;
    for (const domain::Location& place : one.locations) {
      if (place.jurisdiction.empty()) continue;
      const domain::JurisdictionRule* rule = options_.vocabulary.rule(place.jurisdiction, held.profession);
      const bool own_rule = rule != nullptr && rule->jurisdiction == place.jurisdiction;
      const domain::JurisdictionKey where =
          by_region || own_rule ? place.jurisdiction : domain::country_of(place.jurisdiction);
      const bool has =
          std::ranges::any_of(held.licences, [&](const auto& l) { return l.jurisdiction == where; });
      if (has || options_.vocabulary.find(where) == nullptr || !random.chance(licence_share(rule))) continue;
      const domain::LicenceStatus status = draw_licence_status(random);
      const CheckFate check = draw_check(random, 620, 150);
      held.licences.push_back(invent_licence(making, where, status, check));
      licensed = true;
    }
    if (licensed) add_letters(one.name, letters);
  }
}

void Inventor::add_approaches(Practitioner& one, Making& making) const {
  Random& random = making.random;
  const auto& rows = options_.vocabulary.rows();
  std::size_t at = rows.professions.size();
  for (std::size_t i = 0; !one.professions.empty() && i < rows.professions.size(); ++i) {
    if (rows.professions[i].key == one.professions.front().profession) at = i;
  }
  const Weights& weights = approaches_[at];
  if (weights.empty()) return;
  const int draws = random.chance(580) ? 1 : random.between(2, 4);
  for (int i = 0; i < draws; ++i) {
    const domain::ApproachKey& key = rows.approaches[weights.draw(random)].key;
    if (std::ranges::find(one.approaches, key) == one.approaches.end()) one.approaches.push_back(key);
  }
}

void Inventor::add_training(Practitioner& one, Making& making, const Country& country, int years) const {
  Random& random = making.random;
  const auto& rows = options_.vocabulary.rows();
  if (random.chance(50)) return;
  const int rows_of_training = 1 + random.between(0, 2) + random.between(0, 2);
  constexpr TrainingKind kKinds[] = {TrainingKind::kClass,     TrainingKind::kClass,
                                     TrainingKind::kClass,     TrainingKind::kPractice,
                                     TrainingKind::kHomeStudy, TrainingKind::kReceived};
  constexpr int kClassHours[] = {16, 24, 24, 50, 96, 120, 200, 280, 350, 420};
  const bool known_school = !country.schools.empty() && random.chance(850);
  const domain::School* school = known_school ? &rows.schools[country.schools.draw(random)] : nullptr;
  const std::string other = other_school(random);
  for (int i = 0; i < rows_of_training; ++i) {
    domain::Training training;
    if (i > 0 && known_school && random.chance(350)) school = &rows.schools[country.schools.draw(random)];
    if (school != nullptr) training.school = school->key;
    if (school == nullptr) training.school_name = other;
    training.kind = i == 0 ? TrainingKind::kClass : random.pick(kKinds);
    training.hours =
        training.kind == TrainingKind::kClass ? random.pick(kClassHours) : random.between(2, 40) * 5;
    if (training.kind == TrainingKind::kReceived) training.hours = random.between(3, 30);
    training.title = course_title(training.kind, training.hours, random);
    const int since = random.between(30, years * kDaysPerYear + 200);
    const std::optional<Date> closed = school == nullptr ? std::nullopt : closed_on(*school);
    if (random.chance(880)) training.completed = day_ago(making, since);
    if (training.completed && closed) training.completed = std::min(*training.completed, *closed);
    if (training.kind == TrainingKind::kClass && !conditions_.empty() && random.chance(130))
      training.conditions.push_back(rows.conditions[conditions_.draw(random)].key);
    one.training.push_back(std::move(training));
  }
}

void Inventor::add_credentials(Practitioner& one, Making& making, const Country& country, int years) const {
  constexpr int kOutdatedYearsMin = 17;
  constexpr int kOutdatedYearsMax = 26;
  Random& random = making.random;
  const auto& types = options_.vocabulary.rows().credential_types;
  if (country.credential_types.empty()) return;
  const int at = random.between(0, 999);
  const int count = at < 270 ? 0 : at < 860 ? 1 : at < 975 ? 2 : 3;
  for (int i = 0; i < count; ++i) {
    const domain::CredentialType* drawn = &types[country.credential_types.draw(random)];
    const bool outdated = is_outdated(*drawn, options_.vocabulary.rows());
    const int age_years =
        outdated ? random.between(kOutdatedYearsMin, kOutdatedYearsMax) : random.between(1, years);
    const int age = age_years * kDaysPerYear + random.between(-200, 120);
    CredentialFate fate = draw_fate(random);
    if (outdated && fate == CredentialFate::kNotYetValid) fate = CredentialFate::kSuperseded;
    // No body that exists is made to suspend or revoke anybody, wherever there is one that does not.
    if (is_sanction(fate) && !invented_types_.empty() && !is_invented(*drawn))
      drawn = invented_types_[making.number % invented_types_.size()];
    const domain::CredentialType& type = *drawn;
    const CheckFate check = draw_check(random, 560, 190);
    const bool twice =
        std::ranges::any_of(one.credentials, [&](const auto& c) { return c.type == type.key; });
    if (twice) continue;
    one.credentials.push_back(invent_credential(making, type, fate, check, age));
    const bool shows_letters = random.chance(750);
    if (shows_letters) add_letters(one.name, type.letters);
  }
}

void Inventor::add_conditions(Practitioner& one, Making& making, int years) const {
  Random& random = making.random;
  const auto& conditions = options_.vocabulary.rows().conditions;
  if (conditions_.empty() || random.chance(180)) return;
  const int this_year = static_cast<int>(std::chrono::year_month_day(making.today).year());
  const int draws = random.between(1, 4) + random.between(0, 4);
  for (int i = 0; i < draws; ++i) {
    domain::DeclaredCondition declared{.condition = conditions[conditions_.draw(random)].key};
    declared.takes = !random.chance(70);
    const int since = this_year - random.between(0, years);
    const int clients = random.between(1, 12) * random.between(1, 12) * (1 + years / 5);
    if (declared.takes && random.chance(480)) declared.since_year = since;
    if (declared.takes && random.chance(360)) declared.clients = clients;
    const bool twice = std::ranges::find(one.conditions, declared.condition,
                                         &domain::DeclaredCondition::condition) != one.conditions.end();
    if (!twice) one.conditions.push_back(declared);
  }
}

void Inventor::add_people(Practitioner& one, Making& making, const Country& country,
                          std::string_view mother_tongue) const {
  Random& random = making.random;
  constexpr Share kPopulations[] = {{"adults", 960},    {"children", 430},     {"infants", 240},
                                    {"pregnancy", 300}, {"older_adults", 420}, {"athletes", 190}};
  for (const Share& share : kPopulations) {
    const domain::PopulationKey key{std::string(share.what)};
    if (random.chance(share.per_mille) && options_.vocabulary.find(key) != nullptr)
      one.populations.push_back(key);
  }
  const auto speak = [&](std::string_view language) {
    const domain::LanguageKey key{std::string(language)};
    const bool twice = std::ranges::find(one.languages, key) != one.languages.end();
    if (!twice && options_.vocabulary.find(key) != nullptr) one.languages.push_back(key);
  };
  for (const Share& share : country.customs->speaks) {
    if (random.chance(share.per_mille)) speak(share.what);
  }
  const bool brazil = mother_tongue == "pt" && country.customs->code == "BR";
  if (mother_tongue != "en" && !brazil && random.chance(550)) speak(mother_tongue);
}

void Inventor::add_reviews(Practitioner& one, Making& making) const {
  constexpr int kReviewAgeDaysMax = 1500;  // some are older than what counts
  Random& random = making.random;
  const int at = random.between(0, 999);
  int count = 0;
  if (at >= 480) count = random.between(1, 3);
  if (at >= 700) count = random.between(3, 9);
  if (at >= 930) count = random.between(8, 30);
  const int kind = random.between(0, 999);
  const int positive = kind < 800 ? 930 : kind < 930 ? 620 : 180;
  for (int i = 0; i < count; ++i) {
    const bool good = random.chance(positive);
    const int stars = good ? (random.chance(720) ? 5 : 4) : random.between(1, 3);
    domain::Review review = invent_review(making, stars, random.between(1, kReviewAgeDaysMax));
    if (!random.chance(780)) review.origin = domain::ReviewOrigin::kOpen;
    const int state = random.between(0, 999);
    if (state < 40) review.state = domain::ReviewState::kPending;
    if (state >= 40 && state < 55) review.state = domain::ReviewState::kRejected;
    if (i > 0 && random.chance(30)) review.reviewer = one.reviews.back().reviewer;
    if (!one.conditions.empty() && random.chance(420))
      review.conditions.push_back(random.pick(one.conditions).condition);
    if (!random.chance(760)) review.words.clear();
    if (!review.words.empty() && random.chance(good ? 60 : 240)) review.reply = review_reply(stars, random);
    one.reviews.push_back(std::move(review));
  }
  const auto invited =
      std::ranges::count(one.reviews, domain::ReviewOrigin::kInvited, &domain::Review::origin);
  one.reviews_invited = static_cast<int>(invited) * random.between(10, 24) / 10;
}

void Inventor::add_contact(Practitioner& one, Making& making, std::string_view slug) const {
  Random& random = making.random;
  const std::string address =
      (slug.empty() ? std::string("practice") : std::string(slug)) + "-" + std::to_string(making.number);
  if (!one.locations.empty() && random.chance(880)) {
    const domain::Location& first = one.locations.front();
    one.contact.phone = reserved_phone(first.country, first.jurisdiction.value, first.city, random);
  }
  if (random.chance(920)) one.contact.mail = address + "@example.org";
  if (random.chance(680)) one.contact.website = "https://" + address + ".example.org";
  if (random.chance(380)) one.contact.booking_url = "https://book.example.org/" + address;
}

void Inventor::add_dates(Practitioner& one, Making& making) const {
  Random& random = making.random;
  const int edited = random.between(1, 500);
  one.edited = days_ago(making, edited, random.between(6, 22));
  const bool old = random.chance(130);
  const int attested = old ? random.between(366, 900) : random.between(1, 350);
  if (random.chance(880)) one.attested = days_ago(making, attested, random.between(6, 22));
  // Whoever says "still true" says so of prices that are there.
  if (one.attested && one.fees.valid_from)
    one.fees.valid_from =
        std::min(*one.fees.valid_from, std::chrono::floor<std::chrono::days>(*one.attested));
  if (random.chance(6)) one.demoted_since = days_ago(making, random.between(1, 60));
}

}  // namespace stillpoint::intake
