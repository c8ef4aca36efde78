#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/checklist.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"

// Small records for the tests of the rules: one word per thing, dates as text.

namespace stillpoint::domain::testing {

/// "2026-11-22" (midnight UTC) or "2026-11-22T10:00:00Z". Anything else ends the test program.
Instant at(std::string_view text);
Date on(std::string_view text);

/// Vocabulary of the tests. Issuers in Zürich and Chicago; credential types:
///   board:rcst:1   CST, 700 hours, recognised by `psa` from 2020-01-01
///   lone:tech:1    CST, recognised by nobody but its issuer
///   lone:past:1    CST, recognised by `psa` until 2026-06-30
///   board:mass:1   massage
/// Jurisdictions US, US-OH, US-CO, US-CA, CH with a rule of each kind; professions, approaches and their
/// scope.
const Vocabulary& vocabulary();

/// Whatever time it is in a test that does not say: noon of 22 November 2026, UTC.
Instant now();

Verification matched(std::string_view when);
Verification denied(std::string_view when);
Verification claimed(Verification verification);

CredentialEvent event(CredentialEventKind kind, std::string_view effective);
CredentialEvent claimed(CredentialEvent event);

/// A credential of the type, without dates, events or checks.
Credential credential(std::string_view type);
/// The same with one matching check.
Credential checked_credential(std::string_view type, std::string_view when);

/// A published invited review that counts.
Review review(int stars, std::string_view published, std::string_view reviewer);
/// So many counted reviews of distinct people: `positive` with five stars, the others with one.
std::vector<Review> reviews(int positive, int others, std::string_view published = "2026-06-01");

Licence licence(std::string_view jurisdiction, LicenceStatus status = LicenceStatus::kActive);
Location location(std::string_view jurisdiction);

/// Who passes all five questions at `now()`, in Ohio, for migraine.
Practitioner exemplary();

}  // namespace stillpoint::domain::testing
