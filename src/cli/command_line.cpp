#include "cli/command_line.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <utility>

#include "cli/config.h"

namespace stillpoint::cli {
namespace {

constexpr const char* kFooter =
    "Every setting can stand in the environment too: --public-url as STILLPOINT_PUBLIC_URL. A flag is "
    "stronger.\n"
    "Exit status: 0 done; 1 failed; 2 the command line or a setting is wrong.";

/// The settings' flags of one command. CLI11 writes into the map's values, which stay where they are.
void add_settings(CLI::App& command, std::map<std::string, std::string, std::less<>>& values) {
  for (const SettingName& setting : setting_names()) {
    const std::string name(setting.name);
    command.add_option("--" + name, values[name], std::string(setting.help))->group("Settings");
  }
}

void take_settings(const CLI::App& command, const std::map<std::string, std::string, std::less<>>& values,
                   Invocation& invocation) {
  for (const auto& [name, value] : values) {
    if (command.count("--" + name) > 0) invocation.settings[name] = value;
  }
}

std::string first_line(std::string text) {
  return text.substr(0, text.find('\n'));
}

}  // namespace

Result<Invocation> read_command_line(const std::vector<std::string>& arguments) {
  Invocation invocation;
  std::map<std::string, std::string, std::less<>> values;
  bool version = false;
  CLI::App app("A directory of craniosacral therapists that says what it knows of each, and why.",
               "stillpoint");
  app.footer(kFooter);
  app.add_flag("--version", version, "Name the versions of the program and of what it is built on");

  const std::pair<CLI::App*, Command> commands[] = {
      {app.add_subcommand("serve", "Serve the directory; an empty one says what to do next"),
       Command::kServe},
      {app.add_subcommand("config", "Print the settings in effect and where each came from"),
       Command::kConfig},
      {app.add_subcommand("health", "Ask the running server whether it answers searches"), Command::kHealth},
  };
  for (const auto& [command, kind] : commands) {
    command->footer(kFooter);
    add_settings(*command, values);
  }
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 asks for them
    app.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    const auto* asked = &app;
    for (const auto& [command, kind] : commands) {
      if (command->parsed()) asked = command;
    }
    invocation.text = asked->help();
    return invocation;
  } catch (const CLI::ParseError& error) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = first_line(error.what()) + " (`stillpoint --help` lists what there is.)"};
  }
  if (version) invocation.command = Command::kVersion;
  for (const auto& [command, kind] : commands) {
    if (!command->parsed()) continue;
    invocation.command = kind;
    take_settings(*command, values, invocation);
  }
  if (invocation.command == Command::kHelp) invocation.text = app.help();
  return invocation;
}

}  // namespace stillpoint::cli
