#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/credential.h"
#include "domain/evidence.h"
#include "domain/keys.h"
#include "domain/practitioner.h"

namespace stillpoint::domain {

/// What somebody saw at the source, beside what the public record tells of the check.
struct VerificationDetail {
  VerificationId verification{};
  PractitionerId practitioner{};
  Instant recorded{};
  AccountId account{};
  std::string actor{};
  std::string contact{};  ///< Who was asked, where there is no address.
  std::string seen_name{};
  std::string seen_number{};
  std::optional<Date> seen_issued{};
  std::optional<Date> seen_expires{};
  std::string seen_status{};
  std::string explanation{};  ///< Why what was seen differs from the record and is right all the same.
};

/// Who changed a credential's standing, and what is not for the public.
struct StandingNote {
  PractitionerId practitioner{};
  CredentialId credential{};
  CredentialEventKind kind = CredentialEventKind::kSuspended;
  Instant effective{};
  Instant recorded{};
  AccountId account{};
  std::string actor{};
  std::string private_note{};
};

/// A revocation that waits for its second person.
struct PendingRevocation {
  std::int64_t id = 0;
  PractitionerId practitioner{};
  CredentialId credential{};
  Instant effective{};
  std::string reason{};
  std::string private_note{};
  AccountId account{};  ///< Who asked for it.
  std::string actor{};
  Instant asked{};
};
enum class RevocationOutcome : std::uint8_t { kConfirmed, kDropped };

/// Why something waits for a verifier.
enum class WorkKind : std::uint8_t {
  kReported,          ///< Somebody says that it is wrong.
  kExclusion,         ///< Somebody of this number or name stands in an exclusion list: a lead, no verdict.
  kRevocation,        ///< A revocation waits for its second person.
  kSanctionedSchool,  ///< Trained at a school while it was sanctioned, and not looked at since.
  kRosterMismatch,    ///< An issuer's list says otherwise.
  kRosterMissing,     ///< An issuer's list does not have it.
  kDenied,            ///< Its source did not confirm it when it was last asked, and it stands all the same.
  kNew,               ///< Never checked at its source.
  kStale,             ///< Confirmed once, too long ago.
  kExpiring,          ///< Ends within three months, or ended within one.
  kRosterNew,         ///< An issuer's list has somebody who is not on record.
};
constexpr std::size_t kWorkKinds = 11;
constexpr std::array<std::string_view, kWorkKinds> kWorkWords = {
    "reported", "exclusion", "revocation", "sanctioned_school", "roster_mismatch", "roster_missing",
    "denied",   "new",       "stale",      "expiring",          "roster_new"};

/// Ends are looked for this far ahead and this far behind.
constexpr int kExpiringDaysMax = 90;
constexpr int kExpiredDaysMax = 30;

/// Something that waits for a verifier.
struct WorkItem {
  WorkKind kind = WorkKind::kNew;
  std::int64_t item = 0;  ///< Of an item that no record tells of by itself; else 0.
  PractitionerId practitioner{};
  CredentialId credential{};  ///< What it is about: a credential,
  LicenceId licence{};        ///< or a licence; both 0 for the whole record.
  ReportId report{};          ///< What somebody reported; 0 where nobody did.
  std::string name{};
  std::string type{};    ///< Key of the credential type, or of the profession.
  std::string issuer{};  ///< Key of the issuer, or of the jurisdiction.
  std::string number{};
  bool listed = false;
  int clients =
      0;  ///< Clients of this person that the directory knows of: invited to a review, or reviewers.
  Instant since{};  ///< When it came to wait: expired, went stale, was reported.
  std::optional<Date> expires{};
  AccountId assignee{};
  std::string assignee_name{};
  std::string note{};
  std::string evidence{};  ///< Digest of the file that says so; empty where there is none.
  /// What an assignment hangs on.
  [[nodiscard]] std::int64_t subject() const {
    if (item != 0) return item;
    return credential ? credential.value : licence ? licence.value : practitioner.value;
  }
};

struct WorkFilter {
  std::optional<WorkKind> kind{};
  std::optional<AccountId> assignee{};
  std::string issuer{};  ///< Empty: all.
  std::size_t offset = 0;
  std::size_t count = 50;
};

/// The queue: what touches most clients first (listed people, then those with more clients known), then what
/// has waited longest.
struct WorkList {
  std::vector<WorkItem> items{};
  std::size_t total = 0;                          ///< Of those that the filter lets through.
  std::array<std::size_t, kWorkKinds> by_kind{};  ///< Whatever kind was asked for.
};

/// An item to open.
struct NewWorkItem {
  WorkKind kind = WorkKind::kReported;  ///< kReported, kExclusion or one of the roster's.
  PractitionerId practitioner{};
  std::int64_t subject = 0;  ///< Id of a credential, a licence or a report; 0: the whole record.
  std::string issuer{};
  std::string number{};
  std::string note{};
  std::string evidence{};  ///< Digest of the file that says so; may be empty.
};

/// What became of an item.
struct SettledWork {
  std::string outcome{};
  std::string closed_by{};
  Instant closed{};
};

/// A list that an issuer sent, with what came of it.
struct RosterRun {
  std::int64_t id = 0;
  IssuerKey issuer{};
  std::string sha256{};
  Instant as_of{};
  Instant recorded{};
  std::string actor{};
  int rows = 0;
  int matched = 0;     ///< A verification was recorded for each.
  int mismatched = 0;  ///< The number is on record, with something else.
  int missing = 0;     ///< On record, and not in the list.
  int unknown = 0;     ///< In the list, and not on record.
};

/// An exclusion list that an owner brought, with what came of it.
struct ExclusionRun {
  std::string sha256{};
  Instant recorded{};
  std::string actor{};
  int rows = 0;     ///< Read from the file.
  int by_npi = 0;   ///< Leads by the same NPI,
  int by_name = 0;  ///< and by the same name in the same place; each once, whichever list brought it first.
};

/// What verifying keeps beside the records. Reads are thread-safe; writes join the running transaction.
class VerifyingStore {
 public:
  virtual ~VerifyingStore() = default;
  [[nodiscard]] virtual Result<WorkList> work(const WorkFilter& filter, Instant now) const = 0;
  /// @param account 0: nobody's.
  [[nodiscard]] virtual Result<void> assign(std::int64_t subject, AccountId account, const std::string& name,
                                            Instant now) = 0;
  /// One open item of a kind about a subject is enough: a second one adds nothing.
  [[nodiscard]] virtual Result<void> open_item(const NewWorkItem& item, Instant now) = 0;
  /// Opens an item unless one of its kind with the same note was ever opened about the person: what somebody
  /// judged is not asked again. @return whether it was opened.
  [[nodiscard]] virtual Result<bool> open_lead(const NewWorkItem& item, Instant now) = 0;
  /// Closes what is open of a kind about a subject; nothing is no error.
  [[nodiscard]] virtual Result<void> settle_items(WorkKind kind, std::int64_t subject,
                                                  const SettledWork& settled) = 0;
  /// What became of the last item of a kind about a subject; nothing where none was closed.
  [[nodiscard]] virtual Result<std::optional<SettledWork>> settled(WorkKind kind,
                                                                   std::int64_t subject) const = 0;
  /// @return kNotFound where no such item is open.
  [[nodiscard]] virtual Result<void> close_item(std::int64_t id, const std::string& outcome,
                                                const std::string& actor, Instant now) = 0;
  /// A conclusive check was recorded: closes what a roster said of the subject, marks the person's sanctioned
  /// schools as looked at, and leaves the subject nobody's.
  [[nodiscard]] virtual Result<void> checked(PractitionerId practitioner, std::int64_t subject,
                                             const std::string& actor, Instant now) = 0;

