#pragma once

#include <functional>
#include <string>

#include "app/partners/pace_limiter.h"
#include "app/partners/partner_access.h"
#include "app/partners/partner_usage.h"
#include "app/partners/partners.h"
#include "app/verify_credential.h"
#include "base/result.h"
#include "domain/ports.h"
#include "http/links.h"
#include "http/partners/partner_services.h"

namespace stillpoint::cli {

class Directory;

/// What lets partners call and holds everybody's pace, in the order of construction. It stays where it is
/// made: its parts refer to one another. Not made where partners are switched off.
struct PartnerParts {
  struct Given {
    Directory& directory;
    const domain::PlaceFinder& places;
    const http::Links& links;
    std::string own_origin{};
    int anonymous_per_minute = 0;
    std::function<void(const std::string& trouble)> complain{};
  };
  explicit PartnerParts(const Given& given);
  PartnerParts(const PartnerParts&) = delete;
  PartnerParts& operator=(const PartnerParts&) = delete;

  app::PartnerAccess::ReadLocked read_locked;
  app::PartnerAccess access;
  app::PaceLimiter pace{app::kPaceSlots};
  app::PartnerUsage usage;
  app::VerifyCredential verify;
  app::Partners partners;
  http::partners::PartnerServices services;
};

/// Registers the demonstration's partner with the test key that the README names, unless it was done before.
Result<void> make_demo_partner(Directory& directory);

}  // namespace stillpoint::cli
