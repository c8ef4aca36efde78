#pragma once

#include "domain/practitioner.h"

namespace stillpoint::app {

/// What becomes of a record when a file that anyone may have written names it again.
///
/// The file decides what a person says of themselves. It never decides what was established here: identity,
/// version and dates, listing and demotion, invitations, and every piece of evidence stay. Checks, events and
/// reviews of the file are added as claims, unless the record has them already. A licence or credential that
/// was checked here keeps its standing and its dates, and stays even where the file no longer names it.
///
/// @param partial the source knows a part of a record only: what it leaves empty says nothing, a licence that
/// it does not name stays, and so do the locations of whoever has several.
/// @return the record as it would be; equal to `existing` where the file brings nothing new.
domain::Practitioner merge_import(const domain::Practitioner& existing, const domain::Practitioner& incoming,
                                  bool partial);

}  // namespace stillpoint::app
