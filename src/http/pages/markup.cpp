#include "http/pages/markup.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <utility>

#include "http/url.h"

namespace stillpoint::http::pages {
namespace {

bool has_space_or_control(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7f) return true;
  }
  return false;
}

bool begins_with_ignoring_case(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    const char c = text[i];
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower != prefix[i]) return false;
  }
  return true;
}

/// What stands for the character in HTML; empty where it may stay.
std::string_view escape_of(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  const bool forbidden = (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
  return forbidden ? std::string_view("\xEF\xBF\xBD") : std::string_view();
}

}  // namespace

Href Href::path(std::string path) {
  const bool own = !path.empty() && !has_space_or_control(path) &&
                   (path[0] == '#' || path[0] == '?' ||
                    (path[0] == '/' && (path.size() == 1 || (path[1] != '/' && path[1] != '\\'))));
  return Href(own ? std::move(path) : std::string("/"));
}

std::optional<Href> Href::outside(std::string_view url) {
  if (has_space_or_control(url)) return std::nullopt;
  for (const std::string_view scheme : {std::string_view("https://"), std::string_view("http://")}) {
    if (begins_with_ignoring_case(url, scheme) && url.size() > scheme.size()) return Href(std::string(url));
  }
  return std::nullopt;
}

std::optional<Href> Href::telephone(std::string_view number) {
  std::string built = "tel:";
  bool digits = false;
  for (const char c : number) {
    if (c >= '0' && c <= '9') {
      built += c;
      digits = true;
    } else if (c == '+' && !digits && built.back() == ':') {
      built += c;
    }
  }
  if (!digits) return std::nullopt;
  return Href(std::move(built));
}

std::optional<Href> Href::mail(std::string_view address) {
  const std::size_t at = address.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == address.size() || address.rfind('@') != at ||
      has_space_or_control(address)) {
    return std::nullopt;
  }
  return Href("mailto:" + percent_encode(address.substr(0, at)) + "@" +
              percent_encode(address.substr(at + 1)));
}

HtmlWriter& HtmlWriter::raw(Markup markup) {
  out_.append(markup.view());
  return *this;
}

HtmlWriter& HtmlWriter::text(std::string_view text) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view escape = escape_of(text[i]);
    if (escape.empty()) continue;
    out_.append(text.substr(done, i - done)).append(escape);
    done = i + 1;
  }
  out_.append(text.substr(done));
  return *this;
}

HtmlWriter& HtmlWriter::number(std::int64_t value) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  out_.append(digits.data(), end.ptr);
  return *this;
}

HtmlWriter& HtmlWriter::attribute(AttributeName name, std::string_view value) {
  out_.append(" ").append(name.view()).append("=\"");
  text(value);
  out_ += '"';
  return *this;
}

HtmlWriter& HtmlWriter::attribute(AttributeName name, std::int64_t value) {
  out_.append(" ").append(name.view()).append("=\"");
  number(value);
  out_ += '"';
  return *this;
}

HtmlWriter& HtmlWriter::flag(AttributeName name, bool on) {
  if (on) out_.append(" ").append(name.view());
  return *this;
}

HtmlWriter& HtmlWriter::linked(std::string_view name, const Href& href) {
  const std::string_view view = href.view();
  out_.append(" ").append(name).append("=\"");
  if (!view.empty() && view[0] == '/') text(base_path_);
  text(view);
  out_ += '"';
  return *this;
}

HtmlWriter& HtmlWriter::href(const Href& href) {
  return linked("href", href);
}
HtmlWriter& HtmlWriter::src(const Href& href) {
  return linked("src", href);
}
HtmlWriter& HtmlWriter::action(const Href& href) {
  return linked("action", href);
}
HtmlWriter& HtmlWriter::address(AttributeName name, const Href& href) {
  return linked(name.view(), href);
}

HtmlWriter& HtmlWriter::json(std::string_view json) {
  // Outside of strings JSON has none of these, so that each may stand as its escape (RFC 8259 7).
  for (const char c : json) {
    if (c == '<') {
      out_.append("\\u003c");
    } else if (c == '>') {
      out_.append("\\u003e");
    } else if (c == '&') {
      out_.append("\\u0026");
    } else {
      out_ += c;
    }
  }
  return *this;
}

HtmlWriter& HtmlWriter::include(const HtmlWriter& part) {
  out_.append(part.out_);
  return *this;
}

}  // namespace stillpoint::http::pages
