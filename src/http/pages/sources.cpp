#include "http/pages/sources.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/time_text.h"

namespace stillpoint::http::pages {
namespace {

/// An address without its scheme becomes a link: "example.org/x", or "example.org/x (a remark)".
void source(HtmlWriter& out, std::string_view name) {
  const std::string_view address = name.substr(0, name.find(" ("));
  const bool is_address =
      address.find(' ') == std::string_view::npos && address.find('.') != std::string_view::npos;
  const auto href = is_address ? Href::outside("https://" + std::string(address)) : std::optional<Href>();
  if (!href) {
    out.text(name);
    return;
  }
  out.raw("<a rel=\"noopener external\"").href(*href).raw(">").text(address).raw("</a>");
  out.text(name.substr(address.size()));
}

bool is_own_wording(std::string_view name) {
  return name.find("own wording") != std::string_view::npos;
}

}  // namespace

std::vector<std::string_view> sources_of(const domain::Origin& origin) {
  std::vector<std::string_view> names;
  std::string_view rest = origin.source;
  while (!rest.empty()) {
    const std::string_view name = rest.substr(0, rest.find("; "));
    rest.remove_prefix(std::min(rest.size(), name.size() + 2));
    if (!is_own_wording(name)) names.push_back(name);
  }
  return names;
}

void write_sources(HtmlWriter& out, const domain::Origin& origin) {
  const std::vector<std::string_view> names = sources_of(origin);
  if (names.empty()) return;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out.raw("; ");
    source(out, names[i]);
  }
  if (origin.read_on) out.raw(", read ").text(print_date_words(*origin.read_on));
}

}  // namespace stillpoint::http::pages
