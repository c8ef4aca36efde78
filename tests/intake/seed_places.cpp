#include "intake/seed_places.h"

#include <gtest/gtest.h>

#include <utility>

#include "seed/embedded_seed.h"

namespace stillpoint::intake {
namespace {

PlacesTable read() {
  for (const EmbeddedFile& file : seed::embedded_files()) {
    if (file.name != "places/cities.tsv") continue;
    auto places = PlacesTable::read(file.content);
    if (places) return std::move(places).value();
    ADD_FAILURE() << places.error().message;
  }
  ADD_FAILURE() << "the program holds no table of cities that can be read";
  return {};
}

}  // namespace

const PlacesTable& seed_places() {
  static const PlacesTable kPlaces = read();
  return kPlaces;
}

}  // namespace stillpoint::intake
