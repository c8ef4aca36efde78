#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <string>
#include <vector>

#include "base/time_text.h"
#include "http/json_verify.h"
#include "http/url.h"
#include "http/verdict_words.h"
#include "http/verify_parameters.h"
#include "support/fixed_clock.h"
#include "support/one_certificate.h"

namespace stillpoint::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using verify::VerdictStatus;

VerifyRequest read(std::string_view query, UnknownNames unknown = UnknownNames::kRefused) {
  return read_verify(*parse_query(query), unknown, "192.0.2.1");
}

std::vector<std::string> wrong(std::string_view query, UnknownNames unknown = UnknownNames::kRefused) {
  std::vector<std::string> places;
  for (const Fault& fault : read(query, unknown).faults) places.push_back(fault.where);
  return places;
}

TEST(VerifyParameters, AreReadExactly) {
  const VerifyRequest request =
      read("issuer=board&number=R%20-1&as_of=2026-11-20&known_at=2026-11-21T10:00:00Z");
  EXPECT_TRUE(request.faults.empty());
  EXPECT_TRUE(request.asks);
  EXPECT_EQ(request.question.issuer.value, "board");
  EXPECT_EQ(request.question.number, "R -1");
  EXPECT_EQ(request.question.address, "192.0.2.1");
  EXPECT_EQ(request.question.as_of, app::TimeAsked{*parse_date("2026-11-20")});
  EXPECT_EQ(request.question.known_at, app::TimeAsked{*parse_instant("2026-11-21T10:00:00Z")});
  EXPECT_EQ(read("issuer=board&number=+R-1+").question.number, " R-1 ");
  EXPECT_EQ(read("issuer=board&number=+R-1+", UnknownNames::kIgnored).question.number, "R-1");
}

TEST(VerifyParameters, EachWrongOneIsNamed) {
  EXPECT_THAT(wrong(""), ElementsAre("issuer", "number"));
  EXPECT_THAT(wrong("issuer=board&number=1&colour=blue"), ElementsAre("colour"));
  EXPECT_THAT(wrong("issuer=board&number=1&number=2"), ElementsAre("number"));
  EXPECT_THAT(wrong("issuer=board&number=1&as_of=soon&known_at=2026-02-30"),
              ElementsAre("as_of", "known_at"));
  EXPECT_THAT(wrong("issuer=board&number=" + std::string(401, '1')), ElementsAre("number"));
  EXPECT_THAT(wrong("issuer=board&number=%FF"), ElementsAre("number"));
  EXPECT_THAT(wrong("issuer=board&number=1&utm_source=x", UnknownNames::kIgnored), ElementsAre());
}

TEST(VerifyLinks, LeadToTheVerdictOfARecord) {
  EXPECT_EQ(verify_path({.type = {"board:rcst:1"}, .number = "R 1&x=ü"}),
            "/verify?issuer=board&number=R%201%26x%3D%C3%BC");
  EXPECT_EQ(verify_path({.type = {"board:rcst:1"}}), "") << "no number, no verdict";
}

class VerifyJson : public ::testing::Test {
 protected:
  rapidjson::Document ask(const std::string& number) {
    app::VerifyCredential verify(store_, clock_);
    const app::CertificateQuestion question{.issuer = {"board"}, .number = number, .address = "a"};
    const Result<app::CertificateAnswer> answer = verify.run(question);
    EXPECT_TRUE(answer);
    rapidjson::Document json;
    json.Parse(verify_json(*answer, question, Links("https://example.org")).c_str());
    EXPECT_TRUE(json.IsObject());
    return json;
  }
  support::OneCertificate store_;
  support::FixedClock clock_{*parse_instant("2026-11-22T10:00:00Z")};
};

