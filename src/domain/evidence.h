#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace stillpoint::domain {

/// A file that was kept as evidence of a check.
struct EvidenceRecord {
  std::string sha256{};      ///< Lower-case hex of its content.
  std::string media_type{};  ///< By its content, never by what the sender claims.
  std::int64_t bytes = 0;
  std::string file_name{};  ///< As it came; for showing and downloading, never for a path.
  Instant stored{};
  std::string actor{};  ///< Who brought it.
};

/// The longest is an exclusion list of some 15 MB. A scanned letter or a list of some thousand members is
/// held shorter by the address that it is sent to.
constexpr std::size_t kEvidenceBytesMax = std::size_t{24} * 1024 * 1024;

/// Keeps evidence by its digest, outside whatever a browser is shown. Thread-safe; may block on I/O.
class EvidenceFiles {
 public:
  virtual ~EvidenceFiles() = default;
  /// Keeps the content, safe on disk when it returns; once for the same content. The file's digest and type
  /// are set; the rest is the caller's.
  /// @return kInvalid for an empty or too large file or a type that is not kept (PDF, PNG, JPEG, plain text
  /// are); kUnavailable where the disk does not take it.
  [[nodiscard]] virtual Result<EvidenceRecord> keep(std::string_view content) = 0;
  /// @return kNotFound where there is none; kUnavailable for one that no longer has its digest.
  [[nodiscard]] virtual Result<std::string> read(const std::string& sha256) const = 0;
};

}  // namespace stillpoint::domain
