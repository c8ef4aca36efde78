#include "http/pages/marks.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/time_text.h"
#include "http/pages/words.h"

namespace stillpoint::http::pages {

using domain::ChecklistItem;
using domain::ChecklistState;

namespace {

/// How a record is called where it can be looked at.
std::string_view evidence_word(std::string_view kind) {
  if (kind == "verification") return "the check";
  if (kind == "credential") return "the certificate";
  if (kind == "licence") return "the licence";
  if (kind == "jurisdiction_rule") return "the rule";
  if (kind == "scope_rule") return "why";
  if (kind == "training") return "the training";
  if (kind == "reviews") return "the reviews";
  if (kind == "fees") return "the price list";
  return "the record";
}

/// Where on a profile a record stands.
std::string place_of(const domain::Evidence& record) {
  if (record.kind == "training") return "#training";
  if (record.kind == "reviews") return "#reviews";
  if (record.kind == "fees") return "#fees";
  if (record.kind == "jurisdiction_rule" || record.kind == "scope_rule") return "#licences";
  return "#" + record.kind + "-" + record.id;  // A certificate, a licence or a check has a place of its own.
}

/// One link per kind of evidence is enough to see for oneself.
void evidence(HtmlWriter& out, const domain::Finding& finding, std::string_view profile_path) {
  std::vector<std::string_view> shown;
  for (const domain::Evidence& record : finding.evidence) {
    const std::string_view word = evidence_word(record.kind);
    if (std::find(shown.begin(), shown.end(), word) != shown.end()) continue;
    out.raw(shown.empty() ? Markup(" <span class=\"sees\">See ") : Markup(", "));
    shown.push_back(word);
    const std::optional<Href> outside = Href::outside(record.url);
    out.raw("<a class=\"see\"");
    if (outside) {
      out.href(*outside).raw(" rel=\"noopener external\"");
    } else if (!record.url.empty() && (record.url[0] == '/' || record.url[0] == '#')) {
      out.href(Href::path(record.url));
    } else {
      out.href(Href::path(std::string(profile_path) + place_of(record)));
    }
    out.raw(">").text(word).raw("</a>");
  }
  if (!shown.empty()) out.raw("</span>");
}

std::string item_label(const domain::Finding& finding, const MarksView& view,
                       const domain::Vocabulary& vocabulary) {
  if (finding.item == ChecklistItem::kConditionExperience && !view.conditions.empty()) {
    std::vector<std::string> names;
    for (const domain::ConditionKey& key : view.conditions) {
      const domain::Condition* condition = vocabulary.find(key);
      names.push_back(condition == nullptr ? key.value : condition->phrase);
    }
    return "Experience: " + join_words(names);
  }
  return std::string(view.whole ? label_of(finding.item) : short_label_of(finding.item));
}

}  // namespace

void state_icon(HtmlWriter& out, ChecklistState state) {
  const std::string_view name = domain::name_of(state);
  out.raw("<svg").attribute("class", "mark " + std::string(name)).raw(" aria-hidden=\"true\"><use");
  out.href(Href::path("#i-" + std::string(name))).raw("/></svg>");
}

Declared declared_by(const std::optional<Instant>& attested) {
  return attested ? Declared::kByThemselves : Declared::kByTheSource;
}

void basis_tag(HtmlWriter& out, domain::Basis basis, Declared declared) {
  switch (basis) {
    case domain::Basis::kNone:
      return;
    case domain::Basis::kChecked:
      out.raw("<span class=\"basis checked\">checked</span> ");
      return;
    case domain::Basis::kReviews:
      out.raw("<span class=\"basis reviews\">reviews</span> ");
      return;
    case domain::Basis::kDeclared:
      out.raw(declared == Declared::kByThemselves ? Markup("<span class=\"basis declared\">says so</span> ")
                                                  : Markup("<span class=\"basis listed\">as listed</span> "));
      return;
  }
}

void marks(HtmlWriter& out, const MarksView& view, const domain::Vocabulary& vocabulary) {
  out.raw("<ul class=\"marks\">");
  for (const domain::Finding& finding : view.checklist) {
    const std::string state(domain::name_of(finding.state));
    out.raw("<li>");
    state_icon(out, finding.state);
    out.raw("<span class=\"question\">").text(item_label(finding, view, vocabulary));
    out.raw(" <span")
        .attribute("class", "state " + state)
        .raw(">")
        .text(word_of(finding.state, finding.code));
    out.raw("</span></span><span class=\"why\">");
    basis_tag(out, finding.basis, view.declared);
    out.text(finding.reason);
    if (view.whole && finding.as_of) {
      out.raw(" <span class=\"asof\">As of ").text(print_date_words(*finding.as_of)).raw(".</span>");
    }
    evidence(out, finding, view.profile_path);
    out.raw("</span></li>");
  }
  out.raw("</ul>");
}

void no_sign_of_work(HtmlWriter& out, const domain::Checklist& checklist) {
  const auto& certification =
      checklist[static_cast<std::size_t>(domain::ChecklistItem::kAccreditedCertification)];
  if (certification.code != domain::Reason::kNoneOnRecord) return;
  out.raw(
      "<p class=\"no-sign\">Nothing on record says that they offer craniosacral work: no approach, no "
      "training, "
      "no certificate. Ask before you go.</p>");
}

void basis_key(HtmlWriter& out, std::span<const Declared> declared) {
  const auto has = [&](Declared one) {
    return std::find(declared.begin(), declared.end(), one) != declared.end();
  };
  out.raw(
      "<p class=\"key\"><span><span class=\"basis checked\">checked</span> asked at the source, by us</span> "
      "<span><span class=\"basis reviews\">reviews</span> from invited clients</span>");
  if (has(Declared::kByThemselves)) {
    out.raw(" <span><span class=\"basis declared\">says so</span> the therapist’s own word</span>");
  }
  if (has(Declared::kByTheSource)) {
    out.raw(
        " <span><span class=\"basis listed\">as listed</span> taken from a list, confirmed by nobody</span>");
  }
  out.raw("</p>");
}

void basis_key(HtmlWriter& out) {
  constexpr std::array kBoth = {Declared::kByThemselves, Declared::kByTheSource};
  basis_key(out, kBoth);
}

}  // namespace stillpoint::http::pages
