#include "search/entry.h"

#include <algorithm>
#include <utility>

#include "base/query_words.h"
#include "base/text.h"
#include "domain/checklist.h"
#include "domain/checklist_grounds.h"
#include "domain/fees.h"
#include "domain/in_force.h"
#include "domain/reviews.h"
#include "search/record.h"

namespace stillpoint::search {
namespace {

using namespace domain;

/// Collects the values of one practitioner, and how long they hold.
class Collector {
 public:
  Collector(ValueAdder& table, Entry& entry) : table_(table), entry_(entry) {}

  void add(ValueKind kind, std::string_view key) { entry_.values.push_back(table_.add(kind, key)); }
  void add_unless_empty(ValueKind kind, std::string_view key) {
    if (!key.empty()) add(kind, key);
  }
  void nothing_on_record(Filter filter) { add(ValueKind::kNothingOnRecord, name_of(filter)); }
  void holds_until(Instant instant) { entry_.holds_until = std::min(entry_.holds_until, instant); }
  ChecklistState state(const Standpoint& standpoint) {
    holds_until(standpoint.holds_until);
    return standpoint.state;
  }
  ValueId value(ValueKind kind, std::string_view key) { return table_.add(kind, key); }
  Entry& entry() { return entry_; }

 private:
  ValueAdder& table_;
  Entry& entry_;
};

void take_tokens(std::string_view folded, std::vector<std::string>& tokens) {
  for (const std::string_view word : words(folded)) tokens.emplace_back(shorten(word, kTokenBytesMax));
}

template <class List>
void take_keys(Collector& out, ValueKind kind, const List& keys, Filter filter) {
  for (const auto& key : keys) out.add_unless_empty(kind, key.value);
  if (keys.empty()) out.nothing_on_record(filter);
}

void take_what_is_declared(const Practitioner& practitioner, Collector& out) {
  for (const HeldProfession& held : practitioner.professions)
    out.add_unless_empty(ValueKind::kProfession, held.profession.value);
  if (practitioner.professions.empty()) out.nothing_on_record(Filter::kProfession);
  take_keys(out, ValueKind::kApproach, practitioner.approaches, Filter::kApproach);
  take_keys(out, ValueKind::kPopulation, practitioner.populations, Filter::kPopulation);
  for (const LanguageKey& language : practitioner.languages) {
    std::string_view tag = language.value;
    for (;;) {
      out.add_unless_empty(ValueKind::kLanguage, tag);
      const std::size_t end = tag.rfind('-');
      if (end == std::string_view::npos) break;
      tag = tag.substr(0, end);
    }
  }
  if (practitioner.languages.empty()) out.nothing_on_record(Filter::kLanguage);
  if (practitioner.gender) {
    out.add(ValueKind::kGender, gender_key(*practitioner.gender));
  } else {
    out.nothing_on_record(Filter::kGender);
  }
  for (const Training& training : practitioner.training)
    out.add_unless_empty(ValueKind::kSchool, training.school.value);
  if (practitioner.training.empty()) {
    out.nothing_on_record(Filter::kSchool);
    out.nothing_on_record(Filter::kMinTrainingHours);
  }
}

void take_credentials(const Practitioner& practitioner, const Vocabulary& vocabulary, Instant now,
                      Collector& out) {
  if (practitioner.credentials.empty()) out.nothing_on_record(Filter::kCredential);
  for (const Credential& credential : practitioner.credentials) {
    const CredentialType* type = vocabulary.find(credential.type);
    const Issuer* issuer = type == nullptr ? nullptr : vocabulary.find(type->issuer);
    const CredentialStanding standing =
        standing_at(credential, issuer == nullptr ? std::string_view{} : issuer->time_zone, now);
    out.holds_until(standing.holds_until);
    if (standing.status == CredentialStatus::kInForce)
      out.add_unless_empty(ValueKind::kCredential, credential.type.value);
  }
}

void take_conditions(const Practitioner& practitioner, Instant now, Collector& out) {
  for (const DeclaredCondition& declared : practitioner.conditions) {
    const std::string& key = declared.condition.value;
    if (key.empty()) continue;
    if (declared.takes) out.add(ValueKind::kCondition, key);
    switch (out.state(condition_experience(practitioner, declared.condition, now))) {
      case ChecklistState::kMet:
        out.add(ValueKind::kConditionMet, key);
        break;
      case ChecklistState::kPartly:
        out.add(ValueKind::kConditionPartly, key);
        break;
      case ChecklistState::kNotMet:
        out.add(ValueKind::kConditionNotMet, key);
        break;
      case ChecklistState::kUnknown:
      case ChecklistState::kNotApplicable:
      case ChecklistState::kNotAsked:
        break;
    }
  }
}

void take_fees(const Practitioner& practitioner, Collector& out) {
  bool any_session = false;
  bool any_without_minutes = false;
  for (const FeeLine& line : practitioner.fees.lines) {
    if ((line.kind == FeeKind::kSession || line.kind == FeeKind::kFirstVisit) && line.sessions == 1) {
      any_session = true;
      any_without_minutes = any_without_minutes || !line.minutes;
    }
    if (!is_comparable(line)) continue;
    out.entry().fees.push_back(
        {.per_hour_milli = per_hour_milli(line),
         .minor = static_cast<std::int32_t>(std::min(line.price.minor, kMoneyMinorMax)),
         .currency = out.value(ValueKind::kCurrency, line.price.currency.value),
         .minutes = *line.minutes,
         .sliding_scale = line.sliding_scale});
  }
  if (!any_session || any_without_minutes) out.add(ValueKind::kMinutesNotStated, "");
  const auto any = [&out](Known known) {
    const auto& lines = out.entry().fees;
    return std::any_of(lines.begin(), lines.end(),
                       [known](const EntryFee& line) { return line.sliding_scale == known; });
  };
  if (any(Known::kYes)) out.add(ValueKind::kSliding, "");
  if (out.entry().fees.empty() || any(Known::kUnknown)) out.add(ValueKind::kSlidingNotStated, "");
  // Who declines to state fees is known to: no price of theirs is merely missing.
  if (out.entry().fees.empty() && !practitioner.fees.declined) out.nothing_on_record(Filter::kMaxPrice);
}

void take_items(const Practitioner& practitioner, const Vocabulary& vocabulary, Instant now, Collector& out) {
  Standing& standing = out.entry().standing;
  standing.demoted = practitioner.demoted_since && *practitioner.demoted_since <= now;
  if (practitioner.demoted_since && *practitioner.demoted_since > now)
    out.holds_until(*practitioner.demoted_since);
  const CertificationGround certification = certification_ground(practitioner, vocabulary, now);
  const ReviewSummary reviews = summarise(practitioner.reviews, now);
  standing.certification = out.state(certification.standpoint);
  standing.reviews = out.state(reviews_standpoint(reviews));
  standing.fees = out.state(transparent_fees(practitioner, now));
  out.add(ValueKind::kCertificationState, name_of(standing.certification));
  out.add(ValueKind::kReviewsState, name_of(standing.reviews));
  out.add(ValueKind::kFeesState, name_of(standing.fees));
  if (certification.certified) out.add(ValueKind::kCertified, "");
  if (reviews.count > 0) out.entry().rating_low = reviews.interval.low;
}

void take_known(Collector& out, Known known, Filter filter, std::vector<ValueId>& values) {
  switch (known) {
    case Known::kYes:
      values.push_back(out.value(ValueKind::kLocationYes, name_of(filter)));
      break;
    case Known::kUnknown:
      values.push_back(out.value(ValueKind::kLocationUnknown, name_of(filter)));
      break;
    case Known::kNo:
      break;
  }
}

EntryLocation read_location(const Practitioner& practitioner, const Location* location,
                            const Vocabulary& vocabulary, Instant now, Collector& out) {
  static const Location nowhere;
  const Location& place = location == nullptr ? nowhere : *location;
  EntryLocation read;
  read.point = published_point(place);
  if (!read.point) read.values.push_back(out.value(ValueKind::kLocationUnknown, name_of(Filter::kPlace)));
  if (place.jurisdiction.empty()) {
    read.values.push_back(out.value(ValueKind::kLocationUnknown, name_of(Filter::kJurisdiction)));
  } else {
    read.values.push_back(out.value(ValueKind::kJurisdiction, place.jurisdiction.value));
    read.values.push_back(out.value(ValueKind::kJurisdiction, country_of(place.jurisdiction).value));
  }
  take_known(out, place.accepting, Filter::kAccepting, read.values);
  take_known(out, place.home_visits, Filter::kHomeVisits, read.values);
  take_known(out, place.wheelchair, Filter::kWheelchair, read.values);
  const auto take_scope = [&](const ApproachKey* approach) {
    const ChecklistState state =
        out.state(scope_of_practice(practitioner, location, approach, vocabulary, now));
    read.values.push_back(
        out.value(scope_kind(state), approach == nullptr ? std::string_view{} : approach->value));
    ChecklistState& best = out.entry().standing.scope;
    if (approach == nullptr && strength(state) > strength(best)) best = state;
  };
  take_scope(nullptr);
  for (const ApproachKey& approach : practitioner.approaches) take_scope(&approach);
  return read;
}

void sort_once(std::vector<ValueId>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  values.shrink_to_fit();
}

}  // namespace

std::string_view gender_key(Gender gender) {
  switch (gender) {
    case Gender::kFemale:
      return "female";
    case Gender::kMale:
      return "male";
    case Gender::kNonBinary:
      return "non_binary";
  }
  return {};
}

void EntryMaker::evaluate(const Practitioner& practitioner, Instant now, Entry& entry) const {
  Collector out(values_, entry);
  entry.id = practitioner.id;
  entry.training_hours = training_hours(practitioner);
  take_what_is_declared(practitioner, out);
  take_credentials(practitioner, vocabulary_, now, out);
  take_conditions(practitioner, now, out);
  take_fees(practitioner, out);
  take_items(practitioner, vocabulary_, now, out);
  entry.standing.scope = ChecklistState::kNotMet;
  for (const Location& location : practitioner.locations)
    entry.locations.push_back(read_location(practitioner, &location, vocabulary_, now, out));
  if (practitioner.locations.empty())
    entry.locations.push_back(read_location(practitioner, nullptr, vocabulary_, now, out));
  sort_once(entry.values);
  for (EntryLocation& location : entry.locations) sort_once(location.values);
}

Entry EntryMaker::make(const Listing& listing, Instant now) const {
  Entry entry;
  const Practitioner& practitioner = listing.practitioner;
  entry.name_key = listing.name_collation;
  take_tokens(listing.name_folded, entry.tokens);
  for (const std::string& city : listing.cities_folded) take_tokens(city, entry.tokens);
  for (const Training& training : practitioner.training) {
    if (!training.school_name.empty()) take_tokens(fold(training.school_name), entry.tokens);
  }
  std::sort(entry.tokens.begin(), entry.tokens.end());
  entry.tokens.erase(std::unique(entry.tokens.begin(), entry.tokens.end()), entry.tokens.end());
  entry.record = pack(practitioner, pool_);
  evaluate(practitioner, now, entry);
  return entry;
}

Entry EntryMaker::make_again(std::string_view record, std::vector<std::string> tokens, std::string name_key,
                             Instant now) const {
  Entry entry;
  entry.tokens = std::move(tokens);
  entry.name_key = std::move(name_key);
  entry.record = record;
  evaluate(unpack(record, pool_), now, entry);
  return entry;
}

}  // namespace stillpoint::search
