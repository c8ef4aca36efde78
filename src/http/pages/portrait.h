#pragma once

#include <string>
#include <string_view>

#include "domain/photos.h"
#include "http/pages/markup.h"

namespace stillpoint::http::pages {

/// Where a picture is, while somebody who is listed has it: "/photos/SHA-256".
std::string photo_path(const domain::Picture& picture);

/// A person's picture beside their name; nothing for an empty path. @param name for who cannot see
/// it; empty where it stands beside the picture anyway.
void portrait(HtmlWriter& out, const std::string& path, std::string_view name);

}  // namespace stillpoint::http::pages
