#include <gtest/gtest.h>

#include <cctype>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/identity/totp.h"
#include "e2e/program.h"
#include "e2e/raw_http.h"
#include "support/temporary_folder.h"

namespace stillpoint::e2e {
namespace {

constexpr const char* kPassword = "copper lantern tidal bishop";

std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const std::size_t begin = text.find(before);
  if (begin == std::string::npos) return "";
  const std::size_t from = begin + before.size();
  return text.substr(from, text.find(after, from) - from);
}

std::string encoded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      out.push_back(c);
    } else {
      constexpr char kHex[] = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
  }
  return out;
}

std::string from_base32(const std::string& text) {
  std::string bytes;
  unsigned buffer = 0;
  unsigned bits = 0;
  for (const char c : text) {
    buffer = buffer << 5U | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26);
    if ((bits += 5) >= 8) bytes.push_back(static_cast<char>(buffer >> (bits -= 8) & 255U));
  }
  return bytes;
}

/// A browser, as far as signing in goes: it keeps cookies and sends forms.
class Browser {
 public:
  explicit Browser(int port) : port_(port) {}

  Answer get(const std::string& path) { return send("GET " + path, "", ""); }
  /// @param fields as they stand in a body.
  Answer post(const std::string& path, const std::string& fields) {
    return send("POST " + path, "Content-Type: application/x-www-form-urlencoded\r\n", fields);
  }
  /// Fills in the form that was last seen.
  Answer submit(const std::string& path, const std::string& fields) {
    return post(path, "csrf=" + encoded(csrf_) + "&" + fields);
  }
  Answer sign_in(const std::string& mail, const std::string& password) {
    get("/admin/sign-in");
    return submit("/admin/sign-in", "mail=" + encoded(mail) + "&password=" + encoded(password));
  }
  [[nodiscard]] std::string cookie(const std::string& name) const {
    const auto found = cookies_.find(name);
    return found == cookies_.end() ? "" : found->second;
  }
  void set_cookie(const std::string& name, const std::string& value) { cookies_[name] = value; }

 private:
  Answer send(const std::string& what, const std::string& headers, const std::string& body) {
    std::string cookies;
    for (const auto& [name, value] : cookies_) {
      cookies.append(cookies.empty() ? "" : "; ").append(name).append("=").append(value);
    }
    std::string text = what + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers;
    if (!cookies.empty()) text += "Cookie: " + cookies + "\r\n";
    if (what.substr(0, 4) == "POST") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    RawConnection connection(port_);
    connection.send(text + "\r\n" + body);
    Answer answer = connection.receive();
    for (const std::string& line : answer.cookies) take(line);
    if (const std::string csrf = between(answer.body, "name=\"csrf\" value=\"", "\""); !csrf.empty())
      csrf_ = csrf;
    return answer;
  }
  void take(const std::string& line) {
    const std::string name = line.substr(0, line.find('='));
    if (line.find("Max-Age=0") != std::string::npos) {
      cookies_.erase(name);
    } else {
      cookies_[name] = between(line, "=", ";");
    }
  }

  int port_;
  std::map<std::string, std::string> cookies_;
  std::string csrf_;
};

class Admin : public testing::Test {
 protected:
  [[nodiscard]] std::string database() const { return folder_.file("directory.db"); }
  void make(const std::string& mail, const std::string& roles) const {
    const Finished made = run({"admin", "create-user", "--mail", mail, "--name", "Zoe Quill", "--role", roles,
                               "--database", database()},
                              {}, std::string(kPassword) + "\n");
    ASSERT_EQ(made.status, 0) << made.err;
  }
  [[nodiscard]] RunningServer& server() {
    if (!server_) {
      server_ = std::make_unique<RunningServer>(
          std::vector<std::string>{"serve", "--database", database(), "--insecure-cookies", "true"});
    }
    return *server_;
  }
  support::TemporaryFolder folder_;
  std::unique_ptr<RunningServer> server_;
};

