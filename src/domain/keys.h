#pragma once

#include "base/id.h"

namespace stillpoint::domain {

using PractitionerId = Id<struct PractitionerTag>;
using CredentialId = Id<struct CredentialTag>;
using LicenceId = Id<struct LicenceTag>;
using VerificationId = Id<struct VerificationTag>;
using ReviewId = Id<struct ReviewTag>;
using AccountId = Id<struct AccountTag>;
using SessionId = Id<struct SessionTag>;
using ApiTokenId = Id<struct ApiTokenTag>;
using EvidenceId = Id<struct EvidenceTag>;
using ReportId = Id<struct ReportTag>;

using ProfessionKey = Key<struct ProfessionTag>;              ///< "massage_therapist"
using ApproachKey = Key<struct ApproachTag>;                  ///< "biodynamic"
using ConditionKey = Key<struct ConditionTag>;                ///< "migraine"
using ContraindicationKey = Key<struct ContraindicationTag>;  ///< "recent_concussion"
using PopulationKey = Key<struct PopulationTag>;              ///< "infants"
using LanguageKey = Key<struct LanguageTag>;                  ///< BCP 47: "en", "pt-BR"
using CurrencyKey = Key<struct CurrencyTag>;                  ///< ISO 4217: "USD"
using SchoolKey = Key<struct SchoolTag>;
using AccreditorKey = Key<struct AccreditorTag>;
using IssuerKey = Key<struct IssuerTag>;
using CredentialTypeKey = Key<struct CredentialTypeTag>;  ///< "issuer:code:version"; never letters alone
using JurisdictionKey = Key<struct JurisdictionTag>;      ///< ISO 3166-2 "US-CO", or a country "CH"

/// The country of a jurisdiction: "US" of "US-CO", "CH" of "CH".
inline JurisdictionKey country_of(const JurisdictionKey& jurisdiction) {
  return {jurisdiction.value.substr(0, 2)};
}

}  // namespace stillpoint::domain
