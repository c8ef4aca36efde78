#include "http/admin/practitioner_list_page.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "app/register/register_parts.h"
#include "base/time_text.h"
#include "document/enum_names.h"
#include "document/field_table.h"
#include "http/admin/admin_layout.h"
#include "http/admin/practitioner_list.h"
#include "http/admin/record_form.h"
#include "http/url.h"

namespace stillpoint::http::admin {
namespace {

using app::Permission;
using pages::Href;
using pages::HtmlWriter;
using pages::Markup;

constexpr std::string_view kList = "practitioners";
constexpr std::string_view kPath = "/admin/practitioners";
constexpr std::size_t kViewNameBytesMax = 60;

struct SortOption {
  std::string_view value;
  Markup words;
};
constexpr std::array kSortOptions = {
    SortOption{"name", "Name"},
    SortOption{"-edited", "Edited last"},
    SortOption{"edited", "Edited longest ago"},
    SortOption{"-registered", "Registered last"},
};

std::string value_of(const std::vector<Parameter>& parameters, std::string_view name) {
  for (const Parameter& one : parameters) {
    if (one.name == name) return one.value;
  }
  return {};
}

/// The parameters with one of them set to another value, or left out.
std::string with(std::vector<Parameter> parameters, const std::string& name, const std::string& value) {
  parameters.erase(
      std::remove_if(parameters.begin(), parameters.end(),
                     [&](const Parameter& one) { return one.name == name || one.value.empty(); }),
      parameters.end());
  if (!value.empty()) parameters.push_back({name, value});
  return print_query(parameters);
}

std::string address(std::string_view path, const std::string& query) {
  return std::string(path) + (query.empty() ? "" : "?" + query);
}

class ListPage {
 public:
  explicit ListPage(const AdminServices& services)
      : services_(services), parts_(services.registering), layout_(services) {}

  Response list(const Request& request, const Visitor& visitor) const {
    Result<domain::LineFilter> filter = read_line_filter(request.parameters, parts_.vocabulary);
    if (!filter) return layout_.error(request, &visitor, filter.error());
    Result<domain::LinePage> page = parts_.reader.lines(*filter);
    if (!page) return layout_.error(request, &visitor, page.error());
    Result<std::vector<domain::SavedView>> views = parts_.store.views(owner_of(visitor), std::string(kList));
    if (!views) return layout_.error(request, &visitor, views.error());
    HtmlWriter out = layout_.writer();
    out.raw("<article class=\"wide\"><h1>Practitioners</h1><p class=\"actions\">");
    if (app::require(visitor.actor, Permission::kEditRegister))
      out.raw("<a class=\"button\"").href(Href::path(std::string(kPath) + "/new")).raw(">Register</a> ");
    const std::string query = with(request.parameters, "page", "");
    out.raw("<a").href(Href::path(address("/admin/practitioners.csv", query))).raw(">Export as CSV</a></p>");
    narrowing(out, request.parameters);
    saved_views(out, visitor, *views, query);
    table(out, *page);
    paging(out, *page, *filter, request.parameters);
    out.raw("</article>");
    return layout_.page(request, visitor, {.title = "Practitioners", .section = kPath}, out);
  }

  Response csv(const Request& request, const Visitor& visitor) const {
    Result<domain::LineFilter> filter = read_line_filter(request.parameters, parts_.vocabulary);
    if (!filter) return layout_.error(request, &visitor, filter.error());
    filter->offset = 0;
    filter->count = kExportLinesMax;
    Result<domain::LinePage> page = parts_.reader.lines(*filter);
    if (!page) return layout_.error(request, &visitor, page.error());
    return Response{.content_type = "text/csv; charset=utf-8",
                    .body = lines_csv(page->lines),
                    .headers = {{"Content-Disposition", "attachment; filename=\"practitioners.csv\""}}};
  }

