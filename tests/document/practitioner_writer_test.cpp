#include "document/practitioner_writer.h"

#include <gtest/gtest.h>

#include <string>

#include "base/time_text.h"
#include "document/practitioner_reader.h"
#include "document/whole_document.h"
#include "support/seed_vocabulary.h"

namespace stillpoint::document {
namespace {

using domain::Practitioner;
using support::seed_vocabulary;

const Instant kNow = *parse_instant("2026-11-22T10:00:00Z");

Practitioner whole_practitioner() {
  auto read = read_practitioner(kWholeDocument, seed_vocabulary(), {.trusted = true});
  EXPECT_TRUE(read);
  return std::move(read).value();
}

std::string written(const Practitioner& practitioner, Audience audience) {
  return write_practitioner(practitioner, seed_vocabulary(), {.audience = audience, .now = kNow});
}

TEST(PractitionerWriter, AnExportThatIsReadBackIsTheSameBytes) {
  EXPECT_EQ(written(whole_practitioner(), Audience::kExport), kWholeDocument);
}

TEST(PractitionerWriter, LeavesOutWhatIsNotOnRecord) {
  Practitioner practitioner;
  practitioner.name.display = "Ana";
  practitioner.locations.push_back({.country = "CH"});
  EXPECT_EQ(
      written(practitioner, Audience::kExport),
      R"({"listing":"draft","name":{"display":"Ana"},"locations":[{"country":"CH","precision":"area"}],"dates":{}})");
}

TEST(PractitionerWriter, TheEmptiestExportReadsBackToo) {
  Practitioner practitioner;
  practitioner.id = {1};
  practitioner.name.display = "Ana";
  practitioner.fees.declined = true;
  const std::string text = written(practitioner, Audience::kExport);
  const auto back = read_practitioner(text, seed_vocabulary(), {.trusted = true});
  ASSERT_TRUE(back) << text;
  EXPECT_EQ(*back, practitioner);
}

TEST(PractitionerWriter, ThePublicSeesNothingPrivate) {
  const std::string text = written(whole_practitioner(), Audience::kPublic);
  for (const std::string_view secret :
       {"zoe@example.org", "PO Box 17", "12 Elm Street", "43085", "40.10951", "83.01738", "own consent",
        "demoted_since", "A-17", "r-7", "Spam.", "From a file."}) {
    EXPECT_EQ(text.find(secret), std::string::npos) << secret << " in " << text;
  }
}

TEST(PractitionerWriter, ThePublicSeesWhatADecisionNeeds) {
  const std::string text = written(whole_practitioner(), Audience::kPublic);
  for (
      const std::string_view shown :
      {R"("id":"3v8k0q7m2x1c")", R"("version":7)", R"({"system":"nppes","value":"1234567893"})",
       R"("phone":"+1 614 555 0117")", R"("lat":40.11,"lon":-83.02,"precision":"area")",
       R"("street":"Seestrasse 3")", R"("lat":47.3615,"lon":8.5361,"precision":"exact")",
       R"("training_hours":24)", R"("amount":"110.00","currency":"USD","minutes":60)", R"("words":"Kind.")",
       R"("reviews_summary":{"count":1,"positive":1,"low":0.21,"high":1,"by_stars":[0,0,0,0,1],"invited":12,"latest":"2026-09-01"})",
       R"("dates":{"edited":"2026-10-03T00:00:00Z","attested":"2026-10-01T00:00:00Z","verified":"2026-10-02T09:00:00Z"})",
       R"("checked_at":"2026-10-02T09:00:00Z","source":"register of BCTA/NA")"}) {
    EXPECT_NE(text.find(shown), std::string::npos) << shown << " in " << text;
  }
}

TEST(PractitionerWriter, ThePublicDocumentCanBeReadAgain) {
  const std::string text = written(whole_practitioner(), Audience::kPublic);
  EXPECT_TRUE(
      read_practitioner(text, seed_vocabulary(), {.today = std::chrono::floor<std::chrono::days>(kNow)}))
      << text;
}

}  // namespace
}  // namespace stillpoint::document
