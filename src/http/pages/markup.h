#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stillpoint::http::pages {

/// A piece of HTML that stands in the program's text. Only literals can become one: passing data of the
/// running program does not compile.
class Markup {
 public:
  consteval Markup(const char* literal)
      : text_(literal) {}  // NOLINT(google-explicit-constructor): literals read as markup
  [[nodiscard]] constexpr std::string_view view() const { return text_; }

 private:
  std::string_view text_;
};

/// The name of an attribute whose value is plain text. Names whose value is an address, a style or a script
/// do not compile: addresses go through `Href`, and styles and scripts stand in files.
class AttributeName {
 public:
  consteval AttributeName(const char* literal)  // NOLINT(google-explicit-constructor): literals read as names
      : text_(literal) {
    const bool address = text_ == "href" || text_ == "src" || text_ == "action" || text_ == "formaction" ||
                         text_ == "srcset" || text_ == "srcdoc" || text_ == "data" || text_ == "poster";
    if (address || text_ == "style" || text_.substr(0, 2) == "on") throw "not an attribute of plain text";
  }
  [[nodiscard]] constexpr std::string_view view() const { return text_; }

 private:
  std::string_view text_;
};

/// An address that is safe to click: a path of our own, http, https, tel or mailto. Nothing else can become
/// one, so a practitioner's "website" cannot be a script.
class Href {
 public:
  /// A path of our own, as written in the program: "/how-we-check", "#fees".
  static Href own(Markup literal) { return Href(literal.view()); }
  /// A path of our own, as built: begins with one "/" or "#"; anything else becomes "/".
  static Href path(std::string path);
  /// An outside page; nothing unless it is http or https and free of white space and control characters.
  static std::optional<Href> outside(std::string_view url);
  /// A telephone number: its digits with a leading plus where it has one; nothing if there are none.
  static std::optional<Href> telephone(std::string_view number);
  /// A mail address; nothing unless it has exactly one "@" and no white space.
  static std::optional<Href> mail(std::string_view address);

  [[nodiscard]] std::string_view view() const { return built_.empty() ? literal_ : std::string_view(built_); }

 private:
  constexpr explicit Href(std::string_view literal) : literal_(literal) {}
  explicit Href(std::string built) : built_(std::move(built)) {}
  std::string_view literal_;
  std::string built_;
};

/// Writes a page. What comes from data is escaped; what is not escaped is a literal. Not thread-safe.
class HtmlWriter {
 public:
  /// @param base_path stands before every path of our own; empty, or "/find" without a slash at its end.
  explicit HtmlWriter(std::string_view base_path = {}) : base_path_(base_path) {}

  HtmlWriter& raw(Markup markup);
  /// Escaped for element content and quoted attribute values alike. Control characters that HTML forbids
  /// become U+FFFD.
  HtmlWriter& text(std::string_view text);
  HtmlWriter& number(std::int64_t value);
  /// ` name="value"`, the value escaped.
  HtmlWriter& attribute(AttributeName name, std::string_view value);
  HtmlWriter& attribute(AttributeName name, std::int64_t value);
  /// ` name` where `on`: checked, selected, hidden.
  HtmlWriter& flag(AttributeName name, bool on);
  /// ` href="…"`, ` src="…"`, ` action="…"`.
  HtmlWriter& href(const Href& href);
  HtmlWriter& src(const Href& href);
  HtmlWriter& action(const Href& href);
  /// ` data-…="address"`, for a script.
  HtmlWriter& address(AttributeName name, const Href& href);
  /// JSON as the whole content of a `script` element that holds data: nothing in it can end the element.
  HtmlWriter& json(std::string_view json);
  /// What another writer wrote: it is escaped already.
  HtmlWriter& include(const HtmlWriter& part);

  [[nodiscard]] bool empty() const { return out_.empty(); }
  [[nodiscard]] const std::string& str() const { return out_; }
  [[nodiscard]] std::string take() && { return std::move(out_); }

 private:
  HtmlWriter& linked(std::string_view name, const Href& href);
  std::string base_path_;
  std::string out_;
};

}  // namespace stillpoint::http::pages
