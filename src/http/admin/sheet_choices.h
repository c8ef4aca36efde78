#pragma once

#include <span>
#include <string_view>

#include "domain/spreadsheet.h"
#include "http/pages/markup.h"

namespace stillpoint::http::admin {

/// One value that a list offers.
struct Choice {
  std::string_view value;
  pages::Markup words;
};

/// The position of a value among those offered; 0, the first, for any other.
std::size_t chosen(std::span<const Choice> choices, std::string_view value);

/// A list to choose from, with its label.
struct Select {
  std::string_view name{};  ///< Its id too.
  pages::Markup label = "";
  std::span<const Choice> choices{};
  std::string_view value{};
};
void select(pages::HtmlWriter& out, const Select& field);

/// How a file's text is written ("utf-8", "windows-1252") and its dates are ordered ("ymd", "dmy", "mdy"), as
/// two lists to choose from, named `encoding` and `dates`.
void sheet_choices(pages::HtmlWriter& out, std::string_view encoding, std::string_view dates);
domain::SheetEncoding encoding_of(std::string_view value);
domain::DateOrder date_order_of(std::string_view value);

}  // namespace stillpoint::http::admin
