#include "intake/csv_reader.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace stillpoint::intake {
namespace {

/// The records of a text as "line: field|field", or "line! reason".
std::vector<std::string> records_of(const std::string& text, std::size_t fields = 0) {
  std::istringstream in(text);
  CsvReader reader(in);
  reader.expect_fields(fields);
  std::vector<std::string> records;
  while (true) {
    const auto record = reader.next();
    EXPECT_TRUE(record);
    if (*record == nullptr) break;
    std::string shown = std::to_string((*record)->line);
    if ((*record)->wrong.empty()) {
      shown += ": ";
      for (std::size_t i = 0; i < (*record)->fields.size(); ++i) {
        if (i > 0) shown += '|';
        shown += (*record)->fields[i];
      }
    } else {
      shown += "! " + (*record)->wrong;
    }
    records.push_back(shown);
  }
  return records;
}

using Records = std::vector<std::string>;

TEST(CsvReader, ReadsWhatTheStandardSays) {
  const struct {
    const char* why;
    std::string text;
    Records want;
  } cases[] = {
      {"nothing", "", {}},
      {"plain fields", "a,b\nc,d\n", {"1: a|b", "2: c|d"}},
      {"CRLF and no end at the last", "a,b\r\nc,d", {"1: a|b", "2: c|d"}},
      {"quotes", "\"a\",\"b\"\n", {"1: a|b"}},
      {"a comma and a quote in quotes", "\"a,\"\"b\"\"\",c\n", {"1: a,\"b\"|c"}},
      {"empty fields", ",\"\",\n", {"1: ||"}},
      {"empty lines", "a\n\n\r\nb\n", {"1: a", "4: b"}},
      {"a line end in quotes", "\"a\r\nb\",c\nd,e\n", {"1: a\nb|c", "3: d|e"}},
      {"a byte order mark", "\xEF\xBB\xBF\"a\",b\n", {"1: a|b"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(records_of(c.text), c.want);
  }
}

TEST(CsvReader, AStrayQuoteCostsItsOwnLineOnly) {
  const struct {
    const char* why;
    std::string text;
    Records want;
  } cases[] = {
      {"at the end of the file", "a,\"b\nc,d\ne,f\n", {"1! A quoted field has no end.", "2: c|d", "3: e|f"}},
      {"before another one",
       "a,\"b\nc,d\ne,\"f\ng,h\n",
       {"1! There is text behind the end of a quoted field.", "2: c|d", "3! A quoted field has no end.",
        "4: g|h"}},
      {"within a field",
       "a,b\"c\nd,e\n",
       {"1! There is a quote within a field that is not quoted.", "2: d|e"}},
      {"behind a quoted field",
       "\"a\"b,c\nd,e\n",
       {"1! There is text behind the end of a quoted field.", "2: d|e"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(records_of(c.text, 2), c.want);
  }
}

TEST(CsvReader, RefusesARecordOfAnotherWidth) {
  EXPECT_EQ(records_of("a,b\nc\nd,e,f\ng,h\n", 2), (Records{"1: a|b", "2! The record has 1 fields, not 2.",
                                                            "3! The record has 3 fields, not 2.", "4: g|h"}));
}

TEST(CsvReader, RefusesALineThatIsTooLongAndReadsOn) {
  const auto records = records_of("a,b\n" + std::string(kLineBytesMax + 1, 'x') + "\nc,d\n", 2);
  ASSERT_EQ(records.size(), 3U);
  EXPECT_TRUE(records[1].starts_with("2! ")) << records[1];
  EXPECT_EQ(records[2], "3: c|d");
}

TEST(CsvReader, AQuoteThatNeverEndsDoesNotSwallowTheFile) {
  std::string text = "a,\"b\n";
  for (int i = 0; i < 3000; ++i) text += std::string(1000, 'x') + ",y\n";
  const auto records = records_of(text, 2);
  EXPECT_EQ(records.size(), 3001U);
  EXPECT_TRUE(records[0].starts_with("1! "));
  EXPECT_TRUE(records[1].starts_with("2: "));
  EXPECT_TRUE(records.back().starts_with("3001: "));
}

}  // namespace
}  // namespace stillpoint::intake
