#pragma once

#include <string>

#include "base/clock.h"
#include "domain/outbox.h"
#include "domain/practitioner.h"

namespace stillpoint::app {

// What is mailed about reviews and reports: pure functions.

/// Invites a client. @param to the client's address; it is kept nowhere else.
domain::Mail invitation_mail(const std::string& to, const domain::Practitioner& person,
                             const std::string& link, const std::string& rules, Instant now);
/// Tells the practitioner that a review was published, and where to reply.
domain::Mail published_mail(const domain::Practitioner& person, const std::string& mine);
/// Tells the practitioner that somebody said that something is wrong, and by when to answer.
domain::Mail notice_mail(const domain::Practitioner& person, const std::string& topic,
                         const std::string& link, Instant now);
/// Tells the practitioner what became of it. @param demoted it cost the listing its place.
domain::Mail report_outcome_mail(const domain::Practitioner& person, const std::string& outcome,
                                 bool demoted);

}  // namespace stillpoint::app
