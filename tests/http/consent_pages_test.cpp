#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/consent/ask_consent.h"
#include "files/picture_folder.h"
#include "http/asked.h"
#include "http/consent/consent_handlers.h"
#include "http/consent/own_form.h"
#include "http/consent/photo_handlers.h"
#include "http/url.h"
#include "support/consent_world.h"
#include "support/pictures.h"

namespace stillpoint::http::consent {
namespace {

using domain::ListingState;
using domain::PractitionerId;
using support::ConsentWorld;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::SizeIs;

class ConsentPages : public testing::Test {
 protected:
  Response ask(const std::string& method, const std::string& path, const std::string& body = "") {
    return http::asked(router, {.method = method, .path = path, .body = body, .client_address = client});
  }
  /// The token of the mail that asks somebody.
  std::string asked(PractitionerId id) {
    EXPECT_TRUE(app::AskConsent(world.ports).ask(world.actor, id));
    return ConsentWorld::token_in(world.take_mail().at(0), "/confirm/");
  }
  /// The token that the forms of an opened page carry.
  static std::string token_on(const Response& page) {
    const std::string before = "name=\"token\" value=\"";
    const std::size_t at = page.body.find(before);
    EXPECT_NE(at, std::string::npos) << page.body;
    return at == std::string::npos ? "" : page.body.substr(at + before.size(), app::kMailedTokenCharacters);
  }

  std::string client = "192.0.2.1";
  ConsentWorld world;
  app::AnswerLink answers{world.ports};
  app::MyListing mine{world.ports};
  files::PictureFolder pictures{world.file("pictures")};
  app::PhotoPorts photo_ports{.common = world.ports, .store = world.database().photos(), .files = pictures};
  app::Photos photos{photo_ports};
  app::TokenBuckets by_client{kLinksByClient};
  app::TokenBuckets by_mail{kLinksByMail};
  Links links{"https://directory.example.org"};
  ConsentServices services{.answers = answers,
                           .mine = mine,
                           .photos = photos,
                           .by_client = by_client,
                           .by_mail = by_mail,
                           .vocabulary = support::seed_vocabulary(),
                           .links = links,
                           .clock = world.clock};
  Router router{consent_routes(services)};
};

TEST_F(ConsentPages, ShowTheListingAndChangeNothingUntilAnAnswerIsPosted) {
  const PractitionerId id = world.add("Amara <b>", ListingState::kDraft, "amara@example.org");
  const std::string path = "/confirm/" + asked(id);
  for (int opened = 0; opened < 3; ++opened) {
    const Response page = ask("GET", path);
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr("Amara &lt;b&gt;"));
    EXPECT_THAT(page.body, HasSubstr("noindex"));
    EXPECT_THAT(page.headers, Contains(Pair("Referrer-Policy", "no-referrer")));
    EXPECT_THAT(page.headers, Contains(Pair("Cache-Control", "no-store")));
  }
  EXPECT_EQ(ask("POST", path, "").status, 200) << "no answer is no answer";
  EXPECT_EQ(world.record(id).listing, ListingState::kDraft);
  const Response thanks = ask("POST", path, "answer=attest");
  EXPECT_EQ(thanks.status, 200);
  EXPECT_EQ(world.record(id).listing, ListingState::kListed);
  EXPECT_EQ(ask("GET", path).status, 410);
  EXPECT_EQ(ask("POST", path, "answer=attest").status, 410);
  EXPECT_EQ(ask("GET", "/confirm/nothing").status, 404);
}

TEST_F(ConsentPages, TakeAPictureFromThePersonAndAwayAgain) {
  const PractitionerId id = world.add("Amara", ListingState::kListed, "amara@example.org");
  ASSERT_TRUE(mine.request_link("amara@example.org"));
  const std::string token = *answers.open(ConsentWorld::token_in(world.take_mail().at(0), "/mine/"));
  const auto send = [&](const std::string& content) {
    Request request{.method = "POST",
                    .path = "/mine/photo",
                    .parts = {{.name = "token", .content = token},
                              {.name = "photo", .filename = "me.png", .content = content}},
                    .client_address = "192.0.2.1"};
    request.header = [](std::string_view name) {
      return std::string(name == "Content-Type" ? "multipart/form-data; boundary=x" : "");
    };
    return router.find("POST", "/mine/photo").route->handler(request);
  };
  const Response refused = send("<svg onload='alert(1)'/>");
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body, HasSubstr("photo-fault"));
  EXPECT_THAT(*photos.of({id}), IsEmpty());
  EXPECT_EQ(send(support::png_of(100, 80, support::png_chunk("tEXt", "GPS"))).status, 200);
  const auto kept = photos.of({id});
  ASSERT_THAT(*kept, SizeIs(1));
  const std::string digest = kept->front().picture.sha256;
  EXPECT_THAT(world.trail_of(id), Contains("practitioner.photo"));

