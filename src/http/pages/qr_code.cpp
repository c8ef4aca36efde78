#include "http/pages/qr_code.h"

#include <qrencode.h>

#include <memory>
#include <string>

namespace stillpoint::http::pages {
namespace {

/// Of the quiet zone, in modules (ISO/IEC 18004 5.3.8).
constexpr int kQuietModules = 4;

struct FreeCode {
  void operator()(QRcode* code) const noexcept { QRcode_free(code); }
};

}  // namespace

bool qr_code(HtmlWriter& out, std::string_view text, std::string_view label) {
  const std::unique_ptr<QRcode, FreeCode> code(
      QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M));
  if (!code) return false;
  std::string path;
  for (int y = 0; y < code->width; ++y) {
    for (int x = 0; x < code->width; ++x) {
      if ((code->data[y * code->width + x] & 1U) == 0) continue;
      path += "M" + std::to_string(x + kQuietModules) + " " + std::to_string(y + kQuietModules) + "h1v1h-1z";
    }
  }
  const std::string side = std::to_string(code->width + 2 * kQuietModules);
  out.raw("<svg class=\"qr-code\" role=\"img\" shape-rendering=\"crispEdges\"");
  out.attribute("viewBox", "0 0 " + side + " " + side).attribute("aria-label", label);
  out.raw("><rect fill=\"#fff\"").attribute("width", side).attribute("height", side);
  out.raw("/><path fill=\"#000\"").attribute("d", path).raw("/></svg>");
  return true;
}

}  // namespace stillpoint::http::pages
