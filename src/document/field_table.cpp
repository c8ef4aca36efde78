#include "document/field_table.h"

#include <array>
#include <cstddef>

#include "document/enum_names.h"

namespace stillpoint::document {
namespace {

using T = FieldType;
using W = WordSet;

constexpr std::string_view kKeyHint =
    "Lower-case letters, digits and _ . - between them. It stays for good: records refer to it.";
constexpr std::string_view kOriginHint = "Where this is known from: a page, a letter, a law.";

constexpr std::array kPractitioner = {
    FieldRule{"/name/display", T::kText, "Name", W::kNone, "As shown to clients.", true},
    FieldRule{"/name/post_nominals", T::kText, "Letters behind the name", W::kNone,
              "As the person writes them: LMT, RCST. Shown, never trusted."},
    FieldRule{"/gender", T::kWord, "Gender", W::kGender},
    FieldRule{"/about", T::kLongText, "About, in their own words"},
    FieldRule{"/contact/phone", T::kText, "Telephone"},
    FieldRule{"/contact/mail", T::kText, "Mail", W::kNone, "Private: never in a public answer."},
    FieldRule{"/contact/website", T::kText, "Website", W::kNone, "Begins with https:// or http://."},
    FieldRule{"/contact/booking_url", T::kText, "Booking page"},
    FieldRule{"/contact/photo_url", T::kText, "Photo address"},
    FieldRule{"/mailing_address/street", T::kText, "Street", W::kNone, "Private."},
    FieldRule{"/mailing_address/city", T::kText, "City"},
    FieldRule{"/mailing_address/region", T::kText, "Region"},
    FieldRule{"/mailing_address/postal_code", T::kText, "Postal code"},
    FieldRule{"/mailing_address/country", T::kWord, "Country", W::kCountry},
    FieldRule{"/external_ids/*/system", T::kText, "Registry", W::kNone,
              "nppes, or a name in lower-case letters.", true},
    FieldRule{"/external_ids/*/value", T::kText, "Number there", W::kNone, "", true},
    FieldRule{"/professions/*/profession", T::kWord, "Profession", W::kProfession, "", true},
    FieldRule{"/professions/*/licences/*/id", T::kHidden, "Licence id"},
    FieldRule{"/professions/*/licences/*/jurisdiction", T::kWord, "Jurisdiction", W::kJurisdiction, "", true},
    FieldRule{"/professions/*/licences/*/number", T::kText, "Licence number"},
    FieldRule{"/professions/*/licences/*/status", T::kWord, "Licence status", W::kLicenceStatus},
    FieldRule{"/professions/*/licences/*/expires", T::kDate, "Licence expires", W::kNone, "Its last day."},
    FieldRule{"/training/*/school", T::kWord, "School", W::kSchool},
    FieldRule{"/training/*/school_name", T::kText, "School, if not in the list"},
    FieldRule{"/training/*/title", T::kText, "Course"},
    FieldRule{"/training/*/kind", T::kWord, "Kind", W::kTrainingKind, "", true},
    FieldRule{"/training/*/hours", T::kInteger, "Hours", W::kNone, "", true},
    FieldRule{"/training/*/completed", T::kDate, "Completed"},
    FieldRule{"/training/*/conditions", T::kWords, "About conditions", W::kCondition,
              "Keys with commas between them."},
    FieldRule{"/credentials/*/id", T::kHidden, "Credential id"},
    FieldRule{"/credentials/*/type", T::kWord, "Credential type", W::kCredentialType, "", true},
    FieldRule{"/credentials/*/number", T::kText, "Certificate number", W::kNone, "As printed."},
    FieldRule{"/credentials/*/issued", T::kDate, "Issued"},
    FieldRule{"/credentials/*/expires", T::kDate, "Expires", W::kNone, "Its last day."},
    FieldRule{"/approaches", T::kWords, "Approaches", W::kApproach},
    FieldRule{"/populations", T::kWords, "Populations", W::kPopulation},
    FieldRule{"/languages", T::kWords, "Languages", W::kLanguage},
    FieldRule{"/conditions/*/condition", T::kWord, "Condition", W::kCondition, "", true},
    FieldRule{"/conditions/*/takes", T::kKnown, "Takes it", W::kNone, "Yes where left open."},
    FieldRule{"/conditions/*/since_year", T::kInteger, "Since the year"},
    FieldRule{"/conditions/*/clients", T::kInteger, "Clients so far"},
    FieldRule{"/locations/*/name", T::kText, "Practice"},
    FieldRule{"/locations/*/street", T::kText, "Street", W::kNone, "Private unless shown exactly."},
    FieldRule{"/locations/*/city", T::kText, "City"},
    FieldRule{"/locations/*/postal_code", T::kText, "Postal code"},
    FieldRule{"/locations/*/jurisdiction", T::kWord, "Jurisdiction", W::kJurisdiction},
    FieldRule{"/locations/*/country", T::kWord, "Country", W::kCountry, "", true},
    FieldRule{"/locations/*/lat", T::kDecimal, "Latitude"},
    FieldRule{"/locations/*/lon", T::kDecimal, "Longitude"},
    FieldRule{"/locations/*/precision", T::kWord, "Shown", W::kPrecision, "As an area where left open."},
    FieldRule{"/locations/*/wheelchair", T::kKnown, "Wheelchair access"},
    FieldRule{"/locations/*/home_visits", T::kKnown, "Home visits"},
    FieldRule{"/locations/*/accepting", T::kKnown, "Takes new clients"},
    FieldRule{"/fees/declined", T::kKnown, "Prefers not to state fees"},
    FieldRule{"/fees/lines/*/kind", T::kWord, "Kind", W::kFeeKind, "", true},
    FieldRule{"/fees/lines/*/label", T::kText, "Label"},
    FieldRule{"/fees/lines/*/amount", T::kText, "Price", W::kNone, "Like 110.00.", true},
    FieldRule{"/fees/lines/*/currency", T::kWord, "Currency", W::kCurrency, "", true},
    FieldRule{"/fees/lines/*/minutes", T::kInteger, "Minutes"},
    FieldRule{"/fees/lines/*/sessions", T::kInteger, "Sessions", W::kNone, "Of a package."},
    FieldRule{"/fees/lines/*/sliding_scale", T::kKnown, "Sliding scale"},
    FieldRule{"/fees/valid_from", T::kDate, "Prices valid from"},
    FieldRule{"/fees/cancellation", T::kLongText, "Cancellation"},
    FieldRule{"/fees/note", T::kLongText, "Note on fees"},
    FieldRule{"/session/description", T::kLongText, "What a session holds"},
    FieldRule{"/session/sessions_min", T::kInteger, "Usual course, at least"},
    FieldRule{"/session/sessions_max", T::kInteger, "Usual course, at most"},
};

constexpr std::array kAccreditor = {
    FieldRule{"/key", T::kText, "Key", W::kNone, kKeyHint, true},
    FieldRule{"/name", T::kText, "Name", W::kNone, "", true},
    FieldRule{"/country", T::kWord, "Country", W::kCountry},
    FieldRule{"/website", T::kText, "Website", W::kNone, "Begins with https:// or http://."},
    FieldRule{"/origin", T::kText, "Source", W::kNone, kOriginHint, true},
    FieldRule{"/read_on", T::kDate, "Source read on", W::kNone, "", true},
};

constexpr std::array kSchool = {
    FieldRule{"/key", T::kText, "Key", W::kNone, kKeyHint, true},
    FieldRule{"/name", T::kText, "Name", W::kNone, "", true},
    FieldRule{"/country", T::kWord, "Country", W::kCountry},
    FieldRule{"/website", T::kText, "Website", W::kNone, "Begins with https:// or http://."},
    FieldRule{"/accreditations/*/accreditor", T::kWord, "Accredited by", W::kAccreditor, "", true},
    FieldRule{"/accreditations/*/from", T::kDate, "From"},
    FieldRule{"/accreditations/*/until", T::kDate, "Until", W::kNone, "Its last day."},
    FieldRule{"/standing/*/standing", T::kWord, "Standing", W::kStanding, "", true},
    FieldRule{"/standing/*/from", T::kDate, "From"},
    FieldRule{"/standing/*/reason", T::kText, "Reason"},
    FieldRule{"/origin", T::kText, "Source", W::kNone, kOriginHint, true},
    FieldRule{"/read_on", T::kDate, "Source read on", W::kNone, "", true},
};

constexpr std::array kIssuer = {
    FieldRule{"/key", T::kText, "Key", W::kNone, kKeyHint, true},
    FieldRule{"/name", T::kText, "Name", W::kNone, "", true},
    FieldRule{"/country", T::kWord, "Country", W::kCountry},
    FieldRule{"/time_zone", T::kText, "Time zone", W::kNone,
              "Like Europe/Zurich: where the days of its certificates end.", true},
    FieldRule{"/register_url", T::kText, "Public register", W::kNone,
              "The page where anyone can look a number up."},
    FieldRule{"/website", T::kText, "Website"},
    FieldRule{"/origin", T::kText, "Source", W::kNone, kOriginHint, true},
    FieldRule{"/read_on", T::kDate, "Source read on", W::kNone, "", true},
};

constexpr std::array kCredentialType = {
    FieldRule{"/issuer", T::kWord, "Issuer", W::kIssuer, "", true},
    FieldRule{"/code", T::kText, "Code", W::kNone, kKeyHint, true},
    FieldRule{"/version", T::kText, "Version", W::kNone,
              "A new one whenever what it takes to earn it changes. Lower-case letters and digits.", true},
    FieldRule{"/name", T::kText, "Name", W::kNone, "", true},
    FieldRule{"/letters", T::kText, "Letters", W::kNone, "What a holder writes behind the name."},
    FieldRule{"/field", T::kWord, "Field", W::kField, "", true},
    FieldRule{"/required_hours", T::kInteger, "Hours it takes to earn"},
    FieldRule{"/renewal/every_months", T::kInteger, "Renewed every so many months"},
    FieldRule{"/renewal/note", T::kText, "Note on renewal"},
    FieldRule{"/freshness_days", T::kInteger, "A check stays fresh for days", W::kNone,
              "120 by default. Where it is renewed every 12 months, a check of one with a last day holds "
              "until 30 days "
              "after the renewal instead.",
              true},
    FieldRule{"/where_to_check", T::kText, "Where to check"},
    FieldRule{"/recognised_by/*/accreditor", T::kWord, "Recognised by", W::kAccreditor, "", true},
    FieldRule{"/recognised_by/*/from", T::kDate, "From"},
    FieldRule{"/recognised_by/*/until", T::kDate, "Until", W::kNone, "Its last day."},
    FieldRule{"/origin", T::kText, "Source", W::kNone, kOriginHint, true},
    FieldRule{"/read_on", T::kDate, "Source read on", W::kNone, "", true},
};

constexpr std::array kJurisdictionRule = {
    FieldRule{"/jurisdiction", T::kWord, "Jurisdiction", W::kJurisdiction, "", true},
    FieldRule{"/profession", T::kWord, "Profession", W::kProfession, "", true},
    FieldRule{"/regulation", T::kWord, "Regulation", W::kRegulation, "", true},
    FieldRule{"/note", T::kText, "Note"},
    FieldRule{"/origin", T::kText, "Source", W::kNone, kOriginHint, true},
    FieldRule{"/read_on", T::kDate, "Source read on", W::kNone, "", true},
};

bool is_position(std::string_view segment) {
  return !segment.empty() && segment.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Takes the first segment off a pointer.
std::string_view take_segment(std::string_view& pointer) {
  const std::size_t end = pointer.find('/', 1);
  const std::string_view segment = pointer.substr(1, end == std::string_view::npos ? end : end - 1);
  pointer = end == std::string_view::npos ? std::string_view() : pointer.substr(end);
  return segment;
}

bool fits(std::string_view pattern, std::string_view path) {
  while (!pattern.empty() && !path.empty()) {
    if (path.front() != '/') return false;
    const std::string_view wanted = take_segment(pattern);
    const std::string_view given = take_segment(path);
    if (wanted == "*" ? !is_position(given) : wanted != given) return false;
  }
  return pattern.empty() && path.empty();
}

/// "non_binary" as people read it: "non binary".
std::string spaced(std::string_view word) {
  std::string text(word);
  for (char& c : text) {
    if (c == '_') c = ' ';
  }
  return text;
}

template <class Enum>
std::vector<Word> names_as_words() {
  std::vector<Word> words;
  for (const std::string_view name : names_of<Enum>()) words.push_back({std::string(name), spaced(name)});
  return words;
}

template <class Row>
std::vector<Word> rows_as_words(const std::vector<Row>& rows) {
  std::vector<Word> words;
  words.reserve(rows.size());
  for (const Row& row : rows) words.push_back({row.key.value, row.name});
  return words;
}

std::vector<Word> countries(const domain::VocabularyRows& rows) {
  constexpr std::size_t kCountryLetters = 2;
  std::vector<Word> words;
  for (const domain::Jurisdiction& row : rows.jurisdictions) {
    if (row.key.value.size() == kCountryLetters) words.push_back({row.key.value, row.name});
  }
  return words;
}

}  // namespace

std::span<const FieldRule> practitioner_fields() {
  return kPractitioner;
}

std::span<const FieldRule> registry_fields(RegistryTable table) {
  switch (table) {
    case RegistryTable::kAccreditors:
      return kAccreditor;
    case RegistryTable::kSchools:
      return kSchool;
    case RegistryTable::kIssuers:
      return kIssuer;
    case RegistryTable::kCredentialTypes:
      return kCredentialType;
    case RegistryTable::kJurisdictionRules:
      return kJurisdictionRule;
  }
  return {};
}

const FieldRule* find_rule(std::span<const FieldRule> rules, std::string_view path) {
  for (const FieldRule& rule : rules) {
    if (fits(rule.path, path)) return &rule;
  }
  return nullptr;
}

std::vector<Word> words_of(WordSet set, const domain::Vocabulary& vocabulary) {
  const domain::VocabularyRows& rows = vocabulary.rows();
  switch (set) {
    case WordSet::kNone:
      return {};
    case WordSet::kGender:
      return names_as_words<domain::Gender>();
    case WordSet::kProfession:
      return rows_as_words(rows.professions);
    case WordSet::kJurisdiction:
      return rows_as_words(rows.jurisdictions);
    case WordSet::kCountry:
      return countries(rows);
    case WordSet::kLicenceStatus:
      return names_as_words<domain::LicenceStatus>();
    case WordSet::kSchool:
      return rows_as_words(rows.schools);
    case WordSet::kTrainingKind:
      return names_as_words<domain::TrainingKind>();
    case WordSet::kCredentialType:
      return rows_as_words(rows.credential_types);
    case WordSet::kApproach:
      return rows_as_words(rows.approaches);
    case WordSet::kCondition:
      return rows_as_words(rows.conditions);
    case WordSet::kPopulation:
      return rows_as_words(rows.populations);
    case WordSet::kLanguage:
      return rows_as_words(rows.languages);
    case WordSet::kPrecision:
      return names_as_words<domain::Precision>();
    case WordSet::kFeeKind:
      return names_as_words<domain::FeeKind>();
    case WordSet::kCurrency:
      return rows_as_words(rows.currencies);
    case WordSet::kAccreditor:
      return rows_as_words(rows.accreditors);
    case WordSet::kIssuer:
      return rows_as_words(rows.issuers);
    case WordSet::kStanding:
      return names_as_words<domain::Standing>();
    case WordSet::kField:
      return names_as_words<domain::Field>();
    case WordSet::kRegulation:
      return names_as_words<domain::Regulation>();
  }
  return {};
}

}  // namespace stillpoint::document
