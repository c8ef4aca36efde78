#pragma once

#include <string>
#include <string_view>

namespace stillpoint::http::embed {

/// The script of the elements, as the build put it together from web/embed.
struct ScriptRelease {
  std::string_view content{};
  std::string name{};  ///< "stillpoint-0123456789abcdef.js": with a digest, so that it means one content.
  std::string integrity{};  ///< "sha384-…", for subresource integrity.
};
ScriptRelease program_script();

/// "sha256-…" of a text: how a content policy names a style that it allows.
std::string sha256_source(std::string_view text);

}  // namespace stillpoint::http::embed
