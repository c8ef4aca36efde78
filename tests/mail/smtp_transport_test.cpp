#include "mail/smtp_transport.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "app/mailing/deliver_mail.h"
#include "mail/smtp_server.h"
#include "store/sqlite/sqlite_database.h"
#include "support/temporary_folder.h"

namespace stillpoint::mail {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + std::chrono::hours{10}};

domain::Mail mail_to(const std::string& address) {
  return {.to = address, .subject = "Is this still true?", .text = "Dear you,\n\n.hidden dot\nGrüße\n"};
}

SmtpSettings settings_for(const SmtpServer& server, const std::string& scheme) {
  return {.url = scheme + "://localhost:" + std::to_string(server.port()),
          .ca_file = server.certificate(),
          .from = "directory@example.org"};
}

TEST(SmtpTransport, CarriesAMailWithItsEnvelopeToARealServer) {
  const SmtpServer server({});
  SmtpTransport transport(settings_for(server, "smtp"));
  const Result<void> sent = transport.send(mail_to("amara@example.org"), kNow);
  ASSERT_TRUE(sent) << sent.error().message;
  EXPECT_THAT(server.mails(),
              ElementsAre(AllOf(HasSubstr("X-Envelope-From: directory@example.org\r\n"),
                                HasSubstr("X-Envelope-To: amara@example.org\r\n"),
                                HasSubstr("Subject: Is this still true?\r\n"), HasSubstr("=2Ehidden dot\r\n"),
                                HasSubstr("Gr=C3=BC=C3=9Fe\r\n"))));
}

TEST(SmtpTransport, EncryptsByTlsOrStarttlsAndSignsIn) {
  for (const std::string scheme : {"smtps", "smtp"}) {
    SCOPED_TRACE(scheme);
    const SmtpServer server({scheme == "smtps" ? "tls" : "starttls", "auth"});
    SmtpSettings settings = settings_for(server, scheme);
    settings.user = "stillpoint";
    settings.password = "correct horse";
    SmtpTransport transport(settings);
    for (const std::string to : {"a@example.org", "b@example.org"}) {
      const Result<void> sent = transport.send(mail_to(to), kNow);
      ASSERT_TRUE(sent) << sent.error().message;
    }
    EXPECT_THAT(server.mails(),
                ElementsAre(AllOf(HasSubstr("X-Tls: yes"), HasSubstr("X-User: stillpoint"),
                                  HasSubstr("X-Envelope-To: a@example.org")),
                            AllOf(HasSubstr("X-Tls: yes"), HasSubstr("X-Envelope-To: b@example.org"))));
  }
}

TEST(SmtpTransport, SaysLaterOrNeverAsTheServerDoes) {
  const SmtpServer server({});
  SmtpTransport transport(settings_for(server, "smtp"));
  const Result<void> later = transport.send(mail_to("later-1@example.org"), kNow);
  ASSERT_FALSE(later);
  EXPECT_EQ(later.error().code, ErrorCode::kUnavailable);
  EXPECT_THAT(later.error().message, HasSubstr("answered 451"));
  EXPECT_TRUE(transport.send(mail_to("later-1@example.org"), kNow));
  const Result<void> never = transport.send(mail_to("never@example.org"), kNow);
  ASSERT_FALSE(never);
  EXPECT_EQ(never.error().code, ErrorCode::kInvalid);
  EXPECT_THAT(never.error().message, HasSubstr("answered 550"));
  EXPECT_EQ(server.mails().size(), 1U);
}