TEST_F(VerifyJson, TellsTheVerdictAndWhatItRestsOn) {
  const rapidjson::Document json = ask("R-1");
  EXPECT_STREQ(json["status"].GetString(), "valid");
  EXPECT_STREQ(json["words"].GetString(),
               "This certificate is in force. Board confirmed it on 31 October 2026.");
  EXPECT_STREQ(json["holder"].GetString(), "Amara Lindqvist");
  EXPECT_STREQ(json["number"].GetString(), "R-1");
  EXPECT_EQ(json["credential_type"]["required_hours"].GetInt(), 700);
  EXPECT_STREQ(json["accreditors"][0].GetString(), "Standards Authority");
  EXPECT_STREQ(json["last_check"]["method"].GetString(), "register_page");
  EXPECT_STREQ(json["last_check"]["checked_at"].GetString(), "2026-11-01T00:00:00Z");
  EXPECT_STREQ(json["next_check_due"].GetString(), "2027-03-01T00:00:00Z");
  EXPECT_STREQ(json["as_of"].GetString(), "2026-11-22T10:00:00Z");
  EXPECT_STREQ(json["url"].GetString(), "/verify?issuer=board&number=R-1");
  EXPECT_EQ(json["does_not_say"].Size(), kVerdictDoesNotSay.size());
}

TEST_F(VerifyJson, GivesTheReasonOfARevocation) {
  store_.held_.credential.events = {{.kind = domain::CredentialEventKind::kRevoked,
                                     .effective = *parse_instant("2026-11-20T00:00:00Z"),
                                     .recorded = *parse_instant("2026-11-21T00:00:00Z"),
                                     .reason = "Code of ethics, section 2."}};
  const rapidjson::Document json = ask("R-1");
  EXPECT_STREQ(json["status"].GetString(), "revoked");
  EXPECT_STREQ(json["event"]["kind"].GetString(), "revoked");
  EXPECT_STREQ(json["event"]["reason"].GetString(), "Code of ethics, section 2.");
  EXPECT_STREQ(json["since"].GetString(), "2026-11-20T00:00:00Z");
}

TEST_F(VerifyJson, HoldsNoNameOnAMiss) {
  const rapidjson::Document json = ask("r1");
  EXPECT_STREQ(json["status"].GetString(), "unknown_number");
  EXPECT_TRUE(json["holder"].IsNull());
  EXPECT_FALSE(json["holder_withheld"].GetBool());
  EXPECT_TRUE(json["practitioner_url"].IsNull());
  EXPECT_TRUE(json["credential_type"].IsNull());
  EXPECT_STREQ(json["did_you_mean"][0].GetString(), "R-1");
}

TEST(VerdictWords, SayWithEachStatusWhatItMeansAndNeverOnlyYesOrNo) {
  app::CertificateAnswer answer;
  answer.issuer = domain::Issuer{.key = {"board"}, .name = "The Board"};
  answer.verdict.since = *parse_instant("2026-06-01T00:00:00Z");
  answer.issued = parse_date("2027-01-01");
  const struct {
    VerdictStatus status;
    const char* words;
  } cases[] = {
      {VerdictStatus::kExpired, "ran out on 31 May 2026"},
      {VerdictStatus::kNotYetValid, "begins on 1 January 2027"},
      {VerdictStatus::kSuspended, "suspended since 1 June 2026"},
      {VerdictStatus::kRevoked, "taken away on 1 June 2026"},
      {VerdictStatus::kSuperseded, "replaced by another one on 1 June 2026"},
      {VerdictStatus::kUnverified, "nobody has asked its issuer yet"},
      {VerdictStatus::kUnknownNumber, "No certificate of The Board with this number"},
      {VerdictStatus::kUnknownIssuer, "No issuer of this name"},
  };
  for (const auto& c : cases) {
    answer.verdict.status = c.status;
    EXPECT_THAT(plain_words(answer), HasSubstr(c.words));
    EXPECT_FALSE(headline_of(c.status).empty());
  }
  answer.verdict.status = VerdictStatus::kUnverified;
  answer.verdict.last_check = domain::Verification{.result = domain::VerificationResult::kDenied,
                                                   .checked_at = *parse_instant("2026-10-01T12:00:00Z")};
  EXPECT_THAT(plain_words(answer), HasSubstr("was asked on 1 October 2026, it did not confirm it"));
  answer.verdict.status = VerdictStatus::kStale;
  answer.verdict.next_due = *parse_instant("2026-11-01T12:00:00Z");
  EXPECT_THAT(plain_words(answer), HasSubstr("good until 1 November 2026"));
}

}  // namespace
}  // namespace stillpoint::http
