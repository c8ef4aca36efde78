#include "http/following/change_cursor.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace stillpoint::http::following {

std::string change_cursor(const Sealer& sealer, const domain::ChangeMark& mark) {
  return sealer.seal(Sealer::Purpose::kChanges, std::to_string(mark.sequence) + " " +
                                                    std::to_string(mark.practitioner.value) + " " +
                                                    std::to_string(mark.at.time_since_epoch().count()));
}

std::optional<domain::ChangeMark> read_change_cursor(const Sealer& sealer, std::string_view cursor) {
  const std::optional<std::string> text = sealer.open(Sealer::Purpose::kChanges, cursor);
  if (!text) return std::nullopt;
  std::array<std::int64_t, 3> numbers{};
  const char* at = text->data();
  const char* const end = at + text->size();
  for (std::int64_t& number : numbers) {
    const auto [stopped, problem] = std::from_chars(at, end, number);
    if (problem != std::errc()) return std::nullopt;
    at = stopped == end ? end : stopped + 1;
  }
  return domain::ChangeMark{
      .sequence = numbers[0], .practitioner = {numbers[1]}, .at = Instant{std::chrono::seconds{numbers[2]}}};
}

}  // namespace stillpoint::http::following
