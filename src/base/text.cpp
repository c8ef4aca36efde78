#include "base/text.h"

#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <memory>

namespace stillpoint {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_ascii_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

char ascii_lower(char c) {
  return (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Lower case, with white space collapsed and trimmed; bytes beyond ASCII pass as they are.
std::string fold_ascii(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (const char c : text) {
    if (is_ascii_space(c)) {
      if (!folded.empty() && folded.back() != ' ') folded.push_back(' ');
    } else {
      folded.push_back(ascii_lower(c));
    }
  }
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

icu::UnicodeString to_unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

const icu::Normalizer2& nfkc_casefold() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  assert(U_SUCCESS(status));  // ICU's own data is part of the installation
  return *normalizer;
}

const icu::Transliterator& latin_to_ascii() {
  // ICU guards the rules of a shared transliterator itself, so one serves all threads.
  static const std::unique_ptr<const icu::Transliterator> transliterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<const icu::Transliterator> made(
        icu::Transliterator::createInstance("Latin-ASCII", UTRANS_FORWARD, status));
    assert(U_SUCCESS(status) && made);
    return made;
  }();
  return *transliterator;
}

const icu::Collator& root_collator() {
  static const std::unique_ptr<const icu::Collator> collator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<const icu::Collator> made(icu::Collator::createInstance(icu::Locale::getRoot(), status));
    assert(U_SUCCESS(status) && made);
    return made;
  }();
  return *collator;
}

/// One round of folding. Latin-ASCII may bring forth what case folding changes again, and the other way
/// round.
icu::UnicodeString fold_once(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString folded = nfkc_casefold().normalize(text, status);
  assert(U_SUCCESS(status));
  latin_to_ascii().transliterate(folded);
  return folded;
}

/// White space of any script to single spaces, trimmed.
icu::UnicodeString collapse_space(const icu::UnicodeString& text) {
  icu::UnicodeString collapsed;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (!u_isUWhiteSpace(c)) {
      collapsed.append(c);
    } else if (!collapsed.isEmpty() && collapsed.charAt(collapsed.length() - 1) != u' ') {
      collapsed.append(u' ');
    }
  }
  if (collapsed.endsWith(u" ", 1)) collapsed.truncate(collapsed.length() - 1);
  return collapsed;
}

bool is_word_ascii(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_word(UChar32 c) {
  constexpr std::uint32_t kWordMask = U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK;
  return c >= 0 && (U_GET_GC_MASK(c) & kWordMask) != 0;
}

/// The code point at `at`, which moves behind it; negative where the bytes are not UTF-8.
UChar32 next_code_point(std::string_view text, std::size_t& at) {
  auto i = static_cast<std::int32_t>(at);
  const auto length = static_cast<std::int32_t>(text.size());
  UChar32 c = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // within ICU's macro
  U8_NEXT(text.data(), i, length, c);
#pragma GCC diagnostic pop
  at = static_cast<std::size_t>(i);
  return c;
}

std::u32string decode(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const UChar32 c = next_code_point(text, at);
    points.push_back(c < 0 ? U'\uFFFD' : static_cast<char32_t>(c));
  }
  return points;
}

template <class Char>
bool within_one(std::basic_string_view<Char> a, std::basic_string_view<Char> b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  const auto differ = std::mismatch(a.begin(), a.end(), b.begin());
  const auto at = static_cast<std::size_t>(differ.first - a.begin());
  a.remove_prefix(at);
  b.remove_prefix(at);
  if (a.size() < b.size()) return a == b.substr(1);
  if (a.size() <= 1 || a.substr(1) == b.substr(1)) return true;
  return a[0] == b[1] && a[1] == b[0] && a.substr(2) == b.substr(2);
}

}  // namespace

std::string fold(std::string_view text) {
  if (is_ascii(text)) return fold_ascii(text);
  // Two rounds reach the fixed point for all but a handful of characters; the bound is for those.
  constexpr int kRoundsMax = 4;
  icu::UnicodeString folded = fold_once(to_unicode(text));
  for (int round = 1; round < kRoundsMax; ++round) {
    icu::UnicodeString again = fold_once(folded);
    if (again == folded) break;
    folded = std::move(again);
  }
  std::string bytes;
  collapse_space(folded).toUTF8String(bytes);
  return bytes;
}

std::vector<std::string_view> words(std::string_view folded) {
  std::vector<std::string_view> found;
  std::size_t begin = 0;
  bool inside = false;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t here = at;
    bool word = false;
    if (static_cast<unsigned char>(folded[at]) < 0x80) {
      word = is_word_ascii(folded[at++]);
    } else {
      word = is_word(next_code_point(folded, at));
    }
    if (word && !inside) begin = here;
    if (!word && inside) found.push_back(folded.substr(begin, here - begin));
    inside = word;
  }
  if (inside) found.push_back(folded.substr(begin));
  return found;
}

std::string collation_key(std::string_view text) {
  const icu::UnicodeString unicode = to_unicode(text);
  std::string key(64, '\0');
  for (;;) {
    const std::int32_t needed = root_collator().getSortKey(
        unicode, reinterpret_cast<std::uint8_t*>(key.data()), static_cast<std::int32_t>(key.size()));
    const bool fits = needed <= static_cast<std::int32_t>(key.size());
    key.resize(static_cast<std::size_t>(std::max(needed, 1)));
    if (fits) break;
  }
  key.pop_back();  // the closing zero byte
  return key;
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
    } else if (next_code_point(text, at) < 0) {
      return false;
    }
  }
  return true;
}

std::string_view shorten(std::string_view text, std::size_t count) {
  if (text.size() <= count) return text;
  const auto continues = [&](std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
  };
  while (count > 0 && continues(count)) --count;
  return text.substr(0, count);
}

bool within_one_edit(std::string_view a, std::string_view b) {
  if (is_ascii(a) && is_ascii(b)) return within_one(a, b);
  // A code point takes up to four bytes, so one edit changes the length by four bytes at most.
  const std::size_t longer = std::max(a.size(), b.size());
  const std::size_t shorter = std::min(a.size(), b.size());
  if (longer - shorter > 4) return false;
  const std::u32string points_a = decode(a);
  const std::u32string points_b = decode(b);
  return within_one(std::u32string_view(points_a), std::u32string_view(points_b));
}

}  // namespace stillpoint
