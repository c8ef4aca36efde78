#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <zlib.h>

#include <atomic>
#include <chrono>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "app/following/change_bell.h"
#include "app/following/watch_changes.h"
#include "contract/records.h"
#include "http/following/byte_range.h"
#include "http/following/following_handlers.h"
#include "store/sqlite/sqlite_database.h"
#include "support/fixed_clock.h"
#include "support/seed_vocabulary.h"
#include "support/temporary_folder.h"

namespace stillpoint::http::following {
namespace {

using namespace std::chrono_literals;
using domain::ListingState;
using domain::Practitioner;
using domain::PractitionerId;
using testing::HasSubstr;
using testing::Not;

using Headers = std::map<std::string, std::string, std::less<>>;

Request request_of(std::vector<Parameter> parameters, Headers headers = {}) {
  return {.method = "GET",
          .path = "/v1/changes",
          .parameters = std::move(parameters),
          .header = [headers = std::move(headers)](std::string_view name) {
            const auto found = headers.find(name);
            return found == headers.end() ? std::string() : found->second;
          }};
}

std::string header_of(const Response& response, std::string_view name) {
  for (const auto& [known, value] : response.headers) {
    if (known == name) return value;
  }
  return {};
}

/// All pieces of a streamed answer.
std::string body_of(const Response& response) {
  std::string body;
  if (!response.next_piece) return response.body;
  for (;;) {
    const Result<std::string> piece = response.next_piece();
    EXPECT_TRUE(piece);
    if (!piece || piece->empty()) break;
    body += *piece;
  }
  EXPECT_EQ(body.size(), response.pieces_bytes);
  return body;
}

std::string unzipped(const std::string& bytes) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string text(bytes.size() * 40 + 1000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // NOLINT: zlib's old interface
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());  // NOLINT: likewise
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

rapidjson::Document parsed(const std::string& text) {
  rapidjson::Document document;
  document.Parse(text.c_str(), text.size());
  EXPECT_FALSE(document.HasParseError()) << text;
  return document;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

class Following : public testing::Test {
 protected:
  void SetUp() override { look(); }

  PractitionerId put(const Practitioner& record) {
    const Result<PractitionerId> id = database_->writer().put(record);
    EXPECT_TRUE(id);
    look();
    return *id;
  }
  void look() { EXPECT_TRUE(watch_.look({})); }
  void withdraw(PractitionerId id) {
    Practitioner record = **database_->writer().find_existing({.id = id});
    record.listing = ListingState::kWithdrawn;
    ++record.version;
    put(record);
  }
  static app::Caller caller(bool with_contact, domain::PartnerId partner = {}) {
    auto known = std::make_shared<app::KnownPartner>();
    known->partner.id = partner;
    return {
        .known = std::move(known),
        .scopes = with_contact ? domain::KeyScopes().add(domain::KeyScope::kContact) : domain::KeyScopes()};
  }
  Response changes(std::vector<Parameter> parameters, bool with_contact = false,
                   domain::PartnerId partner = {}) {
    return handlers_.changes(request_of(std::move(parameters)), caller(with_contact, partner));
  }
  Response snapshot(Headers headers = {}, bool with_contact = false) {
    return handlers_.snapshot(request_of({}, std::move(headers)), caller(with_contact));
  }
  /// The cursor of the present end.
  std::string now() {
    const std::vector<std::string> lines = lines_of(unzipped(body_of(snapshot())));
    return parsed(lines.back())["next"].GetString();
  }

  support::TemporaryFolder folder_;
  std::unique_ptr<store::SqliteDatabase> database_ =
      *store::SqliteDatabase::open({.path = folder_.file("directory.db")});
  const Sealer sealer_ = *Sealer::make(std::string(32, 'k'));
  const Links links_{"https://directory.example"};
  support::FixedClock clock_{Instant{}};
  app::ChangeBell bell_{2};  // one place for each partner
  app::WatchChanges watch_{database_->directory(), database_->public_changes(), bell_};
  app::ReadChanges read_{database_->public_changes(), bell_};
  SnapshotShelf shelf_{{.log = database_->public_changes(),
                        .bell = bell_,
                        .sealer = sealer_,
                        .folder = folder_.path().string()}};
  const FollowingHandlers handlers_{{.changes = read_,
                                     .snapshots = shelf_,
                                     .vocabulary = support::seed_vocabulary(),
                                     .sealer = sealer_,
                                     .links = links_}};
};

TEST_F(Following, ACopyBeginsWithTheSnapshotAndGoesOnFromItsLastLine) {
  put(contract::small_record("Ada"));
  const Response first = snapshot();
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.content_type, "application/x-ndjson");
  EXPECT_EQ(header_of(first, "Content-Encoding"), "gzip");
  const std::vector<std::string> lines = lines_of(unzipped(body_of(first)));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_STREQ(parsed(lines[0])["practitioner"]["name"]["display"].GetString(), "Ada");
  const auto last = parsed(lines[1]);
  EXPECT_EQ(last["count"].GetInt(), 1);
  const std::string next = last["next"].GetString();
  EXPECT_THAT(header_of(first, "Link"), HasSubstr("/v1/changes?after=" + next));
  const auto nothing = parsed(changes({{"after", next}}).body);
  EXPECT_TRUE(nothing["items"].Empty());
  EXPECT_EQ(nothing["next"].GetString(), next) << "the same place keeps its cursor";
  const PractitionerId bea = put(contract::small_record("Bea"));
  withdraw(bea);
  const auto page = parsed(changes({{"after", next}, {"limit", "1"}}).body);
  ASSERT_EQ(page["items"].Size(), 1U);
  EXPECT_STREQ(page["items"][0]["kind"].GetString(), "listed");
  EXPECT_FALSE(page["items"][0].HasMember("practitioner")) << "she has left since: delete";
  EXPECT_TRUE(page["more"].GetBool());
  const auto rest = parsed(changes({{"after", page["next"].GetString()}}).body);
  ASSERT_EQ(rest["items"].Size(), 1U);
  EXPECT_STREQ(rest["items"][0]["kind"].GetString(), "withdrawn");
  EXPECT_FALSE(rest["more"].GetBool());
}

TEST_F(Following, ContactDataNeedTheScopeAndPrivateOnesAreNeverThere) {
  const std::string next = now();
  put(contract::full_record());
  const std::string without = changes({{"after", next}}).body;
  const std::string with = changes({{"after", next}}, true).body;
  EXPECT_TRUE(parsed(with)["items"][0]["practitioner"].HasMember("contact"));
  EXPECT_FALSE(parsed(without)["items"][0]["practitioner"].HasMember("contact"));
  const Practitioner record = contract::full_record();
  for (const std::string& body : {without, with, unzipped(body_of(snapshot({}, true)))}) {
    EXPECT_THAT(body, Not(HasSubstr(record.contact.mail)));
    EXPECT_THAT(body, Not(HasSubstr("mailing_address")));
    EXPECT_THAT(body, Not(HasSubstr("listing_basis")));
    EXPECT_THAT(body, Not(HasSubstr("r-1"))) << "a reviewer";
    EXPECT_THAT(body, Not(HasSubstr("reviews_summary"))) << "other tomorrow though nothing changes";
  }
  EXPECT_THAT(unzipped(body_of(snapshot())), Not(HasSubstr("\"contact\"")));
}

TEST_F(Following, SaysWhatIsWrongWithAQuestion) {
  const struct {
    const char* why;
    std::vector<Parameter> parameters;
    const char* says;
  } cases[] = {{"nothing", {}, "GET /v1/snapshot"},
               {"made up", {{"after", "abc"}}, "no cursor of this directory"},
               {"another", {{"after", now()}, {"since", "1"}}, "after, wait, limit"},
               {"long", {{"after", now()}, {"wait", "26"}}, "0 to 25"},
               {"none", {{"after", now()}, {"limit", "0"}}, "1 to 500"},
               {"twice", {{"after", now()}, {"wait", "1"}, {"wait", "2"}}, "more than once"}};
  for (const auto& one : cases) {
    SCOPED_TRACE(one.why);
    const Response response = changes(one.parameters);
    EXPECT_EQ(response.status, 400);
    EXPECT_THAT(response.body, HasSubstr(one.says));
  }
}

TEST_F(Following, WhoeverComesTooLateIsSentToTheSnapshot) {
  const std::string old = now();
  put(contract::small_record("Cy"));
  ASSERT_TRUE(database_->public_changes().forget({.before = kEndOfTime, .count = 100}));
  const Response response = changes({{"after", old}});
  EXPECT_EQ(response.status, 410);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_THAT(response.body, HasSubstr("GET /v1/snapshot"));
  EXPECT_THAT(header_of(response, "Link"), HasSubstr("https://directory.example/v1/snapshot"));
}

TEST_F(Following, AChangeWakesWhoWaitsAndOnlySoManyWait) {
  const std::string next = now();
  std::vector<std::thread> waiting;
  std::vector<Response> answers(2);
  for (std::size_t i = 0; i < 2; ++i) {
    waiting.emplace_back([&, i] {
      answers[i] = changes({{"after", next}, {"wait", "25"}}, false, {static_cast<std::int64_t>(i) + 1});
    });
  }
  while (bell_.waiting() < 2) std::this_thread::sleep_for(1ms);
  const Response third = changes({{"after", next}, {"wait", "25"}}, false, {3});
  EXPECT_EQ(third.status, 200);
  EXPECT_TRUE(parsed(third.body)["wait_refused"].GetBool());
  EXPECT_EQ(header_of(third, "Retry-After"), "5");
  put(contract::small_record("Dee"));
  for (std::thread& thread : waiting) thread.join();
  for (const Response& answer : answers) EXPECT_EQ(parsed(answer.body)["items"].Size(), 1U);
  const std::string end = parsed(answers[0].body)["next"].GetString();
  std::thread last([&] { answers[0] = changes({{"after", end}, {"wait", "25"}}); });
  while (bell_.waiting() < 1) std::this_thread::sleep_for(1ms);
  bell_.end();
  last.join();
  EXPECT_TRUE(parsed(answers[0].body)["items"].Empty()) << "a program that stops lets go at once";
}

TEST_F(Following, AClientThatLeftGivesItsPlaceBack) {
  Request request = request_of({{"after", now()}, {"wait", "25"}});
  std::atomic<bool> has_left{false};
  request.has_left = [&] { return has_left.load(); };
  std::atomic<bool> ended{false};
  const std::jthread waiting([&] {
    static_cast<void>(handlers_.changes(request, caller(false, {1})));
    ended = true;
  });
  while (bell_.waiting() < 1) std::this_thread::sleep_for(1ms);
  has_left = true;
  const auto patience = std::chrono::steady_clock::now() + 20s;  // well before the 25 that it asked for
  while (!ended && std::chrono::steady_clock::now() < patience) std::this_thread::sleep_for(1ms);
  EXPECT_TRUE(ended);
  EXPECT_EQ(bell_.waiting(), 0U);
}

TEST_F(Following, ADownloadGoesOnWhereItWasCut) {
  for (int i = 0; i < 50; ++i) put(contract::small_record("Person " + std::to_string(i * 7919)));
  const Response whole = snapshot();
  const std::string tag = header_of(whole, "ETag");
  const std::string all = body_of(whole);
  ASSERT_GT(all.size(), 1000U);
  std::string joined;
  while (joined.size() < all.size()) {
    const std::string from = std::to_string(joined.size());
    const std::string to = std::to_string(joined.size() + 299);
    const Response part = snapshot({{"Range", "bytes=" + from + "-" + to}, {"If-Range", tag}});
    ASSERT_EQ(part.status, 206);
    EXPECT_THAT(header_of(part, "Content-Range"), HasSubstr("bytes " + from + "-"));
    joined += body_of(part);
  }
  EXPECT_EQ(joined, all);
  // Somebody edits meanwhile: the download that was begun goes on all the same.
  put(contract::small_record("New"));
  EXPECT_EQ(body_of(snapshot({{"Range", "bytes=100-"}, {"If-Match", tag}})), all.substr(100));
  EXPECT_EQ(snapshot({{"Range", "bytes=5-"}, {"If-Range", "\"other\""}}).status, 200);
  EXPECT_EQ(snapshot({{"Range", "bytes=5-"}, {"If-Match", "\"other\""}}).status, 412);
  const Response beyond =
      snapshot({{"Range", "bytes=" + std::to_string(all.size()) + "-"}, {"If-Range", tag}});
  EXPECT_EQ(beyond.status, 416);
  EXPECT_EQ(header_of(beyond, "Content-Range"), "bytes */" + std::to_string(all.size()));
  EXPECT_EQ(snapshot({{"Accept-Encoding", "identity"}}).status, 406);
  EXPECT_EQ(snapshot({{"Accept-Encoding", "br, gzip"}}).status, 200);
}

TEST_F(Following, NobodyWhoLeftIsHandedOutAnew) {
  const PractitionerId id = put(contract::small_record("Eve"));
  EXPECT_THAT(unzipped(body_of(snapshot())), HasSubstr("Eve"));
  put(contract::small_record("Flo"));
  EXPECT_THAT(unzipped(body_of(snapshot())), Not(HasSubstr("Flo"))) << "follow it: that is shorter work";
  withdraw(id);
  const std::string after = unzipped(body_of(snapshot()));
  EXPECT_THAT(after, Not(HasSubstr("Eve")));
  EXPECT_THAT(after, HasSubstr("Flo"));
}

TEST_F(Following, ASnapshotIsLetGoOfInTimeThoughNobodyAsks) {
  put(contract::small_record("Gil"));
  SnapshotShelf shelf{{.log = database_->public_changes(),
                       .bell = bell_,
                       .sealer = sealer_,
                       .folder = folder_.path().string(),
                       .kept = 0min}};
  std::weak_ptr<const Snapshot> snapshot =
      *shelf.fresh({.vocabulary = support::seed_vocabulary(), .links = links_});
  EXPECT_FALSE(snapshot.expired());
  std::jthread watcher([&](const std::stop_token& stopped) {
    watch_.run_until(stopped, {.tidy = [&] { shelf.drop_old(); }});
  });
  while (!snapshot.expired()) std::this_thread::sleep_for(1ms);
}

TEST(ByteRanges, AreReadAsTheStandardSays) {
  using Kind = ByteRange::Kind;
  const struct {
    const char* header;
    Kind kind;
    std::uint64_t first, last;
  } cases[] = {{"", Kind::kWhole, 0, 0},
               {"bytes=0-0", Kind::kPart, 0, 0},
               {"bytes=10-19", Kind::kPart, 10, 19},
               {"bytes=90-", Kind::kPart, 90, 99},
               {"bytes=90-1000", Kind::kPart, 90, 99},
               {"bytes=-10", Kind::kPart, 90, 99},
               {"bytes=-1000", Kind::kPart, 0, 99},
               {"bytes=100-", Kind::kUnsatisfiable, 0, 0},
               {"bytes=-0", Kind::kUnsatisfiable, 0, 0},
               {"bytes=5-4", Kind::kWhole, 0, 0},
               {"bytes=0-1,5-6", Kind::kWhole, 0, 0},
               {"bytes=a-b", Kind::kWhole, 0, 0},
               {"bytes=-", Kind::kWhole, 0, 0},
               {"rows=0-1", Kind::kWhole, 0, 0},
               {"bytes=99999999999999999999-", Kind::kWhole, 0, 0}};
  for (const auto& one : cases) {
    SCOPED_TRACE(one.header);
    const ByteRange range = read_range(one.header, 100);
    EXPECT_EQ(range.kind, one.kind);
    EXPECT_EQ(range.first, one.first);
    EXPECT_EQ(range.last, one.last);
  }
}

}  // namespace
}  // namespace stillpoint::http::following
