#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace stillpoint::http::admin {

/// The entity tag of a record's version: "\"7\"".
std::string version_tag(std::int64_t version);

/// What a request's If-Match names, without quotes and without what an encoding added; empty where there is
/// none or it is `*` or a list: an update names the one state that it was made from.
std::string if_match(const Request& request);

/// The version that a request's If-Match names. @return nothing where it names none.
std::optional<std::int64_t> if_match_version(const Request& request);

/// 428: an update must say which state it was made from.
Response precondition_required();

}  // namespace stillpoint::http::admin
