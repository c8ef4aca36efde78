#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "e2e/program.h"
#include "e2e/raw_http.h"
#include "support/temporary_folder.h"

namespace stillpoint::e2e {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using testing::HasSubstr;
using testing::Not;

Answer post_form(int port, const std::string& target, const std::string& body) {
  return e2e::exchange(port, "POST " + target +
                                 " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                 "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                                 std::to_string(body.size()) + "\r\n\r\n" + body);
}

/// Undoes a mail's quoted-printable, its headers left as they are.
std::string decoded(const std::string& text) {
  const std::size_t body = text.find("\r\n\r\n");
  std::string out = text.substr(0, body);
  for (std::size_t i = body; i < text.size(); ++i) {
    if (text[i] != '=') {
      out.push_back(text[i]);
    } else if (text.compare(i + 1, 2, "\r\n") == 0) {
      i += 2;
    } else {
      out.push_back(static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16)));
      i += 2;
    }
  }
  return out;
}

class MailEndToEnd : public ::testing::Test {
 protected:
  [[nodiscard]] std::string database() const { return folder_.file("directory.db"); }
  [[nodiscard]] std::string mail_folder() const { return folder_.file("mail"); }

  /// Puts somebody into a file of documents; returns its path.
  std::string people() const {
    std::string path = folder_.file("people.ndjson");
    std::ofstream(path)
        << R"({"external_ids":[{"system":"own","value":"1"}],"name":{"display":"Amara Lindqvist"},)"
        << R"("contact":{"mail":"amara@example.org","phone":"+1 614 555 0100"},)"
        << R"("about":"Thirty years of quiet hands.",)"
        << R"("locations":[{"city":"Columbus","jurisdiction":"US-OH","country":"US"}]})"
        << "\n";
    return path;
  }

  /// Waits for so many mails in the folder; their decoded texts.
  [[nodiscard]] std::vector<std::string> mails(std::size_t count) const {
    const auto deadline = steady_clock::now() + 10s;
    std::vector<std::string> texts;
    while (texts.size() < count && steady_clock::now() < deadline) {
      texts.clear();
      std::error_code none_yet;
      for (const auto& entry : std::filesystem::directory_iterator(mail_folder(), none_yet)) {
        if (entry.path().extension() != ".eml") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        texts.push_back(decoded({std::istreambuf_iterator<char>(in), {}}));
      }
      std::this_thread::sleep_for(20ms);
    }
    EXPECT_GE(texts.size(), count);
    return texts;
  }

  support::TemporaryFolder folder_;
};

/// What stands between two texts of a third.
std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const std::size_t begin = text.find(before);
  EXPECT_NE(begin, std::string::npos) << before << " is not in " << text;
  if (begin == std::string::npos) return {};
  return text.substr(begin + before.size(), text.find(after, begin + before.size()) - begin - before.size());
}

TEST_F(MailEndToEnd, APersonOpensTheirListingByMailAndLeavesForGood) {
  ASSERT_EQ(run({"import", people(), "--list", "Their own application", "--database", database()}).status, 0);
  std::string id;
  {
    RunningServer server({"serve", "--database", database(), "--mail-folder", mail_folder()});
    const int port = server.port();
    id = between(get(port, "/v1/practitioners").body, "\"id\":\"", "\"");
    EXPECT_EQ(get(port, "/practitioners/" + id).status, 200);

    EXPECT_EQ(post_form(port, "/mine", "mail=amara%40example.org").status, 200);
    const std::string mail = mails(1).at(0);
    EXPECT_THAT(mail, HasSubstr("To: <amara@example.org>"));
    const std::string path = "/mine/" + between(mail, "/mine/", "\r\n");
    EXPECT_THAT(get(port, path).body, HasSubstr("Amara Lindqvist"));
    const std::string token =
        between(post_form(port, path, "answer=open").body, "name=\"token\" value=\"", "\"");
    ASSERT_EQ(token.size(), 43U);
    EXPECT_EQ(post_form(port, path, "answer=open").status, 410) << "the link works once";

    const Answer left = post_form(port, "/mine/withdraw", "token=" + token + "&sure=yes");
    EXPECT_EQ(left.status, 200) << left.body;
    EXPECT_EQ(get(port, "/practitioners/" + id).status, 410) << "the next request says so";
    EXPECT_THAT(get(port, "/v1/practitioners").body, HasSubstr("\"total\":0"));
    EXPECT_EQ(mails(2).size(), 2U) << "a last mail says so";
    server.program().signal(SIGTERM);
    EXPECT_EQ(server.program().finish().status, 0);
  }
  EXPECT_EQ(run({"export", "--database", database()}).out, "");
  const Finished again = run({"import", people(), "--list", "Again", "--json", "--database", database()});
  EXPECT_THAT(again.out, HasSubstr("\"inserted\":0"));
  EXPECT_THAT(again.out, HasSubstr("\"skipped\":1")) << "a re-import brings nobody back";
  for (const char* const file : {"directory.db", "directory.db-wal"}) {
    std::ifstream in(folder_.file(file), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    EXPECT_THAT(bytes, Not(HasSubstr("quiet hands"))) << file;
    EXPECT_THAT(bytes, Not(HasSubstr("Lindqvist"))) << file;
  }
}

TEST_F(MailEndToEnd, AMailServerThatSleepsDelaysNeitherAnswerNorStop) {
  ASSERT_EQ(run({"import", people(), "--list", "Their own application", "--database", database()}).status, 0);
  RunningServer server({"serve", "--database", database(), "--smtp-url", "smtp://127.0.0.1:9", "--mail-from",
                        "a@example.org"});
  const auto began = steady_clock::now();
  EXPECT_EQ(post_form(server.port(), "/mine", "mail=amara%40example.org").status, 200);
  EXPECT_LT(steady_clock::now() - began, 5s);
  server.program().signal(SIGTERM);
  EXPECT_TRUE(server.program().ends_within(10s));
}

TEST_F(MailEndToEnd, AWrongMailSettingIsOneSentence) {
  const Finished refused = run({"serve", "--database", database(), "--smtp-url", "smtp://127.0.0.1:25",
                                "--smtp-user", "a", "--smtp-password-file", folder_.file("none")});
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.err, HasSubstr("The password for the mail server cannot be read"));
}

}  // namespace
}  // namespace stillpoint::e2e
