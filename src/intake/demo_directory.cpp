#include "intake/demo_directory.h"

#include <cstdint>
#include <span>
#include <string_view>

#include "intake/demo_cases.h"
#include "intake/generator.h"
#include "intake/inventor.h"

namespace stillpoint::intake {
namespace {

/// Chosen once and never changed: ids and names that people have seen hang on it.
constexpr std::uint64_t kDemoSeed = 20'260'901;
constexpr std::uint64_t kAnywhere = 330;
constexpr std::uint64_t kDrafts = 5;

/// Towns around the places that the documentation shows, filled beyond their share of the world.
struct Crowd {
  std::string_view country;
  std::string_view city;
  std::string_view region;
  int people = 0;
};
constexpr Crowd kCrowds[] = {
    {"US", "Columbus", "US-OH", 8},     {"US", "Gahanna", "US-OH", 2},    {"US", "Hilliard", "US-OH", 2},
    {"US", "Pickerington", "US-OH", 2}, {"US", "Denver", "US-CO", 8},     {"US", "Arvada", "US-CO", 2},
    {"US", "Englewood", "US-CO", 2},    {"US", "Broomfield", "US-CO", 2}, {"CH", "Zürich", "CH-ZH", 10},
    {"CH", "Uster", "CH-ZH", 2},        {"CH", "Zug", "CH-ZG", 2},        {"GB", "London", "GB-ENG", 12},
};

// Each part has numbers of its own, so that adding somebody to one changes nobody in another.
constexpr std::uint64_t kCrowdNumbers = 10'000;
constexpr std::uint64_t kDraftNumbers = 20'000;
constexpr std::uint64_t kAmericaNumbers = 30'000;
constexpr std::uint64_t kWorldNumbers = 40'000;

}  // namespace

void demo_directory(const domain::Vocabulary& vocabulary, const PlacesTable& places, Date today,
                    const std::function<void(const domain::Practitioner&)>& visit) {
  const GeneratorOptions options{
      .count = 0, .seed = kDemoSeed, .today = today, .vocabulary = vocabulary, .places = places};
  const Inventor inventor(options);
  if (!inventor.can_invent()) return;
  const auto show_cases = [&](std::span<const DemoCase> cases, std::uint64_t number) {
    for (const DemoCase& one : cases) visit(DemoPerson(one, inventor, options, number++).practitioner());
  };
  show_cases(demo_cases_of_america(), kAmericaNumbers);
  show_cases(demo_cases_of_the_world(), kWorldNumbers);
  std::uint64_t number = kCrowdNumbers;
  for (const Crowd& crowd : kCrowds) {
    const City* city = places.find(crowd.city, crowd.country, crowd.region);
    for (int i = 0; i < crowd.people; ++i)
      visit(inventor.invent(number++, {.country = crowd.country, .city = city}));
  }
  for (std::uint64_t i = 0; i < kAnywhere; ++i) visit(inventor.invent(i));
  for (std::uint64_t i = 0; i < kDrafts; ++i) {
    domain::Practitioner draft = inventor.invent(kDraftNumbers + i);
    draft.listing = domain::ListingState::kDraft;
    draft.listing_basis.clear();
    visit(draft);
  }
}

}  // namespace stillpoint::intake
