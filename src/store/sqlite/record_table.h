#pragma once

#include <cstddef>
#include <cstdint>

namespace stillpoint::store {

/// The tables that belong to a practitioner, parents before their children.
enum class RecordTable : std::uint8_t {
  kHeldProfession,
  kLicence,
  kCredential,
  kCredentialEvent,
  kVerification,
  kTraining,
  kTrainingCondition,
  kApproach,
  kDeclaredCondition,
  kPopulation,
  kLanguage,
  kLocation,
  kFeeLine,
  kReview,
  kReviewCondition,
  // Only whole records have these.
  kReviewText,
  kExternalId,
  kMailingAddress,
};
constexpr std::size_t kRecordTables = 18;

}  // namespace stillpoint::store
