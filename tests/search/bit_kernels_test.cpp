// The loops over bitmaps, for every kind of processor that this one can stand in for, against bits one by
// one.
#include "search/bit_kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <random>
#include <vector>

namespace stillpoint::search {
namespace {

using Words = std::vector<std::uint64_t>;

constexpr std::size_t kSizes[] = {0, 1, 7, 8, 9, 64, 1000};  // around the widths of registers, and beyond

class BitKernelsOnAnyProcessor : public testing::Test {
 protected:
  Words random_words(std::size_t size) {
    Words words(size);
    std::generate(words.begin(), words.end(), [this] { return random_(); });
    return words;
  }
  std::mt19937_64 random_{20261122};
};

TEST_F(BitKernelsOnAnyProcessor, CountAsBitsOneByOne) {
  for (const BitKernels* kernels : runnable_bit_kernels()) {
    for (const std::size_t size : kSizes) {
      SCOPED_TRACE(size);
      const Words a = random_words(size);
      const Words b = random_words(size);
      std::int64_t in_a = 0;
      std::int64_t in_both = 0;
      for (std::size_t i = 0; i < size * 64; ++i) {
        const bool one = ((a[i / 64] >> (i % 64)) & 1U) != 0;
        in_a += one ? 1 : 0;
        in_both += one && ((b[i / 64] >> (i % 64)) & 1U) != 0 ? 1 : 0;
      }
      EXPECT_EQ(kernels->count(a.data(), size), in_a);
      EXPECT_EQ(kernels->count_both(a.data(), b.data(), size), in_both);
    }
  }
}

TEST_F(BitKernelsOnAnyProcessor, CombineAsWordsOneByOne) {
  for (const BitKernels* kernels : runnable_bit_kernels()) {
    for (const std::size_t size : kSizes) {
      SCOPED_TRACE(size);
      const Words a = random_words(size);
      const Words b = random_words(size);
      const Words c = random_words(size);
      Words added = a;
      Words kept = a;
      Words removed = a;
      Words once = a;
      Words twice = b;
      kernels->add(added.data(), b.data(), size);
      kernels->keep(kept.data(), b.data(), size);
      kernels->remove(removed.data(), b.data(), size);
      kernels->fail(once.data(), twice.data(), c.data(), size);
      for (std::size_t i = 0; i < size; ++i) {
        EXPECT_EQ(added[i], a[i] | b[i]);
        EXPECT_EQ(kept[i], a[i] & b[i]);
        EXPECT_EQ(removed[i], a[i] & ~b[i]);
        EXPECT_EQ(once[i], a[i] | ~c[i]);
        EXPECT_EQ(twice[i], b[i] | (a[i] & ~c[i]));
      }
    }
  }
}

TEST_F(BitKernelsOnAnyProcessor, TellWhatLiesBetweenTwoNumbersBothIncluded) {
  for (const BitKernels* kernels : runnable_bit_kernels()) {
    constexpr std::size_t kCounts[] = {0, 1, 63, 64, 65, 1000};
    for (const std::size_t count : kCounts) {
      SCOPED_TRACE(count);
      std::vector<std::int32_t> values(count);
      for (std::int32_t& value : values) value = static_cast<std::int32_t>(random_() % 20) - 10;
      Words bits((count + 63) / 64);
      kernels->between(bits.data(), values.data(), count, -3, 4);
      for (std::size_t i = 0; i < bits.size() * 64; ++i) {
        const bool want = i < count && values[i] >= -3 && values[i] <= 4;
        EXPECT_EQ(((bits[i / 64] >> (i % 64)) & 1U) != 0, want) << i;
      }
    }
  }
}

TEST_F(BitKernelsOnAnyProcessor, TellWhichPointsLieWithinACircleAndWhichAtItsEdge) {
  for (const BitKernels* kernels : runnable_bit_kernels()) {
    constexpr std::size_t kCounts[] = {0, 1, 63, 64, 65, 1000};
    for (const std::size_t count : kCounts) {
      SCOPED_TRACE(count);
      std::vector<float> columns[3];
      for (std::vector<float>& column : columns) {
        column.resize(count);
        for (float& value : column) value = static_cast<float>(random_() % 9);
      }
      Words within((count + 63) / 64);
      Words at_edge = within;
      kernels->around(within.data(), at_edge.data(),
                      {.x = columns[0].data(),
                       .y = columns[1].data(),
                       .z = columns[2].data(),
                       .count = count,
                       .centre_x = 4,
                       .centre_y = 3,
                       .centre_z = 5,
                       .inside = 9,
                       .outside = 14});
      for (std::size_t i = 0; i < within.size() * 64; ++i) {
        float square = 100;
        if (i < count) {
          square = (columns[0][i] - 4) * (columns[0][i] - 4) + (columns[1][i] - 3) * (columns[1][i] - 3) +
                   (columns[2][i] - 5) * (columns[2][i] - 5);
        }
        EXPECT_EQ(((within[i / 64] >> (i % 64)) & 1U) != 0, square < 9) << i;
        EXPECT_EQ(((at_edge[i / 64] >> (i % 64)) & 1U) != 0, square >= 9 && square <= 14) << i;
      }
    }
  }
}

}  // namespace
}  // namespace stillpoint::search
