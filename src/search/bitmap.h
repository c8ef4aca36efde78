#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "search/bit_kernels.h"

namespace stillpoint::search {

using Row = std::uint32_t;

/// A set of rows as plain 64-bit words. Bits beyond size() are zero.
class Bitmap {
 public:
  Bitmap() = default;
  explicit Bitmap(std::size_t size) : size_(size), words_((size + 63) / 64) {}

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool test(Row row) const { return ((words_[row >> 6] >> (row & 63U)) & 1U) != 0; }
  void set(Row row) { words_[row >> 6] |= std::uint64_t{1} << (row & 63U); }
  void clear(Row row) { words_[row >> 6] &= ~(std::uint64_t{1} << (row & 63U)); }
  /// All rows, or none.
  void fill(bool value) {
    for (std::uint64_t& word : words_) word = value ? ~std::uint64_t{0} : 0;
    trim();
  }
  /// Clears the bits beyond size().
  void trim() {
    if (size_ % 64 != 0) words_.back() &= (std::uint64_t{1} << (size_ % 64)) - 1;
  }
  [[nodiscard]] std::span<std::uint64_t> words() { return words_; }
  [[nodiscard]] std::span<const std::uint64_t> words() const { return words_; }
  [[nodiscard]] std::int64_t count() const { return bit_kernels().count(words_.data(), words_.size()); }
  /// How many rows are in both sets, which are of one size.
  [[nodiscard]] std::int64_t count_with(const Bitmap& other) const {
    return bit_kernels().count_both(words_.data(), other.words_.data(), words_.size());
  }
  /// Adds the rows of a set of the same size.
  void add(const Bitmap& other) { bit_kernels().add(words_.data(), other.words_.data(), words_.size()); }
  /// Keeps only the rows that are in the other set too; takes the other's rows away.
  void keep(const Bitmap& other) { bit_kernels().keep(words_.data(), other.words_.data(), words_.size()); }
  void remove(const Bitmap& other) {
    bit_kernels().remove(words_.data(), other.words_.data(), words_.size());
  }
  /// All rows but these.
  void invert() {
    for (std::uint64_t& word : words_) word = ~word;
    trim();
  }
  /// Calls `visit(row)` for each row, ascending.
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1)
        visit(static_cast<Row>(i * 64 + static_cast<std::size_t>(std::countr_zero(word))));
    }
  }
  /// The rows, ascending.
  [[nodiscard]] std::vector<Row> rows() const {
    std::vector<Row> all;
    for_each([&all](Row row) { all.push_back(row); });
    return all;
  }
  [[nodiscard]] std::size_t bytes() const { return words_.capacity() * sizeof(std::uint64_t); }

 private:
  std::size_t size_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace stillpoint::search