  Response keep_view(const Request& request, const Visitor& visitor) const {
    const std::vector<Parameter> posted = parse_query(request.body).value_or(std::vector<Parameter>{});
    const std::string name = posted_value(posted, "name");
    std::string query = posted_value(posted, "query");
    const bool drops = posted_value(posted, "drop") == "true";
    if (name.empty() || name.size() > kViewNameBytesMax) {
      return layout_.error(request, &visitor,
                           Error{.code = ErrorCode::kInvalid,
                                 .message = "A view has a name of 1 to " + std::to_string(kViewNameBytesMax) +
                                            " characters."});
    }
    if (query.empty()) query = "sort=name";  // the whole list under a name
    const domain::SavedView view{
        .list = std::string(kList), .name = name, .query = drops ? std::string() : query};
    if (Result<void> put = parts_.store.put_view(owner_of(visitor), view); !put)
      return layout_.error(request, &visitor, put.error());
    return see_other(services_, address(kPath, drops ? "" : query),
                     drops ? "The view is gone." : "The view is saved.");
  }

 private:
  static std::string owner_of(const Visitor& visitor) {
    return "account " + print_id(visitor.actor.account.value);
  }

  static void option(HtmlWriter& out, const std::string& value, const std::string& name, bool chosen) {
    out.raw("<option")
        .attribute("value", value)
        .flag("selected", chosen)
        .raw(">")
        .text(name)
        .raw("</option>");
  }

  void narrowing(HtmlWriter& out, const std::vector<Parameter>& given) const {
    out.raw("<form class=\"narrow\" method=\"get\"").action(Href::path(std::string(kPath))).raw(">");
    text_field(out, {.label = "Name, mail, number or id",
                     .name = "q",
                     .value = value_of(given, "q"),
                     .type = "search",
                     .required = false});
    out.raw(
        "<div class=\"field\"><label for=\"listing\">State</label><select id=\"listing\" name=\"listing\">");
    option(out, "", "Draft and listed", false);
    for (const std::string_view state : document::names_of<domain::ListingState>())
      option(out, std::string(state), std::string(state), value_of(given, "listing") == state);
    out.raw("</select></div><div class=\"field\"><label for=\"profession\">Profession</label>");
    out.raw("<select id=\"profession\" name=\"profession\">");
    option(out, "", "Any", false);
    for (const document::Word& word : document::words_of(document::WordSet::kProfession, parts_.vocabulary))
      option(out, word.key, word.name, value_of(given, "profession") == word.key);
    out.raw("</select></div><div class=\"field\"><label for=\"sort\">Order</label><select id=\"sort\" ");
    out.raw("name=\"sort\">");
    for (const SortOption& sort : kSortOptions) {
      out.raw("<option")
          .attribute("value", sort.value)
          .flag("selected", value_of(given, "sort") == sort.value);
      out.raw(">").raw(sort.words).raw("</option>");
    }
    out.raw("</select></div><p class=\"actions\"><button>Show</button></p></form>");
  }

  static void saved_views(HtmlWriter& out, const Visitor& visitor,
                          const std::vector<domain::SavedView>& views, const std::string& query) {
    out.raw("<details class=\"views\"><summary>Saved views</summary><ul>");
    for (const domain::SavedView& view : views) {
      out.raw("<li><a").href(Href::path(address(kPath, view.query))).raw(">").text(view.name).raw("</a> ");
      out.raw("<form class=\"inline\" method=\"post\"")
          .action(Href::path(std::string(kPath) + "/views"))
          .raw(">");
      csrf_field(out, visitor);
      out.raw("<input type=\"hidden\" name=\"name\"").attribute("value", view.name);
      out.raw("><input type=\"hidden\" name=\"drop\" value=\"true\"><button>Remove ").text(view.name);
      out.raw("</button></form></li>");
    }
    out.raw("</ul><form method=\"post\"").action(Href::path(std::string(kPath) + "/views")).raw(">");
    csrf_field(out, visitor);
    out.raw("<input type=\"hidden\" name=\"query\"").attribute("value", query).raw(">");
    text_field(out, {.label = "Save this list as", .name = "name"});
    out.raw("<p class=\"actions\"><button>Save view</button></p></form></details>");
  }

