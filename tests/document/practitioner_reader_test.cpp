#include "document/practitioner_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/time_text.h"
#include "document/object_reader.h"
#include "document/practitioner_writer.h"
#include "document/whole_document.h"
#include "support/seed_vocabulary.h"

namespace stillpoint::document {
namespace {

using domain::Practitioner;
using testing::seed_vocabulary;

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

/// A document that is good but for the members given.
std::string document_with(std::string_view members) {
  const std::string_view identity = members.starts_with("\"id\"")
                                        ? R"("external_ids":[{"system":"test","value":"1"}])"
                                        : R"("id":"3v8k0q7m2x1c")";
  return "{" + std::string(identity) + R"(,"name":{"display":"Ana"},)" + std::string(members) + "}";
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

struct Wrong {
  std::string_view why;
  std::string_view members;
  std::string_view where;
};

// What the shape itself refuses.
constexpr Wrong kOfTheWrongShape[] = {
    {"an unknown member", R"("rating":5)", "/rating"},
    {"a member twice", R"("about":"a","about":"b")", "/about"},
    {"null", R"("about":null)", "/about"},
    {"a number for a text", R"("about":5)", "/about"},
    {"an empty text", R"("about":"")", "/about"},
    {"a blank text", R"("about":" \n ")", "/about"},
    {"a NUL", R"("about":"a\u0000b")", "/about"},
    {"a line feed where one line stands", R"("contact":{"phone":"555\n0117"})", "/contact/phone"},
    {"an id that none of ours is", R"("id":"17")", "/id"},
    {"a version below zero", R"("version":-1)", "/version"},
    {"half a version", R"("version":1.5)", "/version"},
    {"another listing", R"("listing":"hidden")", "/listing"},
    {"another gender", R"("gender":"x")", "/gender"},
    {"a list for an object", R"("contact":[])", "/contact"},
    {"an object for a list", R"("languages":{})", "/languages"},
    {"a number among keys", R"("languages":["en",5])", "/languages/1"},
    {"a website that is a script", R"("contact":{"website":"javascript:0"})", "/contact/website"},
    {"a website without a host", R"("contact":{"website":"https:///x"})", "/contact/website"},
    {"a website with a space", R"("contact":{"website":"https://example.org/a b"})", "/contact/website"},
    {"mail without an at", R"("contact":{"mail":"zoe"})", "/contact/mail"},
    {"words for a telephone", R"("contact":{"phone":"call me"})", "/contact/phone"},
    {"a registry with capitals", R"("external_ids":[{"system":"NPPES","value":"1"}])",
     "/external_ids/0/system"},
    {"an external id without a value", R"("external_ids":[{"system":"a"}])", "/external_ids/0/value"},
    {"a licence without a jurisdiction", R"("professions":[{"profession":"other","licences":[{}]}])",
     "/professions/0/licences/0/jurisdiction"},
    {"a status that is none",
     R"("professions":[{"profession":"other","licences":[{"jurisdiction":"CH","status":"ok"}]}])",
     "/professions/0/licences/0/status"},
    {"a day that is none", R"("credentials":[{"type":"bcta_na:rcst:1","issued":"2026-02-30"}])",
     "/credentials/0/issued"},
    {"an instant without a zone",
     R"("credentials":[{"type":"bcta_na:rcst:1","verifications":[{"method":"call","result":"matched","checked_at":"2026-01-01T00:00:00"}]}])",
     "/credentials/0/verifications/0/checked_at"},
    {"an event without a time", R"("credentials":[{"type":"bcta_na:rcst:1","events":[{"kind":"revoked"}]}])",
     "/credentials/0/events/0/effective"},
    {"a digest that is none",
     R"("credentials":[{"type":"bcta_na:rcst:1","verifications":[{"method":"call","result":"matched","checked_at":"2026-01-01T00:00:00Z","evidence_sha256":"AB"}]}])",
     "/credentials/0/verifications/0/evidence_sha256"},
    {"hours below zero", R"("training":[{"school_name":"S","kind":"class","hours":-1}])",
     "/training/0/hours"},
    {"no hours", R"("training":[{"school_name":"S","kind":"class"}])", "/training/0/hours"},
    {"a training of no school", R"("training":[{"kind":"class","hours":1}])", "/training/0/school"},
    {"a training of two schools",
     R"("training":[{"school":"ctet","school_name":"S","kind":"class","hours":1}])", "/training/0/school"},
    {"six stars",
     R"("reviews":[{"origin":"open","state":"pending","stars":6,"published_at":"2026-01-01T00:00:00Z"}])",
     "/reviews/0/stars"},
    {"a location in no country", R"("locations":[{"city":"Ulm"}])", "/locations/0/country"},
    {"a latitude beyond the pole", R"("locations":[{"country":"US","lat":91,"lon":0}])", "/locations/0/lat"},
    {"a latitude alone", R"("locations":[{"country":"US","lat":1}])", "/locations/0/lon"},
    {"yes for true", R"("locations":[{"country":"US","accepting":"yes"}])", "/locations/0/accepting"},
    {"a number for an amount", R"("fees":{"lines":[{"kind":"session","amount":110,"currency":"USD"}]})",
     "/fees/lines/0/amount"},
    {"a price without a currency", R"("fees":{"lines":[{"kind":"session","amount":"110.00"}]})",
     "/fees/lines/0/currency"},
    {"a session of no minutes",
     R"("fees":{"lines":[{"kind":"session","amount":"110.00","currency":"USD","minutes":0}]})",
     "/fees/lines/0/minutes"},
    {"a control character", R"("about":"a\u0007b")", "/about"},
};

// What takes more than the shape to see: a vocabulary, the day, another member.
constexpr Wrong kAgainstWhatIsKnown[] = {
    {"a language that none has", R"("languages":["tlh"])", "/languages/0"},
    {"a language twice", R"("languages":["en","en"])", "/languages/1"},
    {"a profession that none is", R"("professions":[{"profession":"reiki"}])", "/professions/0/profession"},
    {"a profession twice", R"("professions":[{"profession":"other"},{"profession":"other"}])",
     "/professions/1/profession"},
    {"a jurisdiction that none is",
     R"("professions":[{"profession":"other","licences":[{"jurisdiction":"US-ZZ"}]}])",
     "/professions/0/licences/0/jurisdiction"},
    {"a credential by its letters alone", R"("credentials":[{"type":"RCST"}])", "/credentials/0/type"},
    {"a credential that expires before it is issued",
     R"("credentials":[{"type":"bcta_na:rcst:1","issued":"2025-01-02","expires":"2025-01-01"}])",
     "/credentials/0/expires"},
    {"a school that is in no vocabulary", R"("training":[{"school":"nowhere","kind":"class","hours":1}])",
     "/training/0/school"},
    {"a condition twice", R"("conditions":[{"condition":"migraine"},{"condition":"migraine"}])",
     "/conditions/1/condition"},
    {"experience from the future", R"("conditions":[{"condition":"migraine","since_year":2027}])",
     "/conditions/0/since_year"},
    {"a training from the future",
     R"("training":[{"school_name":"S","kind":"class","hours":1,"completed":"2026-11-23"}])",
     "/training/0/completed"},
    {"a review from the future",
     R"("reviews":[{"origin":"open","state":"pending","stars":5,"published_at":"2026-11-23T00:00:00Z"}])",
     "/reviews/0/published_at"},
    {"a country that none is", R"("locations":[{"country":"XX"}])", "/locations/0/country"},
    {"a region of another country", R"("locations":[{"country":"CA","jurisdiction":"US-OH"}])",
     "/locations/0/jurisdiction"},
    {"a third digit of cents", R"("fees":{"lines":[{"kind":"session","amount":"1.005","currency":"USD"}]})",
     "/fees/lines/0/amount"},
    {"cents of a yen", R"("fees":{"lines":[{"kind":"session","amount":"80.00","currency":"JPY"}]})",
     "/fees/lines/0/amount"},
    {"a price beyond reason", R"("fees":{"lines":[{"kind":"session","amount":"9999999","currency":"USD"}]})",
     "/fees/lines/0/amount"},
    {"a currency that none is", R"("fees":{"lines":[{"kind":"session","amount":"80","currency":"XXX"}]})",
     "/fees/lines/0/currency"},
    {"a single session of three",
     R"("fees":{"lines":[{"kind":"session","amount":"80","currency":"USD","sessions":3}]})",
     "/fees/lines/0/sessions"},
    {"fees declined and stated",
     R"("fees":{"declined":true,"lines":[{"kind":"session","amount":"80","currency":"USD"}]})",
     "/fees/declined"},
    {"fewer sessions at most than at least", R"("session":{"sessions_min":5,"sessions_max":3})",
     "/session/sessions_max"},
};

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
