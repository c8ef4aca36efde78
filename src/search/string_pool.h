#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace stillpoint::search {

/// Keeps each distinct string of the packed records once (names of registers, checkers, currencies ...).
/// Append-only: a string never moves, so threads may read with at() what was interned before the snapshot
/// that they hold was published. intern() is for one writer at a time.
class StringPool {
 public:
  /// The number of the string. O(1).
  /// @return kFull when the pool holds as many as it can; the caller then writes the string out.
  std::uint32_t intern(std::string_view text);
  [[nodiscard]] std::string_view at(std::uint32_t id) const { return (*chunks_[id / kChunk])[id % kChunk]; }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

  static constexpr std::uint32_t kChunk = 4096;
  static constexpr std::uint32_t kChunksMax = 1024;
  static constexpr std::uint32_t kFull = kChunk * kChunksMax;

 private:
  using Chunk = std::array<std::string, kChunk>;
  std::array<std::unique_ptr<Chunk>, kChunksMax> chunks_;
  std::unordered_map<std::string_view, std::uint32_t> ids_;
  std::uint32_t size_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace stillpoint::search
