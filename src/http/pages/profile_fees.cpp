#include <string>

#include "base/time_text.h"
#include "domain/fees.h"
#include "http/pages/marks.h"
#include "http/pages/profile_view.h"
#include "http/pages/words.h"

namespace stillpoint::http::pages {

using domain::FeeKind;
using domain::FeeLine;

namespace {

/// How long a course often is, by the sources of the page that tells what to expect.
constexpr int kCourseSessionsMin = 3;
constexpr int kCourseSessionsMax = 5;

/// per_hour_milli counts thousandths of the smallest unit.
constexpr std::int64_t kMilli = 1000;

void fee_line(HtmlWriter& out, const FeeLine& line, const Site& site) {
  const auto money = [&](std::int64_t minor) {
    return print_money(minor, line.price.currency, site.vocabulary);
  };
  out.raw("<tr><th scope=\"row\">").text(line.label.empty() ? std::string(word_of(line.kind)) : line.label);
  if (line.kind == FeeKind::kPackage) out.raw(" <small>(").number(line.sessions).raw(" sessions)</small>");
  if (line.kind == FeeKind::kConcession) out.raw(" <small>(concession)</small>");
  if (line.sliding_scale == domain::Known::kYes) out.raw(" <small>(sliding scale)</small>");
  out.raw("</th><td class=\"n\">");
  if (line.minutes) {
    out.number(*line.minutes);
  } else {
    out.raw("<span class=\"none\">not on record</span>");
  }
  out.raw("</td><td class=\"n\">").text(money(line.price.minor)).raw("</td><td class=\"n\">");
  if (line.minutes && *line.minutes > 0) {
    out.text(money((domain::per_hour_milli(line) + kMilli / 2) / kMilli));
  } else {
    out.raw("–");
  }
  out.raw("</td></tr>");
}

/// The plain session a course is counted in: the cheapest of kind session.
const FeeLine* session_line(const domain::Fees& fees) {
  const FeeLine* found = nullptr;
  for (const FeeLine& line : fees.lines) {
    if (line.kind != FeeKind::kSession || line.sessions != 1) continue;
    if (found == nullptr || line.price.minor < found->price.minor) found = &line;
  }
  return found;
}

/// A first visit in the same currency, which comes instead of the first session.
const FeeLine* first_visit(const domain::Fees& fees, const FeeLine& session) {
  for (const FeeLine& line : fees.lines) {
    if (line.kind == FeeKind::kFirstVisit && line.price.currency == session.price.currency) return &line;
  }
  return nullptr;
}

void course(HtmlWriter& out, const domain::Fees& fees, const Site& site) {
  const FeeLine* session = session_line(fees);
  if (session == nullptr) return;
  const FeeLine* first = first_visit(fees, *session);
  const auto cost = [&](int sessions) {
    const std::int64_t minor = first == nullptr ? session->price.minor * sessions
                                                : first->price.minor + session->price.minor * (sessions - 1);
    return print_money(minor, session->price.currency, site.vocabulary);
  };
  out.raw("<p class=\"course\"><strong>Three to five sessions would come to ").text(cost(kCourseSessionsMin));
  out.raw(" to ").text(cost(kCourseSessionsMax)).raw("</strong>");
  out.raw(first == nullptr ? Markup(", at the price of single sessions.")
                           : Markup(", counting the first visit as one of them."));
  out.raw(" Three to five is what is often suggested; nobody is bound to it.</p>");
}

void session_structure(HtmlWriter& out, const domain::SessionStructure& session) {
  out.raw("<p><strong>How a session runs.</strong> ");
  if (session.description.empty()) {
    out.raw("Not on record.");
  } else {
    out.text(session.description);
  }
  if (session.sessions_min || session.sessions_max) {
    const int most = session.sessions_max.value_or(session.sessions_min.value_or(0));
    out.raw(" Usually suggests ");
    if (session.sessions_min && *session.sessions_min != most) out.number(*session.sessions_min).raw(" to ");
    out.text(count_of(most, "session", "sessions")).raw(".");
  }
  out.raw("</p>");
}

/// Where the prices come from. An attestation from before they were valid says nothing of them.
void price_source(HtmlWriter& out, const domain::Practitioner& person) {
  const domain::Fees& fees = person.fees;
  out.raw(person.attested ? Markup("<p class=\"source\">Source: the therapist’s own price list")
                          : Markup("<p class=\"source\">Source: the list that this record was taken from"));
  if (fees.valid_from) out.raw(", valid from ").text(print_date_words(*fees.valid_from));
  if (person.attested && (!fees.valid_from || Instant{*fees.valid_from} <= *person.attested)) {
    out.raw(", confirmed by them on ").text(print_day(*person.attested));
  }
  out.raw(".</p>");
}

}  // namespace

void profile_fees(HtmlWriter& out, const domain::Practitioner& person, const Site& site) {
  const domain::Fees& fees = person.fees;
  out.raw(
      "<section class=\"panel\" id=\"fees\" aria-labelledby=\"fees-h\"><h2 id=\"fees-h\">Fees and sessions ");
  const bool stated = fees.declined || !fees.lines.empty();
  if (stated) basis_tag(out, domain::Basis::kDeclared, declared_by(person.attested));
  out.raw("</h2>");
  if (fees.declined) {
    out.raw(
        "<p>Prefers not to state fees. Ask for the price, the minutes and the cancellation rule before you "
        "book.</p>");
  } else if (fees.lines.empty()) {
    out.raw("<p>Fees are not on record.</p>");
  } else {
    out.raw(
        "<div class=\"scroll\" role=\"region\" aria-label=\"Price list\" tabindex=\"0\"><table><thead><tr>"
        "<th scope=\"col\">What</th><th scope=\"col\" class=\"n\">Minutes</th><th scope=\"col\" "
        "class=\"n\">Price</th><th scope=\"col\" class=\"n\">An hour</th></tr></thead><tbody>");
    for (const FeeLine& line : fees.lines) fee_line(out, line, site);
    out.raw("</tbody></table></div>");
    course(out, fees, site);
  }
  session_structure(out, person.session);
  if (!fees.cancellation.empty()) {
    out.raw("<p><strong>Cancelling.</strong> ").text(fees.cancellation).raw("</p>");
  }
  if (!fees.note.empty()) out.raw("<p>").text(fees.note).raw("</p>");
  if (!fees.lines.empty()) price_source(out, person);
  out.raw("</section>");
}

}  // namespace stillpoint::http::pages
