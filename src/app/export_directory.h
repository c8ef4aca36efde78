#pragma once

#include <cstdint>
#include <functional>

#include "base/result.h"
#include "domain/ports.h"

namespace stillpoint::app {

/// An operator takes the whole directory out: every record that is not withdrawn, whole, in order of
/// registration. Thread-safe.
class ExportDirectory {
 public:
  explicit ExportDirectory(const domain::DirectoryReader& directory) : directory_(directory) {}

  /// @param write takes one record after the other; its error ends the export and is returned.
  /// @return how many were written.
  [[nodiscard]] Result<std::int64_t> run(
      const std::function<Result<void>(const domain::Practitioner&)>& write) const;

 private:
  const domain::DirectoryReader& directory_;
};

}  // namespace stillpoint::app
