#include "http/cookies.h"

#include <gtest/gtest.h>

namespace stillpoint::http {
namespace {

Request with_cookies(const std::string& cookies) {
  return {.header = [cookies](std::string_view name) { return name == "Cookie" ? cookies : std::string(); }};
}

TEST(Cookies, AreHeldToThisHostAndToHttps) {
  const auto [name, value] = Cookies(false).set("session", "abc");
  EXPECT_EQ(name, "Set-Cookie");
  EXPECT_EQ(value, "__Host-session=abc; Path=/; Secure; HttpOnly; SameSite=Lax");
  EXPECT_EQ(Cookies(false).clear("session").second,
            "__Host-session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
}

TEST(Cookies, LoseOnlyWhatPlainHttpCannotHave) {
  EXPECT_EQ(Cookies(true).set("session", "abc").second, "session=abc; Path=/; HttpOnly; SameSite=Lax");
}

TEST(Cookies, AreFoundByTheirWholeName) {
  const struct {
    const char* why;
    const char* header;
    const char* value;
  } cases[] = {
      {"alone", "__Host-session=abc", "abc"},
      {"among others", "a=b; __Host-session=abc; c=d", "abc"},
      {"without spaces", "a=b;__Host-session=abc", "abc"},
      {"another prefix", "session=abc", ""},
      {"a longer name", "x__Host-session=abc; __Host-session2=d", ""},
      {"none", "", ""},
      {"no value", "__Host-session=", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Cookies(false).read(with_cookies(c.header), "session"), c.value) << c.why;
  }
}

}  // namespace
}  // namespace stillpoint::http
