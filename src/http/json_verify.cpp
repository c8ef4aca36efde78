#include "http/json_verify.h"

#include "base/time_text.h"
#include "document/enum_names.h"
#include "document/json_writer.h"
#include "http/verdict_words.h"
#include "http/verify_parameters.h"

namespace stillpoint::http {
namespace {

using document::JsonWriter;

void instant(JsonWriter& json, std::string_view name, const std::optional<Instant>& value) {
  json.key(name);
  value ? json.string(print_instant(*value)) : json.null();
}

void date(JsonWriter& json, std::string_view name, const std::optional<Date>& value) {
  json.key(name);
  value ? json.string(print_date(*value)) : json.null();
}

void text(JsonWriter& json, std::string_view name, const std::string& value) {
  json.key(name);
  value.empty() ? json.null() : json.string(value);
}

template <class Texts>
void texts(JsonWriter& json, std::string_view name, const Texts& values) {
  json.key(name);
  json.begin_array();
  for (const auto& value : values) json.string(value);
  json.end_array();
}

void write_issuer(JsonWriter& json, const std::optional<domain::Issuer>& issuer) {
  json.key("issuer");
  if (!issuer) return json.null();
  json.begin_object();
  json.member("key", issuer->key.value);
  json.member("name", issuer->name);
  text(json, "website", issuer->website);
  text(json, "register_url", issuer->register_url);
  json.end_object();
}

void write_type(JsonWriter& json, const std::optional<domain::CredentialType>& type) {
  json.key("credential_type");
  if (!type) return json.null();
  json.begin_object();
  json.member("key", type->key.value);
  json.member("name", type->name);
  text(json, "letters", type->letters);
  json.member("required_hours", type->required_hours);
  json.member("renewal_months", type->renewal_months);
  text(json, "where_to_check", type->where_to_check);
  json.end_object();
}

void write_event(JsonWriter& json, const std::optional<domain::CredentialEvent>& event) {
  json.key("event");
  if (!event) return json.null();
  json.begin_object();
  json.member("kind", document::name_of(event->kind));
  instant(json, "effective", event->effective);
  instant(json, "recorded", event->recorded);
  text(json, "reason", event->reason);
  json.end_object();
}

void write_check(JsonWriter& json, const std::optional<domain::Verification>& check) {
  json.key("last_check");
  if (!check) return json.null();
  json.begin_object();
  json.member("id", print_id(check->id.value));
  json.member("method", document::name_of(check->method));
  json.member("result", document::name_of(check->result));
  instant(json, "checked_at", check->checked_at);
  text(json, "source", check->source);
  text(json, "source_url", check->source_url);
  text(json, "checker", check->checker);
  text(json, "evidence_sha256", check->evidence_sha256);
  json.end_object();
}

}  // namespace

std::string verify_json(const app::CertificateAnswer& answer, const app::CertificateQuestion& question,
                        const Links& links) {
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("status", verify::word_of(answer.verdict.status));
  json.member("words", plain_words(answer));
  write_issuer(json, answer.issuer);
  json.member("number", question.number);
  instant(json, "as_of", answer.times.as_of);
  instant(json, "known_at", answer.times.known_at);
  instant(json, "since", answer.verdict.since);
  text(json, "holder", answer.holder);
  json.member("holder_withheld", answer.holder_withheld);
  text(json, "practitioner_url",
       answer.practitioner ? links.practitioner(answer.practitioner) : std::string());
  write_type(json, answer.type);
  date(json, "issued", answer.issued);
  date(json, "expires", answer.expires);
  texts(json, "accreditors", answer.accreditors);
  write_event(json, answer.verdict.event);
  write_check(json, answer.verdict.last_check);
  instant(json, "next_check_due", answer.verdict.next_due);
  texts(json, "does_not_say", kVerdictDoesNotSay);
  texts(json, "did_you_mean", answer.alike);
  json.member("url", links.path(verify_path(question.issuer.value, question.number)));
  json.end_object();
  return body;
}

}  // namespace stillpoint::http
