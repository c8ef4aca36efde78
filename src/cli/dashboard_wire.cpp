#include "cli/dashboard_wire.h"

#include <filesystem>
#include <optional>
#include <system_error>

#include "cli/wire.h"
#include "store/sqlite/sqlite_database.h"

namespace stillpoint::cli {
namespace {

std::optional<domain::DiskSpace> disk_of(const std::string& database) {
  std::error_code problem;
  const std::filesystem::space_info space = std::filesystem::space(database, problem);
  if (problem || space.capacity == 0) return std::nullopt;
  return domain::DiskSpace{.left_bytes = space.available, .all_bytes = space.capacity};
}

}  // namespace

Dashboard::Dashboard(Directory& directory, const std::string& database)
    : proofs(directory.database().audit(), directory.clock()),
      view({.work = directory.database().verifying(),
            .figures = directory.database().dashboard(),
            .proofs = proofs,
            .disk = [database] { return disk_of(database); },
            .clock = directory.clock()}) {}

}  // namespace stillpoint::cli
