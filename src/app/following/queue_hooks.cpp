#include "app/following/queue_hooks.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/time_text.h"
#include "document/enum_names.h"
#include "document/json_writer.h"

namespace stillpoint::app {
namespace {

using domain::CredentialEventKind;
using domain::HookEvent;
using domain::PublicChange;
using domain::PublicChangeKind;

/// Read at a time: the store is not held for longer than a save.
constexpr std::size_t kChangesAtOnce = 100;
/// Rows that nobody is told of are read again rather than a new place written down for each: a write costs
/// the disk, and a thousand rows a fraction of a millisecond.
constexpr std::int64_t kRowsReadAgain = 1000;

/// What partners are told of a change; nothing of most.
std::optional<HookEvent> event_of(const PublicChange& change) {
  switch (change.kind) {
    case PublicChangeKind::kWithdrawn:
    case PublicChangeKind::kErased:
      return HookEvent::kListingWithdrawn;
    case PublicChangeKind::kListed:
    case PublicChangeKind::kEdited:
      return std::nullopt;
    case PublicChangeKind::kCredential:
      break;
  }
  switch (change.event.value_or(CredentialEventKind::kRegistered)) {
    case CredentialEventKind::kSuspended:
      return HookEvent::kCredentialSuspended;
    case CredentialEventKind::kRevoked:
      return HookEvent::kCredentialRevoked;
    case CredentialEventKind::kReinstated:
    case CredentialEventKind::kCorrected:
      return HookEvent::kCredentialReinstated;
    case CredentialEventKind::kRegistered:
    case CredentialEventKind::kVerified:
    case CredentialEventKind::kExpired:
    case CredentialEventKind::kSuperseded:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::string QueueHooks::body_of(const PublicChange& change, HookEvent event) const {
  const std::string id = print_id(change.mark.practitioner.value);
  std::string body;
  document::JsonWriter json(body);
  json.begin_object();
  json.member("type", domain::kHookEventNames.at(static_cast<std::size_t>(event)));
  json.member("timestamp", print_instant(change.mark.at));
  json.key("data");
  json.begin_object();
  json.member("practitioner", id);
  json.member("url", ports_.full_url("/practitioners/" + id));
  if (change.kind == PublicChangeKind::kErased) json.member("erased", true);
  if (change.merged_into) json.member("merged_into", print_id(change.merged_into.value));
  if (change.event) {
    json.member("credential", print_id(change.credential.value));
    json.member("event", document::name_of(*change.event));
    if (change.effective) json.member("effective", print_instant(*change.effective));
  }
  if (change.event && change.record) {
    const auto& held = change.record->credentials;
    const auto found =
        std::find_if(held.begin(), held.end(), [&](const auto& one) { return one.id == change.credential; });
    if (found != held.end()) {
      json.member("credential_type", found->type.value);
      if (!found->number.empty()) json.member("number", found->number);
    }
  }
  json.end_object();
  json.end_object();
  return body;
}

Result<std::vector<domain::HookEndpoint>> QueueHooks::told_of(
    const std::vector<domain::HookEndpoint>& endpoints) const {
  std::vector<domain::HookEndpoint> told;
  for (const domain::HookEndpoint& endpoint : endpoints) {
    const Result<bool> may = ports_.is_told(endpoint.partner);
    if (!may) return may.error();
    if (*may) told.push_back(endpoint);
  }
  return told;
}

Result<void> QueueHooks::queue(const std::vector<PublicChange>& changes,
                               const std::vector<domain::HookEndpoint>& endpoints,
                               const domain::ChangeMark& position) const {
  return ports_.work.in_transaction([&]() -> Result<void> {
    const Instant now = ports_.clock.now();
    for (const PublicChange& change : changes) {
      const std::optional<HookEvent> event = event_of(change);
      if (!event) continue;
      for (const domain::HookEndpoint& endpoint : endpoints) {
        Result<void> queued = ports_.hooks.queue({.endpoint = endpoint.id,
                                                  .message = "msg_" + print_id(draw_id()),
                                                  .event = *event,
                                                  .practitioner = change.mark.practitioner,
                                                  .body = body_of(change, *event),
                                                  .queued = now});
        if (!queued) return queued;
      }
    }
    return ports_.hooks.set_position(position);
  });
}

Result<void> QueueHooks::run() {
  for (;;) {
    // The end is read first: what comes meanwhile lies behind it and is read the next time.
    const Result<domain::ChangeMark> latest = ports_.log.latest();
    if (!latest) return latest.error();
    const Result<domain::ChangeMark> position = ports_.hooks.position();
    if (!position) return position.error();
    if (*position == *latest) return {};
    const Result<std::vector<domain::HookEndpoint>> endpoints = ports_.hooks.endpoints();
    if (!endpoints) return endpoints.error();
    // Nobody is told, so nothing is written down either: the first endpoint sets the place (EditHooks).
    if (endpoints->empty()) return {};
    const Result<std::vector<domain::HookEndpoint>> told = told_of(*endpoints);
    if (!told) return told.error();
    if (told->empty()) return queue({}, {}, *latest);
    const Result<std::vector<PublicChange>> changes =
        ports_.log.after(*position, kChangesAtOnce, domain::ChangeChoice::kWarnings);
    if (!changes && changes.error().code == ErrorCode::kGone) {
      ports_.complain(
          "Webhooks go on from now: what changed since they last ran is no longer in the log of changes.");
      return queue({}, {}, *latest);
    }
    if (!changes) return changes.error();
    if (changes->empty() && latest->sequence - position->sequence < kRowsReadAgain) return {};
    const bool is_last = changes->size() < kChangesAtOnce;
    const bool ends_behind =
        changes->empty() || (is_last && changes->back().mark.sequence < latest->sequence);
    Result<void> done = queue(*changes, *told, ends_behind ? *latest : changes->back().mark);
    if (!done || is_last) return done;
  }
}

}  // namespace stillpoint::app
