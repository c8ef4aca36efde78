#include "app/verifying/traced_change.h"

#include <algorithm>
#include <utility>

#include "base/time_text.h"
#include "document/differences.h"
#include "document/practitioner_writer.h"

namespace stillpoint::app {
namespace {

std::string document_of(const domain::Practitioner& practitioner, const domain::Vocabulary& vocabulary) {
  return document::write_practitioner(practitioner, vocabulary, {.audience = document::Audience::kExport});
}

/// Of whoever left only numbers stay answerable. A merged record's are those of the record it went into.
bool stays_answerable(const domain::Practitioner& record, domain::CredentialId id) {
  return std::any_of(
      record.credentials.begin(), record.credentials.end(),
      [&](const domain::Credential& one) { return id && one.id == id && !one.number.empty(); });
}

/// Fields of a change that are named to whoever was overtaken: more would not be read.
constexpr std::size_t kFieldsNamed = 3;

/// That the record has moved on: who did what last, so that it is looked at again with open eyes.
Error moved_on(const VerifyingParts& parts, const domain::AuditSubject& subject) {
  std::string last = "Somebody changed this record since you opened it.";
  const Result<void> read = parts.trail.for_each(
      {.subject = subject, .newest_first = true, .count = 1},
      [&](const domain::AuditRecord& record) -> Result<void> {
        last = record.entry.actor.name + " changed this record on " + print_instant(record.entry.at);
        std::size_t named = 0;
        for (const domain::FieldChange& change : record.entry.changes) {
          if (change.field == "/version" || change.field == "/dates/edited" || named == kFieldsNamed)
            continue;
          last += (named++ == 0 ? " (" : ", ") + change.field;
        }
        last += named == 0 ? "." : ").";
        return {};
      });
  // Without the trail the conflict stands all the same.
  static_cast<void>(read.has_value());
  return {.code = ErrorCode::kConflict, .message = last + " Look at it again; what you typed is kept."};
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
  if (record.listing == domain::ListingState::kWithdrawn && !stays_answerable(record, what.although_left)) {
    return Error{.code = ErrorCode::kGone, .message = "This practitioner has left the directory."};
  }
  if (what.version && *what.version != record.version) {
    return moved_on(parts, what.subject);
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