std::string code_of(const std::string& secret) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return app::totp_code(from_base32(secret), app::totp_step(now));
}

TEST_F(Admin, AnOwnerSignsInWithASecondFactorAndLetsSomebodyElseIn) {
  make("zoe@example.org", "owner,verifier");
  Browser browser(server().port());
  EXPECT_EQ(browser.get("/admin/people").headers.at("location"), "/admin/sign-in?next=%2Fadmin%2Fpeople");
  Answer answer = browser.sign_in("Zoe@Example.org", kPassword);
  ASSERT_EQ(answer.status, 303) << answer.body;
  const std::string first = browser.cookie("stillpoint_session");
  EXPECT_EQ(browser.get("/admin/people").headers.at("location"), "/admin/second-factor/set-up")
      << "until then nothing else can be reached";
  answer = browser.get("/admin/second-factor/set-up");
  const std::string secret = between(answer.body, "type this secret: <code>", "</code>");
  EXPECT_NE(answer.body.find("otpauth://totp/Stillpoint:zoe%40example.org?secret=" + secret),
            std::string::npos);
  EXPECT_NE(answer.body.find("<svg class=\"qr-code\""), std::string::npos);
  EXPECT_EQ(browser.submit("/admin/second-factor/set-up", "code=000000").status, 400);
  answer = browser.submit("/admin/second-factor/set-up", "code=" + code_of(secret));
  ASSERT_EQ(answer.status, 200) << answer.body;
  const std::string recovery_code = between(answer.body, "<li><code>", "</code>");
  EXPECT_EQ(recovery_code.size(), 19U);
  EXPECT_NE(browser.cookie("stillpoint_session"), first) << "the session is a new one";
  Browser thief(server().port());
  thief.set_cookie("stillpoint_session", first);
  EXPECT_EQ(thief.get("/admin/people").status, 303) << "the old one opens nothing";

  answer = browser.get("/admin/people");
  ASSERT_EQ(answer.status, 200);
  EXPECT_EQ(browser.post("/admin/people", "name=Max&mail=max%40example.org&role=registrar").status, 403)
      << "a form of another site carries no token";
  answer = browser.submit("/admin/people", "name=Max&mail=max%40example.org&role=registrar");
  ASSERT_EQ(answer.status, 200) << answer.body;
  const std::string link = between(answer.body, "/admin/password/", "</code>");
  Browser max(server().port());
  EXPECT_EQ(max.get("/admin/password/" + link).status, 200);
  EXPECT_EQ(max.submit("/admin/password/" + link, "password=short").status, 400);
  EXPECT_EQ(max.submit("/admin/password/" + link, "password=velvet+anchor+plum+orbit").status, 303);
  EXPECT_EQ(max.get("/admin/password/" + link).status, 410) << "once";
  EXPECT_EQ(max.sign_in("max@example.org", "velvet anchor plum orbit").headers.at("location"), "/admin");
  EXPECT_EQ(max.get("/admin").status, 200);
  EXPECT_EQ(max.get("/admin/people").status, 403);

  EXPECT_EQ(browser.submit("/admin/sign-out", "").status, 303);
  EXPECT_EQ(browser.get("/admin").status, 303);
  EXPECT_EQ(browser.sign_in("zoe@example.org", kPassword).headers.at("location"),
            "/admin/second-factor?next=%2Fadmin");
  EXPECT_EQ(browser.get("/admin/people").status, 303) << "half way";
  browser.get("/admin/second-factor");
  EXPECT_EQ(browser.submit("/admin/second-factor", "code=" + encoded(recovery_code)).status, 303);
  EXPECT_EQ(browser.get("/admin/people").status, 200);
  const Finished verified = run({"audit", "verify", "--database", database()});
  EXPECT_EQ(verified.status, 0) << verified.err;
}

