#include "base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace stillpoint {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(FoldedText, MakesTheSameOfWhatPeopleTakeForTheSameWord) {
  const struct {
    const char* text;
    const char* want;
  } cases[] = {
      {"", ""},
      {"   ", ""},
      {"Columbus", "columbus"},
      {"  New \t\n York ", "new york"},
      {"Zürich", "zurich"},
      {"ZU\u0308RICH", "zurich"},  // combining diaeresis
      {"Łódź", "lodz"},
      {"Øre", "ore"},
      {"Straße", "strasse"},
      {"STRASSE", "strasse"},
      {"Æsop œuvre", "aesop oeuvre"},
      {"Đà Nẵng", "da nang"},
      {"İstanbul", "istanbul"},
      {"ﬁne", "fine"},
      {"Ｆｕｌｌ　ｗｉｄｔｈ", "full width"},
      {"O\u2019Brien", "o'brien"},
      {"\u00A0padded\u00A0", "padded"},
      {"МОСКВА", "москва"},
      {"ΑΘΗΝΑΣ", "αθηνασ"},
      {"東京", "東京"},
      {"caf\xC3", "caf\uFFFD"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(fold(c.text), c.want);
  }
}

TEST(FoldedText, FoldsToItselfForEveryCharacter) {
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    if (c > 0x32000 && c < 0xE0000) c = 0xE0000;  // nothing is assigned between
    if (c > 0xE01F0) break;                       // private use
    std::string text = "a";
    if (c < 0x80) {
      text.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
      text.push_back(static_cast<char>(0xC0 | (c >> 6)));
      text.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
      text.push_back(static_cast<char>(0xE0 | (c >> 12)));
      text.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
      text.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else {
      text.push_back(static_cast<char>(0xF0 | (c >> 18)));
      text.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
      text.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
      text.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    }
    text += "b";
    const std::string folded = fold(text);
    ASSERT_EQ(fold(folded), folded) << "code point " << static_cast<std::uint32_t>(c);
  }
}

TEST(Words, AreRunsOfLettersDigitsAndMarks) {
  EXPECT_THAT(words(""), IsEmpty());
  EXPECT_THAT(words(" - ,"), IsEmpty());
  EXPECT_THAT(words("amara lindqvist"), ElementsAre("amara", "lindqvist"));
  EXPECT_THAT(words("cst-t, level 2!"), ElementsAre("cst", "t", "level", "2"));
  EXPECT_THAT(words("москва 東京"), ElementsAre("москва", "東京"));
  EXPECT_THAT(words("हिन्दी"), ElementsAre("हिन्दी"));  // vowel signs and viramas are marks
}

TEST(CollationKey, OrdersNamesAsPeopleDo) {
  const std::vector<std::string> wanted = {"Adam", "Ädam",   "adams", "Zoe",
                                           "Zoë",  "Zürich", "Αθήνα", "Москва"};
  std::vector<std::string> names = wanted;
  std::reverse(names.begin(), names.end());
  std::sort(names.begin(), names.end(),
            [](const std::string& a, const std::string& b) { return collation_key(a) < collation_key(b); });
  EXPECT_EQ(names, wanted);
  EXPECT_EQ(collation_key("same"), collation_key("same"));
  EXPECT_EQ(collation_key(""), collation_key(""));
  const std::string longer(500, 'x');
  EXPECT_LT(collation_key(longer), collation_key(longer + "a"));
}

TEST(Utf8, IsToldFromOtherBytes) {
  const struct {
    const char* why;
    std::string text;
    bool want;
  } cases[] = {
      {"empty", "", true},
      {"plain", "abc", true},
      {"two, three, four bytes", "\u00E9\u20AC\U0001F600", true},
      {"zero byte", std::string(1, '\0'), true},
      {"cut short", "\xC3", false},
      {"lone continuation", "\x80", false},
      {"overlong slash", "\xC0\xAF", false},
      {"surrogate", "\xED\xA0\x80", false},
      {"beyond Unicode", "\xF4\x90\x80\x80", false},
      {"Latin-1", "Z\xFCrich", false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(is_utf8(c.text), c.want);
  }
}

TEST(ShortenedText, IsCutAtTheBorderOfACharacter) {
  EXPECT_EQ(shorten("abc", 3), "abc");
  EXPECT_EQ(shorten("abcd", 3), "abc");
  EXPECT_EQ(shorten("a\u20ACb", 4), "a\u20AC");
  EXPECT_EQ(shorten("a\u20ACb", 3), "a");
  EXPECT_EQ(shorten("\u20AC", 0), "");
}

TEST(OneEdit, TakesASlipAndNoMore) {
  const struct {
    const char* a;
    const char* b;
    bool want;
  } cases[] = {
      {"", "", true},
      {"", "a", true},
      {"", "ab", false},
      {"migraine", "migraine", true},
      {"migraine", "migrane", true},
      {"migraine", "migraines", true},
      {"migraine", "migranes", false},
      {"migraine", "nigraine", true},
      {"migraine", "mirgaine", true},
      {"migraine", "mirgain", false},
      {"ab", "ba", true},
      {"abc", "cba", false},
      {"москва", "мсоква", true},
      {"москва", "москва\u20AC", true},
      {"東京", "京東", true},
      {"東京", "大阪", false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.a) + " / " + c.b);
    EXPECT_EQ(within_one_edit(c.a, c.b), c.want);
    EXPECT_EQ(within_one_edit(c.b, c.a), c.want);
  }
}

/// The textbook matrix of the optimal string alignment distance.
int distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = static_cast<int>(i);
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] =
          std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

TEST(OneEdit, AgreesWithTheTextbookOnRandomWords) {
  const unsigned seed = 20261122;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> letter('a', 'c');
  std::uniform_int_distribution<std::size_t> length(0, 5);
  for (int round = 0; round < 20000; ++round) {
    std::string a(length(random), 'a');
    std::string b(length(random), 'a');
    for (char& c : a) c = static_cast<char>(letter(random));
    for (char& c : b) c = static_cast<char>(letter(random));
    ASSERT_EQ(within_one_edit(a, b), distance(a, b) <= 1) << a << " / " << b;
  }
}

}  // namespace
}  // namespace stillpoint
