#include "http/cursor.h"

#include <charconv>
#include <optional>
#include <utility>

#include "http/limits.h"
#include "http/url.h"

namespace stillpoint::http {
namespace {

// Names within a sealed cursor; a search's own parameters never begin with a point.
constexpr std::string_view kIssued = ".issued";
constexpr std::string_view kMonth = ".month";
constexpr std::string_view kRank = ".rank";
constexpr std::string_view kName = ".name";
constexpr std::string_view kId = ".id";
constexpr std::string_view kPartner = ".partner";

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc{} && end == text.data() + text.size();
}

/// @return whether the part is one that a cursor holds.
bool take(Cursor& cursor, Parameter part) {
  std::int64_t number = 0;
  if (part.name.empty() || part.name.front() != '.') {
    cursor.search.push_back(std::move(part));
    return true;
  }
  if (part.name == kName) {
    cursor.position.name = std::move(part.value);
    return true;
  }
  if (part.name == kMonth) return read_number(part.value, cursor.position.month.value);
  if (!read_number(part.value, number)) return false;
  if (part.name == kIssued) {
    cursor.issued = Instant{std::chrono::seconds{number}};
  } else if (part.name == kRank) {
    cursor.position.ranks.push_back(number);
  } else if (part.name == kId) {
    cursor.position.id.value = number;
  } else if (part.name == kPartner) {
    cursor.partner.value = number;
  } else {
    return false;
  }
  return true;
}

std::optional<Cursor> read_cursor(std::string_view text) {
  std::optional<std::vector<Parameter>> parts = parse_query(text);
  if (!parts) return std::nullopt;
  Cursor cursor;
  for (Parameter& part : *parts) {
    if (!take(cursor, std::move(part))) return std::nullopt;
  }
  return cursor;
}

}  // namespace

std::string seal_cursor(const Cursor& cursor, const Sealer& sealer) {
  std::vector<Parameter> parts = cursor.search;
  const auto add = [&](std::string_view name, std::string value) {
    parts.push_back({.name = std::string(name), .value = std::move(value)});
  };
  add(kIssued, std::to_string(cursor.issued.time_since_epoch().count()));
  add(kMonth, std::to_string(cursor.position.month.value));
  for (const std::int64_t rank : cursor.position.ranks) add(kRank, std::to_string(rank));
  if (!cursor.position.name.empty()) add(kName, cursor.position.name);
  add(kId, std::to_string(cursor.position.id.value));
  if (cursor.partner) add(kPartner, std::to_string(cursor.partner.value));
  return sealer.seal(Sealer::Purpose::kCursor, print_query(parts));
}

Result<Cursor> open_cursor(std::string_view token, const Sealer& sealer, Instant now) {
  const std::optional<std::string> text = sealer.open(Sealer::Purpose::kCursor, token);
  std::optional<Cursor> cursor = text ? read_cursor(*text) : std::nullopt;
  if (!cursor) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "The cursor is not one that this directory gave out.",
                 .faults = {{.where = "cursor",
                             .what = "This is no cursor of this directory.",
                             .allowed = "the cursor of an answer's `next`, unchanged",
                             .value = {}}}};
  }
  if (now >= cursor->issued + kCursorLife) {
    return Error{.code = ErrorCode::kGone,
                 .message = "The cursor is older than 24 hours. Search again to begin a new walk.",
                 .faults = {{.where = "cursor",
                             .what = "This cursor has expired.",
                             .allowed = "a cursor of the last 24 hours",
                             .value = {}}}};
  }
  return std::move(*cursor);
}

}  // namespace stillpoint::http
