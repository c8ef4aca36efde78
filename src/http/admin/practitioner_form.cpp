#include "http/admin/practitioner_form.h"

#include <array>

namespace stillpoint::http::admin {
namespace {

using pages::Href;
using pages::HtmlWriter;

constexpr std::array kSections = {
    FormSection{.title = "Name", .prefix = "/name"},
    FormSection{.title = "Person", .prefix = "/gender"},
    FormSection{.title = "Contact", .prefix = "/contact"},
    FormSection{.title = "Professions and licences",
                .prefix = "/professions",
                .row = "Profession",
                .nested = "licences",
                .nested_row = "Licence"},
    FormSection{.title = "Credentials", .prefix = "/credentials", .row = "Credential"},
    FormSection{.title = "Training", .prefix = "/training", .row = "Training"},
    FormSection{.title = "Approaches", .prefix = "/approaches"},
    FormSection{.title = "Populations", .prefix = "/populations"},
    FormSection{.title = "Languages", .prefix = "/languages"},
    FormSection{.title = "Conditions", .prefix = "/conditions", .row = "Condition"},
    FormSection{.title = "Places of practice", .prefix = "/locations", .row = "Place"},
    FormSection{.title = "Price list", .prefix = "/fees/lines", .row = "Price"},
    FormSection{.title = "Fees", .prefix = "/fees"},
    FormSection{.title = "Sessions", .prefix = "/session"},
    FormSection{.title = "About", .prefix = "/about"},
    FormSection{.title = "Mailing address (private)", .prefix = "/mailing_address"},
    FormSection{.title = "Numbers in other registries", .prefix = "/external_ids", .row = "Number"},
};

void hidden(HtmlWriter& out, pages::AttributeName name_attribute, std::string_view name,
            std::string_view value) {
  out.raw("<input type=\"hidden\"").attribute(name_attribute, name).attribute("value", value).raw(">");
}

void likely_same(HtmlWriter& out, const std::vector<domain::LikelySame>& likely) {
  if (likely.empty()) return;
  out.raw("<div class=\"problem\" role=\"alert\"><h2>Is this somebody who is here already?</h2><ul>");
  for (const domain::LikelySame& same : likely) {
    out.raw("<li><a").href(Href::path("/admin/practitioners/" + print_id(same.line.id.value))).raw(">");
    out.text(same.line.name).raw("</a> has ").text(same.why);
    if (!same.line.city.empty())
      out.raw(" (").text(same.line.city).raw(", ").text(same.line.country).raw(")");
    out.raw("</li>");
  }
  out.raw(
      "</ul><p>Nothing you typed is lost.</p><p><label><input type=\"checkbox\" name=\"although_similar\" "
      "value=\"true\"> I looked: this is somebody else</label></p></div>");
}

}  // namespace

std::span<const FormSection> practitioner_sections() {
  return kSections;
}

void write_practitioner_form(HtmlWriter& out, const Visitor& visitor, const PractitionerForm& form,
                             const RecordForm& record) {
  if (!form.news.empty()) {
    out.raw("<div class=\"problem\" role=\"alert\"><h2>Somebody else has saved this record</h2><p>");
    out.text(form.news).raw("</p></div>");
  }
  write_fault_summary(out, record);
  out.raw("<form class=\"record\" method=\"post\"").action(Href::path(form.path)).raw(">");
  csrf_field(out, visitor);
  likely_same(out, form.likely_same);
  hidden(out, "name", "version", std::to_string(form.version));
  if (!form.base.empty()) hidden(out, "name", "base", form.base);
  write_record_form(out, record);
  out.raw(
      "<fieldset class=\"section\" id=\"/legacy_urls\"><legend>Former addresses</legend><div "
      "class=\"field\"><label "
      "for=\"legacy_urls\">Addresses on the site before, one on a line</label><textarea id=\"legacy_urls\" "
      "name=\"legacy_urls\" rows=\"3\" aria-describedby=\"legacy_urls-hint\">\n");
  out.text(form.legacy_urls).raw("</textarea><p class=\"hint\" id=\"legacy_urls-hint\">");
  out.raw("Like /find/jane-doe. Whoever asks for one is led to this profile.</p></div></fieldset>");
  out.raw("<div class=\"field\"><label for=\"reason\">Why (for the trail; may stay empty)</label>");
  out.raw("<input id=\"reason\" name=\"reason\" autocomplete=\"off\"")
      .attribute("value", form.reason)
      .raw("></div>");
  out.raw("<p class=\"actions\"><button>")
      .raw(form.version == 0 ? pages::Markup("Register") : pages::Markup("Save"));
  out.raw("</button></p></form>");
}

}  // namespace stillpoint::http::admin
