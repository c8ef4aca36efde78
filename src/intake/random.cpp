#include "intake/random.h"

#include <algorithm>
#include <cassert>

namespace stillpoint::intake {
namespace {

constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ULL;  // 2^64 / golden ratio: SplitMix64's step
constexpr int kHalfBits = 30;                             // two halves make an id of 60 bits
constexpr std::uint64_t kHalfMask = (1ULL << kHalfBits) - 1;
constexpr std::uint64_t kFeistelRounds = 4;

/// A Feistel network: whatever the round function, every input has an output of its own.
std::uint64_t permute(std::uint64_t value, std::uint64_t key) {
  std::uint64_t left = (value >> kHalfBits) & kHalfMask;
  std::uint64_t right = value & kHalfMask;
  for (std::uint64_t round = 0; round < kFeistelRounds; ++round) {
    const std::uint64_t next = left ^ (mix(key + round * kGolden + right) & kHalfMask);
    left = right;
    right = next;
  }
  return (left << kHalfBits) | right;
}

}  // namespace

std::uint64_t mix(std::uint64_t value) {
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31U);
}

std::uint64_t Random::next() {
  state_ += kGolden;
  return mix(state_);
}

std::size_t Random::below(std::size_t bound) {
  assert(bound >= 1);
  return static_cast<std::size_t>(((next() >> 32U) * bound) >> 32U);
}

int Random::between(int low, int high) {
  assert(low <= high);
  const auto width = static_cast<std::size_t>(static_cast<std::int64_t>(high) - low + 1);
  return static_cast<int>(low + static_cast<std::int64_t>(below(width)));
}

void Weights::add(std::int64_t weight) {
  sums_.push_back(total() + static_cast<std::uint64_t>(std::max<std::int64_t>(weight, 0)));
}

std::size_t Weights::draw(Random& random) const {
  assert(!empty());
  const std::uint64_t at = random.next() % total();
  return static_cast<std::size_t>(std::ranges::upper_bound(sums_, at) - sums_.begin());
}

Weights zipf(std::size_t count) {
  constexpr std::int64_t kFirst = 1'000'000;
  Weights weights;
  for (std::size_t rank = 1; rank <= count; ++rank) weights.add(kFirst / static_cast<std::int64_t>(rank));
  return weights;
}

std::int64_t IdSource::next() {
  std::uint64_t id = permute(counter_++, mix(seed_));
  if (id == 0) id = permute(0, mix(seed_));  // 0 names nothing; what 0 becomes is nobody else's
  return static_cast<std::int64_t>(id);
}

}  // namespace stillpoint::intake
