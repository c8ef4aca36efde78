#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "http/pages/reading_pages.h"
#include "http/pages/sources.h"
#include "http/pages/words.h"

namespace stillpoint::http::pages {
namespace {

bool is_same(const domain::Origin& a, const domain::Origin& b) {
  return a.source == b.source && a.read_on == b.read_on;
}

/// The source that most rows of a part share. It is said once, and the others beside their rows. None where a
/// row has no source: it would pass for one of this.
template <class Row>
const domain::Origin* shared_origin(const std::vector<const Row*>& rows) {
  if (std::any_of(rows.begin(), rows.end(), [](const Row* row) { return sources_of(row->origin).empty(); }))
    return nullptr;
  const domain::Origin* shared = nullptr;
  std::ptrdiff_t most = 1;
  for (const Row* row : rows) {
    const std::ptrdiff_t count = std::count_if(
        rows.begin(), rows.end(), [&](const Row* other) { return is_same(other->origin, row->origin); });
    if (count <= most) continue;
    most = count;
    shared = &row->origin;
  }
  return shared;
}

void own_source(HtmlWriter& out, const domain::Origin& origin, const domain::Origin* shared) {
  if (sources_of(origin).empty() || (shared != nullptr && is_same(origin, *shared))) return;
  out.raw("<p class=\"source\">Source: ");
  write_sources(out, origin);
  out.raw("</p>");
}

void said_once(HtmlWriter& out, const domain::Origin* shared) {
  if (shared == nullptr) return;
  out.raw("<p class=\"source\">Source of this part, where no other is named: ");
  write_sources(out, *shared);
  out.raw(".</p>");
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

std::vector<const domain::SessionFact*> facts_of(const domain::VocabularyRows& rows, std::string_view stage) {
  std::vector<const domain::SessionFact*> facts;
  for (const domain::SessionFact& fact : rows.session_facts) {
    if (fact.stage == stage) facts.push_back(&fact);
  }
  return facts;
}

void write_facts(HtmlWriter& out, const std::vector<const domain::SessionFact*>& facts) {
  const domain::Origin* shared = shared_origin(facts);
  for (const domain::SessionFact* fact : facts) {
    out.raw("<div class=\"fact\"><p>").text(fact->text).raw("</p>");
    own_source(out, fact->origin, shared);
    out.raw("</div>");
  }
  said_once(out, shared);
}

void parts(HtmlWriter& out, const domain::VocabularyRows& rows) {
  std::vector<PartOfPage> parts;
  for (const Stage& stage : kStages) {
    if (!facts_of(rows, stage.key).empty()) parts.push_back({stage.id, stage.heading});
  }
  parts.push_back({"clinician", "When to ask a clinician first"});
  parts.push_back({"evidence", "What research says"});
  contents(out, parts);
}

void stage_facts(HtmlWriter& out, const Stage& stage, const domain::VocabularyRows& rows) {
  const std::vector<const domain::SessionFact*> facts = facts_of(rows, stage.key);
  if (facts.empty()) return;
  out.raw("<h2 id=\"").raw(stage.id).raw("\">").raw(stage.heading).raw("</h2>");
  write_facts(out, facts);
}

void clinician(HtmlWriter& out, const domain::VocabularyRows& rows) {
  out.raw(
      "<h2 id=\"clinician\">When to ask a clinician first</h2><p>If any of these applies to you or your "
      "child, ask "
      "first. The list is not complete, and finding yourself in none of it does not mean that it is safe for "
      "you.</p>");
  std::vector<const domain::Contraindication*> all;
  all.reserve(rows.contraindications.size());
  for (const domain::Contraindication& row : rows.contraindications) all.push_back(&row);
  const domain::Origin* shared = shared_origin(all);
  for (const domain::Contraindication* row : all) {
    out.raw("<div class=\"fact\"><h3>").text(row->plain).raw("</h3><p>").text(row->advice).raw("</p>");
    own_source(out, row->origin, shared);
    out.raw("</div>");
  }
  said_once(out, shared);
}

void evidence(HtmlWriter& out, const domain::VocabularyRows& rows) {
  out.raw("<h2 id=\"evidence\">What research says</h2>");
  write_facts(out, facts_of(rows, "evidence"));
  out.raw(
      "<p>For each condition that people come with, what trials "
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
      "ask before you book, and what is known. Each part names where it comes from.</p>");
  parts(out, rows);
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
       .scripts = {"shortlist.js"},
       .path = "/what-to-expect"},
      out);
}

}  // namespace stillpoint::http::pages
