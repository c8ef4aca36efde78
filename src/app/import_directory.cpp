#include "app/import_directory.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/import_merge.h"
#include "domain/invented.h"

namespace stillpoint::app {
namespace {

using domain::Intake;
using domain::ListingState;
using domain::Practitioner;

/// Rows of one transaction: enough that its cost is shared, few enough that searches beside it see news soon.
constexpr std::size_t kChunkRowsMax = 500;
/// And bytes of the file: a chunk of the largest lines stays in bounds.
constexpr std::int64_t kChunkBytesMax = 8 << 20;

/// A row that was refused, with its reasons.
struct Reject {
  std::int64_t line = 0;
  std::vector<Fault> faults;
};

/// What one chunk comes to; counted only once it has landed.
struct ChunkOutcome {
  ImportSummary summary;
  std::vector<Reject> rejects;
};

void add(ImportSummary& sum, const ImportSummary& more) {
  sum.read += more.read;
  sum.inserted += more.inserted;
  sum.updated += more.updated;
  sum.unchanged += more.unchanged;
  sum.withdrawn += more.withdrawn;
  sum.skipped += more.skipped;
  sum.rejected += more.rejected;
}

Error not_empty() {
  return {.code = ErrorCode::kConflict,
          .message =
              "A restore needs an empty database; this one holds practitioners that are not the beginning of "
              "the file."};
}

/// One run over one file.
class Import {
 public:
  Import(domain::DirectoryWriter& writer, const MailedBefore& mailed, const ImportOptions& options,
         Instant now, std::int64_t held)
      : writer_(writer), mailed_(mailed), options_(options), now_(now), held_(held) {}

  /// Writes a chunk in the transaction that is open.
  Result<void> write(const std::vector<Intake>& chunk, ChunkOutcome& outcome);

 private:
  Result<void> write(const Intake& intake, ChunkOutcome& outcome);
  Result<void> restore(const Intake& intake, ChunkOutcome& outcome);
  Result<void> withdraw(const Practitioner& practitioner, ChunkOutcome& outcome);
  Result<void> upsert(const Intake& intake, ChunkOutcome& outcome);
  /// Stores it and counts it; a conflict with another record is a reject.
  Result<void> put(const Practitioner& practitioner, std::int64_t line, std::int64_t& counter,
                   ChunkOutcome& outcome);