  static void table(HtmlWriter& out, const domain::LinePage& page) {
    out.raw("<p>")
        .number(page.total)
        .raw(page.total == 1 ? Markup(" practitioner") : Markup(" practitioners"));
    out.raw("</p>");
    if (page.lines.empty()) return;
    out.raw("<div class=\"table\"><table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">State</th>");
    out.raw("<th scope=\"col\">Place</th><th scope=\"col\">Credentials</th><th scope=\"col\">Edited</th>");
    out.raw("<th scope=\"col\">Attested</th></tr></thead><tbody>");
    for (const domain::PractitionerLine& line : page.lines) {
      out.raw("<tr><th scope=\"row\"><a")
          .href(Href::path(std::string(kPath) + "/" + print_id(line.id.value)));
      out.raw(">").text(line.name).raw("</a>");
      if (!line.post_nominals.empty()) out.raw(" <small>").text(line.post_nominals).raw("</small>");
      out.raw("</th><td>").text(document::name_of(line.listing)).raw("</td><td>").text(line.city);
      if (!line.city.empty() && !line.country.empty()) out.raw(", ");
      out.text(line.country).raw("</td><td>").number(line.credentials).raw("</td><td>");
      out.text(print_date(std::chrono::floor<std::chrono::days>(line.edited))).raw("</td><td>");
      if (line.attested) out.text(print_date(std::chrono::floor<std::chrono::days>(*line.attested)));
      out.raw("</td></tr>");
    }
    out.raw("</tbody></table></div>");
  }

  static void paging(HtmlWriter& out, const domain::LinePage& page, const domain::LineFilter& filter,
                     const std::vector<Parameter>& given) {
    const std::size_t number = filter.offset / filter.count + 1;
    const bool has_more = static_cast<std::int64_t>(filter.offset + filter.count) < page.total;
    if (number == 1 && !has_more) return;
    out.raw("<nav class=\"paging\" aria-label=\"Pages\">");
    if (number > 1) {
      const std::string before = number == 2 ? std::string() : std::to_string(number - 1);
      out.raw("<a rel=\"prev\"").href(Href::path(address(kPath, with(given, "page", before))));
      out.raw(">Before</a> ");
    }
    out.raw("<span>Page ").number(static_cast<std::int64_t>(number)).raw("</span> ");
    if (has_more) {
      out.raw("<a rel=\"next\"")
          .href(Href::path(address(kPath, with(given, "page", std::to_string(number + 1)))));
      out.raw(">Next</a>");
    }
    out.raw("</nav>");
  }

  const AdminServices& services_;
  const app::RegisterParts& parts_;
  AdminLayout layout_;
};

}  // namespace

std::vector<Route> practitioner_list_routes(const AdminServices& services, const Gate& gate) {
  const auto own = std::make_shared<const ListPage>(services);
  std::vector<Route> routes;
  const auto add = [&](const char* method, const char* pattern, Permission permission,
                       Response (ListPage::*handle)(const Request&, const Visitor&) const) {
    routes.push_back(
        {.method = method,
         .pattern = pattern,
         .handler = gate.page(permission, [own, handle](const Request& request, const Visitor& visitor) {
           return ((*own).*handle)(request, visitor);
         })});
  };
  add("GET", "/admin/practitioners", Permission::kReadDirectory, &ListPage::list);
  add("GET", "/admin/practitioners.csv", Permission::kReadDirectory, &ListPage::csv);
  add("POST", "/admin/practitioners/views", Permission::kReadDirectory, &ListPage::keep_view);
  return routes;
}

}  // namespace stillpoint::http::admin
