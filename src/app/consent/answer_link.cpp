#include "app/consent/answer_link.h"

#include <utility>
#include <vector>

#include "app/mailing/mailed_token.h"

namespace stillpoint::app {
namespace {

using domain::LinkPurpose;
using domain::MailedLink;

/// Whether the link is one of those that lead to a listing's answer.
bool is_about_a_listing(LinkPurpose purpose) {
  switch (purpose) {
    case LinkPurpose::kConfirmListing:
    case LinkPurpose::kObject:
    case LinkPurpose::kMine:
      return true;
    case LinkPurpose::kMineOpened:
    case LinkPurpose::kReview:
    case LinkPurpose::kResetPassword:
      return false;
  }
  return false;
}

Error leads_nowhere() {
  return Error{.code = ErrorCode::kNotFound,
               .message = "This link leads nowhere: it may have been cut short on its way."};
}

/// Uses a link up, within the running transaction.
Result<MailedLink> use(const ConsentPorts& ports, std::string_view token, Instant now) {
  Result<MailedLink> link = ports.links.use(hash_of_token(token), now);
  if (link && !is_about_a_listing(link->purpose)) return leads_nowhere();
  return link;
}

}  // namespace

Profile profile_of(domain::Practitioner record, const domain::Vocabulary& vocabulary, Instant now) {
  domain::ChecklistQuestion question;
  for (const domain::Location& location : record.locations) question.locations.push_back(&location);
  domain::Checklist answers = domain::checklist(record, question, vocabulary, now);
  return Profile{.practitioner = std::move(record), .checklist = std::move(answers), .as_of = now};
}

Result<OwnListing> AnswerLink::look(std::string_view token) const {
  const Instant now = ports_.clock.now();
  const Result<MailedLink> link = ports_.links.find(hash_of_token(token), now);
  if (!link) return link.error();
  if (!is_about_a_listing(link->purpose)) return leads_nowhere();
  Result<domain::Practitioner> record = ports_.directory.find(link->practitioner);
  if (!record) return std::move(record).error();
  return OwnListing{.profile = profile_of(*std::move(record), ports_.vocabulary, now),
                    .purpose = link->purpose};
}

Result<domain::PractitionerId> AnswerLink::attest(std::string_view token, std::string_view address) const {
  const Instant now = ports_.clock.now();
  domain::PractitionerId id;
  const Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
    const Result<MailedLink> link = use(ports_, token, now);
    if (!link) return link.error();
    const Result<domain::Practitioner> before = read_record(ports_, link->practitioner);
    if (!before) return before.error();
    domain::Practitioner after = *before;
    id = after.id;
    Result<void> attested = attest_record(ports_, after, now);
    if (!attested) return attested;
    return put_change(ports_,
                      {.before = *before,
                       .after = after,
                       .actor = practitioner_actor(address),
                       .action = "practitioner.attest",
                       .reason = "by the link in their mail"},
                      now);
  });
  if (!done) return done.error();
  ports_.committed();
  return id;
}

Result<void> AnswerLink::withdraw(std::string_view token, std::string_view address) const {
  const Instant now = ports_.clock.now();
  std::vector<std::string> evidence;
  Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
    const Result<MailedLink> link = use(ports_, token, now);
    if (!link) return link.error();
    const Result<domain::Practitioner> record = read_record(ports_, link->practitioner);
    if (!record) return record.error();
    const bool objects = link->purpose == LinkPurpose::kObject;
    Result<std::vector<std::string>> left =
        withdraw_record(ports_, *record, practitioner_actor(address),
                        objects ? "objected by the link in their mail" : "by the link in their mail");
    if (!left) return std::move(left).error();
    evidence = *std::move(left);
    return {};
  });
  if (done) finish_withdrawal(ports_, evidence);
  return done;
}

Result<std::string> AnswerLink::open(std::string_view token) const {
  const Instant now = ports_.clock.now();
  const MailedToken opened = draw_mailed_token();
  const Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
    const Result<MailedLink> link = use(ports_, token, now);
    if (!link) return link.error();
    const Result<domain::Practitioner> record = read_record(ports_, link->practitioner);
    if (!record) return record.error();
    return ports_.links.put(opened.hash, {.purpose = LinkPurpose::kMineOpened,
                                          .practitioner = record->id,
                                          .expires = now + domain::kMineOpenedLife});
  });
  if (!done) return done.error();
  return opened.token;
}

}  // namespace stillpoint::app
