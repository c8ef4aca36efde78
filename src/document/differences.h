#pragma once

#include <string_view>
#include <vector>

#include "domain/audit.h"

namespace stillpoint::document {

/// What differs between two states of one document, field by field, for the trail.
///
/// Objects are compared by member, whatever their order; what only one of them has is one change that holds
/// it whole. Arrays are compared item by item in their order, except those whose items all carry an `id`:
/// their rows are the same row wherever they stand, and a change of order alone is one change of the array,
/// which tells the ids in their order. A `field` points into `after`, or into `before` where the field is
/// gone.
/// @param before_json empty: the record was made, so that each of its members is a change.
/// @param after_json empty: the record is gone.
/// @return nothing where both say the same. A text that is not JSON is one change of the whole document.
std::vector<domain::FieldChange> differences(std::string_view before_json, std::string_view after_json);

}  // namespace stillpoint::document
