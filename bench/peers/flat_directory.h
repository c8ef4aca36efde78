#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "domain/checklist.h"
#include "domain/ports.h"
#include "domain/search_query.h"
#include "domain/vocabulary.h"

namespace stillpoint::bench {

/// The vocabulary facets, as small numbers: what every peer stores in its own way.
enum class Plain {
  kProfession,
  kApproach,
  kSchool,
  kCredential,
  kLanguage,
  kPopulation,
  kGender,
  kJurisdiction,
  kCondition
};
constexpr std::size_t kPlains = 9;

struct FlatLocation {
  bool has_point = false;
  double lat = 0, lon = 0;
  int jurisdiction = -1;  ///< Its own; -1 where none is on record.
  int country = -1;  ///< The code of its country as a jurisdiction; the same where it has no subdivision.
  bool accepting = false;
  domain::ChecklistState scope = domain::ChecklistState::kUnknown;  ///< Item 4 here, no approach sought.
};

/// One practitioner with every answer worked out beforehand: peers get the checklist for nothing.
struct FlatPractitioner {
  std::int64_t id = 0;
  std::array<domain::ChecklistState, domain::kChecklistItems>
      states{};  ///< Item 4: the best over all locations.
  bool certified = false;
  bool demoted = false;
  std::array<std::vector<int>, kPlains> values;  ///< Sorted, distinct. Jurisdictions: of all locations.
  std::int64_t price_usd_milli = -1;             ///< Per hour; -1 where none.
  std::uint64_t turn = 0;                        ///< The month's hash of the id.
  std::vector<std::string> tokens;               ///< Distinct folded words.
  std::vector<FlatLocation> locations;
};

/// The whole directory, flattened straight from the records by the domain's rules (not by the index).
struct FlatDirectory {
  std::array<std::vector<std::string>, kPlains> names;  ///< Code to key.
  std::array<std::unordered_map<std::string, int>, kPlains> codes;
  std::vector<FlatPractitioner> rows;

  int code(Plain facet, const std::string& key);
  /// The code of a key; -1 where no row has it.
  [[nodiscard]] int find(Plain facet, const std::string& key) const;
};

/// Adds a listed practitioner. @param turn the month's hash of its id, as the index orders by it.
void add_listing(FlatDirectory& directory, const domain::Listing& listing,
                 const domain::Vocabulary& vocabulary, Instant now, std::uint64_t turn);

/// Rank of a row without place: smaller is better; the same arithmetic in every peer.
/// @param scope item 4 at the locations that match.
int best_rank(const FlatPractitioner& row, domain::ChecklistState scope);

/// The classes of question, each as a client asks it.
enum class Shape {
  kNarrow,  ///< Near a point (40 km), a profession, a language, takes new clients, certified: first twenty,
            ///< total, all facets.
  kBroad,   ///< A profession, a language, fees stated at least partly: first twenty, total, all facets.
  kWords,   ///< Two words: first twenty, total.
  kPrice,   ///< A profession, cheapest hour first in USD: first twenty, total.
};
constexpr std::array<const char*, 4> kShapeNames{"narrow", "broad", "words", "price"};

/// One question of the benchmark. Codes are FlatDirectory's.
struct BenchQuery {
  Shape shape = Shape::kBroad;
  double lat = 0, lon = 0;
  int profession = 0;
  int language = 0;
  std::string word{};    ///< Under five letters, so that no edits come in.
  std::string prefix{};  ///< Under five letters each, so that no edits come in; the second is a prefix too.
};

struct BenchAnswer {
  std::int64_t total = 0;
  std::vector<std::int64_t> items;                        ///< Ids of the first twenty, in order.
  std::array<std::vector<std::int64_t>, kPlains> counts;  ///< By code; empty unless facets were asked.
  std::array<std::array<std::int64_t, domain::kChecklistStates>, domain::kChecklistItems> states{};
};

/// A system under comparison, on this machine, with its fastest local interface.
class Peer {
 public:
  virtual ~Peer() = default;
  [[nodiscard]] virtual std::string name() const = 0;
  [[nodiscard]] virtual std::string version() const = 0;
  virtual BenchAnswer run(const BenchQuery& query) = 0;

  /// Keeps a practitioner's document under its id, as whoever builds on this system would; call
  /// documents_kept() after the last. A system that holds the records already does nothing.
  virtual void keep_document(std::int64_t id, const std::string& json) = 0;
  virtual void documents_kept() = 0;
  /// The record of an id, its values readable in the program. @return the practitioner's name, read from it.
  virtual std::string profile(std::int64_t id) = 0;
};

/// Parses a kept document as a program would that reads its values. @return the practitioner's name.
std::string name_in_document(const char* json, std::size_t size);

/// Radius of the narrow class.
constexpr int kNarrowRadiusKm = 40;
constexpr int kItems = 20;

/// Grade of a scope answer, best highest: 4 met, 3 partly, 2 not applicable, 1 unknown, 0 not met.
int grade(domain::ChecklistState state);
domain::ChecklistState state_of_grade(int grade);

/// Whether the class asks for facets.
bool has_facets(Shape shape);

/// An answer's counts, sized for the directory.
BenchAnswer empty_answer(const FlatDirectory& directory, bool facets);

}  // namespace stillpoint::bench
