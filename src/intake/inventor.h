#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "domain/practitioner.h"
#include "intake/country_customs.h"
#include "intake/generator.h"
#include "intake/invented_records.h"
#include "intake/random.h"

namespace stillpoint::intake {

/// Where and what somebody is to be; what is left open is drawn.
struct Wish {
  std::string_view country{};     ///< One that `country_customs` knows.
  const City* city = nullptr;     ///< One of that country; who has one has a location.
  std::string_view profession{};  ///< A key of the vocabulary.
};

/// Invents one practitioner at a time. Holds what every draw needs, so making one costs a millisecond and
/// inventing with it microseconds. Immutable, so safe to share between threads.
class Inventor {
 public:
  explicit Inventor(const GeneratorOptions& options);

  /// Whether there is a city to put anybody in.
  [[nodiscard]] bool can_invent() const { return !by_country_.empty(); }

  /// The practitioner of this number: always the same for the same options, whatever the others are.
  /// Asking while `can_invent()` is false is a bug.
  [[nodiscard]] domain::Practitioner invent(std::uint64_t number, const Wish& wish = {}) const;

 private:
  struct Country {
    const CountryCustoms* customs = nullptr;
    std::span<const City> cities{};
    Weights by_population{};
    Weights schools{};           // of the vocabulary's rows
    Weights credential_types{};  // likewise
    Weights professions{};       // likewise
  };

  [[nodiscard]] const Country& draw_country(const Wish& wish, Random& random) const;
  void add_locations(domain::Practitioner& one, Making& making, const Country& country,
                     const City& city) const;
  [[nodiscard]] domain::Location location(Making& making, const Country& country, const City& city) const;
  void add_professions(domain::Practitioner& one, Making& making, const Country& country,
                       const Wish& wish) const;
  void add_approaches(domain::Practitioner& one, Making& making) const;
  void add_training(domain::Practitioner& one, Making& making, const Country& country, int years) const;
  void add_credentials(domain::Practitioner& one, Making& making, const Country& country, int years) const;
  void add_conditions(domain::Practitioner& one, Making& making, int years) const;
  void add_people(domain::Practitioner& one, Making& making, const Country& country,
                  std::string_view mother_tongue) const;
  void add_reviews(domain::Practitioner& one, Making& making) const;
  void add_contact(domain::Practitioner& one, Making& making, std::string_view slug) const;
  void add_dates(domain::Practitioner& one, Making& making) const;

  GeneratorOptions options_;
  std::vector<Country> countries_;
  Weights by_country_;
  std::vector<Weights> approaches_;  // by the vocabulary's professions, the last for those who hold none
  Weights conditions_;
  std::vector<const domain::CredentialType*> invented_types_;  // those of bodies that do not exist
};

}  // namespace stillpoint::intake
