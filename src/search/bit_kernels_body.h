#pragma once

// The loops themselves, compiled once per kind of processor: each bit_kernels_*.cpp includes this file inside
// flags of its own. Everything here has internal linkage, so that no instruction of one kind leaks into
// another.

#include <cstring>

#include "search/bit_kernels.h"

namespace stillpoint::search {
namespace {

std::int64_t count_both(const std::uint64_t* a, const std::uint64_t* b, std::size_t words) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < words; ++i) total += __builtin_popcountll(a[i] & b[i]);
  return total;
}

std::int64_t count(const std::uint64_t* a, std::size_t words) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < words; ++i) total += __builtin_popcountll(a[i]);
  return total;
}

void add(std::uint64_t* to, const std::uint64_t* from, std::size_t words) {
  for (std::size_t i = 0; i < words; ++i) to[i] |= from[i];
}

void keep(std::uint64_t* to, const std::uint64_t* from, std::size_t words) {
  for (std::size_t i = 0; i < words; ++i) to[i] &= from[i];
}

void remove(std::uint64_t* to, const std::uint64_t* from, std::size_t words) {
  for (std::size_t i = 0; i < words; ++i) to[i] &= ~from[i];
}

void fail(std::uint64_t* once, std::uint64_t* twice, const std::uint64_t* pass, std::size_t words) {
  for (std::size_t i = 0; i < words; ++i) {
    const std::uint64_t failed = ~pass[i];
    twice[i] |= once[i] & failed;
    once[i] |= failed;
  }
}

void between(std::uint64_t* out, const std::int32_t* values, std::size_t count, std::int32_t low,
             std::int32_t high) {
  std::size_t at = 0;
  for (; at + 64 <= count; at += 64) {
    unsigned char inside[64];
    for (std::size_t i = 0; i < 64; ++i)
      inside[i] =
          static_cast<unsigned char>((values[at + i] >= low ? 1 : 0) & (values[at + i] <= high ? 1 : 0));
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, inside + i * 8, 8);
      // Gathers the lowest bit of each of the eight bytes into the highest byte.
      bits |= ((eight * 0x0102040810204080ULL) >> 56U) << (i * 8);
    }
    out[at / 64] = bits;
  }
  if (at == count) return;
  std::uint64_t bits = 0;
  for (std::size_t i = at; i < count; ++i) {
    if (values[i] >= low && values[i] <= high) bits |= std::uint64_t{1} << (i - at);
  }
  out[at / 64] = bits;
}

constexpr BitKernels kKernels = {count_both, count, add, keep, remove, fail, between};

}  // namespace
}  // namespace stillpoint::search
