#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/practitioner.h"

namespace stillpoint::store {

/// The whole record as bytes, private fields included. `decode_record` gives it back equal.
std::string encode_record(const domain::Practitioner& practitioner);

/// Reads what `encode_record` wrote. About 5 us.
/// @return nothing for bytes of another form or that end too early: then the tables are read.
std::optional<domain::Practitioner> decode_record(std::string_view bytes);

}  // namespace stillpoint::store
