#include "intake/demo_person.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "intake/invented_names.h"
#include "intake/invented_texts.h"

namespace stillpoint::intake {
namespace {

/// Ids and numbers of hand-made records come from beyond those of the people they are given to.
constexpr std::uint64_t kHandMade = 1'000'000;
constexpr int kDaysPerYear = 365;
constexpr int kDaysBetweenReviews = 37;

int this_year(Date today) {
  return static_cast<int>(std::chrono::year_month_day(today).year());
}

}  // namespace

DemoPerson::DemoPerson(const DemoCase& from, const Inventor& inventor, const GeneratorOptions& options,
                       std::uint64_t number)
    : options_(options),
      random_(mix(options.seed + mix(number + kHandMade))),
      ids_(options.seed, number + kHandMade),
      making_{.random = random_,
              .ids = ids_,
              .vocabulary = options.vocabulary,
              .today = options.today,
              .number = number + kHandMade},
      customs_(customs_of(from.country) == nullptr ? country_customs().front() : *customs_of(from.country)),
      person_(inventor.invent(number, {.country = from.country,
                                       .city = options.places.find(from.city, from.country, from.region),
                                       .profession = from.profession})) {
  strip(from);
  from.shape(*this);
  if (person_.attested && person_.fees.valid_from) {
    person_.fees.valid_from =
        std::min(*person_.fees.valid_from, std::chrono::floor<std::chrono::days>(*person_.attested));
  }
}

void DemoPerson::strip(const DemoCase& from) {
  person_.name = {.display = std::string(from.name), .post_nominals = std::string(from.letters)};
  person_.gender = from.gender;
  person_.about = std::string(from.about);
  person_.demoted_since.reset();
  person_.credentials.clear();
  person_.training.clear();
  person_.conditions.clear();
  person_.reviews.clear();
  person_.reviews_invited = 0;
  person_.fees = {};
  person_.session = {};
  person_.professions.clear();
  if (!from.profession.empty()) person_.professions.push_back({.profession = {std::string(from.profession)}});
  person_.approaches.clear();
  for (const std::string_view approach : from.approaches) {
    const domain::ApproachKey key{std::string(approach)};
    if (options_.vocabulary.find(key) != nullptr) person_.approaches.push_back(key);
  }
  if (person_.locations.size() > 1) person_.locations.resize(1);
  const City* city = options_.places.find(from.city, from.country, from.region);
  for (domain::Location& place : person_.locations) {
    if (!place.point && city != nullptr)
      place.point = {.lat = city->lat_ten_thousandths / 1e4, .lon = city->lon_ten_thousandths / 1e4};
    place.accepting = domain::Known::kYes;
  }
  std::string address = slug_of(from.name);
  if (address.empty()) address = "practice-" + std::to_string(making_.number - kHandMade);
  person_.contact.mail = address + "@example.org";
  person_.contact.website = "https://" + address + ".example.org";
  if (!person_.contact.booking_url.empty())
    person_.contact.booking_url = "https://book.example.org/" + address;
  person_.edited = days_ago(making_, 12, 9);
  attested(45);
}

void DemoPerson::certify(std::string_view type, CredentialFate fate, CheckFate check, int age_days) {
  const domain::CredentialType* found =
      options_.vocabulary.find(domain::CredentialTypeKey{std::string(type)});
  if (found != nullptr)
    person_.credentials.push_back(invent_credential(making_, *found, fate, check, age_days));
}

void DemoPerson::license(std::string_view jurisdiction, domain::LicenceStatus status, CheckFate check) {
  const domain::JurisdictionKey key{std::string(jurisdiction)};
  if (person_.professions.empty() || options_.vocabulary.find(key) == nullptr) return;
  person_.professions.front().licences.push_back(invent_licence(making_, key, status, check));
}

void DemoPerson::declare(std::string_view condition, std::optional<int> years, std::optional<int> clients) {
  domain::DeclaredCondition declared{.condition = {std::string(condition)}, .clients = clients};
  if (years) declared.since_year = this_year(options_.today) - *years;
  if (options_.vocabulary.find(declared.condition) != nullptr) person_.conditions.push_back(declared);
}

void DemoPerson::declines(std::string_view condition) {
  const domain::ConditionKey key{std::string(condition)};
  if (options_.vocabulary.find(key) != nullptr)
    person_.conditions.push_back({.condition = key, .takes = false});
}

void DemoPerson::reviewed(std::initializer_list<int> stars, std::string_view condition) {
  const domain::ConditionKey key{std::string(condition)};
  int days = 9;
  for (const int given : stars) {
    domain::Review review = invent_review(making_, given, days);
    if (options_.vocabulary.find(key) != nullptr) review.conditions.push_back(key);
    if (given <= 2 && random_.chance(400)) review.reply = review_reply(given, random_);
    person_.reviews.push_back(std::move(review));
    days += kDaysBetweenReviews - random_.between(0, 20);
  }
  person_.reviews_invited += static_cast<int>(stars.size()) * 3 / 2;
}

void DemoPerson::reviewed_openly(std::initializer_list<int> stars) {
  const int invited = person_.reviews_invited;
  const std::size_t before = person_.reviews.size();
  reviewed(stars);
  person_.reviews_invited = invited;
  for (std::size_t i = before; i < person_.reviews.size(); ++i)
    person_.reviews[i].origin = domain::ReviewOrigin::kOpen;
}

void DemoPerson::trained(const Course& course) {
  domain::Training training{
      .school = {std::string(course.school)}, .kind = course.kind, .hours = course.hours};
  if (options_.vocabulary.find(training.school) == nullptr) {
    training.school = {};
    training.school_name = other_school(random_);
  }
  training.title = course_title(course.kind, course.hours, random_);
  training.completed = day_ago(making_, course.years_ago * kDaysPerYear + random_.between(5, 200));
  const domain::ConditionKey condition{std::string(course.condition)};
  if (options_.vocabulary.find(condition) != nullptr) training.conditions.push_back(condition);
  person_.training.push_back(std::move(training));
}

void DemoPerson::fees_in_full(int minutes, int per_mille_of_usual) {
  constexpr int kFirstVisitMinutesMore = 15;
  constexpr int kPackageSessions = 3;
  using domain::FeeKind;
  auto& lines = person_.fees.lines;
  lines.push_back(fee_line(making_, customs_, FeeKind::kFirstVisit, minutes + kFirstVisitMinutesMore, 1,
                           per_mille_of_usual));
  lines.push_back(fee_line(making_, customs_, FeeKind::kSession, minutes, 1, per_mille_of_usual));
  lines.back().sliding_scale = domain::Known::kYes;
  lines.push_back(fee_line(making_, customs_, FeeKind::kPackage, minutes * kPackageSessions, kPackageSessions,
                           per_mille_of_usual * 9 / 10));
  person_.fees.valid_from = day_ago(making_, 130);
  person_.fees.cancellation = cancellation_text(random_);
  person_.session = {.description = session_text(random_), .sessions_min = 3, .sessions_max = 5};
}

void DemoPerson::price_alone(int minutes, int per_mille_of_usual) {
  person_.fees.lines.push_back(
      fee_line(making_, customs_, domain::FeeKind::kSession, minutes, 1, per_mille_of_usual));
}

void DemoPerson::declines_fees() {
  person_.fees = {.declined = true};
}
void DemoPerson::attested(int days) {
  person_.attested = days_ago(making_, days, 11);
}
void DemoPerson::never_attested() {
  person_.attested.reset();
}

void DemoPerson::second_room(std::string_view city, std::string_view region) {
  const City* found = options_.places.find(city, customs_.code, region);
  if (found == nullptr || person_.locations.empty()) return;
  domain::Location room = person_.locations.front();
  room.name = practice_name(random_);
  room.city = found->name;
  room.street.clear();
  room.precision = domain::Precision::kArea;
  room.jurisdiction = {found->region};
  room.point = {.lat = found->lat_ten_thousandths / 1e4, .lon = found->lon_ten_thousandths / 1e4};
  room.wheelchair = domain::Known::kUnknown;
  room.home_visits = domain::Known::kYes;
  person_.locations.push_back(std::move(room));
}

void DemoPerson::without_coordinates() {
  for (domain::Location& place : person_.locations) place.point.reset();
}

void DemoPerson::speaks(std::initializer_list<std::string_view> languages) {
  person_.languages.clear();
  for (const std::string_view language : languages) {
    const domain::LanguageKey key{std::string(language)};
    if (options_.vocabulary.find(key) != nullptr) person_.languages.push_back(key);
  }
}

void DemoPerson::sees(std::initializer_list<std::string_view> populations) {
  person_.populations.clear();
  for (const std::string_view population : populations) {
    const domain::PopulationKey key{std::string(population)};
    if (options_.vocabulary.find(key) != nullptr) person_.populations.push_back(key);
  }
}

void DemoPerson::open_to_all() {
  for (domain::Location& place : person_.locations)
    place.accepting = place.wheelchair = place.home_visits = domain::Known::kYes;
}

}  // namespace stillpoint::intake
