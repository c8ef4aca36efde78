#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/enum_names.h"
#include "document/limits.h"
#include "document/object_reader.h"
#include "document/practitioner_reader.h"
#include "domain/vocabulary.h"

namespace stillpoint::document {

/// What every part of the practitioner reader is told.
struct ReadContext {
  const domain::Vocabulary& vocabulary;
  const ReadOptions& options;
  FaultList& faults;

  /// Whether something that has happened lies after the day of reading. Only what anyone may have written is
  /// asked.
  [[nodiscard]] bool is_future(Date date) const { return !options.trusted && date > options.today; }
};

/// A vocabulary that is named in faults.
struct VocabularyName {
  std::string_view one;   ///< "profession"
  std::string_view many;  ///< "professions"
};

/// What a fault says is allowed: the keys where they are few, else where to find them.
template <class Row>
std::string allowed_keys(const std::vector<Row>& rows, const VocabularyName& name) {
  constexpr std::size_t kListedMax = 12;
  if (rows.size() > kListedMax) return "A key of the vocabulary of " + std::string(name.many) + ".";
  std::vector<std::string_view> keys;
  keys.reserve(rows.size());
  for (const Row& row : rows) keys.push_back(row.key.value);
  return alternatives(keys) + ".";
}

/// A key that the vocabulary knows; a fault otherwise.
template <class Key, class Row>
std::optional<Key> known_key(std::string_view text, const Path& path, const ReadContext& context,
                             const std::vector<Row>& rows, const VocabularyName& name) {
  Key key{std::string(text)};
  if (context.vocabulary.find(key) != nullptr) return key;
  context.faults.add(path, {.what = "There is no " + std::string(name.one) + " of this key.",
                            .allowed = allowed_keys(rows, name),
                            .value = text});
  return std::nullopt;
}

/// A member that holds a key of a vocabulary; an empty key where absent or wrong.
template <class Key, class Row>
Key read_key(ObjectReader& object, std::string_view member, const ReadContext& context,
             const std::vector<Row>& rows, const VocabularyName& name,
             Presence presence = Presence::kOptional) {
  const std::string text = object.text(member, {.characters_max = kNameCharactersMax, .presence = presence});
  if (text.empty()) return {};
  return known_key<Key>(text, Path(object.path(), member), context, rows, name).value_or(Key{});
}

/// A member that holds a list of different keys of a vocabulary.
template <class Key, class Row>
std::vector<Key> read_keys(ObjectReader& object, std::string_view member, std::size_t items_max,
                           const ReadContext& context, const std::vector<Row>& rows,
                           const VocabularyName& name) {
  std::vector<Key> keys;
  object.strings(member, items_max, [&](std::string_view text, const Path& path) {
    auto key = known_key<Key>(text, path, context, rows, name);
    if (!key) return;
    if (std::find(keys.begin(), keys.end(), *key) != keys.end()) {
      context.faults.add(
          path, {.what = "This value is given twice.", .allowed = "Each value once.", .value = text});
      return;
    }
    keys.push_back(std::move(*key));
  });
  return keys;
}

/// A member that holds one name of a closed set.
template <class Enum>
std::optional<Enum> read_enum(ObjectReader& object, std::string_view member,
                              Presence presence = Presence::kOptional) {
  const auto position = object.choice(member, names_of<Enum>(), presence);
  if (!position) return std::nullopt;
  return static_cast<Enum>(*position);
}

/// An id as the program prints it; 0 where absent or wrong.
template <class Id>
Id read_id(ObjectReader& object, std::string_view member) {
  const std::string text = object.text(member, {.characters_max = kNumberCharactersMax});
  if (text.empty()) return {};
  if (const auto value = parse_id(text)) return {*value};
  object.fault(member, "This is not an id.", "Twelve characters, as this program printed them.");
  return {};
}

/// True, false or not on record.
inline domain::Known read_known(ObjectReader& object, std::string_view member) {
  const auto value = object.boolean(member);
  if (!value) return domain::Known::kUnknown;
  return *value ? domain::Known::kYes : domain::Known::kNo;
}

}  // namespace stillpoint::document
