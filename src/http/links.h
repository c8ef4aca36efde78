#pragma once

#include <string>
#include <string_view>

#include "domain/keys.h"

namespace stillpoint::http {

/// Writes addresses of this site. They come from the setting `public_url` alone, never from a request's Host
/// header.
class Links {
 public:
  /// @param public_url "https://example.org" or with a path "https://example.org/find"; no slash at its end.
  explicit Links(std::string_view public_url);

  /// A path of this site as it stands in a link: "/practitioners/…", behind the path of the public URL.
  [[nodiscard]] std::string path(std::string_view path) const { return base_path_ + std::string(path); }
  /// The same in full, for mails, embeds and canonical links.
  [[nodiscard]] std::string full(std::string_view path) const { return public_url_ + std::string(path); }
  [[nodiscard]] std::string practitioner(domain::PractitionerId id) const {
    return path("/practitioners/" + print_id(id.value));
  }

 private:
  std::string public_url_;
  std::string base_path_;
};

}  // namespace stillpoint::http
