#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "app/mailing/former_address.h"
#include "base/clock.h"
#include "base/result.h"
#include "domain/ports.h"

namespace stillpoint::app {

struct ImportOptions {
  /// On what ground these people are listed. Empty: an import is nobody's consent, so they are drafts.
  std::string list_basis{};
  /// The file is this operator's own export: everything is taken as it stands, ids, versions and dates too.
  bool restore = false;
  /// Everything is tried, nothing is kept.
  bool dry_run = false;
  /// The directory holds real people: rows of invented ones are rejected.
  bool real_people_only = false;
};

/// What became of the rows of a file.
struct ImportSummary {
  std::int64_t read = 0;  ///< The sum of all others.
  std::int64_t inserted = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::int64_t withdrawn = 0;
  std::int64_t skipped =
      0;  ///< Not of our professions, withdrawn before, or a withdrawal of somebody unknown.
  std::int64_t rejected = 0;
};

/// Who watches an import. Both are called between two chunks, on the caller's thread.
struct ImportObserver {
  /// What has landed so far, and how many bytes were read.
  std::function<void(const ImportSummary&, std::int64_t bytes_read)> progress{};
  /// A row that was refused. An error ends the import.
  std::function<Result<void>(std::int64_t line, const std::vector<Fault>& faults)> reject{};
};

/// Takes a file of documents into the directory: inserts who is new, updates who differs, in transactions of
/// a few hundred rows. A kill at any point leaves whole chunks, and the same file again completes what is
/// missing and changes nothing else, no date either. Nothing in a file forges trust (see import_merge.h); who
/// withdrew is never listed again by a file. One import at a time; not thread-safe.
class ImportDirectory {
 public:
  ImportDirectory(domain::DirectoryWriter& writer, const domain::DirectoryReader& directory,
                  const MailedBefore& mailed, const Clock& clock);

  /// @return kInvalid for options that contradict each other; kConflict for a restore into a database that
  /// holds anything but the beginning of the same file, left by a restore that was cut short; else as the
  /// reader and the store. What landed before an error stays.
  [[nodiscard]] Result<ImportSummary> run(domain::DocumentReader& reader, const ImportOptions& options,
                                          const ImportObserver& observer) const;

 private:
  domain::DirectoryWriter& writer_;
  const domain::DirectoryReader& directory_;
  MailedBefore mailed_;
  const Clock& clock_;
};

}  // namespace stillpoint::app
