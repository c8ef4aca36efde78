#pragma once

#include <string>

#include "app/verifying/verifying_desk.h"
#include "domain/vocabulary.h"

namespace stillpoint::http::admin {

/// One certificate with its whole history, private notes included: events, checks with what was seen, and a
/// revocation that waits.
std::string certificate_json(const app::VerifyingSubject& subject, const domain::Vocabulary& vocabulary,
                             Instant now);

}  // namespace stillpoint::http::admin
