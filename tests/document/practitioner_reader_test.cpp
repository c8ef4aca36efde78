#include "document/practitioner_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/time_text.h"
#include "document/object_reader.h"
#include "document/practitioner_writer.h"
#include "document/whole_document.h"
#include "document/wrong_documents.h"
#include "support/seed_vocabulary.h"

namespace stillpoint::document {
namespace {

using domain::Practitioner;
using support::seed_vocabulary;

const Date kToday = *parse_date("2026-11-22");

Result<Practitioner> read(std::string_view json, bool trusted) {
  return read_practitioner(json, seed_vocabulary(), {.trusted = trusted, .today = kToday});
}

std::string faults_of(const Result<Practitioner>& result) {
  std::string text;
  if (result) return text;
  for (const Fault& fault : result.error().faults) {
    text += fault.where + ": " + fault.what + " (" + fault.allowed + ") [" + fault.value + "]\n";
  }
  return text;
}

TEST(PractitionerReader, TakesATrustedTextAsItStands) {
  const auto practitioner = read(kWholeDocument, true);
  ASSERT_TRUE(practitioner) << faults_of(practitioner);
  EXPECT_EQ(practitioner->version, 7);
  EXPECT_EQ(practitioner->listing, domain::ListingState::kListed);
  EXPECT_TRUE(practitioner->demoted_since);
  EXPECT_EQ(practitioner->name.display, "Zoë Lindqvist-Ōta");
  ASSERT_EQ(practitioner->professions.size(), 2U);
  EXPECT_FALSE(practitioner->professions[0].licences[0].verifications[0].claimed);
  EXPECT_EQ(practitioner->fees.lines[0].price.minor, 11'000);
  EXPECT_EQ(practitioner->fees.lines[1].price.minor, 8'000);
  EXPECT_EQ(practitioner->locations[0].wheelchair, domain::Known::kYes);
  EXPECT_EQ(practitioner->locations[0].home_visits, domain::Known::kNo);
  EXPECT_EQ(practitioner->locations[1].accepting, domain::Known::kUnknown);
  EXPECT_FALSE(practitioner->reviews[0].claimed);
  EXPECT_EQ(print_instant(*practitioner->attested), "2026-10-01T00:00:00Z");
}

TEST(PractitionerReader, LetsAnUntrustedTextClaimButNeverProve) {
  const auto practitioner = read(kWholeDocument, false);
  ASSERT_TRUE(practitioner) << faults_of(practitioner);
  EXPECT_EQ(practitioner->version, 0);
  EXPECT_EQ(practitioner->edited, Instant{});
  EXPECT_EQ(practitioner->attested, std::nullopt);
  EXPECT_EQ(practitioner->listing, domain::ListingState::kDraft);
  EXPECT_EQ(practitioner->listing_basis, "");
  EXPECT_EQ(practitioner->demoted_since, std::nullopt);
  EXPECT_EQ(practitioner->reviews_invited, 0);
  for (const auto& held : practitioner->professions) {
    for (const auto& licence : held.licences) {
      for (const auto& check : licence.verifications) EXPECT_TRUE(check.claimed);
    }
  }
  for (const auto& credential : practitioner->credentials) {
    for (const auto& event : credential.events) EXPECT_TRUE(event.claimed);
    for (const auto& check : credential.verifications) EXPECT_TRUE(check.claimed);
  }
  for (const auto& review : practitioner->reviews) EXPECT_TRUE(review.claimed);
  EXPECT_FALSE(practitioner->reviews.empty());
}

TEST(PractitionerReader, LetsAnUntrustedTextWithdraw) {
  const auto practitioner = read(document_with(R"("listing":"withdrawn")"), false);
  ASSERT_TRUE(practitioner);
  EXPECT_EQ(practitioner->listing, domain::ListingState::kWithdrawn);
}

TEST(PractitionerReader, ClaimedCannotBeTakenBackByTheText) {
  const auto practitioner =
      read(document_with(R"("reviews":[{"origin":"invited","state":"published","stars":5,)"
                         R"("published_at":"2026-09-01T12:00:00Z","claimed":false}])"),
           false);
  ASSERT_TRUE(practitioner) << faults_of(practitioner);
  EXPECT_TRUE(practitioner->reviews.at(0).claimed);
}

TEST(PractitionerReader, PassesOverWhatTheProgramDerives) {
  const auto practitioner =
      read(document_with(R"("url":"/x","training_hours":9,"reviews_summary":{"count":1},"checklist":[1],)"
                         R"("dates":{"verified":"2026-01-01"},)"
                         R"("credentials":[{"type":"bcta_na:rcst:1","verify_url":"/v"}])"),
           true);
  ASSERT_TRUE(practitioner) << faults_of(practitioner);
}

TEST(PractitionerReader, OrdersHistoriesByTime) {
  const auto practitioner = read(
      document_with(
          R"("credentials":[{"type":"bcta_na:rcst:1","events":[)"
          R"({"kind":"revoked","effective":"2024-01-01T00:00:00Z","recorded":"2024-01-02T00:00:00Z"},)"
          R"({"kind":"registered","effective":"2020-01-01T00:00:00Z","recorded":"2020-01-02T00:00:00Z"}]}])"),
      true);
  ASSERT_TRUE(practitioner) << faults_of(practitioner);
  EXPECT_EQ(practitioner->credentials[0].events[0].kind, domain::CredentialEventKind::kRegistered);
}

void expect_refused(const Wrong& wrong) {
  SCOPED_TRACE(wrong.why);
  const auto practitioner = read(document_with(wrong.members), false);
  ASSERT_FALSE(practitioner);
  EXPECT_EQ(practitioner.error().code, ErrorCode::kInvalid);
  const auto& faults = practitioner.error().faults;
  const auto found = std::find_if(faults.begin(), faults.end(),
                                  [&](const Fault& fault) { return fault.where == wrong.where; });
  ASSERT_NE(found, faults.end()) << faults_of(practitioner);
  EXPECT_TRUE(found->what.ends_with('.')) << found->what;
  EXPECT_FALSE(found->allowed.empty());
}

TEST(PractitionerReader, RefusesWhatIsNotOfTheShape) {
  for (const Wrong& wrong : kOfTheWrongShape) expect_refused(wrong);
}

TEST(PractitionerReader, RefusesWhatCannotBe) {
  for (const Wrong& wrong : kAgainstWhatIsKnown) expect_refused(wrong);
}

TEST(PractitionerReader, RefusesARecordThatNothingTellsFromAnother) {
  const auto practitioner = read(R"({"name":{"display":"Ana"}})", true);
  ASSERT_FALSE(practitioner);
  EXPECT_EQ(practitioner.error().faults.at(0).where, "/external_ids");
}

TEST(PractitionerReader, RefusesARecordWithoutAName) {
  for (const std::string_view text : {R"({"id":"3v8k0q7m2x1c"})", R"({"id":"3v8k0q7m2x1c","name":{}})"}) {
    EXPECT_FALSE(read(text, true)) << text;
  }
}

TEST(PractitionerReader, TellsEveryFaultAtOnce) {
  const auto practitioner =
      read(document_with(
               R"("gender":"x","languages":["tlh","en","en"],"about":5,"extra":{}, "fees":{"declined":1})"),
           false);
  ASSERT_FALSE(practitioner);
  EXPECT_EQ(practitioner.error().faults.size(), 6U) << faults_of(practitioner);
}

TEST(PractitionerReader, QuotesAWrongValueShortened) {
  const auto practitioner = read(document_with(R"("gender":")" + std::string(500, 'x') + R"(")"), false);
  ASSERT_FALSE(practitioner);
  EXPECT_EQ(practitioner.error().faults.at(0).value.size(), FaultList::kQuotedBytesMax);
}

TEST(PractitionerReader, StopsCountingFaultsThatNobodyWouldRead) {
  std::string list = "\"x\"";
  for (int i = 0; i < 40; ++i) list += ",\"x\"";
  const std::string members =
      R"("languages":[)" + list + R"(],"populations":[)" + list + R"(],"approaches":[)" + list + "]";
  const auto practitioner = read(document_with(members), false);
  ASSERT_FALSE(practitioner);
  EXPECT_EQ(practitioner.error().faults.size(), FaultList::kFaultsMax);
}

TEST(PractitionerReader, HoldsTheLimitsOfLengthInCharacters) {
  std::string name;
  for (int i = 0; i < 200; ++i) name += "ö";
  const std::string frame = R"({"id":"3v8k0q7m2x1c","name":{"display":")";
  EXPECT_TRUE(read(frame + name + R"("}})", true));
  EXPECT_FALSE(read(frame + name + "o" + R"("}})", true));
}

TEST(PractitionerReader, RefusesATextBeyondOneMebibyte) {
  const std::string padding(1U << 20U, ' ');
  EXPECT_FALSE(read(std::string(kWholeDocument) + padding, true));
}

TEST(PractitionerReader, RefusesWhatIsNoObject) {
  for (const std::string_view text : {"[]", "5", "\"a\"", "null", ""}) {
    const auto practitioner = read(text, true);
    ASSERT_FALSE(practitioner) << text;
    EXPECT_EQ(practitioner.error().faults.size(), 1U) << text;
  }
}

}  // namespace
}  // namespace stillpoint::document
