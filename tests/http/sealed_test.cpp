#include "http/sealed.h"

#include <gtest/gtest.h>

#include <string>

#include "http/cursor.h"

namespace stillpoint::http {
namespace {

using namespace std::chrono_literals;

Sealer sealer_of(char filling) {
  Result<Sealer> sealer = Sealer::make(std::string(32, filling));
  EXPECT_TRUE(sealer);
  return std::move(sealer).value();
}

TEST(Sealer, OpensWhatItSealed) {
  const Sealer sealer = sealer_of('k');
  for (const std::string& text : {std::string(), std::string("condition=migraine"), std::string(5000, 'x')}) {
    const std::string token = sealer.seal(Sealer::Purpose::kSearch, text);
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
    EXPECT_EQ(sealer.open(Sealer::Purpose::kSearch, token), text);
  }
}

TEST(Sealer, ShowsNothingOfTheTextAndNoTwoTokensAlike) {
  const Sealer sealer = sealer_of('k');
  const std::string a = sealer.seal(Sealer::Purpose::kSearch, "condition=migraine");
  EXPECT_NE(a, sealer.seal(Sealer::Purpose::kSearch, "condition=migraine"));
  EXPECT_EQ(a.find("migraine"), std::string::npos);
}

TEST(Sealer, OpensNothingElse) {
  const Sealer sealer = sealer_of('k');
  const std::string token = sealer.seal(Sealer::Purpose::kCursor, "text");
  EXPECT_FALSE(sealer_of('l').open(Sealer::Purpose::kCursor, token)) << "another key";
  EXPECT_FALSE(sealer.open(Sealer::Purpose::kSearch, token)) << "another purpose";
  EXPECT_FALSE(sealer.open(Sealer::Purpose::kCursor, "")) << "empty";
  EXPECT_FALSE(sealer.open(Sealer::Purpose::kCursor, "???")) << "no base 64";
  EXPECT_FALSE(sealer.open(Sealer::Purpose::kCursor, token + "A")) << "longer";
  for (std::size_t i = 0; i < token.size(); ++i) {
    EXPECT_FALSE(sealer.open(Sealer::Purpose::kCursor, token.substr(0, i))) << "cut at " << i;
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(sealer.open(Sealer::Purpose::kCursor, changed)) << "changed at " << i;
  }
}

TEST(Sealer, TakesNoShortKey) {
  EXPECT_FALSE(Sealer::make("short"));
}

class CursorTokens : public ::testing::Test {
 protected:
  const Sealer sealer_ = sealer_of('k');
  const Instant issued_{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 10h};
  const Cursor cursor_{
      .search = {{.name = "place", .value = "Zürich & so"}, {.name = "language", .value = "de"}},
      .position = {.month = {.value = 24322},
                   .ranks = {-3, 0, 9'000'000'000'000'000'000},
                   .name = std::string("a\0b\xff", 4),
                   .id = {.value = 77}},
      .issued = issued_};
};

TEST_F(CursorTokens, ComeBackWhole) {
  const Result<Cursor> opened = open_cursor(seal_cursor(cursor_, sealer_), sealer_, issued_ + 1h);
  ASSERT_TRUE(opened);
  ASSERT_EQ(opened->search.size(), 2U);
  EXPECT_EQ(opened->search[0].value, "Zürich & so");
  EXPECT_EQ(opened->search[1].name, "language");
  EXPECT_EQ(opened->position.month.value, 24322);
  EXPECT_EQ(opened->position.ranks, cursor_.position.ranks);
  EXPECT_EQ(opened->position.name, cursor_.position.name);
  EXPECT_EQ(opened->position.id, cursor_.position.id);
  EXPECT_EQ(opened->issued, issued_);
}

TEST_F(CursorTokens, LastTwentyFourHours) {
  const std::string token = seal_cursor(cursor_, sealer_);
  EXPECT_TRUE(open_cursor(token, sealer_, issued_ + 24h - 1s));
  const Result<Cursor> late = open_cursor(token, sealer_, issued_ + 24h);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::kGone);
}

TEST_F(CursorTokens, OfNobodyAreInvalid) {
  for (const std::string& token :
       {std::string("abc"), sealer_.seal(Sealer::Purpose::kCursor, ".issued=x"),
        sealer_.seal(Sealer::Purpose::kCursor, ".other=1"), sealer_.seal(Sealer::Purpose::kSearch, "q=a")}) {
    const Result<Cursor> opened = open_cursor(token, sealer_, issued_);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::kInvalid);
    ASSERT_EQ(opened.error().faults.size(), 1U);
    EXPECT_EQ(opened.error().faults[0].where, "cursor");
  }
}

}  // namespace
}  // namespace stillpoint::http
