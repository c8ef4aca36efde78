#include "search/posting.h"

namespace stillpoint::search {

Posting::Posting(std::vector<Row> rows, std::size_t size) : count_(static_cast<std::int64_t>(rows.size())) {
  if (rows.size() * kSparseShare < size) {
    list_ = std::move(rows);
    list_.shrink_to_fit();
    return;
  }
  bitmap_ = Bitmap(size);
  for (const Row row : rows) bitmap_.set(row);
}

void Posting::add_to(Bitmap& rows) const {
  if (!dense()) {
    for (const Row row : list_) rows.set(row);
    return;
  }
  const auto out = rows.words();
  const auto in = bitmap_.words();
  for (std::size_t i = 0; i < in.size(); ++i) out[i] |= in[i];
}

std::int64_t Posting::count_in(const Bitmap& rows) const {
  std::int64_t total = 0;
  if (!dense()) {
    for (const Row row : list_) total += rows.test(row) ? 1 : 0;
    return total;
  }
  const auto a = rows.words();
  const auto b = bitmap_.words();
  for (std::size_t i = 0; i < b.size(); ++i) total += std::popcount(a[i] & b[i]);
  return total;
}

}  // namespace stillpoint::search
