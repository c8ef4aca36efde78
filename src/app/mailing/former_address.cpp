#include "app/mailing/former_address.h"

#include <optional>

namespace stillpoint::app {

Result<void> leave_former_address(const MailedBefore& mailed, const domain::Practitioner& before,
                                  const domain::Practitioner& after, const std::string& session) {
  if (before.contact.mail.empty() || before.contact.mail == after.contact.mail) return {};
  Result<void> ended = mailed.links.end_own_of(before.id, session);
  if (!ended) return ended;
  const Result<std::optional<domain::Consent>> consent = mailed.consents.find(before.id);
  if (!consent) return consent.error();
  const bool waits = *consent && (*consent)->step == domain::ConsentStep::kAsked;
  return waits ? mailed.consents.forget(before.id, false) : Result<void>();
}

}  // namespace stillpoint::app
