#pragma once

#include "domain/practitioner.h"

namespace stillpoint::store {

/// Whether something of the record (credential, licence, check, review) has no id yet.
bool lacks_ids(const domain::Practitioner& practitioner);

/// Draws the ids that are lacking; the practitioner's own is left alone.
void draw_lacking_ids(domain::Practitioner& practitioner);

}  // namespace stillpoint::store
