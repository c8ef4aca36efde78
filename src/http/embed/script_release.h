#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stillpoint::http::embed {

/// A script of the elements: put together by the build from web/embed, or of a version that was released.
struct ScriptRelease {
  std::string_view content{};
  std::string name{};  ///< "stillpoint-0123456789abcdef.js": with a digest, so that it means one content.
  std::string integrity{};  ///< "sha384-…", for subresource integrity.
};
/// All that this program serves, that of its own sources first.
std::vector<ScriptRelease> program_scripts();

/// "sha256-…" of a text: how a content policy names a style that it allows.
std::string sha256_source(std::string_view text);

}  // namespace stillpoint::http::embed
