#include <string>
#include <string_view>

#include "base/time_text.h"
#include "http/pages/reading_pages.h"
#include "http/pages/words.h"

namespace stillpoint::http::pages {
namespace {

void origin(HtmlWriter& out, const domain::Origin& origin) {
  if (origin.source.empty()) return;
  out.raw("<p class=\"source\">Source: ").text(origin.source);
  if (origin.read_on) out.raw(", read ").text(print_date_words(*origin.read_on));
  out.raw("</p>");
}

/// A part of the page: the facts of one stage.
struct Stage {
  std::string_view key;
  Markup id;
  Markup heading;
};

constexpr Stage kStages[] = {
    {"before", "before", "Before"},     {"during", "during", "During"},
    {"after", "after", "After"},        {"course", "course", "How many sessions"},
    {"ask", "ask", "Questions to ask"}, {"fees", "fees", "What it costs"},
    {"who", "who", "Who does it"},
};

bool has_stage(const domain::VocabularyRows& rows, std::string_view stage) {
  for (const domain::SessionFact& fact : rows.session_facts) {
    if (fact.stage == stage) return true;
  }
  return false;
}

void contents(HtmlWriter& out, const domain::VocabularyRows& rows) {
  out.raw("<nav aria-label=\"On this page\"><ul class=\"toc\">");
  for (const Stage& stage : kStages) {
    if (!has_stage(rows, stage.key)) continue;
    out.raw("<li><a").href(Href::path("#" + std::string(stage.id.view()))).raw(">").raw(stage.heading);
    out.raw("</a></li>");
  }
  out.raw(
      "<li><a href=\"#clinician\">When to ask a clinician first</a></li><li><a href=\"#evidence\">What "
      "research "
      "says</a></li></ul></nav>");
}

void stage_facts(HtmlWriter& out, const Stage& stage, const domain::VocabularyRows& rows) {
  if (!has_stage(rows, stage.key)) return;
  out.raw("<h2 id=\"").raw(stage.id).raw("\">").raw(stage.heading).raw("</h2>");
  for (const domain::SessionFact& fact : rows.session_facts) {
    if (fact.stage != stage.key) continue;
    out.raw("<div class=\"fact\"><p>").text(fact.text).raw("</p>");
    origin(out, fact.origin);
    out.raw("</div>");
  }
}

void clinician(HtmlWriter& out, const domain::VocabularyRows& rows) {
  out.raw(
      "<h2 id=\"clinician\">When to ask a clinician first</h2><p>If any of these applies to you or your "
      "child, ask "
      "first. The list is not complete, and finding yourself in none of it does not mean that it is safe for "
      "you.</p>");
  for (const domain::Contraindication& row : rows.contraindications) {
    out.raw("<div class=\"fact\"><h3>").text(row.plain).raw("</h3><p>").text(row.advice).raw("</p>");
    origin(out, row.origin);
    out.raw("</div>");
  }
}

void evidence(HtmlWriter& out, const domain::VocabularyRows& rows) {
  out.raw(
      "<h2 id=\"evidence\">What research says</h2><p>For each condition that people come with, what trials "
      "and reviews "
      "found, as far as we have read them. A therapist who names a condition declares experience with it; "
      "nobody "
      "here says that craniosacral therapy treats it.</p>");
  for (const domain::Condition& condition : rows.conditions) {
    out.raw("<h3").attribute("id", "evidence-" + condition.key.value).raw(">").text(condition.name);
    out.raw("</h3><p>").text(condition.evidence).raw("</p>");
    if (!condition.sources.empty()) {
      out.raw("<ul class=\"small\">");
      for (const domain::Source& source : condition.sources) {
        const auto href = Href::outside(source.url);
        out.raw("<li>");
        if (href) out.raw("<a rel=\"noopener external\"").href(*href).raw(">");
        out.text(source.title);
        if (href) out.raw("</a>");
        if (source.year) out.raw(", ").number(*source.year);
        out.raw("</li>");
      }
      out.raw("</ul>");
    }
  }
}

}  // namespace

std::string what_to_expect_page(const Site& site) {
  const domain::VocabularyRows& rows = site.vocabulary.rows();
  HtmlWriter out(site.settings.base_path);
  out.raw(
      "<article class=\"read\"><h1>What to expect</h1><p class=\"lead\">Before, during and after a session, "
      "what to "
      "ask before you book, and what is known. Each line names where it comes from.</p>");
  contents(out, rows);
  for (const Stage& stage : kStages) stage_facts(out, stage, rows);
  clinician(out, rows);
  evidence(out, rows);
  out.raw("</article>");
  return layout(
      site,
      {.title = "What to expect",
       .description = "A craniosacral session before, during and after; questions to ask; when to ask a "
                      "clinician first; what research says.",
       .section = Section::kWhatToExpect,
       .scripts = {"shortlist.js"}},
      out);
}

}  // namespace stillpoint::http::pages
