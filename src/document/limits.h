#pragma once

#include <cstddef>

namespace stillpoint::document {

// What a practitioner document may hold at most. Lengths are in characters (code points), as JSON Schema
// counts them; schema/practitioner.schema.json repeats each, and a test keeps the two in step. None of them
// is meant to be met by an honest record: they bound what one record can cost.

constexpr std::size_t kDocumentBytesMax = 1U << 20U;  ///< A line of an import; see also the request body.

constexpr std::size_t kNameCharactersMax = 200;   ///< Of a person, a practice, a school, a city.
constexpr std::size_t kLabelCharactersMax = 200;  ///< One line of description.
constexpr std::size_t kNumberCharactersMax =
    100;  ///< Of a licence or credential, as printed; an external id.
constexpr std::size_t kPhoneCharactersMax =
    40;  ///< E.164 has 15 digits; the rest is spaces and an extension.
constexpr std::size_t kMailCharactersMax = 254;      ///< RFC 5321's longest path without its brackets.
constexpr std::size_t kUrlCharactersMax = 2000;      ///< What every browser and proxy carries.
constexpr std::size_t kPostalCharactersMax = 20;     ///< The longest in use have 10.
constexpr std::size_t kNoteCharactersMax = 2000;     ///< A paragraph or two.
constexpr std::size_t kAboutCharactersMax = 10'000;  ///< A page.
constexpr std::size_t kReviewCharactersMax = 5000;   ///< A long letter.

constexpr std::size_t kExternalIdsMax = 20;
constexpr std::size_t kProfessionsMax = 12;
constexpr std::size_t kLicencesMax = 80;  ///< More than all jurisdictions of one country.
constexpr std::size_t kTrainingMax = 300;
constexpr std::size_t kCredentialsMax = 100;
constexpr std::size_t kEventsMax = 500;
constexpr std::size_t kVerificationsMax = 500;  ///< A check every four months for 160 years.
constexpr std::size_t kApproachesMax = 50;
constexpr std::size_t kConditionsMax = 200;
constexpr std::size_t kPopulationsMax = 50;
constexpr std::size_t kLanguagesMax = 50;
constexpr std::size_t kLocationsMax = 50;
constexpr std::size_t kFeeLinesMax = 50;
constexpr std::size_t kReviewsMax = 5000;

constexpr int kTrainingHoursMax = 10'000;  ///< Five years of full-time study.
constexpr int kMinutesMax = 10'000;        ///< Of all sessions of a package together.
constexpr int kSessionsMax = 200;
constexpr int kClientsMax = 100'000;
constexpr int kSinceYearMin =
    1950;  ///< Craniosacral work is younger than osteopathy's first cranial papers of 1939.
constexpr int kReviewsInvitedMax = 1'000'000;

}  // namespace stillpoint::document
