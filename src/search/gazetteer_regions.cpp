#include "search/gazetteer_regions.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace stillpoint::search {
namespace {

/// What people write for a country besides its English name and its code. From own knowledge.
constexpr std::pair<std::string_view, std::string_view> kCountryNames[] = {
    {"US", "USA"},
    {"US", "U.S."},
    {"US", "U.S.A."},
    {"US", "United States of America"},
    {"US", "America"},
    {"US", "Vereinigte Staaten"},
    {"US", "États-Unis"},
    {"US", "Estados Unidos"},
    {"GB", "UK"},
    {"GB", "U.K."},
    {"GB", "Great Britain"},
    {"GB", "Britain"},
    {"NL", "Holland"},
    {"NL", "Nederland"},
    {"NL", "The Netherlands"},
    {"CZ", "Czech Republic"},
    {"CH", "Schweiz"},
    {"CH", "Suisse"},
    {"CH", "Svizzera"},
    {"DE", "Deutschland"},
    {"AT", "Österreich"},
    {"FR", "République française"},
    {"IT", "Italia"},
    {"ES", "España"},
    {"BE", "België"},
    {"BE", "Belgique"},
    {"BR", "Brasil"},
    {"MX", "México"},
    {"PL", "Polska"},
    {"SE", "Sverige"},
    {"NO", "Norge"},
    {"DK", "Danmark"},
    {"FI", "Suomi"},
    {"IE", "Éire"},
    {"IE", "Republic of Ireland"},
    {"PT", "Portugal"},
    {"HU", "Magyarország"},
    {"JP", "日本"},
    {"CN", "中国"},
    {"RU", "Россия"},
    {"UA", "Україна"},
    {"GR", "Ελλάδα"},
    {"TR", "Türkiye"},
    {"TR", "Turkey"},
    {"NZ", "Aotearoa"},
    {"ZA", "Suid-Afrika"},
    {"KR", "South Korea"},
    {"CI", "Ivory Coast"},
};

const std::vector<std::string> kNone;

}  // namespace

std::string place_key(std::string_view text) {
  const std::string folded = fold(text);
  std::string key;
  key.reserve(folded.size());
  for (const std::string_view word : words(folded)) {
    if (!key.empty()) key.push_back(' ');
    key.append(word);
  }
  return key;
}

RegionNames::RegionNames(const domain::Vocabulary& vocabulary) {
  for (const domain::Jurisdiction& row : vocabulary.rows().jurisdictions) add(row.key.value, row.name);
  for (const auto& [code, name] : kCountryNames) add(code, name);
}

void RegionNames::add(std::string_view code, std::string_view name) {
  if (code.empty()) return;
  Region& region = regions_[std::string(code)];
  if (region.folded.empty()) {
    // The code itself, and of a region what follows the country ("US-OH": OH).
    add_folded(code, place_key(code));
    if (const std::size_t dash = code.find('-'); dash != std::string_view::npos)
      add_folded(code, place_key(code.substr(dash + 1)));
  }
  if (name.empty()) return;
  if (region.shown.empty()) region.shown = std::string(name);
  add_folded(code, place_key(name));
}

void RegionNames::add_folded(std::string_view code, std::string folded) {
  if (folded.empty()) return;
  std::vector<std::string>& codes = codes_[folded];
  if (std::find(codes.begin(), codes.end(), code) != codes.end()) return;
  codes.emplace_back(code);
  regions_[std::string(code)].folded.push_back(std::move(folded));
}

const std::vector<std::string>& RegionNames::codes_of(const std::string& folded) const {
  const auto found = codes_.find(folded);
  return found == codes_.end() ? kNone : found->second;
}

bool RegionNames::has_name_with_prefix(const std::string& code, std::string_view folded) const {
  const auto found = regions_.find(code);
  if (found == regions_.end()) return false;
  const auto& names = found->second.folded;
  return std::any_of(names.begin(), names.end(),
                     [folded](const std::string& name) { return name.starts_with(folded); });
}

std::string_view RegionNames::shown(const std::string& code) const {
  const auto found = regions_.find(code);
  return found == regions_.end() ? std::string_view{} : std::string_view{found->second.shown};
}

}  // namespace stillpoint::search
