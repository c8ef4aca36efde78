#include "support/random_directory.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"

namespace stillpoint::support {
namespace {

using namespace domain;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const std::vector<std::string>& first_names() {
  static const std::vector<std::string> names = {"Amara",   "Zoë", "Łucja", "Marta", "Martha",
                                                 "Øystein", "Ana", "Anna",  "Jürg",  "山田"};
  return names;
}
const std::vector<std::string>& last_names() {
  static const std::vector<std::string> names = {"Lindqvist",  "Lindquist", "Baumann", "Bowman", "O'Neil",
                                                 "de la Cruz", "Li",        "Lee",     "花子",   "Marten"};
  return names;
}

struct City {
  std::string name;
  std::string jurisdiction;
  Point centre;
};
const std::vector<City>& cities() {
  static const std::vector<City> all = {
      {"Zürich", "CH-ZH", {47.37, 8.54}},     {"Winterthur", "CH-ZH", {47.50, 8.72}},
      {"Genève", "CH", {46.20, 6.15}},        {"Denver", "US-CO", {39.74, -104.99}},
      {"Boulder", "US-CO", {40.01, -105.27}}, {"Columbus", "US-OH", {39.96, -83.00}},
      {"Suva", "FJ", {-18.14, 178.44}},       {"Taveuni", "FJ", {-16.85, -179.97}},
      {"Longyearbyen", "NO", {78.22, 15.65}}};
  return all;
}

CredentialType credential_type(std::string issuer, std::string code, std::string version, Field field,
                               int freshness_days, std::vector<Recognition> recognised_by) {
  CredentialType type;
  type.key = {issuer + ":" + code + ":" + version};
  type.issuer = {std::move(issuer)};
  type.code = code;
  type.version = std::move(version);
  type.name = "Certificate " + code;
  type.letters = std::move(code);
  type.field = field;
  type.freshness_days = freshness_days;
  type.recognised_by = std::move(recognised_by);
  return type;
}

Date date_at(int offset_days) {
  return std::chrono::floor<days>(RandomDirectory::epoch()) + days{offset_days};
}

void add_words(VocabularyRows& rows) {
  for (const char* key : {"massage_therapist", "chiropractor", "physical_therapist", "other"})
    rows.professions.push_back({.key = {key}, .name = key, .plural = std::string(key) + "s"});
  rows.professions[0].name = "Massage therapist";
  rows.professions[0].plural = "Massage therapists";
  rows.approaches.push_back(
      {.key = {"biodynamic"}, .name = "Biodynamic", .synonyms = {{"biodynamische Craniosacral", "de"}}});
  rows.approaches.push_back(
      {.key = {"biomechanical"}, .name = "Biomechanical", .synonyms = {{"Upledger", ""}}});
  rows.approaches.push_back({.key = {"osteopathic_cranial"}, .name = "Cranial osteopathy"});
  rows.conditions.push_back({.key = {"migraine"},
                             .name = "Migraine",
                             .phrase = "migraine",
                             .synonyms = {{"Migräne", "de"}, {"sick headache", "en"}}});
  rows.conditions.push_back(
      {.key = {"tinnitus"}, .name = "Tinnitus", .phrase = "tinnitus", .synonyms = {{"ringing ears", "en"}}});
  rows.conditions.push_back({.key = {"neck_pain"}, .name = "Neck pain", .phrase = "neck pain"});
  for (const char* key : {"adults", "infants", "athletes"}) rows.populations.push_back({{key}, key});
  for (const char* key : {"en", "de", "pt", "pt-BR"}) rows.languages.push_back({{key}, key});
  // Seldom spoken: an index may keep what is rare otherwise than what is common.
  for (char c = 'a'; c <= 'j'; ++c) rows.languages.push_back({{std::string("x") + c}, std::string("x") + c});
  rows.currencies.push_back({.key = {"USD"}, .name = "US dollar", .symbol = "$"});
  rows.currencies.push_back({.key = {"CHF"}, .name = "Swiss franc", .symbol = "CHF"});
  rows.currencies.push_back({.key = {"JPY"}, .name = "Yen", .symbol = "¥", .minor_digits = 0});
}

void add_registries(VocabularyRows& rows) {
  rows.schools.push_back({.key = {"upledger"}, .name = "Upledger Institute"});
  rows.schools.push_back({.key = {"stillness"}, .name = "Schule der Stille Zürich"});
  rows.schools.push_back({.key = {"tides"}, .name = "College of Tides"});
  rows.accreditors.push_back({.key = {"outside"}, .name = "Outside Accreditor"});
  rows.accreditors.push_back({.key = {"later"}, .name = "Later Accreditor"});
  rows.issuers.push_back({.key = {"swiss"}, .name = "Swiss Register", .time_zone = "Europe/Zurich"});
  rows.issuers.push_back({.key = {"denver"}, .name = "Denver Board", .time_zone = "America/Denver"});
  rows.issuers.push_back({.key = {"nowhere"}, .name = "Association"});
  rows.credential_types.push_back(
      credential_type("swiss", "RCST", "1", Field::kCst, 120, {{.accreditor = {"outside"}}}));
  rows.credential_types.push_back(credential_type("swiss", "RCST", "2", Field::kCst, 30,
                                                  {{.accreditor = {"later"}, .from = date_at(10)}}));
  rows.credential_types.front().renewal_months = 12;
  rows.credential_types.push_back(credential_type("denver", "CST", "1", Field::kCst, 90,
                                                  {{.accreditor = {"outside"}, .until = date_at(15)}}));
  rows.credential_types.push_back(credential_type("denver", "LMT", "1", Field::kMassage, 120, {}));
  rows.credential_types.push_back(credential_type("nowhere", "RCST", "1", Field::kCst, 120, {}));
}

void add_law(VocabularyRows& rows) {
  const std::pair<const char*, const char*> jurisdictions[] = {
      {"US", "America/New_York"}, {"US-CO", "America/Denver"}, {"US-OH", "America/New_York"},
      {"CH", "Europe/Zurich"},    {"CH-ZH", "Europe/Zurich"},  {"FJ", "Pacific/Fiji"},
      {"NO", "Europe/Oslo"}};
  for (const auto& [key, zone] : jurisdictions) rows.jurisdictions.push_back({{key}, key, zone});
  const auto rule = [&rows](const char* where, const char* who, Regulation regulation) {
    rows.jurisdiction_rules.push_back(
        {.jurisdiction = {where}, .profession = {who}, .regulation = regulation});
  };
  rule("US-CO", "massage_therapist", Regulation::kLicensed);
  rule("US-OH", "massage_therapist", Regulation::kLicensed);
  rule("US", "chiropractor", Regulation::kLicensed);
  rule("US-CO", "other", Regulation::kExempt);
  rule("CH", "massage_therapist", Regulation::kNone);
  rule("CH-ZH", "physical_therapist", Regulation::kRegistered);
  rule("CH", "other", Regulation::kVoluntary);
  rows.scope.push_back({.profession = {"massage_therapist"},
                        .approach = {"osteopathic_cranial"},
                        .within = false,
                        .reason = "It is medicine."});
  rows.scope.push_back({.profession = {"chiropractor"},
                        .approach = {"osteopathic_cranial"},
                        .within = true,
                        .reason = "It is taught."});
  rows.scope.push_back(
      {.profession = {"other"}, .approach = {"biomechanical"}, .within = false, .reason = "It adjusts."});
}

Vocabulary make_vocabulary() {
  VocabularyRows rows;
  add_words(rows);
  add_registries(rows);
  add_law(rows);
  Result<Vocabulary> made = Vocabulary::make(std::move(rows));
  if (!made)
    throw std::logic_error("The vocabulary of the random directory has a fault: " +
                           made.error().faults.front().where);
  return std::move(made).value();
}

}  // namespace

RandomDirectory::RandomDirectory(std::uint64_t seed) : vocabulary_(make_vocabulary()), random_(seed) {}

Instant RandomDirectory::epoch() {
  return std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + hours{10};
}

PractitionerId RandomDirectory::fresh_id() {
  return {std::uniform_int_distribution<std::int64_t>(1, kIdBound - 1)(random_)};
}

template <class Rows>
auto RandomDirectory::some_keys(const Rows& rows, int most) {
  std::vector<std::remove_cvref_t<decltype(rows.front().key)>> keys;
  for (int left = number(0, most); left > 0; --left) {
    const auto& key = one_of(rows).key;
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  }
  return keys;
}

Instant RandomDirectory::moment(int days_back, int days_ahead) {
  return epoch() + days{number(-days_back, days_ahead)} + hours{number(0, 23)} + minutes{number(0, 59)};
}

Date RandomDirectory::day(int days_back, int days_ahead) {
  return date_at(number(-days_back, days_ahead));
}

Known RandomDirectory::known() {
  return static_cast<Known>(number(0, 2));
}

Point RandomDirectory::point() {
  const Point centre = one_of(cities()).centre;
  Point point{.lat = centre.lat + number(-4000, 4000) / 10000.0,
              .lon = centre.lon + number(-6000, 6000) / 10000.0};
  if (point.lon > 180.0) point.lon -= 360.0;
  if (point.lon < -180.0) point.lon += 360.0;
  return point;
}

std::vector<Verification> RandomDirectory::verifications() {
  std::vector<Verification> checks;
  for (int left = number(0, 3); left > 0; --left) {
    Verification check;
    check.id = {fresh_id().value};
    check.method = static_cast<VerificationMethod>(number(0, 4));
    check.result = once_in(5) ? static_cast<VerificationResult>(number(1, 2)) : VerificationResult::kMatched;
    check.checked_at = moment(200, 5);
    check.source = "register " + std::to_string(number(1, 3));
    check.source_url = once_in(2) ? "https://register.example.org/" : "";
    check.checker = "registrar";
    check.claimed = once_in(8);
    checks.push_back(check);
  }
  std::sort(checks.begin(), checks.end(),
            [](const auto& a, const auto& b) { return a.checked_at < b.checked_at; });
  return checks;
}

Credential RandomDirectory::credential() {
  Credential credential;
  credential.id = {fresh_id().value};
  credential.type = one_of(vocabulary_.rows().credential_types).key;
  credential.number = "N-" + std::to_string(number(1, 1'000'000));
  if (!once_in(4)) credential.issued = day(1000, 10);
  if (!once_in(4)) credential.expires = day(20, 60);
  for (int left = once_in(3) ? number(1, 3) : 0; left > 0; --left) {
    credential.events.push_back({.kind = static_cast<CredentialEventKind>(number(0, 7)),
                                 .effective = once_in(3) ? moment(2200, 20) : moment(100, 20),
                                 .recorded = moment(100, 0),
                                 .reason = "reason " + std::to_string(number(1, 3)),
                                 .claimed = once_in(8)});
  }
  std::sort(credential.events.begin(), credential.events.end(), [](const auto& a, const auto& b) {
    return std::pair(a.effective, a.recorded) < std::pair(b.effective, b.recorded);
  });
  credential.verifications = verifications();
  return credential;
}

HeldProfession RandomDirectory::profession() {
  HeldProfession held;
  held.profession = one_of(vocabulary_.rows().professions).key;
  for (int left = number(0, 2); left > 0; --left) {
    Licence licence;
    licence.id = {fresh_id().value};
    licence.jurisdiction = one_of(vocabulary_.rows().jurisdictions).key;
    licence.number = "L-" + std::to_string(number(1, 1'000'000));
    licence.status = once_in(4) ? static_cast<LicenceStatus>(number(0, 3)) : LicenceStatus::kActive;
    if (once_in(2)) licence.expires = day(20, 60);
    licence.verifications = verifications();
    held.licences.push_back(licence);
  }
  return held;
}

Location RandomDirectory::location() {
  Location location;
  const City& city = one_of(cities());
  location.city = once_in(8) ? "" : city.name;
  location.country = city.jurisdiction.substr(0, 2);
  if (!once_in(6)) location.jurisdiction = {once_in(4) ? location.country : city.jurisdiction};
  location.street = "1 Private Street";
  if (!once_in(6)) {
    location.point = point();
    if (!once_in(4)) {
      location.point =
          Point{city.centre.lat + number(-900, 900) / 10000.0, city.centre.lon + number(-900, 900) / 10000.0};
      if (location.point->lon < -180.0) location.point->lon += 360.0;
    }
  }
  location.precision = once_in(3) ? Precision::kExact : Precision::kArea;
  location.wheelchair = known();
  location.home_visits = known();
  location.accepting = known();
  return location;
}

FeeLine RandomDirectory::fee_line() {
  FeeLine line;
  line.kind = once_in(3) ? static_cast<FeeKind>(number(0, 3)) : FeeKind::kSession;
  line.label = "line";
  line.price = {.minor = number(4, 20) * 1000, .currency = one_of(vocabulary_.rows().currencies).key};
  if (!once_in(5)) line.minutes = number(1, 6) * 15;
  if (line.kind == FeeKind::kPackage) line.sessions = number(1, 5);
  line.sliding_scale = known();
  return line;
}

Review RandomDirectory::review() {
  Review review;
  review.id = {fresh_id().value};
  review.origin = once_in(6) ? ReviewOrigin::kOpen : ReviewOrigin::kInvited;
  review.state = once_in(6) ? ReviewState::kPending : ReviewState::kPublished;
  review.stars = once_in(4) ? number(1, 5) : number(4, 5);
  review.published_at = once_in(3) ? moment(1120, -1060) : moment(900, 3);
  review.reviewer = "person " + std::to_string(number(1, 40));
  review.conditions = some_keys(vocabulary_.rows().conditions, 2);
  review.claimed = once_in(10);
  return review;
}

Practitioner RandomDirectory::practitioner(PractitionerId id) {
  const VocabularyRows& rows = vocabulary_.rows();
  Practitioner p;
  p.id = id;
  p.listing = ListingState::kListed;
  if (once_in(12)) p.demoted_since = moment(30, 10);
  p.name.display = one_of(first_names()) + " " + one_of(last_names());
  p.name.post_nominals = once_in(2) ? "RCST" : "";
  if (!once_in(4)) p.gender = static_cast<Gender>(number(0, 2));
  p.contact.phone = once_in(2) ? "+1 303 555 01" + std::to_string(number(10, 99)) : "";
  p.contact.website = once_in(2) ? "https://example.org/" : "";
  p.contact.booking_url = once_in(4) ? "https://example.org/book" : "";
  for (int left = number(0, 2); left > 0; --left) p.professions.push_back(profession());
  for (int left = number(0, 3); left > 0; --left) {
    Training training;
    if (once_in(3)) {
      training.school_name = "Little Lindqvist School";
    } else {
      training.school = one_of(rows.schools).key;
    }
    training.kind = static_cast<TrainingKind>(number(0, 3));
    training.hours = number(0, 4) * 100;
    training.conditions = some_keys(rows.conditions, 1);
    p.training.push_back(training);
  }
  for (int left = number(0, 2); left > 0; --left) p.credentials.push_back(credential());
  p.approaches = some_keys(rows.approaches, 2);
  for (const ConditionKey& key : some_keys(rows.conditions, 3)) {
    p.conditions.push_back({.condition = key,
                            .takes = !once_in(4),
                            .since_year = once_in(2) ? std::optional<int>(2015) : std::nullopt,
                            .clients = once_in(3) ? std::optional<int>(40) : std::nullopt});
  }
  p.populations = some_keys(rows.populations, 2);
  for (int left = number(0, 2); left > 0; --left) {
    const int common = 3;
    const int rare = static_cast<int>(rows.languages.size()) - 1;
    const int which = once_in(60) ? number(common + 1, rare) : number(0, common);
    const LanguageKey& key = rows.languages[static_cast<std::size_t>(which)].key;
    if (std::find(p.languages.begin(), p.languages.end(), key) == p.languages.end())
      p.languages.push_back(key);
  }
  for (int left = once_in(3) ? number(0, 4) : 1; left > 0; --left) p.locations.push_back(location());
  p.fees.declined = once_in(8);
  for (int left = number(0, 3); left > 0 && !p.fees.declined; --left) p.fees.lines.push_back(fee_line());
  if (once_in(2)) p.fees.valid_from = day(380, 5);
  if (once_in(2)) p.session.description = "An hour of listening with the hands.";
  p.reviews_invited = number(0, 20);
  for (int left = once_in(2) ? number(0, 14) : 0; left > 0; --left) p.reviews.push_back(review());
  p.edited = moment(100, 0);
  if (once_in(2)) p.attested = moment(380, 0);
  return p;
}

std::string RandomDirectory::word() {
  static const std::vector<std::string> kWords = {
      "amara",    "martha",   "lindqvist", "lindquest", "lindqivst", "ZURICH", "zür",    "mig",
      "migraine", "migrain",  "massage",   "upledger",  "therapist", "li",     "ana",    "stille",
      "college",  "columbos", "cranial",   "山田",      "headache",  "o",      "marten", "boulder",
      "genève",   "bio",      "nobody",    "ringing",   "little",    "school"};
  return one_of(kWords);
}

void RandomDirectory::fill_terms(SearchTerms& terms) {
  const VocabularyRows& rows = vocabulary_.rows();
  // How many filters a query has differs from query to query: broad ones and narrow ones both occur.
  const int rarity = number(2, 14);
  const auto now_and_then = [&] { return once_in(rarity); };
  if (once_in(4)) {
    terms.words = word();
    if (once_in(4)) terms.words += " " + word();
  }
  if (once_in(2)) {
    const std::vector<int> radii = {1, 5, 25, 40, 80, 200, 500};
    terms.near = Near{.point = once_in(6) ? point() : one_of(cities()).centre, .radius_km = one_of(radii)};
  }
  if (now_and_then()) terms.jurisdictions = some_keys(rows.jurisdictions, 2);
  terms.accepting = now_and_then();
  terms.home_visits = now_and_then();
  terms.wheelchair = now_and_then();
  if (now_and_then()) terms.professions = some_keys(rows.professions, 2);
  if (now_and_then()) terms.approaches = some_keys(rows.approaches, 2);
  if (now_and_then()) terms.schools = some_keys(rows.schools, 2);
  if (now_and_then()) terms.languages = some_keys(rows.languages, 2);
  if (now_and_then()) terms.populations = some_keys(rows.populations, 2);
  if (now_and_then()) terms.genders = {static_cast<Gender>(number(0, 2))};
  if (now_and_then()) terms.credentials = some_keys(rows.credential_types, 2);
  terms.certified = now_and_then();
  if (now_and_then()) terms.min_training_hours = number(1, 6) * 100;
  if (once_in(2)) terms.currency = one_of(rows.currencies).key;
  if (terms.currency && now_and_then()) terms.max_price = PriceLimit{number(4, 20) * 1000};
  if (now_and_then()) terms.min_session_minutes = number(2, 6) * 15;
  terms.sliding_scale = now_and_then();
  if (once_in(3)) terms.conditions = some_keys(rows.conditions, 2);
  for (std::size_t i = 0; i < kChecklistItems; ++i) {
    const auto item = static_cast<ChecklistItem>(i);
    if (!now_and_then() || (item == ChecklistItem::kConditionExperience && terms.conditions.empty()))
      continue;
    terms.requires_items.push_back({.item = item, .partly_suffices = once_in(2)});
  }
}

SearchQuery RandomDirectory::query() {
  SearchTerms terms;
  fill_terms(terms);
  terms.sort = once_in(2) ? Sort::kBest : static_cast<Sort>(number(0, 5));
  if (terms.sort == Sort::kDistance && !terms.near) terms.sort = Sort::kName;
  if (terms.sort == Sort::kPrice && !terms.currency) terms.sort = Sort::kHours;
  terms.limit = once_in(3) ? number(1, 5) : number(6, 40);
  for (std::size_t i = 0; i < kFacets; ++i) {
    if (!once_in(3)) terms.facets.push_back(static_cast<Facet>(i));
  }
  Result<SearchQuery> made = SearchQuery::make(std::move(terms), vocabulary_);
  if (!made) {
    throw std::logic_error("A random query has a fault: " + made.error().faults.front().where + ": " +
                           made.error().faults.front().what);
  }
  return std::move(made).value();
}

Listing listing_of(const Practitioner& practitioner) {
  Listing listing;
  listing.practitioner = practitioner;
  listing.name_folded = fold(practitioner.name.display);
  listing.name_collation = collation_key(practitioner.name.display);
  for (const Location& location : practitioner.locations)
    listing.cities_folded.push_back(fold(location.city));
  return listing;
}

}  // namespace stillpoint::support
