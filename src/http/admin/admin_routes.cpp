#include "http/admin/admin_routes.h"

#include <iterator>
#include <utility>

#include "http/admin/account_pages.h"
#include "http/admin/audit_pages.h"
#include "http/admin/consent_admin.h"
#include "http/admin/exclusion_lists.h"
#include "http/admin/home_page.h"
#include "http/admin/hook_pages.h"
#include "http/admin/identity_api.h"
#include "http/admin/partner_pages.h"
#include "http/admin/people_pages.h"
#include "http/admin/personal_pages.h"
#include "http/admin/photo_admin.h"
#include "http/admin/register_api.h"
#include "http/admin/register_pages.h"
#include "http/admin/review_admin.h"
#include "http/admin/session_gate.h"
#include "http/admin/sign_in_pages.h"
#include "http/admin/verifying_routes.h"

namespace stillpoint::http::admin {
namespace {

void add(std::vector<Route>& routes, std::vector<Route> more) {
  routes.insert(routes.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

std::vector<Route> admin_routes(const AdminServices& services) {
  const SessionGate gate(services);
  std::vector<Route> routes;
  add(routes, sign_in_routes(services, gate));
  add(routes, account_routes(services, gate));
  add(routes, home_routes(services, gate));
  add(routes, people_routes(services, gate));
  add(routes, partner_page_routes(services, gate));
  add(routes, partner_api_routes(services, gate));
  add(routes, hook_page_routes(services, gate));
  add(routes, consent_admin_routes(services, gate));
  add(routes, review_admin_routes(services, gate));
  add(routes, identity_api_routes(services, gate));
  add(routes, practitioner_page_routes(services, gate));
  add(routes, photo_admin_routes(services, gate));
  add(routes, personal_routes(services, gate));
  add(routes, registry_page_routes(services, gate));
  add(routes, spreadsheet_page_routes(services, gate));
  add(routes, register_api_routes(services, gate));
  add(routes, audit_routes(services, gate));
  add(routes, verifying_routes(services, gate));
  add(routes, exclusion_list_routes(services, gate));
  // Nobody sends a long body who may not: the gate is asked before it is taken in.
  for (Route& route : routes) {
    const auto* const guarded = route.handler.target<GuardedHandler>();
    if (guarded == nullptr || route.body_bytes_max <= kBodyBytesMax) continue;
    route.refuse_before_body = [guard = *guarded](const Request& head) { return guard.refuse(head); };
  }
  return routes;
}

}  // namespace stillpoint::http::admin
