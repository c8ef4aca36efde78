#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/register/edit_registry.h"
#include "base/text.h"
#include "base/time_text.h"
#include "document/limits.h"
#include "document/registry_document.h"
#include "http/admin/admin_layout.h"
#include "http/admin/csv_text.h"
#include "http/admin/record_form.h"
#include "http/admin/register_pages.h"
#include "http/admin/registry_tables.h"
#include "http/url.h"

namespace stillpoint::http::admin {
namespace {

using app::Permission;
using app::RegistryOutcome;
using document::FlatDocument;
using document::FlatField;
using document::RegistryTable;
using pages::Href;
using pages::HtmlWriter;

constexpr std::array kPlainSections = {
    FormSection{.title = "About", .prefix = ""},
};
constexpr std::array kSchoolSections = {
    FormSection{.title = "School", .prefix = ""},
    FormSection{.title = "Accreditation record", .prefix = "/accreditations", .row = "Accreditation"},
    FormSection{.title = "Standing", .prefix = "/standing", .row = "Standing"},
};
constexpr std::array kCredentialTypeSections = {
    FormSection{.title = "Credential type", .prefix = ""},
    FormSection{
        .title = "Recognition of the issuer for this type", .prefix = "/recognised_by", .row = "Recognition"},
};

std::span<const FormSection> sections_of(RegistryTable table) {
  switch (table) {
    case RegistryTable::kSchools:
      return kSchoolSections;
    case RegistryTable::kCredentialTypes:
      return kCredentialTypeSections;
    case RegistryTable::kAccreditors:
    case RegistryTable::kIssuers:
    case RegistryTable::kJurisdictionRules:
      return kPlainSections;
  }
  return kPlainSections;
}

/// "Cranial Guild of the Plains" as a key: "cranial_guild_of_the_plains".
std::string key_from(const std::string& name) {
  constexpr std::size_t kKeyBytesMax = 60;
  const std::string folded = fold(name);
  std::string key;
  for (const std::string_view word : words(folded)) {
    std::string letters;
    for (const char c : word) {
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters.push_back(c);
    }
    if (letters.empty() || key.size() + letters.size() >= kKeyBytesMax) continue;
    key.append(key.empty() ? "" : "_").append(letters);
  }
  return key;
}

/// What a row is called in a list.
struct NameOf {
  const domain::Vocabulary& vocabulary;
  std::string operator()(const domain::JurisdictionRule& row) const {
    const domain::Jurisdiction* jurisdiction = vocabulary.find(row.jurisdiction);
    const domain::Profession* profession = vocabulary.find(row.profession);
    return (jurisdiction == nullptr ? row.jurisdiction.value : jurisdiction->name) + ": " +
           (profession == nullptr ? row.profession.value : profession->plural);
  }
  template <class Row>
  std::string operator()(const Row& row) const {
    return row.name;
  }
};

class RegistryPages {
 public:
  RegistryPages(const AdminServices& services, const TableName& table)
      : services_(services), parts_(services.registering), layout_(services), table_(table) {}

  Response list(const Request& request, const Visitor& visitor) const {
    HtmlWriter out = layout_.writer();
    out.raw("<article class=\"wide\"><h1>").raw(table_.many).raw("</h1><p class=\"actions\">");
    if (app::require(visitor.actor, Permission::kEditRegister))
      out.raw("<a class=\"button\"").href(Href::path(path() + "/new")).raw(">Register</a> ");
    out.raw("<a").href(Href::path(path() + ".csv")).raw(">Export as CSV</a></p>");
    out.raw(
        "<div class=\"table\"><table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Key</th></tr>");
    out.raw("</thead><tbody>");
    for (const domain::RegistryRow& row : app::EditRegistry(parts_).rows(table_.table)) {
      const std::string key = domain::key_of(row);
      out.raw("<tr><th scope=\"row\"><a").href(Href::path(path() + "/" + key)).raw(">");
      out.text(std::visit(NameOf{parts_.vocabulary}, row)).raw("</a></th><td><code>").text(key);
      out.raw("</code></td></tr>");
    }
    out.raw("</tbody></table></div></article>");
    return layout_.page(request, visitor, {.title = std::string(table_.many.view()), .section = path_}, out);
  }

