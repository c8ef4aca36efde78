#pragma once

#include <string>

#include "base/result.h"
#include "http/links.h"
#include "http/message.h"
#include "http/pages/layout.h"

namespace stillpoint::http::pages {

// Pages for one person: behind a link in their mail, or about what they said.

/// What such pages are written with. Immutable, so thread-safe.
class PersonalSite {
 public:
  /// @param vocabulary and `links` outlive it.
  PersonalSite(const domain::Vocabulary& vocabulary, const Links& links, bool is_demo);
  PersonalSite(const PersonalSite&) = delete;  // the site refers to the assets
  PersonalSite& operator=(const PersonalSite&) = delete;

  [[nodiscard]] const Site& site() const { return site_; }

 private:
  Assets assets_;
  Site site_;
};

/// A whole document around the content, part of no section and for no search engine.
std::string personal_page(const Site& site, std::string title, const HtmlWriter& content);

/// An answer that nobody keeps, and whose address nobody learns from a link on it.
Response personal_answer(int status, std::string body);

/// What went wrong, in words.
Response personal_error(const Error& error, const Request& request, const Site& site);

}  // namespace stillpoint::http::pages
