#include "http/admin/admin_layout.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "app/identity/permissions.h"
#include "app/identity/random_token.h"
#include "base/text.h"
#include "http/problem.h"

namespace stillpoint::http::admin {
namespace {

using pages::Href;
using pages::HtmlWriter;
using pages::Markup;

/// Carries a notice over one redirection.
constexpr std::string_view kNoticeCookie = "stillpoint_notice";
constexpr std::size_t kNoticeBytesMax = 400;

/// Where an entry of the navigation stands.
enum class Place : std::uint8_t {
  kRow,      ///< In the row that is always seen.
  kWideRow,  ///< There on wide screens; on a phone behind "More".
  kMore,     ///< Behind "More".
};

/// What the entries behind "More" are grouped by.
enum class Group : std::uint8_t { kClients, kRegistries, kTogether, kHouse };
constexpr std::array<Markup, 4> kGroups = {"What clients say", "Registries", "Many at once", "This house"};

struct NavigationEntry {
  std::string_view path;
  Markup words;
  app::Permission permission;
  Place place = Place::kMore;
  Group group = Group::kHouse;
};

/// There only where partners are switched on.
constexpr std::string_view kPartnersPath = "/admin/partners";
constexpr std::string_view kHooksPath = "/admin/webhooks";

/// The navigation, in the order of a day's work. Each area adds its line.
constexpr std::array kNavigation = {
    NavigationEntry{"/admin", "Today", app::Permission::kSignedIn, Place::kRow},
    NavigationEntry{"/admin/queue", "Queue", app::Permission::kReadDirectory, Place::kRow},
    NavigationEntry{"/admin/practitioners", "Practitioners", app::Permission::kReadDirectory, Place::kRow},
    NavigationEntry{"/admin/reviews", "Reviews", app::Permission::kModerate, Place::kWideRow,
                    Group::kClients},
    NavigationEntry{"/admin/reports", "Reports", app::Permission::kModerate, Place::kWideRow,
                    Group::kClients},
    NavigationEntry{"/admin/schools", "Schools", app::Permission::kReadDirectory, Place::kMore,
                    Group::kRegistries},
    NavigationEntry{"/admin/issuers", "Issuers", app::Permission::kReadDirectory, Place::kMore,
                    Group::kRegistries},
    NavigationEntry{"/admin/credential-types", "Credential types", app::Permission::kReadDirectory,
                    Place::kMore, Group::kRegistries},
    NavigationEntry{"/admin/accreditors", "Accreditors", app::Permission::kReadDirectory, Place::kMore,
                    Group::kRegistries},
    NavigationEntry{"/admin/jurisdiction-rules", "Jurisdiction rules", app::Permission::kReadDirectory,
                    Place::kMore, Group::kRegistries},
    NavigationEntry{"/admin/rosters", "Lists from issuers", app::Permission::kReadDirectory, Place::kMore,
                    Group::kTogether},
    NavigationEntry{"/admin/spreadsheets", "Spreadsheets", app::Permission::kEditRegister, Place::kMore,
                    Group::kTogether},
    NavigationEntry{"/admin/consent", "Consent", app::Permission::kEditRegister, Place::kMore,
                    Group::kTogether},
    NavigationEntry{"/admin/exclusion-lists", "Exclusion lists", app::Permission::kChangeSettings,
                    Place::kMore, Group::kTogether},
    NavigationEntry{"/admin/audit", "The trail", app::Permission::kReadTrail, Place::kMore, Group::kHouse},
    NavigationEntry{"/admin/mail", "Mail", app::Permission::kReadDirectory, Place::kMore, Group::kHouse},
    NavigationEntry{kPartnersPath, "Partners", app::Permission::kManagePartners, Place::kMore, Group::kHouse},
    NavigationEntry{kHooksPath, "Webhooks", app::Permission::kManagePartners, Place::kMore, Group::kHouse},
    NavigationEntry{"/admin/people", "People", app::Permission::kManagePeople, Place::kMore, Group::kHouse},
    NavigationEntry{"/admin/personal-data", "Personal data", app::Permission::kChangeSettings, Place::kMore,
                    Group::kHouse},
    NavigationEntry{"/admin/settings", "Settings", app::Permission::kChangeSettings, Place::kMore,
                    Group::kHouse},
    NavigationEntry{"/admin/account", "Your account", app::Permission::kSignedIn, Place::kMore,
                    Group::kHouse},
};

/// The assets are the same for every page.
const pages::Assets& assets() {
  static const pages::Assets made = pages::program_assets();
  return made;
}

void entry_link(HtmlWriter& out, const NavigationEntry& entry, std::string_view section, Markup kind) {
  out.raw("<a").href(Href::path(std::string(entry.path))).raw(kind);
  if (entry.path == section) out.raw(" aria-current=\"page\"");
  out.raw(">").raw(entry.words).raw("</a>");
}

/// Whose navigation it is, and where they are.
struct Here {
  const Visitor& visitor;
  std::string_view section;
  const HtmlWriter& blank;    ///< To begin a part of the page with.
  bool has_partners = false;  ///< Whether partners are switched on.

