#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "contract/records.h"
#include "contract/store_factories.h"

namespace stillpoint::contract {
namespace {

using domain::Photo;
using domain::PractitionerId;
using testing::IsEmpty;
using testing::SizeIs;

class PhotoContract : public testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override { store_ = GetParam().make_empty(); }
  domain::PhotoStore& photos() { return store_->photos(); }
  PractitionerId add(const std::string& name, domain::ListingState listing) {
    domain::Practitioner record = small_record(name);
    record.listing = listing;
    const Result<PractitionerId> id = store_->writer().put(record);
    EXPECT_TRUE(id) << id.error().message;
    return id ? *id : PractitionerId{};
  }
  static Photo photo_of(PractitionerId id, char digit) {
    return {.practitioner = id,
            .picture = {.sha256 = std::string(64, digit),
                        .media_type = "image/jpeg",
                        .bytes = 1234,
                        .width = 640,
                        .height = 480},
            .stored = Instant{std::chrono::seconds{1'790'000'000}},
            .actor = "Rita"};
  }
  std::unique_ptr<StoreUnderTest> store_;
};

TEST_P(PhotoContract, KeepsOnePictureOfEachPerson) {
  const PractitionerId amara = add("Amara", domain::ListingState::kListed);
  const PractitionerId boris = add("Boris", domain::ListingState::kListed);
  EXPECT_FALSE(photos().find(amara)->has_value());
  ASSERT_TRUE(photos().put(photo_of(amara, 'a')));
  ASSERT_TRUE(photos().put(photo_of(amara, 'b')));
  const auto found = photos().find(amara);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->picture.sha256, std::string(64, 'b'));
  EXPECT_EQ((*found)->picture.media_type, "image/jpeg");
  EXPECT_EQ((*found)->picture.bytes, 1234);
  EXPECT_EQ((*found)->picture.width, 640);
  EXPECT_EQ((*found)->picture.height, 480);
  EXPECT_EQ((*found)->stored, photo_of(amara, 'b').stored);
  EXPECT_EQ((*found)->actor, "Rita");
  EXPECT_THAT(*photos().of({boris, amara}), SizeIs(1));
  EXPECT_THAT(*photos().of({}), IsEmpty());
  ASSERT_TRUE(photos().remove(amara));
  EXPECT_EQ(photos().remove(amara).error().code, ErrorCode::kNotFound);
}

TEST_P(PhotoContract, ShowsAPictureWhileSomebodyListedHasIt) {
  const PractitionerId draft = add("Amara", domain::ListingState::kDraft);
  const std::string digest(64, 'a');
  ASSERT_TRUE(photos().put(photo_of(draft, 'a')));
  EXPECT_FALSE(photos().shown(digest)->has_value()) << "nobody sees a draft";
  EXPECT_TRUE(*photos().in_use(digest));
  const PractitionerId listed = add("Boris", domain::ListingState::kListed);
  ASSERT_TRUE(photos().put(photo_of(listed, 'a')));
  const auto shown = photos().shown(digest);
  ASSERT_TRUE(shown && *shown);
  EXPECT_EQ((*shown)->media_type, "image/jpeg");
  ASSERT_TRUE(photos().remove(listed));
  EXPECT_TRUE(*photos().in_use(digest)) << "another one has it";
  ASSERT_TRUE(photos().remove(draft));
  EXPECT_FALSE(*photos().in_use(digest));
}

TEST_P(PhotoContract, CountsEvidenceAsAUseOfAFile) {
  const std::string digest(64, 'e');
  ASSERT_TRUE(store_->verifying().put_evidence(
      {.sha256 = digest, .media_type = "image/png", .bytes = 1, .file_name = "scan.png"}));
  EXPECT_TRUE(*photos().in_use(digest));
}

INSTANTIATE_TEST_SUITE_P(All, PhotoContract, testing::ValuesIn(all_stores()),
                         [](const testing::TestParamInfo<StoreFactory>& store) { return store.param.name; });

}  // namespace
}  // namespace stillpoint::contract
