#pragma once

#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"

namespace stillpoint::app {

/// What a registrar wrote, read by the rules of any document: what of it they may not say counts for nothing.
struct WrittenRecord {
  domain::Practitioner record{};
  /// Where the text tries to say what no edit may: a standing, a check, a history, a review.
  std::vector<Fault> overreach{};
};

/// Reads a document that somebody wrote over a record, or (`existing` empty: version 0) for a new one.
/// Verifications, events, reviews, listing, dates and invitations may stand in it as they are on record, or
/// be left out; they have use cases of their own.
/// @return kInvalid with a fault for each wrong place, as JSON pointers.
Result<WrittenRecord> read_written(std::string_view json, const domain::Practitioner& existing,
                                   const domain::Vocabulary& vocabulary, Date today);

/// What a record becomes by an edit.
struct EditedRecord {
  domain::Practitioner record{};
  std::vector<Fault> faults{};  ///< What may not be changed or taken away; empty: the edit stands.
};

/// Lays an edit over a record. Its identity, version, listing, dates, checks, histories and reviews stay. A
/// credential or licence is known by its id, else by its type (jurisdiction) and number; one that was checked
/// at its source keeps type and number, one that its source confirmed its dates too, and one that has a
/// history is not taken away. @param now when new credentials are written down.
EditedRecord lay_over(const domain::Practitioner& existing, const domain::Practitioner& written, Instant now);

}  // namespace stillpoint::app
