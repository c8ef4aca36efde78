#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/audit.h"
#include "domain/ports.h"
#include "domain/vocabulary.h"

namespace stillpoint::app {

/// What a check of one part found.
struct CheckedPart {
  std::string part{};                 ///< "The trail", "Copies of records", "The index".
  std::string says{};                 ///< What was looked at, in words: "412 entries hold together".
  std::vector<std::string> faults{};  ///< One sentence each; empty where all is well.
};

/// Asks whether a database agrees with itself beyond what SQLite can tell: the trail's chain, each record's
/// copy against the tables, and an index made anew against the store. Reads everything, changes nothing. May
/// run beside a server.
class CheckDirectory {
 public:
  struct Stores {
    const domain::DirectoryReader& directory;
    const domain::AuditLog& trail;
    domain::DirectoryIndex& index;  ///< A fresh one, which the check fills.
  };
  CheckDirectory(const Stores& stores, const domain::Vocabulary& vocabulary, const Clock& clock)
      : stores_(stores), vocabulary_(vocabulary), clock_(clock) {}

  /// @return an error only where the store cannot be read.
  [[nodiscard]] Result<std::vector<CheckedPart>> run() const;

 private:
  [[nodiscard]] Result<CheckedPart> check_trail() const;
  [[nodiscard]] Result<CheckedPart> check_copies() const;
  [[nodiscard]] Result<CheckedPart> check_index() const;

  Stores stores_;
  const domain::Vocabulary& vocabulary_;
  const Clock& clock_;
};

}  // namespace stillpoint::app
