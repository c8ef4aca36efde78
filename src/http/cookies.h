#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "http/message.h"

namespace stillpoint::http {

/// Cookies of ours: HttpOnly, SameSite=Lax, for the whole site, gone with the browser. Over HTTPS they are
/// Secure and bear the prefix `__Host-`, so that no other host and no plain connection can set or read them.
/// Immutable, so thread-safe.
class Cookies {
 public:
  /// @param insecure for plain http on this machine only (setting `insecure-cookies`): neither prefix nor
  /// Secure, which browsers would not take there.
  explicit Cookies(bool insecure) : insecure_(insecure) {}

  /// The value of a cookie; empty where there is none. @param name without the prefix.
  [[nodiscard]] std::string read(const Request& request, std::string_view name) const;
  /// The header that sets a cookie. @param value of the characters of base64url.
  [[nodiscard]] std::pair<std::string, std::string> set(std::string_view name, std::string_view value) const;
  /// The header that takes it away.
  [[nodiscard]] std::pair<std::string, std::string> clear(std::string_view name) const;

 private:
  [[nodiscard]] std::string full_name(std::string_view name) const;
  [[nodiscard]] std::string attributes() const;
  bool insecure_;
};

}  // namespace stillpoint::http
