#include "http/request_head.h"

#include <gtest/gtest.h>

#include <string>

#include "http/limits.h"

namespace stillpoint::http {
namespace {

std::string get(const std::string& headers) {
  return "GET / HTTP/1.1\r\n" + headers + "\r\n";
}

std::string post(const std::string& headers) {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
}

TEST(RequestHead, TakesWhatIsRight) {
  for (const std::string& head : {
           get("Host: example.org\r\n"),
           get("Host: [::1]:8080\r\nAccept: */*\r\nX-Empty:\r\n"),
           get("hOST:\texample.org  \r\nX-Latin: caf\xC3\xA9\r\n"),
           std::string("GET / HTTP/1.0\r\n\r\n"),
           std::string("GET http://example.org/a?b=c HTTP/1.1\r\nHost: example.org\r\n\r\n"),
           std::string("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"),
           post("Content-Length: 0\r\n"),
           post("Content-Length: 65536\r\n"),
           post("Transfer-Encoding: Chunked\r\n"),
       }) {
    EXPECT_FALSE(check_head(head)) << head;
  }
}

TEST(RequestHead, RefusesWhatIsNot) {
  const std::string long_path(kTargetBytesMax, 'a');
  std::string many_headers = "Host: a\r\n";
  for (std::size_t i = 0; i < kHeadersMax; ++i) many_headers += "X-A: b\r\n";
  const struct {
    const char* why;
    std::string head;
    int status;
  } cases[] = {
      {"no Host", get(""), 400},
      {"two Hosts", get("Host: a\r\nHost: a\r\n"), 400},
      {"empty Host", get("Host:\r\n"), 400},
      {"Host with a path", get("Host: a/b\r\n"), 400},
      {"Host with a space", get("Host: a b\r\n"), 400},
      {"bare LF in a header", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400},
      {"bare LF after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400},
      {"bare CR", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400},
      {"NUL in a value", get(std::string("Host: a\r\nX: b\0c\r\n", 17)), 400},
      {"control character in a value", get("Host: a\r\nX: b\x01\r\n"), 400},
      {"space before the colon", get("Host: a\r\nX : b\r\n"), 400},
      {"space in a name", get("Host: a\r\nX Y: b\r\n"), 400},
      {"bracket in a name", get("Host: a\r\nX[]: b\r\n"), 400},
      {"letter above ASCII in a name", get("Host: a\r\nX\xC3\xA9: b\r\n"), 400},
      {"empty name", get("Host: a\r\n: b\r\n"), 400},
      {"no colon", get("Host: a\r\nX\r\n"), 400},
      {"folded line", get("Host: a\r\nX: b\r\n c\r\n"), 400},
      {"leading space before the first header", get(" Host: a\r\n"), 400},
      {"no version", "GET /\r\nHost: a\r\n\r\n", 400},
      {"no path", "GET HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"relative path", "GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"fragment", "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"byte above ASCII in the path", "GET /\xC3\xA9 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"method with odd characters", "G@T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"unknown method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"another protocol", "GET / SIP/2\r\nHost: a\r\n\r\n", 400},
      {"long path", "GET /" + long_path + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
      {"many headers", get(many_headers), 431},
      {"long header", get("Host: a\r\nX: " + std::string(8000, 'b') + "\r\n"), 431},
      {"negative length", post("Content-Length: -1\r\n"), 400},
      {"signed length", post("Content-Length: +1\r\n"), 400},
      {"hexadecimal length", post("Content-Length: 0x10\r\n"), 400},
      {"words for a length", post("Content-Length: ten\r\n"), 400},
      {"empty length", post("Content-Length:\r\n"), 400},
      {"list of lengths", post("Content-Length: 1, 1\r\n"), 400},
      {"repeated length", post("Content-Length: 1\r\nContent-Length: 1\r\n"), 400},
      {"overflowing length", post("Content-Length: 99999999999999999999999\r\n"), 413},
      {"length above the limit", post("Content-Length: 25165825\r\n"), 413},
      {"both framings", post("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"), 400},
      {"both framings, length zero", post("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n"), 400},
      {"another coding", post("Transfer-Encoding: gzip\r\n"), 501},
      {"coding in disguise", post("Transfer-Encoding: xchunked\r\n"), 501},
      {"two codings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 501},
      {"chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto refusal = check_head(c.head);
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->status, c.status);
    EXPECT_FALSE(refusal->detail.empty());
  }
}

TEST(RequestHead, MissesALengthWhereTheMethodBringsABody) {
  EXPECT_TRUE(lacks_length(post("")));
  EXPECT_TRUE(lacks_length("PUT / HTTP/1.1\r\nHost: a\r\n\r\n"));
  EXPECT_FALSE(lacks_length(post("Content-Length: 0\r\n")));
  EXPECT_FALSE(lacks_length(post("Transfer-Encoding: chunked\r\n")));
  EXPECT_FALSE(lacks_length(get("Host: a\r\n")));
  EXPECT_FALSE(lacks_length("DELETE / HTTP/1.1\r\nHost: a\r\n\r\n"));
}

TEST(RequestHead, FindsAHeaderWhateverItsCase) {
  const std::string head = get("Host: a\r\nX-Forwarded-For:  203.0.113.7 \r\n");
  EXPECT_EQ(header_of(head, "x-forwarded-for"), "203.0.113.7");
  EXPECT_EQ(header_of(head, "accept"), "");
}

}  // namespace
}  // namespace stillpoint::http
