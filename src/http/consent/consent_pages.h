#pragma once

#include <string>
#include <string_view>

#include "app/consent/answer_link.h"
#include "domain/photos.h"
#include "http/consent/own_form.h"
#include "http/pages/layout.h"

namespace stillpoint::http::consent {

/// GET /confirm/{token} and /object/{token}: the listing as clients see it, and what its person may answer.
/// @param missing_tick they asked to be taken out without saying that they are sure.
std::string answer_page(const app::OwnListing& listing, std::string_view path, bool missing_tick,
                        const pages::Site& site);

/// GET /mine: asks for a mail address. @param faults at "mail".
std::string ask_address_page(std::string_view mail, const std::vector<Fault>& faults,
                             const pages::Site& site);

/// GET /mine/{token}: opening takes a button, because mail scanners open links.
std::string open_page(const app::OwnListing& listing, std::string_view path, const pages::Site& site);

/// An opened listing.
struct OpenedView {
  const app::Profile& profile;
  std::string_view token;                  ///< Carried by the page's forms.
  std::string_view notice{};               ///< What was just done, one sentence; empty: nothing.
  bool missing_tick = false;               ///< As of answer_page.
  const domain::Photo* photo = nullptr;    ///< Theirs; null: there is none.
  const std::vector<Fault>& photo_faults;  ///< Of a picture that could not be taken.
};
/// What the person sees of their own: as clients see it, what would raise each mark, and what they may do.
std::string mine_page(const OpenedView& view, const pages::Site& site);

/// The form of what is theirs.
std::string edit_page(const app::Profile& profile, std::string_view token, const OwnForm& form,
                      const pages::Site& site);

/// One thing that was done, or that cannot be done.
struct NoticeView {
  std::string title{};
  std::string text{};
  std::string link{};  ///< A path of our own to go on to; empty: the search.
  std::string link_text{};
};
std::string notice_page(const NoticeView& view, const pages::Site& site);

}  // namespace stillpoint::http::consent
