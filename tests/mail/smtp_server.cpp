#include "mail/smtp_server.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace stillpoint::mail {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (std::string& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

/// Starts a program with these standard streams (-1: as the test's own).
pid_t start(std::vector<std::string> command, int input, int output) {
  std::vector<char*> argv = pointers(command);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (input >= 0) posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  if (output >= 0) posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t process = -1;
  EXPECT_EQ(posix_spawn(&process, argv[0], &actions, nullptr, argv.data(), environ), 0) << command[0];
  posix_spawn_file_actions_destroy(&actions);
  return process;
}

void make_certificate(const support::TemporaryFolder& folder) {
  const pid_t process =
      start({"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
             "-keyout", folder.file("key.pem"), "-out", folder.file("certificate.pem")},
            -1, -1);
  int status = -1;
  waitpid(process, &status, 0);
  ASSERT_EQ(status, 0) << "openssl makes no certificate";
}

std::string read_line(int from) {
  constexpr int kPatienceMs = 20'000;
  std::string line;
  pollfd waiting{.fd = from, .events = POLLIN, .revents = 0};
  char c = 0;
  while (poll(&waiting, 1, kPatienceMs) == 1 && read(from, &c, 1) == 1 && c != '\n') line.push_back(c);
  return line;
}

}  // namespace

SmtpServer::SmtpServer(const std::vector<std::string>& words) {
  make_certificate(folder_);
  std::vector<std::string> command = {STILLPOINT_PYTHON, STILLPOINT_SOURCE_DIR "/tests/mail/smtp_server.py",
                                      folder_.path().string()};
  command.insert(command.end(), words.begin(), words.end());
  std::array<int, 2> input{};
  std::array<int, 2> output{};
  EXPECT_EQ(pipe2(input.data(), O_CLOEXEC), 0);
  EXPECT_EQ(pipe2(output.data(), O_CLOEXEC), 0);
  process_ = start(command, input[0], output[1]);
  close(input[0]);
  close(output[1]);
  input_ = input[1];
  const std::string said = read_line(output[0]);
  close(output[0]);
  if (said.empty()) ADD_FAILURE() << "the mail server does not start: is python3-aiosmtpd installed?";
  port_ = said.empty() ? 1 : std::stoi(said);
}

SmtpServer::~SmtpServer() {
  close(input_);
  waitpid(process_, nullptr, 0);
}

std::vector<std::string> SmtpServer::mails() const {
  std::vector<std::string> mails;
  for (int number = 1; std::filesystem::exists(folder_.file("mail-" + std::to_string(number) + ".eml"));
       ++number) {
    std::ifstream in(folder_.file("mail-" + std::to_string(number) + ".eml"), std::ios::binary);
    mails.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return mails;
}

}  // namespace stillpoint::mail
