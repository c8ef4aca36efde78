// No bytes are a sealed token but those that this key sealed for this purpose; what was sealed comes back
// whole, and whatever stands in a sealed cursor is read or refused.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/cursor.h"
#include "http/sealed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stillpoint;  // NOLINT(google-build-using-namespace): one function
  using Purpose = http::Sealer::Purpose;
  const std::string text(reinterpret_cast<const char*>(data), size);
  static const http::Sealer sealer = *http::Sealer::make(std::string(32, 'k'));
  constexpr Instant kNow{std::chrono::seconds{1'795'000'000}};
  if (sealer.open(Purpose::kSearch, text) || http::open_cursor(text, sealer, kNow)) std::abort();
  const std::string token = sealer.seal(Purpose::kCursor, text);
  if (sealer.open(Purpose::kCursor, token) != text || sealer.open(Purpose::kSearch, token)) std::abort();
  const auto cursor = http::open_cursor(token, sealer, kNow);
  if (!cursor) return 0;
  const auto again = http::open_cursor(http::seal_cursor(*cursor, sealer), sealer, kNow);
  if (!again || again->position.ranks != cursor->position.ranks || again->issued != cursor->issued ||
      again->search.size() != cursor->search.size()) {
    std::abort();
  }
  return 0;
}
