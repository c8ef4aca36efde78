#pragma once

#include "domain/verifying.h"
#include "store/sqlite/reader_pool.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// What verifying keeps beside the records, over SQLite. Thread-safe.
class SqliteVerifyingStore final : public domain::VerifyingStore {
 public:
  /// @param connection and `readers` must outlive it.
  SqliteVerifyingStore(WriteConnection& connection, const ReaderPool& readers)
      : connection_(connection), readers_(readers) {}

  [[nodiscard]] Result<domain::WorkList> work(const domain::WorkFilter& filter, Instant now) const override;
  [[nodiscard]] Result<void> assign(std::int64_t subject, domain::AccountId account, const std::string& name,
                                    Instant now) override;
  [[nodiscard]] Result<void> open_item(const domain::NewWorkItem& item, Instant now) override;
  [[nodiscard]] Result<bool> open_lead(const domain::NewWorkItem& item, Instant now) override;
  [[nodiscard]] Result<void> settle_items(domain::WorkKind kind, std::int64_t subject,
                                          const domain::SettledWork& settled) override;
  [[nodiscard]] Result<std::optional<domain::SettledWork>> settled(domain::WorkKind kind,
                                                                   std::int64_t subject) const override;
  [[nodiscard]] Result<void> close_item(std::int64_t id, const std::string& outcome, const std::string& actor,
                                        Instant now) override;
  [[nodiscard]] Result<void> checked(domain::PractitionerId practitioner, std::int64_t subject,
                                     const std::string& actor, Instant now) override;
  [[nodiscard]] Result<void> put_evidence(const domain::EvidenceRecord& evidence) override;
  [[nodiscard]] Result<std::optional<domain::EvidenceRecord>> find_evidence(
      const std::string& sha256) const override;
  [[nodiscard]] Result<void> put_detail(const domain::VerificationDetail& detail) override;
  [[nodiscard]] Result<std::vector<domain::VerificationDetail>> details_of(
      domain::PractitionerId practitioner) const override;
  [[nodiscard]] Result<void> put_note(const domain::StandingNote& note) override;
  [[nodiscard]] Result<std::vector<domain::StandingNote>> notes_of(
      domain::PractitionerId practitioner, domain::CredentialId credential) const override;
  [[nodiscard]] Result<void> put_pending(const domain::PendingRevocation& revocation) override;
  [[nodiscard]] Result<std::optional<domain::PendingRevocation>> pending_of(
      domain::PractitionerId practitioner, domain::CredentialId credential) const override;
  [[nodiscard]] Result<void> settle(std::int64_t id, domain::RevocationOutcome outcome, Instant now) override;
  [[nodiscard]] Result<void> put_roster(const domain::RosterRun& run) override;
  [[nodiscard]] Result<std::vector<domain::RosterRun>> rosters(std::size_t count) const override;
  [[nodiscard]] Result<void> put_exclusion_list(const domain::ExclusionRun& run) override;
  [[nodiscard]] Result<std::vector<domain::ExclusionRun>> exclusion_lists(std::size_t count) const override;
  [[nodiscard]] Result<std::vector<NumberOnRecord>> numbers_of(
      const domain::IssuerKey& issuer) const override;

 private:
  WriteConnection& connection_;
  const ReaderPool& readers_;
};

}  // namespace stillpoint::store
