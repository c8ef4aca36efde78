#pragma once

#include <string_view>

#include "domain/vocabulary.h"
#include "intake/country_customs.h"
#include "intake/places_table.h"
#include "intake/random.h"

// What goes with what, as weights over the vocabulary's rows. Made by hand for plausibility.

namespace stillpoint::intake {

/// Cities by the people who live there.
Weights population_weights(std::span<const City> cities);
/// Schools by Zipf's law, those of the country first.
Weights school_weights(const domain::VocabularyRows& rows, std::string_view country);
/// Credential types by Zipf's law, those of the country's issuers first, recognised ones before others.
Weights credential_type_weights(const domain::Vocabulary& vocabulary, std::string_view country);
/// Professions by the country's mix.
Weights profession_weights(const domain::VocabularyRows& rows, ProfessionMix mix);
/// Approaches that go with a profession; an empty one is nobody's.
Weights approach_weights(const domain::VocabularyRows& rows, std::string_view profession);

/// Whether a newer version of the same award exists: then this one is no longer handed out.
bool is_outdated(const domain::CredentialType& type, const domain::VocabularyRows& rows);

}  // namespace stillpoint::intake
