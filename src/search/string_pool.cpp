#include "search/string_pool.h"

namespace stillpoint::search {

std::uint32_t StringPool::intern(std::string_view text) {
  const auto known = ids_.find(text);
  if (known != ids_.end()) return known->second;
  if (size_ == kFull) return kFull;
  const std::uint32_t id = size_++;
  auto& chunk = chunks_[id / kChunk];
  if (!chunk) chunk = std::make_unique<Chunk>();
  std::string& kept = (*chunk)[id % kChunk];
  kept.assign(text);
  ids_.emplace(kept, id);
  constexpr std::size_t kOverhead = sizeof(std::string) + 48;  // and a hash node
  bytes_ += kOverhead + (kept.capacity() > 15 ? kept.capacity() + 1 : 0);
  return id;
}

}  // namespace stillpoint::search
