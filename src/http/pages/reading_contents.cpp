#include "http/pages/reading_pages.h"

namespace stillpoint::http::pages {

void contents(HtmlWriter& out, std::span<const PartOfPage> parts) {
  out.raw("<nav class=\"on-page\" aria-label=\"On this page\"><ul class=\"toc\">");
  for (const PartOfPage& part : parts) {
    out.raw("<li><a").href(Href::path("#" + std::string(part.id.view()))).raw(">").raw(part.heading);
    out.raw("</a></li>");
  }
  out.raw("</ul></nav>");
}

}  // namespace stillpoint::http::pages
