#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/vocabulary.h"
#include "http/pages/assets.h"
#include "http/pages/markup.h"

namespace stillpoint::http::pages {

/// What an operator may set about the pages.
struct SiteSettings {
  std::string
      base_path;      ///< Before every path of ours where the public address has one ("/find"); else empty.
  bool demo = false;  ///< Everybody shown is invented: said on every page, and no search engine keeps it.
  std::string
      tile_url;  ///< Leaflet's template, "https://tile.openstreetmap.org/{z}/{x}/{y}.png"; empty: none.
  std::string tile_attribution = "© OpenStreetMap contributors";  ///< Plain text beside the map.
  std::string operator_name{};     ///< Who runs this directory; empty: not said.
  std::string operator_contact{};  ///< A mail address or a page of theirs; empty: not said.
  std::string public_url{};        ///< This site's full address, without a slash at its end; empty: unknown.
  bool offers_oembed = false;      ///< Other sites may ask for a piece of HTML that shows a page of ours.
};

/// What every page needs. The references live as long as the program.
struct Site {
  const domain::Vocabulary& vocabulary;
  const Assets& assets;
  SiteSettings settings;
};

/// Which part of the navigation a page belongs to.
enum class Section { kSearch, kCompare, kVerify, kHowWeCheck, kWhatToExpect, kPrivacy, kNone };

/// The same content in another form, for programs that look for it.
struct Alternate {
  std::string_view type;  ///< "application/atom+xml".
  std::string title;
  std::string path;  ///< Of this site, without its base path.
};

/// What stands around a page's content.
struct Frame {
  std::string title;        ///< Without the program's name.
  std::string description;  ///< For search engines and link previews; empty: none.
  Section section = Section::kNone;
  bool keep_out_of_search_engines = false;  ///< Besides a demo, which always is.
  std::vector<std::string_view> scripts;    ///< Names of assets, loaded as modules behind the page.
  /// The one address of what is shown, "/practitioners/ID", for canonical links and previews; empty: none to
  /// be passed on.
  std::string path{};
  bool is_person = false;                  ///< For link previews (Open Graph).
  bool can_be_embedded = false;            ///< /oembed answers for this page's address.
  std::string structured_data{};           ///< schema.org as JSON-LD; empty: none.
  std::vector<Alternate> alternates = {};  ///< Feeds.
};

/// A whole HTML document around `content`, which goes into `main`.
std::string layout(const Site& site, const Frame& frame, const HtmlWriter& content);

}  // namespace stillpoint::http::pages
