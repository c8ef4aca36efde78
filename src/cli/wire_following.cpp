#include "cli/wire_following.h"

#include <chrono>
#include <filesystem>

#include "cli/wire.h"
#include "store/sqlite/sqlite_database.h"

namespace stillpoint::cli {

FollowingParts::FollowingParts(const Given& given)
    : complain(given.complain),
      bell(static_cast<std::size_t>(given.config.change_waiters)),
      changes(given.directory.database().public_changes(), bell),
      watch(given.directory.reader(), given.directory.database().public_changes(), bell),
      snapshots({.log = given.directory.database().public_changes(),
                 .bell = bell,
                 .sealer = given.sealer,
                 // Where there is room for the database there is room for a copy of its public part.
                 .folder = std::filesystem::path(given.config.database).parent_path().string()}),
      sender({.any_target = given.config.webhook_any_target, .is_stopping = given.is_stopping}),
      queue({.log = given.directory.database().public_changes(),
             .hooks = given.directory.database().hooks(),
             .work = given.directory.database().unit_of_work(),
             .clock = given.directory.clock(),
             .is_told = [&database = given.directory.database()](domain::PartnerId id) -> Result<bool> {
               const Result<domain::Partner> partner = database.partners().find(id);
               if (!partner && partner.error().code == ErrorCode::kNotFound) return false;
               if (!partner) return partner.error();
               return partner->state == domain::PartnerState::kActive;
             },
             .full_url = [&links = given.links](std::string_view path) { return links.full(path); },
             .complain = given.complain}),
      deliver(given.directory.database().hooks(), sender, given.directory.clock(), given.complain),
      edit({.work = given.directory.database().unit_of_work(),
            .trail = given.directory.database().audit(),
            .hooks = given.directory.database().hooks(),
            .transport = sender,
            .log = given.directory.database().public_changes(),
            .clock = given.directory.clock()}),
      services{.changes = changes,
               .snapshots = snapshots,
               .vocabulary = given.directory.vocabulary(),
               .sealer = given.sealer,
               .links = given.links} {}

void FollowingParts::watch_until(const std::stop_token& stopped) {
  watch.run_until(stopped, {.changed = [this] { return queue.run(); },
                            .tidy = [this] { snapshots.drop_old(); },
                            .complain = complain});
}

}  // namespace stillpoint::cli
