#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"

namespace stillpoint::cli {

/// What the program was asked to do.
enum class Command { kServe, kConfig, kHealth, kVersion, kHelp };

/// The command line, read. Whether the settings make sense is read_config's question.
struct Invocation {
  Command command = Command::kHelp;
  std::map<std::string, std::string, std::less<>> settings{};  ///< Flags that every command shares, by name.
  std::string text{};                                          ///< The help that was asked for.
};

/// @param arguments without the program's name.
/// @return kInvalid with one plain sentence for what cannot be understood.
Result<Invocation> read_command_line(const std::vector<std::string>& arguments);

}  // namespace stillpoint::cli
