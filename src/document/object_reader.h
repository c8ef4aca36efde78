#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "document/json_value.h"
#include "document/path.h"

namespace stillpoint::document {

/// Every fault of one text, in the order in which they were met.
class FaultList {
 public:
  /// More than this many help nobody: the text is of another kind.
  static constexpr std::size_t kFaultsMax = 100;
  /// A wrong value is quoted up to here.
  static constexpr std::size_t kQuotedBytesMax = 80;

  struct Entry {
    std::string what;
    std::string allowed{};
    std::string_view value{};
  };
  void add(const Path& path, const Entry& entry);
  [[nodiscard]] bool empty() const { return faults_.empty(); }
  [[nodiscard]] std::vector<Fault> take() && { return std::move(faults_); }

 private:
  std::vector<Fault> faults_;
};

/// The members that an object may have.
struct Members {
  std::span<const std::string_view> accepted;       ///< Are read.
  std::span<const std::string_view> passed_over{};  ///< May be there and mean nothing to the reader.
  bool null_is_absent =
      false;  ///< Tables of ours write null where nothing is on record; documents leave it out.
};
/// No object of ours has more members than this.
constexpr std::size_t kMembersMax = 32;

enum class Presence : std::uint8_t { kOptional, kRequired };
enum class Lines : std::uint8_t { kOne, kMany };

struct TextRule {
  std::size_t characters_max = 0;
  Presence presence = Presence::kOptional;
  Lines lines = Lines::kOne;  ///< Many: line feeds and tabs are taken.
};
struct IntegerRule {
  int min = 0;
  int max = 0;
  Presence presence = Presence::kOptional;
};
struct NumberRule {
  double min = 0;
  double max = 0;
};

/// Reads the members of one object strictly and notes every fault: unknown and repeated members when it is
/// made, wrong values as they are asked for. A value with a fault reads as if it were absent. Not
/// thread-safe.
class ObjectReader {
 public:
  /// All but `value` outlive the reader.
  ObjectReader(JsonValue value, const Path& path, const Members& members, FaultList& faults);

  [[nodiscard]] const Path& path() const { return path_; }
  [[nodiscard]] FaultList& faults() { return faults_; }

  /// The member's value as it stands; nothing where there is none. The name is an accepted one.
  [[nodiscard]] std::optional<JsonValue> find(std::string_view name) const;

  /// Text of at least one character that is not all white space, without control characters; empty where
  /// absent.
  std::string text(std::string_view name, const TextRule& rule);
  /// An http or https URL without white space; empty where absent.
  std::string url(std::string_view name);
  std::optional<int> integer(std::string_view name, const IntegerRule& rule);
  std::optional<double> number(std::string_view name, const NumberRule& rule);
  std::optional<bool> boolean(std::string_view name);
  /// ISO 8601, years 1900 to 9999.
  std::optional<Date> date(std::string_view name);
  /// RFC 3339.
  std::optional<Instant> instant(std::string_view name, Presence presence = Presence::kOptional);
  /// One of the names; its position among them.
  std::optional<std::size_t> choice(std::string_view name, std::span<const std::string_view> names,
                                    Presence presence = Presence::kOptional);

  /// Calls `each(JsonValue item, const Path& path)` for every item of a list.
  template <class Each>
  void list(std::string_view name, std::size_t items_max, const Each& each) {
    const auto items = list_of(name, items_max);
    if (!items) return;
    const Path here(path_, name);
    std::size_t index = 0;
    for (auto item = items->first(); item; item = item->next()) each(*item, Path(here, index++));
  }
  /// As `list`, of strings only: `each(std::string_view text, const Path& path)`.
  template <class Each>
  void strings(std::string_view name, std::size_t items_max, const Each& each) {
    list(name, items_max, [&](JsonValue item, const Path& path) {
      if (item.kind() == JsonKind::kString) {
        each(item.text(), path);
      } else {
        fault_kind(item, path, "text");
      }
    });
  }
  /// Calls `read(JsonValue, const Path&)` where the member is there.
  template <class Read>
  void object(std::string_view name, const Read& read) {
    if (const auto value = find(name)) read(*value, Path(path_, name));
  }

  /// Notes a fault at a member of this object, quoting its value where that is a text or a number.
  void fault(std::string_view name, std::string what, std::string allowed = {});

 private:
  /// The member where it has the kind; a fault where it has another, or is required and absent.
  std::optional<JsonValue> expect(std::string_view name, JsonKind kind, std::string_view kind_name,
                                  Presence presence);
  std::optional<JsonValue> list_of(std::string_view name, std::size_t items_max);
  void fault_kind(JsonValue value, const Path& path, std::string_view wanted);

  const Path& path_;
  const Members& members_;
  FaultList& faults_;
  std::array<std::optional<JsonValue>, kMembersMax> values_;  ///< By position among the accepted members.
};

/// "a, b or c", for what is allowed.
std::string alternatives(std::span<const std::string_view> names);

/// Code points of a well-formed text: what JSON Schema counts as its length.
std::size_t character_count(std::string_view text);

}  // namespace stillpoint::document
