#include "hooks/http_sender.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hooks/receiver.h"

namespace stillpoint::hooks {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

domain::HookCall call_to(const std::string& url) {
  return {.url = url,
          .message = "msg_1",
          .at = Instant{std::chrono::seconds{1614265330}},
          .signature = "v1,abc= v1,def=",
          .body = R"({"type":"credential.revoked"})"};
}

TEST(HttpSender, SendsWhatTheStandardAsksFor) {
  Receiver receiver;
  HttpSender sender({.any_target = true});
  const Result<domain::HookAnswer> answer = sender.post(call_to(receiver.url()));
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 204);
  const std::vector<std::string> requests = receiver.requests();
  ASSERT_EQ(requests.size(), 1U);
  EXPECT_THAT(requests[0], HasSubstr("POST /hook HTTP/1.1"));
  EXPECT_EQ(header_of(requests[0], "webhook-id"), "msg_1");
  EXPECT_EQ(header_of(requests[0], "webhook-timestamp"), "1614265330");
  EXPECT_EQ(header_of(requests[0], "webhook-signature"), "v1,abc= v1,def=");
  EXPECT_EQ(header_of(requests[0], "Content-Type"), "application/json");
  EXPECT_EQ(body_of(requests[0]), R"({"type":"credential.revoked"})");
}

TEST(HttpSender, FollowsNoRedirect) {
  Receiver inner;
  Receiver outer("HTTP/1.1 307 Temporary Redirect\r\nLocation: " + inner.url());
  HttpSender sender({.any_target = true});
  EXPECT_EQ(sender.post(call_to(outer.url()))->status, 307);
  EXPECT_EQ(outer.requests().size(), 1U);
  EXPECT_THAT(inner.requests(), IsEmpty());
}

TEST(HttpSender, RefusesInnerTargetsBehindNamesOnceTheyAreResolved) {
  Receiver receiver;
  const std::string port = ":" + std::to_string(receiver.port()) + "/";
  HttpSender sender({});
  // Names and spellings that no text tells: all of them lead here.
  for (const char* host : {"inner.localhost", "2130706433", "0x7f.1", "127.1"}) {
    SCOPED_TRACE(host);
    const std::string url = std::string("https://") + host + port;
    const Result<domain::HookAnswer> answer = sender.post(call_to(url));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::kForbidden) << answer.error().message;
  }
  for (const char* host : {"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"}) {
    SCOPED_TRACE(host);
    const Result<domain::HookAnswer> answer = sender.post(call_to(std::string("https://") + host + port));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::kForbidden);
  }
  EXPECT_THAT(receiver.requests(), IsEmpty());
}

TEST(HttpSender, LeavesAnAttemptWhenTheProgramStops) {
  Receiver receiver;
  HttpSender sender({.any_target = true, .is_stopping = [] { return true; }});
  const Result<domain::HookAnswer> answer = sender.post(call_to(receiver.url()));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kUnavailable);
}

TEST(HttpSender, ASilentTargetIsAnErrorThatMayPass) {
  HttpSender sender({.any_target = true});
  int port = 0;
  {
    const Receiver gone;
    port = gone.port();
  }
  const Result<domain::HookAnswer> answer =
      sender.post(call_to("http://127.0.0.1:" + std::to_string(port) + "/"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace stillpoint::hooks
