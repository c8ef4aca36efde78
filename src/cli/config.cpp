#include "cli/config.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "domain/consent.h"
#include "http/client_address.h"
#include "http/limits.h"
#include "mail/message.h"
#include "mail/smtp_transport.h"

namespace stillpoint::cli {
namespace {

constexpr std::string_view kVariablePrefix = "STILLPOINT_";
constexpr int kPortMax = 65535;
/// More connections than threads would be a cap that never acts.
constexpr int kConnectionsMax = static_cast<int>(http::kThreadsMax);
/// Asking more often than monthly is a nuisance; the checklist takes nobody's word for longer than a year.
constexpr int kAttestationDaysLeast = 30;
constexpr int kAttestationDaysMost = 365;

/// Ten thousand a second: more than one machine answers.
constexpr int kAnonymousRateMax = 600'000;

/// A waiting request holds a thread, and others need some too (docs/decisions/0030-following-changes.md).
constexpr int kChangeWaitersDefault = 500;
/// A quarter of these are one partner's at most: as many as bench/following.mjs lets wait. Some threads are
/// left.
constexpr int kChangeWaitersMax = 2000;
static_assert(kChangeWaitersMax < static_cast<int>(http::kThreadsMax));
/// A partner that was away for longer copies the directory anew, which is shorter work by then.
constexpr int kChangesKeptDaysDefault = 30;
constexpr int kChangesKeptDaysMax = 3650;

/// A hundred years: longer than anybody practises.
constexpr int kRetainDaysMax = 36'500;

Error wrong(const Setting& setting, std::string_view allowed) {
  return Error{.code = ErrorCode::kInvalid,
               .message = "'" + setting.value + "' is no " + setting.name + " (from " + setting.origin +
                          "): " + std::string(allowed) + "."};
}

std::optional<int> parse_whole(std::string_view text) {
  int number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    std::string_view part = list.substr(0, list.find(','));
    list.remove_prefix(part.size() == list.size() ? part.size() : part.size() + 1);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
  }
  return parts;
}

/// Where data of a program belongs (XDG Base Directory Specification 0.8); the working folder without a home.
std::string data_folder(const ConfigSources& sources) {
  const auto set = [&](const char* name) { return sources.environment(name).value_or(""); };
  if (const std::string folder = set("XDG_DATA_HOME"); !folder.empty() && folder.front() == '/') {
    return folder + "/stillpoint/";
  }
  if (const std::string home = set("HOME"); !home.empty()) return home + "/.local/share/stillpoint/";
  return "./";
}

bool has_scheme(std::string_view url, std::string_view scheme) {
  return url.size() > scheme.size() && url.substr(0, scheme.size()) == scheme;
}

bool is_plain_url(std::string_view url) {
  const bool web = has_scheme(url, "https://") || has_scheme(url, "http://");
  return web && url.find_first_of(" \t\r\n\"'<>\\;,?#") == std::string_view::npos;
}

/// Reads one setting after another and remembers the first that is wrong.
class Reader {
 public:
  explicit Reader(const ConfigSources& sources) : sources_(sources) {}

  const Setting& take(std::string_view name, std::string standard) {
    Setting setting{.name = std::string(name), .value = std::move(standard), .origin = "default"};
    const std::string variable = environment_name(name);
    if (const auto flag = sources_.flags.find(name); flag != sources_.flags.end()) {
      setting.value = flag->second;
      setting.origin = "--" + setting.name;
    } else if (std::optional<std::string> value = sources_.environment(variable)) {
      setting.value = std::move(*value);
      setting.origin = variable;
    }
    return settings_.emplace_back(std::move(setting));
  }

  std::string text(std::string_view name, std::string standard) {
    return take(name, std::move(standard)).value;
  }

  int number(std::string_view name, int standard, int least, int most) {
    const Setting& setting = take(name, std::to_string(standard));
    const std::optional<int> value = parse_whole(setting.value);
    if (value && *value >= least && *value <= most) return *value;
    fail(wrong(setting, "a number from " + std::to_string(least) + " to " + std::to_string(most)));
    return standard;
  }

