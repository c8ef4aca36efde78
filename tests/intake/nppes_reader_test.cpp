#include "intake/nppes_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/time_text.h"
#include "support/seed_vocabulary.h"
#include "support/shared_data.h"

namespace stillpoint::intake {
namespace {

using domain::Intake;
using domain::Practitioner;
using support::seed_vocabulary;

/// Values by column name; what is not named is empty.
using Row = std::map<std::string, std::string>;

std::vector<std::string> column_names() {
  std::vector<std::string> names = {"NPI",
                                    "Entity Type Code",
                                    "Provider Organization Name (Legal Business Name)",
                                    "Provider Last Name (Legal Name)",
                                    "Provider First Name",
                                    "Provider Middle Name",
                                    "Provider Name Suffix Text",
                                    "Provider Credential Text",
                                    "Provider Business Practice Location Address Telephone Number",
                                    "NPI Deactivation Date",
                                    "NPI Reactivation Date",
                                    "Provider Sex Code"};
  for (const std::string kind : {"Mailing", "Practice Location"}) {
    names.push_back("Provider First Line Business " + kind + " Address");
    names.push_back("Provider Second Line Business " + kind + " Address");
    for (const char* part : {"City Name", "State Name", "Postal Code", "Country Code (If outside U.S.)"}) {
      names.push_back("Provider Business " + kind + " Address " + part);
    }
  }
  for (int i = 1; i <= 15; ++i) {
    for (const char* part :
         {"Healthcare Provider Taxonomy Code_", "Provider License Number_",
          "Provider License Number State Code_", "Healthcare Provider Primary Taxonomy Switch_"}) {
      names.push_back(part + std::to_string(i));
    }
  }
  return names;
}

std::string line_of(const std::vector<std::string>& values) {
  std::string line;
  for (const std::string& value : values) {
    if (!line.empty()) line += ',';
    line += '"' + value + '"';
  }
  return line + "\r\n";
}

std::string file_of(const std::vector<Row>& rows) {
  const std::vector<std::string> names = column_names();
  std::string text = line_of(names);
  for (const Row& row : rows) {
    std::vector<std::string> values;
    for (const std::string& name : names) {
      const auto found = row.find(name);
      values.push_back(found == row.end() ? "" : found->second);
    }
    text += line_of(values);
  }
  return text;
}

NppesOptions options() {
  return {.vocabulary = seed_vocabulary(),
          .point_of_zip = [](std::string_view zip) -> std::optional<domain::Point> {
            if (zip == "06105") return domain::Point{.lat = 41.77, .lon = -72.7};
            return std::nullopt;
          },
          .today = *parse_date("2026-11-22")};
}

std::vector<Intake> intakes_of(std::istream& in) {
  std::vector<Intake> intakes;
  auto reader = NppesReader::open(in, options());
  EXPECT_TRUE(reader) << (reader ? "" : reader.error().message);
  while (reader) {
    auto next = (*reader)->next();
    EXPECT_TRUE(next);
    if (!next || !*next) break;
    intakes.push_back(std::move(**next));
  }
  return intakes;
}

std::vector<Intake> intakes_of(const std::vector<Row>& rows) {
  std::istringstream in(file_of(rows));
  return intakes_of(in);
}

Row massage_therapist() {
  return {{"NPI", "1234567893"},
          {"Entity Type Code", "1"},
          {"Provider Last Name (Legal Name)", "O'BRIEN"},
          {"Provider First Name", "ANNE-MARIE"},
          {"Provider Credential Text", "LMT"},
          {"Provider Sex Code", "F"},
          {"Provider First Line Business Mailing Address", "PO BOX 17"},
          {"Provider Business Mailing Address City Name", "NEW HAVEN"},
          {"Provider Business Mailing Address State Name", "CT"},
          {"Provider Business Mailing Address Postal Code", "06501"},
          {"Provider Business Mailing Address Country Code (If outside U.S.)", "US"},
          {"Provider First Line Business Practice Location Address", "1000 ASYLUM AVE"},
          {"Provider Second Line Business Practice Location Address", "STE 4309"},
          {"Provider Business Practice Location Address City Name", "HARTFORD"},
          {"Provider Business Practice Location Address State Name", "CT"},
          {"Provider Business Practice Location Address Postal Code", "061051770"},
          {"Provider Business Practice Location Address Country Code (If outside U.S.)", "US"},
          {"Provider Business Practice Location Address Telephone Number", "8605550117"},
          {"Healthcare Provider Taxonomy Code_1", "225700000X"},
          {"Provider License Number_1", "004711"},
          {"Provider License Number State Code_1", "CT"}};
}

Row with(Row row, const Row& changes) {
  for (const auto& [name, value] : changes) row[name] = value;
  return row;
}

TEST(NppesReader, TakesAPersonOfOurProfessionsAsDeclared) {
  const auto intakes = intakes_of({massage_therapist()});
  ASSERT_EQ(intakes.size(), 1U);
  EXPECT_EQ(intakes[0].line, 2);
  EXPECT_TRUE(intakes[0].partial);
  ASSERT_TRUE(intakes[0].practitioner);
  const Practitioner& person = *intakes[0].practitioner;
  EXPECT_EQ(person.listing, domain::ListingState::kDraft);
  EXPECT_EQ(person.external_ids, (std::vector<domain::ExternalId>{{"nppes", "1234567893"}}));
  EXPECT_EQ(person.name.display, "Anne-Marie O'Brien");
  EXPECT_EQ(person.name.post_nominals, "LMT");
  EXPECT_EQ(person.gender, domain::Gender::kFemale);
  EXPECT_EQ(person.contact.phone, "+1 860 555 0117");
  EXPECT_TRUE(person.credentials.empty()) << "an NPI is no certificate";
  ASSERT_EQ(person.professions.size(), 1U);
  EXPECT_EQ(person.professions[0].profession.value, "massage_therapist");
  ASSERT_EQ(person.professions[0].licences.size(), 1U);
  EXPECT_EQ(person.professions[0].licences[0].jurisdiction.value, "US-CT");
  EXPECT_EQ(person.professions[0].licences[0].number, "004711");
  EXPECT_TRUE(person.professions[0].licences[0].verifications.empty());
}

TEST(NppesReader, KeepsMailApartFromPracticeAndFindsTheZip) {
  const auto intakes = intakes_of({massage_therapist()});
  const Practitioner& person = *intakes.at(0).practitioner;
  ASSERT_TRUE(person.mailing_address);
  EXPECT_EQ(person.mailing_address->street, "PO BOX 17");
  EXPECT_EQ(person.mailing_address->city, "New Haven");
  ASSERT_EQ(person.locations.size(), 1U);
  const domain::Location& location = person.locations[0];
  EXPECT_EQ(location.street, "1000 ASYLUM AVE, STE 4309");
  EXPECT_EQ(location.city, "Hartford");
  EXPECT_EQ(location.postal_code, "06105-1770");
  EXPECT_EQ(location.jurisdiction.value, "US-CT");
  EXPECT_EQ(location.precision, domain::Precision::kArea);
  ASSERT_TRUE(location.point);
  EXPECT_EQ(location.point->lat, 41.77);
}

TEST(NppesReader, FindsOurProfessionsInAnySlotAndADoByTheLetters) {
  const Row plain = with(massage_therapist(), {{"Healthcare Provider Taxonomy Code_1", "207Q00000X"}});
  const struct {
    const char* why;
    Row changes;
    std::vector<std::string> professions;
    std::vector<std::string> licences;
  } cases[] = {
      {"a physician alone", {{"Provider Credential Text", "MD"}}, {}, {}},
      {"a physician who is a DO",
       {{"Provider Credential Text", "D.O."}},
       {"osteopathic_physician"},
       {"US-CT 004711"}},
      {"the fifteenth slot",
       {{"Healthcare Provider Taxonomy Code_15", "111N00000X"},
        {"Provider License Number_15", "77"},
        {"Provider License Number State Code_15", "MA"}},
       {"chiropractor"},
       {"US-MA 77"}},
      {"two professions",
       {{"Healthcare Provider Taxonomy Code_2", "225700000X"},
        {"Healthcare Provider Taxonomy Code_3", "225100000X"}},
       {"massage_therapist", "physical_therapist"},
       {}},
      {"one profession twice, one licence twice",
       {{"Healthcare Provider Taxonomy Code_1", "111N00000X"},
        {"Healthcare Provider Taxonomy Code_2", "111NN0400X"},
        {"Provider License Number_2", "004711"},
        {"Provider License Number State Code_2", "CT"}},
       {"chiropractor"},
       {"US-CT 004711"}},
      {"a state that none is",
       {{"Healthcare Provider Taxonomy Code_1", "111N00000X"},
        {"Provider License Number State Code_1", "ZZ"}},
       {"chiropractor"},
       {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto intakes = intakes_of({with(plain, c.changes)});
    ASSERT_EQ(intakes.size(), 1U);
    EXPECT_TRUE(intakes[0].faults.empty());
    EXPECT_EQ(intakes[0].skipped, c.professions.empty());
    std::vector<std::string> professions;
    std::vector<std::string> licences;
    if (intakes[0].practitioner) {
      for (const auto& held : intakes[0].practitioner->professions) {
        professions.push_back(held.profession.value);
        for (const auto& licence : held.licences)
          licences.push_back(licence.jurisdiction.value + " " + licence.number);
      }
    }
    EXPECT_EQ(professions, c.professions);
    EXPECT_EQ(licences, c.licences);
  }
}

TEST(NppesReader, SkipsOrganisations) {
  const auto intakes = intakes_of({with(massage_therapist(), {{"Entity Type Code", "2"}, {"NPI", "1"}})});
  EXPECT_TRUE(intakes.at(0).skipped);
  EXPECT_TRUE(intakes.at(0).faults.empty());
}

TEST(NppesReader, ADeactivatedNumberWithdrawsUnlessItWasTakenUpAgain) {
  const struct {
    const char* why;
    Row row;
    bool withdraw;
  } cases[] = {
      {"as the file has it: nothing but the date",
       {{"NPI", "1234567893"}, {"NPI Deactivation Date", "03/16/2006"}},
       true},
      {"with all else there", with(massage_therapist(), {{"NPI Deactivation Date", "03/16/2006"}}), true},
      {"taken up again",
       with(massage_therapist(),
            {{"NPI Deactivation Date", "03/16/2006"}, {"NPI Reactivation Date", "03/20/2006"}}),
       false},
      {"given up again since",
       with(massage_therapist(),
            {{"NPI Deactivation Date", "03/16/2016"}, {"NPI Reactivation Date", "03/20/2006"}}),
       true},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto intakes = intakes_of({c.row});
    ASSERT_TRUE(intakes.at(0).practitioner);
    EXPECT_EQ(intakes[0].withdraw, c.withdraw);
    EXPECT_EQ(intakes[0].practitioner->external_ids.at(0).value, "1234567893");
  }
}

TEST(NppesReader, SaysWhatIsWrongWithARowAndReadsOn) {
  const struct {
    const char* why;
    Row changes;
    std::string where;
  } cases[] = {
      {"a wrong check digit", {{"NPI", "1234567890"}}, "NPI"},
      {"an entity that none is", {{"Entity Type Code", "3"}}, "Entity Type Code"},
      {"a day that none is", {{"NPI Deactivation Date", "2006"}}, "NPI Deactivation Date"},
      {"no name", {{"Provider Last Name (Legal Name)", ""}, {"Provider First Name", ""}}, "/name/display"},
      {"a name beyond reason", {{"Provider First Name", std::string(300, 'A')}}, "/name/display"},
      {"a country that none is",
       {{"Provider Business Practice Location Address Country Code (If outside U.S.)", "XX"}},
       "/locations/0/country"},
      {"bytes that are not UTF-8", {{"Provider First Name", "J\xFFN"}}, ""},
      {"a NUL", {{"Provider First Name", std::string("J\0N", 3)}}, "/name/display"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto intakes = intakes_of({with(massage_therapist(), c.changes), massage_therapist()});
    ASSERT_EQ(intakes.size(), 2U);
    EXPECT_FALSE(intakes[0].practitioner);
    ASSERT_FALSE(intakes[0].faults.empty());
    EXPECT_EQ(intakes[0].faults[0].where, c.where);
    EXPECT_FALSE(intakes[0].faults[0].allowed.empty());
    EXPECT_TRUE(intakes[1].practitioner);
  }
}

TEST(NppesReader, PutsSomebodyAbroadThere) {
  const auto intakes =
      intakes_of({with(massage_therapist(),
                       {{"Provider Business Practice Location Address Country Code (If outside U.S.)", "CA"},
                        {"Provider Business Practice Location Address State Name", "ONTARIO"},
                        {"Provider Business Practice Location Address Postal Code", "K1A 0B1"}})});
  const domain::Location& location = intakes.at(0).practitioner->locations.at(0);
  EXPECT_EQ(location.country, "CA");
  EXPECT_EQ(location.postal_code, "K1A 0B1");
  EXPECT_TRUE(location.jurisdiction.empty());
  EXPECT_FALSE(location.point);
}

TEST(NppesReader, FindsColumnsByNameWhateverTheirOrder) {
  auto names = column_names();
  std::reverse(names.begin(), names.end());
  std::replace(names.begin(), names.end(), std::string("Provider Sex Code"),
               std::string("Provider Gender Code"));
  std::vector<std::string> values;
  Row row = massage_therapist();
  row["Provider Gender Code"] = "F";
  for (const std::string& name : names) values.push_back(row.contains(name) ? row.at(name) : "");
  std::istringstream in("\xEF\xBB\xBF" + line_of(names) + line_of(values));
  const auto intakes = intakes_of(in);
  ASSERT_EQ(intakes.size(), 1U);
  EXPECT_EQ(*intakes[0].practitioner, *intakes_of({massage_therapist()}).at(0).practitioner);
}

TEST(NppesReader, RefusesAFileOfAnotherKind) {
  for (const std::string text : {"", "a,b,c\n1,2,3\n", "\"NPI\n"}) {
    std::istringstream in(text);
    const auto reader = NppesReader::open(in, options());
    ASSERT_FALSE(reader) << text;
    EXPECT_EQ(reader.error().code, ErrorCode::kInvalid);
  }
}

// ---- real rows, kept beside the checkout ----

TEST(NppesReader, ReadsTheRealRowsOf2018) {
  const auto path = support::shared_data("nppes/npidata_2018_layout_first200.csv");
  if (!path) GTEST_SKIP() << "the shared data is not here";
  std::ifstream in(*path, std::ios::binary);
  const auto intakes = intakes_of(in);
  EXPECT_EQ(intakes.size(), 200U);
  std::map<std::string, int> professions;
  int skipped = 0;
  for (const Intake& intake : intakes) {
    EXPECT_TRUE(intake.faults.empty()) << intake.line << ": " << intake.faults.front().what;
    EXPECT_FALSE(intake.withdraw);
    skipped += intake.skipped ? 1 : 0;
    if (!intake.practitioner) continue;
    for (const auto& held : intake.practitioner->professions) ++professions[held.profession.value];
    EXPECT_FALSE(intake.practitioner->locations.at(0).jurisdiction.empty());
  }
  // Counted in the file by their codes, with a script of its own.
  EXPECT_EQ(skipped, 188);
  EXPECT_EQ(professions,
            (std::map<std::string, int>{
                {"chiropractor", 3}, {"osteopathic_physician", 3}, {"other", 1}, {"physical_therapist", 5}}));
}

TEST(NppesReader, KnowsTheHeaderOf2025) {
  const auto path = support::shared_data("nppes/npidata_v2_header_330.csv");
  if (!path) GTEST_SKIP() << "the shared data is not here";
  std::ifstream in(*path, std::ios::binary);
  EXPECT_TRUE(intakes_of(in).empty());
}

}  // namespace
}  // namespace stillpoint::intake
