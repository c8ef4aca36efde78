#pragma once

#include <utility>
#include <vector>

#include "cli/command_line.h"

namespace CLI {
class App;
}

namespace stillpoint::cli {

/// Adds the commands about who may sign in: admin create-user, reset-password,
/// list-users, new-key.
/// @param commands takes each command that can be asked for.
void add_people_commands(CLI::App& app, PeopleOptions& options,
                         std::vector<std::pair<CLI::App*, Command>>& commands);

}  // namespace stillpoint::cli
