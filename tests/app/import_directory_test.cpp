// Imports into the real store: what must hold is that rows land as said, whole chunks at a time, and stay as
// they are.
#include "app/import_directory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "app/export_directory.h"
#include "base/time_text.h"
#include "document/practitioner_writer.h"
#include "document/whole_document.h"
#include "intake/generator.h"
#include "intake/ndjson_reader.h"
#include "intake/ndjson_writer.h"
#include "intake/nppes_reader.h"
#include "intake/places_table.h"
#include "seed/embedded_seed.h"
#include "store/sqlite/sqlite_database.h"
#include "support/seed_vocabulary.h"
#include "support/shared_data.h"
#include "support/temporary_folder.h"

namespace stillpoint::app {
namespace {

using domain::ListingState;
using domain::Practitioner;
using support::seed_vocabulary;

const Date kToday = *parse_date("2026-11-22");

class HandClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return now_; }
  void advance(std::chrono::hours by) { now_ += by; }

 private:
  Instant now_ = Instant(kToday);
};

/// A directory in a file of its own, with the registries of the seed.
class Directory {
 public:
  Directory() {
    auto opened = store::SqliteDatabase::open({.path = folder_.file("directory.db")});
    if (!opened) throw std::runtime_error(opened.error().message);
    database_ = std::move(opened).value();
    const Result<void> seeded = database_->registry().seed(seed_vocabulary().rows());
    if (!seeded) throw std::runtime_error(seeded.error().message);
  }

  domain::DirectoryWriter& writer() { return database_->writer(); }
  const domain::DirectoryReader& reader() const { return database_->directory(); }
  [[nodiscard]] MailedBefore mailed() const {
    return {.links = database_->mailed_links(), .consents = database_->consents()};
  }

  [[nodiscard]] std::string exported() const {
    std::ostringstream out;
    intake::NdjsonWriter lines(out, seed_vocabulary());
    const auto count = ExportDirectory(reader()).run([&](const Practitioner& p) { return lines.write(p); });
    EXPECT_TRUE(count) << (count ? "" : count.error().message + count.error().detail);
    return out.str();
  }

  [[nodiscard]] std::vector<Practitioner> all() const {
    std::vector<Practitioner> practitioners;
    EXPECT_TRUE(reader().for_each([&](const Practitioner& p) -> Result<void> {
      practitioners.push_back(p);
      return {};
    }));
    return practitioners;
  }

 private:
  support::TemporaryFolder folder_;
  std::unique_ptr<store::SqliteDatabase> database_;
};

struct Outcome {
  ImportSummary summary;
  std::vector<std::int64_t> rejected_lines;
  std::string message;  ///< Of the error, where there was one.
};

Outcome import(domain::DocumentReader& reader, domain::DirectoryWriter& writer, const Directory& directory,
               const Clock& clock, const ImportOptions& options = {}) {
  Outcome outcome;
  const ImportObserver observer{
      .progress = [&](const ImportSummary& s, std::int64_t) { outcome.summary = s; },
      .reject = [&](std::int64_t line, const std::vector<Fault>& faults) -> Result<void> {
        EXPECT_FALSE(faults.empty());
        outcome.rejected_lines.push_back(line);
        return {};
      }};
  const auto done =
      ImportDirectory(writer, directory.reader(), directory.mailed(), clock).run(reader, options, observer);
  if (!done) outcome.message = done.error().message + done.error().detail;
  const ImportSummary& s = outcome.summary;
  EXPECT_EQ(s.read, s.inserted + s.updated + s.unchanged + s.withdrawn + s.skipped + s.rejected);
  return outcome;
}

Outcome import_text(const std::string& text, Directory& directory, const Clock& clock,
                    const ImportOptions& options = {}) {
  std::istringstream in(text);
  intake::NdjsonReader reader(in, seed_vocabulary(), {.trusted = options.restore, .today = kToday});
  Outcome outcome = import(reader, directory.writer(), directory, clock, options);
  EXPECT_EQ(outcome.message, "");
  return outcome;
}

std::string person(int number, std::string_view members = "") {
  return R"({"external_ids":[{"system":"test","value":")" + std::to_string(number) +
         R"("}],"name":{"display":"Person )" + std::to_string(number) + R"("})" + std::string(members) +
         "}\n";
}

std::string people(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += person(i);
  return text;
}

