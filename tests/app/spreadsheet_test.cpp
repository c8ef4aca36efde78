#include "app/register/spreadsheet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "app/follow_changes.h"
#include "app/register/follow_registry.h"
#include "app/register/spreadsheet_rows.h"
#include "base/time_text.h"
#include "intake/sheet_reader.h"
#include "search/index.h"
#include "store/sqlite/sqlite_database.h"
#include "support/seed_vocabulary.h"
#include "support/temporary_folder.h"

namespace stillpoint::app {
namespace {

using domain::Practitioner;
using testing::ElementsAre;
using testing::HasSubstr;
using Kind = SheetVerdict::Kind;

class FixedClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return *parse_instant("2026-11-22T10:00:00Z"); }
};

class Spreadsheets : public testing::Test {
 protected:
  Spreadsheets() {
    Result<domain::Vocabulary> made = domain::Vocabulary::make(support::seed_vocabulary().rows());
    vocabulary_ = std::make_unique<domain::Vocabulary>(std::move(made).value());
    auto opened = store::SqliteDatabase::open({.path = folder_.file("directory.db")});
    database_ = *std::move(opened);
    index_ = std::make_unique<search::Index>(*vocabulary_, search::IndexOptions{.order_key = 1});
    follow_ = std::make_unique<FollowChanges>(database_->directory(), *index_, clock_);
    parts_ = std::make_unique<RegisterParts>(
        RegisterParts{.work = database_->unit_of_work(),
                      .writer = database_->writer(),
                      .directory = database_->directory(),
                      .registry = database_->registry_writer(),
                      .reader = database_->register_reader(),
                      .store = database_->register_store(),
                      .trail = database_->audit(),
                      .mailed = {.links = database_->mailed_links(), .consents = database_->consents()},
                      .vocabulary = *vocabulary_,
                      .follow = *follow_,
                      .clock = clock_});
  }

  SheetUpload upload(SheetTable table, const std::string& csv, DateOrder dates = DateOrder::kYearMonthDay) {
    Result<domain::Sheet> sheet = intake::CsvSheetReader().read(csv, {});
    EXPECT_TRUE(sheet) << sheet.error().message;
    SheetUpload made{.table = table, .sheet = *std::move(sheet), .dates = dates, .system = "csta"};
    auto columns = ImportSpreadsheet(*parts_).guess_columns(table, made.sheet);
    EXPECT_TRUE(columns);
    made.columns = *std::move(columns);
    return made;
  }
  SheetSummary run(const SheetUpload& made) {
    Result<SheetSummary> summary = ImportSpreadsheet(*parts_).run(registrar_, made);
    EXPECT_TRUE(summary) << summary.error().message;
    return summary ? *summary : SheetSummary{};
  }
  Practitioner find(const std::string& member) {
    Practitioner wanted;
    wanted.external_ids = {{"csta", member}};
    Result<std::optional<Practitioner>> found = database_->writer().find_existing(wanted);
    EXPECT_TRUE(found && *found);
    return found && *found ? **found : Practitioner{};
  }
  static std::int64_t count(const SheetSummary& summary, Kind kind) {
    return summary.counts[static_cast<std::size_t>(kind)];
  }

  support::TemporaryFolder folder_;
  FixedClock clock_;
  std::unique_ptr<domain::Vocabulary> vocabulary_;
  std::unique_ptr<store::SqliteDatabase> database_;
  std::unique_ptr<search::Index> index_;
  std::unique_ptr<FollowChanges> follow_;
  std::unique_ptr<RegisterParts> parts_;
  const domain::Actor registrar_{.kind = domain::ActorKind::kAccount,
                                 .account = {7},
                                 .name = "Rita",
                                 .roles = domain::Roles().add(domain::Role::kRegistrar)};
};

