#include "http/url.h"

#include <gtest/gtest.h>

namespace stillpoint::http {
namespace {

TEST(Url, ReadsAQueryInItsOrder) {
  const auto parameters = parse_query("a=1&b=Z%C3%BCrich+West&&a=2&c&d=");
  ASSERT_TRUE(parameters);
  ASSERT_EQ(parameters->size(), 5U);
  EXPECT_EQ((*parameters)[0].value, "1");
  EXPECT_EQ((*parameters)[1].value, "Zürich West");
  EXPECT_EQ((*parameters)[2].name, "a");
  EXPECT_EQ((*parameters)[2].value, "2");
  EXPECT_EQ((*parameters)[3].name, "c");
  EXPECT_EQ((*parameters)[4].value, "");
}

TEST(Url, RefusesBrokenEscapes) {
  for (const char* const query : {"a=%", "a=%2", "a=%zz", "%=1", "a=%2\0"}) {
    EXPECT_FALSE(parse_query(query)) << query;
  }
}

TEST(Url, PrintsWhatItReads) {
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte.push_back(static_cast<char>(byte));
  const std::vector<Parameter> given = {{.name = "near", .value = "39.96,-83.0"},
                                        {.name = "a&b=c", .value = every_byte}};
  const std::string printed = print_query(given);
  EXPECT_EQ(printed.substr(0, 17), "near=39.96,-83.0&");
  const auto read = parse_query(printed);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ((*read)[1].name, "a&b=c");
  EXPECT_EQ((*read)[1].value, every_byte);
}

TEST(Url, LeavesAPlusInAPathAlone) {
  EXPECT_EQ(percent_decode("/a+b", false), "/a+b");
  EXPECT_EQ(percent_decode("/a+b", true), "/a b");
}

}  // namespace
}  // namespace stillpoint::http
