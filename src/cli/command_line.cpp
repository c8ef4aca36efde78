#include "cli/command_line.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>
#include <utility>

#include "cli/config.h"
#include "cli/keeping_line.h"
#include "cli/people_line.h"

namespace stillpoint::cli {
namespace {

constexpr const char* kFooter =
    "Every setting can stand in the environment too: --public-url as STILLPOINT_PUBLIC_URL. A flag is "
    "stronger.\n"
    "Exit status: 0 done; 1 failed; 2 the command line or a setting is wrong; 3 an import left rows out, "
    "and\n"
    "FILE.rejects.ndjson says which and why.";

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

/// The largest directory that anything was ever measured with, ten times over.
constexpr std::int64_t kGeneratedMax = 10'000'000;

CLI::Validator whole_number_up_to(std::int64_t most) {
  return {[most](const std::string& text) -> std::string {
            std::int64_t number = 0;
            const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
            const bool whole = problem == std::errc{} && end == text.data() + text.size();
            if (whole && number >= 0 && number <= most) return {};
            return "'" + text + "' is no whole number from 0 to " + std::to_string(most) + ".";
          },
          "NUMBER", "whole number"};
}

CLI::Validator not_empty(const std::string& what) {
  return {[what](const std::string& text) { return text.empty() ? what : std::string(); }, "TEXT",
          "not empty"};
}

/// The program's name and the commands that were understood, as somebody would type them.
std::string words_so_far(const CLI::App& app) {
  const std::vector<CLI::App*> named = app.get_subcommands();
  return named.empty() ? app.get_name() : app.get_name() + " " + words_so_far(*named.back());
}

std::string first_line(const std::string& text) {
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

  std::vector<std::pair<CLI::App*, Command>> commands = {
      {app.add_subcommand("serve", "Serve the directory; an empty one says what to do next"),
       Command::kServe},
      {app.add_subcommand("demo", "Serve an invented directory from a database of its own"), Command::kDemo},
      {app.add_subcommand("import", "Take in practitioners from a file"), Command::kImport},
      {app.add_subcommand("export", "Write every practitioner as NDJSON"), Command::kExport},
      {app.add_subcommand("generate", "Invent practitioners, as NDJSON, for measurement"),
       Command::kGenerate},
      {app.add_subcommand("config", "Print the settings in effect and where each came from"),
       Command::kConfig},
      {app.add_subcommand("health", "Ask the running server whether it answers searches"), Command::kHealth},
  };
  add_keeping_commands(app, invocation.keeping, invocation.output, commands);
  add_people_commands(app, invocation.people, commands);
  for (const auto& [command, kind] : commands) {
    command->footer(kFooter);
    if (kind != Command::kGenerate) add_settings(*command, values);
  }
  CLI::App& import = *commands[2].first;
  ImportOptions& options = invocation.import;
  import.add_option("file", options.file, "The file")->required();
  import
      .add_option("--format", options.format, "ndjson (practitioner documents) or nppes (the monthly file)")
      ->check(CLI::IsMember({"ndjson", "nppes"}));
  import
      .add_option(
          "--list", options.list_basis,
          "List these people, and record on what basis: shown on a profile until its person confirms it")
      ->check(
          not_empty("say on what basis these people are listed, for example \"Members, by clause 4 of the "
                    "statutes\"."));
  import.add_flag("--restore", options.restore,
                  "Take the file's checks as they stand: your own export, into an empty database");
  import.add_flag("--dry-run", options.dry_run, "Read and check everything, write nothing");
  import.add_flag("--json", options.json, "Print the summary as JSON");
  commands[3].first->add_option("--output", invocation.output,
                                "The file to write (default: standard output)");
  CLI::App& generate = *commands[4].first;
  generate.add_option("--count", invocation.generate.count, "How many")
      ->required()
      ->check(whole_number_up_to(kGeneratedMax));
  generate.add_option("--seed", invocation.generate.seed, "Which ones: the same seed, the same people");
  generate.add_option("--output", invocation.output, "The file to write (default: standard output)");

  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 asks for them
    app.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    invocation.text = app.help();  // of the command that was named, with the words that lead to it
    return invocation;
  } catch (const CLI::ParseError& error) {
    return Error{
        .code = ErrorCode::kInvalid,
        .message = first_line(error.what()) + " (`" + words_so_far(app) + " --help` lists what there is.)"};
  }
  if (version) invocation.command = Command::kVersion;
  for (const auto& [command, kind] : commands) {
    if (!command->parsed()) continue;
    invocation.command = kind;
    if (kind != Command::kGenerate) take_settings(*command, values, invocation);
  }
  if (invocation.command == Command::kHelp) invocation.text = app.help();
  if (invocation.command == Command::kDemo) invocation.settings["demo"] = "true";
  return invocation;
}

}  // namespace stillpoint::cli
