#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/view_practitioner.h"
#include "base/result.h"
#include "http/pages/layout.h"

namespace stillpoint::http::pages {

/// A part of a page to read: the id of its heading, and the heading.
struct PartOfPage {
  Markup id;
  Markup heading;
};
/// The parts of a page, as links to them: beside the text where there is room.
void contents(HtmlWriter& out, std::span<const PartOfPage> parts);

/// `/how-we-check`: the rules in plain words; every number comes from domain/thresholds.h.
std::string how_we_check_page(const Site& site);

/// `/what-to-expect`: before, during and after a session, what to ask, when to ask a clinician first, and
/// what research says; each with its source.
std::string what_to_expect_page(const Site& site);

/// `/privacy`.
std::string privacy_page(const Site& site);

/// How many stand side by side: what a screen can hold.
constexpr std::size_t kCompareMax = 4;

/// Of those asked for, how many the comparison cannot show, and why.
struct CompareView {
  int missing = 0;       ///< Nobody of this id is listed (any more).
  int surplus = 0;       ///< Beyond kCompareMax.
  std::string sealed{};  ///< The search they were found by, as its token `s`; empty: none is known.
};
/// Where people stand side by side. @param sealed the search they were found by, as its token `s`; may be
/// empty.
Href compare_href(const std::vector<domain::PractitionerId>& ids, const std::string& sealed);

/// `/compare`: up to kCompareMax profiles side by side; none: what the page is for.
std::string compare_page(const std::vector<app::Profile>& profiles, const CompareView& view,
                         const Site& site);

/// What went wrong, in words, with a way on. `status` is an HTTP status.
struct ErrorView {
  int status = 500;
  std::string message{};        ///< One plain sentence that may reach users.
  std::vector<Fault> faults{};  ///< Where the request was wrong.
  std::string request_id{};     ///< For asking back; empty: not shown.
};
std::string error_page(const ErrorView& view, const Site& site);

}  // namespace stillpoint::http::pages
