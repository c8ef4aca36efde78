#include "app/personal/erase_person.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "app/identity/permissions.h"

namespace stillpoint::app {
namespace {

using domain::AuditSubject;
using domain::Practitioner;

/// A sentence or two; nobody writes a person's story into the reason for forgetting them.
constexpr std::size_t kReasonBytesMax = 1000;

Result<void> check(const std::string& reason) {
  if (!reason.empty() && reason.size() <= kReasonBytesMax) return {};
  return Error{.code = ErrorCode::kInvalid,
               .message = "An erasure needs its reason.",
               .faults = {{.where = "reason",
                           .what = reason.empty() ? "No reason is given." : "The reason is too long.",
                           .allowed = "1 to " + std::to_string(kReasonBytesMax) +
                                      " bytes of text that names nobody: it stays in the trail",
                           .value = ""}}};
}

/// What stays of a check: that it was made. Where it was made may name the person ("…/register/jane-doe").
domain::Verification tombstone_of(const domain::Verification& check) {
  return {.id = check.id,
          .method = check.method,
          .result = check.result,
          .checked_at = check.checked_at,
          .recorded = check.recorded,
          .checker = check.checker,
          .claimed = check.claimed};
}

Practitioner tombstone_of(const Practitioner& record, Instant now) {
  Practitioner tombstone{.id = record.id,
                         .version = record.version + 1,
                         .listing = domain::ListingState::kWithdrawn,
                         .credentials = record.credentials,
                         .edited = now};
  for (domain::Credential& credential : tombstone.credentials) {
    std::transform(credential.verifications.begin(), credential.verifications.end(),
                   credential.verifications.begin(),
                   [](const domain::Verification& check) { return tombstone_of(check); });
  }
  return tombstone;
}

/// Everything of theirs that entries of the trail can be about.
std::vector<AuditSubject> subjects_of(const Practitioner& record) {
  std::vector<AuditSubject> subjects = {{.kind = "practitioner", .id = print_id(record.id.value)}};
  const auto add = [&subjects](const char* kind, std::int64_t id) {
    subjects.push_back({.kind = kind, .id = print_id(id)});
  };
  const auto add_checks = [&add](const std::vector<domain::Verification>& checks) {
    for (const domain::Verification& check : checks) add("verification", check.id.value);
  };
  for (const domain::Credential& credential : record.credentials) {
    add("credential", credential.id.value);
    add_checks(credential.verifications);
  }
  for (const domain::HeldProfession& held : record.professions) {
    for (const domain::Licence& licence : held.licences) {
      add("licence", licence.id.value);
      add_checks(licence.verifications);
    }
  }
  for (const domain::Review& review : record.reviews) add("review", review.id.value);
  return subjects;
}

}  // namespace

Result<ErasePerson::Erased> ErasePerson::run(const domain::Actor& actor, domain::PractitionerId id,
                                             const std::string& reason) const {
  Result<void> may = require(actor, Permission::kChangeSettings);
  if (may) may = check(reason);
  if (!may) return std::move(may).error();
  Landed landed;
  Result<void> done = stores_.unit_of_work.in_transaction(
      [&]() -> Result<void> { return erase_with_merged(actor, id, reason, landed); });
  if (!done) return std::move(done).error();
  return Erased{.trail_entries = landed.trail_entries, .still_to_do = finish(landed)};
}

Result<void> ErasePerson::erase_with_merged(const domain::Actor& actor, domain::PractitionerId id,
                                            const std::string& reason, Landed& landed) const {
  const Result<std::vector<domain::PractitionerId>> merged = stores_.personal.merged_into(id);
  if (!merged) return merged.error();
  std::vector<domain::PractitionerId> ids = {id};
  ids.insert(ids.end(), merged->begin(), merged->end());
  bool any = false;
  Error before;
  for (const domain::PractitionerId each : ids) {
    Result<Landed> erased = erase(actor, each, reason);
    // Each may have been erased by itself before, and the person is forgotten only where all are.
    if (!erased && erased.error().code == ErrorCode::kGone) {
      before = std::move(erased).error();
      continue;
    }
    if (!erased) return std::move(erased).error();
    any = true;
    landed.trail_entries += erased->trail_entries;
    landed.evidence.insert(landed.evidence.end(), erased->evidence.begin(), erased->evidence.end());
  }
  return any ? Result<void>() : before;
}

/// The person is forgotten; what fails from here on is said, and does not undo it.
std::string ErasePerson::finish(const Landed& landed) const {
  std::string still_to_do;
  const auto note = [&still_to_do](const Result<void>& done) {
    if (!done) still_to_do += (still_to_do.empty() ? "" : " ") + done.error().message;
  };
  for (const std::string& digest : landed.evidence) note(stores_.evidence.remove(digest));
  note(stores_.personal.scrub());
  const Result<std::vector<domain::Erasure>> all = stores_.personal.erasures();
  note(all ? stores_.ledger.keep(*all) : Result<void>(all.error()));
  return still_to_do;
}

Result<ErasePerson::Landed> ErasePerson::erase(const domain::Actor& actor, domain::PractitionerId id,
                                               const std::string& reason) const {
  const Result<std::vector<domain::Erasure>> before = stores_.personal.erasures();
  if (!before) return before.error();
  if (std::any_of(before->begin(), before->end(),
                  [&](const domain::Erasure& erasure) { return erasure.practitioner == id; })) {
    return Error{.code = ErrorCode::kGone, .message = "This person was erased before."};
  }
  const Result<std::optional<Practitioner>> found = stores_.directory.find_existing({.id = id});
  if (!found) return found.error();
  if (!*found) return Error{.code = ErrorCode::kNotFound, .message = "There is no such practitioner."};
  const Practitioner& record = **found;
  const Instant now = clock_.now();
  Result<std::vector<std::string>> evidence = stores_.personal.forget(record, now);
  if (!evidence) return std::move(evidence).error();
  const Result<domain::PractitionerId> put = stores_.directory.put(tombstone_of(record, now));
  if (!put) return put.error();
  Landed landed{.evidence = *std::move(evidence)};
  for (const AuditSubject& subject : subjects_of(record)) {
    const Result<std::int64_t> erased = stores_.trail.erase(subject);
    if (!erased) return erased.error();
    landed.trail_entries += *erased;
  }
  const Result<void> written =
      stores_.trail.append({.at = now,
                            .actor = actor,
                            .action = "practitioner.erase",
                            .subject = {.kind = "practitioner", .id = print_id(id.value)},
                            .reason = reason});
  if (!written) return written.error();
  return landed;
}

}  // namespace stillpoint::app
