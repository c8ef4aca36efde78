#include <string>

#include "base/time_text.h"
#include "base/time_zone.h"
#include "http/pages/marks.h"
#include "http/pages/verify_view.h"
#include "http/pages/words.h"
#include "http/verdict_words.h"

namespace stillpoint::http::pages {

using verify::VerdictStatus;

namespace {

const Fault* fault_of(const VerifyView& view, std::string_view name) {
  // An untouched form is not told what it lacks.
  if (!view.request.asks) return nullptr;
  for (const Fault& fault : view.request.faults) {
    if (fault.where == name) return &fault;
  }
  return nullptr;
}

void fault_attributes(HtmlWriter& out, const Fault* fault, std::string_view id) {
  if (fault == nullptr) return;
  out.raw(" aria-invalid=\"true\"").attribute("aria-describedby", "fault-" + std::string(id));
}

void fault_words(HtmlWriter& out, const Fault* fault, std::string_view id) {
  if (fault == nullptr) return;
  out.raw("<span class=\"fault\"").attribute("id", "fault-" + std::string(id)).raw(">").text(fault->what);
  if (!fault->allowed.empty()) out.raw(" Allowed: ").text(fault->allowed).raw(".");
  out.raw("</span>");
}

void issuer_field(HtmlWriter& out, const VerifyView& view) {
  const Fault* fault = fault_of(view, "issuer");
  out.raw(
      "<div class=\"field\"><label for=\"verify-issuer\">Who issued it</label><select id=\"verify-issuer\" "
      "name=\"issuer\"");
  fault_attributes(out, fault, "issuer");
  out.raw("><option value=\"\">Choose the issuer</option>");
  bool is_known = view.request.issuer.empty();
  for (const domain::Issuer& issuer : view.issuers) {
    is_known = is_known || issuer.key.value == view.request.issuer;
    out.raw("<option").attribute("value", issuer.key.value);
    out.flag("selected", issuer.key.value == view.request.issuer).raw(">").text(issuer.name).raw("</option>");
  }
  if (!is_known) {
    out.raw("<option selected").attribute("value", view.request.issuer).raw(">");
    out.text(view.request.issuer).raw("</option>");
  }
  out.raw("</select>");
  fault_words(out, fault, "issuer");
  out.raw("</div>");
}

struct TextField {
  std::string_view name{};
  std::string_view label{};
  std::string_view value{};
  std::string_view hint{};
};

void text_field(HtmlWriter& out, const TextField& field, const VerifyView& view) {
  const Fault* fault = fault_of(view, field.name);
  const std::string id = "verify-" + std::string(field.name);
  out.raw("<div class=\"field\"><label").attribute("for", id).raw(">").text(field.label);
  if (!field.hint.empty()) out.raw(" <small class=\"none\">").text(field.hint).raw("</small>");
  out.raw("</label><input type=\"text\" autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\"");
  out.attribute("id", id).attribute("name", field.name).attribute("value", field.value);
  fault_attributes(out, fault, field.name);
  out.raw(">");
  fault_words(out, fault, field.name);
  out.raw("</div>");
}

void form(HtmlWriter& out, const VerifyView& view) {
  const VerifyRequest& asked = view.request;
  out.raw("<form class=\"ask verify-ask\" method=\"get\"").action(Href::own("/verify"));
  out.raw("><div class=\"verify-main\">");
  issuer_field(out, view);
  text_field(out, {.name = "number", .label = "Its number, as printed", .value = asked.number, .hint = {}},
             view);
  out.raw("<button class=\"primary\">Check</button></div><details class=\"more\"");
  out.flag("open", !asked.as_of.empty() || !asked.known_at.empty());
  out.raw("><summary>For another day than today</summary><div class=\"fields\">");
  text_field(out, {.name = "as_of", .label = "In force on", .value = asked.as_of, .hint = "as 2026-11-22"},
             view);
  text_field(out,
             {.name = "known_at",
              .label = "By what was known on",
              .value = asked.known_at,
              .hint = "as 2026-11-22; empty: today"},
             view);
  out.raw("</div></details></form>");
}

domain::ChecklistState mark_of(VerdictStatus status) {
  switch (status) {
    case VerdictStatus::kValid:
      return domain::ChecklistState::kMet;
    case VerdictStatus::kStale:
      return domain::ChecklistState::kPartly;
    case VerdictStatus::kNotYetValid:
    case VerdictStatus::kUnverified:
    case VerdictStatus::kUnknownNumber:
    case VerdictStatus::kUnknownIssuer:
      return domain::ChecklistState::kUnknown;
    case VerdictStatus::kExpired:
    case VerdictStatus::kSuspended:
    case VerdictStatus::kRevoked:
    case VerdictStatus::kSuperseded:
      return domain::ChecklistState::kNotMet;
  }
  return domain::ChecklistState::kUnknown;
}

/// The class of the verdict's box, which its colour hangs on; its words and its shape come first.
Markup box_of(domain::ChecklistState state) {
  switch (state) {
    case domain::ChecklistState::kMet:
      return "<section class=\"panel verdict verdict-good\" aria-labelledby=\"verdict-h\">";
    case domain::ChecklistState::kNotMet:
      return "<section class=\"panel verdict verdict-bad\" aria-labelledby=\"verdict-h\">";
    case domain::ChecklistState::kPartly:
    case domain::ChecklistState::kUnknown:
    case domain::ChecklistState::kNotApplicable:
    case domain::ChecklistState::kNotAsked:
      break;
  }
  return "<section class=\"panel verdict verdict-open\" aria-labelledby=\"verdict-h\">";
}

std::string_view zone_of(const app::CertificateAnswer& answer) {
  return answer.issuer ? std::string_view(answer.issuer->time_zone) : std::string_view();
}

void linked(HtmlWriter& out, std::string_view words, std::string_view url) {
  const auto href = Href::outside(url);
  if (href) out.raw("<a rel=\"noopener external\"").href(*href).raw(">");
  out.text(words);
  if (href) out.raw("</a>");
}

void holder(HtmlWriter& out, const app::CertificateAnswer& answer) {
  out.raw("<dt>Held by</dt><dd>");
  if (answer.holder_withheld) {
    out.raw("a person who left the directory: their name is not given");
  } else {
    out.raw("<strong>").text(answer.holder).raw("</strong>, as registered");
    if (answer.practitioner) {
      out.raw(" (<a").href(Href::path("/practitioners/" + print_id(answer.practitioner.value)));
      out.raw(">profile</a>)");
    }
  }
  out.raw("</dd>");
}

/// What the certificate is, and what it takes to earn it.
void type_facts(HtmlWriter& out, const app::CertificateAnswer& answer) {
  out.raw("<dt>Certificate</dt><dd>");
  if (!answer.type) {
    out.raw("of a kind that is no longer on record</dd>");
    return;
  }
  if (!answer.type->letters.empty()) out.text(answer.type->letters).raw(" · ");
  out.text(answer.type->name).raw("</dd><dt>What it takes to earn it</dt><dd>");
  if (answer.type->required_hours) {
    out.text(count_of(*answer.type->required_hours, "hour", "hours")).raw(" of training");
  } else {
    out.raw("hours not on record");
  }
  if (answer.type->renewal_months) {
    out.raw("; renewed every ").text(count_of(*answer.type->renewal_months, "month", "months"));
  }
  out.raw("</dd><dt>Valid</dt><dd>");
  out.text(answer.issued ? "from " + print_date_words(*answer.issued) : std::string("start not on record"));
  out.text(answer.expires ? " to " + print_date_words(*answer.expires) : std::string(", no last day"));
  out.raw("</dd><dt>Who vouches for the issuer</dt><dd>");
  out.text(answer.accreditors.empty() ? std::string("nobody outside it, as far as is on record")
                                      : join_words(answer.accreditors));
  out.raw("</dd>");
}

void check_facts(HtmlWriter& out, const app::CertificateAnswer& answer) {
  out.raw("<dt>Last check at the issuer</dt><dd>");
  if (!answer.verdict.last_check) {
    out.raw("none");
  } else {
    const domain::Verification& check = *answer.verdict.last_check;
    if (check.result == domain::VerificationResult::kMatched) basis_tag(out, domain::Basis::kChecked);
    out.text(print_date_words(date_in_zone(check.checked_at, zone_of(answer)))).raw(": ");
    out.text(word_of(check.result)).raw(", asked ").text(word_of(check.method));
    if (!check.source.empty()) {
      out.raw(" (");
      linked(out, check.source, check.source_url);
      out.raw(")");
    }
    if (!check.checker.empty()) out.raw(", by ").text(check.checker);
  }
  out.raw("</dd>");
  if (answer.verdict.next_due) {
    out.raw("<dt>Next check due</dt><dd>");
    out.text(print_date_words(date_in_zone(*answer.verdict.next_due, zone_of(answer)))).raw("</dd>");
  }
}

void reason_fact(HtmlWriter& out, const app::CertificateAnswer& answer) {
  if (!answer.verdict.event) return;
  const domain::CredentialEvent& event = *answer.verdict.event;
  out.raw("<dt>Reason</dt><dd>");
  out.text(event.reason.empty() ? std::string("none given") : event.reason);
  if (event.claimed) out.raw(" <em>(claimed in a file)</em>");
  out.raw("</dd>");
}

void alike(HtmlWriter& out, const VerifyView& view) {
  if (view.answer->alike.empty()) return;
  out.raw("<p>Did you mean");
  bool first = true;
  for (const std::string& number : view.answer->alike) {
    out.raw(first ? Markup(" ") : Markup(" or ")).raw("<a");
    out.href(Href::path(verify_path(view.request.issuer, number))).raw(">").text(number).raw("</a>");
    first = false;
  }
  out.raw("? The numbers must agree to the letter.</p>");
}

void ask_elsewhere(HtmlWriter& out, const app::CertificateAnswer& answer) {
  const bool has_words = answer.type && !answer.type->where_to_check.empty();
  const auto href = answer.issuer ? Href::outside(answer.issuer->register_url) : std::optional<Href>();
  if (!has_words && !href) return;
  out.raw("<dt>Ask the issuer yourself</dt><dd>");
  if (has_words) out.text(answer.type->where_to_check);
  if (href) out.raw(" <a rel=\"noopener external\"").href(*href).raw(">Register</a>");
  out.raw("</dd>");
}

void verdict_box(HtmlWriter& out, const VerifyView& view) {
  const app::CertificateAnswer& answer = *view.answer;
  const domain::ChecklistState state = mark_of(answer.verdict.status);
  out.raw(box_of(state)).raw("<h2 id=\"verdict-h\">");
  state_icon(out, state);
  out.raw("<span>").text(headline_of(answer.verdict.status)).raw("</span></h2><p class=\"lead\">");
  out.text(plain_words(answer)).raw("</p>");
  alike(out, view);
  out.raw("<dl class=\"facts\"><dt>Number</dt><dd>")
      .text(view.request.number)
      .raw("</dd><dt>Issuer</dt><dd>");
  if (answer.issuer) {
    linked(out, answer.issuer->name, answer.issuer->website);
  } else {
    out.text(view.request.issuer);
  }
  out.raw("</dd>");
  if (answer.verdict.is_on_record()) {
    holder(out, answer);
    type_facts(out, answer);
    reason_fact(out, answer);
    check_facts(out, answer);
  }
  ask_elsewhere(out, answer);
  out.raw("</dl><p class=\"asof\">What was in force on ").text(print_moment(answer.times.as_of));
  out.raw(", by what was known on ").text(print_moment(answer.times.known_at));
  out.raw(".");
  if (!view.request.known_at.empty()) {
    out.raw(
        " The certificate’s number and its days of issue and expiry are those on record today: what they "
        "were before is not kept for this answer.");
  }
  out.raw("</p></section>");
}

void limits_box(HtmlWriter& out) {
  out.raw(
      "<section class=\"panel quiet\" aria-labelledby=\"limits-h\"><h2 id=\"limits-h\">What this does not "
      "say</h2><ul>");
  for (const std::string_view sentence : kVerdictDoesNotSay) {
    out.raw("<li>").text(sentence).raw("</li>");
  }
  out.raw("</ul></section>");
}

void share_box(HtmlWriter& out, const VerifyView& view) {
  out.raw(
      "<section class=\"panel\" id=\"share\" aria-labelledby=\"share-h\"><h2 id=\"share-h\">For your own "
      "site "
      "and card</h2><p>If this certificate is yours, this link and this code lead whoever follows them to "
      "today’s answer, not to a picture of an old one.</p><p><a");
  out.href(Href::path(verify_path(view.request.issuer, view.request.number))).raw(">").text(view.link);
  out.raw(
      "</a></p><p class=\"qr\"><img width=\"180\" height=\"180\" alt=\"QR code that leads to this answer\"");
  const Href picture = Href::path(verify_qr_path(view.request.issuer, view.request.number));
  out.src(picture).raw("></p><p><a download=\"certificate.svg\"").href(picture);
  out.raw(">Download the code (SVG)</a></p></section>");
}

}  // namespace

std::string verify_page(const VerifyView& view, const Site& site) {
  HtmlWriter out(site.settings.base_path);
  out.raw(
      "<div class=\"hero\"><h1>Check a certificate</h1><p class=\"lead\">Type what is printed on it: the "
      "answer says whether it stands today, who confirmed that, and when.</p></div>");
  form(out, view);
  if (view.answer) {
    out.raw("<div class=\"verify-result\">");
    verdict_box(out, view);
    limits_box(out);
    if (!view.link.empty()) share_box(out, view);
    out.raw("</div>");
  }
  const std::string title =
      view.answer ? std::string(headline_of(view.answer->verdict.status)) + " · Check a certificate"
                  : "Check a certificate";
  // A number that nobody has on record is no page to pass on.
  std::string path;
  if (!view.answer) path = "/verify";
  if (!view.link.empty()) path = verify_path(view.request.issuer, view.request.number);
  return layout(site,
                {.title = title,
                 .description = "Whether a craniosacral therapist’s certificate stands today, who confirmed "
                                "it, and when.",
                 .section = Section::kVerify,
                 .keep_out_of_search_engines = view.answer.has_value(),
                 .scripts = {},
                 .path = path,
                 .can_be_embedded = view.answer.has_value()},
                out);
}

}  // namespace stillpoint::http::pages
