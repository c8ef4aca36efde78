#include "app/verifying/traced_change.h"

#include <algorithm>
#include <utility>

#include "document/differences.h"
#include "document/practitioner_writer.h"

namespace stillpoint::app {
namespace {

std::string document_of(const domain::Practitioner& practitioner, const domain::Vocabulary& vocabulary) {
  return document::write_practitioner(practitioner, vocabulary, {.audience = document::Audience::kExport});
}

}  // namespace

Result<void> change_record(const VerifyingParts& parts, const TracedChange& what, Instant now,
                           const std::function<Result<void>(domain::Practitioner&)>& change) {
  domain::Practitioner wanted;
  wanted.id = what.practitioner;
  Result<std::optional<domain::Practitioner>> found = parts.writer.find_existing(wanted);
  if (!found) return std::move(found).error();
  if (!*found) return Error{.code = ErrorCode::kNotFound, .message = "There is no such practitioner."};
  domain::Practitioner record = **std::move(found);
  if (record.listing == domain::ListingState::kWithdrawn) {
    return Error{.code = ErrorCode::kGone, .message = "This practitioner has left the directory."};
  }
  if (what.version && *what.version != record.version) {
    return Error{.code = ErrorCode::kConflict,
                 .message = "Somebody changed this record since you opened it. Look at it again."};
  }
  const std::string before = document_of(record, parts.vocabulary);
  Result<void> done = change(record);
  if (!done) return done;
  std::vector<domain::FieldChange> changes =
      document::differences(before, document_of(record, parts.vocabulary));
  if (changes.empty()) return {};
  Result<domain::PractitionerId> stored = parts.writer.put(record);
  if (!stored) return std::move(stored).error();
  return parts.trail.append({.at = now,
                             .actor = what.actor,
                             .action = what.action,
                             .subject = what.subject,
                             .changes = std::move(changes),
                             .reason = what.reason});
}

Result<void> write_and_follow(const VerifyingParts& parts, const std::function<Result<void>()>& body) {
  Result<void> done = parts.work.in_transaction(body);
  // What has landed has landed: an index that cannot follow now follows within a second by itself.
  if (done) static_cast<void>(parts.follow.catch_up().has_value());
  return done;
}

Result<domain::Credential*> find_credential(domain::Practitioner& practitioner, domain::CredentialId id) {
  const auto found = std::find_if(practitioner.credentials.begin(), practitioner.credentials.end(),
                                  [&](const domain::Credential& one) { return one.id == id; });
  if (found == practitioner.credentials.end()) {
    return Error{.code = ErrorCode::kNotFound, .message = "The record has no such certificate."};
  }
  return &*found;
}

}  // namespace stillpoint::app
