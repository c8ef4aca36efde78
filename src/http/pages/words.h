#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "domain/checklist.h"
#include "domain/credential.h"
#include "domain/in_force.h"
#include "domain/money.h"
#include "domain/practitioner.h"
#include "domain/search_query.h"
#include "domain/vocabulary.h"

namespace stillpoint::http::pages {

// How values read on a page. Plain text, not yet escaped. A key that no vocabulary has reads as itself.

/// "Accredited certification", "Experience with your condition", ...
std::string_view label_of(domain::ChecklistItem item);
/// The same where room is short: "Certification", "Experience", ...
std::string_view short_label_of(domain::ChecklistItem item);
/// "Met", "Partly", "Not met", "Not on record", "Not needed", "Not asked".
std::string_view word_of(domain::ChecklistState state);
/// The same, where the reason says more of the unknown: a certificate on record that nobody checked is "Not
/// checked yet", a few divided reviews are "Not enough to say".
std::string_view word_of(domain::ChecklistState state, domain::Reason reason);
/// "checked", "reviews", "says so"; empty for none.
std::string_view word_of(domain::Basis basis);
/// "Best match", "Nearest", ...
std::string_view word_of(domain::Sort sort);
/// "in force", "expired", ...
std::string_view word_of(domain::CredentialStatus status);
std::string_view word_of(domain::LicenceStatus status);
std::string_view word_of(domain::CredentialEventKind kind);
/// How a check was made: "on the register's page", "by letter", ...
std::string_view word_of(domain::VerificationMethod method);
/// "the source confirmed it", ...
std::string_view word_of(domain::VerificationResult result);
std::string_view word_of(domain::TrainingKind kind);
std::string_view word_of(domain::FeeKind kind);
std::string_view word_of(domain::Gender gender);
/// "yes", "no", "not on record".
std::string_view word_of(domain::Known known);
/// What a jurisdiction asks of a profession: "a licence is required", ...
std::string_view word_of(domain::Regulation regulation);
/// The parameter value of a gender: "female", "male", "non_binary".
std::string_view value_of(domain::Gender gender);
/// The filter as a person would name it: "the place", "the price limit", ...
std::string_view phrase_of(domain::Filter filter);
/// What is not on record where the filter excludes the unknown: "price", "wheelchair access", ...
std::string_view missing_phrase_of(domain::Filter filter);

/// Names of vocabulary rows. @{
std::string name_of(const domain::Vocabulary& vocabulary, const domain::ProfessionKey& key);
std::string name_of(const domain::Vocabulary& vocabulary, const domain::ApproachKey& key);
std::string name_of(const domain::Vocabulary& vocabulary, const domain::ConditionKey& key);
std::string name_of(const domain::Vocabulary& vocabulary, const domain::PopulationKey& key);
std::string name_of(const domain::Vocabulary& vocabulary, const domain::LanguageKey& key);
std::string name_of(const domain::Vocabulary& vocabulary, const domain::SchoolKey& key);
std::string name_of(const domain::Vocabulary& vocabulary, const domain::AccreditorKey& key);
std::string name_of(const domain::Vocabulary& vocabulary, const domain::IssuerKey& key);
std::string name_of(const domain::Vocabulary& vocabulary, const domain::JurisdictionKey& key);
/// "RCST · Registered Craniosacral Therapist (North America)".
std::string name_of(const domain::Vocabulary& vocabulary, const domain::CredentialTypeKey& key);
/// @}

/// "$110", "$104.50", "CHF 120", "¥8,000": the currency's symbol, no empty decimals.
std::string print_money(std::int64_t minor, const domain::CurrencyKey& currency,
                        const domain::Vocabulary& vocabulary);

/// "3 km (2 mi)" where the country counts in miles, else "3 km"; "under 1 km" below that.
std::string print_distance(double km, std::string_view country);

/// "40 km / 25 mi": for choices, where the country is not known yet.
std::string print_radius(int km);

/// "22 November 2026" of the UTC day.
std::string print_day(Instant instant);
/// "22 November 2026, 10:42 UTC".
std::string print_moment(Instant instant);

/// "1 therapist", "12 therapists", "1,204 therapists".
std::string count_of(std::int64_t count, std::string_view one, std::string_view many);
/// "1,204".
std::string print_count(std::int64_t count);
/// "86%" of 0.857.
std::string print_percent(double share);

/// "a, b and c".
std::string join_words(const std::vector<std::string>& parts, std::string_view last = " and ");

/// The first letter in upper case, if it is ASCII.
std::string capitalised(std::string_view text);

}  // namespace stillpoint::http::pages