TEST_F(Spreadsheets, APreviewTellsWhoMayBeHereAlready) {
  Practitioner here;
  here.name.display = "Amara Lindqvist";
  here.contact.mail = "amara@example.org";
  const auto id = database_->writer().put(here);
  ASSERT_TRUE(id);
  const SheetUpload made = upload(SheetTable::kPractitioners,
                                  "member,name.display,contact.mail\n"
                                  "1,A. Lindqvist,AMARA@example.org\n"
                                  "2,Bo Berg,bo@example.org\n");
  const Result<SheetSummary> preview = ImportSpreadsheet(*parts_).preview(registrar_, made);
  ASSERT_TRUE(preview) << preview.error().message;
  EXPECT_EQ(preview->likely_same, 1);
  ASSERT_EQ(preview->rows.size(), 2U);
  ASSERT_EQ(preview->rows[0].likely_same.size(), 1U);
  EXPECT_EQ(preview->rows[0].likely_same[0].line.id, *id);
  EXPECT_EQ(preview->rows[0].likely_same[0].why, "the same mail address");
  EXPECT_TRUE(preview->rows[1].likely_same.empty());
}

TEST_F(Spreadsheets, APreviewTellsRowByRowAndChangesNothing) {
  const SheetUpload made = upload(SheetTable::kPractitioners,
                                  "member,name.display,contact.mail,languages\n"
                                  "1,Amara Lindqvist,amara@example.org,English; German\n"
                                  "2,,nobody@example.org,\n"
                                  "3,Bo Berg,nobody,\n"
                                  "1,Amara Again,,\n");
  const Result<SheetSummary> preview = ImportSpreadsheet(*parts_).preview(registrar_, made);
  ASSERT_TRUE(preview) << preview.error().message;
  EXPECT_THAT(preview->counts, ElementsAre(1, 0, 0, 3));
  EXPECT_TRUE(*database_->writer().empty());
  const SheetSummary summary = run(made);
  EXPECT_EQ(summary.counts, preview->counts) << "what was shown is what comes";
  const Practitioner person = find("1");
  EXPECT_EQ(person.name.display, "Amara Lindqvist");
  EXPECT_EQ(person.listing, domain::ListingState::kDraft);
  EXPECT_EQ(person.languages.size(), 2U) << "words are taken by name too";
  EXPECT_EQ(count(run(made), Kind::kUnchanged), 1) << "the same file again changes nothing";
  EXPECT_EQ(find("1").version, 1);
}

TEST_F(Spreadsheets, EmptyCellsSayNothing) {
  run(upload(SheetTable::kPractitioners, "member,name.display,contact.phone\n1,Amara,614 555 0100\n"));
  const SheetSummary summary =
      run(upload(SheetTable::kPractitioners, "member,name.display,contact.phone\n1,Amara L.,\n"));
  EXPECT_EQ(count(summary, Kind::kChanged), 1);
  EXPECT_EQ(find("1").contact.phone, "614 555 0100");
  EXPECT_EQ(find("1").version, 2);
}

TEST_F(Spreadsheets, RowsOfOtherTablesReplaceThatPartOfARecord) {
  run(upload(SheetTable::kPractitioners, "member,name.display\n1,Amara\n2,Bo\n"));
  const std::string training =
      "member,school_name,kind,hours,completed\n"
      "1,Still School,class,40,22.11.2020\n"
      "1,Still School,practice,10,\n"
      "2,Still School,class,forty,\n"
      "9,Still School,class,40,\n";
  const SheetSummary summary = run(upload(SheetTable::kTraining, training, DateOrder::kDayMonthYear));
  EXPECT_EQ(count(summary, Kind::kChanged), 1);
  EXPECT_EQ(count(summary, Kind::kRejected), 2);
  ASSERT_EQ(find("1").training.size(), 2U);
  EXPECT_EQ(find("1").training[0].completed, parse_date("2020-11-22"));
  for (const SheetVerdict& row : summary.rows) {
    if (row.kind != Kind::kRejected || row.line != 4) continue;
    EXPECT_EQ(row.faults.front().where, "line 4, hours");
  }
  run(upload(SheetTable::kLicences,
             "member,profession,jurisdiction,number,expires\n"
             "1,massage_therapist,US-OH,33.1,2030-01-31\n1,chiropractor,US-OH,77,\n"));
  ASSERT_EQ(find("1").professions.size(), 2U);
  EXPECT_EQ(find("1").professions[0].licences.front().number, "33.1");
  EXPECT_EQ(find("1").training.size(), 2U) << "other parts stay";
}

