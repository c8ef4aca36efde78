#include "app/register/merge_practitioners.h"

#include <utility>

#include "app/identity/permissions.h"
#include "app/register/practitioner_merge.h"
#include "app/register/register_practitioner.h"
#include "document/differences.h"
#include "document/practitioner_reader.h"
#include "document/practitioner_writer.h"

namespace stillpoint::app {
namespace {

using domain::Practitioner;
using domain::PractitionerId;

Result<Practitioner> present(domain::DirectoryWriter& writer, PractitionerId id, std::int64_t version) {
  Practitioner wanted;
  wanted.id = id;
  Result<std::optional<Practitioner>> found = writer.find_existing(wanted);
  if (!found) return std::move(found).error();
  if (!*found) {
    return Error{.code = ErrorCode::kNotFound,
                 .message = "No practitioner has the id " + print_id(id.value) + "."};
  }
  if ((*found)->listing == domain::ListingState::kWithdrawn) {
    return Error{.code = ErrorCode::kGone,
                 .message = "The practitioner " + print_id(id.value) + " withdrew, or was merged already."};
  }
  if ((*found)->version != version) {
    return Error{.code = ErrorCode::kConflict,
                 .message = "The record " + print_id(id.value) +
                            " was changed since you looked at it. Look at both again, then merge."};
  }
  return std::move(**found);
}

}  // namespace

Result<void> MergePractitioners::put(const Practitioner& before, const Practitioner& after,
                                     const PractitionerMerge& merge, const std::string& reason) const {
  if (Result<PractitionerId> stored = parts_.writer.put(after); !stored) return std::move(stored).error();
  const document::WriteOptions whole{.audience = document::Audience::kExport};
  return parts_.trail.append(
      {.at = after.edited,
       .actor = merge.actor,
       .action = "practitioner.merge",
       .subject = {.kind = "practitioner", .id = print_id(after.id.value)},
       .changes = document::differences(document::write_practitioner(before, parts_.vocabulary, whole),
                                        document::write_practitioner(after, parts_.vocabulary, whole)),
       .reason = reason + (merge.reason.empty() ? "" : " " + merge.reason)});
}

Result<std::int64_t> MergePractitioners::merge_now(const PractitionerMerge& merge, Instant now) const {
  Result<Practitioner> keep = present(parts_.writer, merge.keep, merge.keep_version);
  if (!keep) return std::move(keep).error();
  Result<Practitioner> from = present(parts_.writer, merge.from, merge.from_version);
  if (!from) return std::move(from).error();
  MergedRecords merged = merge_records(*keep, *from);
  merged.kept.edited = merged.gone.edited = now;
  ++merged.kept.version;
  ++merged.gone.version;
  // What both hold together is read by the rules of any record: lists have their limits.
  const Result<Practitioner> read = document::read_practitioner(
      document::write_practitioner(merged.kept, parts_.vocabulary, {.audience = document::Audience::kExport}),
      parts_.vocabulary, {.trusted = true});
  if (!read) return read.error();
  // The one that goes first: its numbers and external ids must be free before the other takes them.
  Result<void> done = put(*from, merged.gone, merge, "Merged into " + print_id(merge.keep.value) + ".");
  if (done) done = put(*keep, merged.kept, merge, "Took in " + print_id(merge.from.value) + ".");
  // Its links go over, unless they were mailed to an address that is not the kept record's.
  if (done) done = leave_former_address(parts_.mailed, *from, merged.kept);
  if (done) done = parts_.store.put_merged(merge.from, merge.keep, now);
  if (!done) return std::move(done).error();
  return merged.kept.version;
}

Result<std::int64_t> MergePractitioners::run(const PractitionerMerge& merge) const {
  if (Result<void> may = require(merge.actor, Permission::kEditRegister); !may) return std::move(may).error();
  if (merge.keep == merge.from) {
    return invalid_record({{.where = "/from",
                            .what = "A record is not merged with itself.",
                            .allowed = "The id of another record of the same person.",
                            .value = print_id(merge.from.value)}});
  }
  std::int64_t version = 0;
  const Instant now = parts_.clock.now();
  Result<void> done = parts_.work.in_transaction([&]() -> Result<void> {
    Result<std::int64_t> merged = merge_now(merge, now);
    if (!merged) return std::move(merged).error();
    version = *merged;
    return {};
  });
  if (!done) return std::move(done).error();
  static_cast<void>(parts_.follow.catch_up().has_value());  // what is committed stands
  return version;
}

}  // namespace stillpoint::app
