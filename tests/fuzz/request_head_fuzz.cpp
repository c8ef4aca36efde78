// Any bytes are a head or are refused; a head that is taken has one Host at most and no line that two readers
// end differently.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "http/request_head.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stillpoint;  // NOLINT(google-build-using-namespace): one function
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (http::check_head(text)) return 0;
  const std::string_view head = text.substr(0, text.find("\r\n\r\n") + 4);
  if (head.find('\0') != std::string_view::npos) std::abort();
  for (std::size_t feed = head.find('\n'); feed != std::string_view::npos; feed = head.find('\n', feed + 1)) {
    if (feed == 0 || head[feed - 1] != '\r') std::abort();
  }
  const bool is_1_1 = head.substr(0, head.find("\r\n")).ends_with("HTTP/1.1");
  if (is_1_1 && http::header_of(head, "host").empty()) std::abort();
  const bool has_length = !http::header_of(head, "content-length").empty();
  if (has_length && !http::header_of(head, "transfer-encoding").empty()) std::abort();
  return 0;
}
