#include "http/reference/reference_pages.h"

#include <array>
#include <string_view>

#include "http/reference/sample.h"
#include "http/reference/schema_words.h"

namespace stillpoint::http::reference {
namespace {

using pages::Href;
using pages::HtmlWriter;
using pages::Markup;

struct AudienceName {
  Audience audience;
  Markup heading;
};
constexpr std::array<AudienceName, 3> kAudiences = {
    {{Audience::kEverybody, "For everybody, without a key"},
     {Audience::kPartners, "For partners, with a key"},
     {Audience::kAdministration, "For administrators’ programs"}}};

Href address_of(const Area& area) {
  return Href::path("/developers/" + area.name);
}

/// "GET /v1/practitioners".
void write_name(HtmlWriter& out, const Operation& operation) {
  out.raw("<span class=\"verb\">")
      .text(operation.method)
      .raw("</span> <code>")
      .text(operation.path)
      .raw("</code>");
}

void write_listing(HtmlWriter& out, std::string_view text) {
  out.raw("<pre class=\"listing\">").text(text).raw("</pre>");
}

void write_parameters(HtmlWriter& out, const Operation& operation, const Interface& interface) {
  const auto parameters = member_of(operation.value, "parameters");
  if (!parameters) return;
  out.raw("<h3>Parameters</h3><ul class=\"shape\">");
  for (auto given = parameters->first(); given; given = given->next()) {
    const JsonValue parameter = interface.resolved(*given);
    out.raw("<li><code>").text(text_of(parameter, "name")).raw("</code> <span class=\"type\">");
    const std::string_view place = text_of(parameter, "in");
    out.text(place == "path" ? "in the path, " : place == "header" ? "header, " : "");
    if (const auto schema = member_of(parameter, "schema")) write_type(out, *schema);
    if (is_true(parameter, "required") && place != "path") out.raw(", <strong>required</strong>");
    out.raw("</span> <span>").text(text_of(parameter, "description")).raw("</span></li>");
  }
  out.raw("</ul>");
}

void write_content(HtmlWriter& out, JsonValue content) {
  for (auto media = content.first(); media; media = media->next()) {
    const auto schema = member_of(*media, "schema");
    if (!schema) continue;
    out.raw("<p><code>").text(media->name()).raw("</code> <span class=\"type\">");
    write_type(out, *schema);
    out.raw("</span></p>");
    if (text_of(*schema, "$ref").empty()) write_members(out, *schema);
  }
}

void write_body(HtmlWriter& out, const Operation& operation) {
  const auto body = member_of(operation.value, "requestBody");
  const auto content = body ? member_of(*body, "content") : std::nullopt;
  if (!content) return;
  out.raw("<h3>Body</h3>");
  write_content(out, *content);
}

void write_answers(HtmlWriter& out, const Operation& operation, const Interface& interface) {
  out.raw("<h3>Answers</h3><dl class=\"answers\">");
  const auto responses = member_of(operation.value, "responses");
  for (auto given = responses ? responses->first() : std::nullopt; given; given = given->next()) {
    const JsonValue response = interface.resolved(*given);
    out.raw("<dt>").text(given->name() == "default" ? "any other" : given->name()).raw("</dt><dd>");
    out.text(text_of(response, "description"));
    if (const auto headers = member_of(response, "headers")) {
      out.raw(" <span class=\"type\">Headers:");
      for (auto header = headers->first(); header; header = header->next()) {
        out.raw(" <code>").text(header->name()).raw("</code>");
      }
      out.raw("</span>");
    }
    // Problems are all of one shape, which the start tells.
    const auto content = member_of(response, "content");
    if (content && given->name().substr(0, 1) == "2") write_content(out, *content);
    out.raw("</dd>");
  }
  out.raw("</dl>");
}

/// The first example of an answer of 2xx.
std::optional<JsonValue> answer_of(const Operation& operation, const Interface& interface) {
  const auto responses = member_of(operation.value, "responses");
  for (auto given = responses ? responses->first() : std::nullopt; given; given = given->next()) {
    if (given->name().substr(0, 1) != "2") continue;
    const auto content = member_of(interface.resolved(*given), "content");
    const auto media = content ? content->first() : std::nullopt;
    if (media) return example_of(*media, interface);
  }
  return std::nullopt;
}

void write_example(HtmlWriter& out, const Operation& operation, const ReferenceView& view) {
  out.raw("<h3>As a line for a shell</h3>");
  write_listing(out, curl(operation, view.interface, view.links));
  if (const auto answer = answer_of(operation, view.interface)) {
    out.raw("<details><summary>What this answered</summary>");
    write_listing(out, pretty(*answer));
    out.raw("</details>");
  }
}

/// One field of the form that asks.
void write_try_field(HtmlWriter& out, JsonValue parameter, const std::string& id,
                     const Interface& interface) {
  const std::string_view name = text_of(parameter, "name");
  const std::optional<JsonValue> example = example_of(parameter, interface);
  const bool is_list = example && example->kind() == document::JsonKind::kArray;
  out.raw("<div class=\"field\"><label")
      .attribute("for", id)
      .raw(">")
      .text(name)
      .raw("</label><input type=\"text\"");
  out.attribute("id", id).attribute("name", name);
  if (example) {
    const auto first = is_list ? example->first() : example;
    if (first) out.attribute("value", first->text());
  }
  out.flag("required", is_true(parameter, "required")).raw("></div>");
}

/// A form that asks the running program; only for what reads and answers something to look at.
void write_try(HtmlWriter& out, const Operation& operation, const ReferenceView& view) {
  if (operation.method != "GET") return;
  out.raw("<h3>Try it</h3><form class=\"try\" method=\"get\"").action(Href::own("/developers/try")).raw(">");
  out.raw("<input type=\"hidden\" name=\"operation\"")
      .attribute("value", operation.id)
      .raw("><div class=\"fields\">");
  const auto parameters = member_of(operation.value, "parameters");
  for (auto given = parameters ? parameters->first() : std::nullopt; given; given = given->next()) {
    const JsonValue parameter = view.interface.resolved(*given);
    if (text_of(parameter, "in") == "header") continue;
    write_try_field(out, parameter, operation.id + "-" + std::string(text_of(parameter, "name")),
                    view.interface);
  }
  out.raw("</div><p><button class=\"primary\">Ask");
  out.raw("<span class=\"out-of-sight\"> ").text(operation.path).raw("</span></button>");
  if (opens_to_session(operation.value)) {
    out.raw(" <span class=\"hint\">As whoever is signed in at this browser.</span>");
  }
  out.raw("</p><p class=\"said\" role=\"status\"></p><pre class=\"listing\" hidden></pre></form>");
}

void write_operation(HtmlWriter& out, const Operation& operation, const ReferenceView& view) {
  out.raw("<section class=\"panel operation\"").attribute("id", operation.id).raw("><h2>");
  write_name(out, operation);
  out.raw("</h2><p class=\"lead\">").text(text_of(operation.value, "summary")).raw(".</p>");
  if (is_true(operation.value, "deprecated")) {
    out.raw(
        "<p class=\"rule\"><strong>This will go.</strong> Its answers say when, and what takes its "
        "place.</p>");
  }
  if (const auto description = text_of(operation.value, "description"); !description.empty()) {
    out.raw("<p>").text(description).raw("</p>");
  }
  write_parameters(out, operation, view.interface);
  write_body(out, operation);
  write_answers(out, operation, view.interface);
  write_example(out, operation, view);
  write_try(out, operation, view);
  out.raw("</section>");
}

void write_conventions(HtmlWriter& out) {
  out.raw(
      "<h2 id=\"conventions\">What holds for every request</h2><ul>"
      "<li><strong>Keys.</strong> Searches, profiles and verdicts need none. An administrator’s program "
      "brings "
      "<code>Authorization: Bearer</code> and a token made at <code>/admin/account</code>, with the roles "
      "that it was "
      "given.</li>"
      "<li><strong>Mistakes.</strong> A wrong request is answered with <code>application/problem+json</code> "
      "(RFC "
      "9457): "
      "<code>errors</code> names every wrong place at once, and what would be right. A name that is not "
      "known is a "
      "mistake too.</li>"
      "<li><strong>Unchanged?</strong> What has an <code>ETag</code> takes <code>If-None-Match</code> and "
      "answers 304. "
      "An update bears the tag that was read as <code>If-Match</code>: 428 without it, 412 where somebody "
      "was "
      "faster.</li>"
      "<li><strong>Twice?</strong> A create bears an <code>Idempotency-Key</code> drawn for it, and may be "
      "sent "
      "again.</li>"
      "<li><strong>Changes of the interface.</strong> The version is in the path. Within one, members and "
      "parameters "
      "are added and none is taken away. What will go says so in every answer, with <code>Deprecation</code> "
      "(RFC "
      "9745), <code>Sunset</code> (RFC 8594) and a link to what takes its place.</li>"
      "<li><strong>Asking back.</strong> Every answer has an <code>X-Request-Id</code>, which the operator "
      "finds in "
      "the log. The log holds no query, no name, no address of anyone.</li></ul>");
}

}  // namespace

std::string start_page(const ReferenceView& view) {
  HtmlWriter out(view.site.settings.base_path);
  out.raw("<article class=\"read developers\"><h1>For developers</h1><p class=\"lead\">")
      .text(view.interface.summary());
  out.raw("</p><p>The same for machines: <a").href(Href::own("/openapi.json"));
  out.raw("><code>/openapi.json</code></a> (OpenAPI 3.1). Its schemas by name: <a")
      .href(Href::own("/developers/shapes"));
  out.raw(">shapes</a>.</p>");
  write_conventions(out);
  for (const AudienceName& part : kAudiences) {
    bool headed = false;
    for (const Area& area : view.interface.areas()) {
      if (area.audience != part.audience) continue;
      if (!headed) out.raw("<h2>").raw(part.heading).raw("</h2>");
      headed = true;
      out.raw("<h3><a")
          .href(address_of(area))
          .raw(">")
          .text(area.name)
          .raw("</a></h3><p>")
          .text(area.description);
      out.raw("</p><ul class=\"operations\">");
      for (const Operation& operation : area.operations) {
        out.raw("<li><a").href(Href::path("/developers/" + area.name + "#" + operation.id)).raw(">");
        write_name(out, operation);
        out.raw("</a> ").text(text_of(operation.value, "summary")).raw("</li>");
      }
      out.raw("</ul>");
    }
  }
  out.raw("</article>");
  return pages::layout(
      view.site,
      {.title = "For developers",
       .description = "The interface of this directory: every address, what it takes and answers.",
       .scripts = {}},
      out);
}

std::string area_page(const ReferenceView& view, const Area& area) {
  HtmlWriter out(view.site.settings.base_path);
  out.raw("<article class=\"developers\"><p class=\"back\"><a").href(Href::own("/developers"));
  out.raw(">← For developers</a></p><h1>")
      .text(area.name)
      .raw("</h1><p class=\"lead\">")
      .text(area.description);
  out.raw("</p><ul class=\"operations\">");
  for (const Operation& operation : area.operations) {
    out.raw("<li><a").href(Href::path("#" + operation.id)).raw(">");
    write_name(out, operation);
    out.raw("</a> ").text(text_of(operation.value, "summary")).raw("</li>");
  }
  out.raw("</ul>");
  for (const Operation& operation : area.operations) write_operation(out, operation, view);
  out.raw("</article>");
  return pages::layout(
      view.site,
      {.title = area.name + ": for developers", .description = area.description, .scripts = {"try.js"}}, out);
}

namespace {

void write_shape(HtmlWriter& out, const std::string& name, JsonValue schema) {
  out.raw("<section class=\"panel\"").attribute("id", name).raw("><h2>").text(name).raw("</h2>");
  if (const auto meaning = text_of(schema, "description"); !meaning.empty()) {
    out.raw("<p>").text(meaning).raw("</p>");
  }
  out.raw("<p class=\"type\">");
  write_type(out, schema);
  out.raw("</p>");
  write_members(out, schema);
  out.raw("</section>");
}

}  // namespace

std::string shapes_page(const ReferenceView& view) {
  HtmlWriter out(view.site.settings.base_path);
  out.raw("<article class=\"developers\"><p class=\"back\"><a").href(Href::own("/developers"));
  out.raw(">← For developers</a></p><h1>Shapes</h1><p class=\"lead\">The schemas that have a name.</p>");
  for (const JsonValue& shape : view.interface.shapes()) {
    const std::string name(shape.name());
    write_shape(out, name, shape);
    const auto inner = member_of(shape, "$defs");
    for (auto one = inner ? inner->first() : std::nullopt; one; one = one->next()) {
      write_shape(out, name + "." + std::string(one->name()), *one);
    }
  }
  out.raw("</article>");
  return pages::layout(view.site,
                       {.title = "Shapes: for developers",
                        .description = "The schemas of this directory's interface.",
                        .scripts = {}},
                       out);
}

}  // namespace stillpoint::http::reference
