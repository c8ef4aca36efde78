// What nobody sends by mistake, to every address that the program serves, from outside and from within a
// session that may do everything: each answer is one of ours, with its headers, and repeats none of it as
// markup.

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "app/identity/random_token.h"
#include "app/identity/vault.h"
#include "base/id.h"
#include "cli/key_file.h"
#include "cli/wire.h"
#include "e2e/program.h"
#include "e2e/raw_http.h"
#include "http/admin/session_gate.h"
#include "http/log.h"
#include "http/router.h"
#include "http/url.h"
#include "store/sqlite/sqlite_database.h"
#include "support/temporary_folder.h"

namespace stillpoint::e2e {
namespace {

using http::Route;

constexpr const char* kMarkup = "<svg/onload=alert(1)>\"'";
constexpr const char* kMark = "<svg/onload";

/// What is put where a value belongs, percent-encoded.
const std::vector<std::string>& hostile_values() {
  static const std::vector<std::string> values = {
      http::percent_encode(kMarkup),
      "..%2f..%2f..%2fetc%2fpasswd",
      "%2e%2e%5c%2e%2e%5cwindows",
      "a%00b",
      "a%0d%0aX-Injected:%20yes%0d%0a%0d%0a",
      "%ff%fe%c0%ae",
      "%ed%a0%80",
      "-9223372036854775809",
      "1e400",
      "%27%20OR%201=1--",
      "%24%7b7*7%7d%7b%7b7*7%7d%7d",
      "%zz",
      std::string(3000, 'a'),
  };
  return values;
}

/// A member of this name is a field of some form or a parameter of some address.
const std::vector<std::string>& field_names() {
  static const std::vector<std::string> names = {"q",
                                                 "s",
                                                 "near",
                                                 "place",
                                                 "radius_km",
                                                 "cursor",
                                                 "sort",
                                                 "limit",
                                                 "facets",
                                                 "issuer",
                                                 "number",
                                                 "as_of",
                                                 "prefix",
                                                 "next",
                                                 "page",
                                                 "before",
                                                 "kind",
                                                 "id",
                                                 "state",
                                                 "name",
                                                 "mail",
                                                 "role",
                                                 "days",
                                                 "reason",
                                                 "code",
                                                 "version",
                                                 "action",
                                                 "password",
                                                 "filter",
                                                 "token",
                                                 "tab",
                                                 "document",
                                                 "current_password",
                                                 "account",
                                                 "url",
                                                 "from",
                                                 "practitioner",
                                                 "subject",
                                                 "view",
                                                 "columns",
                                                 "stars",
                                                 "text"};
  return names;
}

struct Body {
  const char* why;
  std::string type;
  std::string content;
};

std::string form_of(const std::string& csrf, const std::string& value) {
  std::string body = "csrf=" + csrf;
  for (const std::string& name : field_names()) body.append("&").append(name).append("=").append(value);
  return body;
}

std::vector<Body> hostile_bodies(const std::string& csrf) {
  std::vector<Body> bodies;
  for (const std::string& value : hostile_values()) {
    if (value.size() < 1000) {
      bodies.push_back({"a form", "application/x-www-form-urlencoded", form_of(csrf, value)});
    }
  }
  const std::string json = "application/json";
  bodies.push_back({"nested deep", json, std::string(30'000, '[') + std::string(30'000, ']')});
  bodies.push_back({"nested deep in objects", json, [] {
                      std::string text;
                      for (int i = 0; i < 8000; ++i) text += "{\"a\":";
                      return text + "1" + std::string(8000, '}');
                    }()});
  bodies.push_back({"no UTF-8", json, "{\"name\":\"\xff\xfe\xed\xa0\x80\"}"});
  bodies.push_back({"NUL", json, std::string("{\"name\":\"a\0b\"}", 14)});
  bodies.push_back({"a lone surrogate", json, "{\"name\":\"\\ud800\"}"});
  bodies.push_back(
      {"huge numbers", json, "{\"limit\":1e999,\"days\":99999999999999999999,\"hours\":-1e-999}"});
  bodies.push_back({"a name twice", json, "{\"name\":1,\"name\":{\"name\":[]}}"});
  bodies.push_back(
      {"markup", json, std::string("{\"") + "<svg/onload=alert(1)>\":\"<svg/onload=alert(1)>\"}"});
  bodies.push_back({"cut off", json, "{\"name\":\"a"});
  bodies.push_back({"nothing", json, ""});
  const std::string multipart = "multipart/form-data; boundary=b";
  bodies.push_back({"a file's name that leads away", multipart,
                    "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + csrf +
                        "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../" +
                        kMark + ".csv\"\r\nContent-Type: text/html\r\n\r\n=cmd|' /C calc'!A0,\"" + kMarkup +
                        "\r\n--b\r\nContent-Disposition: form-data; name=\"evidence\"; "
                        "filename=\"/etc/passwd\"\r\n\r\n<html>" +
                        kMarkup + "\r\n--b--\r\n"});
  bodies.push_back(
      {"parts that do not end", multipart, "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"});
  bodies.push_back({"no boundary", "multipart/form-data", "--b\r\n"});
  bodies.push_back({"no type that there is", "text/<svg/onload=alert(1)>", "x"});
  return bodies;
}

class HostileInput : public testing::Test {
 protected:
  void SetUp() override {
    const std::string people = folder_.file("people.ndjson");
    write_people(people, 20);
    const std::string database = folder_.file("a.db");
    ASSERT_EQ(run({"import", people, "--list", "asked", "--database", database}).status, 0);
    const std::string exported = run({"export", "--database", database}).out;
    person_ = exported.substr(exported.find("\"id\":\"") + 6, 12);
    const Result<cli::EffectiveConfig> config =
        cli::read_config({.flags = {{"database", database},
                                    {"port", "0"},
                                    {"insecure-cookies", "true"},
                                    {"connections-per-address", "2000"}},
                          .environment = [](const std::string&) { return std::optional<std::string>(); }});
    ASSERT_TRUE(config) << config.error().message;
    Result<std::unique_ptr<cli::Directory>> directory = cli::Directory::open(config->config);
    ASSERT_TRUE(directory) << directory.error().message;
    directory_ = *std::move(directory);
    Result<std::unique_ptr<cli::Service>> service = cli::Service::open(*directory_, config->config, log_);
    ASSERT_TRUE(service) << service.error().message;
    service_ = *std::move(service);
    csrf_key_ =
        app::Vault::make(*cli::KeyFile(config->config.key_file).read())->key_for(app::Vault::Purpose::kForms);
    serving_ = std::thread([this] { EXPECT_TRUE(service_->serve()); });
    for (int i = 0; i < 1000 && !service_->is_ready(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    ASSERT_TRUE(service_->is_ready());
    const auto id = directory_->database().accounts().put({.mail = "zoe@example.org",
                                                           .name = "Zoe",
                                                           .roles = domain::Roles((1U << domain::kRoles) - 1),
                                                           .password_hash = "x",
                                                           .totp_confirmed = true,
                                                           .created = directory_->clock().now()});
    ASSERT_TRUE(id) << id.error().message;
    account_ = *id;
  }
  void TearDown() override {
    if (service_) service_->stop();
    if (serving_.joinable()) serving_.join();
  }

  struct Session {
    std::string cookie{};  ///< A header line; empty: nobody is signed in.
    std::string csrf{};
  };
  Session sign_in() {
    const std::string token = app::draw_token();
    const domain::SessionId id{draw_id()};
    const Instant now = directory_->clock().now();
    EXPECT_TRUE(directory_->database().accounts().put_session(
        app::digest_of(token),
        {.id = id, .account = account_, .created = now, .last_seen = now, .second_factor = true}));
    const std::string csrf = http::admin::csrf_token(csrf_key_, print_id(id.value));
    return {.cookie = "Cookie: stillpoint_session=" + token + "\r\nX-CSRF-Token: " + csrf + "\r\n",
            .csrf = csrf};
  }

  /// The route's address with the same value in each of its placeholders.
  static std::string target_of(const Route& route, const std::string& value) {
    std::string target = route.pattern;
    for (std::size_t at = target.find('{'); at != std::string::npos; at = target.find('{')) {
      target.replace(at, target.find('}', at) - at + 1, value);
    }
    return target;
  }

  Answer send(const std::string& method, const std::string& target, const std::string& headers,
              const Body* body = nullptr) const {
    std::string text = method;
    text.append(" ")
        .append(target)
        .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n")
        .append(headers);
    const bool brings = method != "GET" && method != "HEAD" && method != "OPTIONS" && method != "TRACE";
    const std::string content = body == nullptr ? "" : body->content;
    if (body != nullptr) text += "Content-Type: " + body->type + "\r\n";
    if (brings) text += "Content-Length: " + std::to_string(content.size()) + "\r\n";
    RawConnection connection(service_->port());
    connection.send(text + "\r\n" + content);
    return connection.receive(std::chrono::seconds(20), method != "HEAD");
  }

  /// Whatever was asked, this holds.
  void check(const Answer& answer, const std::string& asked) {
    ++asked_;
    const auto header = [&](const char* name) {
      const auto found = answer.headers.find(name);
      return found == answer.headers.end() ? std::string() : found->second;
    };
    const std::string shown = asked.substr(0, 300);
    EXPECT_GE(answer.status, 200) << shown << ": no answer";
    // 501 is the answer to a method that HTTP does not know here (RFC 9110 15.6.2); any other is our fault.
    EXPECT_TRUE(answer.status < 500 || answer.status == 501) << shown << ": " << answer.body.substr(0, 500);
    const std::string type = header("content-type");
    if (answer.status >= 400) {
      EXPECT_TRUE(type == "application/problem+json" || type == "text/html; charset=utf-8")
          << shown << ": " << answer.status << " " << type;
    }
    EXPECT_EQ(header("x-content-type-options"), "nosniff") << shown;
    EXPECT_NE(header("content-security-policy").find("frame-ancestors"), std::string::npos) << shown;
    EXPECT_NE(header("referrer-policy"), "") << shown;
    EXPECT_NE(header("cache-control"), "") << shown;
    EXPECT_EQ(header("x-injected"), "") << shown;
    EXPECT_EQ(header("server"), "") << shown << ": says what it is made of";
    if (type.substr(0, 9) == "text/html") {
      EXPECT_EQ(answer.body.find(kMark), std::string::npos) << shown;
    }
    const std::string location = header("location");
    const std::string own = service_->address() + "/";
    EXPECT_TRUE(location.empty() || location.substr(0, own.size()) == own ||
                (location[0] == '/' && location.substr(0, 2) != "//"))
        << shown << " leads to " << location;
  }

  /// Once from outside and once from within.
  template <class Ask>
  void from_both_sides(Ask ask) {
    for (const Route& route : service_->routes()) {
      ask(route, Session{});
      ask(route, sign_in());
      if (HasFatalFailure() || testing::Test::HasNonfatalFailure()) {
        ADD_FAILURE() << "at " << route.method << " " << route.pattern;
        return;
      }
    }
    EXPECT_GT(asked_, 300);
  }

  support::TemporaryFolder folder_;
  http::Log log_ = *http::Log::make(http::Log::Format::kText, "error");
  std::string person_;
  std::string csrf_key_;
  domain::AccountId account_{};
  std::unique_ptr<cli::Directory> directory_;
  std::unique_ptr<cli::Service> service_;
  std::thread serving_;
  int asked_ = 0;
};

TEST_F(HostileInput, EveryMethodAtEveryAddressGetsAnAnswerOfOurs) {
  from_both_sides([&](const Route& route, const Session& session) {
    const std::string target = target_of(route, person_);
    for (const char* const method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE",
                                     "CONNECT", "PROPFIND", "DEBUG", "get"}) {
      const Answer answer = send(method, target, session.cookie);
      check(answer, std::string(method) + " " + target);
      EXPECT_FALSE(std::string(method) == "TRACE" && answer.status == 200) << target;
    }
  });
}

TEST_F(HostileInput, InEveryPathAndQueryIsRefusedOrTakenAsText) {
  from_both_sides([&](const Route& route, const Session& session) {
    if (route.method != "GET") return;
    for (const std::string& value : hostile_values()) {
      if (route.pattern.find('{') != std::string::npos) {
        const std::string target = target_of(route, value);
        check(send("GET", target, session.cookie), "GET " + target);
      }
      std::string query;
      for (const std::string& name : field_names()) {
        if (query.size() + value.size() < 7000) query.append("&").append(name).append("=").append(value);
      }
      const std::string target = target_of(route, person_) + "?" + query.substr(1);
      check(send("GET", target, session.cookie), "GET " + target);
    }
    const std::string deep = target_of(route, person_) + "/../../../../etc/passwd";
    check(send("GET", deep, session.cookie), "GET " + deep);
  });
}

TEST_F(HostileInput, InEveryBodyIsRefusedOrTakenAsText) {
  from_both_sides([&](const Route& route, const Session& session) {
    if (route.method == "GET") return;
    const std::string target = target_of(route, person_);
    for (const Body& body : hostile_bodies(session.csrf)) {
      check(send(route.method, target, session.cookie, &body),
            route.method + " " + target + ", " + body.why + ": " + body.content);
    }
  });
}

TEST_F(HostileInput, ABodyThatIsTooLongIsRefusedByItsHeadAlone) {
  from_both_sides([&](const Route& route, const Session& session) {
    if (route.method == "GET" || route.method == "OPTIONS") return;
    const std::string target = target_of(route, person_);
    for (const std::string& length :
         {std::to_string(route.body_bytes_max + 1), std::string("99999999999999999999"), std::string("-1")}) {
      std::string text = route.method;
      text.append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
      text.append(session.cookie).append("Content-Type: application/json\r\nContent-Length: ");
      const Answer answer = exchange(service_->port(), text.append(length).append("\r\n\r\n{"));
      check(answer, text);
      EXPECT_GE(answer.status, 400);
    }
  });
}

TEST_F(HostileInput, InEveryHeaderIsRefusedOrPassedOver) {
  const std::vector<std::string> lines = {
      "Cookie: stillpoint_session=" + std::string(9000, 'a'),
      "Cookie: stillpoint_session=\xff\xfe; stillpoint_visit=<svg/onload=alert(1)>; stillpoint_notice=" +
          app::base64url(kMarkup),
      "Authorization: Bearer " + std::string(4000, 'x'),
      "Authorization: Basic \xff",
      "If-None-Match: \"" + std::string(5000, ',') + "\"",
      "If-Match: <svg/onload=alert(1)>",
      "Accept-Language: <svg/onload=alert(1)>",
      "Accept-Encoding: gzip;q=1e999, br;q=-1, <svg/onload=alert(1)>",
      "Range: bytes=0-1,5-1,-99999999999999999999",
      "X-Forwarded-For: <svg/onload=alert(1)>, 1.2.3.4",
      "X-Forwarded-Host: evil.example",
      "X-HTTP-Method-Override: DELETE",
      "User-Agent: <svg/onload=alert(1)>\xff",
      "Origin: https://evil.example",
      "Idempotency-Key: \"<svg/onload=alert(1)>",
  };
  from_both_sides([&](const Route& route, const Session& session) {
    const std::string target = target_of(route, person_);
    for (const std::string& line : lines) {
      // Two Cookie lines would hide the session; what goes with it is sent alone.
      const bool cookie = line.substr(0, 7) == "Cookie:";
      const Answer answer = send("GET", target, (cookie ? "" : session.cookie) + line + "\r\n");
      check(answer, std::string("GET ").append(target).append(" with ").append(line));
      EXPECT_EQ(answer.headers.count("access-control-allow-credentials"), 0U) << target;
      EXPECT_EQ(answer.body.find("evil.example"), std::string::npos) << target;
    }
  });
}

TEST_F(HostileInput, ASessionOfTheSweepOpensTheAdministration) {
  const Session session = sign_in();
  int opened = 0;
  for (const Route& route : service_->routes()) {
    if (route.method == "GET" && route.pattern.substr(0, 7) == "/admin/" &&
        route.pattern.find('{') == std::string::npos) {
      opened += send("GET", route.pattern, session.cookie).status == 200 ? 1 : 0;
    }
  }
  EXPECT_GT(opened, 10) << "or the sweep would have stood before a closed door";
}

}  // namespace
}  // namespace stillpoint::e2e
