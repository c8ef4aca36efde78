#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "contract/store_factories.h"
#include "domain/hooks.h"

namespace stillpoint::contract {
namespace {

using namespace std::chrono_literals;
using domain::HookDelivery;
using domain::HookEndpoint;
using domain::HookEndpointId;
using domain::HookEvent;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

class HookContract : public testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override { store_ = GetParam().make_empty(); }
  domain::HookStore& hooks() { return store_->hooks(); }

  HookEndpointId add(const std::string& url) {
    const Result<HookEndpointId> id =
        hooks().put({.partner = {5}, .url = url, .secret = "whsec_a", .created = kNow});
    EXPECT_TRUE(id) << id.error().message << id.error().detail;
    return *id;
  }
  void queue(HookEndpointId endpoint, const std::string& message, Instant at = kNow) {
    const Result<void> queued = hooks().queue({.endpoint = endpoint,
                                               .message = message,
                                               .event = HookEvent::kCredentialRevoked,
                                               .practitioner = {9},
                                               .body = "{}",
                                               .queued = at});
    ASSERT_TRUE(queued) << queued.error().message << queued.error().detail;
  }
  std::vector<std::string> due(Instant now) {
    std::vector<std::string> messages;
    const Result<std::vector<HookDelivery>> list = hooks().due(now);
    EXPECT_TRUE(list);
    for (const HookDelivery& one : *list) messages.push_back(one.message);
    return messages;
  }
  HookDelivery first(Instant now) { return hooks().due(now)->front(); }

