#include "http/links.h"

namespace stillpoint::http {

Links::Links(std::string_view public_url) : public_url_(public_url) {
  while (!public_url_.empty() && public_url_.back() == '/') public_url_.pop_back();
  const std::size_t host = public_url_.find("://");
  const std::size_t slash = host == std::string::npos ? std::string::npos : public_url_.find('/', host + 3);
  if (slash != std::string::npos) base_path_ = public_url_.substr(slash);
}

}  // namespace stillpoint::http
