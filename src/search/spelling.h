#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stillpoint::search {

/// FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo) of a text with the bytes [skip, skip_end) left out.
inline std::uint32_t spelling_hash(std::string_view text, std::size_t skip, std::size_t skip_end) {
  std::uint32_t hash = 2'166'136'261U;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i >= skip && i < skip_end) continue;
    hash = (hash ^ static_cast<unsigned char>(text[i])) * 16'777'619U;
  }
  return hash;
}

/// Calls `visit(hash)` for the text and for each that lacks one of its letters.
template <class Visit>
void for_each_spelling(std::string_view text, Visit visit) {
  visit(spelling_hash(text, 0, 0));
  for (std::size_t i = 0; i < text.size();) {
    std::size_t next = i + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xc0U) == 0x80U) ++next;
    visit(spelling_hash(text, i, next));
    i = next;
  }
}

}  // namespace stillpoint::search