  bool flag(std::string_view name, bool standard = false) {
    const Setting& setting = take(name, standard ? "true" : "false");
    if (setting.value != "true" && setting.value != "false") fail(wrong(setting, "true or false"));
    return setting.value == "true";
  }

  void fail(Error error) {
    if (!error_) error_ = std::move(error);
  }

  std::vector<Setting> settings_{};
  std::optional<Error> error_{};

 private:
  const ConfigSources& sources_;
};

std::vector<std::string> unknown_variables(const std::vector<std::string>& names) {
  std::vector<std::string> unknown;
  for (const std::string& name : names) {
    if (!name.starts_with(kVariablePrefix)) continue;
    const auto& settings = setting_names();
    const bool known = std::any_of(settings.begin(), settings.end(), [&](const SettingName& setting) {
      return environment_name(setting.name) == name;
    });
    if (!known) unknown.push_back(name);
  }
  return unknown;
}

void read_addresses(Reader& reader, Config& config) {
  config.host = reader.text("host", "127.0.0.1");
  if (config.host.empty())
    reader.fail(wrong(reader.settings_.back(), "an address or a name of this machine"));
  config.port = reader.number("port", 8080, 0, kPortMax);
  config.public_url = reader.text("public-url", "");
  if (!config.public_url.empty() && !is_plain_url(config.public_url)) {
    reader.fail(wrong(reader.settings_.back(), "an address such as https://example.org"));
  }
  while (!config.public_url.empty() && config.public_url.back() == '/') config.public_url.pop_back();
  if (config.public_url.empty() && !is_loopback(config.host)) {
    reader.fail(Error{.code = ErrorCode::kInvalid,
                      .message = "Serving on " + config.host +
                                 " lets others in, so their links need the address that they use: give "
                                 "--public-url, for example https://example.org."});
  }
  config.trusted_proxies = split(reader.text("trusted-proxies", ""));
  if (auto proxies = http::TrustedProxies::make(config.trusted_proxies); !proxies) {
    reader.fail(std::move(proxies).error());
  }
}

void read_map(Reader& reader, Config& config) {
  config.tile_url = reader.text("tile-url", "https://tile.openstreetmap.org/{z}/{x}/{y}.png");
  const bool has_places = config.tile_url.find("{z}") != std::string::npos &&
                          config.tile_url.find("{x}") != std::string::npos &&
                          config.tile_url.find("{y}") != std::string::npos;
  if (!config.tile_url.empty() && !(is_plain_url(config.tile_url) && has_places)) {
    reader.fail(
        wrong(reader.settings_.back(), "an address with {z}, {x} and {y}, or nothing for no map tiles"));
  }
  config.tile_attribution = reader.text("tile-attribution", "© OpenStreetMap contributors");
}

/// A mail address in outline: something, one @, something with a dot.
bool is_mail_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && text.find('@', at + 1) == std::string_view::npos &&
         text.find('.', at) != std::string_view::npos && text.back() != '.' &&
         text.find_first_of(" \t\r\n\"'<>\\;,?#") == std::string_view::npos;
}

void read_operator(Reader& reader, Config& config) {
  config.operator_name = reader.text("operator-name", "");
  config.operator_contact = reader.text("operator-contact", "");
  const std::string& contact = config.operator_contact;
  if (!contact.empty() && !is_mail_address(contact) && !is_plain_url(contact)) {
    reader.fail(
        wrong(reader.settings_.back(),
              "a mail address such as privacy@example.org, or a page such as https://example.org/contact"));
  }
}

void read_log(Reader& reader, Config& config, bool is_terminal) {
  const std::string format = reader.text("log-format", is_terminal ? "text" : "json");
  config.log_format = format == "json" ? LogFormat::kJson : LogFormat::kText;
  if (format != "json" && format != "text") reader.fail(wrong(reader.settings_.back(), "json or text"));
  config.log_level = reader.text("log-level", "info");
  static constexpr std::string_view kLevels[] = {"debug", "info", "warning", "error"};
  if (std::find(std::begin(kLevels), std::end(kLevels), config.log_level) == std::end(kLevels)) {
    reader.fail(wrong(reader.settings_.back(), "debug, info, warning or error"));
  }
}

