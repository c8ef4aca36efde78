#include "cli/config.h"

#include <gtest/gtest.h>

namespace stillpoint::cli {
namespace {

using Values = std::map<std::string, std::string, std::less<>>;

Result<EffectiveConfig> read(const Values& flags, const Values& environment = {}) {
  return read_config(
      {.flags = flags, .environment = [&](const std::string& name) -> std::optional<std::string> {
         const auto found = environment.find(name);
         if (found == environment.end()) return std::nullopt;
         return found->second;
       }});
}

TEST(Config, HasDefaultsThatServeThisMachineOnly) {
  const auto effective = read({}, {{"HOME", "/people/a"}});
  ASSERT_TRUE(effective);
  EXPECT_EQ(effective->config.host, "127.0.0.1");
  EXPECT_EQ(effective->config.port, 8080);
  EXPECT_EQ(effective->config.database, "/people/a/.local/share/stillpoint/stillpoint.db");
  EXPECT_FALSE(effective->config.demo);
  for (const Setting& setting : effective->settings) EXPECT_EQ(setting.origin, "default") << setting.name;
  EXPECT_EQ(effective->settings.size(), setting_names().size());
}

TEST(Config, TakesAFlagBeforeTheEnvironmentBeforeTheDefault) {
  const auto effective =
      read({{"port", "9001"}}, {{"STILLPOINT_PORT", "9002"}, {"STILLPOINT_LOG_LEVEL", "error"}});
  ASSERT_TRUE(effective);
  EXPECT_EQ(effective->config.port, 9001);
  EXPECT_EQ(effective->config.log_level, "error");
  for (const Setting& setting : effective->settings) {
    if (setting.name == "port") {
      EXPECT_EQ(setting.origin, "--port");
    }
    if (setting.name == "log-level") {
      EXPECT_EQ(setting.origin, "STILLPOINT_LOG_LEVEL");
    }
  }
}

TEST(Config, KeepsDemoAndRealDataApart) {
  const Values environment = {{"XDG_DATA_HOME", "/data"}};
  EXPECT_EQ(read({}, environment)->config.database, "/data/stillpoint/stillpoint.db");
  EXPECT_EQ(read({{"demo", "true"}}, environment)->config.database, "/data/stillpoint/demo.db");
}

TEST(Config, NeedsAPublicAddressBeyondThisMachine) {
  for (const char* const host : {"0.0.0.0", "::", "192.0.2.1", "example.org"}) {
    EXPECT_FALSE(read({{"host", host}})) << host;
    EXPECT_TRUE(read({{"host", host}, {"public-url", "https://example.org/"}})) << host;
  }
  for (const char* const host : {"localhost", "127.0.0.1", "127.1.2.3", "::1"}) {
    EXPECT_TRUE(read({{"host", host}})) << host;
  }
  EXPECT_EQ(read({{"public-url", "https://example.org/"}})->config.public_url, "https://example.org");
}

TEST(Config, StopsAtAWrongValueWithOneSentence) {
  const struct {
    const char* name;
    const char* value;
  } cases[] = {
      {"port", "eighty"},
      {"port", "-1"},
      {"port", "65536"},
      {"port", ""},
      {"port", "80 "},
      {"host", ""},
      {"database", ""},
      {"public-url", "example.org"},
      {"public-url", "https://"},
      {"public-url", "https://a b"},
      {"public-url", "ftp://example.org"},
      {"trusted-proxies", "proxy.local"},
      {"trusted-proxies", "10.0.0.0/33"},
      {"trusted-proxies", "10.0.0.1,nowhere"},
      {"tile-url", "https://tiles.example.org/"},
      {"tile-url", "tiles/{z}/{x}/{y}.png"},
      {"operator-contact", "somewhere"},
      {"operator-contact", "a@b@example.org"},
      {"operator-contact", "javascript:alert(1)"},
      {"demo", "yes"},
      {"log-format", "xml"},
      {"log-level", "loud"},
      {"connections-per-address", "0"},
      {"connections-per-address", "5000"},
      {"mail-from", "nobody"},
      {"mail-from", "a@example.org,b@example.org"},
      {"smtp-url", "mail.example.org"},
      {"smtp-url", "smtp://user:secret@mail.example.org"},
      {"smtp-user", "stillpoint"},
      {"smtp-password-file", "/run/secret"},
      {"mail-folder", ""},
      {"attestation-days", "1"},
      {"attestation-days", "400"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.name) + "=" + c.value);
    const auto effective = read({}, {{environment_name(c.name), c.value}});
    ASSERT_FALSE(effective);
    EXPECT_EQ(effective.error().code, ErrorCode::kInvalid);
    EXPECT_EQ(effective.error().message.back(), '.');
    EXPECT_EQ(effective.error().message.find('\n'), std::string::npos);
  }
}

TEST(Config, SendsMailAsFilesBesideTheDatabaseUntilAServerIsNamed) {
  const auto alone = read({{"database", "/data/a.db"}});
  ASSERT_TRUE(alone);
  EXPECT_EQ(alone->config.mail.smtp_url, "");
  EXPECT_EQ(alone->config.mail.folder, "/data/mail");
  EXPECT_EQ(alone->config.mail.from, "stillpoint@localhost");
  EXPECT_EQ(alone->config.attestation_days, 90);
  const auto served = read({{"public-url", "https://directory.example.org:8443/find"},
                            {"smtp-url", "smtps://mail.example.org:465"},
                            {"smtp-user", "stillpoint"},
                            {"smtp-password-file", "/run/secrets/smtp"}});
  ASSERT_TRUE(served);
  EXPECT_EQ(served->config.mail.from, "stillpoint@directory.example.org");
  EXPECT_EQ(served->config.mail.smtp_user, "stillpoint");
}

TEST(Config, TakesWhoRunsTheDirectory) {
  for (const char* const contact : {"privacy@example.org", "https://example.org/contact", ""}) {
    const auto effective =
        read({{"operator-name", "Somatic Register"}}, {{"STILLPOINT_OPERATOR_CONTACT", contact}});
    ASSERT_TRUE(effective) << contact;
    EXPECT_EQ(effective->config.operator_name, "Somatic Register");
    EXPECT_EQ(effective->config.operator_contact, contact);
  }
}

TEST(Config, IsPublicAsSoonAsOthersAreLetIn) {
  EXPECT_FALSE(is_public(read({})->config));
  EXPECT_TRUE(is_public(read({{"public-url", "https://example.org"}})->config)) << "behind a proxy";
  EXPECT_TRUE(is_public(read({{"host", "0.0.0.0"}, {"public-url", "https://example.org"}})->config));
}

TEST(Config, CanDoWithoutMapTiles) {
  const auto effective = read({{"tile-url", ""}});
  ASSERT_TRUE(effective);
  EXPECT_EQ(effective->config.tile_url, "");
}

}  // namespace
}  // namespace stillpoint::cli
