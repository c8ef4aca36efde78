#include "http/admin/verifying_json.h"

#include <optional>

#include "base/id.h"
#include "base/time_text.h"
#include "document/enum_names.h"
#include "document/json_writer.h"
#include "domain/in_force.h"

namespace stillpoint::http::admin {
namespace {

using document::JsonWriter;

void date(JsonWriter& json, std::string_view name, const std::optional<Date>& value) {
  json.member(name, value ? std::optional(print_date(*value)) : std::nullopt);
}

/// "in_force", "suspended", ...
std::string_view word_of(domain::CredentialStatus status) {
  switch (status) {
    case domain::CredentialStatus::kInForce:
      return "in_force";
    case domain::CredentialStatus::kNotYetValid:
      return "not_yet_valid";
    case domain::CredentialStatus::kExpired:
      return "expired";
    case domain::CredentialStatus::kSuspended:
      return "suspended";
    case domain::CredentialStatus::kRevoked:
      return "revoked";
    case domain::CredentialStatus::kSuperseded:
      return "superseded";
  }
  return "";
}

/// Each event of the public history, with who made it and what is not for the public, where that is known.
void events(JsonWriter& json, const app::VerifyingSubject& subject) {
  json.key("events");
  json.begin_array();
  for (const domain::CredentialEvent& event : subject.credential->events) {
    json.begin_object();
    json.member("kind", document::name_of(event.kind));
    json.member("effective", print_instant(event.effective));
    json.member("recorded", print_instant(event.recorded));
    json.member("reason", event.reason);
    for (const domain::StandingNote& note : subject.notes) {
      if (note.kind != event.kind || note.recorded != event.recorded || note.effective != event.effective)
        continue;
      json.member("actor", note.actor);
      json.member("private_note", note.private_note);
      break;
    }
    json.end_object();
  }
  json.end_array();
}

void check(JsonWriter& json, const domain::Verification& one, const domain::VerificationDetail* detail) {
  json.begin_object();
  json.member("id", print_id(one.id.value));
  json.member("method", document::name_of(one.method));
  json.member("result", document::name_of(one.result));
  json.member("checked_at", print_instant(one.checked_at));
  json.member("source", one.source);
  json.member("source_url", one.source_url);
  json.member("evidence_sha256", one.evidence_sha256);
  json.member("claimed", one.claimed);
  if (detail != nullptr) {
    json.member("recorded", print_instant(detail->recorded));
    json.member("actor", detail->actor);
    json.member("contact", detail->contact);
    json.member("seen_name", detail->seen_name);
    json.member("seen_number", detail->seen_number);
    date(json, "seen_issued", detail->seen_issued);
    date(json, "seen_expires", detail->seen_expires);
    json.member("seen_status", detail->seen_status);
    json.member("explanation", detail->explanation);
  }
  json.end_object();
}

void checks(JsonWriter& json, const app::VerifyingSubject& subject) {
  json.key("verifications");
  json.begin_array();
  for (const domain::Verification& one : subject.credential->verifications) {
    const domain::VerificationDetail* found = nullptr;
    for (const domain::VerificationDetail& detail : subject.details) {
      if (detail.verification == one.id) found = &detail;
    }
    check(json, one, found);
  }
  json.end_array();
}

void pending(JsonWriter& json, const std::optional<domain::PendingRevocation>& revocation) {
  json.key("pending_revocation");
  if (!revocation) return json.null();
  json.begin_object();
  json.member("asked", print_instant(revocation->asked));
  json.member("actor", revocation->actor);
  json.member("effective", print_instant(revocation->effective));
  json.member("reason", revocation->reason);
  json.member("private_note", revocation->private_note);
  json.end_object();
}

}  // namespace

std::string certificate_json(const app::VerifyingSubject& subject, const domain::Vocabulary& vocabulary,
                             Instant now) {
  const domain::Credential& credential = *subject.credential;
  const domain::CredentialType* const type = vocabulary.find(credential.type);
  const std::string_view zone = type == nullptr ? std::string_view() : vocabulary.time_zone(*type);
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("id", print_id(credential.id.value));
  json.member("practitioner", print_id(subject.practitioner.id.value));
  json.member("version", subject.practitioner.version);
  json.member("type", credential.type.value);
  json.member("number", credential.number);
  date(json, "issued", credential.issued);
  date(json, "expires", credential.expires);
  json.member("standing", word_of(domain::standing_at(credential, zone, now).status));
  events(json, subject);
  checks(json, subject);
  pending(json, subject.pending);
  json.end_object();
  return body;
}

}  // namespace stillpoint::http::admin
