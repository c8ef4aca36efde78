#include "http/admin/exclusion_lists.h"

#include <memory>
#include <string>
#include <utility>

#include "app/verifying/verifying_desk.h"
#include "base/time_text.h"
#include "document/json_writer.h"
#include "http/admin/admin_layout.h"
#include "http/form.h"
#include "http/limits.h"
#include "http/pages/words.h"
#include "http/problem.h"

namespace stillpoint::http::admin {
namespace {

using app::ImportExclusions;
using app::Permission;
using pages::Href;
using pages::HtmlWriter;

constexpr std::string_view kPath = "/admin/exclusion-lists";

/// Compares the file that a request brings.
Result<ImportExclusions::Outcome> compare(const ImportExclusions& exclusions, const Request& request,
                                          const Visitor& visitor) {
  const Result<Form> form = Form::read(request);
  if (!form) return form.error();
  app::BroughtFile brought;
  if (const Part* const file = form->file("list")) {
    brought = {.content = file->content, .file_name = file->filename};
  }
  return exclusions.run(visitor.actor, brought);
}

std::string sentence_of(const ImportExclusions::Outcome& outcome) {
  const auto leads = [](int count) { return pages::count_of(count, "lead", "leads"); };
  return leads(outcome.run.by_npi) + " by NPI and " + leads(outcome.run.by_name) +
         " by name and place wait in the queue; " + leads(outcome.known) + " waited or were judged before.";
}

/// The pages. Immutable, so thread-safe.
class ExclusionPages {
 public:
  explicit ExclusionPages(const AdminServices& services)
      : services_(services), exclusions_(services.verifying.exclusions), layout_(services) {}

  [[nodiscard]] Response show(const Request& request, const Visitor& visitor) const {
    return page(request, visitor, nullptr);
  }

  [[nodiscard]] Response take(const Request& request, const Visitor& visitor) const {
    const auto outcome = compare(exclusions_, request, visitor);
    if (outcome) return see_other(services_, kPath, sentence_of(*outcome));
    return page(request, visitor, &outcome.error());
  }

 private:
  [[nodiscard]] Response page(const Request& request, const Visitor& visitor, const Error* error) const {
    const auto past = exclusions_.past(visitor.actor);
    if (!past) return layout_.error(request, &visitor, past.error());
    HtmlWriter out = layout_.writer();
    out.raw(
        "<h1>Exclusion lists</h1><p class=\"lead\">Everybody whom the list and the directory may have in "
        "common becomes a lead in the verifiers’ queue: by the same NPI, or, weaker, by the same name in the "
        "same city or state. A lead is no verdict. Nothing of a record, and nobody’s place in a list, "
        "changes "
        "until a person has judged it.</p>");
    form(out, visitor, error);
    out.raw("<section class=\"panel\"><h2>Brought so far</h2>");
    if (past->empty()) {
      out.raw("<p>None yet.</p></section>");
    } else {
      table(out, *past);
    }
    return layout_.page(request, visitor, {.title = "Exclusion lists", .section = kPath}, out,
                        error == nullptr ? 200 : page_status(*error));
  }

  static void form(HtmlWriter& out, const Visitor& visitor, const Error* error) {
    static const std::vector<Fault> none;
    const std::vector<Fault>& faults = error == nullptr ? none : error->faults;
    out.raw(
        "<section class=\"panel\"><h2>Compare a list</h2><p>The file that the Office of Inspector General "
        "publishes each month for the United States (LEIE, the CSV with all who are excluded), as it is. The "
        "file is kept as evidence; the same one twice adds nothing.</p>");
    form_problem(out, error == nullptr ? "" : error->message);
    out.raw("<form method=\"post\" enctype=\"multipart/form-data\"")
        .action(Href::path(std::string(kPath)))
        .raw(">");
    csrf_field(out, visitor);
    const bool wrong = !faults.empty();
    out.raw(
        "<div class=\"field\"><label for=\"list\">The list</label><input type=\"file\" id=\"list\" "
        "name=\"list\" required accept=\".csv,text/csv\"");
    if (wrong) out.raw(" aria-invalid=\"true\" aria-describedby=\"list-fault\"");
    out.raw(">");
    field_faults(out, "list", faults);
    out.raw("</div><p class=\"actions\"><button class=\"primary\">Compare it</button></p></form></section>");
  }

