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

/// The lowest bits of 64 bytes, the first byte's lowest.
std::uint64_t gather_bits(const unsigned char* bytes) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes + i * 8, 8);
    // Gathers the lowest bit of each of the eight bytes into the highest byte.
    bits |= ((eight * 0x0102040810204080ULL) >> 56U) << (i * 8);
  }
  return bits;
}

void between(std::uint64_t* out, const std::int32_t* values, std::size_t count, std::int32_t low,
             std::int32_t high) {
  for (std::size_t at = 0; at < count; at += 64) {
    const std::size_t some = count - at < 64 ? count - at : 64;
    unsigned char inside[64] = {};
    for (std::size_t i = 0; i < some; ++i)
      inside[i] =
          static_cast<unsigned char>((values[at + i] >= low ? 1 : 0) & (values[at + i] <= high ? 1 : 0));
    out[at / 64] = gather_bits(inside);
  }
}

void around(std::uint64_t* within, std::uint64_t* at_edge, const PointsAround& points) {
  for (std::size_t at = 0; at < points.count; at += 64) {
    const std::size_t some = points.count - at < 64 ? points.count - at : 64;
    float squares[64] = {};
    for (std::size_t i = 0; i < some; ++i) {
      const float x = points.x[at + i] - points.centre_x;
      const float y = points.y[at + i] - points.centre_y;
      const float z = points.z[at + i] - points.centre_z;
      squares[i] = x * x + y * y + z * z;
    }
    unsigned char nearer[64] = {};
    unsigned char reached[64] = {};
    for (std::size_t i = 0; i < some; ++i) {
      nearer[i] = squares[i] < points.inside ? 1 : 0;
      reached[i] = squares[i] <= points.outside ? 1 : 0;
    }
    within[at / 64] = gather_bits(nearer);
    at_edge[at / 64] = gather_bits(reached) & ~within[at / 64];
  }
}

constexpr BitKernels kKernels = {count_both, count, add, keep, remove, fail, between, around};

}  // namespace
}  // namespace stillpoint::search
