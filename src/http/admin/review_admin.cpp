#include "http/admin/review_admin.h"

#include <memory>
#include <string>
#include <utility>

#include "app/reviews/report_listing.h"
#include "app/reviews/review_practitioner.h"
#include "app/verifying/verifying_desk.h"
#include "domain/review_desk.h"
#include "http/admin/admin_layout.h"
#include "http/form.h"
#include "http/pages/words.h"
#include "http/reviews/review_pages.h"

namespace stillpoint::http::admin {
namespace {

using app::Permission;
using pages::Href;
using pages::HtmlWriter;

constexpr std::size_t kReviewsShown = 100;
constexpr std::size_t kReportsShown = 200;

/// The pages. Immutable, so thread-safe.
class ReviewAdmin {
 public:
  explicit ReviewAdmin(const AdminServices& services) : services_(services), layout_(services) {}

  [[nodiscard]] Response reviews(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response decide(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response reports(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response act(const Request& request, const Visitor& visitor) const;

 private:
  static void review_item(HtmlWriter& out, const domain::ReviewAtDesk& waiting, const Visitor& visitor);
  void report_item(HtmlWriter& out, const domain::Report& report, const Visitor& visitor) const;
  static void report_actions(HtmlWriter& out, const domain::Report& report, const Visitor& visitor);

  const AdminServices& services_;
  AdminLayout layout_;
};

void practitioner_link(HtmlWriter& out, domain::PractitionerId id, std::string_view name) {
  out.raw("<a")
      .href(Href::path("/admin/practitioners/" + print_id(id.value)))
      .raw(">")
      .text(name)
      .raw("</a>");
}

void ReviewAdmin::review_item(HtmlWriter& out, const domain::ReviewAtDesk& waiting, const Visitor& visitor) {
  const std::string id = print_id(waiting.note.review.value);
  out.raw("<li class=\"panel\"><h2>").text(pages::count_of(waiting.review.stars, "star", "stars"));
  out.raw(" for ");
  practitioner_link(out, waiting.note.practitioner, waiting.practitioner_name);
  out.raw("</h2>");
  if (waiting.review.origin == domain::ReviewOrigin::kOpen) {
    out.raw("<p><strong>Not invited:</strong> shown with that label, never counted.</p>");
  }
  out.raw("<p class=\"small\">Written ").text(pages::print_moment(waiting.note.written));
  if (waiting.note.sessions) {
    out.raw(", after ").text(pages::count_of(*waiting.note.sessions, "session", "sessions"));
  }
  if (waiting.note.minutes) out.raw(", of ").number(*waiting.note.minutes).raw(" minutes");
  out.raw("</p>");
  if (waiting.review.words.empty()) {
    out.raw("<p>No words: the stars alone.</p>");
  } else {
    out.raw("<blockquote>").text(waiting.review.words).raw("</blockquote>");
  }
  out.raw("<form method=\"post\"").action(Href::path("/admin/reviews/" + id)).raw(">");
  csrf_field(out, visitor);
  out.raw("<div class=\"field\"><label")
      .attribute("for", "rule-" + id)
      .raw(">Reject by the rule</label><select");
  out.attribute("id", "rule-" + id).raw(" name=\"rule\"><option value=\"\">choose a rule</option>");
  for (std::size_t i = 0; i < domain::kReviewRules; ++i) {
    const auto rule = static_cast<domain::ReviewRule>(i);
    out.raw("<option").attribute("value", name_of(rule)).raw(">").text(sentence_of(rule)).raw("</option>");
  }
  out.raw(
      "</select></div><p class=\"acts\"><button class=\"primary\" name=\"answer\" value=\"publish\">Publish"
      "</button> <button name=\"answer\" value=\"reject\">Reject</button></p></form></li>");
}

Response ReviewAdmin::reviews(const Request& request, const Visitor& visitor) const {
  const auto waiting = services_.review_desk.waiting(kReviewsShown);
  if (!waiting) return layout_.error(request, &visitor, waiting.error());
  const auto rate = services_.review_desk.publish_rate();
  if (!rate) return layout_.error(request, &visitor, rate.error());
  HtmlWriter out = layout_.writer();
  out.raw(
      "<h1>Reviews</h1><p class=\"lead\">A review is rejected only by one of the published rules, which is "
      "named. "
      "That it is negative is no rule.</p>");
  if (waiting->empty()) {
    out.raw("<p>No review waits.</p>");
  } else {
    out.raw("<ul class=\"plain\">");
    for (const domain::ReviewAtDesk& one : *waiting) review_item(out, one, visitor);
    out.raw("</ul>");
  }
  out.raw("<h2>Published, by stars</h2>");
  reviews::publish_rate_table(out, *rate);
  return layout_.page(request, visitor, {.title = "Reviews", .section = "/admin/reviews"}, out);
}

Response ReviewAdmin::decide(const Request& request, const Visitor& visitor) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  const auto id = parse_id(request.path_id);
  const bool rejects = form->text("answer") == "reject";
  const auto rule = domain::review_rule_of(form->text("rule"));
  if (!id || (rejects && !rule)) {
    return layout_.error(request, &visitor,
                         {.code = ErrorCode::kInvalid,
                          .message = "A rejection names one of the published rules: choose it first."});
  }
  const Result<void> done = services_.reviews.decide(visitor.actor, {*id}, rejects ? rule : std::nullopt);
  if (!done) return layout_.error(request, &visitor, done.error());
  return see_other(services_, "/admin/reviews",
                   rejects ? "The review is rejected, and the rule is named." : "The review is published.");
}

void ReviewAdmin::report_actions(HtmlWriter& out, const domain::Report& report, const Visitor& visitor) {
  const std::string id = print_id(report.id.value);
  const std::string path = "/admin/reports/" + id;
  if (report.state == domain::ReportState::kOpen) {
    out.raw("<form method=\"post\"").action(Href::path(path)).raw(">");
    csrf_field(out, visitor);
    out.raw(
        "<p class=\"acts\"><button name=\"answer\" value=\"notify\">Tell the therapist, who has 14 days to "
        "answer</button></p></form>");
  }
  const bool closed =
      report.state == domain::ReportState::kUpheld || report.state == domain::ReportState::kDismissed;
  out.raw("<form method=\"post\"").action(Href::path(path)).raw(">");
  csrf_field(out, visitor);
  if (!closed) {
    out.raw("<div class=\"field\"><label").attribute("for", "outcome-" + id);
    out.raw(">The outcome, as anyone may read it</label><textarea rows=\"2\" name=\"outcome\"");
    out.attribute("id", "outcome-" + id).raw("></textarea></div><p class=\"acts\"><button name=\"answer\" ");
    out.raw(
        "value=\"uphold\">Uphold: the listing moves to the end</button> <button name=\"answer\" "
        "value=\"dismiss\">Dismiss</button></p>");
  } else if (report.state == domain::ReportState::kUpheld) {
    out.raw(
        "<p class=\"acts\"><button name=\"answer\" value=\"lift\">It was set right: give the listing its "
        "place back</button></p>");
  }
  out.raw("</form>");
}

void ReviewAdmin::report_item(HtmlWriter& out, const domain::Report& report, const Visitor& visitor) const {
  out.raw("<li class=\"panel\"><h2>").text(sentence_of(report.topic)).raw("</h2><p class=\"small\">");
  practitioner_link(out, report.practitioner, "The record of " + print_id(report.practitioner.value));
  out.raw(", received ").text(pages::print_moment(report.received)).raw(". ");
  out.text(reviews::word_of(report.state)).raw(", since ").text(pages::print_moment(report.since));
  out.raw(".</p><blockquote>").text(report.words).raw("</blockquote>");
  if (!report.outcome.empty()) out.raw("<p><strong>Outcome:</strong> ").text(report.outcome).raw("</p>");
  const auto found_out = services_.verifying.queue.found_out(visitor.actor, report.id);
  if (found_out && *found_out && (*found_out)->outcome != report.outcome) {
    out.raw("<p><strong>Looked into by ").text((*found_out)->closed_by).raw(":</strong> ");
    out.text((*found_out)->outcome).raw("</p>");
  }
  report_actions(out, report, visitor);
  out.raw("</li>");
}

Response ReviewAdmin::reports(const Request& request, const Visitor& visitor) const {
  const auto reports = services_.review_desk.reports(kReportsShown);
  if (!reports) return layout_.error(request, &visitor, reports.error());
  HtmlWriter out = layout_.writer();
  out.raw(
      "<h1>Reports</h1><p class=\"lead\">Only a report that is upheld demotes a listing, or a therapist who "
      "stays "
      "silent for 14 days after notice. That we are late never does.</p>");
  if (reports->empty()) {
    out.raw("<p>Nobody has reported anything.</p>");
  } else {
    out.raw("<ul class=\"plain\">");
    for (const domain::Report& report : *reports) report_item(out, report, visitor);
    out.raw("</ul>");
  }
  return layout_.page(request, visitor, {.title = "Reports", .section = "/admin/reports"}, out);
}

Response ReviewAdmin::act(const Request& request, const Visitor& visitor) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  const auto id = parse_id(request.path_id);
  const std::string_view answer = form->text("answer");
  Result<domain::Report> report =
      id ? services_.review_desk.report({*id})
         : Result<domain::Report>(
               Error{.code = ErrorCode::kNotFound, .message = "There is no report of this number."});
  if (!report) return layout_.error(request, &visitor, report.error());
  Result<void> done;
  std::string_view notice;
  if (answer == "notify") {
    done = services_.reports.notify(visitor.actor, report->id);
    notice = "The therapist is told, and has 14 days to answer.";
  } else if (answer == "lift") {
    done = services_.reports.lift(visitor.actor, report->practitioner);
    notice = "The listing has its place back.";
  } else {
    done = services_.reports.decide(visitor.actor, report->id, answer == "uphold", form->trimmed("outcome"));
    notice = "The report is decided, and its outcome can be read.";
  }
  if (!done) return layout_.error(request, &visitor, done.error());
  return see_other(services_, "/admin/reports", notice);
}

}  // namespace

std::vector<Route> review_admin_routes(const AdminServices& services, const Gate& gate) {
  const auto pages = std::make_shared<const ReviewAdmin>(services);
  const auto bound = [&](Permission permission,
                         Response (ReviewAdmin::*method)(const Request&, const Visitor&) const) {
    return gate.page(permission, [pages, method](const Request& request, const Visitor& visitor) {
      return ((*pages).*method)(request, visitor);
    });
  };
  return {
      {.method = "GET",
       .pattern = "/admin/reviews",
       .handler = bound(Permission::kModerate, &ReviewAdmin::reviews)},
      {.method = "POST",
       .pattern = "/admin/reviews/{id}",
       .handler = bound(Permission::kModerate, &ReviewAdmin::decide)},
      {.method = "GET",
       .pattern = "/admin/reports",
       .handler = bound(Permission::kModerate, &ReviewAdmin::reports)},
      {.method = "POST",
       .pattern = "/admin/reports/{id}",
       .handler = bound(Permission::kModerate, &ReviewAdmin::act)},
  };
}

}  // namespace stillpoint::http::admin