/// Documents of an operator's own export.
std::string generated(std::int64_t count) {
  std::string_view cities;
  for (const EmbeddedFile& file : seed::embedded_files()) {
    if (file.name == "places/cities.tsv") cities = file.content;
  }
  const auto places = intake::PlacesTable::read(cities);
  EXPECT_TRUE(places);
  std::string text = std::string(document::kWholeDocument) + "\n";
  intake::generate({.count = count,
                    .seed = 20'261'122,
                    .today = kToday,
                    .vocabulary = seed_vocabulary(),
                    .places = *places},
                   [&](Practitioner practitioner) {
                     practitioner.version = 1;
                     document::append_practitioner(text, practitioner, seed_vocabulary(),
                                                   {.audience = document::Audience::kExport});
                     text += '\n';
                   });
  return text;
}

/// Compares two exports and shows the first line that differs, not a megabyte.
void expect_same_lines(const std::string& got, const std::string& want) {
  if (got == want) return;
  std::istringstream got_lines(got);
  std::istringstream want_lines(want);
  std::string got_line;
  std::string want_line;
  do {
    if (!std::getline(got_lines, got_line)) got_line = "(nothing)";
    if (!std::getline(want_lines, want_line)) want_line = "(nothing)";
  } while (got_line == want_line && got_line != "(nothing)");
  EXPECT_EQ(got_line, want_line);
}

TEST(ImportDirectory, ListsNobodyUnlessToldOnWhatGround) {
  Directory directory;
  const HandClock clock;
  EXPECT_EQ(import_text(person(1, R"(,"listing":"listed","listing_basis":"forged")"), directory, clock)
                .summary.inserted,
            1);
  EXPECT_EQ(directory.all().at(0).listing, ListingState::kDraft);
  EXPECT_EQ(directory.all().at(0).listing_basis, "");
  EXPECT_EQ(directory.all().at(0).version, 1);
  EXPECT_EQ(directory.all().at(0).edited, clock.now());

  const Outcome listed =
      import_text(person(1) + person(2), directory, clock, {.list_basis = "members of 2026"});
  EXPECT_EQ(listed.summary.updated, 1);
  EXPECT_EQ(listed.summary.inserted, 1);
  for (const Practitioner& p : directory.all()) {
    EXPECT_EQ(p.listing, ListingState::kListed);
    EXPECT_EQ(p.listing_basis, "members of 2026");
  }
  EXPECT_EQ(import_text(person(1) + person(2), directory, clock).summary.unchanged, 2)
      << "nobody is unlisted by a file";
}

TEST(ImportDirectory, TheSameFileAgainChangesNothingAndMovesNoDate) {
  Directory directory;
  HandClock clock;
  const std::string text = generated(300);
  EXPECT_EQ(import_text(text, directory, clock, {.list_basis = "test"}).summary.inserted, 301);
  const std::string before = directory.exported();
  const auto version = directory.reader().data_version();
  clock.advance(std::chrono::hours(24));
  EXPECT_EQ(import_text(text, directory, clock, {.list_basis = "test"}).summary.unchanged, 301);
  expect_same_lines(directory.exported(), before);
  EXPECT_EQ(*directory.reader().data_version(), *version);
  EXPECT_EQ(directory.reader().changes_after(301, 10)->size(), 0U);
}

TEST(ImportDirectory, UpdatesOnlyWhoDiffers) {
  Directory directory;
  HandClock clock;
  import_text(people(3), directory, clock);
  clock.advance(std::chrono::hours(24));
  const Outcome outcome =
      import_text(person(0) + person(1, R"(,"about":"New.")") + person(2), directory, clock);
  EXPECT_EQ(outcome.summary.updated, 1);
  EXPECT_EQ(outcome.summary.unchanged, 2);
  for (const Practitioner& p : directory.all()) {
    const bool is_changed = p.external_ids.at(0).value == "1";
    EXPECT_EQ(p.version, is_changed ? 2 : 1);
    EXPECT_EQ(p.edited == clock.now(), is_changed);
    EXPECT_EQ(p.about, is_changed ? "New." : "");
  }
}

TEST(ImportDirectory, ACorrectedMailAddressEndsTheLinksThatTheFormerOneGot) {
  Directory directory;
  const HandClock clock;
  import_text(person(1, R"(,"contact":{"mail":"former@example.org"})"), directory, clock);
  const std::string token(32, 'a');
  domain::MailedLinks& links = directory.mailed().links;
  ASSERT_TRUE(links.put(token, {.purpose = domain::LinkPurpose::kConfirmListing,
                                .practitioner = directory.all().at(0).id,
                                .expires = clock.now() + std::chrono::hours(1)}));
  import_text(person(1, R"(,"contact":{"mail":"former@example.org"},"about":"More")"), directory, clock);
  EXPECT_TRUE(links.find(token, clock.now())) << "another change ends nothing";
  import_text(person(1, R"(,"contact":{"mail":"right@example.org"})"), directory, clock);
  EXPECT_EQ(links.find(token, clock.now()).error().code, ErrorCode::kGone);
}

