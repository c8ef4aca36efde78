#include "http/admin/sheet_choices.h"

#include <algorithm>
#include <array>

namespace stillpoint::http::admin {
namespace {

constexpr std::array<Choice, 2> kEncodings = {{{"utf-8", "UTF-8"}, {"windows-1252", "Windows-1252"}}};
constexpr std::array<Choice, 3> kDates = {{{"ymd", "Year, month, day (2026-11-22)"},
                                           {"dmy", "Day, month, year (22.11.2026)"},
                                           {"mdy", "Month, day, year (11/22/2026)"}}};

}  // namespace

std::size_t chosen(std::span<const Choice> choices, std::string_view value) {
  const auto found = std::find_if(choices.begin(), choices.end(),
                                  [&](const Choice& choice) { return choice.value == value; });
  return found == choices.end() ? 0 : static_cast<std::size_t>(found - choices.begin());
}

void select(pages::HtmlWriter& out, const Select& field) {
  out.raw("<div class=\"field\"><label").attribute("for", field.name).raw(">").raw(field.label);
  out.raw("</label><select").attribute("id", field.name).attribute("name", field.name).raw(">");
  for (const Choice& choice : field.choices) {
    out.raw("<option").attribute("value", choice.value).flag("selected", choice.value == field.value);
    out.raw(">").raw(choice.words).raw("</option>");
  }
  out.raw("</select></div>");
}

void sheet_choices(pages::HtmlWriter& out, std::string_view encoding, std::string_view dates) {
  select(out, {.name = "encoding", .label = "Written in", .choices = kEncodings, .value = encoding});
  select(out, {.name = "dates", .label = "Dates are", .choices = kDates, .value = dates});
}

domain::SheetEncoding encoding_of(std::string_view value) {
  return static_cast<domain::SheetEncoding>(chosen(kEncodings, value));
}

domain::DateOrder date_order_of(std::string_view value) {
  return static_cast<domain::DateOrder>(chosen(kDates, value));
}

}  // namespace stillpoint::http::admin
