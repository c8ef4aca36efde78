#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "app/register/spreadsheet.h"
#include "http/admin/admin_layout.h"
#include "http/admin/csv_text.h"
#include "http/admin/register_pages.h"
#include "http/admin/sheet_choices.h"
#include "http/form.h"

namespace stillpoint::http::admin {
namespace {

using app::Permission;
using app::SheetSummary;
using app::SheetTable;
using app::SheetVerdict;
using pages::Href;
using pages::HtmlWriter;
using pages::Markup;

constexpr std::string_view kPath = "/admin/spreadsheets";
constexpr std::size_t kRowsShownMax = 500;  ///< Of a preview: what a person scrolls through; all are counted.
constexpr std::size_t kChangesShownMax = 12;  ///< Of one row.

constexpr std::array<Choice, app::kSheetTables> kTables = {{{"practitioners", "Practitioners, one a row"},
                                                            {"licences", "Licences"},
                                                            {"training", "Training"},
                                                            {"credentials", "Credentials"},
                                                            {"fees", "Prices"},
                                                            {"locations", "Places of practice"}}};
constexpr std::array<Choice, 2> kSeparators = {{{"comma", "Comma"}, {"semicolon", "Semicolon"}}};
void hidden(HtmlWriter& out, std::string_view name, std::string_view value) {
  out.raw("<input type=\"hidden\"").attribute("name", name).attribute("value", value).raw(">");
}

/// How a file was said to be written; goes from page to page.
struct Told {
  std::string table, separator, encoding, dates, system, content;
};

Told told_by(const Form& form) {
  Told told{.table = std::string(form.text("table")),
            .separator = std::string(form.text("separator")),
            .encoding = std::string(form.text("encoding")),
            .dates = std::string(form.text("dates")),
            .system = form.trimmed("system"),
            .content = std::string(form.text("content"))};
  if (const Part* file = form.file("file")) told.content = file->content;
  return told;
}

class SpreadsheetPages {
 public:
  explicit SpreadsheetPages(const AdminServices& services)
      : services_(services), parts_(services.registering), layout_(services) {}

  Response start(const Request& request, const Visitor& visitor) const {
    return ask(request, visitor, {}, {});
  }

  Response csv_template(const Request& request, const Visitor& visitor) const {
    const std::size_t table = chosen(kTables, request.path_id);
    if (kTables[table].value != request.path_id) {
      return layout_.error(request, &visitor,
                           Error{.code = ErrorCode::kNotFound, .message = "There is no such template."});
    }
    std::vector<std::string> heading;
    for (const app::SheetColumn& column : app::sheet_columns(static_cast<SheetTable>(table)))
      heading.push_back(column.name);
    std::string body;
    append_csv(body, heading);
    return Response{
        .content_type = "text/csv; charset=utf-8",
        .body = std::move(body),
        .headers = {{"Content-Disposition", "attachment; filename=\"" + request.path_id + ".csv\""}}};
  }

  /// The uploaded file, understood: its columns, and row by row what would change.
  Response take(const Request& request, const Visitor& visitor) const {
    Result<Form> form = Form::read(request);
    if (!form) return layout_.error(request, &visitor, form.error());
    Told told = told_by(*form);
    const domain::SheetFormat format{.encoding = encoding_of(told.encoding),
                                     .separator = told.separator == "semicolon" ? ';' : ','};
    Result<domain::Sheet> sheet = services_.sheets.read(told.content, format);
    if (!sheet) return ask(request, visitor, told, sheet.error().message);
    // From here on the content travels as text.
    if (form->file("file") != nullptr) told.content = as_text(*sheet);
    app::SheetUpload upload{.table = static_cast<SheetTable>(chosen(kTables, told.table)),
                            .sheet = *std::move(sheet),
                            .dates = date_order_of(told.dates),
                            .system = told.system};
    const app::ImportSpreadsheet import(parts_);
    if (form->has("mapped")) {
      for (const app::SheetColumn& column : app::sheet_columns(upload.table))
        upload.columns[column.name] = std::string(form->text("column." + column.name));
    } else {
      auto guessed = import.guess_columns(upload.table, upload.sheet);
      if (!guessed) return layout_.error(request, &visitor, guessed.error());
      upload.columns = *std::move(guessed);
    }
    const bool applies = form->text("action") == "apply";
    Result<SheetSummary> summary =
        applies ? import.run(visitor.actor, upload) : import.preview(visitor.actor, upload);
    return show(request, visitor, {.told = told, .upload = upload, .applied = applies, .summary = summary});
  }

 private:
  struct Shown {
    const Told& told;
    const app::SheetUpload& upload;
    bool applied = false;
    const Result<SheetSummary>& summary;
  };

