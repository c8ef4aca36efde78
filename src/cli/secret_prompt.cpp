#include "cli/secret_prompt.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <optional>

namespace stillpoint::cli {
namespace {

/// Keeps what is typed off the screen for as long as it lives.
class SilentTerminal {
 public:
  SilentTerminal() {
    known_ = tcgetattr(STDIN_FILENO, &before_) == 0;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (known_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;
  ~SilentTerminal() {
    if (known_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }

 private:
  termios before_{};
  bool known_ = false;
};

std::optional<std::string> read_line() {
  std::string line;
  if (!std::getline(std::cin, line)) return std::nullopt;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

std::optional<std::string> ask(const char* prompt) {
  std::cerr << prompt << std::flush;
  const SilentTerminal silent;
  std::optional<std::string> line = read_line();
  std::cerr << "\n";
  return line;
}

Error no_password(const char* message) {
  return Error{.code = ErrorCode::kInvalid, .message = message};
}

}  // namespace

Result<std::string> ask_password() {
  const bool terminal = isatty(STDIN_FILENO) == 1;
  std::optional<std::string> password = terminal ? ask("Password: ") : read_line();
  if (!password || password->empty()) {
    return no_password("There was no password: type it when asked, or send it on standard input.");
  }
  if (terminal && ask("The same again: ") != password) return no_password("The two passwords differ.");
  return *std::move(password);
}

}  // namespace stillpoint::cli
