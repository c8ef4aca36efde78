#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "document/json_writer.h"
#include "http/embed/embed_handlers.h"
#include "http/pages/markup.h"
#include "http/pages/search_address.h"
#include "http/problem.h"
#include "http/url.h"
#include "http/verify_parameters.h"

namespace stillpoint::http::embed {
namespace {

/// What a frame is given where the consumer sets no limit: a column of text, and the height that five
/// therapists, one, or a certificate take in it.
struct FrameSize {
  int width = 640;
  int height = 0;
};
constexpr int kCacheSeconds = 300;

FrameSize usual_size(PieceKind kind) {
  switch (kind) {
    case PieceKind::kSearch:
      return {.height = 720};
    case PieceKind::kPractitioner:
      return {.height = 480};
    case PieceKind::kCertificate:
      return {.height = 420};
  }
  return {};
}

/// `maxwidth` and `maxheight`: nothing where there is none; what is no positive number is wrong.
Result<std::optional<int>> limit_of(const std::vector<Parameter>& given, std::string_view name) {
  const std::string text(pages::first_value(given, name));
  if (text.empty()) return std::optional<int>();
  int limit = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (fault != std::errc() || end != text.data() + text.size() || limit < 1) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "The size cannot be kept.",
                 .faults = {{.where = std::string(name),
                             .what = "This is no number of pixels.",
                             .allowed = "1 or more",
                             .value = text}}};
  }
  return std::optional<int>(limit);
}

/// A page of ours that can be shown elsewhere.
struct Target {
  PieceKind kind = PieceKind::kSearch;
  std::vector<Parameter> parameters{};
};

/// What stands behind the host and base path of an address of ours; nothing for others'.
std::optional<std::string_view> own_part(std::string_view url, const std::string& site) {
  if (url.substr(0, site.size()) != site) return std::nullopt;
  std::string_view rest = url.substr(site.size());
  rest = rest.substr(0, rest.find('#'));
  if (rest.empty()) return "/";
  if (rest.front() != '/' && rest.front() != '?') return std::nullopt;
  return rest;
}

bool begins_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

/// Pages that only one person may see.
bool is_private(std::string_view path) {
  return path == "/admin" || begins_with(path, "/admin/") || path == "/mine" || begins_with(path, "/mine/");
}

Result<Target> target_of(std::string_view url, const std::string& site) {
  const Error unknown{.code = ErrorCode::kNotFound, .message = "No page of this directory has this address."};
  const std::optional<std::string_view> rest = own_part(url, site);
  if (!rest) return unknown;
  const std::size_t mark = rest->find('?');
  const std::string_view path = rest->substr(0, mark);
  if (is_private(path)) {
    return Error{.code = ErrorCode::kUnauthenticated,
                 .message = "This page is not public, so that it cannot be shown elsewhere."};
  }
  Target target;
  if (mark != std::string_view::npos) {
    auto parameters = parse_query(rest->substr(mark + 1));
    if (!parameters) return unknown;
    target.parameters = *std::move(parameters);
  }
  constexpr std::string_view kProfile = "/practitioners/";
  if (path == "/" || path.empty()) return target;
  if (path == "/verify") {
    target.kind = PieceKind::kCertificate;
    if (pages::first_value(target.parameters, "number").empty()) return unknown;
    return target;
  }
  if (begins_with(path, kProfile) && parse_id(path.substr(kProfile.size()))) {
    target.kind = PieceKind::kPractitioner;
    target.parameters = {{.name = "id", .value = std::string(path.substr(kProfile.size()))}};
    return target;
  }
  return unknown;
}

std::string frame_html(const std::string& src, const std::string& title, const FrameSize& size) {
  pages::HtmlWriter out;
  const auto href = pages::Href::outside(src);
  if (!href) return {};
  out.raw("<iframe").src(*href).attribute("title", title);
  out.attribute("width", size.width).attribute("height", size.height);
  out.raw(" loading=\"lazy\" referrerpolicy=\"strict-origin-when-cross-origin\"></iframe>");
  return std::move(out).take();
}

}  // namespace

Response EmbedHandlers::oembed(const Request& request, const app::Caller& caller) const {
  const std::vector<Parameter>& given = request.parameters;
  const std::string format(pages::first_value(given, "format"));
  if (!format.empty() && format != "json") return problem(501, "Only format=json is offered.");
  const auto width = limit_of(given, "maxwidth");
  if (!width) return problem(width.error());
  const auto height = limit_of(given, "maxheight");
  if (!height) return problem(height.error());
  const Links& links = services_.site.links;
  Result<Target> target = target_of(pages::first_value(given, "url"), links.full(""));
  if (!target) return problem(target.error());

  PieceRequest wanted = piece_request(request, caller);
  wanted.kind = target->kind;
  wanted.parameters = target->parameters;
  const Result<Piece> piece = maker_.make(wanted);
  if (!piece) {
    Response refusal = problem(piece.error());
    add_retry_after(refusal);
    return refusal;
  }
  if (piece->status != 200) return problem(404, "No page of this directory has this address.");

  // A frame's address brings the key along: one that came in a header, where a secret one belongs, must not.
  const bool is_framed = !caller.key_in_address.empty();
  FrameSize size = usual_size(target->kind);
  size.width = std::min(size.width, width->value_or(size.width));
  size.height = std::min(size.height, height->value_or(size.height));
  std::string body;
  document::JsonWriter json(body);
  json.begin_object();
  json.member("version", "1.0");
  json.member("type", is_framed ? "rich" : "link");
  json.member("title", piece->title);
  json.member("provider_name", "Stillpoint");
  json.member("provider_url", links.full("/"));
  json.member("cache_age", kCacheSeconds);
  if (is_framed) {
    std::vector<Parameter> address = {
        {"type", std::string(kPieceKindNames[static_cast<std::size_t>(target->kind)])},
        {"key", caller.key_in_address},
        {"lang", wanted.labels.language()}};
    address.insert(address.end(), target->parameters.begin(), target->parameters.end());
    json.member("width", size.width);
    json.member("height", size.height);
    json.member("html", frame_html(links.full("/embed?" + print_query(address)), piece->title, size));
  }
  json.end_object();
  return Response{.content_type = "application/json", .body = std::move(body)};
}

}  // namespace stillpoint::http::embed
