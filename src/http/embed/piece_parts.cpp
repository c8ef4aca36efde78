#include "http/embed/piece_parts.h"

#include <algorithm>

#include "base/time_text.h"
#include "http/pages/words.h"

namespace stillpoint::http::embed {

using domain::ChecklistItem;
using domain::ChecklistState;
using domain::Finding;
using pages::Href;
using pages::Markup;

namespace {

/// The shape of a state, as on our own pages: it tells the state before its colour does.
Markup shape_of(ChecklistState state) {
  switch (state) {
    case ChecklistState::kMet:
      return "<circle cx=\"10\" cy=\"10\" r=\"9\" fill=\"currentColor\"/><path class=\"cut\" d=\"M5.5 10.4l3 "
             "3 6-6.6\" fill=\"none\" stroke-width=\"2.2\"/>";
    case ChecklistState::kPartly:
      return "<circle cx=\"10\" cy=\"10\" r=\"8\" class=\"line\"/><path d=\"M10 2a8 8 0 0 1 0 16z\" "
             "fill=\"currentColor\"/>";
    case ChecklistState::kNotMet:
      return "<rect x=\"2\" y=\"2\" width=\"16\" height=\"16\" rx=\"3\" class=\"line\"/><path d=\"M6.5 "
             "6.5l7 7m0-7l-7 7\" class=\"line\"/>";
    case ChecklistState::kUnknown:
      return "<circle cx=\"10\" cy=\"10\" r=\"8\" class=\"line\" stroke-dasharray=\"3 3\"/>";
    case ChecklistState::kNotApplicable:
      return "<circle cx=\"10\" cy=\"10\" r=\"8\" class=\"line\"/><path d=\"M6 10h8\" class=\"line\"/>";
    case ChecklistState::kNotAsked:
      return "<path d=\"M5 10h1M10 10h1M15 10h1\" class=\"line\"/>";
  }
  return "";
}

void basis(const PieceWriter& writer, domain::Basis basis, bool attested) {
  std::string key = "basis.";
  switch (basis) {
    case domain::Basis::kNone:
      return;
    case domain::Basis::kChecked:
      key += "checked";
      break;
    case domain::Basis::kReviews:
      key += "reviews";
      break;
    case domain::Basis::kDeclared:
      key += attested ? "declared" : "listed";
      break;
  }
  writer.out.raw("<span").attribute("class", "basis " + key.substr(6)).raw(">");
  writer.out.text(writer.label(key)).raw("</span> ");
}

void one_mark(const PieceWriter& writer, const Finding& finding, const PieceMarks& marks) {
  const std::string state(domain::name_of(finding.state));
  writer.out.raw("<li data-part=\"mark\"").attribute("class", "mark " + state);
  writer.out.raw("><svg viewBox=\"0 0 20 20\" aria-hidden=\"true\">").raw(shape_of(finding.state));
  writer.out.raw("</svg><span class=\"question\">");
  writer.out.text(writer.label("item." + std::string(domain::name_of(finding.item))));
  writer.out.raw(": <strong class=\"state\">").text(writer.label("state." + state));
  writer.out.raw("</strong></span> <span class=\"why\">");
  basis(writer, finding.basis, marks.attested);
  in_english(writer, finding.reason);
  const auto certificate =
      std::find_if(finding.evidence.begin(), finding.evidence.end(),
                   [](const domain::Evidence& evidence) { return evidence.kind == "credential"; });
  if (finding.item == ChecklistItem::kAccreditedCertification && certificate != finding.evidence.end()) {
    writer.out.raw(" ");
    out_link(writer,
             {.url = marks.profile_url + "#credential-" + certificate->id, .words = writer.label("verdict")});
  }
  writer.out.raw("</span></li>");
}

}  // namespace

void out_link(const PieceWriter& writer, const OutLink& link) {
  const auto href = Href::outside(link.url);
  if (!href) return;
  writer.out.raw("<a target=\"_blank\" rel=\"noopener external\"").attribute("data-part", link.part);
  writer.out.href(*href).raw(">").text(link.words).raw("<span class=\"unseen\">");
  if (!link.about.empty()) writer.out.raw(" ").text(link.about);
  writer.out.raw(" (").text(writer.label("new_window")).raw(")</span></a>");
}

void piece_marks(const PieceWriter& writer, const PieceMarks& marks) {
  writer.out.raw("<ul data-part=\"marks\" class=\"marks\">");
  for (const Finding& finding : marks.checklist) {
    if (finding.state != ChecklistState::kNotAsked) one_mark(writer, finding, marks);
  }
  writer.out.raw("</ul>");
}

Instant holds_until(const domain::Checklist& checklist) {
  Instant until = kEndOfTime;
  for (const Finding& finding : checklist) until = std::min(until, finding.holds_until);
  return until;
}

std::string professions_of(const PieceWriter& writer, const std::vector<domain::ProfessionKey>& keys) {
  std::vector<std::string> names;
  for (const domain::ProfessionKey& key : keys) {
    // A profession that an operator added later reads as the vocabulary has it.
    const std::string label = "profession." + key.value;
    const std::string_view words = writer.label(label);
    names.push_back(words == label ? pages::name_of(writer.site.vocabulary, key) : std::string(words));
  }
  return pages::join_words(names, ", ");
}

void in_english(const PieceWriter& writer, std::string_view text) {
  writer.out.raw("<span lang=\"en\">").text(text).raw("</span>");
}

void notice(const PieceWriter& writer, std::string_view text) {
  writer.out.raw("<p data-part=\"notice\" class=\"notice\">").text(text).raw("</p>");
}

void moment(const PieceWriter& writer, Instant instant) {
  std::string text = print_instant(instant);  // 2026-11-22T10:42:00Z
  writer.out.raw("<time").attribute("datetime", text).raw(">");
  text.replace(text.find('T'), 1, " ");
  writer.out.text(text.substr(0, text.rfind(':'))).raw(" UTC</time>");
}

void foot(const PieceWriter& writer, const Piece& piece) {
  writer.out.raw("<footer data-part=\"foot\" class=\"foot\"><p>");
  // The two instants stand in a sentence whose order is the language's.
  std::string_view sentence = writer.label("as_of");
  while (!sentence.empty()) {
    const std::size_t open = sentence.find('{');
    writer.out.text(sentence.substr(0, open));
    if (open == std::string_view::npos) break;
    const std::size_t close = sentence.find('}', open);
    moment(writer, sentence.substr(open, close - open) == "{from" ? piece.as_of : piece.expires);
    sentence.remove_prefix(close + 1);
  }
  writer.out.raw("</p><p>");
  const std::string from = writer.request.labels.with("source", {{"site", "Stillpoint"}});
  out_link(writer, {.url = piece.url, .words = from});
  writer.out.raw(" · ");
  out_link(writer, {.url = writer.services.site.links.full("/how-we-check"), .words = writer.label("how")});
  writer.out.raw("</p>");
  if (writer.services.site.is_demo) {
    writer.out.raw("<p class=\"demo\">").text(writer.label("demo")).raw("</p>");
  }
  writer.out.raw("</footer>");
}

}  // namespace stillpoint::http::embed
