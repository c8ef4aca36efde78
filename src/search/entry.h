#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "domain/ports.h"
#include "domain/vocabulary.h"
#include "search/string_pool.h"
#include "search/values.h"

namespace stillpoint::search {

/// A price that can be compared (domain/fees.h).
struct EntryFee {
  std::int64_t per_hour_milli = 0;
  std::int32_t minor = 0;
  ValueId currency = 0;
  std::int32_t minutes = 0;
  domain::Known sliding_scale = domain::Known::kUnknown;
};

/// Where the items that don't depend on the question stand, and what demotes: all that `best` needs of them.
struct Standing {
  domain::ChecklistState certification = domain::ChecklistState::kUnknown;
  domain::ChecklistState reviews = domain::ChecklistState::kUnknown;
  domain::ChecklistState fees = domain::ChecklistState::kUnknown;
  domain::ChecklistState scope = domain::ChecklistState::kUnknown;  ///< Anywhere, of the licence alone.
  bool demoted = false;
};

/// No reviews: behind every lower end in the order by rating.
constexpr double kNoRating = -1.0;

/// A location as values. One without a point is near nothing.
struct EntryLocation {
  std::vector<ValueId> values;
  std::optional<domain::Point> point;
};

/// A listed practitioner as values of one instant, good until `holds_until`. A practitioner without locations
/// has one here, of which nothing is on record.
struct Entry {
  domain::PractitionerId id;
  Instant holds_until = kEndOfTime;
  Standing standing;
  std::int32_t training_hours = 0;
  double rating_low = kNoRating;
  std::vector<ValueId> values;  ///< Ascending, each once.
  std::vector<EntryLocation> locations;
  std::vector<EntryFee> fees;
  std::vector<std::string> tokens;  ///< Of their name, cities and schools that are in no vocabulary; folded.
  std::string name_key;             ///< Collation key.
  std::string record;               ///< Packed.
};

/// "female", "male", "non_binary": a gender as a facet's value.
std::string_view gender_key(domain::Gender gender);

/// Reads listings into entries. Not thread-safe: it adds to the pool and to the values.
class EntryMaker {
 public:
  EntryMaker(const domain::Vocabulary& vocabulary, StringPool& pool, ValueAdder& values)
      : vocabulary_(vocabulary), pool_(pool), values_(values) {}

  /// As the listing stands at `now`.
  [[nodiscard]] Entry make(const domain::Listing& listing, Instant now) const;
  /// The same practitioner at another instant.
  [[nodiscard]] Entry make_again(std::string_view record, std::vector<std::string> tokens,
                                 std::string name_key, Instant now) const;

 private:
  void evaluate(const domain::Practitioner& practitioner, Instant now, Entry& entry) const;

  const domain::Vocabulary& vocabulary_;
  StringPool& pool_;
  ValueAdder& values_;
};

}  // namespace stillpoint::search
