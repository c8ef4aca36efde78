// What programs of verifiers and owners do below /v1/admin: once, and under the state that they have read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/time_text.h"
#include "cli/served_admin.h"

namespace stillpoint::cli {
namespace {

using domain::Role;
using http::Response;
using testing::HasSubstr;
using testing::Not;

class CertificateCalls : public ServedAdmin {
 protected:
  void SetUp() override {
    ServedAdmin::SetUp();
    domain::Practitioner person;
    person.name.display = "Amara Lindqvist";
    person.listing = domain::ListingState::kListed;
    person.version = 1;
    person.credentials = {{.type = directory_->vocabulary().rows().credential_types.front().key,
                           .number = "RCST-1",
                           .issued = parse_date("2020-01-01")}};
    const Result<domain::PractitionerId> id = directory_->writer().put(person);
    ASSERT_TRUE(id) << id.error().message;
    id_ = *id;
    path_ = "/v1/admin/practitioners/" + print_id(id->value) + "/credentials/" +
            print_id(record().credentials.at(0).id.value);
  }
  domain::Practitioner record() { return *directory_->reader().find(id_); }
  Response check(const std::string& tag, const std::string& key = "") {
    std::map<std::string, std::string, std::less<>> headers;
    if (!tag.empty()) headers["If-Match"] = tag;
    if (!key.empty()) headers["Idempotency-Key"] = key;
    return call({.method = "POST",
                 .path = path_ + "/verifications",
                 .role = Role::kVerifier,
                 .body = R"({"method": "register_page", "result": "matched", "seen_name": "Amara Lindqvist",
                             "seen_number": "RCST-1", "source_url": "https://register.example.org/1"})",
                 .headers = headers});
  }
  domain::PractitionerId id_{};
  std::string path_;
};

TEST_F(CertificateCalls, ReadOneCertificateWithItsHistory) {
  const Response before = call({.method = "GET", .path = path_, .role = Role::kAuditor});
  EXPECT_EQ(before.status, 200);
  EXPECT_THAT(before.body, HasSubstr("\"number\":\"RCST-1\""));
  EXPECT_THAT(before.body, HasSubstr("\"standing\":\"in_force\""));
  const Response suspended = call({.method = "POST",
                                   .path = path_ + "/standing",
                                   .role = Role::kVerifier,
                                   .body = R"({"change": "suspend", "reason": "Under inquiry.",
                                               "private_note": "Two letters."})",
                                   .headers = {{"If-Match", header_of(before, "ETag")}}});
  EXPECT_EQ(suspended.status, 200) << suspended.body;
  const Response after = call({.method = "GET", .path = path_, .role = Role::kAuditor});
  EXPECT_THAT(after.body, HasSubstr("\"standing\":\"suspended\""));
  EXPECT_THAT(after.body, HasSubstr("\"private_note\":\"Two letters.\""));
  EXPECT_THAT(after.body, HasSubstr("\"actor\":\"verifier\""));
  EXPECT_EQ(header_of(after, "ETag"), header_of(suspended, "ETag"));
  EXPECT_NE(header_of(after, "ETag"), header_of(before, "ETag"));
}

TEST_F(CertificateCalls, AskForTheStateThatWasRead) {
  EXPECT_EQ(check("").status, 428);
  const std::string tag = header_of(call({.method = "GET", .path = path_, .role = Role::kVerifier}), "ETag");
  EXPECT_EQ(check("\"77\"").status, 412);
  const Response done = check(tag);
  EXPECT_EQ(done.status, 201) << done.body;
  const Response moved = check(tag);
  EXPECT_EQ(moved.status, 412);
  EXPECT_EQ(header_of(moved, "ETag"), header_of(done, "ETag")) << "what to read again";
  EXPECT_EQ(record().credentials.at(0).verifications.size(), 1U);
}

TEST_F(CertificateCalls, AreDoneOnceByTheirKey) {
  const std::string tag = header_of(call({.method = "GET", .path = path_, .role = Role::kVerifier}), "ETag");
  const Response first = check(tag, "a-key");
  const Response again = check(tag, "a-key");
  EXPECT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(record().credentials.at(0).verifications.size(), 1U);
}

TEST_F(CertificateCalls, MakeOnePersonAndOneTokenByTheirKey) {
  const auto create = [&](const std::string& name) {
    return call({.method = "POST",
                 .path = "/v1/admin/people",
                 .body = R"({"mail": "new@example.org", "name": ")" + name + R"(", "roles": ["auditor"]})",
                 .headers = {{"Idempotency-Key", "person-1"}}});
  };
  const Response first = create("New");
  EXPECT_EQ(first.status, 201) << first.body;
  const Response again = create("New");
  EXPECT_EQ(again.status, 201) << again.body;
  EXPECT_EQ(header_of(again, "Location"), header_of(first, "Location"));
  EXPECT_EQ(create("Other").status, 409) << "the key was used for something else";

  const auto make_token = [&] {
    return call({.method = "POST",
                 .path = "/v1/admin/tokens",
                 .body = R"({"name": "Nightly", "roles": ["owner"]})",
                 .headers = {{"Idempotency-Key", "token-1"}}});
  };
  const Response token = make_token();
  EXPECT_EQ(token.status, 201) << token.body;
  EXPECT_THAT(token.body, HasSubstr("\"token\":"));
  const Response told = make_token();
  EXPECT_EQ(told.status, 201) << told.body;
  EXPECT_THAT(told.body, Not(HasSubstr("\"token\":"))) << "a secret is shown once and kept nowhere";
  EXPECT_THAT(call({.method = "GET", .path = "/v1/admin/tokens"}).body, HasSubstr("\"total\":1"));
}

}  // namespace
}  // namespace stillpoint::cli
