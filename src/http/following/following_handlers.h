#pragma once

#include <cstddef>
#include <vector>

#include "app/following/read_changes.h"
#include "app/partners/partner_access.h"
#include "domain/vocabulary.h"
#include "http/following/snapshot_shelf.h"
#include "http/links.h"
#include "http/message.h"
#include "http/router.h"
#include "http/sealed.h"

namespace stillpoint::http::partners {
class PartnerGate;
}

namespace stillpoint::http::following {

/// Changes of one answer, where nothing else is asked for.
constexpr std::size_t kChangesDefault = 100;
/// And at most: some megabytes.
constexpr std::size_t kChangesMax = 500;
/// A request may wait so long: shorter than the half minute after which proxies usually give a silent one up.
constexpr int kWaitSecondsMax = 25;
/// When somebody may come back who was told that as many wait as may, or that the snapshot is being made.
constexpr int kComeBackSeconds = 5;

/// What following works with. Everything outlives the server.
struct FollowingServices {
  const app::ReadChanges& changes;
  SnapshotShelf& snapshots;
  const domain::Vocabulary& vocabulary;
  const Sealer& sealer;
  const Links& links;
};

/// Answers those who copy the directory and follow it. Thread-safe.
class FollowingHandlers {
 public:
  explicit FollowingHandlers(const FollowingServices& services) : services_(services) {}

  /// GET /v1/changes?after=CURSOR[&wait=SECONDS][&limit=N]
  /// Contact data come along where the caller's key has the scope for them.
  [[nodiscard]] Response changes(const Request& request, const app::Caller& caller) const;
  /// GET /v1/snapshot: NDJSON in gzip form, whole or a part (Range, If-Range, If-Match).
  [[nodiscard]] Response snapshot(const Request& request, const app::Caller& caller) const;

 private:
  [[nodiscard]] CopyShape shape(const app::Caller& caller) const {
    return {.vocabulary = services_.vocabulary,
            .links = services_.links,
            .with_contact = caller.scopes.has(domain::KeyScope::kContact)};
  }
  const FollowingServices services_;
};

/// Both routes, behind a key with the scope `changes`; with `contact`, contact data come along.
std::vector<Route> following_routes(const FollowingServices& services, const partners::PartnerGate& gate);

}  // namespace stillpoint::http::following
