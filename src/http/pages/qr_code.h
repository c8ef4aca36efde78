#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/pages/markup.h"

namespace stillpoint::http::pages {

/// Draws a text as a QR code (ISO/IEC 18004, error correction M): an SVG inside the page, black on white
/// whatever the page's colours, with the quiet zone that readers need.
/// @param label what it is, for who cannot see it.
/// @return false, drawing nothing, where the text is too long for a code.
bool qr_code(HtmlWriter& out, std::string_view text, std::string_view label);

/// The same as an SVG document of its own, without a size, for a card or another site.
/// @return nothing where the text is empty or too long for a code.
std::optional<std::string> qr_svg(std::string_view text);

}  // namespace stillpoint::http::pages
