#include "app/reviews/report_listing.h"

#include <algorithm>
#include <utility>

#include "app/identity/permissions.h"
#include "app/reviews/review_mails.h"
#include "base/text.h"

namespace stillpoint::app {
namespace {

using domain::Practitioner;
using domain::Report;
using domain::ReportState;

domain::AuditSubject subject_of(const Report& report) {
  return {.kind = "report", .id = print_id(report.id.value)};
}

bool is_closed(ReportState state) {
  return state == ReportState::kUpheld || state == ReportState::kDismissed;
}

/// What a verifier reads in a row of the queue: the report's page has the rest.
constexpr std::size_t kQueueNoteBytes = 300;
/// Mail in trouble that is looked through for addresses.
constexpr std::size_t kTroubledMax = 10'000;

std::string note_of(const Report& report) {
  const std::string_view words = shorten(report.words, kQueueNoteBytes);
  return std::string(sentence_of(report.topic)) + ": " + std::string(words) +
         (words.size() < report.words.size() ? "…" : "");
}

/// Entries of one record's trail that are looked through: far more than two weeks bring.
constexpr std::size_t kEntriesLookedAtMax = 1000;

/// Whether the practitioner themselves did something to their listing since an instant. Whoever else edits
/// the record in that time answers nothing for them.
Result<bool> acted_since(const ConsentPorts& ports, domain::PractitionerId id, Instant since) {
  bool acted = false;
  const Result<void> read = ports.audit.for_each(
      {.subject = domain::AuditSubject{.kind = "practitioner", .id = print_id(id.value)},
       .newest_first = true,
       .count = kEntriesLookedAtMax},
      [&](const domain::AuditRecord& record) -> Result<void> {
        const domain::AuditEntry& entry = record.entry;
        const bool answers = entry.action == "practitioner.attest" || entry.action == "practitioner.edit";
        acted =
            acted || (answers && entry.actor.kind == domain::ActorKind::kPractitioner && entry.at > since);
        return {};
      });
  if (!read) return read.error();
  return acted;
}

Error decided_before() {
  return Error{.code = ErrorCode::kConflict, .message = "Somebody decided this report meanwhile."};
}

}  // namespace

Result<domain::ReportId> ReportListing::report(const Sent& sent, std::string_view address) const {
  std::vector<Fault> faults;
  if (!sent.topic) {
    faults.push_back({.where = "topic",
                      .what = "Nothing is chosen.",
                      .allowed = "What is wrong, from the list",
                      .value = ""});
  }
  const bool blank = sent.words.find_first_not_of(" \t\r\n") == std::string::npos;
  if (blank || sent.words.size() > kReportBytesMax || !is_utf8(sent.words)) {
    faults.push_back({.where = "words",
                      .what = blank ? "It says nothing yet." : "This is too long.",
                      .allowed = "A few sentences: what is wrong, and how you know",
                      .value = ""});
  }
  if (!faults.empty()) {
    return Error{
        .code = ErrorCode::kInvalid, .message = "The report is not complete.", .faults = std::move(faults)};
  }
  const ConsentPorts& common = ports_.common;
  const Instant now = common.clock.now();
  domain::ReportId id;
  const Result<void> done = common.work.in_transaction([&]() -> Result<void> {
    const Result<Practitioner> record = read_record(common, sent.practitioner);
    if (!record) return record.error();
    if (record->listing != domain::ListingState::kListed) {
      return Error{.code = ErrorCode::kNotFound, .message = "No listed therapist has this address."};
    }
    Report report{
        .practitioner = record->id, .topic = *sent.topic, .words = sent.words, .received = now, .since = now};
    const Result<domain::ReportId> put = ports_.desk.put(report);
    if (!put) return put.error();
    id = *put;
    report.id = id;
    Result<void> queued = ports_.queue.open_item({.kind = domain::WorkKind::kReported,
                                                  .practitioner = record->id,
                                                  .subject = id.value,
                                                  .note = note_of(report)},
                                                 now);
    if (!queued) return queued;
    const domain::Actor client{
        .kind = domain::ActorKind::kClient, .name = "client", .address = std::string(address)};
    return common.audit.append(
        {.at = now, .actor = client, .action = "report.receive", .subject = subject_of(report)});
  });
  if (!done) return done.error();
  return id;
}

Result<void> ReportListing::notify(const domain::Actor& actor, domain::ReportId id) const {
  Result<void> may = require(actor, Permission::kModerate);
  if (!may) return may;
  const ConsentPorts& common = ports_.common;
  const Instant now = common.clock.now();
  return common.work.in_transaction([&]() -> Result<void> {
    Result<Report> report = ports_.desk.report(id);
    if (!report) return report.error();
    if (report->state != ReportState::kOpen) return decided_before();
    const Result<Practitioner> record = read_record(common, report->practitioner);
    if (!record) return record.error();
    if (record->contact.mail.empty()) {
      return Error{.code = ErrorCode::kInvalid,
                   .message = "No mail address of theirs is on record, so they cannot be told."};
    }
    const Result<std::string> link = make_link(common,
                                               {.purpose = domain::LinkPurpose::kConfirmListing,
                                                .practitioner = record->id,
                                                .path = "/confirm/",
                                                .life = domain::kConfirmLinkLife},
                                               now);
    if (!link) return link.error();
    Result<void> kept =
        common.outbox.queue(notice_mail(*record, std::string(sentence_of(report->topic)), *link, now), now);
    report->state = ReportState::kNoticed;
    report->since = now;
    if (kept) {
      const auto put = ports_.desk.put(*report);
      if (!put) kept = put.error();
    }
    if (!kept) return kept;
    return common.audit.append(
        {.at = now, .actor = actor, .action = "report.notify", .subject = subject_of(*report)});
  });
}

Result<void> ReportListing::close(Report& report, ReportState state, const std::string& outcome,
                                  const domain::Actor& actor) const {
  const ConsentPorts& common = ports_.common;
  const Instant now = common.clock.now();
  const bool upheld = state == ReportState::kUpheld;
  report.state = state;
  report.since = now;
  report.outcome = outcome;
  const auto put = ports_.desk.put(report);
  if (!put) return put.error();
  Result<void> done = common.audit.append({.at = now,
                                           .actor = actor,
                                           .action = upheld ? "report.uphold" : "report.dismiss",
                                           .subject = subject_of(report),
                                           .reason = outcome});
  if (done) {
    done = ports_.queue.settle_items(domain::WorkKind::kReported, report.id.value,
                                     {.outcome = outcome, .closed_by = actor.name, .closed = now});
  }
  if (!done) return done;
  const Result<Practitioner> before = read_record(common, report.practitioner);
  // Somebody who left has nothing to lose; the report is closed all the same.
  if (!before) return before.error().code == ErrorCode::kGone ? Result<void>() : before.error();
  Practitioner after = *before;
  if (upheld && !after.demoted_since) after.demoted_since = now;
  if (!after.contact.mail.empty()) {
    done = common.outbox.queue(report_outcome_mail(after, outcome, upheld), now);
    if (!done) return done;
  }
  return put_change(
      common,
      {.before = *before, .after = after, .actor = actor, .action = "practitioner.demote", .reason = outcome},
      now);
}

Result<void> ReportListing::decide(const domain::Actor& actor, domain::ReportId id, bool upheld,
                                   const std::string& outcome) const {
  Result<void> may = require(actor, Permission::kModerate);
  if (!may) return may;
  const bool blank = outcome.find_first_not_of(" \t\r\n") == std::string::npos;
  if (blank || outcome.size() > kReportBytesMax) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "The outcome is missing or too long.",
                 .faults = {{.where = "outcome",
                             .what = "The outcome is missing or too long.",
                             .allowed = "One or two sentences that anyone may read",
                             .value = ""}}};
  }
  Result<void> done = ports_.common.work.in_transaction([&]() -> Result<void> {
    Result<Report> report = ports_.desk.report(id);
    if (!report) return report.error();
    if (is_closed(report->state)) return decided_before();
    return close(*report, upheld ? ReportState::kUpheld : ReportState::kDismissed, outcome, actor);
  });
  if (done) ports_.common.committed();
  return done;
}

