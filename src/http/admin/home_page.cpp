#include "http/admin/home_page.h"

#include <array>

#include "app/identity/identity.h"
#include "app/identity/permissions.h"
#include "http/admin/admin_layout.h"

namespace stillpoint::http::admin {
namespace {

using app::Permission;
using pages::HtmlWriter;
using pages::Markup;

struct Task {
  Permission permission;
  Markup words;
};

/// What a permission lets somebody do, in words.
constexpr std::array kTasks = {
    Task{Permission::kReadDirectory, "See every record, with what is private in it"},
    Task{Permission::kEditRegister, "Register and edit practitioners, schools, issuers and credential types"},
    Task{Permission::kRecordVerification, "Record what was checked at the source"},
    Task{Permission::kChangeStanding, "Suspend, reinstate and revoke"},
    Task{Permission::kModerate, "Moderate reviews and answer reports"},
    Task{Permission::kReadTrail, "Read the trail of every change"},
    Task{Permission::kManagePeople, "Decide who may work here"},
    Task{Permission::kChangeSettings, "Change settings"},
};

}  // namespace

std::vector<Route> home_routes(const AdminServices& services, const Gate& gate) {
  const auto home = [&services](const Request& request, const Visitor& visitor) {
    const AdminLayout layout(services);
    HtmlWriter out = layout.writer();
    out.raw("<h1>Administration</h1><p class=\"lead\">You are signed in as ").text(visitor.actor.name);
    out.raw(" (").text(app::role_list(visitor.actor.roles)).raw(").</p><section class=\"panel\">");
    out.raw("<h2>What you may do</h2><ul>");
    for (const Task& task : kTasks) {
      if (app::require(visitor.actor, task.permission)) out.raw("<li>").raw(task.words).raw("</li>");
    }
    out.raw("</ul></section>");
    return layout.page(request, visitor, {.title = "Home", .section = "/admin"}, out);
  };
  return {{"GET", "/admin", gate.page(Permission::kSignedIn, home), false}};
}

}  // namespace stillpoint::http::admin
