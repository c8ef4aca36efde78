#include "http/admin/record_form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <set>

#include "http/admin/conditional.h"
#include "http/admin/csv_text.h"
#include "http/admin/practitioner_form.h"
#include "support/seed_vocabulary.h"

namespace stillpoint::http::admin {
namespace {

using document::FlatField;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

RecordForm practitioner_form() {
  return {.rules = document::practitioner_fields(),
          .sections = practitioner_sections(),
          .vocabulary = support::seed_vocabulary()};
}

std::string html(const RecordForm& form) {
  pages::HtmlWriter out;
  write_fault_summary(out, form);
  write_record_form(out, form);
  return out.str();
}

TEST(RecordForm, EndsEachListWithTwoEmptyRows) {
  RecordForm form = practitioner_form();
  form.values = {{"/training/0/hours", "40"}, {"/professions/0/licences/1/number", "7"}};
  const std::string page = html(form);
  EXPECT_THAT(page, HasSubstr("name=\"/training/2/hours\""));
  EXPECT_THAT(page, Not(HasSubstr("name=\"/training/3/hours\"")));
  EXPECT_THAT(page, HasSubstr("name=\"/professions/0/licences/3/number\"")) << "also in a list within a row";
  EXPECT_THAT(page, Not(HasSubstr("name=\"/professions/0/licences/4/number\"")));
  EXPECT_THAT(page, HasSubstr("name=\"/professions/2/licences/1/number\""));
}

TEST(RecordForm, HasAFieldForEveryRuleOfTheTable) {
  const std::string page = html(practitioner_form());
  for (const document::FieldRule& rule : document::practitioner_fields()) {
    if (rule.type == document::FieldType::kHidden) continue;
    std::string name(rule.path);
    for (std::size_t star = name.find('*'); star != std::string::npos; star = name.find('*'))
      name[star] = '0';
    EXPECT_THAT(page, HasSubstr("name=\"" + name + "\""))
        << "a rule that no section shows would empty the field";
  }
}

TEST(RecordForm, ShowsAFaultBesideItsFieldAndLeadsThereFromAbove) {
  RecordForm form = practitioner_form();
  form.values = {{"/training/0/hours", "<forty>"}};
  form.faults = {
      {.where = "/training/0/hours", .what = "This is no number.", .allowed = "0 to 9.", .value = ""},
      {.where = "/credentials", .what = "It stays.", .allowed = "", .value = ""}};
  const std::string page = html(form);
  EXPECT_THAT(page, HasSubstr("href=\"#/training/0/hours\">Training 1, Hours</a>: This is no number."));
  EXPECT_THAT(page, HasSubstr("id=\"/training/0/hours-fault\""));
  EXPECT_THAT(page, HasSubstr("aria-invalid=\"true\""));
  EXPECT_THAT(page, HasSubstr("href=\"#/credentials-section\""));
  EXPECT_THAT(page, HasSubstr("value=\"&lt;forty&gt;\"")) << "what was typed stands there again, escaped";
}

TEST(RecordForm, KeepsTheOrderOfWordsThatWereChosen) {
  RecordForm form = practitioner_form();
  form.values = {{"/approaches", "biomechanical"}, {"/approaches", "biodynamic"}};
  const std::string page = html(form);
  EXPECT_LT(page.find("value=\"biomechanical\" checked"), page.find("value=\"biodynamic\" checked"));
}

TEST(RecordForm, GivesNoTwoElementsOneId) {
  RecordForm form = practitioner_form();
  for (const char* const path : {"/approaches", "/about", "/credentials", "/training/0/hours"})
    form.faults.push_back({.where = path, .what = "Wrong.", .allowed = "", .value = ""});
  const std::string page = html(form);
  std::set<std::string> ids;
  for (std::size_t at = page.find(" id=\""); at != std::string::npos; at = page.find(" id=\"", at + 1)) {
    const std::size_t begin = at + 5;
    const std::string id = page.substr(begin, page.find('"', begin) - begin);
    EXPECT_TRUE(ids.insert(id).second) << id;
  }
  EXPECT_GT(ids.size(), 100U);
}

TEST(PostedFields, LeaveOutRowsThatWereMarked) {
  const std::vector<Parameter> posted = {
      {"csrf", "x"}, {"/training/1/hours", "1"}, {"/training/10/hours", "2"}, {"remove", "/training/1"}};
  EXPECT_THAT(posted_fields(posted), ElementsAre(FlatField{"/training/10/hours", "2"}));
  EXPECT_EQ(posted_value(posted, "csrf"), "x");
}

TEST(MergeThreeWays, LosesNothingOfEither) {
  const std::vector<FlatField> base = {
      {"/name/display", "Amara"}, {"/contact/phone", "1"}, {"/about", "old"}, {"/training/0/hours", "10"}};
  const std::vector<FlatField> current = {{"/name/display", "Amara"},
                                          {"/contact/phone", "2"},
                                          {"/about", "theirs"},
                                          {"/training/0/hours", "10"},
                                          {"/training/1/hours", "20"}};
  const std::vector<FlatField> typed = {{"/name/display", "Amara L."},
                                        {"/contact/phone", "1"},
                                        {"/about", "mine"},
                                        {"/training/0/hours", "11"}};
  const ThreeWays merged = merge_three_ways(base, current, typed, document::practitioner_fields());
  EXPECT_THAT(merged.values, testing::UnorderedElementsAre(
                                 FlatField{"/name/display", "Amara L."}, FlatField{"/contact/phone", "2"},
                                 FlatField{"/about", "mine"}, FlatField{"/training/0/hours", "11"}));
  ASSERT_EQ(merged.theirs.size(), 2U);
  EXPECT_THAT(merged.theirs.at("/about"), HasSubstr("theirs"));
  EXPECT_THAT(merged.theirs.at("/training"), HasSubstr("20"));
}

TEST(CsvText, DisarmsWhatASpreadsheetWouldTakeForAFormula) {
  const std::array<std::string, 9> cells = {"plain", "=1+1",    "+1",           "-1", "@SUM(A1)",
                                            "\tx",   "a,\"b\"", "two\r\nlines", ""};
  std::string out;
  append_csv(out, cells);
  EXPECT_EQ(out,
            "plain,\"'=1+1\",\"'+1\",\"'-1\",\"'@SUM(A1)\",\"'\tx\",\"a,\"\"b\"\"\",\"two\r\nlines\",\r\n");
}

TEST(Conditional, ReadsOneTagAndNothingElse) {
  const auto version = [](const std::string& given) {
    Request request;
    request.header = [&given](std::string_view name) { return name == "If-Match" ? given : std::string(); };
    return if_match_version(request).value_or(-1);
  };
  EXPECT_EQ(version("\"7\""), 7);
  EXPECT_EQ(version("\"7-gzip\""), 7) << "the tag of a compressed answer";
  for (const char* const wrong : {"", "*", "7", "\"x\"", "W/\"7\"", "\"1\", \"2\"", "\"0\"", "\"-1\""})
    EXPECT_EQ(version(wrong), -1) << wrong;
}

}  // namespace
}  // namespace stillpoint::http::admin
