#include "e2e/signed_in.h"

#include <gtest/gtest.h>

#include <cctype>
#include <cstdlib>
#include <sstream>

namespace stillpoint::e2e {
namespace {

/// "name=value; name=value" of the Set-Cookie lines, without those that are cleared.
std::string cookies_of(const Answer& answer) {
  const auto found = answer.headers.find("set-cookie");
  if (found == answer.headers.end()) return {};
  std::istringstream lines(found->second);
  std::string line;
  std::string cookies;
  while (std::getline(lines, line)) {
    const std::string cookie = line.substr(0, line.find(';'));
    if (cookie.back() == '=') continue;
    cookies += (cookies.empty() ? "" : "; ") + cookie;
  }
  return cookies;
}

std::string percent_encoded(const std::string& text) {
  std::string encoded;
  for (const char c : text) {
    static constexpr char kHexDigits[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) {
      encoded.push_back(c);
    } else {
      encoded += {'%', kHexDigits[byte >> 4U], kHexDigits[byte & 0xfU]};
    }
  }
  return encoded;
}

}  // namespace

void make_account(const std::string& database, const std::string& mail, const std::string& role) {
  const std::string command = std::string("echo '") + kPassword + "' | '" + STILLPOINT_PROGRAM +
                              "' admin create-user --mail " + mail + " --name Somebody --role " + role +
                              " --database '" + database + "' > /dev/null";
  ASSERT_EQ(std::system(command.c_str()), 0) << command;
}

Answer sign_in(int port, const std::string& mail, std::string& cookies) {
  Answer form = get(port, "/admin/sign-in");
  const std::string sign = "name=\"csrf\" value=\"";
  const std::size_t at = form.body.find(sign);
  if (at == std::string::npos) return form;
  const std::size_t begin = at + sign.size();
  const std::string csrf = form.body.substr(begin, form.body.find('"', begin) - begin);
  const std::string body = "csrf=" + percent_encoded(csrf) + "&mail=" + percent_encoded(mail) +
                           "&password=" + percent_encoded(kPassword);
  Answer answer = e2e::exchange(
      port, "POST /admin/sign-in HTTP/1.1\r\nHost: a\r\nConnection: close\r\nCookie: " + cookies_of(form) +
                "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                std::to_string(body.size()) + "\r\n\r\n" + body);
  cookies = "Cookie: " + cookies_of(answer) + "\r\n";
  return answer;
}

}  // namespace stillpoint::e2e
