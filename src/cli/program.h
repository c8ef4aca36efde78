#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace stillpoint::cli {

// Exit statuses, as --help names them.
constexpr int kExitDone = 0;
constexpr int kExitFailed = 1;
constexpr int kExitWrongUse = 2;
constexpr int kExitRowsLeftOut = 3;

/// What the program has around it.
struct Surroundings {
  std::ostream& out;
  std::ostream& err;
  std::function<std::optional<std::string>(const std::string& name)> environment;
  std::vector<std::string> environment_names{};  ///< Of all variables.
  bool out_is_terminal = false;
  bool err_is_terminal = false;
};

/// Does what the command line asks for. @param arguments without the program's name. @return the exit status.
int run_program(const std::vector<std::string>& arguments, const Surroundings& around);

}  // namespace stillpoint::cli
