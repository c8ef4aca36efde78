#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cctype>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "e2e/program.h"
#include "e2e/raw_http.h"
#include "support/temporary_folder.h"

namespace stillpoint::e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kPassword = "a quiet river at seven in the morning";

std::string encoded(const std::string& text) {
  static const char* const digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) {
      out.push_back(c);
    } else {
      out.append("%").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
    }
  }
  return out;
}

std::string decoded_entities(std::string text) {
  const std::pair<const char*, const char*> entities[] = {{"&quot;", "\""}, {"&#34;", "\""}, {"&#39;", "'"},
                                                          {"&lt;", "<"},    {"&gt;", ">"},   {"&amp;", "&"}};
  for (const auto& [entity, character] : entities) {
    for (std::size_t at = text.find(entity); at != std::string::npos; at = text.find(entity, at + 1))
      text.replace(at, std::string(entity).size(), character);
  }
  return text;
}

/// The value of a form's input by its name.
std::string input_of(const std::string& page, const std::string& name) {
  const std::size_t at = page.find("name=\"" + name + "\"");
  const std::size_t value = page.find("value=\"", at);
  if (at == std::string::npos || value == std::string::npos) return {};
  const std::size_t begin = value + 7;
  return decoded_entities(page.substr(begin, page.find('"', begin) - begin));
}

using Fields = std::vector<std::pair<std::string, std::string>>;

/// Somebody at a browser, signed in.
class Person {
 public:
  Person(int port, const std::string& mail) : port_(port) {
    const Answer form = ask("GET", "/admin/sign-in");
    const Answer in = submit(
        "/admin/sign-in", {{"csrf", input_of(form.body, "csrf")}, {"mail", mail}, {"password", kPassword}});
    EXPECT_EQ(in.status, 303) << in.body;
    csrf_ = input_of(ask("GET", "/admin/practitioners/new").body, "csrf");
    EXPECT_FALSE(csrf_.empty());
  }

  Answer ask(const std::string& method, const std::string& target, const std::string& headers = "",
             const std::string& body = "") {
    std::string cookies;
    for (const auto& [name, value] : jar_)
      cookies.append(cookies.empty() ? "" : "; ").append(name).append("=").append(value);
    const std::string length =
        method == "GET" ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n";
    Answer answer =
        e2e::exchange(port_, method + " " + target +
                                 " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: " + cookies +
                                 "\r\n" + headers + length + "\r\n" + body);
    if (const auto set = answer.headers.find("set-cookie"); set != answer.headers.end()) {
      std::istringstream lines(set->second);
      for (std::string line; std::getline(lines, line);) {
        const std::string cookie = line.substr(0, line.find(';'));
        jar_[cookie.substr(0, cookie.find('='))] = cookie.substr(cookie.find('=') + 1);
      }
    }
    return answer;
  }
  Answer submit(const std::string& target, Fields fields) {
    if (!csrf_.empty()) fields.emplace_back("csrf", csrf_);
    std::string body;
    for (const auto& [name, value] : fields)
      body.append(body.empty() ? "" : "&").append(encoded(name)).append("=").append(encoded(value));
    return ask("POST", target, "Content-Type: application/x-www-form-urlencoded\r\n", body);
  }
  Answer api(const std::string& method, const std::string& target, const std::string& body,
             const std::string& headers = "") {
    return ask(method, target, "Content-Type: application/json\r\nX-CSRF-Token: " + csrf_ + "\r\n" + headers,
               body);
  }

 private:
  int port_;
  std::map<std::string, std::string> jar_;
  std::string csrf_;
};

class Register : public testing::Test {
 protected:
  Register() {
    make_user("rita@example.org", "Rita");
    make_user("sven@example.org", "Sven");
    server_ = std::make_unique<RunningServer>(
        std::vector<std::string>{"serve", "--database", database_, "--insecure-cookies", "true"});
  }

  void make_user(const std::string& mail, const std::string& name) {
    const std::string path = folder_.file("password");
    std::ofstream(path) << kPassword << "\n";
    const int before = dup(STDIN_FILENO);
    const int input = open(path.c_str(), O_RDONLY);
    dup2(input, STDIN_FILENO);
    const Finished made = run({"admin", "create-user", "--database", database_, "--mail", mail, "--name",
                               name, "--role", "registrar"});
    dup2(before, STDIN_FILENO);
    close(input);
    close(before);
    EXPECT_EQ(made.status, 0) << made.err;
  }
  static std::string id_in(const Answer& answer) {
    const std::size_t at = answer.body.find("\"id\":\"");
    return at == std::string::npos ? "" : answer.body.substr(at + 6, 12);
  }