  Response csv(const Request& /*request*/, const Visitor& /*visitor*/) const {
    std::vector<std::string> heading;
    for (const document::FieldRule& rule : rules()) {
      if (rule.path.find('*') == std::string_view::npos) heading.emplace_back(rule.path.substr(1));
    }
    std::string body;
    append_csv(body, heading);
    for (const domain::RegistryRow& row : app::EditRegistry(parts_).rows(table_.table)) {
      const std::vector<FlatField> fields = fields_of(document::write_registry_row(row), rules());
      std::vector<std::string> cells;
      for (const std::string& column : heading) {
        std::string& cell = cells.emplace_back();
        for (const FlatField& field : fields) {
          if (field.path == "/" + column) cell = field.value;
        }
      }
      append_csv(body, cells);
    }
    return Response{.content_type = "text/csv; charset=utf-8",
                    .body = std::move(body),
                    .headers = {{"Content-Disposition",
                                 "attachment; filename=\"" + std::string(table_.path) + ".csv\""}}};
  }

  Response fresh(const Request& request, const Visitor& visitor) const {
    RecordForm record = record_form();
    record.values = {{"/read_on", print_date(std::chrono::floor<std::chrono::days>(parts_.clock.now()))}};
    if (table_.table == RegistryTable::kCredentialTypes) {
      record.values.push_back({"/freshness_days", "120"});
      record.values.push_back({"/field", "cst"});
      record.values.push_back({"/version", "1"});
    }
    return show(request, visitor, {.record = record});
  }

  Response register_row(const Request& request, const Visitor& visitor) const {
    const std::vector<Parameter> posted = parse_query(request.body).value_or(std::vector<Parameter>{});
    std::vector<FlatField> fields = posted_fields(posted);
    give_key(fields);
    return run(request, visitor, {.posted = posted, .fields = fields});
  }

  Response edit(const Request& request, const Visitor& visitor) const {
    Result<std::string> found = app::EditRegistry(parts_).find(table_.table, request.path_id);
    if (!found) return layout_.error(request, &visitor, found.error());
    RecordForm record = record_form();
    record.values = fields_of(*found, rules());
    return show(request, visitor, {.record = record, .key = request.path_id, .base = *found});
  }

  Response save(const Request& request, const Visitor& visitor) const {
    const std::vector<Parameter> posted = parse_query(request.body).value_or(std::vector<Parameter>{});
    return run(request, visitor, {.posted = posted, .fields = posted_fields(posted), .key = request.path_id});
  }

  [[nodiscard]] std::string path() const { return path_; }

 private:
  /// What was posted for a row.
  struct Posted {
    const std::vector<Parameter>& posted;
    std::vector<FlatField> fields{};
    std::string key{};
  };
  /// A form to be shown.
  struct Shown {
    const RecordForm& record;
    std::string key{};
    std::string base{};
    std::string news{};
    std::string reason{};
    int status = 200;
  };

  [[nodiscard]] std::span<const document::FieldRule> rules() const {
    return document::registry_fields(table_.table);
  }
  [[nodiscard]] RecordForm record_form() const {
    return {.rules = rules(), .sections = sections_of(table_.table), .vocabulary = parts_.vocabulary};
  }

  /// A new row without a key gets one made of its name; a type without a code one of its letters or name.
  void give_key(std::vector<FlatField>& fields) const {
    const bool is_type = table_.table == RegistryTable::kCredentialTypes;
    if (table_.table == RegistryTable::kJurisdictionRules) return;
    const std::string wanted = is_type ? "/code" : "/key";
    std::string name;
    std::string letters;
    for (const FlatField& field : fields) {
      if (field.path == wanted && field.value.find_first_not_of(' ') != std::string::npos) return;
      if (field.path == "/name") name = field.value;
      if (field.path == "/letters") letters = field.value;
    }
    const std::string key = key_from(is_type && !letters.empty() ? letters : name);
    if (!key.empty()) fields.push_back({wanted, key});
  }

