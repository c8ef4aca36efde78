#pragma once

#include <span>

#include "intake/demo_person.h"

namespace stillpoint::intake {

/// The hand-picked people of North America and those of the rest of the world. Every name is invented.
std::span<const DemoCase> demo_cases_of_america();
std::span<const DemoCase> demo_cases_of_the_world();

}  // namespace stillpoint::intake
