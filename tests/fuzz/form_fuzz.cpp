// Any body is a form or is refused, of either kind: its texts are UTF-8 without NUL, and no part is larger
// than the whole. The first line stands for the header Content-Type.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "http/form.h"
#include "http/multipart.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stillpoint;  // NOLINT(google-build-using-namespace): one function
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string type(text.substr(0, end));
  const std::string_view body = text.substr(std::min(end + 1, text.size()));
  http::Request request{.header = [&type](std::string_view) { return type; }};
  if (http::is_media_type(type, "multipart/form-data")) {
    Result<std::vector<http::Part>> parts = http::parse_multipart(type, body);
    if (!parts) return 0;
    std::size_t bytes = 0;
    for (const http::Part& part : *parts) bytes += part.content.size();
    if (bytes > body.size()) std::abort();
    request.parts = *std::move(parts);
  } else {
    request.body = body;
  }
  const Result<http::Form> form = http::Form::read(request);
  if (!form) return 0;
  for (const http::Parameter& field : form->fields()) {
    if (!is_utf8(field.value) || field.value.find('\0') != std::string::npos) std::abort();
  }
  return 0;
}
