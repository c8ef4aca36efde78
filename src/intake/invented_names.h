#pragma once

#include <string>
#include <string_view>

#include "domain/practitioner.h"
#include "intake/country_customs.h"
#include "intake/random.h"

namespace stillpoint::intake {

/// A name that nobody was given.
struct InventedName {
  std::string display;        ///< As shown: "Wanda Sosnelak", "霧瀬 葵 (Aoi Kirise)".
  std::string slug;           ///< ASCII letters, digits and '-', for mail and sites: "wanda-sosnelak".
  std::string_view language;  ///< Of the parts it is made of.
};

/// Puts a name together from parts of a language that fits the country, now and then from two languages.
/// @param gender kNonBinary draws from all given names.
InventedName invent_name(const CountryCustoms& customs, domain::Gender gender, Random& random);

/// Letters behind a name, each once: "LMT", then "LMT, RCST". None adds nothing.
void add_letters(domain::Name& name, std::string_view letters);

/// The letters and digits of a folded text ("Zoë O’Brin" is "zoe-obrin"); what does not fold to ASCII is left
/// out. For mail and web addresses.
std::string slug_of(std::string_view text);

}  // namespace stillpoint::intake