  /// The sheet as UTF-8 with commas, whatever the file was.
  static std::string as_text(const domain::Sheet& sheet) {
    std::string text;
    const auto append = [&](const std::vector<std::string>& cells) {
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) text.push_back(',');
        text.push_back('"');
        for (const char c : cells[i]) {
          if (c == '"') text.push_back('"');
          text.push_back(c);
        }
        text.push_back('"');
      }
      text.push_back('\n');
    };
    append(sheet.heading);
    for (const domain::SheetRow& row : sheet.rows) {
      std::vector<std::string> cells = row.cells;
      if (!row.wrong.empty()) cells = {row.wrong};
      append(cells);
    }
    return text;
  }

  [[nodiscard]] Response ask(const Request& request, const Visitor& visitor, const Told& told,
                             std::string_view problem) const {
    HtmlWriter out = layout_.writer();
    out.raw(
        "<article class=\"wide\"><h1>Bring a spreadsheet</h1><p class=\"lead\">Nothing changes before you ");
    out.raw("have seen, row by row, what would. The rules are those of an edit by hand; what a cell leaves ");
    out.raw("empty says nothing.</p>");
    form_problem(out, problem);
    out.raw("<section class=\"panel\"><h2>Templates</h2><ul>");
    for (const Choice& table : kTables) {
      out.raw("<li><a")
          .href(Href::path(std::string(kPath) + "/templates/" + std::string(table.value)))
          .raw(">");
      out.raw(table.words).raw("</a></li>");
    }
    out.raw(
        "</ul><p>The first column, <code>member</code>, tells whose row it is: your number of the person, "
        "or ");
    out.raw("their id here. Rows of the other tables replace that part of a record.</p></section>");
    out.raw(
        "<section class=\"panel\"><h2>Your file</h2><form method=\"post\" enctype=\"multipart/form-data\"");
    out.action(Href::path(std::string(kPath))).raw(">");
    csrf_field(out, visitor);
    out.raw(
        "<div class=\"field\"><label for=\"file\">CSV file</label><input id=\"file\" name=\"file\" "
        "type=\"file\" ");
    out.raw("accept=\".csv,text/csv\" required></div>");
    select(out, {.name = "table", .label = "It holds", .choices = kTables, .value = told.table});
    select(out, {.name = "separator",
                 .label = "Between cells stands a",
                 .choices = kSeparators,
                 .value = told.separator});
    sheet_choices(out, told.encoding, told.dates);
    text_field(out, {.label = "Name of your registry",
                     .name = "system",
                     .value = told.system,
                     .hint = "Lower-case letters, like csta: whose member numbers these are."});
    out.raw("<p class=\"actions\"><button>Show what would change</button></p></form></section></article>");
    return layout_.page(request, visitor, {.title = "Bring a spreadsheet", .section = kPath}, out,
                        problem.empty() ? 200 : 400);
  }

  [[nodiscard]] Response show(const Request& request, const Visitor& visitor, const Shown& shown) const {
    HtmlWriter out = layout_.writer();
    out.raw("<article class=\"wide\"><h1>");
    out.raw(shown.applied && shown.summary ? Markup("Taken in") : Markup("What would change")).raw("</h1>");
    if (shown.summary) {
      counts(out, *shown.summary);
    } else {
      form_problem(out, shown.summary.error().message);
    }
    if (!shown.applied || !shown.summary) columns(out, visitor, shown);
    if (shown.summary) verdicts(out, *shown.summary);
    out.raw("<p><a").href(Href::path(std::string(kPath))).raw(">Another spreadsheet</a></p></article>");
    return layout_.page(request, visitor, {.title = "Bring a spreadsheet", .section = kPath}, out,
                        shown.summary ? 200 : 400);
  }

  static void counts(HtmlWriter& out, const SheetSummary& summary) {
    static constexpr std::array<Markup, 4> kWords = {" new, ", " changed, ", " unchanged, ", " rejected."};
    out.raw("<p class=\"lead\">");
    for (std::size_t i = 0; i < kWords.size(); ++i) out.number(summary.counts[i]).raw(kWords[i]);
    out.raw("</p>");
    if (summary.likely_same == 0) return;
    out.raw("<div class=\"problem\" role=\"status\"><p>").number(summary.likely_same);
    out.raw(
        " of the new ones may be somebody who is here already: they are marked below. Give their rows the id "
        "here "
        "as <code>member</code> where they are, so that no second record is made.</p></div>");
  }

