#pragma once

#include <vector>

#include "contract/store_under_test.h"

namespace stillpoint::contract {

/// Every engine that the contract is asked of. A new engine adds its factory here.
std::vector<StoreFactory> all_stores();

}  // namespace stillpoint::contract
