#include "document/registry_row_reader.h"

#include <string>
#include <vector>

#include "document/enum_names.h"

namespace stillpoint::document {
namespace {

using domain::Origin;
using domain::Recognition;
using Name = std::string_view;

constexpr std::array kSchool = {Name("key"),     Name("name"),           Name("country"),
                                Name("website"), Name("accreditations"), Name("standing"),
                                Name("origin"),  Name("read_on")};
constexpr std::array kAccreditor = {Name("key"),     Name("name"),   Name("country"),
                                    Name("website"), Name("origin"), Name("read_on")};
constexpr std::array kIssuer = {Name("key"),          Name("name"),    Name("country"), Name("time_zone"),
                                Name("register_url"), Name("website"), Name("origin"),  Name("read_on")};
constexpr std::array kCredentialType = {Name("issuer"),         Name("code"),          Name("version"),
                                        Name("name"),           Name("letters"),       Name("field"),
                                        Name("required_hours"), Name("renewal"),       Name("freshness_days"),
                                        Name("where_to_check"), Name("recognised_by"), Name("origin"),
                                        Name("read_on")};
constexpr std::array kCredentialTypePassed = {Name("hours_by_kind")};  // shown nowhere yet
constexpr std::array kRule = {Name("jurisdiction"), Name("profession"), Name("regulation"),
                              Name("note"),         Name("origin"),     Name("read_on")};
/// Letters that stand for nothing may be an empty text in a table.
std::string text_or_empty(ObjectReader& row, std::string_view name) {
  const auto value = row.find(name);
  if (value && value->kind() == JsonKind::kString && value->text().empty()) return {};
  return row.text(name, kOptionalLine);
}

std::vector<Recognition> read_recognitions(ObjectReader& row, std::string_view name) {
  static constexpr std::array kNames = {Name("accreditor"), Name("from"), Name("until")};
  static constexpr Members kMembers = members(kNames);
  std::vector<Recognition> recognitions;
  row.list(name, kRowItemsMax, [&](JsonValue item, const Path& path) {
    ObjectReader object(item, path, kMembers, row.faults());
    recognitions.push_back({.accreditor = {object.text("accreditor", kKey)},
                            .from = object.date("from"),
                            .until = object.date("until")});
  });
  return recognitions;
}

}  // namespace

Origin read_origin(ObjectReader& row) {
  Origin origin{.source = row.text("origin", kLine), .read_on = row.date("read_on")};
  if (!row.find("read_on")) row.fault("read_on", "This member is missing.", "The day the source was read.");
  return origin;
}

domain::School read_school(ObjectReader& row) {
  static constexpr std::array kStandingNames = {Name("standing"), Name("from"), Name("reason")};
  static constexpr Members kStanding = members(kStandingNames);
  domain::School school;
  school.key = {row.text("key", kKey)};
  school.name = row.text("name", kLine);
  school.country = row.text("country", kOptionalLine);
  school.website = row.url("website");
  school.accreditations = read_recognitions(row, "accreditations");
  row.list("standing", kRowItemsMax, [&](JsonValue item, const Path& path) {
    ObjectReader object(item, path, kStanding, row.faults());
    const auto standing = object.choice("standing", names_of<domain::Standing>(), Presence::kRequired);
    school.standing.push_back({.standing = static_cast<domain::Standing>(standing.value_or(0)),
                               .from = object.date("from"),
                               .reason = object.text("reason", kOptionalLine)});
  });
  school.origin = read_origin(row);
  return school;
}

domain::Accreditor read_accreditor(ObjectReader& row) {
  return {.key = {row.text("key", kKey)},
          .name = row.text("name", kLine),
          .country = row.text("country", kOptionalLine),
          .website = row.url("website"),
          .origin = read_origin(row)};
}

domain::Issuer read_issuer(ObjectReader& row) {
  return {.key = {row.text("key", kKey)},
          .name = row.text("name", kLine),
          .country = row.text("country", kOptionalLine),
          .time_zone = row.text("time_zone", kLine),
          .register_url = row.url("register_url"),
          .website = row.url("website"),
          .origin = read_origin(row)};
}

domain::CredentialType read_credential_type(ObjectReader& row) {
  static constexpr std::array kRenewalNames = {Name("every_months"), Name("note")};
  static constexpr std::array kRenewalPassed = {Name("on")};  // the note says it in words
  static constexpr Members kRenewal{
      .accepted = kRenewalNames, .passed_over = kRenewalPassed, .null_is_absent = true};
  domain::CredentialType type;
  type.issuer = {row.text("issuer", kKey)};
  type.code = row.text("code", kKey);
  type.version = row.text("version", kKey);
  type.key = {type.issuer.value + ":" + type.code + ":" + type.version};
  type.name = row.text("name", kLine);
  type.letters = text_or_empty(row, "letters");
  type.field = static_cast<domain::Field>(
      row.choice("field", names_of<domain::Field>(), Presence::kRequired).value_or(0));
  type.required_hours = row.integer("required_hours", {.min = 1, .max = kTrainingHoursMax});
  row.object("renewal", [&](JsonValue value, const Path& path) {
    ObjectReader renewal(value, path, kRenewal, row.faults());
    type.renewal_months = renewal.integer("every_months", {.min = 1, .max = 600});
    type.renewal_note = renewal.text("note", kOptionalLine);
  });
  type.freshness_days =
      row.integer("freshness_days", {.min = 1, .max = 3660, .presence = Presence::kRequired}).value_or(1);
  type.where_to_check = row.text("where_to_check", kOptionalLine);
  type.recognised_by = read_recognitions(row, "recognised_by");
  type.origin = read_origin(row);
  return type;
}

domain::JurisdictionRule read_jurisdiction_rule(ObjectReader& row) {
  return {.jurisdiction = {row.text("jurisdiction", kKey)},
          .profession = {row.text("profession", kKey)},
          .regulation = static_cast<domain::Regulation>(
              row.choice("regulation", names_of<domain::Regulation>(), Presence::kRequired).value_or(0)),
          .note = row.text("note", kOptionalLine),
          .origin = read_origin(row)};
}

const Members kSchoolRow = members(kSchool);
const Members kAccreditorRow = members(kAccreditor);
const Members kIssuerRow = members(kIssuer);
const Members kCredentialTypeRow{
    .accepted = kCredentialType, .passed_over = kCredentialTypePassed, .null_is_absent = true};
const Members kJurisdictionRuleRow = members(kRule);

}  // namespace stillpoint::document
