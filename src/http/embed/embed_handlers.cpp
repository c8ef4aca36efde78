#include "http/embed/embed_handlers.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include "base/time_text.h"
#include "document/json_writer.h"
#include "http/client_address.h"
#include "http/embed/frame_page.h"
#include "http/embed/piece_parts.h"
#include "http/encoding.h"
#include "http/limits.h"
#include "http/pages/search_address.h"
#include "http/problem.h"
#include "http/url.h"
#include "http/verify_parameters.h"

namespace stillpoint::http::embed {
namespace {

constexpr const char* kScriptType = "text/javascript; charset=utf-8";

Response json(std::string body) {
  return Response{.content_type = "application/json", .body = std::move(body)};
}

/// A script that any page may load, with `crossorigin` too, which subresource integrity asks for.
Response script_response(const ScriptRelease& release, std::string_view cache) {
  return Response{.content_type = kScriptType,
                  .body = std::string(release.content),
                  .headers = {{"ETag", tag_of(release.content)},
                              {"Cache-Control", std::string(cache)},
                              {"Access-Control-Allow-Origin", "*"},
                              {"Cross-Origin-Resource-Policy", "cross-origin"}}};
}

std::string piece_json(const Piece& piece, const PieceRequest& request) {
  std::string body;
  document::JsonWriter writer(body);
  const domain::PartnerTheme theme =
      request.caller.known ? request.caller.known->partner.theme : domain::PartnerTheme{};
  writer.begin_object();
  writer.member("status", piece.status);
  writer.member("title", piece.title);
  writer.member("lang", request.labels.language());
  writer.member("as_of", print_instant(piece.as_of));
  writer.member("expires", print_instant(piece.expires));
  writer.member("url", piece.url);
  writer.key("theme");
  writer.begin_object();
  writer.member("scheme", domain::kColourSchemeNames[static_cast<std::size_t>(theme.scheme)]);
  writer.member("accent", theme.accent);
  writer.member("corner_radius", theme.corner_radius);
  writer.end_object();
  writer.member("html", piece.html.str());
  writer.end_object();
  return body;
}

/// Seconds that a frame wishes between two answers; 0 for none, and for what is no number: a frame shows what
/// it can.
int refresh_of(std::string_view text) {
  int seconds = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (fault != std::errc() || end != text.data() + text.size() || seconds <= 0) return 0;
  const int most = static_cast<int>(std::chrono::seconds(kPieceLife).count());
  return std::clamp(seconds, kRefreshSecondsLeast, most);
}

}  // namespace

EmbedHandlers::EmbedHandlers(const EmbedServices& services)
    : services_(services),
      labels_(program_labels()),
      assets_(pages::program_assets()),
      site_{services.site.vocabulary,
            assets_,
            {.base_path = services.site.links.path(""),
             .demo = services.site.is_demo,
             .tile_url = {},
             .public_url = services.site.links.full("")}},
      maker_(services_, site_),
      scripts_(program_scripts()) {}

Response EmbedHandlers::evergreen_script(const Request&) const {
  return script_response(scripts_.front(), "public, max-age=300, stale-while-revalidate=86400");
}

Response EmbedHandlers::script(const Request& request) const {
  for (const ScriptRelease& script : scripts_) {
    if (script.name == request.path_id) return script_response(script, "public, max-age=31536000, immutable");
  }
  return problem(404, "There is no such release of the script.");
}

Response EmbedHandlers::script_address(const Request&) const {
  const Links& links = services_.site.links;
  std::string body;
  document::JsonWriter writer(body);
  writer.begin_object();
  writer.member("evergreen", links.full("/embed.js"));
  writer.member("versioned", links.full("/embed/" + scripts_.front().name));
  writer.member("integrity", scripts_.front().integrity);
  writer.end_object();
  return json(std::move(body));
}

PieceRequest EmbedHandlers::piece_request(const Request& request, const app::Caller& caller) const {
  const std::vector<Parameter>& address = request.parameters;
  const std::string type(pages::first_value(address, "type"));
  const std::string language(pages::first_value(address, "lang"));
  PieceRequest wanted{.kind = piece_kind_of(type).value_or(PieceKind::kSearch),
                      .parameters = address,
                      .labels = labels_.of(language),
                      .caller = caller,
                      .shows_form = pages::first_value(address, "form") != "none"};
  wanted.refresh_seconds = refresh_of(pages::first_value(address, "refresh"));
  // By the visitor, as on our own page: one who guesses must not spend what a partner's other visitors need.
  wanted.allowance = address_key(request.client_address);
  wanted.frame_path =
      "/embed?type=" + std::string(kPieceKindNames[static_cast<std::size_t>(wanted.kind)]) +
      "&key=" + percent_encode(caller.key_in_address) + "&lang=" + wanted.labels.language() +
      (wanted.shows_form ? "" : "&form=none") +
      (wanted.refresh_seconds > 0 ? "&refresh=" + std::to_string(wanted.refresh_seconds) : "");
  return wanted;
}

Response EmbedHandlers::piece(const Request& request, const app::Caller& caller) const {
  if (!caller.is_partner()) {
    return problem(401,
                   "A piece for another page needs a partner's publishable key in the address: key=pk_….");
  }
  const std::string type(pages::first_value(request.parameters, "type"));
  if (!piece_kind_of(type)) {
    return problem(400, "The address does not say what to show.",
                   {{.where = "type",
                     .what = "There is no piece of this name.",
                     .allowed = "search, practitioner, certificate",
                     .value = type}});
  }
  std::optional<std::vector<Parameter>> asked = parse_query(request.body);
  if (!asked || asked->size() > kParametersMax) return problem(400, "The body is no form that can be read.");
  PieceRequest wanted = piece_request(request, caller);
  wanted.parameters = *std::move(asked);
  const std::string cursor(pages::first_value(wanted.parameters, "cursor"));
  if (wanted.kind == PieceKind::kSearch) {
    wanted.parameters = pages::asked_by_form(std::move(wanted.parameters));
    if (!cursor.empty()) wanted.parameters.push_back({.name = "cursor", .value = cursor});
  }
  const Result<Piece> made = maker_.make(wanted);
  if (!made) {
    Response refusal = problem(made.error());
    add_retry_after(refusal);
    return refusal;
  }
  return json(piece_json(*made, wanted));
}

Response EmbedHandlers::frame(const Request& request, const app::Caller& caller) const {
  const PieceRequest wanted = piece_request(request, caller);
  Result<Piece> made = maker_.make(wanted);
  if (!made) {
    // In a frame only this page itself can say that there is no answer.
    Piece piece{.status = status_of(made.error().code), .title = std::string(wanted.labels["unreachable"])};
    pages::HtmlWriter out(site_.settings.base_path);
    notice({.out = out, .request = wanted, .services = services_, .site = site_},
           wanted.labels["unreachable"]);
    piece.html = std::move(out);
    piece.as_of = services_.site.clock.now();
    piece.expires = piece.as_of + kPieceLife;
    made = std::move(piece);
  }
  return frame_page(wanted, *made, site_);
}

Response EmbedHandlers::ask(const Request& request, const app::Caller& caller) const {
  std::optional<std::vector<Parameter>> fields = parse_query(request.body);
  if (!fields || fields->size() > kParametersMax) return problem(400, "The form could not be read.");
  const PieceRequest wanted = piece_request(request, caller);
  std::string path =
      pages::search_path(pages::asked_by_form(std::move(*fields)), services_.site.sealer, "/embed");
  // "/embed?type=…" and what the search adds behind its own question mark.
  path = wanted.frame_path + "&" + path.substr(path.find('?') + 1);
  if (path.size() > kTargetBytesMax) return problem(400, "This search is too long for an address.");
  return Response{.status = 303, .headers = {{"Location", services_.site.links.path(path)}}};
}

}  // namespace stillpoint::http::embed
