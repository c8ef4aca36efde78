#include "http/pages/qr_code.h"

#include <qrencode.h>

#include <memory>
#include <string>
#include <utility>

namespace stillpoint::http::pages {
namespace {

/// Of the quiet zone, in modules (ISO/IEC 18004 5.3.8).
constexpr int kQuietModules = 4;

struct FreeCode {
  void operator()(QRcode* code) const noexcept { QRcode_free(code); }
};

/// A code as an SVG draws it.
struct Drawing {
  std::string view_box;
  std::string side;
  std::string path;
};

std::optional<Drawing> draw(std::string_view text) {
  // By length: a text may hold a zero byte. Version 0 lets the library choose the smallest that fits.
  const std::string bytes(text);
  const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeData(
      static_cast<int>(bytes.size()), reinterpret_cast<const unsigned char*>(bytes.data()), 0, QR_ECLEVEL_M));
  if (!code) return std::nullopt;
  Drawing drawing;
  drawing.side = std::to_string(code->width + 2 * kQuietModules);
  drawing.view_box = "0 0 " + drawing.side + " " + drawing.side;
  for (int y = 0; y < code->width; ++y) {
    for (int x = 0, run = 0; x < code->width; x += run + 1) {
      run = 0;
      while (x + run < code->width && (code->data[y * code->width + x + run] & 1U) != 0) ++run;
      if (run == 0) continue;
      const std::string width = std::to_string(run);
      drawing.path.append("M").append(std::to_string(x + kQuietModules)).append(" ");
      drawing.path.append(std::to_string(y + kQuietModules)).append("h").append(width);
      drawing.path.append("v1h-").append(width).append("z");
    }
  }
  return drawing;
}

}  // namespace

bool qr_code(HtmlWriter& out, std::string_view text, std::string_view label) {
  const std::optional<Drawing> drawing = draw(text);
  if (!drawing) return false;
  out.raw("<svg class=\"qr-code\" role=\"img\" shape-rendering=\"crispEdges\"");
  out.attribute("viewBox", drawing->view_box).attribute("aria-label", label);
  out.raw("><rect fill=\"#fff\"").attribute("width", drawing->side).attribute("height", drawing->side);
  out.raw("/><path fill=\"#000\"").attribute("d", drawing->path).raw("/></svg>");
  return true;
}

std::optional<std::string> qr_svg(std::string_view text) {
  const std::optional<Drawing> drawing = draw(text);
  if (!drawing) return std::nullopt;
  HtmlWriter out;
  out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" shape-rendering=\"crispEdges\"");
  out.attribute("viewBox", drawing->view_box);
  out.raw("><rect fill=\"#fff\"").attribute("width", drawing->side).attribute("height", drawing->side);
  out.raw("/><path fill=\"#000\"").attribute("d", drawing->path).raw("/></svg>");
  return std::move(out).take();
}

}  // namespace stillpoint::http::pages
