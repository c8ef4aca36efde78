#include "app/partners/partner_key_text.h"

#include <algorithm>
#include <optional>

#include "app/identity/random_token.h"

namespace stillpoint::app {
namespace {

/// Crockford's base 32, without i, l, o and u.
constexpr std::string_view kLetters = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kPrefixBytes = 3;
constexpr std::size_t kDrawnLetters = 26;
constexpr std::size_t kCheckLetters = 4;
constexpr std::size_t kKeyBytes = kPrefixBytes + kDrawnLetters + kCheckLetters;
constexpr unsigned kBitsPerLetter = 5;
constexpr unsigned kLetterMask = 31;

std::string check_of(std::string_view text) {
  const std::string digest = digest_of(text);
  std::string letters;
  for (std::size_t i = 0; i < kCheckLetters; ++i) {
    // Five bits of each of four bytes: as good as twenty in a row.
    letters.push_back(kLetters[static_cast<unsigned char>(digest[i]) & kLetterMask]);
  }
  static_assert(kLetters.size() == std::size_t{1} << kBitsPerLetter);
  return letters;
}

std::optional<domain::PartnerKeyKind> kind_of_prefix(std::string_view text) {
  for (std::size_t i = 0; i < domain::kPartnerKeyPrefixes.size(); ++i) {
    if (text.starts_with(domain::kPartnerKeyPrefixes[i])) return static_cast<domain::PartnerKeyKind>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string draw_partner_key(domain::PartnerKeyKind kind) {
  std::string text(domain::kPartnerKeyPrefixes[static_cast<std::size_t>(kind)]);
  for (const char byte : draw_bytes(kDrawnLetters)) {
    text.push_back(kLetters[static_cast<unsigned char>(byte) & kLetterMask]);
  }
  return text + check_of(text);
}

Result<domain::PartnerKeyKind> kind_of_key(std::string_view text) {
  const std::optional<domain::PartnerKeyKind> kind = kind_of_prefix(text);
  if (!kind) {
    return Error{.code = ErrorCode::kUnauthenticated,
                 .message = "This is no partner's key: keys begin with pk_, sk_ or tk_."};
  }
  const bool whole = text.size() == kKeyBytes && check_of(text.substr(0, kKeyBytes - kCheckLetters)) ==
                                                     text.substr(kKeyBytes - kCheckLetters);
  if (whole) return *kind;
  return Error{
      .code = ErrorCode::kUnauthenticated,
      .message = "This key was mistyped or cut: its last characters do not fit the others. Copy it whole, " +
                 std::to_string(kKeyBytes) + " characters in lower case."};
}

std::string hint_of_key(std::string_view text) {
  const std::size_t shown = std::min(text.size(), kCheckLetters);
  return std::string(text.substr(0, kPrefixBytes)) + "…" + std::string(text.substr(text.size() - shown));
}

std::string demo_test_key() {
  const std::string text = "tk_d3m0d3m0d3m0d3m0d3m0d3m0d3";
  return text + check_of(text);
}

}  // namespace stillpoint::app