  support::TemporaryFolder folder_;
  std::string database_ = folder_.file("directory.db");
  std::unique_ptr<RunningServer> server_;
};

TEST_F(Register, IsWrittenByProgramsOnceAndByTagOnly) {
  Person rita(server_->port(), "rita@example.org");
  const std::string json = R"({"name":{"display":"Amara Lindqvist"},"contact":{"phone":"614 555 0100"},)"
                           R"("credentials":[{"type":"upledger:cst_t:1","number":"7"}]})";
  EXPECT_EQ(rita.api("POST", "/v1/admin/practitioners", json).status, 400) << "a create bears a key";
  const Answer first = rita.api("POST", "/v1/admin/practitioners", json, "Idempotency-Key: k-1\r\n");
  ASSERT_EQ(first.status, 201) << first.body;
  const Answer again = rita.api("POST", "/v1/admin/practitioners", json, "Idempotency-Key: k-1\r\n");
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(id_in(again), id_in(first));
  const std::string path = "/v1/admin/practitioners/" + id_in(first);

  const Answer duplicate =
      rita.api("POST", "/v1/admin/practitioners",
               R"({"name":{"display":"B"},"credentials":[{"type":"upledger:cst_t:1","number":"7"}]})",
               "Idempotency-Key: k-2\r\n");
  EXPECT_EQ(duplicate.status, 409);
  EXPECT_THAT(duplicate.body, HasSubstr(id_in(first))) << "it names the record that it meets";

  const Answer read = rita.ask("GET", path);
  ASSERT_EQ(read.status, 200);
  const std::string tag = read.headers.at("etag");
  std::string edited = read.body;
  edited.replace(edited.find("0100"), 4, "0199");
  EXPECT_EQ(rita.api("PUT", path, edited).status, 428);
  const Answer put = rita.api("PUT", path, edited, "If-Match: " + tag + "\r\n");
  ASSERT_EQ(put.status, 200) << put.body;
  EXPECT_NE(put.headers.at("etag"), tag);

  Person sven(server_->port(), "sven@example.org");
  const Answer late = sven.api("PUT", path, read.body, "If-Match: " + tag + "\r\n");
  EXPECT_EQ(late.status, 412);
  EXPECT_THAT(late.body, HasSubstr("/contact/phone"));
  EXPECT_THAT(late.body, HasSubstr("Rita"));
  const Answer wrong =
      sven.api("PUT", path, R"({"name":{"display":""}})", "If-Match: " + put.headers.at("etag") + "\r\n");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.body, HasSubstr("/name/display"));
}

TEST_F(Register, IsFilledInOneSittingAtABrowser) {
  Person rita(server_->port(), "rita@example.org");
  const Answer issuer = rita.submit("/admin/issuers/new", {{"/name", "Still Body"},
                                                           {"/time_zone", "Europe/Zurich"},
                                                           {"/origin", "a letter"},
                                                           {"/read_on", "2026-11-22"}});
  ASSERT_EQ(issuer.status, 303) << issuer.body;
  EXPECT_THAT(issuer.headers.at("location"), HasSubstr("/admin/issuers/still_body"));
  const Answer type = rita.submit("/admin/credential-types/new", {{"/issuer", "still_body"},
                                                                  {"/code", "cst"},
                                                                  {"/version", "1"},
                                                                  {"/name", "Still CST"},
                                                                  {"/field", "cst"},
                                                                  {"/freshness_days", "120"},
                                                                  {"/origin", "a letter"},
                                                                  {"/read_on", "2026-11-22"}});
  ASSERT_EQ(type.status, 303) << type.body;
  EXPECT_THAT(get(server_->port(), "/v1/vocabulary").body, HasSubstr("still_body:cst:1"))
      << "offered at once";

  const Answer wrong = rita.submit("/admin/practitioners/new", {{"/name/display", "Amara <b>"},
                                                                {"/training/1/hours", "forty"},
                                                                {"/training/1/kind", "class"},
                                                                {"/training/1/school_name", "S"}});
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.body, HasSubstr("#/training/1/hours"));
  EXPECT_THAT(wrong.body, HasSubstr("value=\"forty\""));
  EXPECT_THAT(wrong.body, Not(HasSubstr("Amara <b>")));
  const Answer made = rita.submit("/admin/practitioners/new", {{"/name/display", "Amara"},
                                                               {"/credentials/0/type", "still_body:cst:1"},
                                                               {"/credentials/0/number", "77"},
                                                               {"legacy_urls", "/find/amara"}});
  ASSERT_EQ(made.status, 303) << made.body;
  const std::string path = made.headers.at("location");
  const std::string id = path.substr(path.rfind('/') + 1);
  EXPECT_THAT(rita.ask("GET", "/admin/practitioners?q=77").body, HasSubstr("Amara"));
  EXPECT_THAT(rita.ask("GET", "/admin/practitioners.csv").body, HasSubstr("Amara"));
  const Answer former = get(server_->port(), "/find/amara");
  EXPECT_EQ(former.status, 301);
  EXPECT_EQ(former.headers.at("location"), "/practitioners/" + id);

  const Answer other = rita.submit("/admin/practitioners/new", {{"/name/display", "Amara L."}});
  const std::string other_path = other.headers.at("location");
  const std::string other_id = other_path.substr(other_path.rfind('/') + 1);
  const std::string question = rita.ask("GET", path + "/merge?with=" + other_id).body;
  const Answer merged = rita.submit(path + "/merge", {{"from", other_id},
                                                      {"keep_version", input_of(question, "keep_version")},
                                                      {"from_version", input_of(question, "from_version")}});
  EXPECT_EQ(merged.status, 303) << merged.body;
  const Answer old = get(server_->port(), "/practitioners/" + other_id);
  EXPECT_EQ(old.status, 301);
  EXPECT_EQ(old.headers.at("location"), "/practitioners/" + id);
}

