#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace stillpoint::cli {

enum class LogFormat { kJson, kText };

/// How mail leaves.
struct MailConfig {
  std::string from{};                ///< The sender's address.
  std::string smtp_url{};            ///< Empty: mail lands as files in `folder`.
  std::string smtp_user{};           ///< Empty: the server asks for no password.
  std::string smtp_password_file{};  ///< Its first line is the password.
  std::string smtp_ca_file{};        ///< Empty: the system's certificates.
  std::string folder{};
};

/// What the program runs with, checked.
struct Config {
  std::string database{};
  std::string key_file{};  ///< What seals second factors, password links and forms: outside the database.
  /// Its folder is the user's data folder, which is made where there is none; a folder that somebody names
  /// must be there, so that a slip of the pen does not open an empty directory.
  bool makes_database_folder = false;
  std::string host{};
  int port = 0;
  std::string public_url{};  ///< Without a slash at its end; empty where the address listened on will do.
  std::vector<std::string> trusted_proxies{};
  std::string tile_url{};  ///< Empty: maps show pins without a background.
  std::string tile_attribution{};
  std::string operator_name{};     ///< Who runs this directory, for the privacy page; empty: not said.
  std::string operator_contact{};  ///< A mail address or a page; empty: not said.
  bool demo = false;
  LogFormat log_format = LogFormat::kText;
  std::string log_level{};
  int connections_per_address = 0;
  MailConfig mail{};
  int attestation_days = 0;       ///< After so many days a listed person is asked again whether all is true.
  int retain_withdrawn_days = 0;  ///< 0: for ever, unless the person asks.
  bool admin = true;              ///< Whether the administration is served.
  bool partners = true;           ///< Whether partners' keys are taken and their routes served.
  int anonymous_per_minute = 0;   ///< Requests of one address to the API, without a key; 0: not limited.
  int change_waiters = 0;         ///< Requests that may wait for a change at a time.
  int changes_kept_days = 0;      ///< How long the log of public changes goes back.
  bool webhook_any_target =
      false;                      ///< Webhooks to this machine and inner networks, by plain http: for tests.
  bool insecure_cookies = false;  ///< Cookies without Secure: for plain http on this machine.
};

/// One setting as `stillpoint config` prints it.
struct Setting {
  std::string name;  ///< As the flag: "public-url".
  std::string value;
  std::string origin;  ///< "--public-url", "STILLPOINT_PUBLIC_URL" or "default".
};

struct EffectiveConfig {
  Config config;
  std::vector<Setting> settings;
  /// Variables that begin as settings do and are none: most likely misspelt. Said, not refused.
  std::vector<std::string> unknown_variables{};
};

/// A setting that there is: its flag `--name`, its environment variable `STILLPOINT_NAME`.
struct SettingName {
  std::string_view name;
  std::string_view help;
};
/// All of them, in the order of the help text.
const std::vector<SettingName>& setting_names();
/// "STILLPOINT_PUBLIC_URL" of "public-url".
std::string environment_name(std::string_view name);

/// Where settings come from; a flag is stronger than the environment, and that than the default.
struct ConfigSources {
  std::map<std::string, std::string, std::less<>> flags{};  ///< By name, without dashes.
  std::function<std::optional<std::string>(const std::string& name)> environment{};
  std::vector<std::string> environment_names{};  ///< Of all variables that there are.
  bool is_terminal = false;  ///< A person reads the log: words instead of JSON by default.
};

/// @return kInvalid with one plain sentence for the first setting that cannot be used.
Result<EffectiveConfig> read_config(const ConfigSources& sources);

/// Whether others than this machine are to reach the directory: it listens to them, or has an address for
/// them.
bool is_public(const Config& config);

/// Whether only this machine can reach the host: localhost, 127.0.0.0/8, ::1.
bool is_loopback(std::string_view host);

}  // namespace stillpoint::cli