TEST(ImportDirectory, GoodRowsLandAroundWrongOnes) {
  Directory directory;
  const HandClock clock;
  const std::string taken =
      R"({"external_ids":[{"system":"test","value":"9"},{"system":"test","value":"1"}],)"
      R"("id":"3v8k0q7m2x1c","name":{"display":"Claims two"}})"
      "\n";
  const Outcome outcome =
      import_text(person(1) + "{\n" + person(2, R"(,"gender":"x")") + taken + person(3), directory, clock);
  EXPECT_EQ(outcome.summary.read, 5);
  EXPECT_EQ(outcome.summary.inserted, 2);
  EXPECT_EQ(outcome.summary.rejected, 2);
  EXPECT_EQ(outcome.rejected_lines, (std::vector<std::int64_t>{2, 3}));
  EXPECT_EQ(outcome.summary.updated, 1) << "an external id finds its holder";
}

TEST(ImportDirectory, ARowThatIsTwoPeopleHereIsRefused) {
  Directory directory;
  const HandClock clock;
  import_text(person(1) + person(2), directory, clock);
  const std::string before = directory.exported();
  const Outcome outcome = import_text(
      R"({"external_ids":[{"system":"test","value":"1"},{"system":"test","value":"2"}],"name":{"display":"Both"}})"
      "\n" +
          person(3),
      directory, clock);
  EXPECT_EQ(outcome.rejected_lines, (std::vector<std::int64_t>{1}));
  EXPECT_EQ(outcome.summary.inserted, 1);
  EXPECT_TRUE(directory.exported().starts_with(before));
}

TEST(ImportDirectory, WhoWithdrewIsNotListedAgainByAFile) {
  Directory directory;
  const HandClock clock;
  const ImportOptions lists{.list_basis = "test"};
  import_text(person(1) + person(2), directory, clock, lists);
  const std::string withdrawal = person(1, R"(,"listing":"withdrawn")");
  EXPECT_EQ(import_text(withdrawal, directory, clock).summary.withdrawn, 1);
  EXPECT_EQ(directory.reader().counts()->withdrawn, 1);
  EXPECT_EQ(import_text(withdrawal, directory, clock).summary.unchanged, 1);
  EXPECT_EQ(import_text(person(1), directory, clock, lists).summary.skipped, 1);
  EXPECT_EQ(directory.reader().counts()->withdrawn, 1);
  EXPECT_EQ(directory.reader().counts()->listed, 1);
  EXPECT_EQ(import_text(person(7, R"(,"listing":"withdrawn")"), directory, clock).summary.skipped, 1);
}

TEST(ImportDirectory, ADryRunTellsWhatWouldBeAndKeepsNothing) {
  Directory directory;
  const HandClock clock;
  const Outcome outcome = import_text(person(1) + "x\n" + person(2), directory, clock, {.dry_run = true});
  EXPECT_EQ(outcome.summary.inserted, 2);
  EXPECT_EQ(outcome.summary.rejected, 1);
  EXPECT_EQ(directory.exported(), "");
}

/// A store that fails at one of its writes, as a full disk or a kill would make it.
class FailingWriter final : public domain::DirectoryWriter {
 public:
  FailingWriter(domain::DirectoryWriter& writer, int good_puts) : writer_(writer), good_puts_(good_puts) {}
  Result<void> in_transaction(const std::function<Result<void>()>& body) override {
    return writer_.in_transaction(body);
  }
  Result<std::optional<Practitioner>> find_existing(const Practitioner& p) override {
    return writer_.find_existing(p);
  }
  Result<domain::PractitionerId> put(const Practitioner& p) override {
    if (good_puts_-- > 0) return writer_.put(p);
    return Error{.code = ErrorCode::kUnavailable, .message = "The disk is full."};
  }
  Result<bool> empty() override { return writer_.empty(); }

 private:
  domain::DirectoryWriter& writer_;
  int good_puts_;
};

Outcome import_until(int good_puts, const std::string& text, Directory& directory, const Clock& clock,
                     const ImportOptions& options = {}) {
  std::istringstream in(text);
  intake::NdjsonReader reader(in, seed_vocabulary(), {.trusted = options.restore, .today = kToday});
  FailingWriter writer(directory.writer(), good_puts);
  return import(reader, writer, directory, clock, options);
}

TEST(ImportDirectory, WhatIsCutShortLeavesWholeChunksAndARerunCompletesIt) {
  Directory directory;
  const HandClock clock;
  const std::string text = people(1200);
  const Outcome cut = import_until(777, text, directory, clock);
  EXPECT_EQ(cut.message, "The disk is full.");
  EXPECT_EQ(cut.summary.inserted, 500);
  EXPECT_EQ(directory.all().size(), 500U);
  const Outcome rerun = import_text(text, directory, clock);
  EXPECT_EQ(rerun.summary.unchanged, 500);
  EXPECT_EQ(rerun.summary.inserted, 700);
}

