#include "document/json_value.h"

#include <gtest/gtest.h>

#include <string>

namespace stillpoint::document {
namespace {

JsonDocument parsed(std::string_view text) {
  auto document = JsonDocument::parse(text);
  EXPECT_TRUE(document) << text;
  return std::move(document).value();
}

TEST(JsonValue, GivesBackWhatTheTextHolds) {
  const JsonDocument document =
      parsed(R"( {"a": [1, -2.5e3, "z\u00fcrich\n", true, null, {}, []], "b": {"c": false}} )");
  const JsonValue root = document.root();
  ASSERT_EQ(root.kind(), JsonKind::kObject);
  ASSERT_EQ(root.size(), 2U);
  const JsonValue a = *root.first();
  EXPECT_EQ(a.name(), "a");
  ASSERT_EQ(a.size(), 7U);
  auto item = a.first();
  EXPECT_EQ(item->integer(), 1);
  item = item->next();
  EXPECT_EQ(item->number(), -2500.0);
  EXPECT_EQ(item->integer(), std::nullopt);
  item = item->next();
  EXPECT_EQ(item->text(), "z\xC3\xBCrich\n");
  EXPECT_EQ(item->name(), "");
  item = item->next();
  EXPECT_TRUE(item->boolean());
  item = item->next();
  EXPECT_EQ(item->kind(), JsonKind::kNull);
  item = item->next();
  EXPECT_EQ(item->kind(), JsonKind::kObject);
  EXPECT_FALSE(item->first());
  item = item->next();
  EXPECT_EQ(item->kind(), JsonKind::kArray);
  EXPECT_FALSE(item->next());
  const JsonValue b = *a.next();
  EXPECT_EQ(b.name(), "b");
  EXPECT_EQ(b.first()->name(), "c");
  EXPECT_FALSE(b.next());
}

TEST(JsonValue, KeepsBothOfTwoEqualMembers) {
  const JsonDocument document = parsed(R"({"a":1,"a":2})");
  EXPECT_EQ(document.root().size(), 2U);
}

TEST(JsonValue, RefusesWhatIsNotOneJsonText) {
  const struct {
    const char* why;
    std::string text;
  } cases[] = {
      {"nothing", ""},
      {"white space", "  "},
      {"cut short", R"({"a":)"},
      {"two values", "{} {}"},
      {"a comment", "{} // no"},
      {"a comma too many", "[1,]"},
      {"single quotes", "{'a':1}"},
      {"a name without quotes", "{a:1}"},
      {"a leading zero", "[01]"},
      {"a number that is none", "[NaN]"},
      {"a plus", "[+1]"},
      {"a raw line feed in a string", "[\"a\nb\"]"},
      {"bytes that are not UTF-8", "[\"a\xFFz\"]"},
      {"an overlong form", "[\"\xC0\xAF\"]"},
      {"a lone surrogate", R"(["\ud800"])"},
      {"a NUL", std::string("{}\0", 3)},
      {"a NUL in a string", std::string("[\"a\0b\"]", 7)},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto document = JsonDocument::parse(c.text);
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code, ErrorCode::kInvalid);
    ASSERT_EQ(document.error().faults.size(), 1U);
    EXPECT_FALSE(document.error().faults.front().what.empty());
  }
}

TEST(JsonValue, StopsAtItsLimits) {
  EXPECT_TRUE(JsonDocument::parse(std::string(16, '[') + std::string(16, ']')));
  EXPECT_FALSE(JsonDocument::parse(std::string(17, '[') + std::string(17, ']')));
  EXPECT_FALSE(JsonDocument::parse(std::string(500'000, '[')));
  EXPECT_FALSE(JsonDocument::parse("\"12345678\"", {.bytes_max = 9}));
}

TEST(JsonValue, TakesNumbersThatNothingCanHoldAsNoNumber) {
  const JsonDocument document = parsed("[9223372036854775807, 9223372036854775808, 0.5e-2147483639]");
  auto item = document.root().first();
  EXPECT_EQ(item->integer(), 9223372036854775807);
  item = item->next();
  EXPECT_EQ(item->integer(), std::nullopt);
  item = item->next();
  EXPECT_EQ(item->number(), std::nullopt);
  EXPECT_FALSE(JsonDocument::parse("1e999"));
}

}  // namespace
}  // namespace stillpoint::document
