#include "http/pages/portrait.h"

namespace stillpoint::http::pages {

std::string photo_path(const domain::Picture& picture) {
  return "/photos/" + picture.sha256;
}

void portrait(HtmlWriter& out, const std::string& path, std::string_view name) {
  if (path.empty()) return;
  out.raw("<img class=\"portrait\" width=\"96\" height=\"96\" loading=\"lazy\" decoding=\"async\"");
  out.src(Href::path(path))
      .attribute("alt", name.empty() ? std::string() : "Portrait of " + std::string(name))
      .raw(">");
}

}  // namespace stillpoint::http::pages
