#pragma once

#include <string>
#include <vector>

#include "app/view_practitioner.h"
#include "http/pages/layout.h"
#include "http/pages/markup.h"

namespace stillpoint::http::pages {

/// Where the reader comes from.
struct ProfileView {
  std::vector<domain::ConditionKey> conditions{};  ///< What the second question was asked about.
  std::string sealed{};                            ///< Its token `s`, to go back to; empty: none is known.
  bool open_reviews = false;                       ///< Whoever was not invited may write a review.
  std::string photo{};                             ///< Path of their picture; empty: there is none.
};

/// The whole page `/practitioners/{id}`. It holds no instant of the request, so that it changes only when
/// what it tells does.
std::string profile_page(const app::Profile& profile, const ProfileView& view, const Site& site);

/// Everything of that page below its head: the five questions, fees, certificates and all else. For showing a
/// listing to its own person before anyone else sees it.
void profile_panels(HtmlWriter& out, const app::Profile& profile, const ProfileView& view, const Site& site);

// Its panels.

/// The price list with price per hour, and what three to five sessions would come to.
void profile_fees(HtmlWriter& out, const domain::Practitioner& person, const Site& site);
/// Hours by kind as a bar, and the courses behind them.
void profile_training(HtmlWriter& out, const domain::Practitioner& person, const Site& site);
/// Each certificate with its history as a line of time, and in words.
void profile_credentials(HtmlWriter& out, const app::Profile& profile, const Site& site);
/// Professions with their licences, and what the law asks where the person works.
void profile_licences(HtmlWriter& out, const app::Profile& profile, const Site& site);
/// What clients say: distribution, interval, words.
void profile_reviews(HtmlWriter& out, const app::Profile& profile, const ProfileView& view);
/// Where the person works.
void profile_locations(HtmlWriter& out, const domain::Practitioner& person, const Site& site);

/// A line of time of one certificate, as a picture with its text alternative.
void credential_timeline(HtmlWriter& out, const domain::Credential& credential, std::string_view zone,
                         Instant now);

}  // namespace stillpoint::http::pages