/// "example.org" of "https://example.org:8443/find".
std::string host_of_url(std::string_view url) {
  url.remove_prefix(std::min(url.find("://") + 3, url.size()));
  return std::string(url.substr(0, url.find_first_of(":/")));
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string(".") : path.substr(0, slash);
}

void read_mail(Reader& reader, Config& config) {
  MailConfig& mail = config.mail;
  std::string standard = "stillpoint@" + host_of_url(config.public_url);
  if (!mail::is_address(standard)) standard = "stillpoint@localhost";
  mail.from = reader.text("mail-from", std::move(standard));
  if (!mail::is_address(mail.from)) {
    reader.fail(wrong(reader.settings_.back(), "a mail address such as directory@example.org"));
  }
  mail.smtp_url = reader.text("smtp-url", "");
  if (!mail.smtp_url.empty() && !mail::is_smtp_url(mail.smtp_url)) {
    reader.fail(wrong(reader.settings_.back(),
                      "smtp://HOST:PORT or smtps://HOST:PORT, or nothing for mail as files; the user and the "
                      "password have settings of their own"));
  }
  mail.smtp_user = reader.text("smtp-user", "");
  mail.smtp_password_file = reader.text("smtp-password-file", "");
  if (mail.smtp_user.empty() != mail.smtp_password_file.empty()) {
    reader.fail(wrong(reader.settings_.back(),
                      "the path of a file whose first line is the password: it goes with smtp-user, and one "
                      "makes no sense without the other"));
  }
  mail.smtp_ca_file = reader.text("smtp-ca-file", "");
  mail.folder = reader.text("mail-folder", folder_of(config.database) + "/mail");
  if (mail.folder.empty()) reader.fail(wrong(reader.settings_.back(), "the path of a folder"));
  config.attestation_days = reader.number("attestation-days", domain::kAttestationDaysDefault,
                                          kAttestationDaysLeast, kAttestationDaysMost);
}

void read_admin(Reader& reader, Config& config) {
  const std::string admin = reader.text("admin", "on");
  config.admin = admin == "on";
  if (admin != "on" && admin != "off") reader.fail(wrong(reader.settings_.back(), "on or off"));
  config.insecure_cookies = reader.flag("insecure-cookies");
  const bool reached_by_https = has_scheme(config.public_url, "https://");
  if (config.insecure_cookies && (!is_loopback(config.host) || reached_by_https)) {
    reader.fail({.code = ErrorCode::kInvalid,
                 .message =
                     "insecure-cookies is for plain http on this machine: with another host or an https "
                     "address, sessions could be stolen on the way."});
  }
}

void read_partners(Reader& reader, Config& config) {
  const std::string partners = reader.text("partners", "on");
  config.partners = partners == "on";
  if (partners != "on" && partners != "off") reader.fail(wrong(reader.settings_.back(), "on or off"));
  // A server that only this machine reaches has nobody to slow down.
  const int standard = is_public(config) ? http::kAnonymousPerMinute : 0;
  config.anonymous_per_minute = reader.number("anonymous-rate", standard, 0, kAnonymousRateMax);
  config.change_waiters = reader.number("change-waiters", kChangeWaitersDefault, 0, kChangeWaitersMax);
  config.changes_kept_days =
      reader.number("changes-kept-days", kChangesKeptDaysDefault, 1, kChangesKeptDaysMax);
  config.webhook_any_target = reader.flag("webhook-any-target");
  if (config.webhook_any_target && is_public(config)) {
    reader.fail({.code = ErrorCode::kInvalid,
                 .message = "webhook-any-target is for tests on this machine: on a directory that others "
                            "reach, a partner could make it call inner systems."});
  }
}

}  // namespace

