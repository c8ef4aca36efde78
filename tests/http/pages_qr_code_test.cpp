#include "http/pages/qr_code.h"

#include <gtest/gtest.h>

#include <string>

namespace stillpoint::http::pages {
namespace {

/// How many modules the picture is wide, its quiet zone included; 0 where it cannot be read.
int width_of(const std::string& svg) {
  const std::string before = "viewBox=\"0 0 ";
  const std::size_t begin = svg.find(before);
  return begin == std::string::npos ? 0 : std::stoi(svg.substr(begin + before.size()));
}

TEST(QrCode, IsTheSmallestSquareThatHoldsTheText) {
  const auto one = qr_svg("https://a.example");
  ASSERT_TRUE(one);
  EXPECT_EQ(width_of(*one), 25 + 8) << "version 2 and four modules of quiet on each side";
  EXPECT_EQ(one->find("xmlns=\"http://www.w3.org/2000/svg\""), 5U) << "it stands by itself";
  // The finder pattern's top edge: seven dark modules in the upper left corner, behind the quiet zone.
  EXPECT_NE(one->find("M4 4h7v1h-7z"), std::string::npos);
  const auto longer =
      qr_svg("https://a.example/verify?issuer=a_long_issuer&number=RCST-0123456789-0123456789");
  ASSERT_TRUE(longer);
  EXPECT_GT(width_of(*longer), width_of(*one));
}

TEST(QrCode, HoldsNothingOfTheTextAsMarkup) {
  const auto code = qr_svg("\"><script>alert(1)</script>");
  ASSERT_TRUE(code);
  EXPECT_EQ(code->find("script"), std::string::npos);
}

TEST(QrCode, RefusesWhatDoesNotFit) {
  constexpr std::size_t kBytesMax = 2331;  // of version 40 at level M (ISO/IEC 18004, table 7)
  EXPECT_TRUE(qr_svg(std::string(kBytesMax, 'a')));
  EXPECT_FALSE(qr_svg(std::string(kBytesMax + 1, 'a')));
  EXPECT_FALSE(qr_svg(""));
}

}  // namespace
}  // namespace stillpoint::http::pages
