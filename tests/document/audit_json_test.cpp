#include "document/audit_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "document/audit_csv.h"

namespace stillpoint::document {
namespace {

domain::AuditRecord record() {
  return {.sequence = 3,
          .entry = {.at = Instant{std::chrono::seconds{1'795'341'600}},
                    .actor = {.kind = domain::ActorKind::kAccount,
                              .account = {7},
                              .name = "Rosa",
                              .roles = domain::Roles().add(domain::Role::kVerifier),
                              .address = "192.0.2.7"},
                    .action = "practitioner.edit",
                    .subject = {.kind = "practitioner", .id = "3v8k0q7m2x1c"},
                    .changes = {{.field = "/about", .before = "", .after = R"("Hi")"},
                                {.field = "/languages", .before = R"(["en"])", .after = "{spoilt"}},
                    .reason = "By letter."},
          .content_digest = "aa",
          .previous_hash = "bb",
          .hash = "cc"};
}

std::string written(Addresses addresses) {
  std::string text;
  JsonWriter json(text);
  write_audit_record(json, record(), addresses);
  return text;
}

TEST(AuditJson, SaysWhoDidWhatToWhatWhenAndWhy) {
  EXPECT_EQ(
      written(Addresses::kShown),
      R"({"sequence":3,"at":"2026-11-22T10:00:00Z","actor":{"kind":"account","account":"000000000007",)"
      R"("name":"Rosa","roles":["verifier"],"address":"192.0.2.7"},"action":"practitioner.edit",)"
      R"("subject":{"kind":"practitioner","id":"3v8k0q7m2x1c"},)"
      R"("changes":[{"field":"/about","before":null,"after":"Hi"},)"
      R"({"field":"/languages","before":["en"],"after":"{spoilt"}],"reason":"By letter.","erased":false,)"
      R"("content_digest":"aa","previous_hash":"bb","hash":"cc"})");
}

TEST(AuditJson, LeavesAddressesOutWhereTheyAreNotTheReaders) {
  EXPECT_THAT(written(Addresses::kLeftOut), testing::Not(testing::HasSubstr("192.0.2.7")));
}

TEST(AuditCsv, HasALineForEachFieldAndNothingThatASpreadsheetWouldRun) {
  domain::AuditRecord spread = record();
  spread.entry.reason = "=HYPERLINK(\"x\")";
  spread.entry.changes[1].after = "-1";
  std::string text;
  append_audit_csv(text, spread);
  const std::string who =
      R"("3","2026-11-22T10:00:00Z","account","000000000007","Rosa","verifier","192.0.2.7","practitioner.edit",)"
      R"("practitioner","3v8k0q7m2x1c",)";
  const std::string why = R"x("'=HYPERLINK(""x"")","no")x";
  EXPECT_EQ(text, who + R"("/about","","""Hi""",)" + why + "\r\n" + who +
                      R"("/languages","[""en""]","'-1",)" + why + "\r\n");
  spread.entry.changes.clear();
  text.clear();
  append_audit_csv(text, spread);
  EXPECT_EQ(text, who + R"("","","",)" + why + "\r\n");
  std::string head;
  append_audit_csv_head(head);
  EXPECT_EQ(std::count(head.begin(), head.end(), ','), 14);
}

}  // namespace
}  // namespace stillpoint::document
