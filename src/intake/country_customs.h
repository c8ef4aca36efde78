#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace stillpoint::intake {

/// Something and how often it is found, in a thousand.
struct Share {
  std::string_view what;
  int per_mille = 0;
};

/// Who offers craniosacral work in a country: what the mix of professions leans to.
enum class ProfessionMix : std::uint8_t {
  kBodywork,       ///< Licensed massage therapists above all, chiropractors beside them.
  kComplementary,  ///< Mostly people without a licensed profession, and osteopaths.
  kPhysiotherapy,  ///< Physical therapists and people of complementary professions.
};

/// What the invented people of a country have in common. Made by hand for plausibility; no statistics of the
/// field exist to copy.
struct CountryCustoms {
  std::string_view code;  ///< ISO 3166-1 alpha-2.
  int weight = 1;         ///< Share of the world's invented practitioners.
  ProfessionMix mix = ProfessionMix::kComplementary;
  std::string_view currency;
  int hour_price = 80;            ///< About what an hour costs, in whole units of the currency.
  int price_step = 5;             ///< Prices are round: multiples of this.
  std::span<const Share> names;   ///< Languages of names; the rest of the thousand come from anywhere.
  std::span<const Share> speaks;  ///< Languages spoken, each on its own.
};

/// Every country that the generator fills.
std::span<const CountryCustoms> country_customs();

/// @return null for a country that it leaves out.
const CountryCustoms* customs_of(std::string_view country);

}  // namespace stillpoint::intake
