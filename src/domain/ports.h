#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/practitioner.h"
#include "domain/search_page.h"
#include "domain/search_query.h"
#include "domain/vocabulary.h"

namespace stillpoint::domain {

/// A listed practitioner as the index takes it in, with its texts folded when it was stored, not when it is
/// loaded.
struct Listing {
  Practitioner practitioner{};   ///< Without review words, reviewer identities' meaning, mail or addresses:
                                 ///< what search needs.
  std::string name_folded{};     ///< fold(name.display)
  std::string name_collation{};  ///< collation_key(name.display)
  std::vector<std::string> cities_folded{};  ///< One per location, in their order.
};

/// One committed change that the index or a partner follows, in commit order.
struct Change {
  std::int64_t sequence = 0;  ///< Grows with each change; gap-free per database.
  PractitionerId practitioner{};
};

/// Read side of the directory. Thread-safe; may block on I/O.
class DirectoryReader {
 public:
  virtual ~DirectoryReader() = default;
  /// The whole record, private fields included.
  /// @return kNotFound if there never was one; kGone if withdrawn; kUnavailable if the store cannot answer
  /// now.
  [[nodiscard]] virtual Result<Practitioner> find(PractitionerId id) const = 0;
  /// The listing of one practitioner; nothing if not listed.
  [[nodiscard]] virtual Result<std::optional<Listing>> find_listing(PractitionerId id) const = 0;
  /// Calls `visit` for every listed practitioner in the order of registration, from one consistent state.
  /// The listing is reused between calls. @return the change sequence that this state includes.
  [[nodiscard]] virtual Result<std::int64_t> for_each_listing(
      const std::function<void(const Listing&)>& visit) const = 0;
  /// Calls `visit` for every record that is not withdrawn, whole, in order of registration.
  [[nodiscard]] virtual Result<void> for_each(
      const std::function<Result<void>(const Practitioner&)>& visit) const = 0;
  /// Changes after the sequence, oldest first, at most `count`.
  [[nodiscard]] virtual Result<std::vector<Change>> changes_after(std::int64_t sequence,
                                                                  std::size_t count) const = 0;
  /// A number that differs whenever any process has committed since it was last read. Costs microseconds.
  [[nodiscard]] virtual Result<std::int64_t> data_version() const = 0;
  /// How many practitioners there are in each listing state: draft, listed, withdrawn.
  struct Counts {
    std::int64_t draft = 0, listed = 0, withdrawn = 0;
  };
  [[nodiscard]] virtual Result<Counts> counts() const = 0;
};

/// What an upsert did.
enum class Upserted { kInserted, kUpdated, kUnchanged };

/// Write side of an import: one transaction per chunk.
class DirectoryWriter {
 public:
  virtual ~DirectoryWriter() = default;
  /// Runs `body` in one transaction: all of its writes land, or none. An error of `body` rolls back and is
  /// returned.
  [[nodiscard]] virtual Result<void> in_transaction(const std::function<Result<void>()>& body) = 0;
  /// Finds who holds any of the external ids, or the id; nothing if nobody. Withdrawn ones are found too.
  [[nodiscard]] virtual Result<std::optional<Practitioner>> find_existing(
      const Practitioner& practitioner) = 0;
  /// Stores the record as given (its id drawn if 0, its version set); writes a change row. The caller decided
  /// that it differs.
  /// @return kConflict, naming the record it meets, for an external id or (issuer, number) that another one
  /// holds.
  [[nodiscard]] virtual Result<PractitionerId> put(const Practitioner& practitioner) = 0;
  /// Whether the database holds no practitioner at all.
  [[nodiscard]] virtual Result<bool> empty() = 0;
};

/// The registries that administrators edit live in the store; the fixed vocabularies come with the program.
class RegistryStore {
 public:
  virtual ~RegistryStore() = default;
  /// Puts the seed's schools, accreditors, issuers, credential types, jurisdictions and rules into an empty
  /// registry; rows that are there already stay as they are.
  [[nodiscard]] virtual Result<void> seed(const VocabularyRows& rows) = 0;
  /// Replaces the registries in `rows` by those of the store.
  [[nodiscard]] virtual Result<VocabularyRows> load(VocabularyRows rows) const = 0;
};

/// Small named secrets that are made once per database (the key that seals cursors, the key of the monthly
/// order).
class SecretStore {
 public:
  virtual ~SecretStore() = default;
  /// The secret of this name, drawn (32 bytes) when first asked for.
  [[nodiscard]] virtual Result<std::string> secret(std::string_view name) = 0;
};

/// Counts for operators.
struct IndexStats {
  std::int64_t practitioners = 0;
  std::int64_t rows = 0;  ///< (practitioner, location) pairs.
  std::int64_t overlay_rows = 0;
  std::int64_t bytes = 0;     ///< Of the index, by its own account.
  Instant built_at{};         ///< Of the base snapshot.
  std::int64_t sequence = 0;  ///< The last change that it includes.
};

/// The searchable directory in memory. search() is thread-safe and never waits for a writer.
class DirectoryIndex {
 public:
  virtual ~DirectoryIndex() = default;
  /// Answers everything of the page but `where`. `after` continues a walk.
  /// @return kGone if the position belongs to an order that no longer exists.
  [[nodiscard]] virtual Result<SearchPage> search(const SearchQuery& query,
                                                  const std::optional<Position>& after,
                                                  Instant now) const = 0;
  /// Takes in one changed practitioner (nothing: no longer listed). Visible to every search that starts
  /// afterwards.
  virtual void apply(PractitionerId id, const std::optional<Listing>& listing, std::int64_t sequence,
                     Instant now) = 0;
  /// Replaces everything by what `load` feeds. @return as `load`.
  using Feed = std::function<Result<std::int64_t>(const std::function<void(const Listing&)>& visit)>;
  [[nodiscard]] virtual Result<void> rebuild(const Feed& load, Instant now) = 0;
  [[nodiscard]] virtual IndexStats stats() const = 0;
};

/// One document of an import, or why it could not be read.
struct Intake {
  std::int64_t line = 0;
  std::optional<Practitioner> practitioner{};  ///< Absent for a rejected row.
  std::vector<Fault> faults{};                 ///< Why it was rejected.
  bool withdraw = false;                       ///< The source says that this record is no longer active.
  bool skipped = false;                        ///< Not of our professions: neither taken nor wrong.
  bool partial = false;  ///< The source knows a part of a record only: what it leaves empty says nothing.
};

/// Reads documents one by one from a file, streaming: memory stays flat whatever the size.
class DocumentReader {
 public:
  virtual ~DocumentReader() = default;
  /// The next document; nothing at the end. @return kUnavailable when the file cannot be read on.
  [[nodiscard]] virtual Result<std::optional<Intake>> next() = 0;
  /// Bytes read so far, for the progress bar.
  [[nodiscard]] virtual std::int64_t bytes_read() const = 0;
};

}  // namespace stillpoint::domain
