#include "mail/message.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace stillpoint::mail {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";
constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}
bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}
bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// RFC 5322 3.2.3 atext and the dot; quoted local parts are legal and never met.
bool is_local_part(std::string_view local) {
  constexpr std::string_view kOthers = "!#$%&'*+-/=?^_`{|}~.";
  return !local.empty() && local.size() <= 64 && std::all_of(local.begin(), local.end(), [&](char c) {
    return is_letter_or_digit(c) || kOthers.find(c) != std::string_view::npos;
  });
}

bool is_domain(std::string_view domain) {
  return !domain.empty() && domain.front() != '-' && domain.front() != '.' && domain.back() != '.' &&
         domain.find("..") == std::string_view::npos && std::all_of(domain.begin(), domain.end(), [](char c) {
           return is_letter_or_digit(c) || c == '-' || c == '.';
         });
}

Error refused(std::string message) {
  return Error{.code = ErrorCode::kInvalid, .message = std::move(message)};
}

std::string two_digits(long number) {
  std::string text = std::to_string(number);
  return text.size() < 2 ? "0" + text : text;
}

/// "Sun, 22 Nov 2026 10:00:00 +0000" (RFC 5322 3.3).
std::string print_mail_date(Instant instant) {
  static constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Date date = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day day(date);
  const std::chrono::hh_mm_ss time(instant - Instant{date});
  return std::string(kDays.at(std::chrono::weekday(date).c_encoding())) + ", " +
         std::to_string(static_cast<unsigned>(day.day())) + " " +
         kMonths.at(static_cast<unsigned>(day.month()) - 1) + " " +
         std::to_string(static_cast<int>(day.year())) + " " + two_digits(time.hours().count()) + ":" +
         two_digits(time.minutes().count()) + ":" + two_digits(time.seconds().count()) + " +0000";
}

std::string base64(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      const bool is_padding = i + k > bytes.size();
      out.push_back(is_padding ? '=' : kBase64[group >> (18 - 6 * k) & 0x3FU]);
    }
  }
  return out;
}

/// Bytes of the character that begins here (UTF-8); a stray byte counts as one.
std::size_t character_bytes(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  return std::min(size, text.size());
}

/// The subject as a header's value: as it is where it is ASCII and short, else encoded words of at most 75
/// characters each (RFC 2047 2), folded, no character cut in two.
std::string subject_value(std::string_view subject) {
  constexpr std::size_t kPlainMax = 68;
  if (is_ascii(subject) && subject.size() <= kPlainMax && subject.find("=?") == std::string_view::npos) {
    return std::string(subject);
  }
  constexpr std::size_t kWordBytes = 45;  // 60 characters of base 64, and twelve around them
  std::string out;
  while (!subject.empty()) {
    std::size_t taken = 0;
    while (taken < subject.size()) {
      const std::size_t next = character_bytes(subject.substr(taken));
      if (taken + next > kWordBytes) break;
      taken += next;
    }
    if (!out.empty()) out += "\r\n ";
    out.append("=?UTF-8?B?").append(base64(subject.substr(0, taken))).append("?=");
    subject.remove_prefix(taken);
  }
  return out;
}

/// One line, quoted-printable: soft breaks keep it below 76 characters; a space or tab at its end is coded.
void append_quoted(std::string& out, std::string_view line) {
  constexpr std::size_t kLineMax = 75;  // and the "=" of a soft break
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const auto byte = static_cast<unsigned char>(c);
    const bool is_blank = c == ' ' || c == '\t';
    const bool is_plain = (byte > 0x20 && byte < 0x7F && c != '=') || (is_blank && i + 1 < line.size());
    // A dot alone on a line ends a message: at a line's beginning it is coded, whoever carries the mail.
    const bool is_first_dot = c == '.' && column == 0;
    const std::size_t width = is_plain && !is_first_dot ? 1 : 3;
    if (column + width > kLineMax) {
      out += "=\r\n";
      column = 0;
    }
    if (is_plain && !(c == '.' && column == 0)) {
      out.push_back(c);
      column += 1;
    } else {
      out.push_back('=');
      out.push_back(kHex[byte >> 4U]);
      out.push_back(kHex[byte & 0xFU]);
      column += 3;
    }
  }
  out += "\r\n";
}

}  // namespace

bool is_address(std::string_view address) {
  const std::size_t at = address.rfind('@');
  return address.size() <= kAddressBytesMax && at != std::string_view::npos &&
         is_local_part(address.substr(0, at)) && is_domain(address.substr(at + 1));
}

Result<std::string> compose(const domain::Mail& mail, std::string_view from, std::string_view id,
                            Instant now) {
  if (!is_address(from)) return refused("The sender's address cannot be used: see the setting mail-from.");
  if (!is_address(mail.to)) return refused("The address on record is no mail address that can be sent to.");
  if (mail.subject.empty() || mail.subject.size() > kSubjectBytesMax ||
      std::any_of(mail.subject.begin(), mail.subject.end(), is_control)) {
    return refused("The subject is empty, too long, or not one line.");
  }
  std::string out;
  out += "Date: " + print_mail_date(now) + "\r\n";
  out.append("From: Stillpoint <").append(from).append(">\r\n");
  out += "To: <" + mail.to + ">\r\n";
  out += "Subject: " + subject_value(mail.subject) + "\r\n";
  out.append("Message-ID: <").append(id).append("@").append(from.substr(from.rfind('@') + 1)).append(">\r\n");
  // RFC 3834 5: nobody's holiday notice answers it.
  out += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
  out += "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
  std::string_view rest = mail.text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    append_quoted(out, line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

}  // namespace stillpoint::mail
