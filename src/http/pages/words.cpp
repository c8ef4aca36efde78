#include "http/pages/words.h"

#include <array>
#include <charconv>
#include <cmath>

#include "base/time_text.h"

namespace stillpoint::http::pages {

using domain::ChecklistItem;
using domain::ChecklistState;

namespace {

/// Countries whose people measure a way in miles.
bool counts_in_miles(std::string_view country) {
  return country == "US" || country == "GB";
}

constexpr double kKmPerMile = 1.609344;

template <class Key>
std::string name_or_key(const domain::Vocabulary& vocabulary, const Key& key) {
  const auto* row = vocabulary.find(key);
  return row == nullptr ? key.value : row->name;
}

}  // namespace

std::string_view label_of(ChecklistItem item) {
  switch (item) {
    case ChecklistItem::kAccreditedCertification:
      return "Accredited certification";
    case ChecklistItem::kConditionExperience:
      return "Experience with your condition";
    case ChecklistItem::kClientReviews:
      return "Client reviews";
    case ChecklistItem::kScopeOfPractice:
      return "Scope of practice";
    case ChecklistItem::kTransparentFees:
      return "Transparent fees";
  }
  return "";
}

std::string_view short_label_of(ChecklistItem item) {
  switch (item) {
    case ChecklistItem::kAccreditedCertification:
      return "Certification";
    case ChecklistItem::kConditionExperience:
      return "Experience";
    case ChecklistItem::kClientReviews:
      return "Client reviews";
    case ChecklistItem::kScopeOfPractice:
      return "Scope of practice";
    case ChecklistItem::kTransparentFees:
      return "Fees";
  }
  return "";
}

std::string_view word_of(ChecklistState state) {
  switch (state) {
    case ChecklistState::kMet:
      return "Met";
    case ChecklistState::kPartly:
      return "Partly";
    case ChecklistState::kNotMet:
      return "Not met";
    case ChecklistState::kUnknown:
      return "Not on record";
    case ChecklistState::kNotApplicable:
      return "Not needed";
    case ChecklistState::kNotAsked:
      return "Not asked";
  }
  return "";
}

std::string_view word_of(ChecklistState state, domain::Reason reason) {
  if (state == ChecklistState::kUnknown && reason == domain::Reason::kNotChecked) return "Not checked yet";
  if (state == ChecklistState::kUnknown && reason == domain::Reason::kInconclusive)
    return "Not enough to say";
  return word_of(state);
}

std::string_view word_of(domain::Basis basis) {
  switch (basis) {
    case domain::Basis::kNone:
      return "";
    case domain::Basis::kChecked:
      return "checked";
    case domain::Basis::kReviews:
      return "reviews";
    case domain::Basis::kDeclared:
      return "says so";
  }
  return "";
}

std::string_view word_of(domain::Sort sort) {
  switch (sort) {
    case domain::Sort::kBest:
      return "Best match";
    case domain::Sort::kDistance:
      return "Nearest";
    case domain::Sort::kPrice:
      return "Price";
    case domain::Sort::kRating:
      return "Reviews";
    case domain::Sort::kHours:
      return "Training hours";
    case domain::Sort::kName:
      return "Name";
  }
  return "";
}

std::string_view word_of(domain::CredentialStatus status) {
  switch (status) {
    case domain::CredentialStatus::kInForce:
      return "in force";
    case domain::CredentialStatus::kNotYetValid:
      return "not yet valid";
    case domain::CredentialStatus::kExpired:
      return "expired";
    case domain::CredentialStatus::kSuspended:
      return "suspended";
    case domain::CredentialStatus::kRevoked:
      return "revoked";
    case domain::CredentialStatus::kSuperseded:
      return "replaced by a newer one";
  }
  return "";
}

std::string_view word_of(domain::LicenceStatus status) {
  switch (status) {
    case domain::LicenceStatus::kActive:
      return "active";
    case domain::LicenceStatus::kLapsed:
      return "lapsed";
    case domain::LicenceStatus::kSuspended:
      return "suspended";
    case domain::LicenceStatus::kRevoked:
      return "revoked";
  }
  return "";
}

std::string_view word_of(domain::CredentialEventKind kind) {
  switch (kind) {
    case domain::CredentialEventKind::kRegistered:
      return "registered";
    case domain::CredentialEventKind::kVerified:
      return "verified";
    case domain::CredentialEventKind::kExpired:
      return "expired";
    case domain::CredentialEventKind::kSuspended:
      return "suspended";
    case domain::CredentialEventKind::kReinstated:
      return "reinstated";
    case domain::CredentialEventKind::kRevoked:
      return "revoked";
    case domain::CredentialEventKind::kSuperseded:
      return "replaced by a newer one";
    case domain::CredentialEventKind::kCorrected:
      return "corrected";
  }
  return "";
}

std::string_view word_of(domain::VerificationMethod method) {
  switch (method) {
    case domain::VerificationMethod::kRegisterPage:
      return "on the register's page";
    case domain::VerificationMethod::kLetter:
      return "by letter";
    case domain::VerificationMethod::kCall:
      return "by telephone";
    case domain::VerificationMethod::kElectronic:
      return "electronically";
    case domain::VerificationMethod::kRoster:
      return "in the issuer's roster";
  }
  return "";
}

std::string_view word_of(domain::VerificationResult result) {
  switch (result) {
    case domain::VerificationResult::kMatched:
      return "the source confirmed it";
    case domain::VerificationResult::kDenied:
      return "the source did not confirm it";
    case domain::VerificationResult::kInconclusive:
      return "the source gave no clear answer";
  }
  return "";
}

std::string_view word_of(domain::TrainingKind kind) {
  switch (kind) {
    case domain::TrainingKind::kClass:
      return "class";
    case domain::TrainingKind::kHomeStudy:
      return "home study";
    case domain::TrainingKind::kPractice:
      return "practice";
    case domain::TrainingKind::kReceived:
      return "sessions received";
  }
  return "";
}

std::string_view word_of(domain::FeeKind kind) {
  switch (kind) {
    case domain::FeeKind::kSession:
      return "Session";
    case domain::FeeKind::kFirstVisit:
      return "First visit";
    case domain::FeeKind::kPackage:
      return "Package";
    case domain::FeeKind::kConcession:
      return "Concession";
  }
  return "";
}

std::string_view word_of(domain::Gender gender) {
  switch (gender) {
    case domain::Gender::kFemale:
      return "Woman";
    case domain::Gender::kMale:
      return "Man";
    case domain::Gender::kNonBinary:
      return "Non-binary";
  }
  return "";
}

std::string_view value_of(domain::Gender gender) {
  switch (gender) {
    case domain::Gender::kFemale:
      return "female";
    case domain::Gender::kMale:
      return "male";
    case domain::Gender::kNonBinary:
      return "non_binary";
  }
  return "";
}

std::string_view word_of(domain::Known known) {
  switch (known) {
    case domain::Known::kUnknown:
      return "not on record";
    case domain::Known::kYes:
      return "yes";
    case domain::Known::kNo:
      return "no";
  }
  return "";
}

std::string_view word_of(domain::Regulation regulation) {
  switch (regulation) {
    case domain::Regulation::kUnknown:
      return "what the law asks is not on record";
    case domain::Regulation::kLicensed:
      return "a licence is required";
    case domain::Regulation::kRegistered:
      return "registration is required";
    case domain::Regulation::kVoluntary:
      return "a certificate of the state is voluntary";
    case domain::Regulation::kExempt:
      return "craniosacral work is exempt from the licence";
    case domain::Regulation::kNone:
      return "no licence exists";
  }
  return "";
}

std::string_view phrase_of(domain::Filter filter) {
  switch (filter) {
    case domain::Filter::kWords:
      return "the words";
    case domain::Filter::kPlace:
      return "the place";
    case domain::Filter::kJurisdiction:
      return "the state or country";
    case domain::Filter::kAccepting:
      return "“takes new clients”";
    case domain::Filter::kHomeVisits:
      return "“home visits”";
    case domain::Filter::kWheelchair:
      return "“wheelchair access”";
    case domain::Filter::kProfession:
      return "the profession";
    case domain::Filter::kApproach:
      return "the approach";
    case domain::Filter::kSchool:
      return "the school";
    case domain::Filter::kLanguage:
      return "the language";
    case domain::Filter::kPopulation:
      return "whom they work with";
    case domain::Filter::kGender:
      return "the gender";
    case domain::Filter::kCredential:
      return "the certificate";
    case domain::Filter::kCertified:
      return "“certified, freshly checked”";
    case domain::Filter::kMinTrainingHours:
      return "the training hours";
    case domain::Filter::kMaxPrice:
      return "the price limit";
    case domain::Filter::kMinSessionMinutes:
      return "the length of a session";
    case domain::Filter::kSlidingScale:
      return "“sliding scale”";
    case domain::Filter::kRequireCertification:
      return "the demand on certification";
    case domain::Filter::kRequireCondition:
      return "the demand on experience";
    case domain::Filter::kRequireReviews:
      return "the demand on reviews";
    case domain::Filter::kRequireScope:
      return "the demand on scope of practice";
    case domain::Filter::kRequireFees:
      return "the demand on fees";
  }
  return "";
}

std::string_view missing_phrase_of(domain::Filter filter) {
  switch (filter) {
    case domain::Filter::kWords:
      return "matching words";
    case domain::Filter::kPlace:
      return "position";
    case domain::Filter::kJurisdiction:
      return "state or country";
    case domain::Filter::kAccepting:
      return "word on new clients";
    case domain::Filter::kHomeVisits:
      return "word on home visits";
    case domain::Filter::kWheelchair:
      return "word on wheelchair access";
    case domain::Filter::kProfession:
      return "profession";
    case domain::Filter::kApproach:
      return "approach";
    case domain::Filter::kSchool:
      return "school";
    case domain::Filter::kLanguage:
      return "language";
    case domain::Filter::kPopulation:
      return "word on whom they work with";
    case domain::Filter::kGender:
      return "gender";
    case domain::Filter::kCredential:
      return "certificate";
    case domain::Filter::kCertified:
      return "check of a certificate";
    case domain::Filter::kMinTrainingHours:
      return "training hours";
    case domain::Filter::kMaxPrice:
      return "price";
    case domain::Filter::kMinSessionMinutes:
      return "session length";
    case domain::Filter::kSlidingScale:
      return "word on a sliding scale";
    case domain::Filter::kRequireCertification:
      return "answer on certification";
    case domain::Filter::kRequireCondition:
      return "answer on experience";
    case domain::Filter::kRequireReviews:
      return "answer from reviews";
    case domain::Filter::kRequireScope:
      return "answer on scope of practice";
    case domain::Filter::kRequireFees:
      return "answer on fees";
  }
  return "";
}

std::string name_of(const domain::Vocabulary& vocabulary, const domain::ProfessionKey& key) {
  return name_or_key(vocabulary, key);
}
std::string name_of(const domain::Vocabulary& vocabulary, const domain::ApproachKey& key) {
  return name_or_key(vocabulary, key);
}
std::string name_of(const domain::Vocabulary& vocabulary, const domain::ConditionKey& key) {
  return name_or_key(vocabulary, key);
}
std::string name_of(const domain::Vocabulary& vocabulary, const domain::PopulationKey& key) {
  return name_or_key(vocabulary, key);
}
std::string name_of(const domain::Vocabulary& vocabulary, const domain::LanguageKey& key) {
  return name_or_key(vocabulary, key);
}
std::string name_of(const domain::Vocabulary& vocabulary, const domain::SchoolKey& key) {
  return name_or_key(vocabulary, key);
}
std::string name_of(const domain::Vocabulary& vocabulary, const domain::AccreditorKey& key) {
  return name_or_key(vocabulary, key);
}
std::string name_of(const domain::Vocabulary& vocabulary, const domain::IssuerKey& key) {
  return name_or_key(vocabulary, key);
}
std::string name_of(const domain::Vocabulary& vocabulary, const domain::JurisdictionKey& key) {
  return name_or_key(vocabulary, key);
}
std::string name_of(const domain::Vocabulary& vocabulary, const domain::CredentialTypeKey& key) {
  const domain::CredentialType* type = vocabulary.find(key);
  if (type == nullptr) return key.value;
  return type->letters.empty() ? type->name : type->letters + " · " + type->name;
}

std::string print_money(std::int64_t minor, const domain::CurrencyKey& currency,
                        const domain::Vocabulary& vocabulary) {
  const domain::Currency* row = vocabulary.find(currency);
  const int digits = row == nullptr ? 2 : row->minor_digits;
  std::string amount = domain::print_amount(minor, digits);
  const std::size_t point = amount.find('.');
  if (point != std::string::npos && amount.find_first_not_of('0', point + 1) == std::string::npos) {
    amount.resize(point);
  }
  const std::size_t whole = amount.find('.') == std::string::npos ? amount.size() : amount.find('.');
  for (std::size_t i = whole; i > 3; i -= 3) amount.insert(i - 3, ",");
  const std::string symbol = row == nullptr || row->symbol.empty() ? currency.value : row->symbol;
  const char last = symbol.empty() ? ' ' : symbol.back();
  const bool letters = (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
  return letters ? symbol + "\u00a0" + amount : symbol + amount;
}

std::string print_distance(double km, std::string_view country) {
  if (km < 1.0) return counts_in_miles(country) ? "under 1 km (under 1 mi)" : "under 1 km";
  std::string text = print_count(std::llround(km)) + " km";
  if (counts_in_miles(country)) {
    const double miles = km / kKmPerMile;
    text += miles < 1.0 ? " (under 1 mi)" : " (" + print_count(std::llround(miles)) + " mi)";
  }
  return text;
}

std::string print_radius(int km) {
  return std::to_string(km) + " km / " + std::to_string(std::lround(km / kKmPerMile)) + " mi";
}

std::string print_day(Instant instant) {
  return print_date_words(std::chrono::floor<std::chrono::days>(instant));
}

std::string print_moment(Instant instant) {
  const std::string rfc = print_instant(instant);  // 2026-11-22T10:42:00Z
  return print_day(instant) + ", " + rfc.substr(11, 5) + " UTC";
}

std::string count_of(std::int64_t count, std::string_view one, std::string_view many) {
  return print_count(count) + " " + std::string(count == 1 ? one : many);
}

std::string print_count(std::int64_t count) {
  std::string digits = std::to_string(count);
  const std::size_t sign = count < 0 ? 1 : 0;
  for (std::size_t i = digits.size(); i > sign + 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string print_percent(double share) {
  return std::to_string(std::lround(share * 100.0)) + "%";
}

std::string join_words(const std::vector<std::string>& parts, std::string_view last) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 == parts.size() ? std::string(last) : std::string(", ");
    out += parts[i];
  }
  return out;
}

std::string capitalised(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

}  // namespace stillpoint::http::pages
