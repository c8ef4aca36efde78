#include "http/following/gzip_file.h"

#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace stillpoint::http::following {
namespace {

/// A snapshot is made while somebody waits for it: the fastest level halves the time of the default one for
/// a tenth more bytes.
constexpr int kLevel = 1;
constexpr int kGzipWindowBits = 15 + 16;
constexpr int kMemoryLevel = 8;
constexpr std::size_t kPieceBytes = std::size_t{64} * 1024;

Error trouble(const char* what) {
  return {.code = ErrorCode::kUnavailable,
          .message = std::string("The snapshot cannot be ") + what + ": " + std::strerror(errno) + "."};
}

std::string hex_tag(const unsigned char* digest, std::size_t size) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string tag = "\"";
  for (std::size_t i = 0; i < size; ++i) {
    tag.push_back(kDigits[digest[i] >> 4U]);
    tag.push_back(kDigits[digest[i] & 15U]);
  }
  tag.push_back('"');
  return tag;
}

}  // namespace

GzipFile::~GzipFile() {
  ::close(file_);
}

Result<std::string> GzipFile::read(std::uint64_t from, std::size_t count) const {
  std::string piece(count, '\0');
  std::size_t filled = 0;
  while (filled < count) {
    const ssize_t got =
        ::pread(file_, piece.data() + filled, count - filled, static_cast<off_t>(from + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return trouble("read");
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  piece.resize(filled);
  return piece;
}

struct GzipFileWriter::State {
  State() = default;
  ~State() {
    deflateEnd(&stream);
    if (file >= 0) ::close(file);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  crypto_generichash_state digest{};  // first, for it asks for whole cache lines
  std::uint64_t bytes = 0;
  z_stream stream{};
  int file = -1;
};

GzipFileWriter::GzipFileWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
GzipFileWriter::GzipFileWriter(GzipFileWriter&&) noexcept = default;
GzipFileWriter& GzipFileWriter::operator=(GzipFileWriter&&) noexcept = default;
GzipFileWriter::~GzipFileWriter() = default;

Result<GzipFileWriter> GzipFileWriter::make(const std::string& folder) {
  auto state = std::make_unique<State>();
  if (sodium_init() < 0 || deflateInit2(&state->stream, kLevel, Z_DEFLATED, kGzipWindowBits, kMemoryLevel,
                                        Z_DEFAULT_STRATEGY) != Z_OK) {
    return Error{.code = ErrorCode::kInternal, .message = "The snapshot cannot be compressed."};
  }
  crypto_generichash_init(&state->digest, nullptr, 0, crypto_generichash_BYTES_MIN);
  std::string path = (folder.empty() ? std::string(".") : folder) + "/.snapshot-XXXXXX";
  state->file = ::mkstemp(path.data());  // for this user alone
  if (state->file < 0) return trouble("kept");
  ::unlink(path.c_str());
  return GzipFileWriter(std::move(state));
}

Result<void> GzipFileWriter::run(int flush) {
  std::array<unsigned char, kPieceBytes> out{};
  z_stream& stream = state_->stream;
  do {
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, flush);
    const std::size_t made = out.size() - stream.avail_out;
    crypto_generichash_update(&state_->digest, out.data(), made);
    for (std::size_t written = 0; written < made;) {
      const ssize_t put = ::write(state_->file, out.data() + written, made - written);
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) return trouble("kept");
      written += static_cast<std::size_t>(put);
    }
    state_->bytes += made;
  } while (stream.avail_out == 0);
  return {};
}

Result<void> GzipFileWriter::append(std::string_view text) {
  // zlib reads through a pointer to non-const for reasons of its age; it writes nothing there.
  state_->stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // NOLINT
  state_->stream.avail_in = static_cast<uInt>(text.size());
  return run(Z_NO_FLUSH);
}

Result<std::shared_ptr<const GzipFile>> GzipFileWriter::finish() {
  state_->stream.avail_in = 0;
  if (Result<void> done = run(Z_FINISH); !done) return std::move(done).error();
  std::array<unsigned char, crypto_generichash_BYTES_MIN> digest{};
  crypto_generichash_final(&state_->digest, digest.data(), digest.size());
  const int file = std::exchange(state_->file, -1);
  return std::shared_ptr<const GzipFile>(
      new GzipFile(file, state_->bytes, hex_tag(digest.data(), digest.size())));
}

}  // namespace stillpoint::http::following
