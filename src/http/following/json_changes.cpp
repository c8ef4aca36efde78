#include "http/following/json_changes.h"

#include "base/time_text.h"
#include "document/enum_names.h"
#include "document/json_writer.h"
#include "document/practitioner_writer.h"
#include "http/verify_parameters.h"

namespace stillpoint::http::following {
namespace {

using domain::PublicChange;
using domain::PublicChangeKind;

std::string_view name_of(PublicChangeKind kind) {
  switch (kind) {
    case PublicChangeKind::kListed:
      return "listed";
    case PublicChangeKind::kEdited:
      return "edited";
    case PublicChangeKind::kCredential:
      return "credential";
    case PublicChangeKind::kWithdrawn:
      return "withdrawn";
    case PublicChangeKind::kErased:
      return "erased";
  }
  return "edited";
}

void write_item(document::JsonWriter& json, const PublicChange& change, const CopyShape& shape) {
  json.begin_object();
  json.member("kind", name_of(change.kind));
  json.member("id", print_id(change.mark.practitioner.value));
  json.member("at", print_instant(change.mark.at));
  if (change.event) {
    json.key("credential");
    json.begin_object();
    json.member("id", print_id(change.credential.value));
    json.member("event", document::name_of(*change.event));
    if (change.effective) json.member("effective", print_instant(*change.effective));
    json.end_object();
  }
  if (change.merged_into) json.member("merged_into", print_id(change.merged_into.value));
  if (change.record) {
    json.key("practitioner");
    json.raw(listing_copy(*change.record, shape));
  }
  json.end_object();
}

}  // namespace

std::string listing_copy(const domain::Practitioner& practitioner, const CopyShape& shape) {
  std::string body;
  document::JsonWriter json(body);
  json.begin_object();
  document::write_members(json, practitioner, shape.vocabulary,
                          {.audience = document::Audience::kPublic,
                           .is_copy = true,
                           .with_contact = shape.with_contact,
                           .verify_url = [&](const domain::Credential& credential) {
                             const std::string path = verify_path(credential);
                             return path.empty() ? path : shape.links.path(path);
                           }});
  json.member("url", shape.links.practitioner(practitioner.id));
  json.end_object();
  return body;
}

std::string changes_json(const app::ChangesPage& page, std::string_view next, const CopyShape& shape) {
  std::string body;
  document::JsonWriter json(body);
  json.begin_object();
  json.key("items");
  json.begin_array();
  for (const PublicChange& change : page.changes) write_item(json, change, shape);
  json.end_array();
  json.member("next", next);
  json.member("more", page.has_more);
  if (page.wait_refused) json.member("wait_refused", true);
  json.end_object();
  return body;
}

}  // namespace stillpoint::http::following