  Response run(const Request& request, const Visitor& visitor, const Posted& given) const {
    const FlatDocument made = FlatDocument::make(given.fields, rules());
    const std::string base = posted_value(given.posted, "base");
    const std::string reason = posted_value(given.posted, "reason");
    Result<RegistryOutcome> outcome = app::EditRegistry(parts_).run({.actor = visitor.actor,
                                                                     .table = table_.table,
                                                                     .key = given.key,
                                                                     .seen = base,
                                                                     .json = made.json(),
                                                                     .reason = reason});
    RecordForm record = record_form();
    record.values = given.fields;
    if (!outcome) {
      if (outcome.error().faults.empty()) return layout_.error(request, &visitor, outcome.error());
      record.faults = made.at_fields(outcome.error().faults);
      return show(request, visitor,
                  {.record = record, .key = given.key, .base = base, .reason = reason, .status = 400});
    }
    switch (outcome->kind) {
      case RegistryOutcome::Kind::kSaved:
        return see_other(services_, path() + "/" + outcome->key, "Saved. It is in force from now on.");
      case RegistryOutcome::Kind::kUnchanged:
        return see_other(services_, path() + "/" + outcome->key,
                         "Nothing was changed, so nothing was saved.");
      case RegistryOutcome::Kind::kMoved:
        break;
    }
    ThreeWays merged = merge_three_ways(fields_of(base, rules()), fields_of(outcome->json, rules()),
                                        fields_of(made.json(), rules()), rules());
    record.values = std::move(merged.values);
    record.theirs = std::move(merged.theirs);
    return show(request, visitor,
                {.record = record,
                 .key = given.key,
                 .base = outcome->json,
                 .news = "What only they changed is taken over below; what you typed stands. Where you both "
                         "changed the same, theirs is told beside yours. Look it over and save again.",
                 .reason = reason,
                 .status = 409});
  }

  [[nodiscard]] Response show(const Request& request, const Visitor& visitor, const Shown& shown) const {
    HtmlWriter out = layout_.writer();
    out.raw("<article class=\"wide\"><h1>").raw(table_.one);
    if (!shown.key.empty()) out.raw(": ").text(shown.key);
    out.raw("</h1>");
    if (!shown.news.empty()) {
      out.raw("<div class=\"problem\" role=\"alert\"><h2>Somebody else has saved this row</h2><p>");
      out.text(shown.news).raw("</p></div>");
    }
    write_fault_summary(out, shown.record);
    out.raw("<form class=\"record\" method=\"post\"");
    out.action(Href::path(path() + "/" + (shown.key.empty() ? "new" : shown.key))).raw(">");
    csrf_field(out, visitor);
    if (!shown.base.empty())
      out.raw("<input type=\"hidden\" name=\"base\"").attribute("value", shown.base).raw(">");
    write_record_form(out, shown.record);
    out.raw("<div class=\"field\"><label for=\"reason\">Why (for the trail; may stay empty)</label>");
    out.raw("<input id=\"reason\" name=\"reason\" autocomplete=\"off\"").attribute("value", shown.reason);
    out.raw("></div><p class=\"actions\"><button>Save</button></p></form></article>");
    return layout_.page(request, visitor, {.title = std::string(table_.one.view()), .section = path_}, out,
                        shown.status);
  }

  const AdminServices& services_;
  const app::RegisterParts& parts_;
  AdminLayout layout_;
  const TableName& table_;
  std::string path_ = "/admin/" + std::string(table_.path);
};

}  // namespace

std::vector<Route> registry_page_routes(const AdminServices& services, const Gate& gate) {
  std::vector<Route> routes;
  for (const TableName& table : kTableNames) {
    const auto own = std::make_shared<const RegistryPages>(services, table);
    const auto add = [&](const char* method, const std::string& rest, Permission permission,
                         Response (RegistryPages::*handle)(const Request&, const Visitor&) const) {
      routes.push_back({.method = method,
                        .pattern = own->path() + rest,
                        .handler = gate.page(permission,
                                             [own, handle](const Request& request, const Visitor& visitor) {
                                               return ((*own).*handle)(request, visitor);
                                             }),
                        .body_bytes_max = document::kDocumentBytesMax});
    };
    add("GET", "", Permission::kReadDirectory, &RegistryPages::list);
    add("GET", ".csv", Permission::kReadDirectory, &RegistryPages::csv);
    add("GET", "/new", Permission::kEditRegister, &RegistryPages::fresh);
    add("POST", "/new", Permission::kEditRegister, &RegistryPages::register_row);
    add("GET", "/{key}", Permission::kReadDirectory, &RegistryPages::edit);
    add("POST", "/{key}", Permission::kEditRegister, &RegistryPages::save);
  }
  return routes;
}

}  // namespace stillpoint::http::admin
