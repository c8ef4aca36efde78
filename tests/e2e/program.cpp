#include "e2e/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "e2e/raw_http.h"

namespace stillpoint::e2e {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string temporary_file() {
  std::string pattern = (std::filesystem::temp_directory_path() / "stillpoint-e2e-XXXXXX").string();
  const int file = mkstemp(pattern.data());
  EXPECT_GE(file, 0);
  close(file);
  return pattern;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  list.reserve(texts.size() + 1);
  for (std::string& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

}  // namespace

Program::Program(const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
                 const std::string& input)
    : out_path_(temporary_file()), err_path_(temporary_file()) {
  std::vector<std::string> command = {STILLPOINT_PROGRAM};
  command.insert(command.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment;
  for (const char* const kept : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"}) {
    if (const char* const value = std::getenv(kept)) variables.push_back(std::string(kept) + "=" + value);
  }
  std::vector<char*> argv = pointers(command);
  std::vector<char*> envp = pointers(variables);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out_path_.c_str(), O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err_path_.c_str(), O_WRONLY, 0);
  if (!input.empty()) {
    in_path_ = temporary_file();
    std::ofstream(in_path_, std::ios::binary) << input;
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, in_path_.c_str(), O_RDONLY, 0);
  }
  EXPECT_EQ(posix_spawn(&process_, STILLPOINT_PROGRAM, &actions, nullptr, argv.data(), envp.data()), 0);
  posix_spawn_file_actions_destroy(&actions);
}

Program::~Program() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  std::error_code ignored;
  std::filesystem::remove(out_path_, ignored);
  std::filesystem::remove(err_path_, ignored);
  if (!in_path_.empty()) std::filesystem::remove(in_path_, ignored);
}

void Program::signal(int number) const {
  if (process_ > 0) kill(process_, number);
}

bool Program::ends_within(std::chrono::milliseconds time) {
  const auto deadline = steady_clock::now() + time;
  while (process_ > 0) {
    int status = 0;
    if (waitpid(process_, &status, WNOHANG) == process_) {
      status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
      process_ = -1;
      return true;
    }
    if (steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(5ms);
  }
  return true;
}

Finished Program::finish() {
  EXPECT_TRUE(ends_within(60s)) << "the program does not end";
  return {.status = status_, .out = read_file(out_path_), .err = read_file(err_path_)};
}

std::string Program::output() const {
  return read_file(out_path_);
}

Finished run(const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
             const std::string& input) {
  return Program(arguments, environment, input).finish();
}

namespace {

std::vector<std::string> with_port(std::vector<std::string> arguments) {
  for (const char* const more : {"--port", "0", "--log-format", "json"}) arguments.emplace_back(more);
  return arguments;
}

/// The port in "… at http://127.0.0.1:12345/"; 0 while it is not there.
int port_in(const std::string& output) {
  const std::string before = " at http://127.0.0.1:";
  const std::size_t at = output.find(before);
  if (at == std::string::npos || output.find('\n', at) == std::string::npos) return 0;
  return std::stoi(output.substr(at + before.size()));
}

}  // namespace

void write_people(const std::string& file, int count) {
  const Finished generated =
      run({"generate", "--count", std::to_string(count), "--seed", "7", "--output", file});
  EXPECT_EQ(generated.status, 0) << generated.err;
  std::ifstream in(file);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  const std::string mark = R"("system":"generated")";
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
    text.replace(at, mark.size(), R"("system":"members")");
  std::ofstream(file) << text;
}

RunningServer::RunningServer(std::vector<std::string> arguments, const std::vector<std::string>& environment)
    : program_(with_port(std::move(arguments)), environment) {
  const auto deadline = steady_clock::now() + 30s;
  bool ready = false;
  while (!ready && steady_clock::now() < deadline && !program_.ends_within(0ms)) {
    if (port_ == 0) port_ = port_in(program_.output());
    ready = port_ != 0 && get(port_, "/readyz").status == 200;
    if (!ready) std::this_thread::sleep_for(10ms);
  }
  if (!ready) ADD_FAILURE() << "the server does not start: " << program_.output() << program_.finish().err;
}

}  // namespace stillpoint::e2e