  static void columns(HtmlWriter& out, const Visitor& visitor, const Shown& shown) {
    out.raw("<form class=\"record\" method=\"post\" enctype=\"multipart/form-data\"");
    out.action(Href::path(std::string(kPath))).raw(">");
    csrf_field(out, visitor);
    hidden(out, "table", shown.told.table);
    hidden(out, "separator", "comma");
    hidden(out, "encoding", "utf-8");
    hidden(out, "dates", shown.told.dates);
    hidden(out, "system", shown.told.system);
    hidden(out, "content", shown.told.content);
    hidden(out, "mapped", "true");
    out.raw("<details class=\"panel\"").flag("open", !shown.summary).raw("><summary>Columns</summary>");
    for (const app::SheetColumn& column : app::sheet_columns(shown.upload.table)) {
      const std::string name = "column." + column.name;
      const auto mapped = shown.upload.columns.find(column.name);
      out.raw("<div class=\"field\"><label")
          .attribute("for", name)
          .raw("><code>")
          .text(column.name)
          .raw("</code> ");
      out.text(column.label).raw("</label><select").attribute("id", name).attribute("name", name);
      out.raw("><option value=\"\">Not in the file</option>");
      for (const std::string& heading : shown.upload.sheet.heading) {
        const bool on = mapped != shown.upload.columns.end() && mapped->second == heading && !heading.empty();
        if (heading.empty()) continue;
        out.raw("<option")
            .attribute("value", heading)
            .flag("selected", on)
            .raw(">")
            .text(heading)
            .raw("</option>");
      }
      out.raw("</select></div>");
    }
    out.raw("</details><p class=\"actions\"><button name=\"action\" value=\"preview\">Show again</button> ");
    if (shown.summary)
      out.raw("<button class=\"primary\" name=\"action\" value=\"apply\">Take it in</button>");
    out.raw("</p></form>");
  }

  static void verdicts(HtmlWriter& out, const SheetSummary& summary) {
    if (summary.rows.empty()) return;
    static constexpr std::array<Markup, 4> kKinds = {"new", "changed", "unchanged", "rejected"};
    out.raw("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Row by row\">");
    out.raw("<table><thead><tr><th scope=\"col\">Line</th><th scope=\"col\">Who</th>");
    out.raw("<th scope=\"col\">Comes to</th><th scope=\"col\">What</th></tr></thead><tbody>");
    const std::size_t shown = std::min(summary.rows.size(), kRowsShownMax);
    for (std::size_t i = 0; i < shown; ++i) {
      const SheetVerdict& row = summary.rows[i];
      out.raw("<tr><td>").number(row.line).raw("</td><th scope=\"row\">").text(row.who).raw("</th><td>");
      out.raw(kKinds[static_cast<std::size_t>(row.kind)]).raw("</td><td>");
      for (const Fault& fault : row.faults) {
        out.raw("<p class=\"fault\"><strong>").text(fault.where).raw("</strong>: ").text(fault.what).raw(" ");
        out.text(fault.allowed).raw("</p>");
      }
      for (const domain::LikelySame& same : row.likely_same) {
        out.raw("<p><strong>Here already?</strong> <a");
        out.href(Href::path("/admin/practitioners/" + print_id(same.line.id.value)))
            .raw(">")
            .text(same.line.name);
        out.raw("</a> has ").text(same.why).raw(".</p>");
      }
      if (row.kind == SheetVerdict::Kind::kChanged) changes(out, row.changes);
      out.raw("</td></tr>");
    }
    out.raw("</tbody></table></div>");
    if (shown < summary.rows.size()) out.raw("<p>The rest is counted above and not shown.</p>");
  }

  static void changes(HtmlWriter& out, const std::vector<domain::FieldChange>& changes) {
    out.raw("<ul class=\"plain\">");
    std::size_t count = 0;
    for (const domain::FieldChange& change : changes) {
      if (change.field == "/version" || change.field == "/dates/edited") continue;
      if (++count > kChangesShownMax) break;
      out.raw("<li><code>")
          .text(change.field)
          .raw("</code> ")
          .text(change.before)
          .raw(" → ")
          .text(change.after);
      out.raw("</li>");
    }
    out.raw("</ul>");
  }

  const AdminServices& services_;
  const app::RegisterParts& parts_;
  AdminLayout layout_;
};

}  // namespace

std::vector<Route> spreadsheet_page_routes(const AdminServices& services, const Gate& gate) {
  const auto own = std::make_shared<const SpreadsheetPages>(services);
  std::vector<Route> routes;
  const auto add = [&](const char* method, const char* pattern,
                       Response (SpreadsheetPages::*handle)(const Request&, const Visitor&) const) {
    routes.push_back({.method = method,
                      .pattern = pattern,
                      .handler = gate.page(Permission::kEditRegister,
                                           [own, handle](const Request& request, const Visitor& visitor) {
                                             return ((*own).*handle)(request, visitor);
                                           }),
                      .body_bytes_max = kFileBytesMax});
  };
  add("GET", "/admin/spreadsheets", &SpreadsheetPages::start);
  add("POST", "/admin/spreadsheets", &SpreadsheetPages::take);
  add("GET", "/admin/spreadsheets/templates/{table}", &SpreadsheetPages::csv_template);
  return routes;
}

}  // namespace stillpoint::http::admin
