#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "app/following/change_bell.h"
#include "app/following/deliver_hooks.h"
#include "app/following/edit_hooks.h"
#include "app/following/queue_hooks.h"
#include "app/following/read_changes.h"
#include "app/following/watch_changes.h"
#include "base/result.h"
#include "cli/config.h"
#include "hooks/http_sender.h"
#include "http/following/following_handlers.h"
#include "http/following/snapshot_shelf.h"
#include "http/links.h"
#include "http/sealed.h"

namespace stillpoint::cli {

class Directory;

/// What partners follow the directory by, and are told by, in the order of construction. It stays where it is
/// made: its parts refer to one another. Not made where partners are switched off.
struct FollowingParts {
  struct Given {
    Directory& directory;
    const Config& config;
    const http::Sealer& sealer;
    const http::Links& links;
    std::function<void(const std::string& trouble)> complain{};
    std::function<bool()> is_stopping{};  ///< A webhook that is under way is left then.
  };
  explicit FollowingParts(const Given& given);
  FollowingParts(const FollowingParts&) = delete;
  FollowingParts& operator=(const FollowingParts&) = delete;

  /// Looks for changes, wakes who waits for them and queues webhooks, until it is stopped.
  void watch_until(const std::stop_token& stopped);

  std::function<void(const std::string& trouble)> complain;
  app::ChangeBell bell;
  app::ReadChanges changes;
  app::WatchChanges watch;
  http::following::SnapshotShelf snapshots;
  hooks::HttpSender sender;
  app::QueueHooks queue;
  app::DeliverHooks deliver;
  app::EditHooks edit;
  http::following::FollowingServices services;
};

}  // namespace stillpoint::cli
