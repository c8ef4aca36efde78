#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "base/clock.h"
#include "e2e/program.h"
#include "e2e/raw_http.h"
#include "store/sqlite/sqlite_database.h"
#include "support/temporary_folder.h"

namespace stillpoint::faults {
namespace {

using namespace std::chrono_literals;

/// Somebody with a certificate that was checked yesterday.
domain::Practitioner certified(Instant now) {
  domain::Practitioner p;
  p.listing = domain::ListingState::kListed;
  p.name.display = "Amara";
  p.edited = now;
  domain::Credential credential{.id = {990}, .type = {"bcta_na:rcst:1"}, .number = "R-1"};
  credential.events = {{.kind = domain::CredentialEventKind::kRegistered,
                        .effective = now - std::chrono::days(400),
                        .recorded = now - std::chrono::days(400)}};
  credential.verifications = {{.id = {991},
                               .method = domain::VerificationMethod::kLetter,
                               .result = domain::VerificationResult::kMatched,
                               .checked_at = now - 24h,
                               .source = "letter"}};
  p.credentials = {credential};
  return p;
}

std::string certified_total(const std::string& database) {
  e2e::RunningServer server({"serve", "--database", database});
  const std::string body = e2e::get(server.port(), "/v1/practitioners?certified=true").body;
  return body.substr(0, body.find(','));
}

TEST(ClockSetBack, MakesNothingCertifiedAgainAndTheTrailHolds) {
  const support::TemporaryFolder folder;
  const std::string path = folder.file("d.db");
  { const e2e::RunningServer made({"serve", "--database", path}); }  // with its registries
  const Instant now = SystemClock().now();
  domain::Practitioner record = certified(now);
  {
    auto database = store::SqliteDatabase::open({.path = path});
    const auto id = (*database)->writer().put(record);
    ASSERT_TRUE(id);
    record.id = *id;
  }
  ASSERT_EQ(certified_total(path), "{\"total\":1");
  {
    // It is revoked, and an hour later somebody sets the machine's clock back by two.
    auto database = store::SqliteDatabase::open({.path = path});
    const Instant then = now + 1h;
    record.credentials[0].events.push_back({.kind = domain::CredentialEventKind::kRevoked,
                                            .effective = then,
                                            .recorded = then,
                                            .reason = "Misconduct."});
    record.edited = then;
    ++record.version;
    ASSERT_TRUE((*database)->unit_of_work().in_transaction([&]() -> Result<void> {
      const auto put = (*database)->writer().put(record);
      if (!put) return put.error();
      return (*database)->audit().append(
          {.at = then, .action = "credential.revoke", .subject = {.kind = "practitioner"}});
    }));
  }
  EXPECT_EQ(certified_total(path), "{\"total\":0") << "the revocation is not still to come";
  {
    // What is written with the wrong clock has an earlier time, a later number, and a whole chain.
    auto database = store::SqliteDatabase::open({.path = path});
    ASSERT_TRUE((*database)->audit().append({.at = now - 1h, .action = "practitioner.edit"}));
    EXPECT_FALSE(*(*database)->audit().verify());
  }
  EXPECT_EQ(e2e::run({"audit", "verify", "--database", path}).status, 0);
}

}  // namespace
}  // namespace stillpoint::faults
