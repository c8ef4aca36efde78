#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/time_text.h"
#include "http/admin/verifying_fields.h"
#include "http/admin/verifying_pages.h"
#include "http/url.h"

namespace stillpoint::http::admin {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Request form(const std::string& body) {
  Request request;
  request.method = "POST";
  request.body = body;
  request.header = [](std::string_view name) {
    return name == "Content-Type" ? std::string("application/x-www-form-urlencoded") : std::string();
  };
  return request;
}

std::vector<std::string> places(const std::vector<Fault>& faults) {
  std::vector<std::string> found;
  found.reserve(faults.size());
  for (const Fault& fault : faults) found.push_back(fault.where);
  return found;
}

TEST(VerifyingFields, ReadACheckAsItWasTyped) {
  const Result<Form> sent = Form::read(
      form("version=7&method=letter&result=matched&checked_at=2026-11-20&contact=+The+registrar+&seen_name=A&"
           "seen_expires=2027-01-01&take_over_dates=true"));
  ASSERT_TRUE(sent);
  std::vector<Fault> faults;
  const domain::Actor actor;
  const app::VerificationReport report = read_report(fields_of(*sent), actor, faults);
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(report.version, 7);
  EXPECT_EQ(report.method, "letter");
  EXPECT_EQ(report.checked_at, *parse_instant("2026-11-20T00:00:00Z"));
  EXPECT_EQ(report.contact, "The registrar");
  EXPECT_EQ(report.seen.expires, parse_date("2027-01-01"));
  EXPECT_TRUE(report.take_over_dates);
}

TEST(VerifyingFields, NameWhatCannotBeRead) {
  const Result<Form> sent = Form::read(form("version=x&checked_at=soon&seen_issued=1.2.2020"));
  ASSERT_TRUE(sent);
  std::vector<Fault> faults;
  const domain::Actor actor;
  static_cast<void>(read_report(fields_of(*sent), actor, faults));
  EXPECT_THAT(places(faults), ElementsAre("version", "checked_at", "seen_issued"));
  faults.clear();
  static_cast<void>(read_standing(fields_of(*sent), actor, faults));
  EXPECT_THAT(places(faults), ElementsAre("version", "change"));
}

TEST(VerifyingFields, KnowEachChangeOfStandingByItsWord) {
  EXPECT_EQ(parse_change("suspend"), app::StandingChange::kSuspend);
  EXPECT_EQ(parse_change("confirm"), app::StandingChange::kConfirm);
  EXPECT_EQ(parse_change("correct"), app::StandingChange::kCorrect);
  EXPECT_FALSE(parse_change("delete"));
}

TEST(VerifyingFields, ComeAsJsonToo) {
  Request request;
  request.body = R"({"change": "revoke", "reason": "Code of ethics.", "version": 3, "alone_because": null})";
  const Result<FieldText> fields = fields_of_json(request);
  ASSERT_TRUE(fields);
  std::vector<Fault> faults;
  const domain::Actor actor;
  const app::StandingRequest asked = read_standing(*fields, actor, faults);
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(asked.change, app::StandingChange::kRevoke);
  EXPECT_EQ(asked.version, 3);
  for (const char* wrong : {"", "[]", "{\"reason\": [\"a\"]}", "{"}) {
    request.body = wrong;
    EXPECT_FALSE(fields_of_json(request)) << wrong;
  }
}

TEST(VerifyingQueue, IsAskedForInItsAddress) {
  Request request;
  request.parameters = *parse_query("kind=stale&mine=true&issuer=board&offset=50");
  domain::Actor actor;
  actor.account = {5};
  const domain::WorkFilter filter = queue_filter(request, actor);
  EXPECT_EQ(filter.kind, domain::WorkKind::kStale);
  EXPECT_EQ(filter.assignee, domain::AccountId{5});
  EXPECT_EQ(filter.issuer, "board");
  EXPECT_EQ(filter.offset, 50U);
  request.parameters = *parse_query("kind=nothing&offset=-1");
  EXPECT_FALSE(queue_filter(request, actor).kind);
  EXPECT_EQ(queue_filter(request, actor).offset, 0U);
}

TEST(Evidence, IsHandedOverAsAFileAndNeverShown) {
  const Response response = evidence_download(
      {.evidence = {.sha256 = std::string(64, 'a'), .media_type = "text/plain", .file_name = "\"\r\nx.html"},
       .content = "<script>alert(1)</script>"});
  EXPECT_EQ(response.content_type, "application/octet-stream");
  std::string headers;
  for (const auto& [name, value] : response.headers)
    headers.append(name).append(": ").append(value).append("\n");
  EXPECT_THAT(headers,
              HasSubstr("Content-Disposition: attachment; filename=\"" + std::string(64, 'a') + ".txt\""));
  EXPECT_THAT(headers, HasSubstr("sandbox"));
}

}  // namespace
}  // namespace stillpoint::http::admin
