#include "http/consent/own_form.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "document/practitioner_reader.h"
#include "document/practitioner_writer.h"

namespace stillpoint::http::consent {
namespace {

using document::FieldRule;
using document::FieldType;
using document::FlatField;
using pages::HtmlWriter;
using pages::Markup;

/// A part of the form with a heading of its own.
struct Group {
  std::string_view prefix;  ///< Of the paths; a `*` in it: one block of fields for each row.
  Markup heading;
  Markup row;         ///< What one row is called.
  std::size_t spare;  ///< Empty rows offered behind those filled in.
};

constexpr std::array<Group, 9> kGroups = {{
    {"/contact/", "How people reach you", "", 0},
    {"/about", "In your own words", "", 0},
    {"/locations/*/", "Where you work", "Place", 1},
    {"/fees/lines/*/", "Prices", "Price", 2},
    {"/fees/", "About your fees", "", 0},
    {"/session/", "What a session holds", "", 0},
    {"/conditions/*/", "Experience that you declare", "Condition", 2},
    {"/approaches", "How you work", "", 0},
    {"/populations", "With whom, and in which languages", "", 0},
}};

bool starts_with(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

bool is_repeated(const Group& group) {
  return group.prefix.find('*') != std::string_view::npos;
}

bool belongs(const FieldRule& rule, const Group& group) {
  if (group.prefix == "/fees/")
    return starts_with(rule.path, "/fees/") && !starts_with(rule.path, "/fees/lines/");
  if (group.prefix == "/populations") return rule.path == "/populations" || rule.path == "/languages";
  return starts_with(rule.path, group.prefix);
}

/// "/locations/2/city" of "/locations/*/city" and 2.
std::string path_in_row(std::string_view path, std::size_t row) {
  const std::size_t star = path.find('*');
  if (star == std::string_view::npos) return std::string(path);
  return std::string(path.substr(0, star)) + std::to_string(row) + std::string(path.substr(star + 1));
}

/// How many rows of the group the fields fill.
std::size_t rows_of(const Group& group, const std::vector<FlatField>& fields) {
  const std::string_view beginning = group.prefix.substr(0, group.prefix.find('*'));
  std::size_t rows = 0;
  for (const FlatField& field : fields) {
    if (!starts_with(field.path, beginning) || field.value.empty()) continue;
    const std::string_view rest = std::string_view(field.path).substr(beginning.size());
    std::size_t row = 0;
    const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), row);
    if (problem == std::errc{} && *end == '/') rows = std::max(rows, row + 1);
  }
  return rows;
}

/// No honest form has more rows; a forged row number must not make a page of millions.
constexpr std::size_t kRowsMax = 250;

std::string_view value_of(const OwnForm& form, std::string_view path) {
  for (const FlatField& field : form.fields) {
    if (field.path == path) return field.value;
  }
  return {};
}

bool has_word(const OwnForm& form, std::string_view path, std::string_view word) {
  return std::any_of(form.fields.begin(), form.fields.end(),
                     [&](const FlatField& field) { return field.path == path && field.value == word; });
}

/// "f-locations-2-city": an id of an element.
std::string element_id(std::string_view path) {
  std::string id = "f";
  for (const char c : path) id.push_back(c == '/' ? '-' : c);
  return id;
}

const Fault* fault_at(const OwnForm& form, std::string_view path) {
  const auto found = std::find_if(form.faults.begin(), form.faults.end(),
                                  [&](const Fault& fault) { return fault.where == path; });
  return found == form.faults.end() ? nullptr : &*found;
}

/// What stands below a control: its hint, and what is wrong with it.
void notes(HtmlWriter& out, const FieldRule& rule, const Fault* fault, const std::string& id) {
  if (!rule.hint.empty()) {
    out.raw("<span class=\"hint\"").attribute("id", id + "-hint").raw(">").text(rule.hint).raw("</span>");
  }
  if (fault == nullptr) return;
  out.raw("<span class=\"fault\"").attribute("id", id + "-fault").raw(">").text(fault->what);
  if (!fault->allowed.empty()) out.raw(" Allowed: ").text(fault->allowed);
  out.raw("</span>");
}

/// What ties a control to its notes.
void described(HtmlWriter& out, const FieldRule& rule, const Fault* fault, const std::string& id) {
  std::string by;
  if (!rule.hint.empty()) by = id + "-hint";
  if (fault != nullptr) by += (by.empty() ? "" : " ") + id + "-fault";
  if (!by.empty()) out.attribute("aria-describedby", by);
  if (fault != nullptr) out.raw(" aria-invalid=\"true\"");
}

void options(HtmlWriter& out, const std::vector<document::Word>& words, std::string_view chosen) {
  out.raw("<option value=\"\">not stated</option>");
  bool found = chosen.empty();
  for (const document::Word& word : words) {
    found = found || word.key == chosen;
    out.raw("<option").attribute("value", word.key).flag("selected", word.key == chosen).raw(">");
    out.text(word.name).raw("</option>");
  }
  // What was sent and is no word of the set stays to be seen and corrected.
  if (!found) out.raw("<option").attribute("value", chosen).raw(" selected>").text(chosen).raw("</option>");
}

void ticks(HtmlWriter& out, const FieldRule& rule, const OwnForm& form, const pages::Site& site) {
  const Fault* const fault = fault_at(form, rule.path);
  const std::string id = element_id(rule.path);
  out.raw("<fieldset").attribute("id", id);
  described(out, rule, fault, id);
  out.raw("><legend>").text(rule.label).raw("</legend><div class=\"ticks columns\">");
  for (const document::Word& word : document::words_of(rule.words, site.vocabulary)) {
    out.raw("<label><input type=\"checkbox\"").attribute("name", rule.path).attribute("value", word.key);
    out.flag("checked", has_word(form, rule.path, word.key)).raw(">").text(word.name).raw("</label>");
  }
  out.raw("</div>");
  notes(out, rule, fault, id);
  out.raw("</fieldset>");
}

const std::vector<document::Word>& yes_or_no() {
  static const std::vector<document::Word> words = {{.key = "true", .name = "yes"},
                                                    {.key = "false", .name = "no"}};
  return words;
}

void control(HtmlWriter& out, const FieldRule& rule, const std::string& path, const OwnForm& form,
             const pages::Site& site) {
  const std::string_view value = value_of(form, path);
  if (rule.type == FieldType::kHidden) {
    out.raw("<input type=\"hidden\"").attribute("name", path).attribute("value", value).raw(">");
    return;
  }
  const Fault* const fault = fault_at(form, path);
  const std::string id = element_id(path);
  out.raw("<div class=\"field\"><label").attribute("for", id).raw(">").text(rule.label).raw("</label>");
  if (rule.type == FieldType::kLongText) {
    out.raw("<textarea rows=\"5\"").attribute("id", id).attribute("name", path);
    described(out, rule, fault, id);
    out.raw(">\n").text(value).raw("</textarea>");
  } else if (rule.type == FieldType::kWord || rule.type == FieldType::kKnown) {
    out.raw("<select").attribute("id", id).attribute("name", path);
    described(out, rule, fault, id);
    out.raw(">");
    options(out,
            rule.type == FieldType::kKnown ? yes_or_no() : document::words_of(rule.words, site.vocabulary),
            value);
    out.raw("</select>");
  } else {
    out.raw("<input type=\"text\"").attribute("id", id).attribute("name", path).attribute("value", value);
    if (rule.type == FieldType::kInteger) out.raw(" inputmode=\"numeric\"");
    if (rule.type == FieldType::kDate) out.raw(" placeholder=\"2026-03-01\"");
    if (path == "/contact/mail") out.raw(" autocomplete=\"email\"");
    described(out, rule, fault, id);
    out.raw(">");
  }
  notes(out, rule, fault, id);
  out.raw("</div>");
}

void group(HtmlWriter& out, const Group& group, const OwnForm& form, const pages::Site& site) {
  out.raw("<section class=\"panel\"><h2>").raw(group.heading).raw("</h2>");
  const std::size_t rows =
      is_repeated(group) ? std::min(rows_of(group, form.fields) + group.spare, kRowsMax) : 1;
  for (std::size_t row = 0; row < rows; ++row) {
    if (is_repeated(group)) {
      out.raw("<fieldset><legend>").raw(group.row).raw(" ").number(static_cast<std::int64_t>(row) + 1);
      out.raw("</legend>");
    }
    out.raw("<div class=\"fields\">");
    for (const FieldRule& rule : own_fields()) {
      if (!belongs(rule, group) || rule.type == FieldType::kWords) continue;
      control(out, rule, path_in_row(rule.path, row), form, site);
    }
    out.raw("</div>");
    if (is_repeated(group)) out.raw("</fieldset>");
  }
  for (const FieldRule& rule : own_fields()) {
    if (belongs(rule, group) && rule.type == FieldType::kWords) ticks(out, rule, form, site);
  }
  out.raw("</section>");
}

}  // namespace

