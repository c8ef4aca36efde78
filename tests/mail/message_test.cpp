#include "mail/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace stillpoint::mail {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 2} + std::chrono::hours{9} +
                       std::chrono::minutes{5}};

Result<std::string> composed(const domain::Mail& mail) {
  return compose(mail, "directory@example.org", "abc", kNow);
}

TEST(Message, HasTheHeadersThatAMailNeeds) {
  const Result<std::string> message =
      composed({.to = "amara@example.org", .subject = "Your listing", .text = "Dear Amara,\nall is well.\n"});
  ASSERT_TRUE(message);
  EXPECT_EQ(*message,
            "Date: Mon, 2 Nov 2026 09:05:00 +0000\r\n"
            "From: Stillpoint <directory@example.org>\r\n"
            "To: <amara@example.org>\r\n"
            "Subject: Your listing\r\n"
            "Message-ID: <abc@example.org>\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "\r\n"
            "Dear Amara,\r\nall is well.\r\n");
}

TEST(Message, RefusesWhatWouldAddAHeaderOrARecipient) {
  const char* const addresses[] = {"",
                                   "amara",
                                   "@example.org",
                                   "amara@",
                                   "amara@example.org\r\nBcc: all@example.org",
                                   "amara@example.org\n",
                                   "amara@example.org,b@example.org",
                                   "amara@example.org b@example.org",
                                   "<amara@example.org>",
                                   "amara@example.org>",
                                   "\"a b\"@example.org",
                                   "amara@example..org",
                                   "amara@-example.org",
                                   "a@b@c@example.org",
                                   "ama\xC3\xA9@example.org"};
  for (const char* const address : addresses) {
    const Result<std::string> message = composed({.to = address, .subject = "A", .text = ""});
    EXPECT_FALSE(message) << address;
    if (!message) {
      EXPECT_EQ(message.error().code, ErrorCode::kInvalid);
    }
  }
  for (const char* const subject : {"", "A\r\nBcc: all@example.org", "A\nB", "A\rB", "A\tB"}) {
    EXPECT_FALSE(composed({.to = "amara@example.org", .subject = subject, .text = ""})) << subject;
  }
  EXPECT_FALSE(composed({.to = std::string(250, 'a') + "@example.org", .subject = "A", .text = ""}));
  EXPECT_FALSE(compose({.to = "a@example.org", .subject = "A", .text = ""}, "nobody", "abc", kNow));
}

TEST(Message, TakesTheAddressesThatPeopleHave) {
  for (const char* const address :
       {"a@b", "first.last+tag@sub.example.org", "o'brien@example.org", "x_y-z@example-site.org"}) {
    EXPECT_TRUE(is_address(address)) << address;
  }
}

TEST(Message, EncodesASubjectThatIsNotAscii) {
  const Result<std::string> message = composed(
      {.to = "a@example.org", .subject = "Grüße von Łucja — ist das noch wahr, und für wen?", .text = ""});
  ASSERT_TRUE(message);
  const std::size_t at = message->find("Subject: ");
  const std::string subject = message->substr(at, message->find("Message-ID") - at);
  // By Python's email.header, the same words decode to the subject.
  EXPECT_EQ(subject,
            "Subject: =?UTF-8?B?R3LDvMOfZSB2b24gxYF1Y2phIOKAlCBpc3QgZGFzIG5vY2ggd2FociwgdW5k?=\r\n"
            " =?UTF-8?B?IGbDvHIgd2VuPw==?=\r\n");
}

TEST(Message, KeepsEveryLineShortAndEveryByte) {
  std::string text = "A very long line: ";
  for (int i = 0; i < 60; ++i) text.append("https://example.org/ü/").append(std::to_string(i)).append(" = ");
  const Result<std::string> message =
      composed({.to = "a@example.org", .subject = "A", .text = text + "\n.\n..\nend \nlast"});
  ASSERT_TRUE(message);
  std::istringstream lines(*message);
  std::string line;
  while (std::getline(lines, line)) {
    EXPECT_LE(line.size(), 77U) << line;
    EXPECT_NE(line, ".\r");
    EXPECT_EQ(line.back(), '\r');
  }
  EXPECT_THAT(*message, HasSubstr("\r\n=2E\r\n=2E.\r\nend=20\r\nlast\r\n"));
  EXPECT_THAT(*message, Not(HasSubstr("ü")));
}

}  // namespace
}  // namespace stillpoint::mail
