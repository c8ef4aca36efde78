#pragma once

#include <optional>
#include <span>
#include <vector>

#include "domain/checklist.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"

// The five tables of the design's section 3 a second time, as they stand there: row by row, the first that
// fits decides. No instants until which an answer holds, no words, nothing remembered. Where the tables leave
// room, docs/decisions/0005 and 0036 are followed. Shares with the program its records, names and calendar,
// and none of its rules.

namespace stillpoint::oracle {

/// What a table answers, and by which of its rows.
struct Answer {
  domain::ChecklistState state;
  domain::Reason row;
};

Answer certification(const domain::Practitioner& p, const domain::Vocabulary& vocabulary, Instant now);
/// One credential of craniosacral therapy is valid and fresh.
bool is_certified(const domain::Practitioner& p, const domain::Vocabulary& vocabulary, Instant now);
/// In force by its events and dates.
bool is_valid(const domain::Credential& credential, const domain::Vocabulary& vocabulary, Instant now);
Answer experience(const domain::Practitioner& p, const domain::ConditionKey& condition, Instant now);
Answer reviews(const domain::Practitioner& p, Instant now);
/// At one location (null: none), for one approach (null: the licence alone): the best over the professions.
Answer scope(const domain::Practitioner& p, const domain::Location* location,
             const domain::ApproachKey* approach, const domain::Vocabulary& vocabulary, Instant now);
Answer fees(const domain::Practitioner& p, Instant now);

/// The weakest of several conditions, none being not asked.
domain::ChecklistState weakest(const domain::Practitioner& p,
                               std::span<const domain::ConditionKey> conditions, Instant now);
/// Whether a state is better than another where the best counts.
bool is_better(domain::ChecklistState a, domain::ChecklistState b);

}  // namespace stillpoint::oracle
