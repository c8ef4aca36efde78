#include "app/verifying/verifying_desk.h"

#include <algorithm>
#include <utility>

#include "app/identity/permissions.h"
#include "app/verifying/second_person.h"

namespace stillpoint::app {
namespace {

/// Lists shown at most: years of monthly ones.
constexpr std::size_t kRostersShown = 60;

bool is_of(const std::vector<domain::Verification>& checks, domain::VerificationId id) {
  return std::any_of(checks.begin(), checks.end(),
                     [&](const domain::Verification& one) { return one.id == id; });
}

/// Puts the certificate or licence into the view. @return whether the record has it.
bool take_subject(VerifyingSubject& into, domain::CredentialId credential, domain::LicenceId licence) {
  for (const domain::Credential& one : into.practitioner.credentials) {
    if (credential && one.id == credential) into.credential = one;
  }
  for (const domain::HeldProfession& held : into.practitioner.professions) {
    for (const domain::Licence& one : held.licences) {
      if (licence && one.id == licence) into.licence = one;
    }
  }
  return into.credential || into.licence;
}

/// A person's record; of whoever left what stays answerable of it, without the name.
Result<domain::Practitioner> read_also_left(const VerifyingParts& parts, domain::PractitionerId id,
                                            domain::CredentialId credential) {
  Result<domain::Practitioner> found = parts.directory.find(id);
  if (found || found.error().code != ErrorCode::kGone || !credential) return found;
  Result<std::optional<domain::Practitioner>> left = parts.writer.find_existing({.id = id});
  if (!left) return std::move(left).error();
  if (!*left) return found;
  const bool is_numbered =
      std::any_of((*left)->credentials.begin(), (*left)->credentials.end(),
                  [&](const domain::Credential& one) { return one.id == credential && !one.number.empty(); });
  if (!is_numbered) return found;
  (*left)->name = {};
  return **std::move(left);
}

}  // namespace

Result<VerifyingSubject> VerifyingDesk::view(const domain::Actor& actor, domain::PractitionerId practitioner,
                                             domain::CredentialId credential,
                                             domain::LicenceId licence) const {
  if (Result<void> may = require(actor, Permission::kReadDirectory); !may) return std::move(may).error();
  Result<domain::Practitioner> found = read_also_left(parts_, practitioner, credential);
  if (!found) return std::move(found).error();
  VerifyingSubject subject{.practitioner = *std::move(found)};
  if (!take_subject(subject, credential, licence)) {
    return Error{.code = ErrorCode::kNotFound, .message = "The record has nothing of this kind to check."};
  }
  Result<std::vector<domain::VerificationDetail>> details = parts_.store.details_of(practitioner);
  if (!details) return std::move(details).error();
  const auto& recorded =
      subject.credential ? subject.credential->verifications : subject.licence->verifications;
  for (domain::VerificationDetail& detail : *details) {
    if (is_of(recorded, detail.verification)) subject.details.push_back(std::move(detail));
  }
  if (!subject.credential) return subject;
  Result<std::vector<domain::StandingNote>> notes = parts_.store.notes_of(practitioner, credential);
  if (!notes) return std::move(notes).error();
  subject.notes = *std::move(notes);
  auto pending = parts_.store.pending_of(practitioner, credential);
  if (!pending) return std::move(pending).error();
  subject.pending = *std::move(pending);
  Result<bool> alone = is_sole_verifier(parts_, actor);
  if (!alone) return std::move(alone).error();
  subject.is_alone = *alone;
  return subject;
}

Result<VerifyingDesk::EvidenceFile> VerifyingDesk::evidence(const domain::Actor& actor,
                                                            const std::string& sha256) const {
  if (Result<void> may = require(actor, Permission::kReadDirectory); !may) return std::move(may).error();
  Result<std::optional<domain::EvidenceRecord>> known = parts_.store.find_evidence(sha256);
  if (!known) return std::move(known).error();
  if (!*known) return Error{.code = ErrorCode::kNotFound, .message = "No evidence has this digest."};
  Result<std::string> content = parts_.files.read(sha256);
  if (!content) return std::move(content).error();
  return EvidenceFile{.evidence = **std::move(known), .content = *std::move(content)};
}

Result<std::vector<domain::RosterRun>> VerifyingDesk::past_rosters(const domain::Actor& actor) const {
  if (Result<void> may = require(actor, Permission::kReadDirectory); !may) return std::move(may).error();
  return parts_.store.rosters(kRostersShown);
}

}  // namespace stillpoint::app
