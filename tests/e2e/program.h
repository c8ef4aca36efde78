#pragma once

#include <sys/types.h>

#include <chrono>
#include <initializer_list>
#include <string>
#include <vector>

namespace stillpoint::e2e {

/// What a finished run of the program left.
struct Finished {
  int status = -1;  ///< Exit status; 128 + signal where one ended it.
  std::string out;
  std::string err;
};

/// The real program in a process of its own, with an environment that holds nothing of the tester's. Ended by
/// SIGKILL if it still runs when the object goes.
class Program {
 public:
  /// @param arguments without the program's name. @param environment "NAME=value" each.
  /// @param input what it reads from standard input; empty: what the tester's program reads.
  explicit Program(const std::vector<std::string>& arguments,
                   const std::vector<std::string>& environment = {}, const std::string& input = {});
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void signal(int number) const;
  /// Whether it ends within the time.
  bool ends_within(std::chrono::milliseconds time);
  /// Waits for its end (a minute at most; longer fails the test).
  Finished finish();
  /// Its process; -1 once it has ended.
  [[nodiscard]] pid_t process() const { return process_; }
  /// What it wrote to standard output so far.
  [[nodiscard]] std::string output() const;

 private:
  std::string out_path_;
  std::string err_path_;
  std::string in_path_;
  pid_t process_ = -1;
  int status_ = -1;
};

/// Runs the program to its end.
Finished run(const std::vector<std::string>& arguments, const std::vector<std::string>& environment = {},
             const std::string& input = {});

/// Writes so many invented people into a file of documents, without what marks them as invented: a real
/// directory takes them in as it would real ones.
void write_people(const std::string& file, int count);

/// `stillpoint serve` (or `demo`) on a port that the system chose, ready to search.
class RunningServer {
 public:
  /// @param arguments beside --port and --log-format, as {"serve", "--database", "…"}.
  explicit RunningServer(std::vector<std::string> arguments,
                         const std::vector<std::string>& environment = {});

  [[nodiscard]] int port() const { return port_; }
  Program& program() { return program_; }

 private:
  Program program_;
  int port_ = 0;
};

}  // namespace stillpoint::e2e
