#pragma once

#include "domain/audit.h"
#include "domain/consent.h"
#include "domain/outbox.h"
#include "domain/review_desk.h"
#include "domain/unit_of_work.h"
#include "http/cookies.h"
#include "http/services.h"

namespace stillpoint::domain {
class HookStore;
class SheetReader;
}  // namespace stillpoint::domain
namespace stillpoint::app {
struct RegisterParts;
class AskConsent;
class ProveTrail;
class ViewDashboard;
class EditHooks;
class OwnAccount;
class Partners;
class People;
struct PersonalDesk;
class ReportListing;
class ReviewPractitioner;
class Sessions;
class SignIn;
class VerifyingDesk;
}  // namespace stillpoint::app

namespace stillpoint::http::admin {

/// What the administration's handlers work with. Everything outlives the server. Each area adds its own.
struct AdminServices {
  const Services& site;  ///< What the public pages work with.
  domain::UnitOfWork& work;
  domain::AuditLog& trail;
  const Cookies& cookies;
  const std::string& csrf_key;  ///< 32 bytes.
  app::Sessions& sessions;
  app::SignIn& sign_in;
  app::OwnAccount& own_account;
  app::People& people;
  const app::RegisterParts& registering;  ///< What registering works with.
  const domain::SheetReader& sheets;
  const app::VerifyingDesk& verifying;
  const app::ViewDashboard& dashboard;
  app::ProveTrail& proofs;
  const app::PersonalDesk& personal;  ///< Settings, retention, handing out and erasing.
  /// Consent and mail. @{
  const app::AskConsent& ask_consent;
  const domain::ConsentStore& consents;
  domain::Outbox& outbox;
  const domain::MailTransport& transport;
  /// @}
  /// Reviews and reports. @{
  const domain::ReviewDesk& review_desk;
  const app::ReviewPractitioner& reviews;
  const app::ReportListing& reports;
  /// @}
  app::Partners* partners = nullptr;           ///< Null where partners are switched off.
  const app::EditHooks* edit_hooks = nullptr;  ///< Likewise.
  const domain::HookStore* hooks = nullptr;    ///< Likewise.
};

}  // namespace stillpoint::http::admin
