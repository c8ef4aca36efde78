#include "intake/invented_names.h"

#include <array>
#include <cstdint>

#include "base/text.h"
#include "intake/name_parts.h"

namespace stillpoint::intake {
namespace {

constexpr int kOtherRootsPerMille = 60;  // given and family name of two languages
constexpr int kTwoFamilyNamesPerMille = 70;
constexpr int kInitialPerMille = 90;
constexpr int kOwnScriptAlonePerMille = 250;
constexpr int kBothScriptsPerMille = 550;  // the rest: Latin letters alone

struct Written {
  std::string own;
  std::string latin;
};

const NameParts* script_of(std::string_view language) {
  for (const NameParts& parts : script_name_parts()) {
    if (parts.language == language) return &parts;
  }
  return nullptr;
}

const NameParts* latin_of(std::string_view language) {
  for (const NameParts& parts : latin_name_parts()) {
    if (parts.language == language) return &parts;
  }
  return nullptr;
}

/// In a country whose customs give a language as one of its own, names may stand in its script.
const NameParts& draw_parts(const CountryCustoms& customs, Random& random) {
  int at = random.between(0, 999);
  for (const Share& share : customs.names) {
    if ((at -= share.per_mille) >= 0) continue;
    const NameParts* script = script_of(share.what);
    const NameParts* latin = latin_of(share.what);
    if (script != nullptr && (latin == nullptr || random.chance(300))) return *script;
    if (latin != nullptr) return *latin;
  }
  return random.pick(latin_name_parts());
}

Written given_name(const NameParts& parts, domain::Gender gender, Random& random) {
  const bool female =
      gender == domain::Gender::kFemale || (gender == domain::Gender::kNonBinary && random.chance(500));
  const NamePart& part = random.pick(female ? parts.female : parts.male);
  return {std::string(part.own), std::string(part.latin)};
}

Written family_name(const NameParts& parts, domain::Gender gender, Random& random) {
  const bool female = gender == domain::Gender::kFemale && !parts.female_tails.empty();
  const NamePart& head = random.pick(parts.heads);
  const NamePart& tail = random.pick(female ? parts.female_tails : parts.tails);
  return {std::string(head.own).append(tail.own), std::string(head.latin).append(tail.latin)};
}

/// What is written in Latin letters: initials and second family names are usual here.
std::string latin_name(const NameParts& parts, domain::Gender gender, Random& random) {
  std::string display = given_name(parts, gender, random).latin;
  if (random.chance(kInitialPerMille)) {
    display += ' ';
    display += static_cast<char>('A' + random.between(0, 24));
    display += '.';
  }
  const NameParts& family = random.chance(kOtherRootsPerMille) ? random.pick(latin_name_parts()) : parts;
  display += ' ';
  display += family_name(family, gender, random).latin;
  if (random.chance(kTwoFamilyNamesPerMille)) {
    const NameParts& second = random.chance(500) ? random.pick(latin_name_parts()) : parts;
    display += parts.language == "es" || parts.language == "pt" ? ' ' : '-';
    display += family_name(second, gender, random).latin;
  }
  return display;
}

}  // namespace

InventedName invent_name(const CountryCustoms& customs, domain::Gender gender, Random& random) {
  const NameParts& parts = draw_parts(customs, random);
  InventedName name{.display = {}, .slug = {}, .language = parts.language};
  if (parts.latin) {
    name.display = latin_name(parts, gender, random);
    name.slug = slug_of(name.display);
    return name;
  }
  const Written given = given_name(parts, gender, random);
  const Written family = family_name(parts, gender, random);
  const std::string latin = given.latin + " " + family.latin;
  std::string own = parts.family_first ? family.own : given.own;
  own.append(parts.separator).append(parts.family_first ? given.own : family.own);
  const int at = random.between(0, 999);
  if (at < kOwnScriptAlonePerMille) {
    name.display = own;
  } else if (at < kOwnScriptAlonePerMille + kBothScriptsPerMille) {
    name.display = own + " (" + latin + ")";
  } else {
    name.display = latin;
  }
  name.slug = slug_of(latin);
  return name;
}

void add_letters(domain::Name& name, std::string_view letters) {
  if (letters.empty() || name.post_nominals.find(letters) != std::string::npos) return;
  if (!name.post_nominals.empty()) name.post_nominals += ", ";
  name.post_nominals += letters;
}

std::string slug_of(std::string_view text) {
  std::string slug;
  for (const char c : fold(text)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) slug += c;
    if (!plain && static_cast<unsigned char>(c) < 0x80 && c != '\'' && c != '.' && !slug.empty() &&
        slug.back() != '-')
      slug += '-';
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

}  // namespace stillpoint::intake
