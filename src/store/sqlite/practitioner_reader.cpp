#include "store/sqlite/practitioner_reader.h"

#include <utility>

#include "store/sqlite/enum_text.h"
#include "store/sqlite/record_loader.h"

namespace stillpoint::store {

PractitionerReader::PractitionerReader(const ReaderPool& readers, Connection watch)
    : readers_(readers), watch_(std::move(watch)) {}

namespace {

/// The record as the tables tell it.
Result<std::optional<domain::Practitioner>> find_in_tables(Reader& reader, domain::PractitionerId id) {
  Result<ReadTransaction> transaction = ReadTransaction::begin(reader.connection);
  if (!transaction) return std::move(transaction).error();
  domain::Listing record;
  Result<bool> found = reader.whole.find(id, record);
  if (!found) return std::move(found).error();
  if (!*found) return std::optional<domain::Practitioner>();
  return std::optional<domain::Practitioner>(std::move(record.practitioner));
}

}  // namespace

Result<domain::Practitioner> PractitionerReader::find(domain::PractitionerId id) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Result<std::optional<domain::Practitioner>> found = (*reader)->copies.find(id);
  if (found && !*found) found = find_in_tables(**reader, id);
  if (!found) return std::move(found).error();
  if (!*found) return Error{.code = ErrorCode::kNotFound, .message = "There is no such practitioner."};
  if ((*found)->listing == domain::ListingState::kWithdrawn) {
    return Error{.code = ErrorCode::kGone, .message = "This practitioner has left the directory."};
  }
  return **std::move(found);
}

Result<std::optional<domain::Listing>> PractitionerReader::find_listing(domain::PractitionerId id) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Result<ReadTransaction> transaction = ReadTransaction::begin((*reader)->connection);
  if (!transaction) return std::move(transaction).error();
  domain::Listing record;
  Result<bool> found = (*reader)->listing.find(id, record);
  if (!found) return std::move(found).error();
  if (!*found || record.practitioner.listing != domain::ListingState::kListed) {
    return std::optional<domain::Listing>();
  }
  return std::optional<domain::Listing>(std::move(record));
}

Result<std::int64_t> PractitionerReader::for_each_listing(
    const std::function<void(const domain::Listing&)>& visit) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Connection& connection = (*reader)->connection;
  Result<ReadTransaction> transaction = ReadTransaction::begin(connection);
  if (!transaction) return std::move(transaction).error();
  Result<std::int64_t> sequence = (*reader)->changes.latest();
  if (!sequence) return sequence;
  Result<RecordLoader> loader = RecordLoader::prepare(connection, Reach::kAll, Detail::kListing);
  if (!loader) return std::move(loader).error();
  domain::Listing record;
  for (;;) {
    Result<bool> more = loader->next(record);
    if (!more) return std::move(more).error();
    if (!*more) return sequence;
    visit(record);
  }
}

Result<void> PractitionerReader::for_each(
    const std::function<Result<void>(const domain::Practitioner&)>& visit) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Connection& connection = (*reader)->connection;
  Result<ReadTransaction> transaction = ReadTransaction::begin(connection);
  if (!transaction) return std::move(transaction).error();
  Result<RecordLoader> loader = RecordLoader::prepare(connection, Reach::kAll, Detail::kWhole);
  if (!loader) return std::move(loader).error();
  domain::Listing record;
  for (;;) {
    Result<bool> more = loader->next(record);
    if (!more) return std::move(more).error();
    if (!*more) return {};
    Result<void> visited = visit(record.practitioner);
    if (!visited) return visited;
  }
}

Result<std::vector<domain::Change>> PractitionerReader::changes_after(std::int64_t sequence,
                                                                      std::size_t count) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  return (*reader)->changes.after(sequence, count);
}

Result<std::int64_t> PractitionerReader::data_version() const {
  const std::lock_guard lock(watch_mutex_);
  if (!watch_prepared_) {
    Result<Statement> prepared = watch_.prepare("PRAGMA data_version");
    if (!prepared) return std::move(prepared).error();
    watch_version_ = *std::move(prepared);
    watch_prepared_ = true;
  }
  if (watch_version_.rewind().step() != Step::kRow) return watch_version_.error();
  const std::int64_t version = watch_version_.integer(0);
  watch_version_.rewind();
  return version;
}

Result<domain::DirectoryReader::Counts> PractitionerReader::counts() const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Result<Statement> query =
      (*reader)->connection.prepare("SELECT listing, count(*) FROM practitioner GROUP BY listing");
  if (!query) return std::move(query).error();
  Counts counts;
  Step step = query->step();
  for (; step == Step::kRow; step = query->step()) {
    switch (enum_of<domain::ListingState>(query->text(0))) {
      case domain::ListingState::kDraft:
        counts.draft = query->integer(1);
        break;
      case domain::ListingState::kListed:
        counts.listed = query->integer(1);
        break;
      case domain::ListingState::kWithdrawn:
        counts.withdrawn = query->integer(1);
        break;
    }
  }
  if (step == Step::kFailed) return query->error();
  return counts;
}

}  // namespace stillpoint::store
