#pragma once

#include "intake/places_table.h"

namespace stillpoint::intake {

/// The cities of the seed, read once.
const PlacesTable& seed_places();

}  // namespace stillpoint::intake
