#pragma once

#include <string_view>
#include <vector>

#include "domain/vocabulary.h"
#include "http/pages/markup.h"

namespace stillpoint::http::pages {

/// The sources that an origin names ("a.example.org/x; another; own wording"), without Stillpoint's own
/// wording, which is no source. Views into the origin.
std::vector<std::string_view> sources_of(const domain::Origin& origin);

/// The sources and the day on which they were read: addresses as links, a remark in brackets behind one as
/// text. Nothing where there is none.
void write_sources(HtmlWriter& out, const domain::Origin& origin);

}  // namespace stillpoint::http::pages
