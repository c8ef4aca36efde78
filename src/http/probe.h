#pragma once

#include <string>

#include "base/result.h"

namespace stillpoint::http {

/// Asks a running server for a path. Waits a few seconds at most.
/// @return the status, or kUnavailable with one sentence where nobody answers.
[[nodiscard]] Result<int> probe(const std::string& host, int port, const std::string& path);

}  // namespace stillpoint::http
