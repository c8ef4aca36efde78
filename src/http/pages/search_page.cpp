#include <algorithm>
#include <utility>

#include "domain/search_query.h"
#include "http/pages/fault_words.h"
#include "http/pages/marks.h"
#include "http/pages/search_view.h"
#include "http/pages/structured_data.h"
#include "http/pages/words.h"

namespace stillpoint::http::pages {

using domain::ChecklistItem;

namespace {

/// What the five questions are, for somebody who comes for the first time.
void five_questions(HtmlWriter& out) {
  struct Question {
    ChecklistItem item;
    Markup asks;
  };
  constexpr Question kQuestions[] = {
      {ChecklistItem::kAccreditedCertification,
       "Is there a certificate in force, did its issuer confirm it lately, and does anyone outside vouch for "
       "the "
       "issuer?"},
      {ChecklistItem::kConditionExperience, "Have they worked with what brings you, and what supports that?"},
      {ChecklistItem::kClientReviews, "What do clients say whom we invited, and are there enough to tell?"},
      {ChecklistItem::kScopeOfPractice,
       "Does their profession take in this work, and do they hold the licence that their state asks for?"},
      {ChecklistItem::kTransparentFees, "Do you know the price, the minutes and the course before you call?"},
  };
  out.raw(
      "<section class=\"five\" aria-labelledby=\"five\"><h2 id=\"five\">Five questions, asked of "
      "everyone</h2>"
      "<p class=\"lead\">Anyone can say “I do craniosacral therapy”. For each therapist you see what is "
      "known, "
      "who checked it and when. “Not on record” is never counted as a failure.</p><ol>");
  for (const Question& question : kQuestions) {
    out.raw("<li><h3>").text(label_of(question.item)).raw("</h3><p>").raw(question.asks).raw("</p></li>");
  }
  out.raw("</ol></section>");
}

void browse(HtmlWriter& out, const domain::SearchPage& page) {
  if (page.total == 0) {
    out.raw(
        "<section class=\"nothing\"><h2>This directory is empty so far</h2><p>Whoever runs it can bring in "
        "practitioners with <code>stillpoint import FILE --format ndjson --list \"BASIS\"</code>, or look at "
        "an "
        "invented directory with <code>stillpoint demo</code>.</p></section>");
    return;
  }
  out.raw("<p class=\"browse\"><a").href(Href::own("/?sort=best")).raw(">Or look through all ");
  out.text(count_of(page.total, "therapist", "therapists")).raw(" on record</a></p>");
}

void fault_summary(HtmlWriter& out, const SearchView& view) {
  if (view.faults.empty()) return;
  out.raw("<div class=\"problem\" role=\"alert\"><h2>This could not be searched</h2><ul>");
  for (const Fault& fault : view.faults) {
    out.raw("<li>").text(field_label(fault.where)).raw(": ").text(page_words(fault, view.given)).raw("</li>");
  }
  out.raw("</ul></div>");
}

void evidence_note(HtmlWriter& out, const domain::ConditionNote& note, const Site& site) {
  const domain::Condition* condition = site.vocabulary.find(note.condition);
  const std::string name = condition == nullptr ? note.condition.value : condition->phrase;
  out.raw("<aside class=\"note\"").attribute("aria-label", "What is known about " + name);
  out.raw("><p><strong>What is known about ").text(name).raw(".</strong> ").text(note.text).raw("</p>");
  if (!note.sources.empty()) {
    out.raw("<details><summary>Sources</summary><ul>");
    for (const domain::Source& source : note.sources) {
      out.raw("<li>");
      const auto href = Href::outside(source.url);
      if (href) out.raw("<a rel=\"noopener external\"").href(*href).raw(">");
      out.text(source.title);
      if (href) out.raw("</a>");
      if (source.year) out.raw(", ").number(*source.year);
      out.raw("</li>");
    }
    out.raw("</ul></details>");
  }
  out.raw("</aside>");
}

void safety(HtmlWriter& out, const domain::SafetyNotice& notice, const Site& site) {
  out.raw(
      "<section class=\"safety\" aria-labelledby=\"safety\"><h2 id=\"safety\">"
      "<svg viewBox=\"0 0 20 20\" aria-hidden=\"true\"><path d=\"M10 2.2L18.4 17H1.6z\" fill=\"none\" "
      "stroke=\"currentColor\" stroke-width=\"1.8\" stroke-linejoin=\"round\"/><path d=\"M10 7.5v4.2M10 "
      "14.2v.4\" stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\"/></svg>Ask a "
      "clinician "
      "first</h2>");
  if (notice.reasons.empty()) {
    out.raw("<p>").text(notice.text).raw("</p>");
  } else {
    // The notice's own paragraph says the same; a list is easier to read in a worried moment.
    out.raw(
        "<p>Before you book, because of what you told us. This is advice to ask, not a diagnosis, and the "
        "list is "
        "not complete.</p><dl>");
    for (const domain::ContraindicationKey& key : notice.reasons) {
      const domain::Contraindication* row = site.vocabulary.find(key);
      if (row == nullptr) continue;
      out.raw("<dt>").text(row->name).raw("</dt><dd>").text(row->advice).raw("</dd>");
    }
    out.raw("</dl>");
  }
  out.raw("</section>");
}

}  // namespace

Href href_without(const SearchView& view, domain::Filter filter, const Site& site, const Sealer& sealer) {
  const Result<domain::SearchQuery> query = domain::SearchQuery::make(view.terms, site.vocabulary);
  if (!query) return Href::own("/");
  return search_href(query->without(filter).terms(), site.vocabulary, sealer);
}

void search_chips(HtmlWriter& out, const SearchView& view, const Site& site, const Sealer& sealer) {
  const bool found = view.page != nullptr && view.page->where.has_value();
  const std::vector<Chip> chips =
      chips_of(view.terms, site.vocabulary, found ? view.page->where->place.name : std::string_view());
  if (chips.empty()) return;
  out.raw("<ul class=\"chips\" aria-label=\"What you asked for\">");
  for (const Chip& chip : chips) {
    out.raw("<li><a")
        .href(search_href(chip.without, site.vocabulary, sealer))
        .raw("><span class=\"out-of-sight\">Remove: </span>");
    out.text(chip.label).raw("<span class=\"x\" aria-hidden=\"true\">✕</span></a></li>");
  }
  if (chips.size() > 1) {
    out.raw("<li><a class=\"clear\"").href(Href::own("/")).raw(">Start again</a></li>");
  }
  out.raw("</ul>");
}

void search_notes(HtmlWriter& out, const SearchView& view, const Site& site) {
  if (view.page == nullptr) return;
  if (view.page->safety) safety(out, *view.page->safety, site);
  for (const domain::ConditionNote& note : view.page->condition_notes) evidence_note(out, note, site);
}

std::string search_page(const SearchView& view, const Site& site, const Sealer& sealer) {
  HtmlWriter out(site.settings.base_path);
  out.raw(view.start ? Markup("<div class=\"hero start\">") : Markup("<div class=\"hero\">"));
  out.raw("<h1>Find a craniosacral therapist</h1>");
  if (view.start) {
    out.raw(
        "<p class=\"lead\">Near you, for what brings you, at a price you know before you call. With the "
        "reasons "
        "in the open.</p>");
  }
  out.raw("</div>");
  fault_summary(out, view);
  search_form(out, view, site);
  out.raw("<div id=\"found\"></div>");
  if (!view.start) search_chips(out, view, site, sealer);
  search_notes(out, view, site);
  if (view.start && view.page != nullptr) {
    browse(out, *view.page);
    five_questions(out);
  } else if (view.page != nullptr && view.page->total == 0) {
    search_relaxation(out, view, site, sealer);
  } else if (view.page != nullptr) {
    search_results(out, view, site, sealer);
  }

  Frame frame{.title = "Find a craniosacral therapist",
              .description =
                  "Craniosacral therapists near you, each with what is known of them, who checked it, "
                  "and when.",
              .section = Section::kSearch,
              .keep_out_of_search_engines = !view.start,
              .scripts = {"place.js", "map.js", "shortlist.js"}};
  const bool tells_of_health = std::any_of(view.given.begin(), view.given.end(), pages::tells_of_health);
  if (view.start) {
    frame.path = "/";
  } else if (view.faults.empty() && !view.continued && !tells_of_health) {
    frame.path = search_path(view.given, sealer);
  }
  frame.can_be_embedded = true;
  if (view.faults.empty()) frame.structured_data = search_structured_data(view, site);
  if (!view.start && view.page != nullptr && view.page->total <= kFeedFoundMax) {
    frame.alternates = {{.type = "application/atom+xml",
                         .title = "New and changed listings of this search",
                         .path = search_path(view.given, sealer, "/feed")}};
  }
  if (!view.faults.empty()) {
    frame.title = "This could not be searched";
  } else if (!view.start && view.page != nullptr) {
    frame.title = count_of(view.page->total, "therapist", "therapists") + " found";
  }
  return layout(site, frame, out);
}

}  // namespace stillpoint::http::pages
