#pragma once

#include <vector>

#include "document/read_context.h"
#include "domain/credential.h"
#include "domain/practitioner.h"

namespace stillpoint::document {

// The parts of a practitioner document that speak for a person: professions with licences, training,
// credentials with their history, reviews. Each reads the members of the whole document that concern it.

std::vector<domain::HeldProfession> read_professions(ObjectReader& document, const ReadContext& context);
std::vector<domain::Training> read_training(ObjectReader& document, const ReadContext& context);
std::vector<domain::Credential> read_credentials(ObjectReader& document, const ReadContext& context);
std::vector<domain::Review> read_reviews(ObjectReader& document, const ReadContext& context);

}  // namespace stillpoint::document
