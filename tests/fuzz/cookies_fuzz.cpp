// Any Cookie header gives a value that stands in it whole, behind its own name; what is set comes back,
// whatever else stands beside it.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/cookies.h"

namespace {

std::string value_in(const std::string& header, const stillpoint::http::Cookies& cookies) {
  const stillpoint::http::Request request{.header = [&header](std::string_view) { return header; }};
  return cookies.read(request, "stillpoint_session");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string given(reinterpret_cast<const char*>(data), size);
  for (const bool insecure : {false, true}) {
    const stillpoint::http::Cookies cookies(insecure);
    const std::string name = insecure ? "stillpoint_session=" : "__Host-stillpoint_session=";
    const std::string value = value_in(given, cookies);
    if (!value.empty() && given.find(name + value) == std::string::npos) std::abort();
    if (value.find(';') != std::string::npos) std::abort();
    // A cookie of ours goes before whatever comes after it.
    if (value_in(name + "abc_-123; " + given, cookies) != "abc_-123") std::abort();
  }
  return 0;
}
