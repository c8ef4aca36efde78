#include "app/identity/totp.h"

#include <gtest/gtest.h>

namespace stillpoint::app {
namespace {

const std::string kSecret = "12345678901234567890";

Instant at(std::int64_t seconds) {
  return Instant{std::chrono::seconds(seconds)};
}

TEST(Totp, MakesTheCodesOfTheStandard) {
  // RFC 6238, appendix B: the rows of SHA-1.
  const struct {
    std::int64_t time;
    const char* code;
  } cases[] = {{59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
               {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& c : cases) EXPECT_EQ(totp_code(kSecret, totp_step(at(c.time)), 8), c.code) << c.time;
  // RFC 4226, appendix D: six digits of the counters 0 to 3.
  const char* const counted[] = {"755224", "287082", "359152", "969429"};
  for (int i = 0; i < 4; ++i) EXPECT_EQ(totp_code(kSecret, i), counted[i]);
}

TEST(Totp, TakesACodeOfTheStepBeforeOrAfterOnceOnly) {
  const Instant now = at(1'800'000'000);
  const std::int64_t step = totp_step(now);
  const struct {
    const char* why;
    std::int64_t of_step;
    std::int64_t last_step;
    bool taken;
  } cases[] = {
      {"now", step, 0, true},
      {"the one before", step - 1, 0, true},
      {"the one after", step + 1, 0, true},
      {"too old", step - 2, 0, false},
      {"too new", step + 2, 0, false},
      {"used already", step, step, false},
      {"older than one used", step - 1, step, false},
      {"newer than one used", step + 1, step, true},
  };
  for (const auto& c : cases) {
    const auto matched = match_totp(kSecret, totp_code(kSecret, c.of_step), now, c.last_step);
    EXPECT_EQ(matched.has_value(), c.taken) << c.why;
    if (matched) {
      EXPECT_EQ(*matched, c.of_step) << c.why;
    }
  }
  for (const char* const wrong : {"", "12345", "1234567", "abcdef"}) {
    EXPECT_FALSE(match_totp(kSecret, wrong, now, 0)) << wrong;
  }
}

TEST(Totp, WritesSecretsAsAppsReadThem) {
  // RFC 4648, section 10, without padding.
  EXPECT_EQ(base32(""), "");
  EXPECT_EQ(base32("f"), "MY");
  EXPECT_EQ(base32("fo"), "MZXQ");
  EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(otpauth_uri("foobar", "a+b@example.org"),
            "otpauth://totp/Stillpoint:a%2Bb%40example.org?secret=MZXW6YTBOI&issuer=Stillpoint&algorithm=SHA1"
            "&digits=6&period=30");
}

}  // namespace
}  // namespace stillpoint::app
