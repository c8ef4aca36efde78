#pragma once

#include <string>

#include "domain/consent.h"
#include "domain/outbox.h"
#include "domain/practitioner.h"

namespace stillpoint::app {

/// What went out to a person's mail address and still has an effect. All of it outlives its users.
struct MailedBefore {
  domain::MailedLinks& links;
  domain::ConsentStore& consents;
};

/// Where a record's mail address becomes another one: whoever reads the former one may be anybody, so that
/// the links mailed there end, and a question that waits there is taken back, to be asked anew. Within the
/// running transaction; nothing where the address stays.
/// @param session the hash of the opened page that changes it and goes on; empty for anybody else.
[[nodiscard]] Result<void> leave_former_address(const MailedBefore& mailed,
                                                const domain::Practitioner& before,
                                                const domain::Practitioner& after,
                                                const std::string& session = {});

}  // namespace stillpoint::app
