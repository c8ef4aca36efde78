#include "http/admin/conditional.h"

#include <charconv>

#include "http/problem.h"

namespace stillpoint::http::admin {
namespace {

/// What the front adds to the tag of a compressed answer.
constexpr std::string_view kGzipSuffix = "-gzip";

}  // namespace

std::string version_tag(std::int64_t version) {
  return "\"" + std::to_string(version) + "\"";
}

std::string if_match(const Request& request) {
  const std::string given = request.header("If-Match");
  std::string_view tag = given;
  if (tag.size() < 2 || tag.front() != '"' || tag.back() != '"') return {};
  tag = tag.substr(1, tag.size() - 2);
  if (tag.find('"') != std::string_view::npos) return {};
  if (tag.size() > kGzipSuffix.size() && tag.substr(tag.size() - kGzipSuffix.size()) == kGzipSuffix)
    tag.remove_suffix(kGzipSuffix.size());
  return std::string(tag);
}

std::optional<std::int64_t> if_match_version(const Request& request) {
  const std::string tag = if_match(request);
  std::int64_t version = 0;
  const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
  if (error != std::errc{} || end != tag.data() + tag.size() || version < 1) return std::nullopt;
  return version;
}

Response precondition_required() {
  return problem(
      428,
      "An update says which state it was made from: send the ETag that you read as If-Match, one tag in "
      "quotes.");
}

}  // namespace stillpoint::http::admin
