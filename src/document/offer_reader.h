#pragma once

#include <vector>

#include "document/read_context.h"
#include "domain/practitioner.h"

namespace stillpoint::document {

// The parts of a practitioner document that say what a person offers: where, for whom, at what fee. Each
// reads the members of the whole document that concern it.

std::vector<domain::DeclaredCondition> read_conditions(ObjectReader& document, const ReadContext& context);
std::vector<domain::Location> read_locations(ObjectReader& document, const ReadContext& context);
domain::Fees read_fees(ObjectReader& document, const ReadContext& context);
domain::SessionStructure read_session(ObjectReader& document, const ReadContext& context);

/// A country of an address: ISO 3166-1 alpha-2, known to the vocabulary of jurisdictions.
std::string read_country(ObjectReader& object, const ReadContext& context, Presence presence);

}  // namespace stillpoint::document
