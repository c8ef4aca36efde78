#pragma once

#include <string>

#include "app/partners/partners.h"

namespace stillpoint::http::partners {

/// What a partner's keys were used for: {"from", "days": [{"day", "key", "requests", "errors", "limited"}],
/// "pages":
/// [{"page": null for all others, "requests"}]}.
std::string usage_json(const app::PartnerUsageReport& report);

}  // namespace stillpoint::http::partners