  static void table(HtmlWriter& out, const std::vector<domain::ExclusionRun>& past) {
    out.raw(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Lists\"><table><thead><tr><th "
        "scope=\"col\">When</th><th scope=\"col\" class=\"n\">Rows</th><th scope=\"col\" class=\"n\">Leads "
        "by "
        "NPI</th><th scope=\"col\" class=\"n\">Leads by name and place</th><th scope=\"col\">By</th><th "
        "scope=\"col\">File</th></tr></thead><tbody>");
    for (const domain::ExclusionRun& run : past) {
      out.raw("<tr><td>").text(pages::print_moment(run.recorded)).raw("</td>");
      for (const int count : {run.rows, run.by_npi, run.by_name}) {
        out.raw("<td class=\"n\">").number(count).raw("</td>");
      }
      out.raw("<td>").text(run.actor).raw("</td><td><a").href(Href::path("/admin/evidence/" + run.sha256));
      out.raw(">List<span class=\"out-of-sight\"> of ").text(pages::print_moment(run.recorded));
      out.raw("</span></a></td></tr>");
    }
    out.raw("</tbody></table></div></section>");
  }

  const AdminServices& services_;
  const ImportExclusions& exclusions_;
  AdminLayout layout_;
};

void write_run(document::JsonWriter& json, const domain::ExclusionRun& run) {
  json.member("sha256", run.sha256);
  json.member("recorded", print_instant(run.recorded));
  json.member("actor", run.actor);
  json.member("rows", run.rows);
  json.member("leads_by_npi", run.by_npi);
  json.member("leads_by_name", run.by_name);
}

Response past_lists(const ImportExclusions& exclusions, const Visitor& visitor) {
  const auto past = exclusions.past(visitor.actor);
  if (!past) return problem(past.error());
  Response response{.content_type = "application/json"};
  document::JsonWriter json(response.body);
  json.begin_object();
  json.member("total", past->size());
  json.key("items");
  json.begin_array();
  for (const domain::ExclusionRun& run : *past) {
    json.begin_object();
    write_run(json, run);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return response;
}

Response take_list(const ImportExclusions& exclusions, const Request& request, const Visitor& visitor) {
  const auto outcome = compare(exclusions, request, visitor);
  if (!outcome) return problem(outcome.error());
  Response response{.status = 201, .content_type = "application/json"};
  document::JsonWriter json(response.body);
  json.begin_object();
  write_run(json, outcome->run);
  json.member("known_before", outcome->known);
  json.end_object();
  return response;
}

}  // namespace

std::vector<Route> exclusion_list_routes(const AdminServices& services, const Gate& gate) {
  const auto pages = std::make_shared<const ExclusionPages>(services);
  const ImportExclusions& exclusions = services.verifying.exclusions;
  constexpr auto kMay = Permission::kChangeSettings;
  return {
      {.method = "GET",
       .pattern = std::string(kPath),
       .handler = gate.page(kMay, [pages](const Request& request,
                                          const Visitor& visitor) { return pages->show(request, visitor); })},
      {.method = "POST",
       .pattern = std::string(kPath),
       .handler = gate.page(kMay, [pages](const Request& request,
                                          const Visitor& visitor) { return pages->take(request, visitor); }),
       .body_bytes_max = kUploadBytesMax},
      {.method = "GET",
       .pattern = "/v1/admin/exclusion-lists",
       .handler =
           gate.api(kMay, [&exclusions](const Request&,
                                        const Visitor& visitor) { return past_lists(exclusions, visitor); })},
      {.method = "POST",
       .pattern = "/v1/admin/exclusion-lists",
       .handler = gate.api(kMay,
                           [&exclusions](const Request& request, const Visitor& visitor) {
                             return take_list(exclusions, request, visitor);
                           }),
       .body_bytes_max = kUploadBytesMax},
  };
}

}  // namespace stillpoint::http::admin
