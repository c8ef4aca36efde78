#include "app/consent/consent_writes.h"

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

Result<std::vector<std::string>> withdraw_record(const ConsentPorts& ports, const Practitioner& record,
                                                 const domain::Actor& actor, std::string_view reason) {
  const Instant now = ports.clock.now();
  // Before the record is emptied: which evidence is about nobody else is read from its checks.
  Result<std::vector<std::string>> evidence = ports.personal_data.forget(record, now);
  if (!evidence) return evidence;
  const Result<domain::PractitionerId> put = ports.writer.put(domain::tombstone_of(record, now));
  if (!put) return put.error();
  Result<void> done = ports.links.end_all_of(record.id);
  if (done) done = ports.consents.forget(record.id, true);
  // The trail keeps who did what and when; its fields before and after would keep the person.
  const domain::AuditSubject subject{.kind = "practitioner", .id = print_id(record.id.value)};
  if (done) {
    const Result<std::int64_t> erased = ports.audit.erase(subject);
    if (!erased) return erased.error();
  }
  if (done) {
    done = ports.audit.append({.at = now,
                               .actor = actor,
                               .action = "practitioner.withdraw",
                               .subject = subject,
                               .reason = std::string(reason)});
  }
  if (done && !record.contact.mail.empty()) {
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
