#pragma once

#include <cstdint>
#include <functional>

#include "base/clock.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"
#include "intake/places_table.h"

namespace stillpoint::intake {

/// What to invent. The vocabulary and the places must outlive the call.
struct GeneratorOptions {
  std::int64_t count = 0;  ///< How many practitioners; negative ones are none.
  std::uint64_t seed = 1;
  Date today{};  ///< Every date is relative to it; nothing but expiries and issues to come lies after its
                 ///< start.
  const domain::Vocabulary& vocabulary;
  const PlacesTable& places;
};

/// Invents practitioners for demonstration and measurement, one by one: memory stays flat whatever the count.
///
/// The same options give the same practitioners on every machine, and the first n of a longer run are a run
/// of n: whole numbers and an own random source only. The spread follows what a real directory shows: cities
/// by population, few schools and conditions that most name and many that few do, approaches that go with the
/// profession, languages, names, fees and licences that go with the country.
///
/// No one is a real person: names are put together from invented family names, phone numbers come from the
/// ranges that regulators keep free for drama (none where a country has no such range), mail and sites are
/// below example.org. Keys are taken from the vocabulary, demonstration bodies included where it holds them.
/// Everybody is listed and has the external id ("generated", "<seed>-<n>"); ids and (issuer, number) pairs
/// are unique within a run. The record given to `visit` is reused after it returns. About 20 microseconds
/// each.
void generate(const GeneratorOptions& options, const std::function<void(const domain::Practitioner&)>& visit);

}  // namespace stillpoint::intake
