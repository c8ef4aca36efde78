#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/following.h"
#include "http/sealed.h"

namespace stillpoint::http::following {

/// A place in the log of changes as partners carry it: sealed, so that nobody makes one up or counts changes
/// by it. It does not expire by itself; the log forgets.
std::string change_cursor(const Sealer& sealer, const domain::ChangeMark& mark);
/// @return nothing for anything that change_cursor() did not write with this key.
std::optional<domain::ChangeMark> read_change_cursor(const Sealer& sealer, std::string_view cursor);

}  // namespace stillpoint::http::following
