#include "intake/line_reader.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace stillpoint::intake {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  LineReader reader(in);
  std::vector<std::string> lines;
  while (true) {
    const auto line = reader.next();
    EXPECT_TRUE(line);
    if (!*line) break;
    lines.emplace_back((*line)->text);
    EXPECT_EQ((*line)->number, static_cast<std::int64_t>(lines.size()));
  }
  EXPECT_EQ(reader.bytes_read(), static_cast<std::int64_t>(text.size()));
  return lines;
}

using Lines = std::vector<std::string>;

TEST(LineReader, TakesEveryKindOfEnd) {
  EXPECT_EQ(lines_of(""), Lines{});
  EXPECT_EQ(lines_of("a\nb\n"), (Lines{"a", "b"}));
  EXPECT_EQ(lines_of("a\r\nb\r\n"), (Lines{"a", "b"}));
  EXPECT_EQ(lines_of("a\n\nb"), (Lines{"a", "", "b"}));
  EXPECT_EQ(lines_of("a\rb\n"), (Lines{"a\rb"}));
}

TEST(LineReader, PassesOverAByteOrderMarkAtTheBeginningOnly) {
  EXPECT_EQ(lines_of("\xEF\xBB\xBF"), Lines{});
  EXPECT_EQ(lines_of("\xEF\xBB\xBF{}\n\xEF\xBB\xBF{}\n"), (Lines{"{}", "\xEF\xBB\xBF{}"}));
}

TEST(LineReader, PutsLinesTogetherThatCrossItsBuffer) {
  std::string text;
  Lines expected;
  for (int i = 0; i < 50; ++i) {
    expected.push_back(std::string(30'011, static_cast<char>('a' + i % 26)));
    text += expected.back() + (i % 2 == 0 ? "\r\n" : "\n");
  }
  EXPECT_EQ(lines_of(text), expected);
}

TEST(LineReader, RefusesALineThatIsTooLongAndReadsOn) {
  std::istringstream in(std::string(kLineBytesMax, 'x') + "\n" + std::string(3 * kLineBytesMax, 'y') +
                        "\nafter\n");
  LineReader reader(in);
  auto line = reader.next();
  EXPECT_FALSE((*line)->too_long);
  EXPECT_EQ((*line)->text.size(), kLineBytesMax);
  line = reader.next();
  EXPECT_TRUE((*line)->too_long);
  EXPECT_LE((*line)->text.size(), kLineBytesMax);
  line = reader.next();
  EXPECT_FALSE((*line)->too_long);
  EXPECT_EQ((*line)->text, "after");
  EXPECT_EQ((*line)->number, 3);
}

TEST(LineReader, SaysWhenTheFileCannotBeReadOn) {
  std::istringstream in("a\n");
  in.setstate(std::ios::badbit);
  LineReader reader(in);
  const auto line = reader.next();
  ASSERT_FALSE(line);
  EXPECT_EQ(line.error().code, ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace stillpoint::intake
