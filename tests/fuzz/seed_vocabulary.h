#pragma once

#include "domain/vocabulary.h"

namespace stillpoint::fuzz {

/// The vocabulary that comes with the program; the fuzzers stop at once if it cannot be read.
const domain::Vocabulary& seed_vocabulary();

}  // namespace stillpoint::fuzz
