#pragma once

#include <functional>

#include "base/clock.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"
#include "intake/places_table.h"

namespace stillpoint::intake {

/// The invented directory that `stillpoint demo` serves: at least 400 listed people in at least ten countries
/// from the generator with a fixed seed, and hand-picked ones, so that every profession, approach, credential
/// status and every state and reason of the checklist occurs; a few drafts. Meant for a vocabulary that holds
/// the seed's demonstration bodies. Ids and names stay the same from day to day; dates move with `today`.
/// @param visit is called once for each; the record is reused after it returns.
void demo_directory(const domain::Vocabulary& vocabulary, const PlacesTable& places, Date today,
                    const std::function<void(const domain::Practitioner&)>& visit);

}  // namespace stillpoint::intake
