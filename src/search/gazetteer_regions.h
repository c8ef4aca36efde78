#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/vocabulary.h"

namespace stillpoint::search {

/// What people write behind a city's name ("OH", "Ohio", "US", "Switzerland", "Schweiz") and the codes it may
/// mean: ISO 3166-1 of a country or ISO 3166-2 of a region. Immutable after building.
class RegionNames {
 public:
  RegionNames() = default;

  /// Takes the codes and names of the jurisdictions, and some that people use besides.
  explicit RegionNames(const domain::Vocabulary& vocabulary);

  /// Takes one more name of a code.
  void add(std::string_view code, std::string_view name);

  /// The codes that a folded name may mean ("georgia": US-GA and GE); empty for an unknown one.
  [[nodiscard]] const std::vector<std::string>& codes_of(const std::string& folded) const;
  /// Whether any of the code's folded names begins so.
  [[nodiscard]] bool has_name_with_prefix(const std::string& code, std::string_view folded) const;
  /// The name to show; empty for an unknown code.
  [[nodiscard]] std::string_view shown(const std::string& code) const;

 private:
  struct Region {
    std::string shown{};
    std::vector<std::string> folded{};
  };
  void add_folded(std::string_view code, std::string folded);

  std::unordered_map<std::string, std::vector<std::string>> codes_;
  std::unordered_map<std::string, Region> regions_;
};

/// How a place's name is compared: folded, its words joined by single spaces ("St. Louis" -> "st louis").
std::string place_key(std::string_view text);

}  // namespace stillpoint::search
