#include <gtest/gtest.h>

#include <memory>

#include "contract/store_factories.h"

namespace stillpoint::contract {
namespace {

class SettingContract : public testing::TestWithParam<StoreFactory> {
 protected:
  std::unique_ptr<StoreUnderTest> store_ = GetParam().make_empty();
};

TEST_P(SettingContract, KeepsWhatWasSetLast) {
  EXPECT_FALSE(store_->settings().find("days")->has_value());
  ASSERT_TRUE(store_->settings().put("days", "30"));
  ASSERT_TRUE(store_->settings().put("days", "60"));
  ASSERT_TRUE(store_->settings().put("Days", "1"));
  EXPECT_EQ(*store_->settings().find("days"), "60");
  EXPECT_EQ(*store_->beside()->settings().find("days"), "60") << "another program reads it too";
  EXPECT_EQ(*store_->settings().find("Days"), "1") << "names are compared byte for byte";
}

INSTANTIATE_TEST_SUITE_P(All, SettingContract, testing::ValuesIn(all_stores()),
                         [](const testing::TestParamInfo<StoreFactory>& store) { return store.param.name; });

}  // namespace
}  // namespace stillpoint::contract
