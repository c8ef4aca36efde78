#pragma once

#include "domain/vocabulary.h"

namespace stillpoint::support {

/// The vocabulary of the real seed with the demonstration's invented bodies, checked; read once.
const domain::Vocabulary& seed_vocabulary();

}  // namespace stillpoint::support
