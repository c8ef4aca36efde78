#pragma once

#include <string_view>

#include "domain/checklist.h"

namespace stillpoint::domain {

/// What would raise a mark that stands for this reason, told to the person whose listing it is: one or two
/// plain sentences about what they, or whoever keeps the register, can do. Empty where nothing can raise it
/// or nothing needs to. It promises no state: the rules decide.
std::string_view advice_of(Reason reason);

}  // namespace stillpoint::domain
