#include "app/consent/ask_consent.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/consent/consent_mails.h"
#include "app/identity/permissions.h"
#include "base/calendar.h"
#include "base/time_text.h"

namespace stillpoint::app {
namespace {

using domain::Practitioner;

constexpr std::size_t kClauseBytesMax = 500;

Error no_address() {
  constexpr const char* kWhat = "No mail address is on record, so nobody can be asked.";
  return Error{.code = ErrorCode::kInvalid,
               .message = kWhat,
               .faults = {{.where = "/contact/mail",
                           .what = kWhat,
                           .allowed = "Put their address on record first",
                           .value = ""}}};
}

Result<std::string> basis_text(const ListingBasis& basis, Instant now) {
  std::vector<Fault> faults;
  const bool is_blank = basis.clause.find_first_not_of(" \t\r\n") == std::string::npos;
  if (is_blank || basis.clause.size() > kClauseBytesMax) {
    faults.push_back({.where = "clause",
                      .what = "The ground is missing or too long.",
                      .allowed = "One sentence, like: Statutes of the association, section 4",
                      .value = ""});
  }
  if (!basis.date || *basis.date > date_of(now)) {
    faults.push_back({.where = "date",
                      .what = "The day since which it holds is missing or lies ahead.",
                      .allowed = "A day such as 2026-03-01, today at the latest",
                      .value = ""});
  }
  if (!faults.empty()) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "The ground of listing is not complete.",
                 .faults = std::move(faults)};
  }
  return basis.clause + " (" + print_date(*basis.date) + ")";
}

/// Nobody was named: that so many people are meant is said once more before they are listed.
Error confirm_everybody(std::size_t count) {
  const std::string number = std::to_string(count);
  return Error{.code = ErrorCode::kConflict,
               .message = "Nobody was ticked, so this would list every draft that is meant.",
               .faults = {{.where = "everybody",
                           .what = "How many are listed is to be confirmed.",
                           .allowed = number + ", as many drafts as are meant now",
                           .value = number}}};
}

/// Lists one draft, within the running transaction.
Result<void> list_one(const ConsentPorts& ports, const Practitioner& before, const domain::Actor& actor,
                      const std::string& basis) {
  const Instant now = ports.clock.now();
  Practitioner after = before;
  after.listing = domain::ListingState::kListed;
  after.listing_basis = basis;
  const Result<std::string> link = make_link(ports,
                                             {.purpose = domain::LinkPurpose::kObject,
                                              .practitioner = before.id,
                                              .path = "/object/",
                                              .life = domain::kObjectLinkLife},
                                             now);
  if (!link) return link.error();
  Result<void> done = ports.outbox.queue(objection_mail(after, basis, *link, now), now);
  if (done) {
    done = ports.consents.put(
        {.practitioner = before.id, .step = domain::ConsentStep::kListedOnBasis, .since = now});
  }
  if (!done) return done;
  return put_change(ports,
                    {.before = before,
                     .after = after,
                     .actor = actor,
                     .action = "practitioner.list_on_basis",
                     .reason = basis},
                    now);
}

}  // namespace

Result<void> ask_record(const ConsentPorts& ports, const Practitioner& record, const domain::Actor& actor) {
  if (record.contact.mail.empty()) return no_address();
  const Instant now = ports.clock.now();
  const Result<std::string> link = make_link(ports,
                                             {.purpose = domain::LinkPurpose::kConfirmListing,
                                              .practitioner = record.id,
                                              .path = "/confirm/",
                                              .life = domain::kConfirmLinkLife},
                                             now);
  if (!link) return link.error();
  Result<void> done = ports.outbox.queue(ask_mail(record, *link, now), now);
  // A draft waits for nothing, and was promised to stay unseen without an answer. And whoever sank already is
  // not given a new fortnight by a second question.
  if (done && record.listing == domain::ListingState::kListed) {
    const Result<std::optional<domain::Consent>> consent = ports.consents.find(record.id);
    if (!consent) return consent.error();
    const bool waits = *consent && (*consent)->step != domain::ConsentStep::kListedOnBasis;
    if (!waits) {
      done = ports.consents.put(
          {.practitioner = record.id, .step = domain::ConsentStep::kAsked, .since = now, .asked = now});
    }
  } else if (done) {
    done = ports.consents.put(
        {.practitioner = record.id, .step = domain::ConsentStep::kUnlisted, .since = now, .asked = now});
  }
  if (!done) return done;
  return ports.audit.append({.at = now,
                             .actor = actor,
                             .action = "practitioner.ask_consent",
                             .subject = {.kind = "practitioner", .id = print_id(record.id.value)}});
}

Result<void> AskConsent::ask(const domain::Actor& actor, domain::PractitionerId id) const {
  Result<void> may = require(actor, Permission::kEditRegister);
  if (!may) return may;
  return ports_.work.in_transaction([&]() -> Result<void> {
    const Result<Practitioner> record = read_record(ports_, id);
    if (!record) return record.error();
    return ask_record(ports_, *record, actor);
  });
}

Result<ListedOnBasis> AskConsent::list(const domain::Actor& actor, const ListingBasis& basis) const {
  const Result<void> may = require(actor, Permission::kEditRegister);
  if (!may) return may.error();
  const Result<std::string> text = basis_text(basis, ports_.clock.now());
  if (!text) return text.error();
  std::vector<domain::PractitionerId> people = basis.people;
  if (people.empty()) {
    using Drafts = domain::ConsentStore::Drafts;
    for (const Drafts which : {Drafts::kUnasked, Drafts::kSilent}) {
      if (which == Drafts::kSilent && !basis.silent_too) continue;
      const auto drafts = ports_.consents.drafts(which, kBasisPeopleMax - people.size());
      if (!drafts) return drafts.error();
      for (const domain::ConsentStore::Draft& draft : *drafts) people.push_back(draft.id);
    }
    if (people.empty()) return ListedOnBasis{};
    if (basis.everybody != static_cast<std::int64_t>(people.size())) return confirm_everybody(people.size());
  }
  ListedOnBasis counts;
  for (const domain::PractitionerId id : people) {
    const Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
      const Result<Practitioner> record = read_record(ports_, id);
      if (!record && record.error().code == ErrorCode::kUnavailable) return record.error();
      if (!record || record->listing != domain::ListingState::kDraft) {
        ++counts.others;
        return {};
      }
      if (record->contact.mail.empty()) {
        ++counts.without_mail;
        return {};
      }
      ++counts.listed;
      return list_one(ports_, *record, actor, *text);
    });
    if (!done) return done.error();
  }
  ports_.committed();
  return counts;
}

}  // namespace stillpoint::app
