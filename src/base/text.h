#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stillpoint {

/// Folds text so that what people take for the same word compares equal: Latin-ASCII ("Zürich" -> "zurich",
/// "Łódź" -> "lodz", "Øre" -> "ore"), full case folding, NFKC, white space collapsed to single spaces and
/// trimmed. Idempotent. Plain ASCII takes a fast path (no ICU). Not-UTF-8 bytes become U+FFFD. Thread-safe.
std::string fold(std::string_view text);

/// The words of a folded text: maximal runs of letters, digits and marks, in order of appearance.
/// Views into `folded`.
std::vector<std::string_view> words(std::string_view folded);

/// A key whose bytewise order is the root collation's order of names (UCA, accents and case secondary).
/// Thread-safe.
std::string collation_key(std::string_view text);

/// Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view text);

/// The first `count` bytes at most, cut at a character's border. For quoting a wrong value in a message.
std::string_view shorten(std::string_view text, std::size_t count);

/// Damerau-Levenshtein distance (optimal string alignment) of two words is at most one edit, counted in code
/// points.
bool within_one_edit(std::string_view a, std::string_view b);

}  // namespace stillpoint
