#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/checklist.h"

namespace stillpoint::search {

/// What a value says. A practitioner, or one of their locations, is a set of values: this makes filters,
/// facets and states of the checklist one and the same thing to the index.
enum class ValueKind : std::uint8_t {
  // Of a practitioner; the key is a word of a vocabulary.
  kProfession,
  kApproach,
  kSchool,
  kCredential,  ///< In force now.
  kLanguage,    ///< Themselves and each shorter tag.
  kPopulation,
  kGender,
  kCondition,  ///< Declared as taken.
  // Where an item stands; the key is the state's name.
  kCertificationState,
  kReviewsState,
  kFeesState,
  // Item 2, by declared condition.
  kConditionMet,
  kConditionPartly,
  kConditionNotMet,
  kCertified,         ///< What certified=true asks. Key empty.
  kNothingOnRecord,   ///< The key is the name of the filter that this practitioner has no record for.
  kMinutesNotStated,  ///< No one-session line, or one without minutes. Key empty.
  kSliding,           ///< Some comparable line is on a sliding scale. Key empty.
  kSlidingNotStated,  ///< No comparable line, or one that doesn't say. Key empty.
  // Of a location.
  kJurisdiction,  ///< Its own and its country's.
  kLocationYes,   ///< The key is the filter's name: accepting, home_visits, wheelchair.
  kLocationUnknown,
  // Item 4 at a location; the key is an approach that the practitioner offers, or empty: the licence alone.
  kScopeMet,
  kScopePartly,
  kScopeNotApplicable,
  kScopeUnknown,
  kScopeNotMet,
  kCurrency,  ///< Numbers currencies; no practitioner has it as a value.
};
constexpr std::size_t kValueKinds = 29;

using ValueId = std::uint32_t;

/// Numbers every (kind, key) that occurs. Grows only: a number once given stays. A published table is const
/// and safe to share; whoever needs a new value copies the table first (rare: new values come with new words
/// of the vocabularies).
class ValueTable {
 public:
  [[nodiscard]] std::optional<ValueId> find(ValueKind kind, std::string_view key) const;
  ValueId add(ValueKind kind, std::string_view key);
  [[nodiscard]] ValueKind kind(ValueId id) const { return rows_[id].kind; }
  [[nodiscard]] const std::string& key(ValueId id) const { return rows_[id].key; }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  /// All values of a kind, in the order they were added.
  [[nodiscard]] const std::vector<ValueId>& of(ValueKind kind) const {
    return by_kind_[static_cast<std::size_t>(kind)];
  }
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Row {
    ValueKind kind;
    std::string key;
  };
  /// Looks a key up without making a string of it: a query does so a hundred times.
  struct KeyHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
  };
  using Ids = std::unordered_map<std::string, ValueId, KeyHash, std::equal_to<>>;
  std::vector<Row> rows_;
  std::vector<std::vector<ValueId>> by_kind_ = std::vector<std::vector<ValueId>>(kValueKinds);
  std::vector<Ids> ids_ = std::vector<Ids>(kValueKinds);
};

/// Adds to a table that others may be reading: copies it at the first value that it lacks.
class ValueAdder {
 public:
  explicit ValueAdder(std::shared_ptr<const ValueTable> table) : table_(std::move(table)) {}
  ValueId add(ValueKind kind, std::string_view key);
  /// The table as it stands; what was handed out before stays as it is.
  [[nodiscard]] std::shared_ptr<const ValueTable> publish();

 private:
  std::shared_ptr<const ValueTable> table_;
  std::shared_ptr<ValueTable> grown_;  ///< Ours alone until published.
};

/// The value kind that says how item 4 stands.
ValueKind scope_kind(domain::ChecklistState state);

}  // namespace stillpoint::search
