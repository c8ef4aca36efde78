#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "e2e/program.h"
#include "e2e/raw_http.h"
#include "support/temporary_folder.h"

namespace stillpoint::e2e {
namespace {

using namespace std::chrono_literals;

class HttpFaults : public ::testing::Test {
 protected:
  support::TemporaryFolder folder_;
  RunningServer server_{{"serve", "--database", folder_.file("a.db")}};
};

TEST_F(HttpFaults, AreRefusedInWordsAndTheConnectionEnds) {
  const std::string host = "Host: localhost\r\n";
  const struct {
    const char* why;
    std::string bytes;
    int status;
  } cases[] = {
      {"missing Host", "GET /healthz HTTP/1.1\r\n\r\n", 400},
      {"repeated Host", "GET /healthz HTTP/1.1\r\n" + host + host + "\r\n", 400},
      {"negative length", "POST /v1/practitioners/search HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n",
       400},
      {"overflowing length",
       "POST /v1/practitioners/search HTTP/1.1\r\n" + host + "Content-Length: 18446744073709551617\r\n\r\n",
       413},
      {"length that is no number",
       "POST /v1/practitioners/search HTTP/1.1\r\n" + host + "Content-Length: abc\r\n\r\n", 400},
      {"two lengths",
       "POST /v1/practitioners/search HTTP/1.1\r\n" + host +
           "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
       400},
      {"length and encoding",
       "POST /v1/practitioners/search HTTP/1.1\r\n" + host +
           "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
       400},
      {"no length", "POST /v1/practitioners/search HTTP/1.1\r\n" + host + "\r\n{}", 411},
      {"bad header name", "GET /healthz HTTP/1.1\r\n" + host + "X Y: z\r\n\r\n", 400},
      {"space before colon", "GET /healthz HTTP/1.1\r\n" + host + "X : z\r\n\r\n", 400},
      {"control character", "GET /healthz HTTP/1.1\r\n" + host + "X: \x01\r\n\r\n", 400},
      {"bare line feeds", "GET /healthz HTTP/1.1\nHost: localhost\n\n", 400},
      {"one bare line feed", "GET /healthz HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n", 400},
      {"folded header", "GET /healthz HTTP/1.1\r\n" + host + "X: a\r\n b\r\n\r\n", 400},
      {"no HTTP at all", "hello\r\n\r\n", 400},
      {"unknown method", "BREW /healthz HTTP/1.1\r\n" + host + "\r\n", 501},
      {"another version", "GET /healthz HTTP/3.0\r\n" + host + "\r\n", 505},
      {"broken escape", "GET /healthz%2 HTTP/1.1\r\n" + host + "\r\n", 400},
      {"NUL in the path", "GET /healthz%00 HTTP/1.1\r\n" + host + "\r\n", 400},
      {"long address", "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414},
      {"large head",
       "GET /healthz HTTP/1.1\r\n" + host + "X: " + std::string(7000, 'a') +
           "\r\nY: " + std::string(7000, 'a') + "\r\nZ: " + std::string(7000, 'a') + "\r\n\r\n",
       431},
      {"large body",
       "POST /v1/practitioners/search HTTP/1.1\r\n" + host + "Content-Length: 65537\r\n\r\n" +
           std::string(100, ' '),
       413},
      {"large chunked body",
       "POST /v1/practitioners/search HTTP/1.1\r\n" + host +
           "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n" +
           std::string(0x10001, ' ') + "\r\n0\r\n\r\n",
       413},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    RawConnection connection(server_.port());
    connection.send(c.bytes);
    const Answer answer = connection.receive();
    EXPECT_EQ(answer.status, c.status);
    EXPECT_EQ(answer.headers.count("content-type") > 0 ? answer.headers.at("content-type") : "none",
              "application/problem+json");
    EXPECT_NE(answer.body.find("\"detail\":\""), std::string::npos);
    EXPECT_TRUE(connection.closes_within(5s));
  }
  EXPECT_EQ(get(server_.port(), "/healthz").status, 200) << "and the server lives on";
}

TEST_F(HttpFaults, OfAMethodNameTheOnesThatAreAllowed) {
  const Answer refused = exchange(server_.port(), "DELETE /v1/practitioners HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.headers.at("allow"), "GET, HEAD, OPTIONS");
  const Answer options = exchange(server_.port(), "OPTIONS /v1/practitioners HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.headers.at("allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(options.headers.count("content-length"), 0U);
  EXPECT_EQ(get(server_.port(), "/v1/nothing").status, 404);
}

TEST_F(HttpFaults, OfMeaningLeaveTheConnectionOpen) {
  RawConnection connection(server_.port());
  const struct {
    const char* why;
    std::string bytes;
    int status;
  } cases[] = {
      {"nothing there", "GET /v1/nothing HTTP/1.1\r\nHost: a\r\n\r\n", 404},
      {"nothing there, as a page", "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n", 404},
      {"a wrong value", "GET /v1/practitioners?limit=0 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"a wrong method", "DELETE /v1/practitioners HTTP/1.1\r\nHost: a\r\n\r\n", 405},
      {"a wrong method with a body",
       "PUT /v1/practitioners HTTP/1.1\r\nHost: a\r\nContent-Length: 34\r\n\r\n"
       "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n",
       405},
      {"a body that is no JSON",
       "POST /v1/practitioners/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
       "Content-Length: 2\r\n\r\n[]",
       400},
      {"a body of another kind",
       "POST /v1/practitioners/search HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}", 415},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    connection.send(c.bytes);
    const Answer answer = connection.receive();
    EXPECT_EQ(answer.status, c.status);
    EXPECT_EQ(answer.headers.count("connection"), 0U);
  }
  connection.send("GET /v1/nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const Answer last = connection.receive();
  EXPECT_EQ(last.status, 404);
  EXPECT_EQ(last.headers.at("connection"), "close") << "as the client asked";
  EXPECT_TRUE(connection.closes_within(5s));
}

TEST_F(HttpFaults, JudgeTheMethodBeforeTheBody) {
  const Answer answer = exchange(server_.port(), "PUT / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(answer.headers.at("allow"), "GET, HEAD, OPTIONS");
}

TEST_F(HttpFaults, OfOneRequestLeaveTheNextAlone) {
  RawConnection connection(server_.port());
  connection.send(
      "GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 34\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n"
      "POST /v1/practitioners/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
      "\r\nHEAD /v1/vocabulary HTTP/1.1\r\nHost: a\r\n\r\n"
      "GET http://localhost/readyz HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(connection.receive().body, R"({"status":"ok"})") << "a body that a GET has is no request";
  const Answer search = connection.receive();
  EXPECT_EQ(search.status, 200);
  EXPECT_EQ(search.body.substr(0, 10), "{\"total\":0");
  const Answer head = connection.receive(10s, false);
  EXPECT_EQ(head.status, 200);
  EXPECT_GT(std::stoi(head.headers.at("content-length")), 10000);
  EXPECT_EQ(connection.receive().body, R"({"status":"ready"})") << "an absolute address is one of ours";
}

TEST_F(HttpFaults, OfAnUpgradeAreIgnored) {
  const Answer answer = get(server_.port(), "/healthz",
                            "Upgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                            "Sec-WebSocket-Version: 13\r\nRange: bytes=0-1\r\n");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, R"({"status":"ok"})");
}

}  // namespace
}  // namespace stillpoint::e2e
