#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace stillpoint::http::following {

/// A finished file in gzip form that no folder names: it is gone with its last owner, and with the program.
/// Immutable, so thread-safe.
class GzipFile {
 public:
  ~GzipFile();
  GzipFile(const GzipFile&) = delete;
  GzipFile& operator=(const GzipFile&) = delete;

  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  /// A strong entity tag of its bytes, in quotes.
  [[nodiscard]] const std::string& tag() const { return tag_; }
  /// Bytes from a place on, at most `count`; fewer at the end only. @return kUnavailable.
  [[nodiscard]] Result<std::string> read(std::uint64_t from, std::size_t count) const;

 private:
  friend class GzipFileWriter;
  GzipFile(int file, std::uint64_t bytes, std::string tag)
      : file_(file), bytes_(bytes), tag_(std::move(tag)) {}
  int file_;
  std::uint64_t bytes_;
  std::string tag_;
};

/// Writes one. Memory stays flat whatever the length.
class GzipFileWriter {
 public:
  /// @param folder where there is room for it. @return kUnavailable where none can be made there.
  static Result<GzipFileWriter> make(const std::string& folder);
  GzipFileWriter(GzipFileWriter&&) noexcept;
  GzipFileWriter& operator=(GzipFileWriter&&) noexcept;
  ~GzipFileWriter();

  /// @return kUnavailable where the disk is full.
  [[nodiscard]] Result<void> append(std::string_view text);
  [[nodiscard]] Result<std::shared_ptr<const GzipFile>> finish();

 private:
  struct State;
  explicit GzipFileWriter(std::unique_ptr<State> state);
  [[nodiscard]] Result<void> run(int flush);
  std::unique_ptr<State> state_;
};

}  // namespace stillpoint::http::following
