#include "store/sqlite/review_desk_store.h"

#include <string_view>
#include <utility>

namespace stillpoint::store {
namespace {

using domain::Report;
using domain::ReportState;
using domain::ReviewInvitation;
using domain::ReviewNote;

/// Prepares a query on a reading connection, binds it and takes its rows.
template <class Row, class Bind, class Take>
Result<std::vector<Row>> read_rows(const ReaderPool& readers, std::string_view sql, const Bind& bind,
                                   const Take& take) {
  Result<ReaderPool::Lease> reader = readers.take();
  if (!reader) return std::move(reader).error();
  Result<Statement> query = (*reader)->connection.prepare(sql);
  if (!query) return std::move(query).error();
  bind(*query);
  std::vector<Row> rows;
  Step step = query->step();
  for (; step == Step::kRow; step = query->step()) rows.push_back(take(*query));
  if (step == Step::kFailed) return query->error();
  return rows;
}

/// The only row there may be.
template <class Row>
Result<Row> only(Result<std::vector<Row>> rows, const char* missing) {
  if (!rows) return std::move(rows).error();
  if (rows->empty()) return Error{.code = ErrorCode::kNotFound, .message = missing};
  return std::move(rows->front());
}

ReviewNote note_of(const Statement& row) {
  return {.review = {row.integer(0)},
          .practitioner = {row.integer(1)},
          .sessions = row.optional_int(2),
          .minutes = row.optional_int(3),
          .written = row.instant(4),
          .decided = row.optional_instant(5),
          .rule = std::string(row.text(6))};
}

ReviewInvitation invitation_of(const Statement& row) {
  return {.id = row.integer(0),
          .practitioner = {row.integer(1)},
          .reviewer = std::string(row.text(2)),
          .invited = row.instant(3),
          .answered = row.optional_instant(4)};
}

constexpr std::string_view kReportColumns =
    "SELECT id, practitioner, topic, words, state, received, since, outcome FROM report ";

Report report_of(const Statement& row) {
  Report report{.id = {row.integer(0)},
                .practitioner = {row.integer(1)},
                .topic = domain::report_topic_of(row.text(2)).value_or(domain::ReportTopic::kOther),
                .words = std::string(row.text(3)),
                .received = row.instant(5),
                .since = row.instant(6),
                .outcome = std::string(row.text(7))};
  for (std::size_t i = 0; i < domain::kReportStates; ++i) {
    const auto state = static_cast<ReportState>(i);
    if (name_of(state) == row.text(4)) report.state = state;
  }
  return report;
}

}  // namespace

Result<std::int64_t> SqliteReviewDesk::put(const ReviewInvitation& invitation) {
  const std::int64_t id = invitation.id == 0 ? draw_id() : invitation.id;
  Result<void> done = connection_.in_transaction([&]() -> Result<void> {
    Result<Statement> insert = connection_.connection().prepare(
        "INSERT INTO review_invitation (id, practitioner, reviewer, invited) VALUES (?1, ?2, ?3, ?4)");
    if (!insert) return std::move(insert).error();
    return insert->bind(id)
        .bind(invitation.practitioner)
        .bind(invitation.reviewer)
        .bind(invitation.invited)
        .run();
  });
  if (!done) return std::move(done).error();
  return id;
}

Result<ReviewInvitation> SqliteReviewDesk::invitation(std::int64_t id) const {
  return only(read_rows<ReviewInvitation>(
                  readers_,
                  "SELECT id, practitioner, reviewer, invited, answered FROM review_invitation WHERE id = ?1",
                  [&](Statement& query) { query.bind(id); }, invitation_of),
              "There is no such invitation.");
}

Result<std::optional<ReviewInvitation>> SqliteReviewDesk::latest_invitation(
    domain::PractitionerId practitioner, const std::string& reviewer) const {
  Result<std::vector<ReviewInvitation>> rows = read_rows<ReviewInvitation>(
      readers_,
      "SELECT id, practitioner, reviewer, invited, answered FROM review_invitation WHERE practitioner = ?1 "
      "AND "
      "reviewer = ?2 ORDER BY invited DESC, id LIMIT 1",
      [&](Statement& query) { query.bind(practitioner).bind(reviewer); }, invitation_of);
  if (!rows) return std::move(rows).error();
  if (rows->empty()) return std::optional<ReviewInvitation>();
  return std::optional<ReviewInvitation>(std::move(rows->front()));
}

Result<void> SqliteReviewDesk::answered(std::int64_t id, Instant now) {
  return connection_.in_transaction([&]() -> Result<void> {
    Result<Statement> update =
        connection_.connection().prepare("UPDATE review_invitation SET answered = ?1 WHERE id = ?2");
    if (!update) return std::move(update).error();
    return update->bind(now).bind(id).run();
  });
}

Result<void> SqliteReviewDesk::put(const ReviewNote& note) {
  return connection_.in_transaction([&]() -> Result<void> {
    Result<Statement> upsert = connection_.connection().prepare(
        "INSERT INTO review_note (review, practitioner, sessions, minutes, written, decided, rule) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (review) DO UPDATE SET sessions = "
        "excluded.sessions, "
        "minutes = excluded.minutes, decided = excluded.decided, rule = excluded.rule");
    if (!upsert) return std::move(upsert).error();
    upsert->bind(note.review).bind(note.practitioner).bind(note.sessions).bind(note.minutes);
    return upsert->bind(note.written).bind(note.decided).bind(note.rule).run();
  });
}

Result<std::vector<domain::ReviewAtDesk>> SqliteReviewDesk::waiting(std::size_t count) const {
  return read_rows<domain::ReviewAtDesk>(
      readers_,
      "SELECT n.review, n.practitioner, n.sessions, n.minutes, n.written, n.decided, n.rule, p.name, "
      "r.stars, "
      "r.origin, coalesce(t.words, '') FROM review_note n JOIN practitioner p ON p.id = n.practitioner "
      "JOIN review r ON r.practitioner = p.seq AND r.id = n.review "
      "LEFT JOIN review_text t ON t.practitioner = r.practitioner AND t.review = r.ordinal "
      "WHERE n.decided IS NULL ORDER BY n.written, n.review LIMIT ?1",
      [&](Statement& query) { query.bind(static_cast<std::int64_t>(count)); },
      [](const Statement& row) {
        domain::ReviewAtDesk at_desk{.note = note_of(row), .practitioner_name = std::string(row.text(7))};
        at_desk.review.id = at_desk.note.review;
        at_desk.review.stars = static_cast<int>(row.integer(8));
        at_desk.review.origin =
            row.text(9) == "invited" ? domain::ReviewOrigin::kInvited : domain::ReviewOrigin::kOpen;
        at_desk.review.words = row.text(10);
        return at_desk;
      });
}

Result<ReviewNote> SqliteReviewDesk::note(domain::ReviewId review) const {
  return only(read_rows<ReviewNote>(
                  readers_,
                  "SELECT review, practitioner, sessions, minutes, written, decided, rule FROM review_note "
                  "WHERE review = ?1",
                  [&](Statement& query) { query.bind(review); }, note_of),
              "There is no such review.");
}

Result<domain::PublishRate> SqliteReviewDesk::publish_rate() const {
  domain::PublishRate rate;
  struct Row {
    std::size_t stars = 0;
    int decided = 0;
    int published = 0;
  };
  const Result<std::vector<Row>> rows = read_rows<Row>(
      readers_,
      "SELECT r.stars, count(*), sum(r.state = 'published') FROM review_note n "
      "JOIN practitioner p ON p.id = n.practitioner JOIN review r ON r.practitioner = p.seq AND r.id = "
      "n.review "
      "WHERE n.decided IS NOT NULL GROUP BY r.stars",
      [](Statement&) {},
      [](const Statement& row) {
        return Row{.stars = static_cast<std::size_t>(row.integer(0)),
                   .decided = static_cast<int>(row.integer(1)),
                   .published = static_cast<int>(row.integer(2))};
      });
  if (!rows) return rows.error();
  for (const Row& row : *rows) {
    rate.decided.at(row.stars - 1) = row.decided;
    rate.published.at(row.stars - 1) = row.published;
  }
  return rate;
}

Result<domain::ReportId> SqliteReviewDesk::put(const Report& report) {
  const domain::ReportId id = report.id ? report.id : domain::ReportId{draw_id()};
  Result<void> done = connection_.in_transaction([&]() -> Result<void> {
    Result<Statement> upsert = connection_.connection().prepare(
        "INSERT INTO report (id, practitioner, topic, words, state, received, since, outcome) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET state = excluded.state, "
        "since = excluded.since, outcome = excluded.outcome");
    if (!upsert) return std::move(upsert).error();
    upsert->bind(id).bind(report.practitioner).bind(name_of(report.topic)).bind(report.words);
    return upsert->bind(name_of(report.state))
        .bind(report.received)
        .bind(report.since)
        .bind(report.outcome)
        .run();
  });
  if (!done) return std::move(done).error();
  return id;
}

Result<Report> SqliteReviewDesk::report(domain::ReportId id) const {
  return only(read_rows<Report>(
                  readers_, std::string(kReportColumns) + "WHERE id = ?1",
                  [&](Statement& query) { query.bind(id); }, report_of),
              "There is no report of this number.");
}

Result<std::vector<Report>> SqliteReviewDesk::reports(std::size_t count) const {
  return read_rows<Report>(
      readers_,
      std::string(kReportColumns) +
          "ORDER BY state IN ('upheld', 'dismissed'), CASE WHEN state IN ('upheld', 'dismissed') THEN -since "
          "ELSE "
          "since END, id LIMIT ?1",
      [&](Statement& query) { query.bind(static_cast<std::int64_t>(count)); }, report_of);
}

Result<std::vector<Report>> SqliteReviewDesk::reports_at(ReportState state, Instant before) const {
  return read_rows<Report>(
      readers_, std::string(kReportColumns) + "WHERE state = ?1 AND since <= ?2 ORDER BY since, id",
      [&](Statement& query) { query.bind(name_of(state)).bind(before); }, report_of);
}

}  // namespace stillpoint::store