TEST_F(Register, AsksThePersonByMailFromTheirRecord) {
  Person rita(server_->port(), "rita@example.org");
  const Answer made = rita.submit("/admin/practitioners/new",
                                  {{"/name/display", "Amara"}, {"/contact/mail", "amara@example.org"}});
  ASSERT_EQ(made.status, 303) << made.body;
  const std::string path = made.headers.at("location");
  const std::string ask = "/admin/consent/ask/" + path.substr(path.rfind('/') + 1);
  EXPECT_THAT(rita.ask("GET", path).body, HasSubstr("action=\"" + ask + "\""));
  EXPECT_EQ(rita.submit(ask, {}).status, 303);
  EXPECT_THAT(rita.ask("GET", "/admin/audit").body, HasSubstr("consent"));
}

TEST_F(Register, ShowsTheSecondOfTwoPeopleWhatTheFirstChangedAndLosesNothing) {
  Person rita(server_->port(), "rita@example.org");
  Person sven(server_->port(), "sven@example.org");
  const Answer made =
      rita.submit("/admin/practitioners/new",
                  {{"/name/display", "Amara"}, {"/about", "As it was."}, {"/contact/phone", "614 555 0100"}});
  ASSERT_EQ(made.status, 303) << made.body;
  const std::string path = made.headers.at("location");
  const std::string ritas = rita.ask("GET", path).body;
  const std::string svens = sven.ask("GET", path).body;
  ASSERT_EQ(rita.submit(path, {{"version", input_of(ritas, "version")},
                               {"base", input_of(ritas, "base")},
                               {"/name/display", "Amara"},
                               {"/about", "As Rita wrote."},
                               {"/contact/phone", "614 555 0199"}})
                .status,
            303);
  const Answer conflict = sven.submit(path, {{"version", input_of(svens, "version")},
                                             {"base", input_of(svens, "base")},
                                             {"/name/display", "Amara Lindqvist"},
                                             {"/about", "As Sven wrote."},
                                             {"/contact/phone", "614 555 0100"}});
  EXPECT_EQ(conflict.status, 409);
  EXPECT_THAT(conflict.body, HasSubstr("Rita saved this record"));
  EXPECT_THAT(conflict.body, HasSubstr("As Sven wrote.</textarea>")) << "what was typed stands";
  EXPECT_THAT(conflict.body, HasSubstr("As Rita wrote.")) << "beside what the other wrote";
  EXPECT_THAT(conflict.body, HasSubstr("value=\"614 555 0199\""))
      << "what only the other changed is taken over";
  EXPECT_THAT(conflict.body, HasSubstr("value=\"Amara Lindqvist\""));
  const Answer saved = sven.submit(path, {{"version", input_of(conflict.body, "version")},
                                          {"base", input_of(conflict.body, "base")},
                                          {"/name/display", "Amara Lindqvist"},
                                          {"/about", "As both agreed."},
                                          {"/contact/phone", "614 555 0199"}});
  EXPECT_EQ(saved.status, 303);
}

}  // namespace
}  // namespace stillpoint::e2e