const std::vector<FieldRule>& own_fields() {
  static const std::vector<FieldRule> rules = [] {
    std::vector<FieldRule> own;
    for (const FieldRule& rule : document::practitioner_fields()) {
      const bool has_group = std::any_of(kGroups.begin(), kGroups.end(),
                                         [&](const Group& group) { return belongs(rule, group); });
      // A picture is looked at before it is shown.
      if (has_group && rule.path != "/contact/photo_url") own.push_back(rule);
    }
    return own;
  }();
  return rules;
}

OwnForm form_of(const domain::Practitioner& record, const domain::Vocabulary& vocabulary) {
  const Result<std::vector<FlatField>> flat = document::flatten(
      document::write_practitioner(record, vocabulary, {.audience = document::Audience::kExport}));
  OwnForm form{.version = record.version};
  if (!flat) return form;
  for (const FlatField& field : *flat) {
    if (document::find_rule(own_fields(), field.path) != nullptr) form.fields.push_back(field);
  }
  return form;
}

OwnForm form_of(const std::vector<Parameter>& sent) {
  OwnForm form;
  for (const Parameter& parameter : sent) {
    if (parameter.name == "version") {
      std::from_chars(parameter.value.data(), parameter.value.data() + parameter.value.size(), form.version);
    }
    if (document::find_rule(own_fields(), parameter.name) != nullptr) {
      form.fields.push_back({.path = parameter.name, .value = parameter.value});
    }
  }
  return form;
}

