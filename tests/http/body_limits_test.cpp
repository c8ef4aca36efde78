#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "e2e/raw_http.h"
#include "http/front.h"
#include "http/log.h"
#include "http/metrics.h"
#include "http/problem.h"
#include "http/server.h"

namespace stillpoint::http {
namespace {

Response echo(const Request& request) {
  std::string body = request.method + " " + request.path_id + " " + std::to_string(request.body.size());
  for (const Part& part : request.parts) body += " " + part.name + ":" + std::to_string(part.content.size());
  return {.content_type = "text/plain", .body = std::move(body)};
}

/// A server with one route of each kind, on a port of its own.
class BodyLimits : public testing::Test {
 protected:
  BodyLimits()
      : log_(*Log::make(Log::Format::kText, "error")),
        server_(log_, {.port = 0}),
        front_(Router({{"POST", "/short", echo},
                       {"PUT", "/things/{id}", echo},
                       {"PATCH", "/things/{id}", echo},
                       {"DELETE", "/things/{id}", echo},
                       {.method = "POST",
                        .pattern = "/files",
                        .handler = echo,
                        .body_bytes_max = kFileBytesMax,
                        .refuse_before_body = [](const Request& head) -> std::optional<Response> {
                          if (head.header("Authorization") == "yes") return std::nullopt;
                          return problem(401, "Sign in first.");
                        }}}),
               {}),
        metrics_({}) {
    port_ = *server_.bind();
    serving_ = std::thread([this] { server_.serve(front_, metrics_); });
  }
  ~BodyLimits() override {
    server_.stop();
    serving_.join();
  }
  e2e::Answer send(const std::string& method, const std::string& path, const std::string& headers,
                   const std::string& body) const {
    return e2e::exchange(port_, method + " " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" +
                                    headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                                    body);
  }

  Log log_;
  Server server_;
  Front front_;
  Metrics metrics_;
  std::thread serving_;
  int port_ = 0;
};

TEST_F(BodyLimits, EveryMethodBringsItsBodyAndItsId) {
  for (const std::string method : {"PUT", "PATCH", "DELETE"}) {
    const e2e::Answer answer = send(method, "/things/7", "", "abc");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, method + " 7 3");
  }
  EXPECT_EQ(e2e::exchange(port_, "DELETE /things/7 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").body,
            "DELETE 7 0");
}

TEST_F(BodyLimits, ARouteTakesWhatItAsksForAndNoMore) {
  EXPECT_EQ(send("POST", "/short", "", std::string(kBodyBytesMax, 'x')).status, 200);
  EXPECT_EQ(send("POST", "/short", "", std::string(kBodyBytesMax + 1, 'x')).status, 413);
  const e2e::Answer large = send("POST", "/files", "Authorization: yes\r\n", std::string(1U << 20U, 'x'));
  EXPECT_EQ(large.status, 200);
  EXPECT_EQ(large.body, "POST  1048576");
}

TEST_F(BodyLimits, ALongFormIsNoLibrarysAffair) {
  const e2e::Answer answer =
      send("POST", "/short", "Content-Type: application/x-www-form-urlencoded\r\n", std::string(20000, 'a'));
  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.body, "POST  20000");
}

TEST_F(BodyLimits, NobodyUnknownSendsALongBody) {
  const std::string head = "POST /files HTTP/1.1\r\nHost: a\r\nContent-Length: 1048576\r\n\r\n";
  e2e::RawConnection connection(port_);
  connection.send(head);
  EXPECT_EQ(connection.receive().status, 401) << "answered before the body came";
  connection.send(std::string(100, 'x'));
  EXPECT_TRUE(connection.closes_within(std::chrono::seconds(5)));
}

TEST_F(BodyLimits, AFormWithAFileArrivesInParts) {
  const std::string type = "Content-Type: multipart/form-data; boundary=xyz\r\n";
  const std::string body =
      "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nbc\r\n--xyz\r\n"
      "Content-Disposition: form-data; name=\"f\"; filename=\"f.bin\"\r\nContent-Type: x/y\r\n\r\n" +
      std::string(9000, '\1') + "\r\n--xyz--\r\n";
  EXPECT_EQ(send("POST", "/short", type, body).body, "POST  0 a:2 f:9000");
  EXPECT_EQ(send("POST", "/short", type, "--other\r\n").status, 400);
}

}  // namespace
}  // namespace stillpoint::http
