#include "http/cookies.h"

#include <algorithm>

namespace stillpoint::http {

std::string Cookies::full_name(std::string_view name) const {
  return (insecure_ ? "" : "__Host-") + std::string(name);
}

std::string Cookies::attributes() const {
  return insecure_ ? "; Path=/; HttpOnly; SameSite=Lax" : "; Path=/; Secure; HttpOnly; SameSite=Lax";
}

std::string Cookies::read(const Request& request, std::string_view name) const {
  const std::string wanted = full_name(name) + "=";
  const std::string header = request.header("Cookie");
  std::string_view rest = header;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    std::string_view cookie = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    while (!cookie.empty() && cookie.front() == ' ') cookie.remove_prefix(1);
    if (cookie.substr(0, wanted.size()) == wanted) return std::string(cookie.substr(wanted.size()));
  }
  return {};
}

std::pair<std::string, std::string> Cookies::set(std::string_view name, std::string_view value) const {
  return {"Set-Cookie", full_name(name) + "=" + std::string(value) + attributes()};
}

std::pair<std::string, std::string> Cookies::clear(std::string_view name) const {
  return {"Set-Cookie", full_name(name) + "=" + attributes() + "; Max-Age=0"};
}

}  // namespace stillpoint::http
