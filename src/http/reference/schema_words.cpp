#include "http/reference/schema_words.h"

#include <array>
#include <string>
#include <string_view>

#include "http/reference/sample.h"

namespace stillpoint::http::reference {
namespace {

using document::JsonKind;
using pages::Href;
using pages::HtmlWriter;
using pages::Markup;

/// A keyword that narrows a value, with what stands before its limit.
struct LimitWord {
  std::string_view keyword;
  Markup before;
};
constexpr std::array<LimitWord, 9> kLimits = {{{"format", ", "},
                                               {"contentMediaType", ", "},
                                               {"minimum", ", from "},
                                               {"maximum", ", to "},
                                               {"minLength", ", characters from "},
                                               {"maxLength", ", characters to "},
                                               {"maxItems", ", at most "},
                                               {"pattern", ", as "},
                                               {"default", ", else "}}};

void write_limits(HtmlWriter& out, JsonValue schema) {
  for (const auto& [keyword, before] : kLimits) {
    const auto limit = member_of(schema, keyword);
    if (!limit) continue;
    out.raw(before);
    if (keyword == "pattern") {
      out.raw("<code>").text(limit->text()).raw("</code>");
    } else {
      out.text(limit->kind() == JsonKind::kString ? std::string(limit->text()) : pretty(*limit));
    }
  }
}

void write_joined(HtmlWriter& out, JsonValue alternatives, Markup between) {
  bool first = true;
  for (auto one = alternatives.first(); one; one = one->next()) {
    if (!first) out.raw(between);
    first = false;
    if (one->kind() == JsonKind::kString) {
      out.text(one->text());
    } else {
      write_type(out, *one);
    }
  }
}

void write_values(HtmlWriter& out, JsonValue values) {
  out.raw("one of ");
  bool first = true;
  for (auto value = values.first(); value; value = value->next()) {
    if (!first) out.raw(", ");
    first = false;
    out.raw("<code>")
        .text(value->kind() == JsonKind::kString ? value->text() : pretty(*value))
        .raw("</code>");
  }
}

/// The object within a list or a choice that is described on the spot.
JsonValue inner_object(JsonValue schema) {
  if (const auto items = member_of(schema, "items")) return inner_object(*items);
  for (const char* const choice : {"anyOf", "allOf", "oneOf"}) {
    const auto alternatives = member_of(schema, choice);
    for (auto one = alternatives ? alternatives->first() : std::nullopt; one; one = one->next()) {
      const JsonValue inner = inner_object(*one);
      if (member_of(inner, "properties")) return inner;
    }
  }
  return schema;
}

bool is_among(std::optional<JsonValue> names, std::string_view name) {
  for (auto one = names ? names->first() : std::nullopt; one; one = one->next()) {
    if (one->text() == name) return true;
  }
  return false;
}

}  // namespace

void write_type(HtmlWriter& out, JsonValue schema) {
  if (const std::string name = shape_name(text_of(schema, "$ref")); !name.empty()) {
    out.raw("<a").href(Href::path("/developers/shapes#" + name)).raw(">").text(name).raw("</a>");
  } else if (const auto values = member_of(schema, "enum")) {
    write_values(out, *values);
  } else if (const auto constant = member_of(schema, "const")) {
    out.raw("always <code>").text(pretty(*constant)).raw("</code>");
  } else if (const auto any = member_of(schema, "anyOf")) {
    write_joined(out, *any, " or ");
  } else if (const auto all = member_of(schema, "allOf")) {
    write_joined(out, *all, " with ");
  } else if (const auto items = member_of(schema, "items")) {
    out.raw("list of ");
    write_type(out, *items);
  } else if (const auto type = member_of(schema, "type"); !type) {
    out.raw("any value");
  } else if (type->kind() == JsonKind::kArray) {
    write_joined(out, *type, " or ");
  } else {
    out.text(type->text());
  }
  write_limits(out, schema);
}

void write_members(HtmlWriter& out, JsonValue schema) {
  const JsonValue object = inner_object(schema);
  const auto properties = member_of(object, "properties");
  if (!properties || properties->size() == 0) return;
  const auto required = member_of(object, "required");
  out.raw("<ul class=\"shape\">");
  for (auto property = properties->first(); property; property = property->next()) {
    out.raw("<li><code>").text(property->name()).raw("</code> <span class=\"type\">");
    write_type(out, *property);
    if (!is_among(required, property->name())) out.raw(", may be absent");
    out.raw("</span>");
    if (const auto meaning = text_of(*property, "description"); !meaning.empty()) {
      out.raw(" <span>").text(meaning).raw("</span>");
    }
    if (text_of(*property, "$ref").empty()) write_members(out, *property);
    out.raw("</li>");
  }
  out.raw("</ul>");
}

}  // namespace stillpoint::http::reference