Result<void> ReportListing::lift(const domain::Actor& actor, domain::PractitionerId id) const {
  Result<void> may = require(actor, Permission::kModerate);
  if (!may) return may;
  const ConsentPorts& common = ports_.common;
  Result<void> done = common.work.in_transaction([&]() -> Result<void> {
    const Result<Practitioner> before = read_record(common, id);
    if (!before) return before.error();
    if (!before->demoted_since) {
      return Error{.code = ErrorCode::kConflict, .message = "This listing stands in its place already."};
    }
    Practitioner after = *before;
    after.demoted_since.reset();
    return put_change(common,
                      {.before = *before,
                       .after = after,
                       .actor = actor,
                       .action = "practitioner.lift_demotion",
                       .reason = "set right"},
                      common.clock.now());
  });
  if (done) common.committed();
  return done;
}

Result<bool> ReportListing::run_out(Report report, const std::vector<std::string>& unreached) const {
  const ConsentPorts& common = ports_.common;
  bool demoted = false;
  const Result<void> done = common.work.in_transaction([&]() -> Result<void> {
    const Result<Practitioner> record = read_record(common, report.practitioner);
    if (!record && record.error().code != ErrorCode::kGone) return record.error();
    const Result<bool> acted = record ? acted_since(common, record->id, report.since) : Result<bool>(true);
    if (!acted) return acted.error();
    const bool answered = *acted;
    if (!answered) {
      // Silence is an answer only to a notice that arrived.
      if (std::binary_search(unreached.begin(), unreached.end(), record->contact.mail)) return {};
      demoted = true;
      return close(report, ReportState::kUpheld, "The therapist did not answer within 14 days.",
                   system_actor());
    }
    report.state = ReportState::kAnswered;
    report.since = common.clock.now();
    const auto put = ports_.desk.put(report);
    if (!put) return put.error();
    return common.audit.append({.at = report.since,
                                .actor = system_actor(),
                                .action = "report.answered",
                                .subject = subject_of(report)});
  });
  if (!done) return done.error();
  return demoted;
}

Result<int> ReportListing::run_out() const {
  const auto noticed =
      ports_.desk.reports_at(ReportState::kNoticed, ports_.common.clock.now() - domain::kReportAnswerTime);
  if (!noticed) return noticed.error();
  const auto troubled = ports_.common.outbox.troubled(kTroubledMax);
  if (!troubled) return troubled.error();
  std::vector<std::string> unreached;
  unreached.reserve(troubled->size());
  for (const domain::QueuedMail& mail : *troubled) unreached.push_back(mail.mail.to);
  std::sort(unreached.begin(), unreached.end());
  int demoted = 0;
  for (const Report& report : *noticed) {
    const Result<bool> one = run_out(report, unreached);
    if (!one) return one.error();
    demoted += *one ? 1 : 0;
  }
  if (demoted > 0) ports_.common.committed();
  return demoted;
}

}  // namespace stillpoint::app
