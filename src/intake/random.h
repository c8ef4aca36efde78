#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stillpoint::intake {

/// SplitMix64's finisher (Steele, Lea, Flood 2014): every bit of the result depends on every bit of the
/// input.
std::uint64_t mix(std::uint64_t value);

/// A small source of numbers that says the same on every machine, unlike the distributions of the standard
/// library. For invention, never for secrets. Not thread-safe. Compilers may call the operands of a sum and
/// the arguments of a call in any order: draw into a variable first wherever two draws meet in one
/// expression.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next();

  /// A whole number in [low, high]. Its bias is below 2^-32 for the small ranges asked for here.
  /// @param high at least `low`.
  int between(int low, int high);

  /// True this often in a thousand.
  bool chance(int per_mille) { return between(0, 999) < per_mille; }

  /// One of them, all alike. @param items at least one.
  template <class T, std::size_t N>
  const T& pick(const T (&items)[N]) {
    return items[below(N)];
  }
  template <class T>
  const T& pick(std::span<const T> items) {
    return items[below(items.size())];
  }
  template <class T>
  const T& pick(const std::vector<T>& items) {
    return items[below(items.size())];
  }

  /// A number in [0, bound). @param bound in [1, 2^32].
  std::size_t below(std::size_t bound);

 private:
  std::uint64_t state_;
};

/// Positions with weights: a heavier one is drawn more often. Immutable once filled. Draws in O(log n).
class Weights {
 public:
  Weights() = default;
  /// A weight below 1 is never drawn.
  void add(std::int64_t weight);
  [[nodiscard]] bool empty() const { return total() == 0; }
  [[nodiscard]] std::size_t size() const { return sums_.size(); }
  /// A position. Asking while `empty()` is a bug.
  std::size_t draw(Random& random) const;

 private:
  [[nodiscard]] std::uint64_t total() const { return sums_.empty() ? 0 : sums_.back(); }
  std::vector<std::uint64_t> sums_;
};

/// Zipf's law with exponent one: the second is drawn half as often as the first, the third a third.
Weights zipf(std::size_t count);

/// Ids of one invented practitioner and of its records: scattered over [1, 2^60) and all different within a
/// seed, because a keyed permutation hands out a running number.
class IdSource {
 public:
  /// Records of one practitioner at most; far above what is ever invented.
  static constexpr std::uint64_t kIdsEachMax = 4096;

  IdSource(std::uint64_t seed, std::uint64_t practitioner)
      : seed_(seed), counter_(practitioner * kIdsEachMax + 1) {}

  std::int64_t next();

 private:
  std::uint64_t seed_;
  std::uint64_t counter_;
};

}  // namespace stillpoint::intake
