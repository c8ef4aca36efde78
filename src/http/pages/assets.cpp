#include "http/pages/assets.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <vector>

#include "web/embedded_leaflet.h"
#include "web/embedded_web.h"

namespace stillpoint::http::pages {
namespace {

/// Eight bytes of SHA-256: enough that two versions of a file never share a name.
constexpr std::size_t kDigestBytes = 8;

std::string digest_of(std::string_view content) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  // SHA-256 reads bytes; the content is characters.
  SHA256(reinterpret_cast<const unsigned char*>(content.data()), content.size(), digest.data());
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < kDigestBytes; ++i) {
    out += kHex[digest[i] >> 4U];
    out += kHex[digest[i] & 15U];
  }
  return out;
}

std::string_view content_type_of(std::string_view extension) {
  if (extension == "css") return "text/css; charset=utf-8";
  if (extension == "js") return "text/javascript; charset=utf-8";
  if (extension == "svg") return "image/svg+xml";
  if (extension == "png") return "image/png";
  return "application/octet-stream";
}

}  // namespace

Assets::Assets(std::span<const EmbeddedFile> files) {
  for (const EmbeddedFile& file : files) {
    const std::size_t point = file.name.rfind('.');
    const std::string_view extension = file.name.substr(point + 1);
    std::string served = std::string(file.name.substr(0, point)) + "." + digest_of(file.content) + "." +
                         std::string(extension);
    std::replace(served.begin(), served.end(), '/', '-');
    paths_.emplace(file.name, Href::path("/assets/" + served));
    served_.emplace(std::move(served), Asset{file.content, content_type_of(extension)});
  }
}

const Href& Assets::path(std::string_view name) const {
  const auto found = paths_.find(name);
  assert(found != paths_.end());
  return found->second;
}

const Assets::Asset* Assets::find(std::string_view served_name) const {
  const auto found = served_.find(served_name);
  return found == served_.end() ? nullptr : &found->second;
}

Assets program_assets() {
  std::vector<EmbeddedFile> files;
  for (const EmbeddedFile& file : web::embedded_files()) files.push_back(file);
  for (const EmbeddedFile& file : web::leaflet::embedded_files()) files.push_back(file);
  return Assets(files);
}

}  // namespace stillpoint::http::pages
