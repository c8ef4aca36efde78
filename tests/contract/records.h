#pragma once

#include <string>

#include "domain/practitioner.h"

namespace stillpoint::contract {

/// A record with every field filled in, several of each list.
domain::Practitioner full_record();

/// A listed record with nothing but a name.
domain::Practitioner small_record(const std::string& name);

/// Every field of the record, one per line: two records are equal where these are.
std::string describe(const domain::Practitioner& practitioner);

}  // namespace stillpoint::contract