  [[nodiscard]] bool may_go(const NavigationEntry& entry) const {
    const bool is_partners = entry.path == kPartnersPath || entry.path == kHooksPath;
    if (is_partners && !has_partners) return false;
    return app::require(visitor.actor, entry.permission).has_value();
  }
};

/// One group behind "More"; nothing where its visitor may go nowhere in it.
void group_of_links(HtmlWriter& out, std::size_t group, const Here& here) {
  HtmlWriter links = here.blank;
  bool only_narrow = true;
  for (const NavigationEntry& entry : kNavigation) {
    if (entry.place == Place::kRow || static_cast<std::size_t>(entry.group) != group) continue;
    if (!here.may_go(entry)) continue;
    only_narrow = only_narrow && entry.place == Place::kWideRow;
    links.raw("<li>");
    entry_link(links, entry, here.section, "");
    links.raw("</li>");
  }
  if (links.empty()) return;
  out.raw("<div").raw(only_narrow ? Markup(" class=\"narrow-only\"") : Markup("")).raw("><p>");
  out.raw(kGroups.at(group)).raw("</p><ul>").include(links).raw("</ul></div>");
}

/// What does not stand in the row, folded away; opens without a script.
void more(HtmlWriter& out, const Here& here) {
  HtmlWriter groups = here.blank;
  for (std::size_t group = 0; group < kGroups.size(); ++group) group_of_links(groups, group, here);
  if (groups.empty()) return;
  const bool is_in_it =
      std::any_of(kNavigation.begin(), kNavigation.end(), [&](const NavigationEntry& entry) {
        return entry.place == Place::kMore && entry.path == here.section;
      });
  out.raw("<details class=\"menu\"><summary").raw(is_in_it ? Markup(" class=\"here\"") : Markup(""));
  out.raw(">More</summary><div class=\"menu-in\">").include(groups).raw("</div></details>");
}

void navigation(HtmlWriter& out, const Here& here) {
  out.raw("<nav aria-label=\"Administration\">");
  for (const NavigationEntry& entry : kNavigation) {
    if (entry.place == Place::kMore || !here.may_go(entry)) continue;
    entry_link(out, entry, here.section,
               entry.place == Place::kWideRow ? Markup(" class=\"wide-only\"") : Markup(""));
  }
  more(out, here);
  out.raw("</nav><form class=\"sign-out\" method=\"post\"").action(Href::own("/admin/sign-out")).raw(">");
  csrf_field(out, here.visitor);
  out.raw("<span class=\"who\">").text(here.visitor.actor.name);
  out.raw("</span><button>Sign out</button></form>");
}

bool has_fault(const std::vector<Fault>* faults, std::string_view name) {
  return faults != nullptr &&
         std::any_of(faults->begin(), faults->end(), [&](const Fault& fault) { return fault.where == name; });
}

}  // namespace

AdminLayout::AdminLayout(const AdminServices& services) : services_(services) {}

HtmlWriter AdminLayout::writer() const {
  return HtmlWriter(services_.site.links.path(""));
}

std::string AdminLayout::document(const AdminFrame& frame, const Visitor* visitor, std::string_view notice,
                                  const HtmlWriter& content) const {
  HtmlWriter out = writer();
  out.raw(
         "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
         "content=\"width=device-width, initial-scale=1\"><title>")
      .text(frame.title)
      .raw(
          " · Stillpoint administration</title><meta name=\"robots\" content=\"noindex, nofollow\"><meta "
          "name=\"color-scheme\" content=\"light dark\"><link rel=\"icon\" type=\"image/svg+xml\"")
      .href(assets().path("icon.svg"))
      .raw("><link rel=\"stylesheet\"")
      .href(assets().path("style.css"))
      .raw("><link rel=\"stylesheet\"")
      .href(assets().path("admin.css"))
      .raw(">");
  for (const std::string_view script : frame.scripts) {
    out.raw("<script type=\"module\"").src(assets().path(script)).raw("></script>");
  }
  out.raw("</head><body class=\"admin\"><a class=\"skip\" href=\"#main\">Skip to the content</a>");
  if (services_.site.is_demo) {
    out.raw("<p class=\"demo\"><strong>Demonstration:</strong> every person here is invented.</p>");
  }
  out.raw("<header class=\"bar\"><a class=\"brand\"")
      .href(visitor == nullptr ? Href::own("/") : Href::own("/admin"))
      .raw(">Stillpoint <span class=\"part\">administration</span></a>");
  if (visitor != nullptr) {
    navigation(out, {.visitor = *visitor,
                     .section = frame.section,
                     .blank = writer(),
                     .has_partners = services_.partners != nullptr});
  }
  out.raw("</header><main id=\"main\" tabindex=\"-1\">");
  if (!notice.empty()) out.raw("<p class=\"notice\" role=\"status\">").text(notice).raw("</p>");
  out.include(content).raw("</main></body></html>\n");
  return std::move(out).take();
}

Response AdminLayout::page(const Request& request, const Visitor& visitor, const AdminFrame& frame,
                           const HtmlWriter& content, int status) const {
  Response response{.status = status, .content_type = "text/html; charset=utf-8"};
  std::string notice;
  if (const std::string carried = services_.cookies.read(request, kNoticeCookie); !carried.empty()) {
    notice = app::parse_base64url(carried).value_or("");
    if (notice.size() > kNoticeBytesMax || !is_utf8(notice)) notice.clear();
    response.headers.push_back(services_.cookies.clear(kNoticeCookie));
  }
  response.body = document(frame, &visitor, notice, content);
  return response;
}

Response AdminLayout::page(const AdminFrame& frame, const HtmlWriter& content, int status) const {
  return Response{.status = status,
                  .content_type = "text/html; charset=utf-8",
                  .body = document(frame, nullptr, {}, content)};
}

Response AdminLayout::error(const Request& request, const Visitor* visitor, const Error& error) const {
  const int status = page_status(error);
  const bool ours = error.code == ErrorCode::kInternal;
  HtmlWriter out = writer();
  out.raw("<article class=\"read\"><h1>")
      .raw(error.code == ErrorCode::kForbidden ? Markup("This is not for you") : Markup("This did not work"))
      .raw("</h1><p class=\"lead\">")
      .text(ours ? "Something went wrong here. It is in the log under this request's id." : error.message)
      .raw("</p>");
  if (!error.faults.empty()) {
    out.raw("<div class=\"problem\"><ul>");
    for (const Fault& fault : error.faults) {
      out.raw("<li><strong>").text(fault.where).raw("</strong>: ").text(fault.what);
      if (!fault.allowed.empty()) out.raw(" Allowed: ").text(fault.allowed).raw(".");
      out.raw("</li>");
    }
    out.raw("</ul></div>");
  }
  out.raw("<p><a").href(Href::own("/admin")).raw(">To the administration's home</a></p>");
  if (!request.request_id.empty()) {
    out.raw("<p class=\"asof\">Request ").text(request.request_id).raw("</p>");
  }
  out.raw("</article>");
  const AdminFrame frame{.title = "This did not work"};
  return visitor == nullptr ? page(frame, out, status) : page(request, *visitor, frame, out, status);
}

Response see_other(const AdminServices& services, std::string_view path, std::string_view notice) {
  Response response{.status = 303, .headers = {{"Location", services.site.links.path(path)}}};
  if (!notice.empty()) {
    response.headers.push_back(
        services.cookies.set(kNoticeCookie, app::base64url(shorten(notice, kNoticeBytesMax))));
  }
  return response;
}

int page_status(const Error& error) {
  return error.code == ErrorCode::kUnauthenticated ? 400 : status_of(error.code);
}

void csrf_field(HtmlWriter& out, const Visitor& visitor) {
  out.raw("<input type=\"hidden\" name=\"csrf\"").attribute("value", visitor.csrf).raw(">");
}

void field_faults(HtmlWriter& out, std::string_view name, const std::vector<Fault>& faults) {
  if (!has_fault(&faults, name)) return;
  out.raw("<p class=\"fault\"").attribute("id", std::string(name) + "-fault").raw(">");
  for (const Fault& fault : faults) {
    if (fault.where != name) continue;
    out.text(fault.what).raw(" ");
    if (!fault.allowed.empty()) out.raw("Allowed: ").text(fault.allowed).raw(". ");
  }
  out.raw("</p>");
}

void text_field(HtmlWriter& out, const TextField& field) {
  const bool wrong = has_fault(field.faults, field.name);
  std::string described;
  if (!field.hint.empty()) described = std::string(field.name) + "-hint";
  if (wrong) described += (described.empty() ? "" : " ") + std::string(field.name) + "-fault";
  out.raw("<div class=\"field\"><label").attribute("for", field.name).raw(">").raw(field.label);
  out.raw("</label><input").attribute("id", field.name).attribute("name", field.name);
  out.attribute("type", field.type)
      .attribute("autocomplete", field.autocomplete)
      .flag("required", field.required);
  if (field.type != "password") out.attribute("value", field.value);
  if (!described.empty()) out.attribute("aria-describedby", described);
  if (wrong) out.raw(" aria-invalid=\"true\"");
  out.raw(">");
  if (!field.hint.empty()) {
    out.raw("<p class=\"hint\"")
        .attribute("id", std::string(field.name) + "-hint")
        .raw(">")
        .text(field.hint)
        .raw("</p>");
  }
  if (wrong) field_faults(out, field.name, *field.faults);
  out.raw("</div>");
}

void form_problem(HtmlWriter& out, std::string_view message) {
  if (message.empty()) return;
  out.raw("<div class=\"problem\" role=\"alert\"><p>").text(message).raw("</p></div>");
}

}  // namespace stillpoint::http::admin
