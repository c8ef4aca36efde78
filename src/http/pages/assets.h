#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/embedded_file.h"
#include "http/pages/markup.h"

namespace stillpoint::http::pages {

/// Styles, scripts and pictures as they are served: each under a name that holds a digest of its content, so
/// that a browser may keep it for ever. Immutable, so safe to share between threads.
class Assets {
 public:
  struct Asset {
    std::string_view content;       ///< Lives as long as the program.
    std::string_view content_type;  ///< With its character set.
  };

  /// @param files any embedded files; "images/a.png" is served as "images-a.HASH.png".
  explicit Assets(std::span<const EmbeddedFile> files);

  /// "/assets/style.0123456789abcdef.css" of "style.css". A name that is not there is a bug.
  [[nodiscard]] const Href& path(std::string_view name) const;
  /// The asset served under this name ("style.0123456789abcdef.css"); null if there is none.
  [[nodiscard]] const Asset* find(std::string_view served_name) const;

 private:
  std::map<std::string, Href, std::less<>> paths_;
  std::map<std::string, Asset, std::less<>> served_;
};

/// The program's own assets, Leaflet's among them. Made once at the start.
Assets program_assets();

}  // namespace stillpoint::http::pages
