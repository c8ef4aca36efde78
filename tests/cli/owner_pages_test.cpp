// What owners do with settings and personal data, through the program as it is served.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "cli/served_admin.h"

namespace stillpoint::cli {
namespace {

using domain::Role;
using http::Response;
using testing::HasSubstr;
using testing::Not;

class OwnerPages : public ServedAdmin {
 protected:
  std::string add(const std::string& name, domain::ListingState listing = domain::ListingState::kListed) {
    domain::Practitioner person;
    person.name.display = name;
    person.listing = listing;
    person.edited = directory_->clock().now() - std::chrono::hours{24 * 40};
    const Result<domain::PractitionerId> id = directory_->writer().put(person);
    EXPECT_TRUE(id) << id.error().message;
    return id ? print_id(id->value) : std::string();
  }
  Result<domain::Practitioner> find(const std::string& id) {
    return directory_->reader().find({*parse_id(id)});
  }
};

TEST_F(OwnerPages, EraseAPersonOnceTheNameIsTyped) {
  const std::string id = add("Amara <b>");
  const std::string path = "/admin/personal-data/" + id + "/erase";
  const Response asked = ask("GET", path, Role::kOwner);
  EXPECT_EQ(asked.status, 200);
  EXPECT_THAT(asked.body, HasSubstr("Amara &lt;b&gt;"));
  EXPECT_THAT(asked.body, HasSubstr("This cannot be undone."));
  const Response wrong = ask("POST", path, Role::kOwner, "reason=They+asked.&confirm=Amara");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.body, HasSubstr("confirm-fault"));
  EXPECT_THAT(wrong.body, HasSubstr("They asked.")) << "what was typed stays";
  EXPECT_TRUE(find(id));
  const Response unreasoned = ask("POST", path, Role::kOwner, "confirm=Amara+%3Cb%3E");
  EXPECT_EQ(unreasoned.status, 400);
  EXPECT_THAT(unreasoned.body, HasSubstr("reason-fault"));
  EXPECT_TRUE(find(id));
  EXPECT_EQ(ask("POST", path, Role::kOwner, "reason=They+asked.&confirm=Amara+%3Cb%3E").status, 303);
  EXPECT_EQ(find(id).error().code, ErrorCode::kGone);
  const Response after = ask("GET", "/admin/personal-data", Role::kOwner);
  EXPECT_THAT(after.body, HasSubstr(id));
  EXPECT_THAT(after.body, Not(HasSubstr("Amara")));
  EXPECT_EQ(ask("POST", path, Role::kOwner, "reason=Again.&confirm=" + id).status, 410);
}

TEST_F(OwnerPages, HandAPersonsDataOut) {
  const std::string id = add("Amara");
  const Response led = ask("GET", "/admin/personal-data/find", Role::kOwner);
  EXPECT_EQ(led.status, 400) << "no id was given";
  const Response data = ask("POST", "/admin/personal-data/" + id, Role::kOwner);
  EXPECT_EQ(data.status, 200);
  EXPECT_EQ(data.content_type, "application/json");
  EXPECT_THAT(data.body, HasSubstr("\"display\":\"Amara\""));
  EXPECT_EQ(ask("POST", "/admin/personal-data/000000000001", Role::kOwner).status, 404);
}

TEST_F(OwnerPages, EraseWhoLeftLongAgoAsIsSetAndTyped) {
  const std::string gone = add("Left", domain::ListingState::kWithdrawn);
  const std::string stays = add("Amara");
  EXPECT_THAT(ask("GET", "/admin/personal-data", Role::kOwner).body, HasSubstr("only when they ask"));
  EXPECT_EQ(ask("POST", "/admin/settings", Role::kOwner, "retain_withdrawn_days=soon").status, 400);
  EXPECT_EQ(ask("POST", "/admin/settings", Role::kOwner, "retain_withdrawn_days=30").status, 303);
  EXPECT_THAT(ask("GET", "/admin/settings", Role::kOwner).body, HasSubstr("value=\"30\""));
  const Response due = ask("GET", "/admin/personal-data", Role::kOwner);
  EXPECT_THAT(due.body, HasSubstr(gone));
  EXPECT_EQ(ask("POST", "/admin/personal-data", Role::kOwner, "confirm=yes").status, 400);
  EXPECT_TRUE(directory_->database().personal_data().erasures()->empty());
  EXPECT_EQ(ask("POST", "/admin/personal-data", Role::kOwner, "confirm=erase").status, 303);
  EXPECT_EQ(directory_->database().personal_data().erasures()->size(), 1U);
  EXPECT_TRUE(find(stays));
}

}  // namespace
}  // namespace stillpoint::cli
