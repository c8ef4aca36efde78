#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"

namespace stillpoint::store {

/// Bytes from the system's random source, at most 256. @return kUnavailable where it gives none.
Result<std::string> random_bytes(std::size_t count);

}  // namespace stillpoint::store