  [[nodiscard]] virtual Result<void> put_evidence(const EvidenceRecord& evidence) = 0;
  [[nodiscard]] virtual Result<std::optional<EvidenceRecord>> find_evidence(
      const std::string& sha256) const = 0;

  [[nodiscard]] virtual Result<void> put_detail(const VerificationDetail& detail) = 0;
  [[nodiscard]] virtual Result<std::vector<VerificationDetail>> details_of(
      PractitionerId practitioner) const = 0;

  [[nodiscard]] virtual Result<void> put_note(const StandingNote& note) = 0;
  [[nodiscard]] virtual Result<std::vector<StandingNote>> notes_of(PractitionerId practitioner,
                                                                   CredentialId credential) const = 0;

  /// @return kConflict where one waits already.
  [[nodiscard]] virtual Result<void> put_pending(const PendingRevocation& revocation) = 0;
  [[nodiscard]] virtual Result<std::optional<PendingRevocation>> pending_of(
      PractitionerId practitioner, CredentialId credential) const = 0;
  [[nodiscard]] virtual Result<void> settle(std::int64_t id, RevocationOutcome outcome, Instant now) = 0;

  [[nodiscard]] virtual Result<void> put_roster(const RosterRun& run) = 0;
  [[nodiscard]] virtual Result<std::vector<RosterRun>> rosters(std::size_t count) const = 0;
  /// Keeps a list by its digest; one that is known gets the leads that it brought this time added.
  [[nodiscard]] virtual Result<void> put_exclusion_list(const ExclusionRun& run) = 0;
  /// Newest first.
  [[nodiscard]] virtual Result<std::vector<ExclusionRun>> exclusion_lists(std::size_t count) const = 0;
  /// Every certificate number on record of an issuer, with who holds it; withdrawn ones left out.
  struct NumberOnRecord {
    std::string number{};
    PractitionerId practitioner{};
    CredentialId credential{};
  };
  [[nodiscard]] virtual Result<std::vector<NumberOnRecord>> numbers_of(const IssuerKey& issuer) const = 0;
};

}  // namespace stillpoint::domain
