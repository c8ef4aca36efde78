#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/place.h"
#include "domain/vocabulary.h"
#include "search/gazetteer_regions.h"

namespace stillpoint::search {

/// The texts of seed/places/*.tsv. They must outlive the gazetteer, which points into them.
struct PlaceTexts {
  std::string_view cities{};        ///< name, country, region, latitude, longitude, population
  std::string_view zips{};          ///< zip, latitude, longitude, nearest city, its region; in order of zip
  std::string_view second_names{};  ///< second name, main name, country
  std::string_view region_codes{};  ///< country, GeoNames code, ISO 3166-2, name, other names
};

/// Finds places by name, from texts that are part of the program. Immutable after loading, so thread-safe.
/// About 3 MB beside the texts; find() costs microseconds, complete() up to a tenth of a millisecond.
class Gazetteer final : public domain::PlaceFinder {
 public:
  /// Reads the texts once. The vocabulary gives the names of countries and regions; it is not kept.
  /// @return kInternal, naming file and line, for a row that cannot be read.
  static Result<Gazetteer> make(const PlaceTexts& texts, const domain::Vocabulary& vocabulary);

  [[nodiscard]] Result<domain::PlaceAnswer> find(std::string_view text) const override;
  [[nodiscard]] std::vector<domain::Place> complete(std::string_view prefix,
                                                    std::size_t count) const override;

 private:
  /// Where a city's line begins, and what orders namesakes.
  struct CityRow {
    std::uint32_t line = 0;
    std::int32_t population = 0;
  };
  struct ZipRow {
    std::int32_t zip = 0;
    std::uint32_t line = 0;
  };
  /// A folded name in the arena, and the city that bears it.
  struct NameRow {
    std::uint32_t begin = 0;
    std::uint16_t length = 0;
    std::uint32_t city = 0;
  };
  /// A city's line, taken apart.
  struct City {
    std::string_view name{};
    std::string country{};
    std::string region{};
    domain::Point point{};
    std::int64_t population = 0;
  };
  using Cities = std::vector<std::uint32_t>;

  explicit Gazetteer(const domain::Vocabulary& vocabulary) : regions_(vocabulary) {}
  Result<void> read_regions(std::string_view text);
  Result<void> read_cities(std::string_view text);
  Result<void> read_second_names(std::string_view text);
  Result<void> read_zips(std::string_view text);
  void add_name(std::string_view key, std::size_t city);
  void sort_names();

  [[nodiscard]] std::string_view key_of(const NameRow& row) const;
  [[nodiscard]] City city_at(std::uint32_t city) const;
  [[nodiscard]] bool lies_in(const City& city, const std::string& region_key) const;

  [[nodiscard]] Cities named(const std::string& key) const;
  [[nodiscard]] Cities named_or_spelt(const std::string& key) const;
  [[nodiscard]] Cities matching(const std::vector<std::string>& parts) const;
  [[nodiscard]] Cities matching_without_comma(const std::string& key) const;
  [[nodiscard]] Cities beginning(const std::string& key) const;
  [[nodiscard]] Cities beginning_in(const std::vector<std::string>& parts) const;
  void most_populous_first(Cities& cities) const;

  [[nodiscard]] std::string label_of(std::uint32_t city, bool& finds_it) const;
  [[nodiscard]] domain::Place place_of(std::uint32_t city) const;
  [[nodiscard]] domain::PlaceAnswer answer_of(const Cities& cities) const;
  [[nodiscard]] const ZipRow* find_zip(std::string_view digits) const;
  [[nodiscard]] domain::Place place_of(const ZipRow& zip) const;
  [[nodiscard]] std::vector<domain::Place> complete_zip(std::string_view digits, std::size_t count) const;
  [[nodiscard]] Error unknown(std::string_view text, const std::string& key) const;

  RegionNames regions_;
  std::string_view city_text_;
  std::string_view zip_text_;
  std::string arena_;  ///< The folded names, one behind the other.
  std::vector<CityRow> cities_;
  std::vector<NameRow> names_;  ///< By name, then the most populous first.
  std::vector<ZipRow> zips_;    ///< By number.
};

}  // namespace stillpoint::search
