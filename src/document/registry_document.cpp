#include "document/registry_document.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "base/time_text.h"
#include "document/enum_names.h"
#include "document/json_writer.h"
#include "document/limits.h"
#include "document/registry_row_reader.h"

namespace stillpoint::document {
namespace {

using domain::Recognition;

class RowWriter {
 public:
  explicit RowWriter(JsonWriter& json) : json_(json) {}

  void operator()(const domain::Accreditor& row) {
    keyed(row.key.value, row.name);
    text("country", row.country);
    text("website", row.website);
    origin(row.origin);
  }
  void operator()(const domain::School& row) {
    keyed(row.key.value, row.name);
    text("country", row.country);
    text("website", row.website);
    recognitions("accreditations", row.accreditations);
    if (!row.standing.empty()) {
      json_.key("standing");
      json_.begin_array();
      for (const domain::DatedStanding& standing : row.standing) {
        json_.begin_object();
        json_.member("standing", name_of(standing.standing));
        date("from", standing.from);
        text("reason", standing.reason);
        json_.end_object();
      }
      json_.end_array();
    }
    origin(row.origin);
  }
  void operator()(const domain::Issuer& row) {
    keyed(row.key.value, row.name);
    text("country", row.country);
    text("time_zone", row.time_zone);
    text("register_url", row.register_url);
    text("website", row.website);
    origin(row.origin);
  }
  void operator()(const domain::CredentialType& row) {
    text("issuer", row.issuer.value);
    text("code", row.code);
    text("version", row.version);
    text("name", row.name);
    text("letters", row.letters);
    json_.member("field", name_of(row.field));
    if (row.required_hours) json_.member("required_hours", *row.required_hours);
    if (row.renewal_months || !row.renewal_note.empty()) {
      json_.key("renewal");
      json_.begin_object();
      if (row.renewal_months) json_.member("every_months", *row.renewal_months);
      text("note", row.renewal_note);
      json_.end_object();
    }
    json_.member("freshness_days", row.freshness_days);
    text("where_to_check", row.where_to_check);
    recognitions("recognised_by", row.recognised_by);
    origin(row.origin);
  }
  void operator()(const domain::JurisdictionRule& row) {
    text("jurisdiction", row.jurisdiction.value);
    text("profession", row.profession.value);
    json_.member("regulation", name_of(row.regulation));
    text("note", row.note);
    origin(row.origin);
  }

 private:
  void text(std::string_view name, const std::string& value) {
    if (!value.empty()) json_.member(name, value);
  }
  void date(std::string_view name, const std::optional<Date>& value) {
    if (value) json_.member(name, print_date(*value));
  }
  void keyed(const std::string& key, const std::string& name) {
    text("key", key);
    text("name", name);
  }
  void origin(const domain::Origin& origin) {
    text("origin", origin.source);
    date("read_on", origin.read_on);
  }
  void recognitions(std::string_view name, const std::vector<Recognition>& list) {
    if (list.empty()) return;
    json_.key(name);
    json_.begin_array();
    for (const Recognition& one : list) {
      json_.begin_object();
      json_.member("accreditor", one.accreditor.value);
      date("from", one.from);
      date("until", one.until);
      json_.end_object();
    }
    json_.end_array();
  }

  JsonWriter& json_;
};

/// Keys stand in addresses, and a colon parts an issuer from its code.
bool is_key(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  const auto is_inner = [&](char c) { return is_letter(c) || c == '_' || c == '.' || c == '-'; };
  return !text.empty() && is_letter(text.front()) && std::all_of(text.begin(), text.end(), is_inner);
}

void expect_key(ObjectReader& row, std::string_view member, const std::string& key) {
  if (key.empty() || is_key(key)) return;
  row.fault(member, "This is not a key.",
            "Lower-case letters, digits and _ . - between them, like upledger or cst_t.");
}

void expect_order(ObjectReader& row, std::string_view member, const std::vector<Recognition>& list) {
  const Path here(row.path(), member);
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!list[i].from || !list[i].until || *list[i].from <= *list[i].until) continue;
    const Path item(here, i);
    row.faults().add(Path(item, "until"),
                     {.what = "It ends before it begins.", .allowed = "The first day or later."});
  }
}

const Members& members_of(RegistryTable table) {
  switch (table) {
    case RegistryTable::kAccreditors:
      return kAccreditorRow;
    case RegistryTable::kSchools:
      return kSchoolRow;
    case RegistryTable::kIssuers:
      return kIssuerRow;
    case RegistryTable::kCredentialTypes:
      return kCredentialTypeRow;
    case RegistryTable::kJurisdictionRules:
      return kJurisdictionRuleRow;
  }
  return kAccreditorRow;
}

domain::RegistryRow read_row(RegistryTable table, ObjectReader& row) {
  switch (table) {
    case RegistryTable::kAccreditors: {
      domain::Accreditor accreditor = read_accreditor(row);
      expect_key(row, "key", accreditor.key.value);
      return accreditor;
    }
    case RegistryTable::kSchools: {
      domain::School school = read_school(row);
      expect_key(row, "key", school.key.value);
      expect_order(row, "accreditations", school.accreditations);
      return school;
    }
    case RegistryTable::kIssuers: {
      domain::Issuer issuer = read_issuer(row);
      expect_key(row, "key", issuer.key.value);
      return issuer;
    }
    case RegistryTable::kCredentialTypes: {
      domain::CredentialType type = read_credential_type(row);
      expect_key(row, "code", type.code);
      expect_key(row, "version", type.version);
      expect_order(row, "recognised_by", type.recognised_by);
      return type;
    }
    case RegistryTable::kJurisdictionRules:
      return read_jurisdiction_rule(row);
  }
  return domain::Accreditor{};
}

}  // namespace

RegistryTable table_of(const domain::RegistryRow& row) {
  return static_cast<RegistryTable>(row.index());
}

std::string write_registry_row(const domain::RegistryRow& row) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  std::visit(RowWriter(json), row);
  json.end_object();
  return out;
}

Result<domain::RegistryRow> read_registry_row(RegistryTable table, std::string_view json) {
  auto parsed = JsonDocument::parse(json, {.bytes_max = kDocumentBytesMax});
  if (!parsed) return std::move(parsed).error();
  FaultList faults;
  const Path root;
  ObjectReader row(parsed->root(), root, members_of(table), faults);
  if (parsed->root().kind() == JsonKind::kObject) {
    domain::RegistryRow read = read_row(table, row);
    if (faults.empty()) return read;
  }
  return Error{.code = ErrorCode::kInvalid,
               .message = "The row has a value that cannot be used.",
               .faults = std::move(faults).take()};
}

}  // namespace stillpoint::document
