#include "files/media_type.h"

#include <algorithm>

namespace stillpoint::files {
namespace {

using namespace std::string_view_literals;

bool begins_with(std::string_view content, std::string_view mark) {
  return content.substr(0, mark.size()) == mark;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || byte == 0x7f;
}

}  // namespace

std::string_view media_type_of(std::string_view content) {
  if (begins_with(content, "%PDF-")) return "application/pdf";
  if (begins_with(content, "\x89PNG\r\n\x1a\n"sv)) return "image/png";
  if (begins_with(content, "\xff\xd8\xff"sv)) return "image/jpeg";
  if (content.empty() || std::any_of(content.begin(), content.end(), is_control)) return {};
  return "text/plain";
}

}  // namespace stillpoint::files
