#pragma once

#include "domain/practitioner.h"

namespace stillpoint::app {

/// Two records of one person become one.
struct MergedRecords {
  domain::Practitioner kept{};  ///< With everything of both.
  domain::Practitioner gone{};  ///< Withdrawn; its histories stay, numbers and external ids went over.
};

/// What the kept record says stands; where it says nothing, the other's words do. Licences, training,
/// credentials with their histories, checks, reviews and external ids of both are united.
MergedRecords merge_records(const domain::Practitioner& keep, const domain::Practitioner& from);

}  // namespace stillpoint::app
