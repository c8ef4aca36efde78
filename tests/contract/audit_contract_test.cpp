#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "contract/records.h"
#include "contract/store_factories.h"

namespace stillpoint::contract {
namespace {

using domain::AuditEntry;
using domain::AuditFilter;
using domain::AuditRecord;
using domain::AuditSubject;
using testing::ElementsAre;
using testing::IsEmpty;

const AuditSubject kAmara{.kind = "practitioner", .id = "3v8k0q7m2x1c"};
const AuditSubject kIssuer{.kind = "issuer", .id = "bcta-na"};

AuditEntry entry(const std::string& action, const AuditSubject& subject, std::int64_t account = 7) {
  return {.at = Instant{std::chrono::seconds{1'800'000'000}},
          .actor = {.kind = account == 0 ? domain::ActorKind::kOperator : domain::ActorKind::kAccount,
                    .account = {account},
                    .name = "Rosa \"R\" Registrar",
                    .roles = domain::Roles().add(domain::Role::kRegistrar).add(domain::Role::kVerifier),
                    .address = "192.0.2.7"},
          .action = action,
          .subject = subject,
          .changes = {{.field = "/name/display", .before = "\"Amara\"", .after = "\"Zoë \\\"Z\\\" Ōta\\n\""},
                      {.field = "/about", .before = "", .after = "\"\""}},
          .reason = "By letter:\n\tname changed \\ confirmed\x01."};
}

class AuditContract : public testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override { store_ = GetParam().make_empty(); }
  void append(const AuditEntry& written) {
    const Result<void> done = store_->audit().append(written);
    ASSERT_TRUE(done) << done.error().message << " " << done.error().detail;
  }
  std::vector<AuditRecord> read(const AuditFilter& filter = {}) {
    std::vector<AuditRecord> records;
    const Result<void> done =
        store_->audit().for_each(filter, [&](const AuditRecord& record) -> Result<void> {
          records.push_back(record);
          return {};
        });
    EXPECT_TRUE(done) << done.error().message << " " << done.error().detail;
    return records;
  }
  std::vector<std::string> actions(const AuditFilter& filter = {}) {
    std::vector<std::string> list;
    for (const AuditRecord& record : read(filter)) list.push_back(record.entry.action);
    return list;
  }
  /// Why the chain does not hold; empty where it does.
  std::string broken() {
    const auto verified = store_->audit().verify();
    EXPECT_TRUE(verified) << verified.error().message << " " << verified.error().detail;
    return verified && *verified ? (*verified)->what : "";
  }

  std::unique_ptr<StoreUnderTest> store_;
};

TEST_P(AuditContract, StartsEmptyAndWhole) {
  EXPECT_THAT(read(), IsEmpty());
  EXPECT_EQ(broken(), "");
}

TEST_P(AuditContract, GivesBackWhatWasWrittenBoundToWhatWasBefore) {
  const AuditEntry first = entry("practitioner.edit", kAmara);
  const AuditEntry second = entry("issuer.create", kIssuer, 0);
  append(first);
  append(second);
  append({});
  const std::vector<AuditRecord> records = read();
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].sequence, 1);
  EXPECT_EQ(records[2].sequence, 3);
  EXPECT_EQ(records[0].entry.actor, first.actor);
  EXPECT_EQ(records[1].entry.actor, second.actor);
  EXPECT_EQ(records[0].entry.at, first.at);
  EXPECT_EQ(records[0].entry.changes, first.changes);
  EXPECT_EQ(records[0].entry.reason, first.reason);
  EXPECT_EQ(records[1].entry.subject.id, "bcta-na");
  EXPECT_FALSE(records[0].erased);
  EXPECT_EQ(records[0].previous_hash, std::string(64, '0'));
  EXPECT_EQ(records[1].previous_hash, records[0].hash);
  EXPECT_EQ(records[2].previous_hash, records[1].hash);
  EXPECT_EQ(records[0].content_digest.size(), 64U);
  EXPECT_THAT(records[2].entry.changes, IsEmpty());
  EXPECT_EQ(broken(), "");
}

TEST_P(AuditContract, EqualContentsHaveDifferentDigests) {
  append(entry("practitioner.edit", kAmara));
  append(entry("practitioner.edit", kAmara));
  const std::vector<AuditRecord> records = read();
  EXPECT_NE(records[0].content_digest, records[1].content_digest) << "or an erased one could be guessed";
}

TEST_P(AuditContract, NarrowsByRecordAndPersonAndGoesOnFromAnEntry) {
  for (const char* const action : {"a", "b", "c"}) append(entry(action, kAmara));
  append(entry("d", kIssuer));
  append(entry("e", kIssuer, 8));
  append(entry("f", kAmara, 0));
  EXPECT_THAT(actions({.subject = kAmara}), ElementsAre("a", "b", "c", "f"));
  EXPECT_THAT(actions({.subject = AuditSubject{.kind = "issuer"}}), ElementsAre("d", "e"));
  EXPECT_THAT(actions({.account = domain::AccountId{7}}), ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(actions({.subject = kIssuer, .account = domain::AccountId{8}}), ElementsAre("e"));
  EXPECT_THAT(actions({.after = 4}), ElementsAre("e", "f"));
  EXPECT_THAT(actions({.newest_first = true, .count = 2}), ElementsAre("f", "e"));
  EXPECT_THAT(actions({.after = 5, .newest_first = true, .count = 2}), ElementsAre("d", "c"));
  EXPECT_THAT(actions({.subject = kAmara, .after = 2, .count = 1}), ElementsAre("c"));
  EXPECT_THAT(actions({.subject = AuditSubject{.kind = "school"}}), IsEmpty());
}

TEST_P(AuditContract, StopsReadingWhereTheVisitorSaysSo) {
  append(entry("a", kAmara));
  append(entry("b", kAmara));
  int visited = 0;
  const Result<void> done = store_->audit().for_each({}, [&](const AuditRecord&) -> Result<void> {
    ++visited;
    return Error{.code = ErrorCode::kUnavailable, .message = "Enough."};
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().message, "Enough.");
  EXPECT_EQ(visited, 1);
}

TEST_P(AuditContract, LandsWithTheChangeOrNotAtAll) {
  const Result<void> failed = store_->unit_of_work().in_transaction([&]() -> Result<void> {
    EXPECT_TRUE(store_->writer().put(small_record("A")));
    EXPECT_TRUE(store_->audit().append(entry("practitioner.register", kAmara)));
    return Error{.code = ErrorCode::kInvalid, .message = "No."};
  });
  EXPECT_FALSE(failed);
  EXPECT_THAT(read(), IsEmpty());
  EXPECT_TRUE(*store_->writer().empty());
  EXPECT_TRUE(store_->unit_of_work().in_transaction([&]() -> Result<void> {
    EXPECT_TRUE(store_->writer().put(small_record("A")));
    return store_->audit().append(entry("practitioner.register", kAmara));
  }));
  EXPECT_THAT(actions(), ElementsAre("practitioner.register"));
  EXPECT_EQ(read()[0].sequence, 1) << "what was taken back leaves no gap";
  EXPECT_FALSE(*store_->writer().empty());
}

TEST_P(AuditContract, ErasesContentAndKeepsTheChain) {
  append(entry("practitioner.register", kAmara));
  append(entry("issuer.create", kIssuer));
  append(entry("practitioner.edit", kAmara));
  const std::vector<AuditRecord> before = read();
  const Result<std::int64_t> erased = store_->audit().erase(kAmara);
  ASSERT_TRUE(erased) << erased.error().message << " " << erased.error().detail;
  EXPECT_EQ(*erased, 2);
  const std::vector<AuditRecord> after = read();
  ASSERT_EQ(after.size(), 3U);
  EXPECT_TRUE(after[0].erased);
  EXPECT_FALSE(after[1].erased);
  EXPECT_THAT(after[0].entry.changes, IsEmpty());
  EXPECT_EQ(after[0].entry.reason, "");
  EXPECT_EQ(after[0].entry.actor.address, "");
  EXPECT_EQ(after[0].entry.actor.name, before[0].entry.actor.name) << "who did it stays";
  EXPECT_EQ(after[0].entry.action, "practitioner.register");
  EXPECT_EQ(after[0].content_digest, before[0].content_digest);
  EXPECT_EQ(after[2].hash, before[2].hash);
  EXPECT_EQ(after[1].entry.changes, before[1].entry.changes);
  EXPECT_EQ(broken(), "");
  append(entry("practitioner.edit", kAmara));
  EXPECT_EQ(broken(), "");
  EXPECT_EQ(*store_->audit().erase(kAmara), 1) << "what was erased already is not counted again";
}

TEST_P(AuditContract, KeepsOneChainBesideAnotherProgramAndThreads) {
  auto other = store_->beside();
  constexpr int kEach = 20;
  {
    std::vector<std::jthread> writers;
    for (StoreUnderTest* const store : {store_.get(), store_.get(), other.get()}) {
      writers.emplace_back([store] {
        for (int i = 0; i < kEach; ++i) EXPECT_TRUE(store->audit().append(entry("x", kAmara)));
      });
    }
  }
  const std::vector<AuditRecord> records = read();
  ASSERT_EQ(records.size(), 3U * kEach);
  EXPECT_EQ(records.back().sequence, 3 * kEach);
  EXPECT_EQ(broken(), "");
}

TEST_P(AuditContract, KeepsItsOrderWhereTheClockWasSetBack) {
  AuditEntry late = entry("late", kAmara);
  AuditEntry early = entry("early", kAmara);
  early.at = late.at - std::chrono::hours(24 * 365);
  append(late);
  append(early);
  EXPECT_THAT(actions(), ElementsAre("late", "early"));
  EXPECT_EQ(broken(), "");
}

INSTANTIATE_TEST_SUITE_P(All, AuditContract, testing::ValuesIn(all_stores()),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace stillpoint::contract
