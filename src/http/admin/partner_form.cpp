#include "http/admin/partner_form.h"

#include <charconv>
#include <utility>

#include "base/time_text.h"
#include "http/admin/admin_layout.h"

namespace stillpoint::http::admin {
namespace {

using pages::HtmlWriter;
using pages::Markup;

const std::vector<Fault>& faults_in(const Error* error) {
  static const std::vector<Fault> none;
  return error == nullptr ? none : error->faults;
}

bool has_fault(const Error* error, std::string_view name) {
  for (const Fault& fault : faults_in(error)) {
    if (fault.where == name) return true;
  }
  return false;
}

/// The lines of a text area, without empty ones.
std::vector<std::string> lines_of(std::string_view typed) {
  std::vector<std::string> lines;
  while (!typed.empty()) {
    const std::string_view line = typed.substr(0, typed.find('\n'));
    typed.remove_prefix(line.size() == typed.size() ? line.size() : line.size() + 1);
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos) continue;
    lines.emplace_back(line.substr(begin, line.find_last_not_of(" \t") + 1 - begin));
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text.append(line).append("\n");
  return text;
}

struct Area {
  Markup label;
  std::string_view name;
  std::string_view value;
  std::string_view hint;
};

void area_field(HtmlWriter& out, const Area& area, const Error* error) {
  const std::string hint_id = std::string(area.name) + "-hint";
  const bool wrong = has_fault(error, area.name);
  out.raw("<div class=\"field\"><label").attribute("for", area.name).raw(">").raw(area.label);
  out.raw("</label><textarea rows=\"4\" spellcheck=\"false\"").attribute("id", area.name);
  out.attribute("name", area.name);
  out.attribute("aria-describedby", wrong ? hint_id + " " + std::string(area.name) + "-fault" : hint_id);
  if (wrong) out.raw(" aria-invalid=\"true\"");
  out.raw(">\n").text(area.value).raw("</textarea><p class=\"hint\"").attribute("id", hint_id).raw(">");
  out.text(area.hint).raw("</p>");
  field_faults(out, area.name, faults_in(error));
  out.raw("</div>");
}

Markup scheme_words(domain::ColourScheme scheme) {
  switch (scheme) {
    case domain::ColourScheme::kAuto:
      return "as the reader's device is set";
    case domain::ColourScheme::kLight:
      return "light";
    case domain::ColourScheme::kDark:
      return "dark";
  }
  return "";
}

Markup kind_words(domain::PartnerKeyKind kind) {
  switch (kind) {
    case domain::PartnerKeyKind::kPublishable:
      return "publishable: stands in pages of the partner's origins";
    case domain::PartnerKeyKind::kSecret:
      return "secret: stays on the partner's servers";
    case domain::PartnerKeyKind::kTest:
      return "test: for building, from localhost";
  }
  return "";
}

Markup scope_words(domain::KeyScope scope) {
  switch (scope) {
    case domain::KeyScope::kVerify:
      return "verify: many certificates in one request";
    case domain::KeyScope::kChanges:
      return "changes: copies the directory and follows it; needs the terms";
    case domain::KeyScope::kContact:
      return "contact: contact data in the copy; needs the terms";
    case domain::KeyScope::kWebhooks:
      return "webhooks: looks after the partner's own webhooks";
  }
  return "";
}

void scheme_field(HtmlWriter& out, domain::ColourScheme chosen) {
  out.raw("<div class=\"field\"><label for=\"scheme\">Colours of framed pages</label><select id=\"scheme\" ");
  out.raw("name=\"scheme\">");
  for (std::size_t i = 0; i < domain::kColourSchemeNames.size(); ++i) {
    const auto scheme = static_cast<domain::ColourScheme>(i);
    out.raw("<option").attribute("value", domain::kColourSchemeNames[i]).flag("selected", scheme == chosen);
    out.raw(">").raw(scheme_words(scheme)).raw("</option>");
  }
  out.raw("</select></div>");
}

}  // namespace

int whole_number(std::string_view typed) {
  int number = 0;
  const auto [end, wrong] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  const bool whole = wrong == std::errc{} && end == typed.data() + typed.size() && !typed.empty();
  return whole && number >= 0 ? number : -1;
}

PartnerForm form_of(const app::PartnerTerms& terms) {
  PartnerForm form{.terms = terms};
  for (const domain::LockedFilter& filter : terms.locked) {
    form.locked.append(filter.name).append("=").append(filter.value).append("\n");
  }
  return form;
}

PartnerForm read_partner_form(const Form& form) {
  PartnerForm read{.terms = {.name = form.trimmed("name"),
                             .contact = form.trimmed("contact"),
                             .origins = lines_of(form.text("origins")),
                             .quota_per_minute = whole_number(form.trimmed("quota_per_minute")),
                             .agreed_to_terms = form.has("agreed_to_terms")},
                   .locked = std::string(form.text("locked"))};
  for (const std::string& line : lines_of(read.locked)) {
    const std::size_t equals = std::min(line.find('='), line.size());
    read.terms.locked.push_back(
        {.name = line.substr(0, equals), .value = equals == line.size() ? "" : line.substr(equals + 1)});
  }
  for (std::size_t i = 0; i < domain::kColourSchemeNames.size(); ++i) {
    if (form.text("scheme") == domain::kColourSchemeNames[i]) {
      read.terms.theme.scheme = static_cast<domain::ColourScheme>(i);
    }
  }
  read.terms.theme.accent = form.trimmed("accent");
  read.terms.theme.corner_radius = whole_number(form.trimmed("corner_radius"));
  return read;
}

void partner_fields(HtmlWriter& out, const PartnerForm& form) {
  const std::vector<Fault>* const faults = &faults_in(form.error);
  const std::string quota = std::to_string(form.terms.quota_per_minute);
  const std::string radius = std::to_string(form.terms.theme.corner_radius);
  text_field(out, {.label = "Name", .name = "name", .value = form.terms.name, .faults = faults});
  text_field(out, {.label = "Contact",
                   .name = "contact",
                   .value = form.terms.contact,
                   .type = "email",
                   .hint = "Where we write to about their use of the directory.",
                   .faults = faults});
  area_field(
      out,
      {.label = "Origins",
       .name = "origins",
       .value = joined(form.terms.origins),
       .hint =
           "Whose pages may use publishable keys and frame ours, one on a line: https://www.clinic.example"},
      form.error);
  area_field(out,
             {.label = "Locked filters",
              .name = "locked",
              .value = form.locked,
              .hint = "Stand for every search under their keys, one on a line: condition=migraine, "
                      "jurisdiction=US-OH, require=condition_experience:partly"},
             form.error);
  text_field(out, {.label = "Requests a minute for each key",
                   .name = "quota_per_minute",
                   .value = quota,
                   .type = "number",
                   .faults = faults});
  scheme_field(out, form.terms.theme.scheme);
  text_field(out, {.label = "Accent colour",
                   .name = "accent",
                   .value = form.terms.theme.accent,
                   .hint = "As #0a5c66; nothing for ours.",
                   .required = false,
                   .faults = faults});
  text_field(out, {.label = "Corner radius, in pixels",
                   .name = "corner_radius",
                   .value = radius,
                   .type = "number",
                   .faults = faults});
  out.raw("<div class=\"tick\"><input type=\"checkbox\" id=\"agreed_to_terms\" name=\"agreed_to_terms\" ");
  out.raw("value=\"yes\"").flag("checked", form.terms.agreed_to_terms);
  out.raw(
      "><label for=\"agreed_to_terms\">They agreed to the terms of copying: what is withdrawn here, they ");
  out.raw("delete</label></div>");
}

KeyForm read_key_form(const Form& form) {
  KeyForm read{.wanted = {.name = form.trimmed("key-name")}};
  for (std::size_t i = 0; i < domain::kPartnerKeyKindNames.size(); ++i) {
    if (form.text("kind") == domain::kPartnerKeyKindNames[i]) {
      read.wanted.kind = static_cast<domain::PartnerKeyKind>(i);
    }
  }
  for (const std::string_view word : form.all("scope")) {
    for (std::size_t i = 0; i < domain::kKeyScopes; ++i) {
      if (word == domain::kKeyScopeNames[i]) read.wanted.scopes.add(static_cast<domain::KeyScope>(i));
    }
  }
  const std::string days = form.trimmed("days");
  read.wanted.days = days.empty() ? 0 : whole_number(days);
  return read;
}

void key_fields(HtmlWriter& out, const KeyForm& form) {
  const std::vector<Fault>* const faults = &faults_in(form.error);
  out.raw("<div class=\"field\"><label for=\"kind\">Kind</label><select id=\"kind\" name=\"kind\">");
  for (std::size_t i = 0; i < domain::kPartnerKeyKindNames.size(); ++i) {
    const auto kind = static_cast<domain::PartnerKeyKind>(i);
    out.raw("<option").attribute("value", domain::kPartnerKeyKindNames[i]);
    out.flag("selected", kind == form.wanted.kind).raw(">").raw(kind_words(kind)).raw("</option>");
  }
  out.raw("</select></div>");
  text_field(out, {.label = "What it is for",
                   .name = "key-name",
                   .value = form.wanted.name,
                   .hint = "So that it is known again: \"shop window\".",
                   .faults = faults});
  const std::string days = form.wanted.days > 0 ? std::to_string(form.wanted.days) : std::string();
  text_field(out, {.label = "Days that it is good",
                   .name = "days",
                   .value = days,
                   .type = "number",
                   .hint = "Nothing: until it is revoked.",
                   .required = false,
                   .faults = faults});
  out.raw("<fieldset class=\"roles\"><legend>Scopes of a secret or a test key</legend>");
  for (std::size_t i = 0; i < domain::kKeyScopes; ++i) {
    const auto scope = static_cast<domain::KeyScope>(i);
    const std::string id = "scope-" + std::string(domain::kKeyScopeNames[i]);
    out.raw("<div class=\"tick\"><input type=\"checkbox\" name=\"scope\"").attribute("id", id);
    out.attribute("value", domain::kKeyScopeNames[i]).flag("checked", form.wanted.scopes.has(scope));
    out.raw("><label").attribute("for", id).raw(">").raw(scope_words(scope)).raw("</label></div>");
  }
  field_faults(out, "scopes", *faults);
  out.raw("</fieldset>");
}

std::string scope_list(domain::KeyScopes scopes) {
  std::string list;
  for (std::size_t i = 0; i < domain::kKeyScopes; ++i) {
    if (!scopes.has(static_cast<domain::KeyScope>(i))) continue;
    list.append(list.empty() ? "" : ", ").append(domain::kKeyScopeNames[i]);
  }
  return list;
}

std::string standing_of(const domain::PartnerKey& key, Instant now) {
  const auto day = [](Instant instant) { return print_date(std::chrono::floor<std::chrono::days>(instant)); };
  if (key.revoked) return "revoked " + day(*key.revoked);
  if (!key.expires) return "good";
  return (now < *key.expires ? "good until " : "expired ") + day(*key.expires);
}

}  // namespace stillpoint::http::admin
