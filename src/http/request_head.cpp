#include "http/request_head.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "http/limits.h"

namespace stillpoint::http {
namespace {

/// The server library refuses longer header lines without words of its own.
constexpr std::size_t kHeaderLineBytesMax = 8000;

bool is_token_char(char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
  return std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

/// RFC 9110 5.5: visible characters, spaces, tabs and bytes above ASCII.
bool is_field_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
  });
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Takes the next line off the head, without its CR LF; nothing where it ends otherwise.
std::optional<std::string_view> take_line(std::string_view& head) {
  const std::size_t end = head.find_first_of("\r\n");
  if (end == std::string_view::npos || head.substr(end, 2) != "\r\n") return std::nullopt;
  const std::string_view line = head.substr(0, end);
  head.remove_prefix(end + 2);
  return line;
}

/// What of a head its headers are checked against.
struct Framing {
  std::string_view method;
  bool is_1_1 = true;
  int hosts = 0;
  int content_lengths = 0;
  std::string_view content_length{};
  int transfer_encodings = 0;
  std::string_view transfer_encoding{};
};

std::optional<Refusal> check_target(std::string_view method, std::string_view target) {
  if (target.size() > kTargetBytesMax) {
    return Refusal{414, "The address is longer than " + std::to_string(kTargetBytesMax) + " bytes."};
  }
  const bool printable =
      std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7F; });
  const bool shaped = target.substr(0, 1) == "/" || target.substr(0, 7) == "http://" ||
                      target.substr(0, 8) == "https://" || (target == "*" && method == "OPTIONS");
  if (!printable || !shaped || target.find('#') != std::string_view::npos) {
    return Refusal{400, "The request line names no path of this site."};
  }
  return std::nullopt;
}

std::optional<Refusal> check_request_line(std::string_view line, Framing& framing) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last || !is_token(line.substr(0, first))) {
    return Refusal{400, "The request line is not METHOD SP PATH SP VERSION."};
  }
  framing.method = line.substr(0, first);
  const std::string_view version = line.substr(last + 1);
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    const bool looks_like_http = version.size() == 8 && version.substr(0, 5) == "HTTP/";
    return Refusal{looks_like_http ? 505 : 400, "This server speaks HTTP/1.1 and HTTP/1.0."};
  }
  framing.is_1_1 = version == "HTTP/1.1";
  static constexpr std::array<std::string_view, 7> kMethods = {"GET",    "HEAD",  "POST",   "PUT",
                                                               "DELETE", "PATCH", "OPTIONS"};
  if (std::find(kMethods.begin(), kMethods.end(), framing.method) == kMethods.end()) {
    return Refusal{501, "This server does not know the method."};
  }
  return check_target(framing.method, line.substr(first + 1, last - first - 1));
}

std::optional<Refusal> check_header_line(std::string_view line, Framing& framing) {
  if (line.size() > kHeaderLineBytesMax) {
    return Refusal{431, "A header line is longer than " + std::to_string(kHeaderLineBytesMax) + " bytes."};
  }
  const std::size_t colon = line.find(':');
  // A folded line begins with a space, which no name does.
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    return Refusal{400, "A header line is not NAME: VALUE."};
  }
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trim(line.substr(colon + 1));
  if (!is_field_value(value)) return Refusal{400, "A header's value holds a control character."};
  if (same_name(name, "Host")) {
    ++framing.hosts;
    const bool plain = std::all_of(value.begin(), value.end(), [](char c) {
      return is_token_char(c) || std::string_view(":[]()@,;=").find(c) != std::string_view::npos;
    });
    if (value.empty() || !plain) return Refusal{400, "The Host header names no host."};
  } else if (same_name(name, "Content-Length")) {
    ++framing.content_lengths;
    framing.content_length = value;
  } else if (same_name(name, "Transfer-Encoding")) {
    ++framing.transfer_encodings;
    framing.transfer_encoding = value;
  }
  return std::nullopt;
}

std::optional<Refusal> check_length(const Framing& framing) {
  if (framing.content_lengths > 1) return Refusal{400, "Content-Length is given more than once."};
  if (framing.content_lengths == 0) return std::nullopt;
  const std::string_view text = framing.content_length;
  std::size_t length = 0;
  const bool digits =
      !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  const auto problem = std::from_chars(text.data(), text.data() + text.size(), length).ec;
  if (!digits) return Refusal{400, "The Content-Length is no plain number."};
  if (problem != std::errc{} || length > kUploadBytesMax) {
    return Refusal{413, "The body is longer than " + std::to_string(kUploadBytesMax) + " bytes."};
  }
  return std::nullopt;
}

std::optional<Refusal> check_framing(const Framing& framing) {
  if (framing.hosts > 1) return Refusal{400, "The Host header is given more than once."};
  if (framing.hosts == 0 && framing.is_1_1) return Refusal{400, "The Host header is missing."};
  if (framing.transfer_encodings > 0) {
    if (framing.content_lengths > 0 || !framing.is_1_1) {
      return Refusal{400, "Transfer-Encoding stands beside a Content-Length or in HTTP/1.0."};
    }
    if (framing.transfer_encodings > 1 || !same_name(framing.transfer_encoding, "chunked")) {
      return Refusal{501, "This server knows no other Transfer-Encoding than chunked."};
    }
  }
  return check_length(framing);
}

}  // namespace

std::optional<Refusal> check_head(std::string_view head) {
  Framing framing;
  std::optional<std::string_view> line = take_line(head);
  if (!line) return Refusal{400, "A line of the request does not end in CR LF."};
  if (auto refusal = check_request_line(*line, framing)) return refusal;
  std::size_t count = 0;
  for (;;) {
    line = take_line(head);
    if (!line) return Refusal{400, "A line of the request does not end in CR LF."};
    if (line->empty()) break;
    if (++count > kHeadersMax) {
      return Refusal{431, "There are more than " + std::to_string(kHeadersMax) + " headers."};
    }
    if (auto refusal = check_header_line(*line, framing)) return refusal;
  }
  return check_framing(framing);
}

bool lacks_length(std::string_view head) {
  const std::string_view method = head.substr(0, head.find(' '));
  const bool brings_body = method == "POST" || method == "PUT" || method == "PATCH";
  return brings_body && header_of(head, "Content-Length").empty() &&
         header_of(head, "Transfer-Encoding").empty();
}

std::string_view header_of(std::string_view head, std::string_view name) {
  take_line(head);
  for (std::optional<std::string_view> line = take_line(head); line && !line->empty();
       line = take_line(head)) {
    const std::size_t colon = line->find(':');
    if (colon != std::string_view::npos && same_name(line->substr(0, colon), name)) {
      return trim(line->substr(colon + 1));
    }
  }
  return {};
}

}  // namespace stillpoint::http