TEST_F(Spreadsheets, ColumnsAreRememberedByTheHeading) {
  SheetUpload made = upload(SheetTable::kPractitioners, "Mitglied,Anzeigename\n1,Amara\n");
  EXPECT_TRUE(made.columns.empty());
  const Result<SheetSummary> lost = ImportSpreadsheet(*parts_).preview(registrar_, made);
  ASSERT_FALSE(lost);
  EXPECT_THAT(lost.error().message, HasSubstr("member"));
  made.columns = {{"member", "Mitglied"}, {"name.display", "Anzeigename"}};
  run(made);
  EXPECT_EQ(upload(SheetTable::kPractitioners, "Mitglied,Anzeigename\n2,Bo\n").columns, made.columns);
}

TEST_F(Spreadsheets, ThreeThousandMembersGoThroughInSeconds) {
  std::string csv = "member,name.display,contact.mail,contact.phone,languages\n";
  for (int i = 0; i < 3000; ++i) {
    const std::string n = std::to_string(i);
    csv.append(n).append(",Person Number").append(n).append(",p").append(n);
    csv.append("@example.org,614 555 0100,en\n");
  }
  const SheetUpload made = upload(SheetTable::kPractitioners, csv);
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(count(run(made), Kind::kNew), 3000);
  const auto took = std::chrono::steady_clock::now() - began;
  // Far above what it takes, so that a busy machine does not fail it; a slip to a minute would.
  EXPECT_LT(took, std::chrono::seconds{60});
}

TEST(SheetReader, ReadsSemicolonsAndWindows1252) {
  const intake::CsvSheetReader reader;
  const auto sheet = reader.read("Name;Ort\r\nZo\xEB \x80;\"Z\xFCrich; Altstadt\"\r\nBo\r\n",
                                 {.encoding = domain::SheetEncoding::kWindows1252, .separator = ';'});
  ASSERT_TRUE(sheet) << sheet.error().message;
  EXPECT_THAT(sheet->heading, ElementsAre("Name", "Ort"));
  ASSERT_EQ(sheet->rows.size(), 2U);
  EXPECT_THAT(sheet->rows[0].cells, ElementsAre("Zoë €", "Zürich; Altstadt"));
  EXPECT_THAT(sheet->rows[1].cells, ElementsAre("Bo", "")) << "a cell that was left out at the end is empty";
  EXPECT_FALSE(reader.read("Zo\xEB\n", {})) << "not UTF-8";
  EXPECT_FALSE(reader.read("a\x81\n", {.encoding = domain::SheetEncoding::kWindows1252}));
  EXPECT_FALSE(reader.read("", {}));
  EXPECT_EQ(reader.read("a,b\n1,2,3\n", {})->rows[0].wrong, "The row has more cells than the heading.");
}

TEST(IsoDate, ReadsTheOrderThatWasSaid) {
  const struct {
    const char* text;
    DateOrder order;
    const char* want;
  } cases[] = {{"2026-11-22", DateOrder::kYearMonthDay, "2026-11-22"},
               {"22.11.2026", DateOrder::kDayMonthYear, "2026-11-22"},
               {"11/2/2026", DateOrder::kMonthDayYear, "2026-11-02"},
               {"22.11.2026", DateOrder::kMonthDayYear, "22.11.2026"},
               {"31.02.2026", DateOrder::kDayMonthYear, "31.02.2026"},
               {"soon", DateOrder::kYearMonthDay, "soon"},
               {"2026-11-22x", DateOrder::kYearMonthDay, "2026-11-22x"}};
  for (const auto& c : cases) EXPECT_EQ(domain::iso_date(c.text, c.order), c.want) << c.text;
}

}  // namespace
}  // namespace stillpoint::app
