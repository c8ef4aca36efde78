#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/program.h"

namespace {

std::vector<std::string> names_in_environment() {
  std::vector<std::string> names;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    names.emplace_back(text.substr(0, text.find('=')));
  }
  return names;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace stillpoint::cli;
  // A limit on the size of files is answered as a full disk is, in words, and does not end the program.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return run_program({argv + 1, argv + argc},
                       {.out = std::cout,
                        .err = std::cerr,
                        .environment = [](const std::string& name) -> std::optional<std::string> {
                          // Read before any thread is made.
                          const char* const value =
                              std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe)
                          if (value == nullptr) return std::nullopt;
                          return value;
                        },
                        .environment_names = names_in_environment(),
                        .out_is_terminal = isatty(STDOUT_FILENO) == 1,
                        .err_is_terminal = isatty(STDERR_FILENO) == 1});
  } catch (const std::exception& exception) {
    std::cerr << "stillpoint: it failed for a reason of its own: " << exception.what() << "\n";
    return kExitFailed;
  }
}
