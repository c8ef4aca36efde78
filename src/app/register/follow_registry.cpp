#include "app/register/follow_registry.h"

#include <utility>

namespace stillpoint::app {

Result<bool> FollowRegistry::catch_up() {
  const std::lock_guard lock(mutex_);
  // Read before the rows: an edit in between is then seen as new, never missed.
  const Result<std::int64_t> edition = registry_.edition();
  if (!edition) return edition.error();
  if (*edition == taken_) return false;
  const auto held = vocabulary_.hold();
  Result<domain::VocabularyRows> rows = store_.load(vocabulary_.rows());
  if (!rows) return std::move(rows).error();
  if (Result<void> published = vocabulary_.publish(*std::move(rows)); !published)
    return std::move(published).error();
  taken_ = *edition;
  return true;
}

}  // namespace stillpoint::app
