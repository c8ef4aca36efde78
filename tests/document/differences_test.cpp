#include "document/differences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "document/whole_document.h"

namespace stillpoint::domain {
/// What a failed expectation shows.
// NOLINTNEXTLINE(readability-identifier-naming): the name that GoogleTest looks for
void PrintTo(const FieldChange& change, std::ostream* out) {
  *out << change.field << ": " << change.before << " -> " << change.after;
}
}  // namespace stillpoint::domain

namespace stillpoint::document {
namespace {

using domain::FieldChange;
using testing::ElementsAre;
using testing::IsEmpty;

FieldChange change(std::string field, std::string before, std::string after) {
  return {.field = std::move(field), .before = std::move(before), .after = std::move(after)};
}

TEST(Differences, AreNoneBetweenTextsThatSayTheSame) {
  EXPECT_THAT(differences("", ""), IsEmpty());
  EXPECT_THAT(differences(R"({"a":1})", R"({"a":1})"), IsEmpty());
  EXPECT_THAT(differences(R"({"a":1,"b":[true,null,"x"]})", R"({ "b": [true, null, "\u0078"], "a": 1 })"),
              IsEmpty());
  EXPECT_THAT(differences("", "{}"), IsEmpty());
}

TEST(Differences, NameEachFieldWithBothItsValues) {
  EXPECT_THAT(differences(R"({"name":{"display":"Amara"},"about":"Hello","hours":700,"listed":false})",
                          R"({"name":{"display":"Amara L."},"hours":701,"listed":true,"languages":["en"]})"),
              ElementsAre(change("/name/display", R"("Amara")", R"("Amara L.")"),
                          change("/about", R"("Hello")", ""), change("/hours", "700", "701"),
                          change("/listed", "false", "true"), change("/languages", "", R"(["en"])")));
}

TEST(Differences, OfAMadeRecordAreItsMembersAndOfAGoneOneToo) {
  const std::string record = R"({"name":{"display":"Amara"},"languages":["en","de"]})";
  EXPECT_THAT(differences("", record), ElementsAre(change("/name", "", R"({"display":"Amara"})"),
                                                   change("/languages", "", R"(["en","de"])")));
  EXPECT_THAT(differences(record, ""), ElementsAre(change("/name", R"({"display":"Amara"})", ""),
                                                   change("/languages", R"(["en","de"])", "")));
}

TEST(Differences, CompareListsByPosition) {
  EXPECT_THAT(
      differences(R"({"languages":["en","de"]})", R"({"languages":["fr"]})"),
      ElementsAre(change("/languages/0", R"("en")", R"("fr")"), change("/languages/1", R"("de")", "")));
  EXPECT_THAT(differences(R"({"languages":[]})", R"({"languages":["fr"]})"),
              ElementsAre(change("/languages/0", "", R"("fr")")));
}

TEST(Differences, MatchRowsByTheirId) {
  const std::string before = R"({"credentials":[{"id":"aa","number":"1"},{"id":"bb","number":"2"}]})";
  EXPECT_THAT(differences(before, R"({"credentials":[{"id":"bb","number":"3"}]})"),
              ElementsAre(change("/credentials/0", R"({"id":"aa","number":"1"})", ""),
                          change("/credentials/0/number", R"("2")", R"("3")")));
  EXPECT_THAT(
      differences(before,
                  R"({"credentials":[{"id":"cc"},{"id":"aa","number":"1"},{"id":"bb","number":"2"}]})"),
      ElementsAre(change("/credentials/0", "", R"({"id":"cc"})")));
}

TEST(Differences, TellANewOrderOfRowsAsOneChange) {
  EXPECT_THAT(differences(R"({"rows":[{"id":"aa"},{"id":"bb"},{"id":"cc"}]})",
                          R"({"rows":[{"id":"cc"},{"id":"aa"},{"id":"dd"}]})"),
              ElementsAre(change("/rows/1", R"({"id":"bb"})", ""), change("/rows/2", "", R"({"id":"dd"})"),
                          change("/rows", R"(["aa","cc"])", R"(["cc","aa"])")));
}

TEST(Differences, CompareRowsByPositionWhereAnIdIsMissingOrTwice) {
  EXPECT_THAT(differences(R"([{"id":"aa"},{"a":1}])", R"([{"a":1},{"id":"aa"}])"),
              ElementsAre(change("/0/id", R"("aa")", ""), change("/0/a", "", "1"), change("/1/a", "1", ""),
                          change("/1/id", "", R"("aa")")));
  EXPECT_THAT(differences(R"([{"id":"aa"},{"id":"aa"}])", R"([{"id":"aa"},{"id":"bb"}])"),
              ElementsAre(change("/1/id", R"("aa")", R"("bb")")));
}

TEST(Differences, TellAChangeOfKindWhole) {
  EXPECT_THAT(differences(R"({"a":{"b":1}})", R"({"a":[1]})"),
              ElementsAre(change("/a", R"({"b":1})", "[1]")));
  EXPECT_THAT(differences(R"({"a":null})", R"({"a":""})"), ElementsAre(change("/a", "null", R"("")")));
}

TEST(Differences, EscapeNamesAsPointersDo) {
  EXPECT_THAT(differences(R"({"a/b~c":1})", R"({"a/b~c":2})"), ElementsAre(change("/a~1b~0c", "1", "2")));
}

TEST(Differences, KeepTextsAsJson) {
  EXPECT_THAT(differences(R"({"a":"\"\n"})", R"({"a":"Łódź"})"),
              ElementsAre(change("/a", R"("\"\n")", "\"Łódź\"")));
}

TEST(Differences, OfWhatIsNoJsonAreTheWhole) {
  EXPECT_THAT(differences("{", "{}"), ElementsAre(change("", "{", "{}")));
}

TEST(Differences, OfAWholeDocumentWithItselfAreNone) {
  const std::string whole(kWholeDocument);
  EXPECT_THAT(differences(whole, whole + " "), IsEmpty());
  EXPECT_GT(differences("", whole).size(), 10U);
}

}  // namespace
}  // namespace stillpoint::document
