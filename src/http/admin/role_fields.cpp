#include "http/admin/role_fields.h"

#include <string>

#include "http/admin/admin_layout.h"

namespace stillpoint::http::admin {

pages::Markup role_words(domain::Role role) {
  switch (role) {
    case domain::Role::kOwner:
      return "owner: people and settings";
    case domain::Role::kRegistrar:
      return "registrar: registers and edits";
    case domain::Role::kVerifier:
      return "verifier: checks at the source, suspends, reinstates, revokes";
    case domain::Role::kModerator:
      return "moderator: reviews and reports";
    case domain::Role::kAuditor:
      return "auditor: reads everything, changes nothing";
  }
  return "";
}

void role_fields(pages::HtmlWriter& out, const RoleFields& fields) {
  out.raw("<fieldset class=\"roles\"><legend>").raw(fields.legend).raw("</legend>");
  for (std::size_t i = 0; i < domain::kRoles; ++i) {
    const auto role = static_cast<domain::Role>(i);
    if (!fields.offered.has(role)) continue;
    const std::string id = std::string("role-") + domain::kRoleNames[i];
    out.raw("<div class=\"tick\"><input type=\"checkbox\" name=\"role\"").attribute("id", id);
    out.attribute("value", domain::kRoleNames[i]).flag("checked", fields.ticked.has(role));
    out.raw("><label").attribute("for", id).raw(">").raw(role_words(role)).raw("</label></div>");
  }
  if (fields.faults != nullptr) field_faults(out, "role", *fields.faults);
  out.raw("</fieldset>");
}

}  // namespace stillpoint::http::admin
