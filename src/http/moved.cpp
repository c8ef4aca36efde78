#include "http/moved.h"

#include <array>

namespace stillpoint::http {

std::optional<std::string> moved_address(std::string_view path, const domain::RegisterReader& reader,
                                         const Links& links) {
  static constexpr std::array<std::string_view, 2> kProfiles = {"/practitioners/", "/v1/practitioners/"};
  for (const std::string_view profile : kProfiles) {
    if (path.substr(0, profile.size()) != profile) continue;
    const std::optional<std::int64_t> id = parse_id(path.substr(profile.size()));
    if (!id) return std::nullopt;
    const Result<std::optional<domain::PractitionerId>> into = reader.merged_into({*id});
    if (!into || !*into) return std::nullopt;
    return links.path(std::string(profile) + print_id((*into)->value));
  }
  const Result<std::optional<domain::PractitionerId>> found = reader.at_legacy_url(std::string(path));
  if (!found || !*found) return std::nullopt;
  return links.practitioner(**found);
}

}  // namespace stillpoint::http
