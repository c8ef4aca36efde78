#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "domain/personal_data.h"

namespace stillpoint::cli {

/// Erasures in a text file beside the database, `<database>.erasures`: one per line, "3v8k0q7m2x1c
/// 2026-11-22T10:00:00Z". It outlives the database: keep a copy of it elsewhere too. Used by one process at a
/// time.
class ErasureFile final : public domain::ErasureLedger {
 public:
  explicit ErasureFile(std::string path) : path_(std::move(path)) {}

  /// @return what the file says, in its order; nothing where there is no file; kInvalid naming a line that
  /// cannot be understood.
  [[nodiscard]] Result<std::vector<domain::Erasure>> read() const;
  [[nodiscard]] Result<void> keep(const std::vector<domain::Erasure>& erasures) override;

 private:
  std::string path_;
};

/// Where the ledger of a database is.
std::string erasure_file_of(const std::string& database);

}  // namespace stillpoint::cli
