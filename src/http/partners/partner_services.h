#pragma once

#include "app/partners/pace_limiter.h"
#include "app/partners/partner_access.h"
#include "app/partners/partner_usage.h"
#include "app/partners/partners.h"
#include "app/verify_credential.h"
#include "base/clock.h"
#include "http/links.h"

namespace stillpoint::http::partners {

/// What the gate before the public API and the partners' own routes work with. Everything outlives the
/// server.
struct PartnerServices {
  app::PartnerAccess& access;
  app::PaceLimiter& pace;
  app::PartnerUsage& usage;
  const app::Partners& partners;
  /// Verdicts for partners: their allowance of guesses is the partner's, not an address's.
  const app::VerifyCredential& verify;
  const Links& links;
  const Clock& clock;
  int anonymous_per_minute = 0;  ///< Requests of one address; 0: not limited.
};

}  // namespace stillpoint::http::partners