  std::unique_ptr<StoreUnderTest> store_;
};

TEST_P(HookContract, KeepsAnEndpointAsItWasPut) {
  const HookEndpointId id = add("https://a.example/hook?x=1&y=ä");
  HookEndpoint endpoint = *hooks().find(id);
  EXPECT_EQ(endpoint.partner.value, 5);
  EXPECT_EQ(endpoint.url, "https://a.example/hook?x=1&y=ä");
  EXPECT_EQ(endpoint.created, kNow);
  EXPECT_FALSE(endpoint.stopped);
  endpoint.previous_secret = std::exchange(endpoint.secret, "whsec_b");
  endpoint.previous_until = kNow + 24h;
  endpoint.stopped = kNow + 1s;
  endpoint.stopped_because = "410";
  EXPECT_EQ(*hooks().put(endpoint), id);
  const HookEndpoint again = *hooks().find(id);
  EXPECT_EQ(again.secret, "whsec_b");
  EXPECT_EQ(again.previous_secret, "whsec_a");
  EXPECT_EQ(again.previous_until, kNow + 24h);
  EXPECT_EQ(again.stopped, kNow + 1s);
  EXPECT_EQ(again.stopped_because, "410");
  EXPECT_EQ(hooks().endpoints()->size(), 1U);
  ASSERT_TRUE(hooks().remove(id));
  EXPECT_EQ(hooks().find(id).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(hooks().remove(id).error().code, ErrorCode::kNotFound);
}

TEST_P(HookContract, TheFirstThatIsDueAtEachEndpointGoesFirst) {
  const HookEndpointId a = add("https://a.example/");
  const HookEndpointId b = add("https://b.example/");
  queue(a, "a1");
  queue(a, "a2");
  queue(b, "b1", kNow + 1s);
  EXPECT_THAT(due(kNow - 1s), IsEmpty());
  EXPECT_THAT(due(kNow), ElementsAre("a1"));
  EXPECT_THAT(due(kNow + 1s), ElementsAre("a1", "b1"));
  const HookDelivery delivery = first(kNow);
  EXPECT_EQ(delivery.event, HookEvent::kCredentialRevoked);
  EXPECT_EQ(delivery.practitioner.value, 9);
  EXPECT_EQ(delivery.body, "{}");
  ASSERT_TRUE(hooks().failed(delivery.id, "busy", kNow + 30s));
  EXPECT_THAT(due(kNow), ElementsAre("a2")) << "what waits keeps the others from nothing";
  ASSERT_TRUE(hooks().sent(first(kNow), kNow + 2s));
  EXPECT_EQ(hooks().find(a)->last_sent, kNow + 2s);
  EXPECT_THAT(due(kNow + 30s), ElementsAre("b1", "a1"));
  HookEndpoint stopped = *hooks().find(b);
  stopped.stopped = kNow;
  ASSERT_TRUE(hooks().put(stopped));
  EXPECT_THAT(due(kNow + 30s), ElementsAre("a1"));
}

TEST_P(HookContract, NothingIsDueAtAPartnersWhoIsSuspended) {
  domain::Partner partner{.name = "Clinic", .contact = "web@clinic.example", .created = kNow};
  partner.quota_per_minute = 60;
  partner.id = *store_->partners().put(partner);
  const HookEndpointId id = *hooks().put(
      {.partner = partner.id, .url = "https://a.example/", .secret = "whsec_a", .created = kNow});
  queue(id, "a1");
  EXPECT_THAT(due(kNow), ElementsAre("a1"));
  partner.state = domain::PartnerState::kSuspended;
  partner.version = 1;
  ASSERT_TRUE(store_->partners().put(partner));
  EXPECT_THAT(due(kNow), IsEmpty());
  partner.state = domain::PartnerState::kActive;
  partner.version = 2;
  ASSERT_TRUE(store_->partners().put(partner));
  EXPECT_THAT(due(kNow), ElementsAre("a1")) << "it waited";
}

TEST_P(HookContract, StoppingTouchesNothingElse) {
  const HookEndpointId id = add("https://a.example/");
  ASSERT_TRUE(hooks().stop(id, kNow + 1s, "410"));
  EXPECT_EQ(hooks().find(id)->stopped, kNow + 1s);
  EXPECT_EQ(hooks().find(id)->stopped_because, "410");
  EXPECT_EQ(hooks().find(id)->secret, "whsec_a");
  ASSERT_TRUE(hooks().stop(id, kNow + 2s, "again"));
  EXPECT_EQ(hooks().find(id)->stopped, kNow + 1s);
  ASSERT_TRUE(hooks().remove(id));
  ASSERT_TRUE(hooks().stop(id, kNow + 3s, "late"));
  EXPECT_EQ(hooks().find(id).error().code, ErrorCode::kNotFound);
}

TEST_P(HookContract, WhatWasGivenUpStaysToBeSeenAndComesBackWhenAsked) {
  const HookEndpointId a = add("https://a.example/");
  queue(a, "a1");
  queue(a, "a2");
  const std::int64_t id = first(kNow).id;
  ASSERT_TRUE(hooks().failed(id, "no answer", std::nullopt));
  EXPECT_THAT(due(kNow + 24h * 365), ElementsAre("a2"));
  const std::vector<HookDelivery> troubled = *hooks().troubled(10);
  ASSERT_EQ(troubled.size(), 2U);
  EXPECT_TRUE(troubled[0].given_up);
  EXPECT_EQ(troubled[0].last_error, "no answer");
  EXPECT_EQ(troubled[0].attempts, 1);
  ASSERT_TRUE(hooks().retry(id, kNow + 1h));
  EXPECT_EQ(first(kNow + 1h).message, "a1");
  EXPECT_EQ(first(kNow + 1h).attempts, 0);
  EXPECT_EQ(hooks().retry(id + 100, kNow).error().code, ErrorCode::kNotFound);
  ASSERT_TRUE(hooks().remove(a));
  EXPECT_THAT(*hooks().troubled(10), IsEmpty());
}

TEST_P(HookContract, WhatIsQueuedAndHowFarTheLogWasReadAreOneThing) {
  const HookEndpointId a = add("https://a.example/");
  const domain::ChangeMark begun = *store_->public_changes().latest();
  EXPECT_EQ(*hooks().position(), begun) << "a new database begins at the beginning";
  const domain::ChangeMark further{.sequence = 7, .practitioner = {8}, .at = kNow};
  const Result<void> undone = store_->unit_of_work().in_transaction([&]() -> Result<void> {
    queue(a, "never");
    if (Result<void> set = hooks().set_position(further); !set) return set;
    return Error{.code = ErrorCode::kUnavailable, .message = "no"};
  });
  EXPECT_FALSE(undone);
  EXPECT_EQ(*hooks().position(), begun);
  EXPECT_THAT(due(kNow), IsEmpty());
  ASSERT_TRUE(hooks().set_position(further));
  EXPECT_EQ(*hooks().position(), further);
}

INSTANTIATE_TEST_SUITE_P(All, HookContract, testing::ValuesIn(all_stores()),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace stillpoint::contract
