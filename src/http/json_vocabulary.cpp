#include "http/json_vocabulary.h"

#include "base/time_text.h"
#include "document/json_writer.h"
#include "domain/search_query.h"
#include "http/parameters.h"

namespace stillpoint::http {
namespace {

using document::JsonWriter;
using domain::Vocabulary;

void write_origin(JsonWriter& json, const domain::Origin& origin) {
  json.member("source", origin.source);
  json.key("read_on");
  origin.read_on ? json.string(print_date(*origin.read_on)) : json.null();
}

void write_synonyms(JsonWriter& json, const std::vector<domain::Synonym>& synonyms) {
  json.key("synonyms");
  json.begin_array();
  for (const domain::Synonym& synonym : synonyms) json.string(synonym.text);
  json.end_array();
}

template <class Rows, class Write>
void write_rows(JsonWriter& json, std::string_view name, const Rows& rows, const Write& write) {
  json.key(name);
  json.begin_array();
  for (const auto& row : rows) {
    json.begin_object();
    json.member("key", row.key.value);
    json.member("name", row.name);
    write(row);
    json.end_object();
  }
  json.end_array();
}

void write_condition(JsonWriter& json, const domain::Condition& condition) {
  write_synonyms(json, condition.synonyms);
  json.member("evidence", condition.evidence);
  json.key("sources");
  json.begin_array();
  for (const domain::Source& source : condition.sources) {
    json.begin_object();
    json.member("title", source.title);
    json.member("url", source.url);
    json.member("year", source.year);
    json.end_object();
  }
  json.end_array();
  json.key("safety");
  json.begin_array();
  for (const domain::ContraindicationKey& reason : condition.safety) json.string(reason.value);
  json.end_array();
}

std::string_view name_of(domain::Field field) {
  switch (field) {
    case domain::Field::kCst:
      return "cst";
    case domain::Field::kMassage:
      return "massage";
    case domain::Field::kOther:
      return "other";
  }
  return "";
}

void write_credential(JsonWriter& json, const domain::CredentialType& type) {
  json.member("issuer", type.issuer.value);
  json.member("code", type.code);
  json.member("version", type.version);
  json.member("letters", type.letters);
  json.member("field", name_of(type.field));
  json.member("required_hours", type.required_hours);
  json.member("renewal_months", type.renewal_months);
  json.member("freshness_days", type.freshness_days);
  json.member("where_to_check", type.where_to_check);
  write_origin(json, type.origin);
}

template <class Enum>
void write_names(JsonWriter& json, std::string_view name, std::size_t count) {
  json.key(name);
  json.begin_array();
  for (std::size_t i = 0; i < count; ++i) json.string(domain::name_of(static_cast<Enum>(i)));
  json.end_array();
}

void write_fixed_words(JsonWriter& json) {
  json.key("gender");
  json.begin_array();
  for (const char* const gender : {"female", "male", "non_binary"}) json.string(gender);
  json.end_array();
  write_names<domain::ChecklistItem>(json, "require", domain::kChecklistItems);
  write_names<domain::Sort>(json, "sort", static_cast<std::size_t>(domain::Sort::kName) + 1);
  write_names<domain::Facet>(json, "facets", domain::kFacets);
  json.key("parameters");
  json.begin_array();
  for (const std::string_view name : search_parameter_names()) json.string(name);
  json.end_array();
}

}  // namespace

std::string vocabulary_json(const Vocabulary& vocabulary) {
  const domain::VocabularyRows& rows = vocabulary.rows();
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  write_rows(json, "profession", rows.professions, [&](const domain::Profession& row) {
    json.member("plural", row.plural);
    json.member("note", row.note);
    write_origin(json, row.origin);
  });
  write_rows(json, "approach", rows.approaches, [&](const domain::Approach& row) {
    json.member("description", row.description);
    write_synonyms(json, row.synonyms);
    write_origin(json, row.origin);
  });
  write_rows(json, "condition", rows.conditions, [&](const auto& row) { write_condition(json, row); });
  write_rows(json, "screening", rows.contraindications, [&](const domain::Contraindication& row) {
    json.member("plain", row.plain);
    json.member("advice", row.advice);
    write_origin(json, row.origin);
  });
  write_rows(json, "population", rows.populations, [](const auto&) {});
  write_rows(json, "language", rows.languages, [](const auto&) {});
  write_rows(json, "currency", rows.currencies, [&](const domain::Currency& row) {
    json.member("symbol", row.symbol);
    json.member("minor_digits", row.minor_digits);
  });
  write_rows(json, "school", rows.schools, [&](const domain::School& row) {
    json.member("country", row.country);
    json.member("website", row.website);
    write_origin(json, row.origin);
  });
  write_rows(json, "issuer", rows.issuers, [&](const domain::Issuer& row) {
    json.member("country", row.country);
    json.member("website", row.website);
    json.member("register_url", row.register_url);
    write_origin(json, row.origin);
  });
  write_rows(json, "credential", rows.credential_types,
             [&](const auto& row) { write_credential(json, row); });
  write_rows(json, "jurisdiction", rows.jurisdictions, [](const auto&) {});
  write_fixed_words(json);
  json.end_object();
  return body;
}

std::string places_json(const std::vector<domain::Place>& places) {
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.key("places");
  json.begin_array();
  for (const domain::Place& place : places) {
    json.begin_object();
    json.member("name", place.name);
    json.member("country", place.country);
    json.member("lat", place.point.lat);
    json.member("lon", place.point.lon);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return body;
}

}  // namespace stillpoint::http
