#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stillpoint::search {

/// Points of a sphere as columns, and a circle around one of them.
struct PointsAround {
  const float* x = nullptr;
  const float* y = nullptr;
  const float* z = nullptr;
  std::size_t count = 0;
  float centre_x = 0, centre_y = 0, centre_z = 0;
  /// Squares of distances: nearer than the first is within, farther than the second is not.
  float inside = 0, outside = 0;
};

/// The loops over bitmaps that a broad search spends its time in. One table of functions per kind of
/// processor: the plain one runs everywhere, the others are compiled for wider registers.
struct BitKernels {
  /// Bits set in both. O(words).
  std::int64_t (*count_both)(const std::uint64_t* a, const std::uint64_t* b, std::size_t words);
  /// Bits set.
  std::int64_t (*count)(const std::uint64_t* a, std::size_t words);
  /// to |= from.
  void (*add)(std::uint64_t* to, const std::uint64_t* from, std::size_t words);
  /// to &= from, and to &= ~from.
  void (*keep)(std::uint64_t* to, const std::uint64_t* from, std::size_t words);
  void (*remove)(std::uint64_t* to, const std::uint64_t* from, std::size_t words);
  /// Notes one more filter that rows may fail: `twice` gets the rows that failed before, `once` those that
  /// ever failed.
  void (*fail)(std::uint64_t* once, std::uint64_t* twice, const std::uint64_t* pass, std::size_t words);
  /// Bit i of `out` tells whether values[i] is in [low, high]. `count` values, padded words of bits.
  void (*between)(std::uint64_t* out, const std::int32_t* values, std::size_t count, std::int32_t low,
                  std::int32_t high);
  /// Bit i of `within` tells whether point i is nearer than `inside`, of `at_edge` whether it is not and yet
  /// no farther than `outside`. Padded words of bits.
  void (*around)(std::uint64_t* within, std::uint64_t* at_edge, const PointsAround& points);
};

/// The best table for this processor. Thread-safe.
const BitKernels& bit_kernels();
/// All tables that this processor can run, the plain one first.
std::vector<const BitKernels*> runnable_bit_kernels();

}  // namespace stillpoint::search
