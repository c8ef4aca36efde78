#include "app/follow_changes.h"

#include <unordered_set>
#include <utility>
#include <vector>

namespace stillpoint::app {
namespace {

/// Changes are read in portions, so that a large import beside a running server needs little memory.
constexpr std::size_t kChangesPerPortion = 1000;

}  // namespace

FollowChanges::FollowChanges(const domain::DirectoryReader& directory, domain::DirectoryIndex& index,
                             const Clock& clock, RenewVocabulary renew_vocabulary)
    : directory_(directory), index_(index), clock_(clock), renew_vocabulary_(std::move(renew_vocabulary)) {}

Result<void> FollowChanges::load() {
  const std::lock_guard lock(mutex_);
  if (renew_vocabulary_) {
    if (Result<bool> renewed = renew_vocabulary_(); !renewed) return std::move(renewed).error();
  }
  return load_now();
}

Result<void> FollowChanges::load_now() {
  // The version is read first: a commit during the load is then seen as new, never missed.
  Result<std::int64_t> version = directory_.data_version();
  if (!version) return std::move(version).error();
  Result<void> loaded =
      index_.rebuild([this](const auto& visit) { return directory_.for_each_listing(visit); }, clock_.now());
  if (!loaded) return loaded;
  sequence_ = index_.stats().sequence;
  seen_version_ = *version;
  return {};
}

Result<void> FollowChanges::catch_up() {
  const std::lock_guard lock(mutex_);
  Result<std::int64_t> version = directory_.data_version();
  if (!version) return std::move(version).error();
  if (*version == seen_version_) return {};
  if (renew_vocabulary_) {
    Result<bool> renewed = renew_vocabulary_();
    if (!renewed) return std::move(renewed).error();
    if (*renewed) return load_now();
  }
  for (;;) {
    Result<std::vector<domain::Change>> changes = directory_.changes_after(sequence_, kChangesPerPortion);
    if (!changes) return std::move(changes).error();
    std::unordered_set<domain::PractitionerId> taken;
    for (const domain::Change& change : *changes) {
      if (!taken.insert(change.practitioner).second)
        continue;  // its listing was read after this change already
      Result<std::optional<domain::Listing>> listing = directory_.find_listing(change.practitioner);
      if (!listing) return std::move(listing).error();
      index_.apply(change.practitioner, *listing, change.sequence, clock_.now());
    }
    applied_.fetch_add(static_cast<std::int64_t>(changes->size()), std::memory_order_relaxed);
    if (!changes->empty()) sequence_ = changes->back().sequence;
    if (changes->size() < kChangesPerPortion) break;
  }
  seen_version_ = *version;
  return {};
}

}  // namespace stillpoint::app
