#include "search/values.h"

#include <utility>

namespace stillpoint::search {

std::optional<ValueId> ValueTable::find(ValueKind kind, std::string_view key) const {
  const Ids& ids = ids_[static_cast<std::size_t>(kind)];
  const auto found = ids.find(key);
  if (found == ids.end()) return std::nullopt;
  return found->second;
}

ValueId ValueTable::add(ValueKind kind, std::string_view key) {
  const auto [place, fresh] =
      ids_[static_cast<std::size_t>(kind)].try_emplace(std::string(key), static_cast<ValueId>(rows_.size()));
  if (fresh) {
    rows_.push_back({kind, std::string(key)});
    by_kind_[static_cast<std::size_t>(kind)].push_back(place->second);
  }
  return place->second;
}

std::size_t ValueTable::bytes() const {
  constexpr std::size_t kPerRow = 160;  // two strings, a hash node, two numbers
  return rows_.size() * kPerRow;
}

ValueId ValueAdder::add(ValueKind kind, std::string_view key) {
  if (grown_) return grown_->add(kind, key);
  if (const auto known = table_->find(kind, key)) return *known;
  grown_ = std::make_shared<ValueTable>(*table_);
  return grown_->add(kind, key);
}

std::shared_ptr<const ValueTable> ValueAdder::publish() {
  if (grown_) table_ = std::exchange(grown_, nullptr);
  return table_;
}

ValueKind scope_kind(domain::ChecklistState state) {
  using domain::ChecklistState;
  switch (state) {
    case ChecklistState::kMet:
      return ValueKind::kScopeMet;
    case ChecklistState::kPartly:
      return ValueKind::kScopePartly;
    case ChecklistState::kNotApplicable:
      return ValueKind::kScopeNotApplicable;
    case ChecklistState::kNotMet:
      return ValueKind::kScopeNotMet;
    case ChecklistState::kUnknown:
    case ChecklistState::kNotAsked:
      break;
  }
  return ValueKind::kScopeUnknown;
}

}  // namespace stillpoint::search
