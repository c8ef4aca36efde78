#include "http/reviews/review_pages.h"

#include <algorithm>

#include "http/pages/personal_page.h"
#include "http/pages/words.h"

namespace stillpoint::http::reviews {

using pages::Href;
using pages::HtmlWriter;
using pages::Site;

namespace {

std::string_view value_of(const FormState& form, std::string_view name) {
  const auto found = std::find_if(form.sent.begin(), form.sent.end(),
                                  [&](const Parameter& parameter) { return parameter.name == name; });
  return found == form.sent.end() ? std::string_view() : std::string_view(found->value);
}

bool is_chosen(const FormState& form, std::string_view name, std::string_view value) {
  return std::any_of(form.sent.begin(), form.sent.end(), [&](const Parameter& parameter) {
    return parameter.name == name && parameter.value == value;
  });
}

/// What is wrong with a field, in an element that its control names.
void fault_of(HtmlWriter& out, const FormState& form, std::string_view name) {
  for (const Fault& fault : form.faults) {
    if (fault.where != name) continue;
    out.raw("<span class=\"fault\"").attribute("id", std::string(name) + "-fault").raw(">").text(fault.what);
    out.raw(" Allowed: ").text(fault.allowed).raw("</span>");
    return;
  }
}

void invalid(HtmlWriter& out, const FormState& form, std::string_view name) {
  const bool wrong = std::any_of(form.faults.begin(), form.faults.end(),
                                 [&](const Fault& fault) { return fault.where == name; });
  if (wrong) out.raw(" aria-invalid=\"true\"").attribute("aria-describedby", std::string(name) + "-fault");
}

void number_field(HtmlWriter& out, const FormState& form, std::string_view name, pages::Markup label) {
  out.raw("<div class=\"field\"><label").attribute("for", name).raw(">").raw(label);
  out.raw("</label><input type=\"text\" inputmode=\"numeric\"").attribute("id", name).attribute("name", name);
  out.attribute("value", value_of(form, name));
  invalid(out, form, name);
  out.raw(">");
  fault_of(out, form, name);
  out.raw("</div>");
}

void words_field(HtmlWriter& out, const FormState& form, pages::Markup label) {
  out.raw("<div class=\"field\"><label for=\"words\">").raw(label);
  out.raw("</label><textarea id=\"words\" name=\"words\" rows=\"8\"");
  invalid(out, form, "words");
  out.raw(">\n").text(value_of(form, "words")).raw("</textarea>");
  fault_of(out, form, "words");
  out.raw("</div>");
}

void stars_field(HtmlWriter& out, const FormState& form) {
  out.raw("<fieldset id=\"stars\"");
  invalid(out, form, "stars");
  out.raw("><legend>How was it?</legend><div class=\"ticks\">");
  constexpr const char* kWords[] = {"Very bad", "Bad", "Middling", "Good", "Very good"};
  for (int stars = 5; stars >= 1; --stars) {
    const std::string value = std::to_string(stars);
    out.raw("<label><input type=\"radio\" name=\"stars\"").attribute("value", value);
    out.flag("checked", is_chosen(form, "stars", value)).raw(">");
    out.text(pages::count_of(stars, "star", "stars")).raw(": ").text(kWords[stars - 1]).raw("</label>");
  }
  out.raw("</div>");
  fault_of(out, form, "stars");
  out.raw("</fieldset>");
}

}  // namespace

std::string_view word_of(domain::ReportState state) {
  switch (state) {
    case domain::ReportState::kOpen:
      return "Waits for a moderator";
    case domain::ReportState::kNoticed:
      return "The therapist was told, and has 14 days to answer";
    case domain::ReportState::kAnswered:
      return "The therapist answered; a moderator decides";
    case domain::ReportState::kUpheld:
      return "Upheld: the listing stands last";
    case domain::ReportState::kDismissed:
      return "Not upheld";
  }
  return "";
}

namespace {

/// Where a review form goes, and whether its writer was invited.
struct ReviewForm {
  std::string path{};
  bool is_invited = true;
};

std::string form_page(const domain::Practitioner& person, const ReviewForm& what, const FormState& form,
                      const Site& site) {
  HtmlWriter out(site.settings.base_path);
  out.raw("<article class=\"read\"><h1>Your session with ").text(person.name.display);
  out.raw(
      "</h1><p class=\"lead\">Say how it was, good or bad. Your name stands nowhere, and the therapist does "
      "not "
      "learn who wrote what. A condition that you name is counted, never shown beside your words.</p>");
  if (!what.is_invited) {
    out.raw(
        "<p><strong>You were not invited.</strong> Your review is shown with that label, and counts for "
        "nothing: "
        "nobody can tell whether its writer was ever there. One by invitation counts; ask the therapist for "
        "it.</p>");
  }
  if (!form.faults.empty()) {
    out.raw(
        "<div class=\"problem\" role=\"alert\"><h2>Not sent yet</h2><p>Please look at the fields marked "
        "below.</p></div>");
  }
  out.raw("<form method=\"post\" class=\"own\"").action(Href::path(what.path)).raw(">");
  stars_field(out, form);
  words_field(out, form, "In your words (may stay empty)");
  out.raw(
      "<div class=\"field\"><label for=\"condition\">What you came with (may stay open)</label>"
      "<select id=\"condition\" name=\"condition\"><option value=\"\">not stated</option>");
  for (const domain::Condition& condition : site.vocabulary.rows().conditions) {
    out.raw("<option").attribute("value", condition.key.value);
    out.flag("selected", is_chosen(form, "condition", condition.key.value)).raw(">").text(condition.name);
    out.raw("</option>");
  }
  out.raw("</select>");
  fault_of(out, form, "condition");
  out.raw("</div><div class=\"fields\">");
  number_field(out, form, "sessions", "How many sessions you had");
  number_field(out, form, "minutes", "Minutes that one lasted");
  out.raw("</div><div class=\"field\"><label><input type=\"checkbox\" name=\"publish\" value=\"yes\"");
  out.flag("checked", is_chosen(form, "publish", "yes"));
  out.raw(
      "> My words may be shown. Without this only the stars count, and the words are not kept.</label></div>"
      "<p class=\"acts\"><button class=\"primary\">Send my review</button></p></form><p class=\"hint\">A "
      "moderator looks at it by <a");
  out.href(Href::own("/review-rules"))
      .raw(">published rules</a>. Being negative is none of them.</p></article>");
  return pages::personal_page(site, "Your review", out);
}

}  // namespace

std::string review_form_page(const domain::Practitioner& person, std::string_view path, const FormState& form,
                             const Site& site) {
  return form_page(person, {.path = std::string(path)}, form, site);
}

std::string open_review_page(const domain::Practitioner& person, const FormState& form, const Site& site) {
  return form_page(person,
                   {.path = "/practitioners/" + print_id(person.id.value) + "/review", .is_invited = false},
                   form, site);
}

void publish_rate_table(HtmlWriter& out, const domain::PublishRate& rate) {
  out.raw(
      "<div class=\"scroll\"><table><caption>Reviews that were decided, by stars</caption><thead><tr>"
      "<th scope=\"col\">Stars</th><th scope=\"col\">Decided</th><th scope=\"col\">Published</th>"
      "<th scope=\"col\">Share</th></tr></thead><tbody>");
  for (std::size_t i = rate.decided.size(); i-- > 0;) {
    out.raw("<tr><th scope=\"row\">").number(static_cast<std::int64_t>(i) + 1).raw("</th><td>");
    out.number(rate.decided.at(i)).raw("</td><td>").number(rate.published.at(i)).raw("</td><td>");
    if (rate.decided.at(i) == 0) {
      out.raw("none yet");
    } else {
      out.text(pages::print_percent(static_cast<double>(rate.published.at(i)) / rate.decided.at(i)));
    }
    out.raw("</td></tr>");
  }
  out.raw("</tbody></table></div>");
}

std::string rules_page(const domain::PublishRate& rate, const Site& site) {
  HtmlWriter out(site.settings.base_path);
  out.raw(
      "<article class=\"read\"><h1>Rules for reviews</h1><p class=\"lead\">A moderator reads every review "
      "before "
      "it is shown. One is rejected only where a rule here says so, and the rule is named. That a review is "
      "negative is no rule.</p><ol>");
  for (std::size_t i = 0; i < domain::kReviewRules; ++i) {
    out.raw("<li>").text(sentence_of(static_cast<domain::ReviewRule>(i))).raw("</li>");
  }
  out.raw("</ol><h2>Are the negative ones held back?</h2><p>See for yourself:</p>");
  publish_rate_table(out, rate);
  out.raw("</article>");
  return pages::personal_page(site, "Rules for reviews", out);
}

std::string report_form_page(const domain::Practitioner& person, const FormState& form, const Site& site) {
  HtmlWriter out(site.settings.base_path);
  out.raw("<article class=\"read\"><h1>Something is wrong with ").text(person.name.display);
  out.raw(
      "’s listing</h1><p class=\"lead\">Say what, and how you know. A person reads it. You need no account, "
      "and "
      "your name is not asked. In danger, call the police; about a licence, its board can do more than we "
      "can.</p><form method=\"post\" class=\"own\"");
  out.action(Href::path("/report/" + print_id(person.id.value))).raw("><fieldset id=\"topic\"");
  invalid(out, form, "topic");
  out.raw("><legend>What is wrong?</legend><div class=\"ticks\">");
  for (std::size_t i = 0; i < domain::kReportTopics; ++i) {
    const auto topic = static_cast<domain::ReportTopic>(i);
    out.raw("<label><input type=\"radio\" name=\"topic\"").attribute("value", name_of(topic));
    out.flag("checked", is_chosen(form, "topic", name_of(topic))).raw(">").text(sentence_of(topic));
    out.raw("</label>");
  }
  out.raw("</div>");
  fault_of(out, form, "topic");
  out.raw("</fieldset>");
  words_field(out, form, "What is wrong, and how you know");
  out.raw(
      "<p class=\"acts\"><button class=\"primary\">Send the report</button></p></form><p "
      "class=\"hint\">Please "
      "leave your own health out: it is not needed. Only a report that is upheld, or a therapist who stays "
      "silent for 14 days after we asked, changes a place in the list.</p></article>");
  return pages::personal_page(site, "Something is wrong here", out);
}

std::string report_page(const domain::Report& report, const Site& site) {
  HtmlWriter out(site.settings.base_path);
  out.raw("<article class=\"read\"><h1>Report ")
      .text(print_id(report.id.value))
      .raw("</h1><dl class=\"facts\">");
  out.raw("<dt>About</dt><dd>").text(sentence_of(report.topic)).raw("</dd><dt>Received</dt><dd>");
  out.text(pages::print_day(report.received)).raw("</dd><dt>It stands</dt><dd>").text(word_of(report.state));
  out.raw(", since ").text(pages::print_day(report.since)).raw("</dd>");
  if (!report.outcome.empty()) out.raw("<dt>Outcome</dt><dd>").text(report.outcome).raw("</dd>");
  out.raw("</dl><p><a").href(Href::path("/practitioners/" + print_id(report.practitioner.value)));
  out.raw(">The listing</a></p></article>");
  return pages::personal_page(site, "Your report", out);
}

std::string done_page(std::string_view title, std::string_view text, std::string path, const Site& site) {
  HtmlWriter out(site.settings.base_path);
  out.raw("<article class=\"read\"><h1>")
      .text(title)
      .raw("</h1><p class=\"lead\" role=\"status\">")
      .text(text);
  out.raw("</p><p><a class=\"primary\"").href(Href::path(std::move(path))).raw(">Go on</a></p></article>");
  return pages::personal_page(site, std::string(title), out);
}

std::string back_page(std::string_view title, std::string_view text, std::string_view token,
                      const Site& site) {
  HtmlWriter out(site.settings.base_path);
  out.raw("<article class=\"read\"><h1>")
      .text(title)
      .raw("</h1><p class=\"lead\" role=\"status\">")
      .text(text);
  out.raw("</p><form method=\"post\"").action(Href::own("/mine/listing"));
  out.raw("><input type=\"hidden\" name=\"token\"").attribute("value", token);
  out.raw("><button class=\"primary\">Back to my listing</button></form></article>");
  return pages::personal_page(site, std::string(title), out);
}

}  // namespace stillpoint::http::reviews
