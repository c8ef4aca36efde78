#pragma once

#include <string>

#include "app/view_practitioner.h"
#include "http/pages/layout.h"
#include "http/pages/search_view.h"

namespace stillpoint::http::pages {

// What a page tells, as schema.org's words in JSON-LD, for search engines. It says nothing that the page does
// not show. The words are those that validators of the format and search engines know
// (schema.org 30.0; Google's "Review snippet" lists LocalBusiness and its kinds, and no Person).

/// A practice (HealthAndBeautyBusiness) whose employee holds credentials: certificates in force and licences
/// that a source confirmed, no others. A rating stands there only where the page shows one.
std::string profile_structured_data(const app::Profile& profile, const Site& site);

/// The site with its search at a start; else the list of those found. Ratings are on the profiles alone.
std::string search_structured_data(const SearchView& view, const Site& site);

}  // namespace stillpoint::http::pages
