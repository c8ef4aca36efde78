#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "domain/practitioner.h"
#include "intake/country_customs.h"
#include "intake/invented_records.h"
#include "intake/inventor.h"
#include "intake/places_table.h"

namespace stillpoint::intake {

class DemoPerson;

/// One hand-picked person of the demonstration.
struct DemoCase {
  std::string_view name;
  std::string_view letters{};  ///< Behind the name.
  domain::Gender gender = domain::Gender::kFemale;
  std::string_view country;
  std::string_view city;
  std::string_view region{};  ///< ISO 3166-2, where the city has namesakes.
  std::string_view profession{};
  std::string_view approaches[3]{};  ///< Empty ones are none.
  std::string_view about;
  void (*shape)(DemoPerson&);  ///< Adds what this person is here to show.
};

/// Gives an invented person the records that a case is about: first everything of weight is taken away, then
/// the case adds its own. What the vocabulary does not hold is left out.
class DemoPerson {
 public:
  /// @param number of this person within the demonstration; no other has it.
  DemoPerson(const DemoCase& from, const Inventor& inventor, const GeneratorOptions& options,
             std::uint64_t number);
  DemoPerson(const DemoPerson&) = delete;
  DemoPerson& operator=(const DemoPerson&) = delete;

  [[nodiscard]] const domain::Practitioner& practitioner() const { return person_; }

  /// @param type "issuer:code:version"
  void certify(std::string_view type, CredentialFate fate, CheckFate check, int age_days);
  /// A licence for the first profession held.
  void license(std::string_view jurisdiction, domain::LicenceStatus status, CheckFate check);
  void declare(std::string_view condition, std::optional<int> years = {}, std::optional<int> clients = {});
  void declines(std::string_view condition);
  /// Published invited reviews, the newest first, about a condition where one is given.
  void reviewed(std::initializer_list<int> stars, std::string_view condition = {});
  /// The same, but anybody could have written them.
  void reviewed_openly(std::initializer_list<int> stars);
  struct Course {
    std::string_view school;
    domain::TrainingKind kind = domain::TrainingKind::kClass;
    int hours = 0;
    int years_ago = 5;
    std::string_view condition{};
  };
  void trained(const Course& course);
  /// Every price, and what a session holds.
  void fees_in_full(int minutes, int per_mille_of_usual);
  /// A price, and nothing else.
  void price_alone(int minutes, int per_mille_of_usual);
  void declines_fees();
  void attested(int days);
  void never_attested();
  void second_room(std::string_view city, std::string_view region);
  void without_coordinates();
  void speaks(std::initializer_list<std::string_view> languages);
  void sees(std::initializer_list<std::string_view> populations);
  /// Takes new clients, wheelchair access and home visits are all on record as "yes".
  void open_to_all();

 private:
  void strip(const DemoCase& from);

  const GeneratorOptions& options_;
  Random random_;
  IdSource ids_;
  Making making_;
  const CountryCustoms& customs_;
  domain::Practitioner person_;
};

}  // namespace stillpoint::intake
