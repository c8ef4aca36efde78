#pragma once

#include "domain/practitioner.h"

namespace stillpoint::store {

/// Sorts each credential's events by when they take effect, then by when they were written down: they are
/// stored as they were written down, and a backdated one belongs further up in the record.
void put_events_in_order(domain::Practitioner& practitioner);

}  // namespace stillpoint::store
