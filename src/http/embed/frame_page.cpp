#include "http/embed/frame_page.h"

#include <string>

#include "base/time_text.h"
#include "http/embed/script_release.h"
#include "http/partners/partner_gate.h"

namespace stillpoint::http::embed {
namespace {

/// The partner's colours as a style of its own. The values were checked when they were saved: a colour
/// "#rrggbb" and a number.
std::string theme_style(const domain::PartnerTheme& theme) {
  std::string style = ":root{--sp-theme-radius:" + std::to_string(theme.corner_radius) + "px";
  if (!theme.accent.empty()) style += ";--sp-theme-accent:" + theme.accent;
  return style + "}";
}

std::string content_policy(const app::Caller& caller, const std::string& style) {
  return "default-src 'none'; script-src 'self'; style-src 'self' '" + sha256_source(style) +
         "'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors " +
         partners::frame_ancestors(caller);
}

std::string origins_of(const app::Caller& caller) {
  std::string origins;
  if (!caller.known) return origins;
  for (const std::string& origin : caller.known->partner.origins) {
    origins.append(origins.empty() ? "" : " ").append(origin);
  }
  return origins;
}

}  // namespace

Response frame_page(const PieceRequest& request, const Piece& piece, const pages::Site& site) {
  const app::Caller& caller = request.caller;
  const domain::PartnerTheme theme = caller.known ? caller.known->partner.theme : domain::PartnerTheme{};
  const std::string style = theme_style(theme);
  pages::HtmlWriter out(site.settings.base_path);
  out.raw("<!doctype html>\n<html").attribute("lang", request.labels.language());
  out.raw(
      "><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>");
  out.text(piece.title).raw("</title><style>").text(style).raw("</style><link rel=\"stylesheet\"");
  out.href(site.assets.path("embed/embed.css")).raw("><script type=\"module\"");
  out.src(site.assets.path("embed/frame.js")).raw("></script></head><body");
  const std::string scheme(domain::kColourSchemeNames[static_cast<std::size_t>(theme.scheme)]);
  out.attribute("class", "sp frame " + scheme);
  out.attribute("data-as-of", print_instant(piece.as_of));
  out.attribute("data-expires", print_instant(piece.expires));
  if (request.refresh_seconds > 0) out.attribute("data-refresh", request.refresh_seconds);
  out.attribute("data-unreachable", request.labels["unreachable"]);
  out.attribute("data-origins", origins_of(caller));
  out.flag("data-local", caller.kind == domain::PartnerKeyKind::kTest);
  out.raw("><main>").include(piece.html).raw("</main></body></html>\n");
  return Response{.status = piece.status,
                  .content_type = "text/html; charset=utf-8",
                  .body = std::move(out).take(),
                  .headers = {{"Content-Security-Policy", content_policy(caller, style)},
                              {"Cross-Origin-Resource-Policy", "cross-origin"},
                              {"X-Robots-Tag", "noindex"}}};
}

}  // namespace stillpoint::http::embed
