#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/account.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/consent.h"
#include "domain/outbox.h"
#include "domain/personal_data.h"
#include "domain/ports.h"
#include "domain/unit_of_work.h"
#include "domain/vocabulary.h"

namespace stillpoint::app {

/// What everything about consent works with. All of it outlives its users.
struct ConsentPorts {
  const domain::DirectoryReader& directory;
  domain::DirectoryWriter& writer;
  domain::UnitOfWork& work;
  domain::AuditLog& audit;
  domain::Outbox& outbox;
  domain::MailedLinks& links;
  domain::ConsentStore& consents;
  domain::PersonalData& personal_data;
  domain::ErasureLedger& ledger;
  domain::PersonalFiles& evidence;
  const domain::AccountStore* accounts = nullptr;  ///< Whose registrars are told; null: nobody is.
  const domain::Vocabulary& vocabulary;
  const Clock& clock;
  std::function<void()> committed;  ///< Called behind each transaction: the next search sees it.
  std::function<std::string(std::string_view path)> full_url;  ///< A path of this site in full.
  /// Told what an operator should know.
  std::function<void(const std::string&)> complain = [](const std::string&) {};
  int attestation_days = domain::kAttestationDaysDefault;
};

/// Somebody who acts by a link in their mail.
domain::Actor practitioner_actor(std::string_view address);
/// The program itself: a date came.
domain::Actor system_actor();

/// A link that is to be mailed.
struct LinkOrder {
  domain::LinkPurpose purpose = domain::LinkPurpose::kMine;
  domain::PractitionerId practitioner{};
  std::string_view path{};  ///< What the token stands behind: "/mine/".
  std::chrono::seconds life{};
};
/// Makes a link within the running transaction. @return its address in full.
[[nodiscard]] Result<std::string> make_link(const ConsentPorts& ports, const LinkOrder& order, Instant now);

/// The record as it stands, within the running transaction.
/// @return kNotFound where there never was one, kGone where its person withdrew.
[[nodiscard]] Result<domain::Practitioner> read_record(const ConsentPorts& ports, domain::PractitionerId id);

/// What was done to a record, for the trail.
struct RecordChange {
  const domain::Practitioner& before;
  const domain::Practitioner& after;
  const domain::Actor& actor;
  std::string_view action{};
  std::string_view reason{};
};
/// Puts the record with its entry in the trail, within the running transaction. Nothing where nothing
/// differs.
[[nodiscard]] Result<void> put_change(const ConsentPorts& ports, const RecordChange& change, Instant now);

/// The person says that all is true: listed on their own consent, attested now, and no longer asked. What
/// silence had cost is given back; what an upheld report cost is not.
[[nodiscard]] Result<void> attest_record(const ConsentPorts& ports, domain::Practitioner& record,
                                         Instant now);

/// Takes a person out for good, within the running transaction: the record becomes a tombstone, everything
/// else about them goes, and a last mail says so. @param reason for the trail.
/// @return digests of the evidence that is about nobody else, for finish_withdrawal.
[[nodiscard]] Result<std::vector<std::string>> withdraw_record(const ConsentPorts& ports,
                                                               const domain::Practitioner& record,
                                                               const domain::Actor& actor,
                                                               std::string_view reason);

/// Behind the transaction of a withdrawal: what was removed is made unreadable on the disk, and remembered so
/// that an older copy which is restored forgets the person too. What fails of it is complained of, and the
/// next withdrawal or erasure makes up for it.
void finish_withdrawal(const ConsentPorts& ports, const std::vector<std::string>& evidence);

}  // namespace stillpoint::app