TEST(ImportDirectory, AnExportThatIsRestoredExportsTheSameBytes) {
  HandClock clock;
  const ImportOptions restore{.restore = true};
  const std::string text = generated(700);
  Directory first;
  EXPECT_EQ(import_text(text, first, clock, restore).summary.inserted, 701);
  const std::string exported = first.exported();
  expect_same_lines(exported, text);
  clock.advance(std::chrono::hours(1000));
  Directory second;
  EXPECT_EQ(import_text(exported, second, clock, restore).summary.inserted, 701);
  expect_same_lines(second.exported(), exported);
}

TEST(ImportDirectory, ARestoreThatWasCutShortIsCompletedByARerun) {
  Directory directory;
  const HandClock clock;
  const ImportOptions restore{.restore = true};
  const std::string text = generated(700);
  EXPECT_EQ(import_until(650, text, directory, clock, restore).message, "The disk is full.");
  const Outcome rerun = import_text(text, directory, clock, restore);
  EXPECT_EQ(rerun.summary.unchanged, 500);
  EXPECT_EQ(rerun.summary.inserted, 201);
  expect_same_lines(directory.exported(), text);
}

TEST(ImportDirectory, ARestoreIsRefusedBesideOtherRecords) {
  const HandClock clock;
  const ImportOptions restore{.restore = true};
  const std::string text = generated(5);
  Directory others;
  import_text(person(1), others, clock);
  Directory edited;
  import_text(text, edited, clock, restore);
  std::string other_text = text;
  other_text.replace(other_text.find("I work slowly"), 13, "I work calmly");
  const struct {
    const char* why;
    Directory& directory;
    const std::string& text;
  } cases[] = {{"somebody else is there", others, text}, {"the record is another now", edited, other_text}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const std::string before = c.directory.exported();
    std::istringstream in(c.text);
    intake::NdjsonReader reader(in, seed_vocabulary(), {.trusted = true, .today = kToday});
    const Outcome outcome = import(reader, c.directory.writer(), c.directory, clock, restore);
    EXPECT_TRUE(outcome.message.starts_with("A restore needs an empty database")) << outcome.message;
    expect_same_lines(c.directory.exported(), before);
  }
}

TEST(ImportDirectory, ARestoreTakesNoBasisOfListing) {
  Directory directory;
  const HandClock clock;
  std::istringstream in("");
  intake::NdjsonReader reader(in, seed_vocabulary(), {.trusted = true, .today = kToday});
  EXPECT_NE(
      import(reader, directory.writer(), directory, clock, {.list_basis = "x", .restore = true}).message, "");
}

TEST(ImportDirectory, AnExportThatComesBackUntrustedTakesNoCheckAway) {
  Directory directory;
  HandClock clock;
  const std::string text = std::string(document::kWholeDocument) + "\n";
  import_text(text, directory, clock, {.restore = true});
  clock.advance(std::chrono::hours(24));
  EXPECT_EQ(import_text(text, directory, clock).summary.unchanged, 1);
  expect_same_lines(directory.exported(), text);
}

TEST(ImportDirectory, TakesTheRealRowsOfTheRegistryTwice) {
  const auto path = support::shared_data("nppes/npidata_2018_layout_first200.csv");
  if (!path) GTEST_SKIP() << "the shared data is not here";
  Directory directory;
  HandClock clock;
  const ImportOptions lists{.list_basis = "public registry, for the test"};
  const auto import_rows = [&] {
    std::ifstream in(*path, std::ios::binary);
    auto reader = intake::NppesReader::open(
        in, {.vocabulary = seed_vocabulary(),
             .point_of_zip = [](std::string_view) { return domain::Point{.lat = 41.77, .lon = -72.7}; },
             .today = kToday});
    EXPECT_TRUE(reader);
    return import(**reader, directory.writer(), directory, clock, lists);
  };
  const Outcome first = import_rows();
  EXPECT_EQ(first.message, "");
  EXPECT_EQ(first.summary.read, 200);
  EXPECT_EQ(first.summary.inserted, 12);
  EXPECT_EQ(first.summary.skipped, 188);
  const std::string before = directory.exported();
  clock.advance(std::chrono::hours(24));
  EXPECT_EQ(import_rows().summary.unchanged, 12);
  expect_same_lines(directory.exported(), before);
  EXPECT_EQ(directory.reader().counts()->listed, 12);
}

}  // namespace
}  // namespace stillpoint::app
