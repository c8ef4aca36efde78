// Keeps schema/practitioner.schema.json and the code in step: the same members in the same order, the same
// names of closed sets, the same limits. That the schema accepts and refuses what the reader does is tested
// with a validator that is not ours, in tests/schema.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "document/enum_names.h"
#include "document/json_value.h"
#include "document/limits.h"
#include "document/practitioner_members.h"

namespace stillpoint::document {
namespace {

JsonDocument read_schema() {
  std::ifstream in(STILLPOINT_SOURCE_DIR "/schema/practitioner.schema.json", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  auto document = JsonDocument::parse(text);
  EXPECT_TRUE(document) << (document ? "" : document.error().message);
  return std::move(document).value();
}

const JsonDocument& schema() {
  static const JsonDocument kSchema = read_schema();
  return kSchema;
}

std::optional<JsonValue> member(std::optional<JsonValue> object, std::string_view name) {
  if (!object) return std::nullopt;
  for (auto found = object->first(); found; found = found->next()) {
    if (found->name() == name) return found;
  }
  return std::nullopt;
}

/// The schema of an object: the root's, or a definition's.
std::optional<JsonValue> object_schema(std::string_view definition) {
  const std::optional<JsonValue> root = schema().root();
  return definition.empty() ? root : member(member(root, "$defs"), definition);
}

/// The schema of "definition/member", or of "member" of the root.
std::optional<JsonValue> member_schema(std::string_view path) {
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return member(member(object_schema(""), "properties"), path);
  return member(member(object_schema(path.substr(0, slash)), "properties"), path.substr(slash + 1));
}

using Names = std::span<const std::string_view>;

TEST(PractitionerSchema, HasTheMembersOfTheCode) {
  const struct {
    std::string_view definition;
    Names accepted;
    Names derived{};
  } cases[] = {
      {"", kPractitionerMembers, kPractitionerDerived},
      {"external_id", kExternalIdMembers},
      {"name", kNameMembers},
      {"contact", kContactMembers},
      {"address", kAddressMembers},
      {"profession", kProfessionMembers},
      {"licence", kLicenceMembers},
      {"verification", kVerificationMembers},
      {"training", kTrainingMembers},
      {"credential", kCredentialMembers, kCredentialDerived},
      {"event", kEventMembers},
      {"condition", kConditionMembers},
      {"location", kLocationMembers},
      {"fees", kFeesMembers},
      {"fee_line", kFeeLineMembers},
      {"session", kSessionMembers},
      {"review", kReviewMembers},
      {"dates", kDatesMembers, kDatesDerived},
      {"reviews_summary", kReviewsSummaryDerived},
  };
  std::size_t objects = 0;
  for (auto definition = member(object_schema(""), "$defs")->first(); definition;
       definition = definition->next()) {
    if (member(definition, "properties")) ++objects;
  }
  EXPECT_EQ(objects + 1, std::size(cases)) << "an object of the schema is not looked at";
  for (const auto& c : cases) {
    SCOPED_TRACE(c.definition);
    const auto object = object_schema(c.definition);
    ASSERT_TRUE(object);
    ASSERT_TRUE(member(object, "additionalProperties"));
    EXPECT_FALSE(member(object, "additionalProperties")->boolean());
    std::vector<std::string_view> accepted;
    std::vector<std::string_view> derived;
    for (auto property = member(object, "properties")->first(); property; property = property->next()) {
      const bool read_only = member(property, "readOnly").has_value();
      (read_only ? derived : accepted).push_back(property->name());
    }
    EXPECT_EQ(accepted, std::vector<std::string_view>(c.accepted.begin(), c.accepted.end()));
    EXPECT_EQ(derived, std::vector<std::string_view>(c.derived.begin(), c.derived.end()));
  }
}

TEST(PractitionerSchema, HasTheNamesOfClosedSets) {
  const struct {
    std::string_view path;
    Names names;
  } cases[] = {
      {"listing", names_of<domain::ListingState>()},
      {"gender", names_of<domain::Gender>()},
      {"licence/status", names_of<domain::LicenceStatus>()},
      {"verification/method", names_of<domain::VerificationMethod>()},
      {"verification/result", names_of<domain::VerificationResult>()},
      {"training/kind", names_of<domain::TrainingKind>()},
      {"event/kind", names_of<domain::CredentialEventKind>()},
      {"location/precision", names_of<domain::Precision>()},
      {"fee_line/kind", names_of<domain::FeeKind>()},
      {"review/origin", names_of<domain::ReviewOrigin>()},
      {"review/state", names_of<domain::ReviewState>()},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.path);
    const auto values = member(member_schema(c.path), "enum");
    ASSERT_TRUE(values);
    std::vector<std::string_view> names;
    for (auto value = values->first(); value; value = value->next()) names.push_back(value->text());
    EXPECT_EQ(names, std::vector<std::string_view>(c.names.begin(), c.names.end()));
  }
}

TEST(PractitionerSchema, HasTheLimitsOfTheCode) {
  const struct {
    std::string_view path, keyword;
    std::size_t limit;
  } cases[] = {
      {"listing_basis", "maxLength", kNoteCharactersMax},
      {"about", "maxLength", kAboutCharactersMax},
      {"name/display", "maxLength", kNameCharactersMax},
      {"contact/phone", "maxLength", kPhoneCharactersMax},
      {"contact/mail", "maxLength", kMailCharactersMax},
      {"address/postal_code", "maxLength", kPostalCharactersMax},
      {"licence/number", "maxLength", kNumberCharactersMax},
      {"training/title", "maxLength", kLabelCharactersMax},
      {"event/reason", "maxLength", kNoteCharactersMax},
      {"fees/note", "maxLength", kNoteCharactersMax},
      {"session/description", "maxLength", kNoteCharactersMax},
      {"review/words", "maxLength", kReviewCharactersMax},
      {"external_ids", "maxItems", kExternalIdsMax},
      {"professions", "maxItems", kProfessionsMax},
      {"profession/licences", "maxItems", kLicencesMax},
      {"training", "maxItems", kTrainingMax},
      {"credentials", "maxItems", kCredentialsMax},
      {"credential/events", "maxItems", kEventsMax},
      {"credential/verifications", "maxItems", kVerificationsMax},
      {"licence/verifications", "maxItems", kVerificationsMax},
      {"approaches", "maxItems", kApproachesMax},
      {"conditions", "maxItems", kConditionsMax},
      {"review/conditions", "maxItems", kConditionsMax},
      {"populations", "maxItems", kPopulationsMax},
      {"languages", "maxItems", kLanguagesMax},
      {"locations", "maxItems", kLocationsMax},
      {"fees/lines", "maxItems", kFeeLinesMax},
      {"reviews", "maxItems", kReviewsMax},
      {"training/hours", "maximum", kTrainingHoursMax},
      {"condition/clients", "maximum", kClientsMax},
      {"condition/since_year", "minimum", kSinceYearMin},
      {"fee_line/minutes", "maximum", kMinutesMax},
      {"fee_line/sessions", "maximum", kSessionsMax},
      {"session/sessions_max", "maximum", kSessionsMax},
      {"reviews_invited", "maximum", kReviewsInvitedMax},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.path);
    const auto limit = member(member_schema(c.path), c.keyword);
    ASSERT_TRUE(limit);
    EXPECT_EQ(limit->integer(), static_cast<std::int64_t>(c.limit));
  }
  EXPECT_EQ(member(object_schema("url"), "maxLength")->integer(),
            static_cast<std::int64_t>(kUrlCharactersMax));
}

}  // namespace
}  // namespace stillpoint::document
