#pragma once

#include <span>
#include <string_view>

namespace stillpoint::intake {

/// A part of a name, in its own script and in Latin letters (the same where that is its script).
struct NamePart {
  constexpr NamePart(std::string_view in_own_script, std::string_view in_latin)
      : own(in_own_script), latin(in_latin) {}
  constexpr NamePart(const char* text)
      : own(text), latin(text) {}  // NOLINT(google-explicit-constructor): tables

  std::string_view own;
  std::string_view latin;
};

/// What the invented names of one language are put together from. Given names are common ones; family names
/// are a head and a tail, so that what they make sounds at home and is nobody's in particular.
struct NameParts {
  std::string_view language;         ///< Key of the language that goes with it.
  bool latin = true;                 ///< Whether its script is Latin.
  bool family_first = false;         ///< In its own script.
  std::string_view separator = " ";  ///< Between the two, in its own script.
  std::span<const NamePart> female{};
  std::span<const NamePart> male{};
  std::span<const NamePart> heads{};
  std::span<const NamePart> tails{};
  std::span<const NamePart> female_tails{};  ///< Where women's family names end otherwise; else empty.
};

/// The languages whose names are written in Latin letters; English is the first.
std::span<const NameParts> latin_name_parts();

/// Those with another script. A language may stand in both.
std::span<const NameParts> script_name_parts();

}  // namespace stillpoint::intake