TEST_F(Admin, WrongNamesAndPasswordsReadAlikeAndAreSlowedDown) {
  make("zoe@example.org", "registrar");
  Browser browser(server().port());
  const Answer wrong_password = browser.sign_in("zoe@example.org", "wrong");
  const Answer wrong_name = browser.sign_in("nobody@example.org", "wrong");
  EXPECT_EQ(wrong_password.status, 400);
  EXPECT_EQ(wrong_name.status, 400);
  EXPECT_EQ(between(wrong_password.body, "role=\"alert\">", "</div>"),
            between(wrong_name.body, "role=\"alert\">", "</div>"));
  for (int i = 0; i < 4; ++i) browser.sign_in("zoe@example.org", "wrong");
  EXPECT_EQ(browser.sign_in("zoe@example.org", kPassword).status, 429);
}

TEST_F(Admin, ASessionsCookieIsOutOfReach) {
  make("zoe@example.org", "registrar");
  Browser browser(server().port());
  const Answer plain = browser.sign_in("zoe@example.org", kPassword);
  const auto line_of = [](const Answer& answer, const std::string& name) {
    for (const std::string& line : answer.cookies) {
      if (line.substr(0, name.size()) == name) return line;
    }
    return std::string();
  };
  EXPECT_NE(line_of(plain, "stillpoint_session=").find("; Path=/; HttpOnly; SameSite=Lax"),
            std::string::npos);
  RunningServer https({"serve", "--database", database()});  // as behind a proxy that speaks https
  const Answer sealed = get(https.port(), "/admin/sign-in");
  EXPECT_NE(line_of(sealed, "__Host-stillpoint_visit=").find("; Path=/; Secure; HttpOnly; SameSite=Lax"),
            std::string::npos);
  const Finished refused = run({"serve", "--database", database(), "--insecure-cookies", "true",
                                "--public-url", "https://directory.example.org"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_NE(refused.err.find("insecure-cookies"), std::string::npos) << refused.err;
}

TEST_F(Admin, SessionsAndTokensCanBeTakenBack) {
  make("zoe@example.org", "registrar,moderator");
  Browser here(server().port());
  Browser there(server().port());
  here.sign_in("zoe@example.org", kPassword);
  there.sign_in("zoe@example.org", kPassword);
  std::string page = here.get("/admin/account").body;
  const std::string session = between(page, "/admin/account/sessions/", "/end");
  ASSERT_EQ(session.size(), 12U) << page;
  EXPECT_EQ(here.submit("/admin/account/sessions/" + session + "/end", "").status, 303);
  EXPECT_EQ(there.get("/admin").status, 303) << "signed out from afar";
  EXPECT_EQ(here.get("/admin").status, 200);

  here.get("/admin/account");
  EXPECT_EQ(here.submit("/admin/account/tokens", "name=export&role=owner&days=2").status, 400)
      << "nobody gives what they do not have";
  page = here.submit("/admin/account/tokens", "name=export&role=moderator&days=2").body;
  const std::string token = between(page, "<code>stillpoint_", "</code>");
  ASSERT_EQ(token.size(), 43U) << page;
  const std::string bearer = "Authorization: Bearer stillpoint_" + token + "\r\n";
  const Answer me = get(server().port(), "/v1/admin/me", bearer);
  EXPECT_EQ(me.status, 200);
  EXPECT_NE(me.body.find("\"roles\":[\"moderator\"],\"by\":\"token\""), std::string::npos) << me.body;
  EXPECT_EQ(get(server().port(), "/v1/admin/people", bearer).status, 403);
  EXPECT_EQ(get(server().port(), "/v1/admin/tokens", bearer).status, 401) << "a token makes no tokens";
  page = here.get("/admin/account").body;
  EXPECT_EQ(page.find(token), std::string::npos) << "shown once";
  const std::string id = between(page, "/admin/account/tokens/", "/revoke");
  EXPECT_EQ(here.submit("/admin/account/tokens/" + id + "/revoke", "").status, 303);
  const Answer gone = get(server().port(), "/v1/admin/me", bearer);
  EXPECT_EQ(gone.status, 401);
  EXPECT_EQ(gone.headers.count("www-authenticate"), 1U);
}

TEST_F(Admin, SigningInAnewEndsTheSessionBefore) {
  make("zoe@example.org", "registrar");
  Browser browser(server().port());
  browser.sign_in("zoe@example.org", kPassword);
  Browser before(server().port());
  before.set_cookie("stillpoint_session", browser.cookie("stillpoint_session"));
  ASSERT_EQ(before.get("/admin").status, 200);
  ASSERT_EQ(browser.sign_in("zoe@example.org", kPassword).status, 303);
  EXPECT_EQ(browser.get("/admin").status, 200);
  EXPECT_EQ(before.get("/admin").status, 303);
}

TEST_F(Admin, ASessionAloneChangesNoSecondFactor) {
  make("zoe@example.org", "registrar");
  Browser browser(server().port());
  browser.sign_in("zoe@example.org", kPassword);
  const std::string page = browser.get("/admin/second-factor/set-up").body;
  EXPECT_NE(page.find("name=\"current_password\""), std::string::npos);
  const std::string code = code_of(between(page, "type this secret: <code>", "</code>"));
  const std::string path = "/admin/second-factor/set-up";
  EXPECT_EQ(browser.submit(path, "current_password=wrong&code=" + code).status, 400);
  EXPECT_EQ(browser.submit(path, "current_password=" + encoded(kPassword) + "&code=" + code).status, 200);
  EXPECT_EQ(browser.get("/admin/account/recovery-codes").status, 200);
  EXPECT_EQ(browser.submit("/admin/account/recovery-codes", "current_password=wrong").status, 400);
  const Answer drawn =
      browser.submit("/admin/account/recovery-codes", "current_password=" + encoded(kPassword));
  EXPECT_EQ(drawn.status, 200);
  EXPECT_NE(drawn.body.find("<ul class=\"codes\">"), std::string::npos);
}

TEST_F(Admin, CanBeSwitchedOff) {
  make("zoe@example.org", "registrar");
  RunningServer off({"serve", "--database", database(), "--admin", "off"});
  EXPECT_EQ(get(off.port(), "/admin/sign-in").status, 404);
  EXPECT_EQ(get(off.port(), "/v1/admin/me").status, 404);
}

TEST_F(Admin, CommandsSayWhatIsWrong) {
  const auto create = [&](const std::string& mail, const std::string& role, const std::string& password) {
    return run(
        {"admin", "create-user", "--mail", mail, "--name", "Zoe", "--role", role, "--database", database()},
        {}, password + "\n");
  };
  const struct {
    const char* why;
    Finished finished;
    const char* named;
  } cases[] = {
      {"no such role", create("zoe@example.org", "king", kPassword), "registrar"},
      {"weak password", create("zoe@example.org", "owner", "short"), "12 characters"},
      {"no mail address", create("zoe", "owner", kPassword), "mail"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(c.finished.status, 2) << c.why;
    EXPECT_NE(c.finished.err.find(c.named), std::string::npos) << c.finished.err;
  }
  EXPECT_NE(run({"admin", "list-users", "--database", database()}).out.find("no accounts yet"),
            std::string::npos);
  make("zoe@example.org", "owner");
  const Finished twice = create("zoe@example.org", "owner", kPassword);
  EXPECT_EQ(twice.status, 1);
  EXPECT_NE(twice.err.find("zoe@example.org"), std::string::npos) << twice.err;
  const Finished reset = run({"admin", "reset-password", "--mail", "zoe@example.org", "--drop-second-factor",
                              "--database", database()},
                             {}, "velvet anchor plum orbit\n");
  EXPECT_EQ(reset.status, 0) << reset.err;
  const Finished nobody =
      run({"admin", "reset-password", "--mail", "max@example.org", "--database", database()}, {}, "x\n");
  EXPECT_EQ(nobody.status, 1);
  EXPECT_NE(nobody.err.find("list-users"), std::string::npos) << nobody.err;
}

}  // namespace
}  // namespace stillpoint::e2e
