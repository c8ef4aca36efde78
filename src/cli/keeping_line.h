#pragma once

#include <utility>
#include <vector>

#include "cli/command_line.h"

namespace CLI {
class App;
}

namespace stillpoint::cli {

/// Adds the commands that keep a directory safe: audit, backup, restore, check, person.
/// @param commands takes each command that can be asked for.
void add_keeping_commands(CLI::App& app, KeepingOptions& options, std::string& output,
                          std::vector<std::pair<CLI::App*, Command>>& commands);

}  // namespace stillpoint::cli