Result<domain::Practitioner> read_form(const OwnForm& form, const domain::Practitioner& record,
                                       const domain::Vocabulary& vocabulary, Date today) {
  std::vector<FlatField> fields = form.fields;
  fields.push_back({.path = "/id", .value = print_id(record.id.value)});
  fields.push_back({.path = "/name/display", .value = record.name.display});
  const document::FlatDocument flat = document::FlatDocument::make(fields, document::practitioner_fields());
  Result<domain::Practitioner> read =
      document::read_practitioner(flat.json(), vocabulary, {.trusted = false, .today = today});
  if (read) return read;
  Error error = std::move(read).error();
  error.faults = flat.at_fields(std::move(error.faults));
  return error;
}

void write_form(HtmlWriter& out, const OwnForm& form, const pages::Site& site) {
  if (!form.faults.empty()) {
    out.raw("<div class=\"problem\" role=\"alert\"><h2>Not saved yet</h2><ul>");
    for (const Fault& fault : form.faults) {
      const FieldRule* const rule = document::find_rule(own_fields(), fault.where);
      out.raw("<li>");
      if (rule != nullptr) {
        out.raw("<a").href(pages::Href::path("#" + element_id(fault.where))).raw(">").text(rule->label);
        out.raw("</a>: ");
      }
      out.text(fault.what).raw("</li>");
    }
    out.raw("</ul></div>");
  }
  for (const Group& one : kGroups) group(out, one, form, site);
  out.raw("<input type=\"hidden\" name=\"version\"").attribute("value", form.version).raw(">");
}

}  // namespace stillpoint::http::consent
