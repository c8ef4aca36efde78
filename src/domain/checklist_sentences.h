#pragma once

#include "domain/checklist_grounds.h"

// What clients read: a ground turned into one plain sentence or two, with its basis, its date and its
// evidence.

namespace stillpoint::domain {

Finding certification_finding(const CertificationGround& ground, const Vocabulary& vocabulary);

/// @param condition null for one that the vocabulary does not know.
Finding experience_finding(const Practitioner& practitioner, const ExperienceGround& ground,
                           const Condition* condition);

/// @param invited how many were ever invited to review; said where it is at least the number counted.
Finding reviews_finding(const ReviewSummary& summary, int invited);

Finding scope_finding(const ScopeGround& ground, const Vocabulary& vocabulary);

Finding fees_finding(const Practitioner& practitioner, const FeesGround& ground, Instant now);

}  // namespace stillpoint::domain
