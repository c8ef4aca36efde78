#include "search/posting.h"

namespace stillpoint::search {

void Posting::add_to(Bitmap& rows) const {
  if (dense()) {
    rows.add(bitmap_);
  } else {
    for (const Row row : list_) rows.set(row);
  }
}

std::int64_t Posting::count_in(const Bitmap& rows) const {
  if (dense()) return rows.count_with(bitmap_);
  std::int64_t total = 0;
  for (const Row row : list_) total += rows.test(row) ? 1 : 0;
  return total;
}

}  // namespace stillpoint::search
