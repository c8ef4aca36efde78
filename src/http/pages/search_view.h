#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/photos.h"
#include "domain/search_page.h"
#include "domain/search_query.h"
#include "http/message.h"
#include "http/pages/layout.h"
#include "http/pages/search_address.h"

namespace stillpoint::http::pages {

/// The search page, ready to be written.
struct SearchView {
  domain::SearchTerms terms{};               ///< What was asked, as far as it makes sense.
  std::vector<Parameter> given{};            ///< The form's fields as given, wrong values included.
  std::vector<Fault> faults{};               ///< One per wrong value; told beside its field.
  const domain::SearchPage* page = nullptr;  ///< The answer; null where faults left none.
  std::vector<domain::Photo> photos{};       ///< Of those whom the answer shows, as far as they have one.
  std::string next_cursor{};                 ///< Of the walk's next page; empty at its end.
  std::string sealed{};    ///< The search as a token, where a profile needs to know the condition.
  bool continued = false;  ///< This is not the first page of its walk.
  bool start = false;      ///< Nothing was asked yet.
};

/// The whole page `/`.
std::string search_page(const SearchView& view, const Site& site, const Sealer& sealer);

// Its parts.

/// The form: place, what brings you, approach, and everything that narrows.
void search_form(HtmlWriter& out, const SearchView& view, const Site& site);
/// What was asked as removable chips. Nothing where nothing was.
void search_chips(HtmlWriter& out, const SearchView& view, const Site& site, const Sealer& sealer);
/// What to beware of and what is known, before any result.
void search_notes(HtmlWriter& out, const SearchView& view, const Site& site);
/// Count, place, order, cards, the way on.
void search_results(HtmlWriter& out, const SearchView& view, const Site& site, const Sealer& sealer);
/// Nothing matched: what would bring something.
void search_relaxation(HtmlWriter& out, const SearchView& view, const Site& site, const Sealer& sealer);
/// One practitioner of a result.
void search_card(HtmlWriter& out, const domain::SearchItem& item, const SearchView& view, const Site& site);

/// The address of the same search without one filter.
Href href_without(const SearchView& view, domain::Filter filter, const Site& site, const Sealer& sealer);
/// What the map's script needs, as attributes of its element.
void map_attributes(HtmlWriter& out, const Site& site);

/// The facets that the form counts beside its options.
std::vector<domain::Facet> page_facets();

}  // namespace stillpoint::http::pages