TEST(SmtpTransport, BlamesTheSettingsAndNotTheMail) {
  {
    SCOPED_TRACE("a certificate that nobody vouches for");
    const SmtpServer server({"tls"});
    SmtpSettings settings = settings_for(server, "smtps");
    settings.ca_file = "";
    SmtpTransport transport(settings);
    EXPECT_EQ(transport.send(mail_to("a@example.org"), kNow).error().code, ErrorCode::kUnavailable);
    EXPECT_THAT(server.mails(), IsEmpty());
  }
  {
    SCOPED_TRACE("a wrong password");
    const SmtpServer server({"starttls", "auth"});
    SmtpSettings settings = settings_for(server, "smtp");
    settings.user = "stillpoint";
    settings.password = "wrong";
    SmtpTransport transport(settings);
    const Result<void> refused = transport.send(mail_to("a@example.org"), kNow);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kUnavailable);
    EXPECT_THAT(refused.error().message, HasSubstr("answered 535"));
  }
  {
    SCOPED_TRACE("a password asked for and none set");
    const SmtpServer server({"starttls", "auth"});
    SmtpTransport transport(settings_for(server, "smtp"));
    EXPECT_EQ(transport.send(mail_to("a@example.org"), kNow).error().code, ErrorCode::kUnavailable);
  }
  {
    SCOPED_TRACE("a password is never sent without encryption");
    const SmtpServer server({"auth"});
    SmtpSettings settings = settings_for(server, "smtp");
    settings.user = "stillpoint";
    settings.password = "correct horse";
    SmtpTransport transport(settings);
    EXPECT_EQ(transport.send(mail_to("a@example.org"), kNow).error().code, ErrorCode::kUnavailable);
    EXPECT_THAT(server.mails(), IsEmpty());
  }
  {
    SCOPED_TRACE("nobody listens");
    SmtpTransport transport({.url = "smtp://localhost:1", .from = "directory@example.org"});
    EXPECT_EQ(transport.send(mail_to("a@example.org"), kNow).error().code, ErrorCode::kUnavailable);
  }
}

TEST(SmtpTransport, LeavesAMailWhenTheProgramStops) {
  const SmtpServer server({});
  std::atomic<bool> stopping{true};
  SmtpSettings settings = settings_for(server, "smtp");
  settings.is_stopping = [&] { return stopping.load(); };
  SmtpTransport transport(settings);
  EXPECT_EQ(transport.send(mail_to("a@example.org"), kNow).error().code, ErrorCode::kUnavailable);
  stopping = false;
  EXPECT_TRUE(transport.send(mail_to("a@example.org"), kNow));
}

class MovingClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return now_; }
  Instant now_ = kNow;
};

TEST(SmtpTransport, DeliversFromTheOutboxWithPatience) {
  const SmtpServer server({});
  SmtpTransport transport(settings_for(server, "smtp"));
  const support::TemporaryFolder folder;
  auto database = store::SqliteDatabase::open({.path = folder.file("directory.db")});
  ASSERT_TRUE(database) << database.error().message;
  domain::Outbox& outbox = (*database)->outbox();
  MovingClock clock;
  std::vector<std::string> complaints;
  app::DeliverMail deliver(outbox, transport, clock,
                           [&](const std::string& complaint) { complaints.push_back(complaint); });
  for (const char* const to : {"later-2@example.org", "never@example.org", "amara@example.org"}) {
    ASSERT_TRUE(outbox.queue(mail_to(to), kNow));
  }
  const std::stop_token go_on;
  EXPECT_EQ(*deliver.run(go_on), 3U);
  EXPECT_EQ(server.mails().size(), 1U);
  EXPECT_EQ(*deliver.run(go_on), 0U) << "nothing is due yet";
  clock.now_ += std::chrono::minutes{1};
  EXPECT_EQ(*deliver.run(go_on), 1U);
  clock.now_ += std::chrono::minutes{5};
  EXPECT_EQ(*deliver.run(go_on), 1U);
  EXPECT_EQ(server.mails().size(), 2U) << "greylisted twice, then taken";
  const auto left = outbox.troubled(10);
  ASSERT_EQ(left->size(), 1U);
  EXPECT_EQ(left->front().mail.to, "never@example.org");
  EXPECT_TRUE(left->front().given_up);
  EXPECT_THAT(left->front().last_error, HasSubstr("550"));
  for (const std::string& complaint : complaints)
    EXPECT_EQ(complaint.find('@'), std::string::npos) << complaint;
}

TEST(SmtpTransport, KnowsItsAddresses) {
  for (const char* const good : {"smtp://localhost:25", "smtps://mail.example.org:465",
                                 "smtp://mail.example.org", "smtp://[::1]:2525"}) {
    EXPECT_TRUE(is_smtp_url(good)) << good;
  }
  for (const char* const bad : {"", "mail.example.org", "http://mail.example.org", "smtp://", "smtp://:25",
                                "smtp://a b", "smtp://user:secret@mail.example.org", "smtp://host/path"}) {
    EXPECT_FALSE(is_smtp_url(bad)) << bad;
  }
}

}  // namespace
}  // namespace stillpoint::mail