  Request request{.method = "GET", .path = "/photos/" + digest, .path_id = digest};
  const Response shown = photo(photos, request);
  EXPECT_EQ(shown.status, 200);
  EXPECT_EQ(shown.content_type, "image/png");
  EXPECT_EQ(shown.body, support::png_of(100, 80, "")) << "nothing beside the picture";
  EXPECT_THAT(shown.headers, Contains(Pair("X-Content-Type-Options", "nosniff")));
  EXPECT_THAT(shown.headers, Contains(Pair("Content-Security-Policy", HasSubstr("sandbox"))));
  request.path_id = std::string(64, 'f');
  EXPECT_EQ(photo(photos, request).status, 404);

  EXPECT_THAT(ask("POST", "/mine/listing", "token=" + token).body, HasSubstr("/photos/" + digest));
  EXPECT_EQ(ask("POST", "/mine/photo/remove", "token=" + token).status, 200);
  EXPECT_THAT(*photos.of({id}), IsEmpty());
  EXPECT_THAT(world.evidence.removed, testing::ElementsAre(digest)) << "the file goes too";
  request.path_id = digest;
  EXPECT_EQ(photo(photos, request).status, 404);
  EXPECT_EQ(ask("POST", "/mine/photo/remove", "token=guessed").status, 410);
}

TEST_F(ConsentPages, ForgetThePictureOfWhoLeaves) {
  const PractitionerId id = world.add("Amara", ListingState::kListed, "amara@example.org");
  domain::Actor registrar = world.actor;
  ASSERT_TRUE(photos.put(registrar, id, support::jpeg_of(640, 480, "")));
  const std::string digest = photos.of({id})->front().picture.sha256;
  registrar.roles = domain::Roles().add(domain::Role::kModerator);
  EXPECT_EQ(photos.put(registrar, id, support::png_of(100, 80, "")).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(photos.remove(registrar, id).error().code, ErrorCode::kForbidden);
  const std::string path = "/confirm/" + asked(id);
  EXPECT_EQ(ask("POST", path, "answer=withdraw&sure=yes").status, 200);
  EXPECT_THAT(*photos.of({id}), IsEmpty());
  EXPECT_THAT(world.evidence.removed, Contains(digest));
}

TEST_F(ConsentPages, LetNobodyLeaveByOneWrongTap) {
  const PractitionerId id = world.add("Amara", ListingState::kListed, "amara@example.org");
  const std::string path = "/confirm/" + asked(id);
  const Response asked_again = ask("POST", path, "answer=withdraw");
  EXPECT_EQ(asked_again.status, 400);
  EXPECT_THAT(asked_again.body, HasSubstr("sure-fault"));
  EXPECT_EQ(world.record(id).listing, ListingState::kListed);
  EXPECT_EQ(ask("POST", path, "answer=withdraw&sure=yes").status, 200);
  EXPECT_EQ(world.record(id).listing, ListingState::kWithdrawn);
  EXPECT_EQ(ask("GET", path).status, 410);
}

TEST_F(ConsentPages, CorrectAndConfirmInOneGo) {
  const PractitionerId id = world.add("Amara", ListingState::kDraft, "amara@example.org");
  const Response form = ask("POST", "/confirm/" + asked(id), "answer=correct");
  ASSERT_EQ(form.status, 200);
  EXPECT_THAT(form.body, HasSubstr("About Amara"));
  const std::string token = token_on(form);
  const std::string version = std::to_string(world.record(id).version);
  const auto sent = [&](const std::string& fields) {
    return ask("POST", "/mine/save", "token=" + token + "&version=" + version + "&answer=attest&" + fields);
  };
  const Response wrong =
      sent("%2Fcontact%2Fmail=amara%40example.org&%2Fcontact%2Fwebsite=javascript%3Aalert(1)&%2Fabout=Typed");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.body, HasSubstr("id=\"f-contact-website-fault\""));
  EXPECT_THAT(wrong.body, HasSubstr(">\nTyped</textarea>")) << "what was typed stays";
  EXPECT_EQ(world.record(id).about, "About Amara");
  const Response saved = sent(
      "%2Fcontact%2Fmail=amara%40example.org&%2Fcontact%2Fwebsite=https%3A%2F%2Fexample.org%2F"
      "&%2Fabout=New&%2Flanguages=en&%2Flanguages=de&%2Flocations%2F0%2Fcity=Bern"
      "&%2Flocations%2F0%2Fcountry=CH&%2Fname%2Fdisplay=Queen&listing=listed");
  EXPECT_EQ(saved.status, 200) << saved.body;
  EXPECT_THAT(saved.body, HasSubstr("What would raise each mark"));
  const domain::Practitioner record = world.record(id);
  EXPECT_EQ(record.about, "New");
  EXPECT_EQ(record.name.display, "Amara") << "the name is not theirs to change here";
  EXPECT_THAT(record.languages, SizeIs(2));
  ASSERT_THAT(record.locations, SizeIs(1));
  EXPECT_EQ(record.locations[0].city, "Bern");
  EXPECT_EQ(record.listing, ListingState::kListed);
  EXPECT_EQ(record.attested, world.clock.now());
  EXPECT_EQ(sent("%2Fabout=Late").status, 409) << "an older version is told so";
}

