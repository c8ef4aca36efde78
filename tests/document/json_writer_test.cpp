#include "document/json_writer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "base/text.h"

namespace stillpoint::document {
namespace {

template <class Write>
std::string written(const Write& write) {
  std::string out;
  JsonWriter json(out);
  write(json);
  return out;
}

TEST(JsonWriter, SetsCommasBetweenMembersAndItemsOnly) {
  const std::string out = written([](JsonWriter& json) {
    json.begin_object();
    json.member("total", 12);
    json.key("items");
    json.begin_array();
    json.begin_object();
    json.end_object();
    json.begin_array();
    json.end_array();
    json.integer(-3);
    json.null();
    json.end_array();
    json.member("as_of", "2026-11-22");
    json.member("met", true);
    json.member("next", std::optional<int>{});
    json.member("low", std::optional<double>{0.57});
    json.key("facets");
    json.raw(R"({"a":1})");
    json.end_object();
  });
  EXPECT_EQ(out,
            R"({"total":12,"items":[{},[],-3,null],"as_of":"2026-11-22","met":true,"next":null,"low":0.57,)"
            R"("facets":{"a":1}})");
}

TEST(JsonWriter, EscapesWhatJsonAsksForAndNothingElse) {
  const struct {
    std::string_view why, text, want;
  } cases[] = {
      {"empty", "", R"("")"},
      {"plain", "Amara Lindqvist, LMT", R"("Amara Lindqvist, LMT")"},
      {"quote and backslash", R"(a "b" \ c)", R"("a \"b\" \\ c")"},
      {"control characters", std::string_view("\b\f\n\r\t\0\x1f", 7), R"("\b\f\n\r\t\u0000\u001f")"},
      {"delete stays", "\x7f", "\"\x7f\""},
      {"accents stay", "Zürich", "\"Zürich\""},
      {"beyond the basic plane", "\U0001F600", "\"\U0001F600\""},
      {"a quote in the ninth byte", "12345678\"", R"("12345678\"")"},
      {"a lone continuation byte", "a\x80z", "\"a\xEF\xBF\xBDz\""},
      {"overlong slash", "\xC0\xAF", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
      {"a surrogate", "\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
      {"cut short at the end", "a\xE2\x82", "\"a\xEF\xBF\xBD\xEF\xBF\xBD\""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(written([&](JsonWriter& json) { json.string(c.text); }), c.want);
  }
}

/// The same, byte by byte and slowly.
std::string quoted_slowly(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

TEST(JsonWriter, FindsWhatToEscapeWhereverItStands) {
  constexpr unsigned kSeed = 20'261'122;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  for (int round = 0; round < 2000; ++round) {
    std::string text(std::uniform_int_distribution<std::size_t>(0, 40)(random), ' ');
    for (char& c : text) c = static_cast<char>(std::uniform_int_distribution<int>(0x20, 0x7e)(random));
    ASSERT_EQ(written([&](JsonWriter& json) { json.string(text); }), quoted_slowly(text));
  }
}

TEST(JsonWriter, AnyBytesComeOutAsUtf8) {
  constexpr unsigned kSeed = 7;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  for (int round = 0; round < 2000; ++round) {
    std::string text(std::uniform_int_distribution<std::size_t>(0, 24)(random), ' ');
    for (char& c : text) c = static_cast<char>(std::uniform_int_distribution<int>(0, 255)(random));
    const std::string out = written([&](JsonWriter& json) { json.string(text); });
    ASSERT_TRUE(is_utf8(out)) << out;
    for (const char c : out) ASSERT_GE(static_cast<unsigned char>(c), 0x20) << out;
  }
}

TEST(JsonWriter, PrintsNumbersThatReadBackAsTheSame) {
  const struct {
    double value;
    std::string_view want;
  } cases[] = {{0.0, "0"},
               {-0.0, "0"},
               {39.9612, "39.9612"},
               {-82.9988, "-82.9988"},
               {1e21, "1e+21"},
               {0.1, "0.1"},
               {100.0, "100"},
               {std::numeric_limits<double>::infinity(), "null"},
               {std::numeric_limits<double>::quiet_NaN(), "null"}};
  for (const auto& c : cases) {
    EXPECT_EQ(written([&](JsonWriter& json) { json.number(c.value); }), c.want);
  }
}

TEST(JsonWriter, RoundsToTheDecimalsAskedForWithoutTrailingZeros) {
  const struct {
    double value;
    int decimals;
    std::string_view want;
  } cases[] = {{3.24, 1, "3.2"}, {3.04, 1, "3"}, {0.876, 2, "0.88"}, {-83.0, 2, "-83"}, {-0.001, 2, "0"}};
  for (const auto& c : cases) {
    EXPECT_EQ(written([&](JsonWriter& json) { json.number(c.value, c.decimals); }), c.want);
  }
}

TEST(JsonWriter, AppendsToWhatTheStringHolds) {
  std::string out = "data: ";
  JsonWriter(out).string("x");
  EXPECT_EQ(out, "data: \"x\"");
}

}  // namespace
}  // namespace stillpoint::document
