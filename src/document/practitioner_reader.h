#pragma once

#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"

namespace stillpoint::document {

struct ReadOptions {
  /// The text is an operator's own export: everything is taken as it stands. Otherwise anyone may have
  /// written it, and nothing in it can forge trust: verifications, events and reviews land as claimed; a
  /// basis of listing, an attestation, a demotion, invitations, version and edited are passed over; the
  /// listing is a draft (or withdrawn, where the text says so).
  bool trusted = false;
  /// The day on which it is read: what an untrusted text says has happened may not lie after it.
  Date today{};
  /// A record that has neither an id nor an external id is refused: a second reading could not find it again.
  bool needs_identity = true;
};

/// Reads one practitioner document: strictly, for `schema/practitioner.schema.json` describes its shape.
/// Names of vocabularies must be known. Members that the program derives are passed over. The answer is
/// canonical: events in order of effective and recorded, verifications of checked_at. An id of 0 means that
/// none was given. Thread-safe.
/// @return kInvalid with a fault for each wrong place, as JSON pointers; at most FaultList::kFaultsMax.
Result<domain::Practitioner> read_practitioner(std::string_view json, const domain::Vocabulary& vocabulary,
                                               const ReadOptions& options);

}  // namespace stillpoint::document
