#include "app/consent/photos.h"

#include <utility>

#include "app/identity/permissions.h"
#include "app/mailing/mailed_token.h"

namespace stillpoint::app {
namespace {

using domain::Photo;
using domain::PractitionerId;

Error no_picture() {
  return {.code = ErrorCode::kNotFound, .message = "There is no picture of this address."};
}

/// What the trail keeps of a change of picture.
domain::AuditEntry entry_of(PractitionerId id, const domain::Actor& actor, Instant now) {
  return {.at = now,
          .actor = actor,
          .action = "practitioner.photo",
          .subject = {.kind = "practitioner", .id = print_id(id.value)}};
}

std::string quoted(const std::string& sha256) {
  return sha256.empty() ? std::string() : "\"" + sha256 + "\"";
}

}  // namespace

Result<void> Photos::put_as(const domain::Actor& actor, PractitionerId id, std::string_view content) const {
  Result<domain::Picture> kept = ports_.files.keep(content);
  if (!kept) return std::move(kept).error();
  const ConsentPorts& common = ports_.common;
  const Instant now = common.clock.now();
  std::string before;
  Result<void> done = common.work.in_transaction([&]() -> Result<void> {
    const Result<domain::Practitioner> record = read_record(common, id);
    if (!record) return record.error();
    const Result<std::optional<Photo>> there = ports_.store.find(id);
    if (!there) return there.error();
    if (*there) before = (*there)->picture.sha256;
    if (before == kept->sha256) return {};
    Result<void> put =
        ports_.store.put({.practitioner = id, .picture = *kept, .stored = now, .actor = actor.name});
    if (!put) return put;
    domain::AuditEntry entry = entry_of(id, actor, now);
    entry.changes = {{.field = "/photo", .before = quoted(before), .after = quoted(kept->sha256)}};
    return common.audit.append(entry);
  });
  // Whichever of the two nobody uses now.
  drop_file(done ? before : kept->sha256);
  return done;
}

Result<void> Photos::remove_as(const domain::Actor& actor, PractitionerId id) const {
  const ConsentPorts& common = ports_.common;
  const Instant now = common.clock.now();
  std::string before;
  Result<void> done = common.work.in_transaction([&]() -> Result<void> {
    const Result<std::optional<Photo>> there = ports_.store.find(id);
    if (!there) return there.error();
    if (*there) before = (*there)->picture.sha256;
    Result<void> removed = ports_.store.remove(id);
    if (!removed) return removed;
    domain::AuditEntry entry = entry_of(id, actor, now);
    entry.changes = {{.field = "/photo", .before = quoted(before), .after = {}}};
    return common.audit.append(entry);
  });
  if (done) drop_file(before);
  return done;
}

void Photos::drop_file(const std::string& sha256) const {
  if (sha256.empty()) return;
  const Result<bool> used = ports_.store.in_use(sha256);
  if (used && *used) return;
  const Result<void> removed = used ? ports_.common.evidence.remove(sha256) : Result<void>(used.error());
  if (!removed) ports_.common.complain("A picture's file is not yet removed: " + removed.error().message);
}

Result<void> Photos::put(const domain::Actor& actor, PractitionerId id, std::string_view content) const {
  if (Result<void> may = require(actor, Permission::kEditRegister); !may) return may;
  return put_as(actor, id, content);
}

Result<void> Photos::remove(const domain::Actor& actor, PractitionerId id) const {
  if (Result<void> may = require(actor, Permission::kEditRegister); !may) return may;
  return remove_as(actor, id);
}

Result<PractitionerId> Photos::whose(std::string_view opened) const {
  const Result<domain::MailedLink> link =
      ports_.common.links.find(hash_of_token(opened), ports_.common.clock.now());
  if (link && link->purpose == domain::LinkPurpose::kMineOpened) return link->practitioner;
  if (!link && link.error().code == ErrorCode::kUnavailable) return link.error();
  return Error{.code = ErrorCode::kGone,
               .message =
                   "This page was open for more than an hour, or your listing is gone. Ask for a new "
                   "link to go on."};
}

Result<void> Photos::put_own(std::string_view opened, std::string_view content,
                             std::string_view address) const {
  const Result<PractitionerId> id = whose(opened);
  if (!id) return id.error();
  return put_as(practitioner_actor(address), *id, content);
}

Result<void> Photos::remove_own(std::string_view opened, std::string_view address) const {
  const Result<PractitionerId> id = whose(opened);
  if (!id) return id.error();
  return remove_as(practitioner_actor(address), *id);
}

Result<ShownPicture> Photos::with_content(domain::Picture picture) const {
  Result<std::string> content = ports_.files.read(picture.sha256);
  if (!content) return std::move(content).error();
  return ShownPicture{.picture = std::move(picture), .content = *std::move(content)};
}

Result<ShownPicture> Photos::shown(const std::string& sha256) const {
  Result<std::optional<domain::Picture>> found = ports_.store.shown(sha256);
  if (!found) return std::move(found).error();
  if (!*found) return no_picture();
  return with_content(**std::move(found));
}

Result<ShownPicture> Photos::look(const domain::Actor& actor, PractitionerId id) const {
  if (Result<void> may = require(actor, Permission::kReadDirectory); !may) return std::move(may).error();
  const Result<std::optional<Photo>> found = ports_.store.find(id);
  if (!found) return found.error();
  if (!*found) return no_picture();
  return with_content((*found)->picture);
}

}  // namespace stillpoint::app
