#include "app/consent/my_listing.h"

#include <utility>
#include <vector>

#include "app/consent/consent_mails.h"
#include "app/mailing/former_address.h"
#include "app/mailing/mailed_token.h"
#include "app/personal/export_person.h"

namespace stillpoint::app {
namespace {

using domain::LinkPurpose;
using domain::MailedLink;
using domain::Practitioner;

/// The record with what its person may change taken from `wanted`.
Practitioner with_own_parts(const Practitioner& record, const Practitioner& wanted) {
  Practitioner changed = record;
  changed.contact = wanted.contact;
  changed.contact.photo_url = record.contact.photo_url;
  changed.about = wanted.about;
  changed.fees = wanted.fees;
  changed.locations = wanted.locations;
  changed.conditions = wanted.conditions;
  changed.populations = wanted.populations;
  changed.languages = wanted.languages;
  changed.session = wanted.session;
  changed.approaches = wanted.approaches;
  return changed;
}

}  // namespace

Result<void> MyListing::request_link(const std::string& mail) const {
  const Instant now = ports_.clock.now();
  const Result<std::vector<domain::PractitionerId>> people = ports_.consents.with_mail(mail);
  if (!people) return people.error();
  return ports_.work.in_transaction([&]() -> Result<void> {
    if (people->empty()) {
      // The same write as for somebody: the time that an answer takes says nothing either. It opens nothing,
      // because nobody gets its token, and is forgotten with the links that ran out.
      return ports_.links.put(draw_mailed_token().hash, {.purpose = LinkPurpose::kMine, .expires = now});
    }
    for (const domain::PractitionerId id : *people) {
      const Result<Practitioner> record = read_record(ports_, id);
      if (!record) return record.error();
      const Result<std::string> link = make_link(ports_,
                                                 {.purpose = LinkPurpose::kMine,
                                                  .practitioner = id,
                                                  .path = "/mine/",
                                                  .life = domain::kMineLinkLife},
                                                 now);
      if (!link) return link.error();
      Result<void> queued = ports_.outbox.queue(mine_mail(*record, *link), now);
      if (!queued) return queued;
    }
    return {};
  });
}

Result<MailedLink> MyListing::find_opened(std::string_view opened, Instant now) const {
  Result<MailedLink> link = ports_.links.find(hash_of_token(opened), now);
  if (link && link->purpose == LinkPurpose::kMineOpened) return link;
  if (!link && link.error().code == ErrorCode::kUnavailable) return link;
  return Error{.code = ErrorCode::kGone,
               .message =
                   "This page was open for more than an hour, or your listing is gone. Ask for a new "
                   "link to go on."};
}

Result<Profile> MyListing::view(std::string_view opened) const {
  const Instant now = ports_.clock.now();
  const Result<MailedLink> link = find_opened(opened, now);
  if (!link) return link.error();
  Result<Practitioner> record = ports_.directory.find(link->practitioner);
  if (!record) return std::move(record).error();
  return profile_of(*std::move(record), ports_.vocabulary, now);
}

Result<void> MyListing::save(std::string_view opened, const OwnEdit& edit, std::string_view address) const {
  const Instant now = ports_.clock.now();
  const Result<MailedLink> link = find_opened(opened, now);
  if (!link) return link.error();
  Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
    const Result<Practitioner> before = read_record(ports_, link->practitioner);
    if (!before) return before.error();
    if (before->version != edit.version) {
      return Error{.code = ErrorCode::kConflict,
                   .message =
                       "Your record was changed by somebody else while you were writing. What you wrote "
                       "stands below; save again to put it in the place of what is there now."};
    }
    Practitioner after = with_own_parts(*before, edit.wanted);
    const bool changes = after != *before;
    if (changes) after.edited = now;
    if (edit.attests) {
      Result<void> attested = attest_record(ports_, after, now);
      if (!attested) return attested;
    }
    const std::string& former = before->contact.mail;
    if (!former.empty() && former != after.contact.mail) {
      Result<void> queued =
          ports_.outbox.queue(address_changed_mail(former, after, ports_.full_url("/")), now);
      if (!queued) return queued;
      Result<void> left = leave_former_address({.links = ports_.links, .consents = ports_.consents}, *before,
                                               after, hash_of_token(opened));
      if (!left) return left;
    }
    return put_change(ports_,
                      {.before = *before,
                       .after = after,
                       .actor = practitioner_actor(address),
                       .action = changes ? "practitioner.edit" : "practitioner.attest",
                       .reason = "by the link in their mail"},
                      now);
  });
  if (done) ports_.committed();
  return done;
}

Result<std::string> MyListing::data(std::string_view opened, std::string_view address) const {
  const Instant now = ports_.clock.now();
  const Result<MailedLink> link = find_opened(opened, now);
  if (!link) return link.error();
  const ExportPerson everything(
      {.directory = ports_.writer, .personal = ports_.personal_data, .trail = ports_.audit},
      ports_.vocabulary, ports_.clock);
  return everything.run(practitioner_actor(address), link->practitioner);
}

Result<void> MyListing::withdraw(std::string_view opened, std::string_view address) const {
  const Instant now = ports_.clock.now();
  const Result<MailedLink> link = find_opened(opened, now);
  if (!link) return link.error();
  std::vector<std::string> evidence;
  Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
    const Result<Practitioner> record = read_record(ports_, link->practitioner);
    if (!record) return record.error();
    Result<std::vector<std::string>> left =
        withdraw_record(ports_, *record, practitioner_actor(address), "by the link in their mail");
    if (!left) return std::move(left).error();
    evidence = *std::move(left);
    return {};
  });
  if (done) finish_withdrawal(ports_, evidence);
  return done;
}

}  // namespace stillpoint::app
