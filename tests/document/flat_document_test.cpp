#include "document/flat_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "document/practitioner_reader.h"
#include "document/practitioner_writer.h"
#include "document/registry_document.h"
#include "support/random_directory.h"
#include "support/seed_vocabulary.h"

namespace stillpoint::document {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

FlatDocument practitioner(const std::vector<FlatField>& fields) {
  return FlatDocument::make(fields, practitioner_fields());
}

TEST(FlatDocument, TakesTypesFromTheTable) {
  EXPECT_EQ(practitioner({{"/name/display", "  Amara Lindqvist "},
                          {"/training/0/hours", "40"},
                          {"/training/0/kind", "class"},
                          {"/locations/0/lat", "39.96"},
                          {"/locations/0/accepting", "yes"},
                          {"/fees/declined", "false"},
                          {"/about", "One\r\nTwo"},
                          {"/contact/phone", "614\r\n555"}})
                .json(),
            R"({"name":{"display":"Amara Lindqvist"},"training":[{"hours":40,"kind":"class"}],)"
            R"("locations":[{"lat":39.96,"accepting":true}],"fees":{"declined":false},"about":"One\nTwo",)"
            R"("contact":{"phone":"614 555"}})");
}

TEST(FlatDocument, LeavesOutWhatIsEmptyAndRowsThatHoldNothing) {
  const FlatDocument made = practitioner({{"/name/display", "A"},
                                          {"/contact/phone", " "},
                                          {"/credentials/0/id", "3v8k0q7m2x1c"},
                                          {"/credentials/0/number", ""},
                                          {"/training/0/title", ""},
                                          {"/training/2/title", "Second"},
                                          {"/training/5/title", "Fifth"}});
  EXPECT_EQ(made.json(), R"({"name":{"display":"A"},"training":[{"title":"Second"},{"title":"Fifth"}]})");
  EXPECT_EQ(made.field_of("/training/0/hours"), "/training/2/hours");
  EXPECT_EQ(made.field_of("/training/1"), "/training/5");
  EXPECT_EQ(made.field_of("/training"), "/training");
  EXPECT_EQ(made.field_of("/name/display"), "/name/display");
}

TEST(FlatDocument, FindsTheFieldOfAFaultInNestedRowsAndListsOfWords) {
  const FlatDocument made = practitioner({{"/professions/1/profession", "chiropractor"},
                                          {"/professions/1/licences/3/number", "7"},
                                          {"/approaches", "biodynamic"},
                                          {"/approaches", "biomechanical"},
                                          {"/training/4/conditions", "migraine, tmj"}});
  EXPECT_EQ(made.field_of("/professions/0/licences/0/number"), "/professions/1/licences/3/number");
  EXPECT_EQ(made.field_of("/approaches/1"), "/approaches");
  EXPECT_EQ(made.field_of("/training/0/conditions/1"), "/training/4/conditions");
  EXPECT_NE(made.json().find(R"("conditions":["migraine","tmj"])"), std::string::npos);
}

TEST(FlatDocument, LeavesAWrongValueToTheReaderOfTheDocument) {
  const FlatDocument made = practitioner({{"/name/display", "A"},
                                          {"/training/1/hours", "forty"},
                                          {"/training/1/kind", "class"},
                                          {"/training/1/school_name", "S"},
                                          {"/fees/declined", "perhaps"},
                                          {"/shoe_size/eu", "43"}});
  const Result<domain::Practitioner> read =
      read_practitioner(made.json(), support::seed_vocabulary(), {.needs_identity = false});
  ASSERT_FALSE(read);
  std::vector<std::string> places;
  for (const Fault& fault : made.at_fields(read.error().faults)) places.push_back(fault.where);
  EXPECT_THAT(places, testing::UnorderedElementsAre("/training/1/hours", "/fees/declined", "/shoe_size"));
}

TEST(FlatDocument, IsNotOverthrownByNamesThatNobodyMade) {
  std::string deep;
  for (int i = 0; i < 20'000; ++i) deep += "/0";
  EXPECT_NO_THROW(
      practitioner({{deep, "x"}, {"//", "x"}, {"/", "x"}, {"/training/99999999999999999999/hours", "1"}}));
}

TEST(Flatten, NamesEachValueByItsPlace) {
  const auto fields =
      flatten(R"({"a":{"b":"x"},"n":3,"t":true,"w":["p","q"],"r":[{"c":1.5}],"e":[],"o":{}})");
  ASSERT_TRUE(fields);
  EXPECT_THAT(*fields, ElementsAre(FlatField{"/a/b", "x"}, FlatField{"/n", "3"}, FlatField{"/t", "true"},
                                   FlatField{"/w", "p"}, FlatField{"/w", "q"}, FlatField{"/r/0/c", "1.5"}));
  EXPECT_FALSE(flatten("{"));
}

/// What a registrar may write survives the way through a form.
TEST(FlatDocument, BringsBackEveryRecordThatAFormShowed) {
  support::RandomDirectory directory(20261122);
  const domain::Vocabulary& vocabulary = directory.vocabulary();
  int compared = 0;
  for (int i = 1; i <= 300; ++i) {
    SCOPED_TRACE(i);
    const domain::Practitioner before = directory.practitioner({i});
    const std::string json = write_practitioner(before, vocabulary, {.audience = Audience::kExport});
    // Made to collide, some break a rule of documents: no form is given those.
    if (!read_practitioner(json, vocabulary, {.trusted = true, .needs_identity = false})) continue;
    ++compared;
    const auto fields = flatten(json);
    ASSERT_TRUE(fields);
    std::vector<FlatField> shown;
    for (const FlatField& field : *fields) {
      if (find_rule(practitioner_fields(), field.path) != nullptr) shown.push_back(field);
    }
    const FlatDocument made = FlatDocument::make(shown, practitioner_fields());
    const Result<domain::Practitioner> after =
        read_practitioner(made.json(), vocabulary, {.trusted = true, .needs_identity = false});
    ASSERT_TRUE(after) << made.json() << " " << after.error().faults.front().where;
    EXPECT_EQ(after->name, before.name);
    EXPECT_EQ(after->contact, before.contact);
    EXPECT_EQ(after->training, before.training);
    EXPECT_EQ(after->approaches, before.approaches);
    EXPECT_EQ(after->conditions, before.conditions);
    EXPECT_EQ(after->locations, before.locations);
    EXPECT_EQ(after->fees, before.fees);
    EXPECT_EQ(after->session, before.session);
    ASSERT_EQ(after->credentials.size(), before.credentials.size());
    for (std::size_t k = 0; k < before.credentials.size(); ++k) {
      EXPECT_EQ(after->credentials[k].type, before.credentials[k].type);
      EXPECT_EQ(after->credentials[k].number, before.credentials[k].number);
      EXPECT_EQ(after->credentials[k].expires, before.credentials[k].expires);
    }
  }
  EXPECT_GT(compared, 100);
}

TEST(RegistryDocument, ReadsBackEveryRowOfTheSeedAsItWroteIt) {
  const domain::VocabularyRows& rows = support::seed_vocabulary().rows();
  std::vector<domain::RegistryRow> all;
  all.insert(all.end(), rows.accreditors.begin(), rows.accreditors.end());
  all.insert(all.end(), rows.schools.begin(), rows.schools.end());
  all.insert(all.end(), rows.issuers.begin(), rows.issuers.end());
  all.insert(all.end(), rows.credential_types.begin(), rows.credential_types.end());
  all.insert(all.end(), rows.jurisdiction_rules.begin(), rows.jurisdiction_rules.end());
  ASSERT_GT(all.size(), 100U);
  for (const domain::RegistryRow& row : all) {
    SCOPED_TRACE(domain::key_of(row));
    const std::string json = write_registry_row(row);
    const Result<domain::RegistryRow> read = read_registry_row(table_of(row), json);
    ASSERT_TRUE(read) << read.error().faults.front().where << read.error().faults.front().what;
    EXPECT_EQ(write_registry_row(*read), json);
    const auto fields = flatten(json);
    ASSERT_TRUE(fields);
    for (const FlatField& field : *fields)
      EXPECT_NE(find_rule(registry_fields(table_of(row)), field.path), nullptr) << field.path;
  }
}

TEST(RegistryDocument, RefusesWhatIsNoKeyAndWhatEndsBeforeItBegins) {
  const auto places = [](RegistryTable table, std::string_view json) {
    std::vector<std::string> where;
    const Result<domain::RegistryRow> read = read_registry_row(table, json);
    if (read) return where;
    for (const Fault& fault : read.error().faults) where.push_back(fault.where);
    return where;
  };
  EXPECT_THAT(places(RegistryTable::kSchools,
                     R"({"key":"A:b","name":"S","origin":"o","read_on":"2026-01-01","accreditations":[)"
                     R"({"accreditor":"psa","from":"2026-01-02","until":"2026-01-01"}]})"),
              ElementsAre("/key", "/accreditations/0/until"));
  EXPECT_THAT(places(RegistryTable::kAccreditors, R"({"key":"a","name":"S"})"),
              ElementsAre("/origin", "/read_on"));
  EXPECT_THAT(
      places(RegistryTable::kAccreditors, R"({"key":"a","name":"S","origin":"o","read_on":"2026-01-01"})"),
      IsEmpty());
}

}  // namespace
}  // namespace stillpoint::document
