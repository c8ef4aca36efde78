#include "app/reviews/review_practitioner.h"

#include <algorithm>
#include <utility>

#include "app/identity/permissions.h"
#include "app/mailing/mailed_token.h"
#include "app/reviews/review_mails.h"
#include "base/text.h"
#include "document/limits.h"

namespace stillpoint::app {
namespace {

using domain::Practitioner;
using domain::Review;

constexpr int kSessionsOfAClientMax = 1000;
constexpr int kMinutesOfASessionMax = 600;

Error at_field(const char* where, const char* what, const char* allowed) {
  return Error{.code = ErrorCode::kInvalid,
               .message = what,
               .faults = {{.where = where, .what = what, .allowed = allowed, .value = ""}}};
}

bool is_mail_like(std::string_view mail) {
  const std::size_t at = mail.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < mail.size() &&
         mail.size() <= document::kMailCharactersMax &&
         mail.find_first_of(" \t\r\n,;<>\"") == std::string_view::npos;
}

Result<void> check(const SentReview& sent, const domain::Vocabulary& vocabulary) {
  std::vector<Fault> faults;
  if (sent.stars < 1 || sent.stars > 5) {
    faults.push_back({.where = "stars", .what = "No stars are chosen.", .allowed = "1 to 5", .value = ""});
  }
  if (sent.words.size() > document::kReviewCharactersMax || !is_utf8(sent.words)) {
    faults.push_back(
        {.where = "words",
         .what = "This is too long.",
         .allowed = "At most " + std::to_string(document::kReviewCharactersMax) + " bytes of text",
         .value = ""});
  }
  if (sent.sessions && (*sent.sessions < 1 || *sent.sessions > kSessionsOfAClientMax)) {
    faults.push_back({.where = "sessions",
                      .what = "This is no number of sessions.",
                      .allowed = "1 to " + std::to_string(kSessionsOfAClientMax) + ", or nothing",
                      .value = ""});
  }
  if (sent.minutes && (*sent.minutes < 1 || *sent.minutes > kMinutesOfASessionMax)) {
    faults.push_back({.where = "minutes",
                      .what = "This is no length of a session.",
                      .allowed = "1 to " + std::to_string(kMinutesOfASessionMax) + " minutes, or nothing",
                      .value = ""});
  }
  for (const domain::ConditionKey& key : sent.conditions) {
    if (vocabulary.find(key) == nullptr) {
      faults.push_back({.where = "condition",
                        .what = "There is no such condition here.",
                        .allowed = "One of the list",
                        .value = ""});
    }
  }
  if (faults.empty()) return {};
  return Error{
      .code = ErrorCode::kInvalid, .message = "The review is not complete.", .faults = std::move(faults)};
}

Review* find_review(Practitioner& record, domain::ReviewId id) {
  const auto found = std::find_if(record.reviews.begin(), record.reviews.end(),
                                  [&](const Review& review) { return review.id == id; });
  return found == record.reviews.end() ? nullptr : &*found;
}

Error no_review() {
  return Error{.code = ErrorCode::kNotFound, .message = "There is no such review."};
}

}  // namespace

Result<void> ReviewPractitioner::invite(const domain::Actor& actor, domain::PractitionerId id,
                                        const std::string& mail) const {
  Result<void> may = require(actor, Permission::kEditRegister);
  if (!may) return may;
  return invite_as(actor, id, mail);
}

Result<domain::PractitionerId> ReviewPractitioner::whose(std::string_view opened) const {
  const auto link = ports_.common.links.find(hash_of_token(opened), ports_.common.clock.now());
  if (link && link->purpose == domain::LinkPurpose::kMineOpened) return link->practitioner;
  return Error{.code = ErrorCode::kGone,
               .message = "This page was open for more than an hour. Ask for a new link to go on."};
}

Result<void> ReviewPractitioner::invite(std::string_view opened, const std::string& mail,
                                        std::string_view address) const {
  const Result<domain::PractitionerId> id = whose(opened);
  if (!id) return id.error();
  return invite_as(practitioner_actor(address), *id, mail);
}

Result<void> ReviewPractitioner::invite_as(const domain::Actor& actor, domain::PractitionerId id,
                                           const std::string& mail) const {
  if (!is_mail_like(mail)) {
    return at_field("mail", "This is not a mail address.", "One like name@example.org");
  }
  const ConsentPorts& common = ports_.common;
  const Instant now = common.clock.now();
  const std::string reviewer = keyed_digest(ports_.reviewer_key, print_id(id.value) + ":" + fold(mail));
  Result<void> done = common.work.in_transaction([&]() -> Result<void> {
    const Result<Practitioner> before = read_record(common, id);
    if (!before) return before.error();
    if (fold(before->contact.mail) == fold(mail)) {
      return at_field("mail", "This is the practitioner's own address.", "A client's address");
    }
    const auto earlier = ports_.desk.latest_invitation(id, reviewer);
    if (!earlier) return earlier.error();
    if (*earlier && ((*earlier)->answered || (*earlier)->invited + domain::kReviewLinkLife > now)) {
      return Error{.code = ErrorCode::kConflict, .message = "This client has been invited before."};
    }
    const Result<std::int64_t> invitation =
        ports_.desk.put(domain::ReviewInvitation{.practitioner = id, .reviewer = reviewer, .invited = now});
    if (!invitation) return invitation.error();
    const MailedToken token = draw_mailed_token();
    Result<void> kept = common.links.put(token.hash, {.purpose = domain::LinkPurpose::kReview,
                                                      .practitioner = id,
                                                      .subject = print_id(*invitation),
                                                      .expires = now + domain::kReviewLinkLife});
    if (kept) {
      kept = common.outbox.queue(invitation_mail(mail, *before, common.full_url("/review/" + token.token),
                                                 common.full_url("/review-rules"), now),
                                 now);
    }
    if (!kept) return kept;
    Practitioner after = *before;
    ++after.reviews_invited;
    return put_change(common, {.before = *before, .after = after, .actor = actor, .action = "review.invite"},
                      now);
  });
  if (done) common.committed();
  return done;
}

Result<Practitioner> ReviewPractitioner::look(std::string_view token) const {
  const auto link = ports_.common.links.find(hash_of_token(token), ports_.common.clock.now());
  if (!link) return link.error();
  if (link->purpose != domain::LinkPurpose::kReview) {
    return Error{.code = ErrorCode::kNotFound, .message = "This link leads nowhere."};
  }
  return ports_.common.directory.find(link->practitioner);
}

Result<void> ReviewPractitioner::write(std::string_view token, const SentReview& sent,
                                       std::string_view address) const {
  const ConsentPorts& common = ports_.common;
  Result<void> complete = check(sent, common.vocabulary);
  if (!complete) return complete;
  const Instant now = common.clock.now();
  Result<void> done = common.work.in_transaction([&]() -> Result<void> {
    const auto link = common.links.use(hash_of_token(token), now);
    if (!link) return link.error();
    const auto invitation_id = parse_id(link->subject);
    if (link->purpose != domain::LinkPurpose::kReview || !invitation_id) {
      return Error{.code = ErrorCode::kNotFound, .message = "This link leads nowhere."};
    }
    const auto invitation = ports_.desk.invitation(*invitation_id);
    if (!invitation) return invitation.error();
    const Result<Practitioner> before = read_record(common, invitation->practitioner);
    if (!before) return before.error();
    Result<void> answered = ports_.desk.answered(invitation->id, now);
    if (!answered) return answered;
    return take_in(
        *before, sent,
        {.origin = domain::ReviewOrigin::kInvited, .reviewer = invitation->reviewer, .address = address},
        now);
  });
  if (done) common.committed();
  return done;
}

Result<void> ReviewPractitioner::take_in(const Practitioner& before, const SentReview& sent,
                                         const Writer& writer, Instant now) const {
  Practitioner after = before;
  const domain::ReviewId id{draw_id()};
  after.reviews.push_back({.id = id,
                           .origin = writer.origin,
                           .state = domain::ReviewState::kPending,
                           .stars = sent.stars,
                           .published_at = now,
                           .reviewer = writer.reviewer,
                           .conditions = sent.conditions,
                           .words = sent.may_publish ? sent.words : std::string()});
  Result<void> kept = ports_.desk.put(domain::ReviewNote{.review = id,
                                                         .practitioner = after.id,
                                                         .sessions = sent.sessions,
                                                         .minutes = sent.minutes,
                                                         .written = now});
  if (!kept) return kept;
  const domain::Actor client{
      .kind = domain::ActorKind::kClient, .name = "client", .address = std::string(writer.address)};
  return put_change(ports_.common,
                    {.before = before, .after = after, .actor = client, .action = "review.write"}, now);
}

Result<Practitioner> ReviewPractitioner::look_open(domain::PractitionerId id) const {
  const Result<bool> open = ports_.takes_open();
  if (!open) return open.error();
  if (!*open) {
    return Error{.code = ErrorCode::kNotFound,
                 .message = "Reviews are written by invitation here: ask the therapist for one."};
  }
  Result<Practitioner> person = ports_.common.directory.find(id);
  if (person && person->listing != domain::ListingState::kListed) {
    return Error{.code = ErrorCode::kNotFound, .message = "No listed therapist has this address."};
  }
  return person;
}

Result<void> ReviewPractitioner::write_open(domain::PractitionerId id, const SentReview& sent,
                                            std::string_view address) const {
  const Result<Practitioner> person = look_open(id);
  if (!person) return person.error();
  const ConsentPorts& common = ports_.common;
  Result<void> complete = check(sent, common.vocabulary);
  if (!complete) return complete;
  const Instant now = common.clock.now();
  Result<void> done = common.work.in_transaction([&]() -> Result<void> {
    const Result<Practitioner> before = read_record(common, id);
    if (!before) return before.error();
    // Nobody knows who it is, so each is a person of their own.
    return take_in(*before, sent,
                   {.origin = domain::ReviewOrigin::kOpen,
                    .reviewer = "open-" + print_id(draw_id()),
                    .address = address},
                   now);
  });
  if (done) common.committed();
  return done;
}

Result<void> ReviewPractitioner::decide(const domain::Actor& actor, domain::ReviewId review,
                                        std::optional<domain::ReviewRule> rejected_by) const {
  Result<void> may = require(actor, Permission::kModerate);
  if (!may) return may;
  const ConsentPorts& common = ports_.common;
  const Instant now = common.clock.now();
  Result<void> done = common.work.in_transaction([&]() -> Result<void> {
    Result<domain::ReviewNote> note = ports_.desk.note(review);
    if (!note) return note.error();
    if (note->decided) {
      return Error{.code = ErrorCode::kConflict, .message = "Somebody decided this review meanwhile."};
    }
    const Result<Practitioner> before = read_record(common, note->practitioner);
    if (!before) return before.error();
    Practitioner after = *before;
    Review* const decided = find_review(after, review);
    if (decided == nullptr) return no_review();
    decided->state = rejected_by ? domain::ReviewState::kRejected : domain::ReviewState::kPublished;
    decided->published_at = now;
    note->decided = now;
    if (rejected_by) note->rule = name_of(*rejected_by);
    Result<void> kept = ports_.desk.put(*note);
    if (kept && !rejected_by && !after.contact.mail.empty()) {
      kept = common.outbox.queue(published_mail(after, common.full_url("/mine")), now);
    }
    if (!kept) return kept;
    return put_change(common,
                      {.before = *before,
                       .after = after,
                       .actor = actor,
                       .action = rejected_by ? "review.reject" : "review.publish",
                       .reason = rejected_by ? sentence_of(*rejected_by) : std::string_view()},
                      now);
  });
  if (done) common.committed();
  return done;
}

Result<void> ReviewPractitioner::reply(std::string_view opened, domain::ReviewId review,
                                       const std::string& text, std::string_view address) const {
  if (text.size() > document::kReviewCharactersMax) {
    return at_field("reply", "The reply is too long.", "A few thousand characters");
  }
  const Result<domain::PractitionerId> id = whose(opened);
  if (!id) return id.error();
  const ConsentPorts& common = ports_.common;
  const Instant now = common.clock.now();
  Result<void> done = common.work.in_transaction([&]() -> Result<void> {
    const Result<Practitioner> before = read_record(common, *id);
    if (!before) return before.error();
    Practitioner after = *before;
    Review* const found = find_review(after, review);
    if (found == nullptr || found->state != domain::ReviewState::kPublished) return no_review();
    found->reply = text;
    return put_change(
        common,
        {.before = *before, .after = after, .actor = practitioner_actor(address), .action = "review.reply"},
        now);
  });
  if (done) common.committed();
  return done;
}

}  // namespace stillpoint::app