const std::vector<SettingName>& setting_names() {
  static const std::vector<SettingName> names = {
      {"database",
       "The database file (default: stillpoint.db in the user's data folder; demo.db for the demo)"},
      {"key-file", "The file with the key that seals second factors (default: the database's name and .key)"},
      {"host", "The address to listen on (default 127.0.0.1: this machine only)"},
      {"port", "The port to listen on (default 8080; 0 lets the system choose)"},
      {"public-url", "The address that people use, for links; needed to serve beyond this machine"},
      {"trusted-proxies", "Proxies whose X-Forwarded-For is believed: addresses or networks, with commas"},
      {"tile-url", "Where maps get their pictures, with {z}, {x} and {y}; empty for none"},
      {"tile-attribution", "What the maps say of their source"},
      {"operator-name", "Who runs this directory: named on its privacy page"},
      {"operator-contact", "Where to write to them: a mail address or the address of a page"},
      {"demo", "true: serve the invented directory from a database of its own"},
      {"log-format", "json or text (default: text on a terminal, else json)"},
      {"log-level", "debug, info (default), warning or error"},
      {"connections-per-address", "How many connections one address may hold (default 64)"},
      {"mail-from", "The address that mail comes from (default: stillpoint@ the host of public-url)"},
      {"smtp-url", "The mail server, smtp://HOST:PORT or smtps://HOST:PORT; without one mail lands as files"},
      {"smtp-user", "The name to sign in to the mail server with"},
      {"smtp-password-file", "The file whose first line is the password for it"},
      {"smtp-ca-file", "Certificates that the mail server's must go back to (default: the system's)"},
      {"mail-folder", "Where mail lands without a mail server (default: mail, beside the database)"},
      {"attestation-days",
       "After how many days a listed person is asked whether all is still true (default 90)"},
      {"retain-withdrawn-days",
       "After how many days `stillpoint retention` erases who left (default 0: when they ask)"},
      {"admin", "on (default) or off: whether the administration is served"},
      {"partners", "on (default) or off: whether partners' keys are taken, and the API's pace is held"},
      {"anonymous-rate",
       "Requests a minute that one address may make to the API without a key (default 300; 0, the default "
       "for this "
       "machine only: any number)"},
      {"change-waiters", "How many requests may wait for a change at a time (default 500)"},
      {"changes-kept-days", "How many days back partners may follow changes (default 30)"},
      {"webhook-any-target",
       "true: webhooks to this machine and inner networks, over plain http too; for tests (default false)"},
      {"insecure-cookies",
       "true: sign in over plain http, on this machine only (default false: cookies need https)"},
  };
  return names;
}

std::string environment_name(std::string_view name) {
  std::string variable(kVariablePrefix);
  for (const char c : name) {
    variable.push_back(c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c));
  }
  return variable;
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "::1" || host.substr(0, 4) == "127.";
}

bool is_public(const Config& config) {
  return !is_loopback(config.host) || !config.public_url.empty();
}

Result<EffectiveConfig> read_config(const ConfigSources& sources) {
  Reader reader(sources);
  Config config;
  config.demo = reader.flag("demo");
  config.database =
      reader.text("database", data_folder(sources) + (config.demo ? "demo.db" : "stillpoint.db"));
  if (config.database.empty()) reader.fail(wrong(reader.settings_.back(), "the path of a file"));
  config.makes_database_folder = reader.settings_.back().origin == "default";
  config.key_file = reader.text("key-file", config.database + ".key");
  if (config.key_file.empty()) reader.fail(wrong(reader.settings_.back(), "the path of a file"));
  read_addresses(reader, config);
  read_map(reader, config);
  read_operator(reader, config);
  read_log(reader, config, sources.is_terminal);
  config.connections_per_address =
      reader.number("connections-per-address", http::kConnectionsPerAddressDefault, 1, kConnectionsMax);
  read_mail(reader, config);
  config.retain_withdrawn_days = reader.number("retain-withdrawn-days", 0, 0, kRetainDaysMax);
  read_admin(reader, config);
  read_partners(reader, config);
  if (reader.error_) return std::move(*reader.error_);
  return EffectiveConfig{.config = std::move(config),
                         .settings = std::move(reader.settings_),
                         .unknown_variables = unknown_variables(sources.environment_names)};
}

}  // namespace stillpoint::cli
