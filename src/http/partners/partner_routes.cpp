#include "http/partners/partner_routes.h"

#include "http/partners/partner_gate.h"
#include "http/partners/usage_json.h"
#include "http/partners/verify_batch.h"
#include "http/problem.h"

namespace stillpoint::http::partners {
namespace {

/// GET /v1/partner/usage: what the caller's own keys were used for.
Response own_usage(const PartnerServices& services, const app::Caller& caller) {
  // The gate knows whose keys these are; no account is behind them.
  const domain::Actor gate{.kind = domain::ActorKind::kSystem, .name = "partner"};
  const Result<app::PartnerUsageReport> report = services.partners.usage(gate, caller.partner());
  if (!report) return problem(report.error());
  return {.content_type = "application/json", .body = usage_json(*report)};
}

}  // namespace

std::vector<Route> partner_routes(const PartnerServices& services) {
  const PartnerGate gate(services);
  return {verify_batch_route(services),
          {"GET", "/v1/partner/usage", gate.keyed([&services](const Request&, const app::Caller& caller) {
             return own_usage(services, caller);
           }),
           false}};
}

}  // namespace stillpoint::http::partners
