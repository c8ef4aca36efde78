#pragma once

#include <cstdint>

#include "domain/ports.h"
#include "domain/vocabulary.h"

namespace stillpoint::bench {

/// Listings for measuring the index alone, without a database: as many words, places and dates as a large
/// directory has, spread as unevenly (Zipf). The same number gives the same listing.
class InventedMillion {
 public:
  InventedMillion();
  [[nodiscard]] const domain::Vocabulary& vocabulary() const { return vocabulary_; }
  [[nodiscard]] static Instant now();
  [[nodiscard]] domain::Listing listing(std::int64_t number) const;
  /// Where the city of this rank lies; 0 is the largest.
  [[nodiscard]] static domain::Point city(std::size_t rank);

 private:
  domain::Vocabulary vocabulary_;
};

}  // namespace stillpoint::bench
