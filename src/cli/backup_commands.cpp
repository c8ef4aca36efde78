#include <filesystem>
#include <map>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "app/check_directory.h"
#include "app/personal/erase_person.h"
#include "base/time_text.h"
#include "cli/commands.h"
#include "cli/erasure_ledger.h"
#include "cli/evidence_copy.h"
#include "cli/identity_wire.h"
#include "cli/operator.h"
#include "cli/wire.h"
#include "search/index.h"
#include "store/sqlite/backup.h"
#include "store/sqlite/sqlite_database.h"

// The commands that copy a database, put one back and prove that one is sound.

namespace stillpoint::cli {
namespace {

bool exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

/// A database that a restore prepares beside the one that it will replace; removed with its logs unless it
/// did.
class Prepared {
 public:
  explicit Prepared(std::string path) : path_(std::move(path)) { remove(); }
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;
  ~Prepared() { remove(); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  void remove() const {
    std::error_code ignored;
    for (const char* const end : {"", "-wal", "-shm", "-journal"})
      std::filesystem::remove(path_ + end, ignored);
  }
  std::string path_;
};

Error unsound(const std::string& path, const std::vector<std::string>& faults) {
  Error error{.code = ErrorCode::kInvalid, .message = path + " is not sound:"};
  for (const std::string& fault : faults)
    error.faults.push_back({.where = "file", .what = fault, .allowed = "", .value = ""});
  return error;
}

/// Everybody who must not come back: by the database that is replaced, its ledger, and a ledger from
/// elsewhere.
Result<std::map<domain::PractitionerId, Instant>> erasures_known(const Config& config,
                                                                 const KeepingOptions& options) {
  std::vector<std::string> ledgers = {erasure_file_of(config.database)};
  if (!options.erasures.empty()) {
    if (!exists(options.erasures)) {
      return Error{.code = ErrorCode::kInvalid, .message = "There is no file " + options.erasures + "."};
    }
    ledgers.push_back(options.erasures);
  }
  std::map<domain::PractitionerId, Instant> known;
  for (const std::string& path : ledgers) {
    const Result<std::vector<domain::Erasure>> held = ErasureFile(path).read();
    if (!held) return held.error();
    for (const domain::Erasure& erasure : *held) known.emplace(erasure.practitioner, erasure.at);
  }
  // One that is damaged is what a restore is for, so what cannot be read there is left to the ledgers.
  const auto old = exists(config.database) ? store::SqliteDatabase::open({.path = config.database})
                                           : Result<std::unique_ptr<store::SqliteDatabase>>(nullptr);
  if (old && *old) {
    const Result<std::vector<domain::Erasure>> held = (*old)->personal_data().erasures();
    if (held) {
      for (const domain::Erasure& erasure : *held) known.emplace(erasure.practitioner, erasure.at);
    }
  }
  return known;
}

/// Erases in the prepared database whom the directory forgot since the backup was made. @return how many.
Result<int> erase_again(Directory& directory, const std::map<domain::PractitionerId, Instant>& known,
                        const Config& config) {
  ErasureFile ledger(erasure_file_of(config.database));
  EvidenceOfPeople evidence(evidence_folder_of(config.database));
  store::SqliteDatabase& database = directory.database();
  const app::ErasePerson erasing({.unit_of_work = database.unit_of_work(),
                                  .directory = database.writer(),
                                  .personal = database.personal_data(),
                                  .trail = database.audit(),
                                  .ledger = ledger,
                                  .evidence = evidence},
                                 directory.clock());
  int count = 0;
  for (const auto& [id, at] : known) {
    const Result<app::ErasePerson::Erased> erased =
        erasing.run(the_operator(), id,
                    "Erased on " + print_instant(at) + ", after the backup that is restored here was made.");
    if (erased) {
      ++count;
    } else if (erased.error().code != ErrorCode::kGone && erased.error().code != ErrorCode::kNotFound) {
      return erased.error();
    }
  }
  return count;
}

Result<void> copy_file(const std::string& from, const std::string& to) {
  std::error_code failed;
  std::filesystem::copy_file(from, to, failed);
  if (!failed) {
    std::filesystem::permissions(to, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
                                 failed);
  }
  if (!failed) return {};
  return Error{.code = ErrorCode::kUnavailable,
               .message = from + " cannot be copied to " + to + ": " + failed.message() + "."};
}

/// What a restore tells when it is done.
struct Restored {
  int erased_again = 0;
  std::vector<std::string> key_faults{};  ///< Why nobody with a second factor can sign in yet.
};

/// Brings the copy to a state that can take the database's place: proven, up to date, without whom it must
/// not hold.
Result<Restored> prepare(const Config& config, const KeepingOptions& options, const std::string& path) {
  const Result<std::map<domain::PractitionerId, Instant>> known = erasures_known(config, options);
  if (!known) return known.error();
  Config prepared = config;
  prepared.database = path;
  const auto directory = Directory::open(prepared);
  if (!directory) return directory.error();
  domain::AuditLog& trail = (*directory)->database().audit();
  const auto broken = trail.verify();
  if (!broken) return broken.error();
  if (*broken) return unsound(options.file, {(*broken)->what});
  const Result<int> again = erase_again(**directory, *known, config);
  if (!again) return again.error();
  const Result<void> traced = trail.append(
      {.at = (*directory)->clock().now(),
       .actor = the_operator(),
       .action = "directory.restore",
       .subject = {.kind = "directory"},
       .reason = "From the backup " + std::filesystem::path(options.file).filename().string() + "."});
  if (!traced) return traced.error();
  // Whoever was signed out since the backup was made must not be signed in again by it.
  const Result<void> ended = (*directory)->database().accounts().drop_sessions_before(kEndOfTime, kEndOfTime);
  if (!ended) return ended.error();
  const Result<void> scrubbed = (*directory)->database().personal_data().scrub();
  if (!scrubbed) return scrubbed.error();
  const Result<app::CheckedPart> key = check_key(**directory, config.key_file);
  if (!key) return key.error();
  return Restored{.erased_again = *again, .key_faults = key->faults};
}

void print(const app::CheckedPart& part, std::ostream& out) {
  out << (part.faults.empty() ? "sound   " : "FAULTY  ") << part.part << ": " << part.says << ".\n";
  for (const std::string& fault : part.faults) out << "          " << fault << "\n";
}

}  // namespace

int back_up_database(const Config& config, const KeepingOptions& options, const Surroundings& around) {
  if (const Result<void> done = store::back_up(config.database, options.file); !done) {
    return report(done.error(), around);
  }
  // The files after the database: it names none that is not there by then, and they never change.
  const Result<int> files =
      copy_evidence(evidence_folder_of(config.database), evidence_folder_of(options.file));
  if (!files) return report(files.error(), around);
  around.out << "Copied " << config.database << " to " << options.file;
  if (*files > 0)
    around.out << ", and " << *files << " files of evidence to " << evidence_folder_of(options.file);
  around.out << ".\n";
  if (exists(config.key_file)) {
    around.out << "The key " << config.key_file
               << " is not part of the copy: keep one of it apart from the backups. Without it nobody with a "
                  "second factor can sign in to what is restored.\n";
  }
  return kExitDone;
}

int restore_database(const Config& config, const KeepingOptions& options, const Surroundings& around) {
  const Result<store::FileReport> file = store::inspect(options.file);
  if (!file) return report(file.error(), around);
  if (!file->faults.empty()) return report(unsound(options.file, file->faults), around);
  if (exists(config.database) && !options.force) {
    return report({.code = ErrorCode::kInvalid,
                   .message = "There is a database at " + config.database +
                              " already: --force replaces it, and keeps it beside."},
                  around);
  }
  if (Result<void> made = make_folder_of(config.database); !made) return report(made.error(), around);
  const Prepared prepared(config.database + ".restoring");
  if (const Result<void> copied = copy_file(options.file, prepared.path()); !copied) {
    return report(copied.error(), around);
  }
  // Before anybody is erased again, whose evidence goes too.
  const Result<int> files =
      copy_evidence(evidence_folder_of(options.file), evidence_folder_of(config.database));
  if (!files) return report(files.error(), around);
  const Result<Restored> restored = prepare(config, options, prepared.path());
  if (!restored) return report(restored.error(), around);
  const std::string aside = config.database + ".before-restore";
  const bool had_one = exists(config.database);
  Result<void> done = store::sync_to_disk(prepared.path());
  if (done) done = store::replace_database(config.database, prepared.path(), aside);
  if (!done) return report(done.error(), around);
  around.out << "Restored " << config.database << " from " << options.file << ".\n";
  if (restored->erased_again > 0) {
    around.out << restored->erased_again << " people who were erased since the backup were erased again.\n";
  }
  if (*files > 0) around.out << *files << " files of evidence were put back.\n";
  if (had_one)
    around.out << "What was there before is " << aside << "; delete it when you need it no more.\n";
  around.out
      << "Everybody is signed out. Passwords, roles, tokens and partners' keys are those of the backup: "
         "revoke again what was revoked since.\n";
  for (const std::string& fault : restored->key_faults) around.out << fault << "\n";
  return kExitDone;
}

int check_database(const Config& config, const Surroundings& around) {
  const Result<store::FileReport> file = store::inspect(config.database);
  if (!file) return report(file.error(), around);
  print({.part = "The file", .says = "pages, indexes and references read to the end", .faults = file->faults},
        around.out);
  if (!file->faults.empty()) return kExitFailed;
  if (file->schema < store::newest_schema()) {
    around.out << "The database is of schema " << file->schema << "; this program brings it to "
               << store::newest_schema() << " when it next serves or imports, and can check the rest then.\n";
    return kExitDone;
  }
  const auto directory = Directory::open(config);
  if (!directory) return report(directory.error(), around);
  search::Index index((*directory)->vocabulary(), {});
  auto parts =
      app::CheckDirectory(
          {.directory = (*directory)->reader(), .trail = (*directory)->database().audit(), .index = index},
          (*directory)->vocabulary(), (*directory)->clock())
          .run();
  if (!parts) return report(parts.error(), around);
  Result<app::CheckedPart> key = check_key(**directory, config.key_file);
  if (!key) return report(key.error(), around);
  parts->push_back(*std::move(key));
  int status = kExitDone;
  for (const app::CheckedPart& part : *parts) {
    print(part, around.out);
    if (!part.faults.empty()) status = kExitFailed;
  }
  return status;
}

}  // namespace stillpoint::cli