  domain::DirectoryWriter& writer_;
  const MailedBefore& mailed_;
  const ImportOptions& options_;
  Instant now_;
  std::int64_t held_;       ///< Practitioners in the database when the run began.
  std::int64_t found_ = 0;  ///< Of them, those that a restore has met again, in the order of the file.
};

void reject(std::int64_t line, std::vector<Fault> faults, ChunkOutcome& outcome) {
  ++outcome.summary.rejected;
  outcome.rejects.push_back({.line = line, .faults = std::move(faults)});
}

Result<void> Import::write(const std::vector<Intake>& chunk, ChunkOutcome& outcome) {
  for (const Intake& intake : chunk) {
    ++outcome.summary.read;
    Result<void> done = write(intake, outcome);
    if (!done) return done;
  }
  return {};
}

Result<void> Import::write(const Intake& intake, ChunkOutcome& outcome) {
  if (intake.skipped) {
    ++outcome.summary.skipped;
    return {};
  }
  if (!intake.practitioner) {
    reject(intake.line, intake.faults, outcome);
    return {};
  }
  if (options_.real_people_only && domain::is_invented(*intake.practitioner)) {
    reject(intake.line,
           {{.where = "/external_ids",
             .what = "This person is invented, and the directory holds real ones.",
             .allowed = "Invented people go into a database of their own, with --demo true.",
             .value = std::string(domain::kInventedSystem)}},
           outcome);
    return {};
  }
  if (options_.restore) return restore(intake, outcome);
  if (intake.withdraw) return withdraw(*intake.practitioner, outcome);
  return upsert(intake, outcome);
}

Result<void> Import::put(const Practitioner& practitioner, std::int64_t line, std::int64_t& counter,
                         ChunkOutcome& outcome) {
  Result<domain::PractitionerId> stored = writer_.put(practitioner);
  if (stored) {
    ++counter;
    return {};
  }
  if (stored.error().code != ErrorCode::kConflict) return std::move(stored).error();
  std::vector<Fault> faults = stored.error().faults;
  if (faults.empty())
    faults.push_back({.where = "", .what = stored.error().message, .allowed = "", .value = ""});
  reject(line, std::move(faults), outcome);
  return {};
}

Result<void> Import::restore(const Intake& intake, ChunkOutcome& outcome) {
  Practitioner record = *intake.practitioner;
  record.version = std::max<std::int64_t>(record.version, 1);  // a made file may leave the first version out
  Result<std::optional<Practitioner>> existing = writer_.find_existing(record);
  if (!existing) return std::move(existing).error();
  if (*existing) {
    // What a restore that was cut short left behind is the beginning of the file, as it stands there.
    if (found_ == held_) {
      reject(intake.line,
             {{.where = "/id",
               .what = "The file names this practitioner twice.",
               .allowed = "Each practitioner once.",
               .value = ""}},
             outcome);
      return {};
    }
    if (**existing != record) return not_empty();
    ++found_;
    ++outcome.summary.unchanged;
    return {};
  }
  if (found_ != held_) return not_empty();
  return put(record, intake.line, outcome.summary.inserted, outcome);
}

Result<void> Import::withdraw(const Practitioner& practitioner, ChunkOutcome& outcome) {
  Result<std::optional<Practitioner>> existing = writer_.find_existing(practitioner);
  if (!existing) return std::move(existing).error();
  if (!*existing) {
    ++outcome.summary.skipped;
    return {};
  }
  Practitioner record = std::move(**existing);
  if (record.listing == ListingState::kWithdrawn) {
    ++outcome.summary.unchanged;
    return {};
  }
  record.listing = ListingState::kWithdrawn;
  record.edited = now_;
  ++record.version;
  return put(record, 0, outcome.summary.withdrawn, outcome);
}

/// What a file brings is written down now, whatever it says of itself.
Practitioner written_down(Practitioner record, Instant now) {
  const auto note = [now](std::vector<domain::Verification>& checks) {
    for (domain::Verification& check : checks) check.recorded = now;
  };
  for (domain::Credential& credential : record.credentials) {
    credential.recorded = now;
    note(credential.verifications);
  }
  for (domain::HeldProfession& held : record.professions) {
    for (domain::Licence& licence : held.licences) note(licence.verifications);
  }
  return record;
}

Result<void> Import::upsert(const Intake& intake, ChunkOutcome& outcome) {
  const Practitioner incoming = written_down(*intake.practitioner, now_);
  Result<std::optional<Practitioner>> existing = writer_.find_existing(incoming);
  if (!existing) return std::move(existing).error();
  const bool lists = !options_.list_basis.empty();
  if (!*existing) {
    Practitioner record = incoming;
    record.listing = lists ? ListingState::kListed : ListingState::kDraft;
    record.listing_basis = options_.list_basis;
    record.edited = now_;
    record.version = 1;
    return put(record, intake.line, outcome.summary.inserted, outcome);
  }
  if ((*existing)->listing == ListingState::kWithdrawn) {
    ++outcome.summary.skipped;
    return {};
  }
  Practitioner record = merge_import(**existing, incoming, intake.partial);
  if (lists && record.listing == ListingState::kDraft) {
    record.listing = ListingState::kListed;
    record.listing_basis = options_.list_basis;
  }
  if (record == **existing) {
    ++outcome.summary.unchanged;
    return {};
  }
  record.edited = now_;
  ++record.version;
  const std::int64_t updated = outcome.summary.updated;
  Result<void> done = put(record, intake.line, outcome.summary.updated, outcome);
  if (!done || outcome.summary.updated == updated) return done;
  return leave_former_address(mailed_, **existing, record);
}

/// The next rows of the file. @return whether more may follow.
Result<bool> read_chunk(domain::DocumentReader& reader, std::vector<Intake>& chunk) {
  chunk.clear();
  const std::int64_t begin = reader.bytes_read();
  while (chunk.size() < kChunkRowsMax && reader.bytes_read() - begin < kChunkBytesMax) {
    Result<std::optional<Intake>> next = reader.next();
    if (!next) return std::move(next).error();
    if (!*next) return false;
    chunk.push_back(std::move(**next));
  }
  return true;
}

Result<void> report(const ChunkOutcome& outcome, const ImportObserver& observer) {
  if (!observer.reject) return {};
  for (const Reject& row : outcome.rejects) {
    Result<void> done = observer.reject(row.line, row.faults);
    if (!done) return done;
  }
  return {};
}

}  // namespace

ImportDirectory::ImportDirectory(domain::DirectoryWriter& writer, const domain::DirectoryReader& directory,
                                 const MailedBefore& mailed, const Clock& clock)
    : writer_(writer), directory_(directory), mailed_(mailed), clock_(clock) {}

Result<ImportSummary> ImportDirectory::run(domain::DocumentReader& reader, const ImportOptions& options,
                                           const ImportObserver& observer) const {
  if (options.restore && !options.list_basis.empty()) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "A restore takes each listing as it stands: leave the basis of listing out."};
  }
  const Result<domain::DirectoryReader::Counts> held = directory_.counts();
  if (!held) return held.error();
  Import import(writer_, mailed_, options, clock_.now(), held->draft + held->listed + held->withdrawn);
  ImportSummary summary;
  std::vector<Intake> chunk;
  for (bool more = true; more;) {
    Result<bool> read = read_chunk(reader, chunk);
    if (!read) return std::move(read).error();
    more = *read;
    ChunkOutcome outcome;
    bool was_tried = false;
    Result<void> done = writer_.in_transaction([&]() -> Result<void> {
      Result<void> written = import.write(chunk, outcome);
      if (!written || !options.dry_run) return written;
      was_tried = true;
      // An error takes everything back, which is what a dry run is.
      return Error{.code = ErrorCode::kUnavailable, .message = "Nothing is kept of a dry run."};
    });
    if (!done && !was_tried) return std::move(done).error();
    add(summary, outcome.summary);
    Result<void> reported = report(outcome, observer);
    if (!reported) return std::move(reported).error();
    if (observer.progress) observer.progress(summary, reader.bytes_read());
  }
  return summary;
}

}  // namespace stillpoint::app
