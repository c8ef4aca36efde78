#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stillpoint::architecture {

/// One `#include` line, as written.
struct Include {
  std::string path;     ///< what stands between the quotes or the angle brackets
  bool quoted = false;  ///< "…" (ours), not <…> (the system's)
  int line = 0;         ///< counted from 1
};

/// The includes of a source text, in order. Lines inside comments or strings are not told apart: no source of
/// ours needs to speak of an include at the beginning of a line.
std::vector<Include> includes_of(std::string_view text);

/// What is wrong with `file` (a path below src/) including `include`, as one sentence that names what is
/// allowed; nothing when the house's table allows it. The table is that of docs/architecture.md.
std::optional<std::string> include_violation(std::string_view file, const Include& include);

/// Whether the table knows this folder of src/.
bool is_known_folder(std::string_view folder);

}  // namespace stillpoint::architecture
