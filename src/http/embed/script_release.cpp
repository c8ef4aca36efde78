#include "http/embed/script_release.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>

#include "web/embedded_script.h"

namespace stillpoint::http::embed {
namespace {

/// Of the digest in a name: 64 bits tell releases apart.
constexpr std::size_t kNameDigestBytes = 8;

std::string base64(const unsigned char* bytes, std::size_t size) {
  // Four characters for three bytes, and the end that OpenSSL writes.
  std::string text(4 * ((size + 2) / 3) + 1, '\0');
  // OpenSSL writes bytes; the text holds characters.
  const int length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes, static_cast<int>(size));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

/// OpenSSL reads bytes; texts hold characters.
const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

ScriptRelease release_of(std::string_view content) {
  ScriptRelease release{.content = content};
  std::array<unsigned char, SHA384_DIGEST_LENGTH> digest{};
  SHA384(bytes_of(content), content.size(), digest.data());
  release.integrity = "sha384-" + base64(digest.data(), digest.size());
  constexpr std::string_view kHex = "0123456789abcdef";
  release.name = "stillpoint-";
  for (std::size_t i = 0; i < kNameDigestBytes; ++i) {
    release.name += kHex[digest[i] >> 4U];
    release.name += kHex[digest[i] & 15U];
  }
  release.name += ".js";
  return release;
}

}  // namespace

std::vector<ScriptRelease> program_scripts() {
  std::vector<ScriptRelease> scripts;
  for (const EmbeddedFile& file : web::script::embedded_files()) {
    const bool is_own = file.name == "embed.js";
    scripts.insert(is_own ? scripts.begin() : scripts.end(), release_of(file.content));
  }
  return scripts;
}

std::string sha256_source(std::string_view text) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(bytes_of(text), text.size(), digest.data());
  return "sha256-" + base64(digest.data(), digest.size());
}

}  // namespace stillpoint::http::embed
