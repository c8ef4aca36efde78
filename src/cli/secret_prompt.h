#pragma once

#include <string>

#include "base/result.h"

namespace stillpoint::cli {

/// Asks whoever sits at the terminal for a password, twice and without showing it; where standard input is no
/// terminal, takes its first line. Never from the command line, which other users of the machine can read.
/// @return kInvalid with one sentence: nothing came, or the two differ.
Result<std::string> ask_password();

}  // namespace stillpoint::cli
