#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "e2e/raw_http.h"
#include "http/front.h"
#include "http/log.h"
#include "http/metrics.h"
#include "http/server.h"

namespace stillpoint::http {
namespace {

/// A server in this process, so that the thread sanitizer sees all of it.
class ServerThreads : public ::testing::Test {
 protected:
  void SetUp() override {
    const Result<int> port = server_.bind();
    ASSERT_TRUE(port) << port.error().message;
    port_ = *port;
    serving_ = std::thread([this] { server_.serve(front_, metrics_); });
  }
  void TearDown() override {
    server_.stop();
    serving_.join();
  }

  std::atomic<int> waiting_{0};
  std::atomic<int> left_{0};
  std::atomic<int> stayed_{0};
  std::atomic<bool> served_{false};
  const Log log_ = *Log::make(Log::Format::kJson, "error");
  const Front front_{Router({{"GET", "/v1/{id}",
                              [](const Request& request) {
                                return Response{.content_type = "text/plain", .body = request.path_id};
                              }},
                             {"POST", "/v1/echo",
                              [](const Request& request) {
                                return Response{.content_type = "text/plain", .body = request.body};
                              }},
                             {"GET", "/v1/waits/{id}",
                              [this](const Request& request) {
                                ++waiting_;
                                while (!request.has_left() && !served_) std::this_thread::yield();
                                ++(request.has_left() ? left_ : stayed_);
                                return Response{.content_type = "text/plain", .body = "done"};
                              }},
                             {"GET", "/v1/broken/{id}",
                              [](const Request& request) -> Response {
                                throw std::runtime_error("secret " + request.path_id);
                              }}}),
                     {}};
  Metrics metrics_{{"GET /v1/{id}", "POST /v1/echo", "GET /v1/waits/{id}", "GET /v1/broken/{id}"}};
  Server server_{log_, {.port = 0, .connections_per_address = 1000}};
  int port_ = 0;
  std::thread serving_;
};

TEST_F(ServerThreads, ManyClientsGetTheirOwnAnswers) {
  constexpr int kClients = 16;
  constexpr int kRequests = 50;
  std::atomic<int> right{0};
  std::vector<std::thread> clients;
  for (int client = 0; client < kClients; ++client) {
    clients.emplace_back([&, client] {
      e2e::RawConnection connection(port_);
      for (int i = 0; i < kRequests; ++i) {
        const std::string id = std::to_string(client) + "-" + std::to_string(i);
        if (i % 2 == 0) {
          connection.send("GET /v1/" + id + " HTTP/1.1\r\nHost: a\r\n\r\n");
        } else {
          connection.send("POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: " +
                          std::to_string(id.size()) + "\r\n\r\n" + id);
        }
        if (connection.receive().body == id) ++right;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(right, kClients * kRequests);
}

TEST_F(ServerThreads, AHandlerThatWaitsHearsThatItsClientLeft) {
  e2e::RawConnection stays(port_);
  stays.send("GET /v1/waits/1 HTTP/1.1\r\nHost: a\r\n\r\n");
  {
    e2e::RawConnection leaves(port_);
    leaves.send("GET /v1/waits/2 HTTP/1.1\r\nHost: a\r\n\r\n");
    while (waiting_ < 2) std::this_thread::yield();
    EXPECT_EQ(left_, 0);
  }
  while (left_ == 0) std::this_thread::yield();
  served_ = true;
  EXPECT_EQ(stays.receive().body, "done");
  EXPECT_EQ(left_, 1);
  EXPECT_EQ(stayed_, 1);
}

TEST_F(ServerThreads, AStopAmidRequestsLosesNoAnswerThatWasBegun) {
  std::atomic<bool> stopped{false};
  std::atomic<int> broken{0};
  std::vector<std::thread> clients;
  for (int client = 0; client < 8; ++client) {
    clients.emplace_back([&] {
      while (!stopped) {
        e2e::RawConnection connection(port_);
        if (!connection.is_open()) return;
        connection.send("GET /v1/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        const e2e::Answer answer = connection.receive();
        // Answered whole, or not taken at all.
        if (answer.status != 0 && answer.body != "x") ++broken;
      }
    });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  server_.stop();
  stopped = true;
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(broken, 0);
}

TEST_F(ServerThreads, AFaultOfOursIsAnsweredWithoutItsInside) {
  const e2e::Answer answer = e2e::get(port_, "/v1/broken/x");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.headers.at("content-type"), "application/problem+json");
  EXPECT_EQ(answer.body.find("secret"), std::string::npos);
  EXPECT_EQ(e2e::get(port_, "/v1/fine").status, 200);
}

}  // namespace
}  // namespace stillpoint::http
