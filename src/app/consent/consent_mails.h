#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "domain/consent.h"
#include "domain/outbox.h"
#include "domain/practitioner.h"

namespace stillpoint::app {

// What is mailed about consent: pure functions, so that every word can be read and tested.

/// Asks whether a listing is true: for the first time (a draft) or again. @param link where to answer.
domain::Mail ask_mail(const domain::Practitioner& person, const std::string& link, Instant now);
/// Somebody was listed on a recorded ground and may object.
domain::Mail objection_mail(const domain::Practitioner& person, const std::string& basis,
                            const std::string& link, Instant now);
/// Nobody answered: the listing stands at the end of every list now. @param link where to answer.
domain::Mail sunk_mail(const domain::Practitioner& person, const std::string& link, Instant now);
/// Still nobody answered: the listing is out of the directory.
domain::Mail unlisted_mail(const domain::Practitioner& person, const std::string& link);
/// A link to one's own listing. @param link that opens it.
domain::Mail mine_mail(const domain::Practitioner& person, const std::string& link);
/// They withdrew; the last mail.
domain::Mail withdrawn_mail(const std::string& to, const std::string& site);
/// To the former address: another one was given.
domain::Mail address_changed_mail(const std::string& former, const domain::Practitioner& person,
                                  const std::string& site);
/// One thing that will expire, in words: "RCST, number 123" and its last day.
struct ExpiringText {
  std::string what;
  Date expires{};
};
/// Reminds of what expires. @param link that opens their listing.
domain::Mail expiry_mail(const domain::Practitioner& person, const std::vector<ExpiringText>& items,
                         const std::string& link, Date today);

/// What a day's care did, for those who keep the register: lines such as "Amara Lindqvist (id): asked".
domain::Mail digest_mail(const std::string& to, const std::vector<std::string>& lines,
                         const std::string& admin);

}  // namespace stillpoint::app
