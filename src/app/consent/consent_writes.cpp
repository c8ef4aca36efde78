#include "app/consent/consent_writes.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "app/consent/consent_mails.h"
#include "app/mailing/mailed_token.h"
#include "document/differences.h"
#include "document/practitioner_writer.h"

namespace stillpoint::app {

using domain::Practitioner;

domain::Actor practitioner_actor(std::string_view address) {
  return {.kind = domain::ActorKind::kPractitioner, .name = "practitioner", .address = std::string(address)};
}

domain::Actor system_actor() {
  return {.kind = domain::ActorKind::kSystem, .name = "stillpoint"};
}

Result<std::string> make_link(const ConsentPorts& ports, const LinkOrder& order, Instant now) {
  const MailedToken token = draw_mailed_token();
  const Result<void> kept = ports.links.put(
      token.hash,
      {.purpose = order.purpose, .practitioner = order.practitioner, .expires = now + order.life});
  if (!kept) return kept.error();
  return ports.full_url(std::string(order.path) + token.token);
}

Result<Practitioner> read_record(const ConsentPorts& ports, domain::PractitionerId id) {
  if (!id) return Error{.code = ErrorCode::kNotFound, .message = "There is no such practitioner."};
  Practitioner asked;
  asked.id = id;
  Result<std::optional<Practitioner>> found = ports.writer.find_existing(asked);
  if (!found) return std::move(found).error();
  if (!*found) return Error{.code = ErrorCode::kNotFound, .message = "There is no such practitioner."};
  if ((*found)->listing == domain::ListingState::kWithdrawn) {
    return Error{.code = ErrorCode::kGone, .message = "This person has left the directory."};
  }
  return **std::move(found);
}

Result<void> put_change(const ConsentPorts& ports, const RecordChange& change, Instant now) {
  if (change.before == change.after) return {};
  const Result<domain::PractitionerId> put = ports.writer.put(change.after);
  if (!put) return put.error();
  const document::WriteOptions whole{.audience = document::Audience::kExport};
  domain::AuditEntry entry{.at = now,
                           .actor = change.actor,
                           .action = std::string(change.action),
                           .subject = {.kind = "practitioner", .id = print_id(put->value)},
                           .reason = std::string(change.reason)};
  entry.changes = document::differences(document::write_practitioner(change.before, ports.vocabulary, whole),
                                        document::write_practitioner(change.after, ports.vocabulary, whole));
  return ports.audit.append(entry);
}

Result<void> attest_record(const ConsentPorts& ports, Practitioner& record, Instant now) {
  const Result<std::optional<domain::Consent>> consent = ports.consents.find(record.id);
  if (!consent) return consent.error();
  const bool sank_by_silence =
      *consent && (*consent)->step == domain::ConsentStep::kSunk && record.demoted_since == (*consent)->since;
  if (sank_by_silence) record.demoted_since.reset();
  if (record.listing != domain::ListingState::kListed || record.listing_basis.empty()) {
    record.listing_basis = domain::kOwnConsent;
  }
  record.listing = domain::ListingState::kListed;
  record.attested = now;
  return ports.consents.forget(record.id, false);
}

namespace {

/// What one id leaves: the record becomes a tombstone, everything else about it goes.
/// @return digests of the evidence that is about nobody else.
Result<std::vector<std::string>> forget_record(const ConsentPorts& ports, const Practitioner& record,
                                               Instant now) {
  // Before the record is emptied: which evidence is about nobody else is read from its checks.
  Result<std::vector<std::string>> evidence = ports.personal_data.forget(record, now);
  if (!evidence) return evidence;
  const Result<domain::PractitionerId> put = ports.writer.put(domain::tombstone_of(record, now));
  if (!put) return put.error();
  Result<void> done = ports.links.end_all_of(record.id);
  if (done) done = ports.consents.forget(record.id, true);
  if (!done) return std::move(done).error();
  // The trail keeps who did what and when; its fields before and after would keep the person.
  const Result<std::int64_t> erased =
      ports.audit.erase({.kind = "practitioner", .id = print_id(record.id.value)});
  if (!erased) return erased.error();
  return evidence;
}

/// The records of theirs that were merged into the one that leaves, but for those that are forgotten already.
Result<std::vector<Practitioner>> merged_records(const ConsentPorts& ports, domain::PractitionerId id) {
  const auto merged = ports.personal_data.merged_into(id);
  if (!merged) return merged.error();
  std::vector<Practitioner> records;
  if (merged->empty()) return records;
  const Result<std::vector<domain::Erasure>> erasures = ports.personal_data.erasures();
  if (!erasures) return erasures.error();
  for (const domain::PractitionerId each : *merged) {
    if (std::any_of(erasures->begin(), erasures->end(),
                    [&](const domain::Erasure& erasure) { return erasure.practitioner == each; })) {
      continue;
    }
    Result<std::optional<Practitioner>> found = ports.writer.find_existing({.id = each});
    if (!found) return std::move(found).error();
    if (*found) records.push_back(**std::move(found));
  }
  return records;
}

}  // namespace

Result<std::vector<std::string>> withdraw_record(const ConsentPorts& ports, const Practitioner& record,
                                                 const domain::Actor& actor, std::string_view reason) {
  const Instant now = ports.clock.now();
  Result<std::vector<Practitioner>> records = merged_records(ports, record.id);
  if (!records) return std::move(records).error();
  records->insert(records->begin(), record);
  std::vector<std::string> evidence;
  for (const Practitioner& each : *records) {
    Result<std::vector<std::string>> left = forget_record(ports, each, now);
    if (!left) return left;
    evidence.insert(evidence.end(), left->begin(), left->end());
    Result<void> traced =
        ports.audit.append({.at = now,
                            .actor = actor,
                            .action = "practitioner.withdraw",
                            .subject = {.kind = "practitioner", .id = print_id(each.id.value)},
                            .reason = std::string(reason)});
    if (!traced) return std::move(traced).error();
  }
  Result<void> done;
  if (!record.contact.mail.empty()) {
    done = ports.outbox.queue(withdrawn_mail(record.contact.mail, ports.full_url("/")), now);
  }
  if (!done) return std::move(done).error();
  return evidence;
}

void finish_withdrawal(const ConsentPorts& ports, const std::vector<std::string>& evidence) {
  ports.committed();
  for (const std::string& digest : evidence) {
    const Result<void> removed = ports.evidence.remove(digest);
    if (!removed) ports.complain("A file of evidence is not yet removed: " + removed.error().message);
  }
  Result<void> done = ports.personal_data.scrub();
  if (!done) ports.complain("A withdrawal is not yet wiped from the disk: " + done.error().message);
  const Result<std::vector<domain::Erasure>> all = ports.personal_data.erasures();
  done = all ? ports.ledger.keep(*all) : Result<void>(all.error());
  if (!done) ports.complain("A withdrawal is not yet kept for restored copies: " + done.error().message);
}

}  // namespace stillpoint::app
