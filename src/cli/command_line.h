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
enum class Command {
  kServe,
  kDemo,
  kImport,
  kExport,
  kGenerate,
  kConfig,
  kHealth,
  kAuditVerify,
  kAuditExport,
  kBackup,
  kRestore,
  kCheck,
  kPersonExport,
  kPersonErase,
  kRetention,
  kExclusions,
  kCreateUser,
  kResetPassword,
  kNewKey,
  kListUsers,
  kVersion,
  kHelp
};

struct ImportOptions {
  std::string file{};
  std::string format = "ndjson";  ///< "ndjson" or "nppes".
  std::string list_basis{};       ///< On what ground these people are listed; empty: they are drafts.
  bool restore = false;
  bool dry_run = false;
  bool json = false;
};

struct GenerateOptions {
  std::int64_t count = 0;
  std::uint64_t seed = 1;
};

/// What the commands that keep a directory safe are told.
struct KeepingOptions {
  std::string file{};      ///< Of backup and restore; an exclusion list.
  bool force = false;      ///< Restore over a database that is there.
  std::string erasures{};  ///< A ledger beside the database's own; empty: none.
  std::string person{};    ///< An id as given.
  std::string reason{};    ///< Of an erasure.
  bool dry_run = false;    ///< Of retention: only tell.
};

/// What the commands about who may sign in are told; passwords never stand among them.
struct PeopleOptions {
  std::string mail{};
  std::string name{};
  std::vector<std::string> roles{};  ///< As given.
  bool drop_second_factor = false;
};

/// The command line, read. Whether the settings make sense is read_config's question.
struct Invocation {
  Command command = Command::kHelp;
  std::map<std::string, std::string, std::less<>> settings{};  ///< Flags that every command shares, by name.
  ImportOptions import{};
  GenerateOptions generate{};
  KeepingOptions keeping{};
  PeopleOptions people{};
  std::string output{};  ///< Of what writes records; empty: standard output.
  std::string text{};    ///< The help that was asked for.
};

/// @param arguments without the program's name.
/// @return kInvalid with one plain sentence for what cannot be understood.
Result<Invocation> read_command_line(const std::vector<std::string>& arguments);

}  // namespace stillpoint::cli
