#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/register.h"
#include "http/links.h"

namespace stillpoint::http {

/// Where what stood at a path of this site went: the profile of a record that was merged into another one, or
/// an address of the site before this one. @return nothing for a path that leads nowhere, or where the store
/// cannot answer now.
std::optional<std::string> moved_address(std::string_view path, const domain::RegisterReader& reader,
                                         const Links& links);

}  // namespace stillpoint::http
