#include <gtest/gtest.h>

#include "http/pages/markup.h"

namespace stillpoint::http::pages {
namespace {

TEST(HtmlWriter, EscapesTextWhereverItStands) {
  HtmlWriter out;
  out.raw("<p").attribute("title", "a\"b'c<d").raw(">").text("<script>1 & 2</script>").raw("</p>");
  EXPECT_EQ(out.str(), "<p title=\"a&quot;b&#39;c&lt;d\">&lt;script&gt;1 &amp; 2&lt;/script&gt;</p>");
}

TEST(HtmlWriter, ReplacesControlCharactersThatHtmlForbids) {
  HtmlWriter out;
  out.text(std::string_view("a\0b\tc\x1b", 6));
  EXPECT_EQ(out.str(),
            "a\xEF\xBF\xBD"
            "b\tc\xEF\xBF\xBD");
}

TEST(HtmlWriter, PutsTheBasePathBeforeOwnAddressesOnly) {
  HtmlWriter out("/find");
  out.href(Href::own("/compare")).href(Href::own("#fees")).href(*Href::outside("https://a.example.org/x"));
  EXPECT_EQ(out.str(), " href=\"/find/compare\" href=\"#fees\" href=\"https://a.example.org/x\"");
}

TEST(Href, TakesHttpAndHttpsOnlyFromOutside) {
  const struct {
    const char* url;
    bool safe;
  } cases[] = {
      {"https://a.example.org", true},
      {"HTTP://a.example.org/x?y=1#z", true},
      {"javascript:alert(1)", false},
      {"JavaScript:alert(1)", false},
      {" https://a.example.org", false},
      {"https://a.example.org/\nx", false},
      {"data:text/html,x", false},
      {"//a.example.org", false},
      {"/own", false},
      {"https://", false},
      {"", false},
      {"ftp://a.example.org", false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.url);
    EXPECT_EQ(Href::outside(c.url).has_value(), c.safe);
  }
}

TEST(Href, DialsTheDigitsOfANumber) {
  const struct {
    const char* number;
    const char* href;
  } cases[] = {{"+1 (614) 555-0142", "tel:+16145550142"},
               {"0171 / 22 33", "tel:01712233"},
               {"1+2", "tel:12"},
               {"none", nullptr},
               {"", nullptr}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.number);
    const auto href = Href::telephone(c.number);
    ASSERT_EQ(href.has_value(), c.href != nullptr);
    if (href) {
      EXPECT_EQ(href->view(), c.href);
    }
  }
}

TEST(Href, KeepsBuiltPathsOnThisSite) {
  for (const char* outside :
       {"//evil.example.org", "/\\evil.example.org", "https://evil.example.org", "", "x y"}) {
    EXPECT_EQ(Href::path(outside).view(), "/") << outside;
  }
  EXPECT_EQ(Href::path("/?place=a%20b").view(), "/?place=a%20b");
}

}  // namespace
}  // namespace stillpoint::http::pages