TEST_F(ConsentPages, SendALinkAndNeverSayWhoIsOnRecord) {
  world.add("Amara", ListingState::kListed, "amara@example.org");
  EXPECT_THAT(ask("GET", "/mine").body, HasSubstr("type=\"email\""));
  const Response known = ask("POST", "/mine", "mail=amara%40example.org");
  const Response unknown = ask("POST", "/mine", "mail=nobody%40example.org");
  EXPECT_EQ(known.status, 200);
  EXPECT_EQ(known.body, unknown.body);
  EXPECT_EQ(known.headers, unknown.headers);
  const std::vector<domain::Mail> mails = world.take_mail();
  ASSERT_THAT(mails, SizeIs(1));
  const std::string path = "/mine/" + ConsentWorld::token_in(mails[0], "/mine/");
  EXPECT_EQ(ask("GET", path).status, 200);
  const Response opened = ask("POST", path, "answer=open");
  EXPECT_THAT(opened.body, HasSubstr("What would raise each mark"));
  EXPECT_EQ(ask("POST", path, "answer=open").status, 410);
  const std::string token = token_on(opened);
  const Response data = ask("POST", "/mine/data", "token=" + token);
  EXPECT_EQ(data.content_type, "application/json");
  EXPECT_THAT(data.body, HasSubstr("amara@example.org"));
  EXPECT_EQ(ask("POST", "/mine/data", "token=guessed").status, 410);
  EXPECT_EQ(ask("POST", "/mine/withdraw", "token=" + token).status, 400);
  EXPECT_EQ(ask("POST", "/mine/withdraw", "token=" + token + "&sure=yes").status, 200);
  EXPECT_EQ(ask("POST", "/mine/listing", "token=" + token).status, 410);
}

TEST_F(ConsentPages, FloodNobodysMailbox) {
  world.add("Amara", ListingState::kListed, "amara@example.org");
  for (int i = 0; i < 8; ++i) EXPECT_EQ(ask("POST", "/mine", "mail=Amara%40Example.org").status, 200);
  EXPECT_THAT(world.take_mail(), SizeIs(3));
  for (int i = 0; i < 10; ++i) ask("POST", "/mine", "mail=x" + std::to_string(i) + "%40example.org");
  EXPECT_EQ(ask("POST", "/mine", "mail=y%40example.org").status, 429);
  EXPECT_EQ(ask("POST", "/mine", "mail=a%0D%0ABcc%3Ab%40example.org").status, 400);
}

TEST_F(ConsentPages, CountASubscribersManyAddressesAsOne) {
  Response last;
  for (int i = 0; i < 20; ++i) {
    client = "2001:db8::" + std::to_string(i + 1);
    last = ask("POST", "/mine", "mail=x" + std::to_string(i) + "%40example.org");
  }
  EXPECT_EQ(last.status, 429) << "a household has more of them than there are people";
  client = "2001:db8:0:1::1";
  EXPECT_EQ(ask("POST", "/mine", "mail=y%40example.org").status, 200);
}

TEST_F(ConsentPages, OfferEveryFieldThatIsTheirsFilledIn) {
  const PractitionerId id = world.add("Amara", ListingState::kListed, "amara@example.org");
  domain::Practitioner record = world.record(id);
  record.fees.lines = {{.price = {.minor = 11000, .currency = {"USD"}}, .minutes = 60}};
  record.locations = {{.city = "Columbus", .country = "US", .accepting = domain::Known::kYes}};
  record.conditions = {{.condition = support::seed_vocabulary().rows().conditions.front().key}};
  const OwnForm form = form_of(record, support::seed_vocabulary());
  const Result<domain::Practitioner> back = read_form(
      form, record, support::seed_vocabulary(), std::chrono::floor<std::chrono::days>(world.clock.now()));
  ASSERT_TRUE(back) << back.error().message << back.error().faults.front().where;
  EXPECT_EQ(back->fees, record.fees);
  EXPECT_EQ(back->locations, record.locations);
  EXPECT_EQ(back->conditions, record.conditions);
  EXPECT_EQ(back->contact, record.contact);
  EXPECT_EQ(back->about, record.about);
  for (const document::FieldRule& rule : own_fields()) {
    EXPECT_THAT(std::string(rule.path), Not(HasSubstr("credential")));
    EXPECT_THAT(std::string(rule.path), Not(HasSubstr("licence")));
    EXPECT_NE(rule.path, "/name/display");
  }
}

}  // namespace
}  // namespace stillpoint::http::consent
