#include "document/vocabulary_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "seed/embedded_seed.h"

namespace stillpoint::document {
namespace {

domain::VocabularyRows seed_rows(bool with_demo_registry) {
  auto rows = read_vocabulary(seed::embedded_files(), {.with_demo_registry = with_demo_registry});
  EXPECT_TRUE(rows) << (rows ? "" : rows.error().message);
  return rows ? std::move(rows).value() : domain::VocabularyRows{};
}

TEST(VocabularyReader, ReadsEveryTableOfTheSeed) {
  const auto rows = seed_rows(false);
  EXPECT_EQ(rows.professions.size(), 6U);
  EXPECT_EQ(rows.approaches.size(), 7U);
  EXPECT_FALSE(rows.conditions.empty());
  EXPECT_FALSE(rows.contraindications.empty());
  EXPECT_FALSE(rows.populations.empty());
  EXPECT_FALSE(rows.languages.empty());
  EXPECT_FALSE(rows.currencies.empty());
  EXPECT_FALSE(rows.schools.empty());
  EXPECT_FALSE(rows.accreditors.empty());
  EXPECT_FALSE(rows.issuers.empty());
  EXPECT_FALSE(rows.credential_types.empty());
  EXPECT_FALSE(rows.jurisdictions.empty());
  EXPECT_FALSE(rows.jurisdiction_rules.empty());
  EXPECT_EQ(rows.scope.size(), rows.professions.size() * rows.approaches.size());
  EXPECT_FALSE(rows.session_facts.empty());
}

TEST(VocabularyReader, KeepsWhatARowSays) {
  const auto rows = seed_rows(false);
  const auto type = std::find_if(rows.credential_types.begin(), rows.credential_types.end(),
                                 [](const auto& row) { return row.key.value == "bcta_na:rcst:1"; });
  ASSERT_NE(type, rows.credential_types.end());
  EXPECT_EQ(type->letters, "RCST®");
  EXPECT_EQ(type->field, domain::Field::kCst);
  EXPECT_EQ(type->required_hours, 700);
  EXPECT_EQ(type->renewal_months, 12);
  EXPECT_EQ(type->freshness_days, 120);
  const auto yen = std::find_if(rows.currencies.begin(), rows.currencies.end(),
                                [](const auto& row) { return row.key.value == "JPY"; });
  ASSERT_NE(yen, rows.currencies.end());
  EXPECT_EQ(yen->minor_digits, 0);
  for (const auto& condition : rows.conditions) {
    EXPECT_FALSE(condition.evidence.empty()) << condition.key.value;
    EXPECT_FALSE(condition.sources.empty()) << condition.key.value;
  }
}

TEST(VocabularyReader, AddsTheInventedRegistryOnlyWhereAsked) {
  const auto real = seed_rows(false);
  const auto demo = seed_rows(true);
  EXPECT_GT(demo.schools.size(), real.schools.size());
  EXPECT_GT(demo.issuers.size(), real.issuers.size());
  EXPECT_GT(demo.accreditors.size(), real.accreditors.size());
  EXPECT_GT(demo.credential_types.size(), real.credential_types.size());
}

/// The real seed with one file's text replaced; an empty text takes the file away.
Error error_with(std::string_view name, std::string_view text) {
  std::vector<EmbeddedFile> files;
  for (const EmbeddedFile& file : seed::embedded_files()) {
    if (file.name != name) files.push_back(file);
  }
  if (!text.empty()) files.push_back({.name = name, .content = text});
  const auto rows = read_vocabulary(files);
  EXPECT_FALSE(rows);
  return rows ? Error{} : rows.error();
}

TEST(VocabularyReader, SaysWhichRowIsWrong) {
  const struct {
    std::string_view why, text, where;
  } cases[] = {
      {"no origin", R"({"rows":[{"key":"a","name":"A","read_on":"2026-11-22"}]})", "/rows/0/origin"},
      {"no day of reading", R"({"rows":[{"key":"a","name":"A","origin":"o"}]})", "/rows/0/read_on"},
      {"a day that is none", R"({"rows":[{"key":"a","name":"A","origin":"o","read_on":"2026-02-30"}]})",
       "/rows/0/read_on"},
      {"no key", R"({"rows":[{"name":"A","origin":"o","read_on":"2026-11-22"}]})", "/rows/0/key"},
      {"an unknown member", R"({"rows":[{"key":"a","name":"A","origin":"o","read_on":"2026-11-22","x":1}]})",
       "/rows/0/x"},
      {"no rows", R"({"about":"x"})", "/rows"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const Error error = error_with("populations.json", c.text);
    ASSERT_FALSE(error.faults.empty()) << error.message;
    EXPECT_EQ(error.faults.front().where, c.where);
    EXPECT_NE(error.message.find("populations.json"), std::string::npos);
  }
}

TEST(VocabularyReader, NamesAFileThatIsMissingOrNoJson) {
  EXPECT_NE(error_with("scope.json", "").message.find("scope.json"), std::string::npos);
  EXPECT_NE(error_with("scope.json", "{").message.find("scope.json"), std::string::npos);
}

}  // namespace
}  // namespace stillpoint::document
