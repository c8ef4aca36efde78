#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "http/embed/discovery_handlers.h"
#include "http/pages/page_handlers.h"
#include "http/pages/profile_view.h"
#include "http/pages_world.h"
#include "http/url.h"

namespace stillpoint::http::embed {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

/// So many listings with ids from 1, each a minute older than the one before.
class ManyDates final : public domain::ListedDates {
 public:
  explicit ManyDates(std::size_t listed) : listed_(listed) {}
  [[nodiscard]] Result<std::vector<domain::ListedDate>> page(std::size_t offset,
                                                             std::size_t count) const override {
    std::vector<domain::ListedDate> dates;
    for (std::size_t i = offset; i < listed_ && dates.size() < count; ++i) {
      const auto number = static_cast<std::int64_t>(i) + 1;
      dates.push_back({.id = {number}, .changed = sample_now() - std::chrono::minutes{number}});
    }
    return dates;
  }
  [[nodiscard]] Result<std::vector<domain::ListedDate>> of(
      std::span<const domain::PractitionerId> ids) const override {
    std::vector<domain::ListedDate> dates;
    // Whoever comes later in a result has changed later; the last one's clock runs ahead of ours.
    auto changed = sample_now() - 48h;
    for (const domain::PractitionerId id : ids) dates.push_back({.id = id, .changed = changed += 30h});
    return dates;
  }

 private:
  std::size_t listed_;
};

class CountingDirectory final : public domain::DirectoryReader {
 public:
  [[nodiscard]] Result<domain::Practitioner> find(domain::PractitionerId id) const override {
    return one_.find(id);
  }
  [[nodiscard]] Result<std::optional<domain::Listing>> find_listing(
      domain::PractitionerId id) const override {
    return one_.find_listing(id);
  }
  [[nodiscard]] Result<std::int64_t> for_each_listing(
      const std::function<void(const domain::Listing&)>& visit) const override {
    return one_.for_each_listing(visit);
  }
  [[nodiscard]] Result<void> for_each(
      const std::function<Result<void>(const domain::Practitioner&)>& visit) const override {
    return one_.for_each(visit);
  }
  [[nodiscard]] Result<std::vector<domain::Change>> changes_after(std::int64_t sequence,
                                                                  std::size_t count) const override {
    return one_.changes_after(sequence, count);
  }
  [[nodiscard]] Result<std::int64_t> data_version() const override { return one_.data_version(); }
  [[nodiscard]] Result<Counts> counts() const override { return Counts{.listed = 20'001}; }

 private:
  OnePersonDirectory one_;
};

class Discovery : public ::testing::Test, protected PagesWorld {
 protected:
  static Request get(std::string_view query = {}, std::string path_id = {}) {
    Request request;
    request.method = "GET";
    request.parameters = *parse_query(query);
    request.path_id = std::move(path_id);
    return request;
  }
  static std::string header_of(const Response& response, std::string_view name) {
    for (const auto& [known, value] : response.headers) {
      if (known == name) return value;
    }
    return {};
  }
  CountingDirectory counting_{};
  Services site_ = [this] {
    Services site{.search = search_,
                  .view = view_,
                  .verify = verify_,
                  .index = index_,
                  .directory = counting_,
                  .places = places_,
                  .vocabulary = sample_vocabulary(),
                  .sealer = sample_sealer(),
                  .links = links_,
                  .clock = clock_};
    return site;
  }();
  ManyDates dates_{20'001};
  EmbedServices embed_{.site = site_, .dates = dates_};
  DiscoveryHandlers handlers_{embed_};
};

TEST_F(Discovery, ShutsRobotsOutOfADemonstration) {
  EXPECT_THAT(handlers_.robots(get()).body, HasSubstr("Sitemap: https://example.org/find/sitemap.xml\n"));
  EXPECT_THAT(handlers_.robots(get()).body, Not(HasSubstr("Disallow: /\n")));
  EXPECT_THAT(handlers_.robots(get()).body, HasSubstr("Disallow: /find/admin\n"));
  site_.is_demo = true;
  EXPECT_THAT(handlers_.robots(get()).body, HasSubstr("User-agent: *\nDisallow: /\n"));
  EXPECT_THAT(handlers_.robots(get()).body, Not(HasSubstr("Sitemap")));
}

TEST_F(Discovery, PartsTheSiteMapSoThatEveryListingStandsInOnePart) {
  const std::string index = handlers_.site_map_index(get()).body;
  for (const char* part : {"pages", "1", "2", "3"}) {
    EXPECT_THAT(index,
                HasSubstr("<loc>https://example.org/find/sitemap/" + std::string(part) + ".xml</loc>"));
  }
  EXPECT_THAT(index, Not(HasSubstr("4.xml")));
  const std::string last = handlers_.site_map(get({}, "3.xml")).body;
  EXPECT_THAT(last, HasSubstr("<loc>https://example.org/find/practitioners/" + print_id(20'001) + "</loc>"));
  EXPECT_THAT(last, Not(HasSubstr(print_id(20'000) + "<")));
  const std::string first = handlers_.site_map(get({}, "1.xml")).body;
  EXPECT_THAT(first, HasSubstr("<lastmod>2026-11-22T09:59:00Z</lastmod>"));
  EXPECT_THAT(handlers_.site_map(get({}, "pages.xml")).body, HasSubstr("/find/what-to-expect</loc>"));
}

TEST_F(Discovery, HasNoOtherPartsOfTheSiteMap) {
  for (const char* name : {"4.xml", "0.xml", "01.xml", "-1.xml", "1", ".xml", "x.xml", "1.xml.xml",
                           "99999999999999999999.xml", "18446744073709551615.xml"}) {
    EXPECT_EQ(handlers_.site_map(get({}, name)).status, 404) << name;
  }
}

TEST_F(Discovery, FeedsThoseWhomASearchFindsTheLatestFirst) {
  const Response feed = handlers_.feed(get("place=Columbus%2C%20OH&utm_source=x"), {});
  ASSERT_EQ(feed.status, 200);
  EXPECT_EQ(feed.content_type, "application/atom+xml; charset=utf-8");
  EXPECT_EQ(index_.asked_.place, "Columbus, OH");
  const std::string full =
      "https://example.org/find/practitioners/" + print_id(sample_practitioner().id.value);
  const std::string bare = "https://example.org/find/practitioners/" + print_id(bare_practitioner().id.value);
  EXPECT_THAT(feed.body, HasSubstr("<id>" + full + "</id>"));
  EXPECT_THAT(feed.body, HasSubstr("rel=\"alternate\" href=\"" + full + "\"/>"));
  EXPECT_LT(feed.body.find(bare), feed.body.find(full)) << "what changed last comes first";
  EXPECT_THAT(feed.body, HasSubstr("<updated>2026-11-22T10:42:00Z</updated>")) << "never later than now";
  EXPECT_THAT(feed.body, HasSubstr("<link rel=\"self\" href=\"https://example.org/find/feed?place="));
  EXPECT_FALSE(header_of(feed, "ETag").empty());
}

TEST_F(Discovery, FeedsASearchThatIsSealedWithoutTellingWhatItAsks) {
  const std::string token = sample_sealer().seal(Sealer::Purpose::kSearch, "condition=migraine");
  const Response feed = handlers_.feed(get("s=" + token), {});
  ASSERT_EQ(feed.status, 200);
  EXPECT_EQ(index_.asked_.conditions.size(), 1U);
  EXPECT_THAT(feed.body, Not(HasSubstr("igraine")));
  EXPECT_EQ(handlers_.feed(get("s=damaged"), {}).status, 400);
  EXPECT_EQ(handlers_.feed(get("max_price=cheap"), {}).status, 400);
}

class Heads : public Discovery {
 protected:
  /// The block of structured data of a page, read as a browser reads it.
  static rapidjson::Document data_of(const std::string& html) {
    const std::string begin = "<script type=\"application/ld+json\">";
    const std::size_t at = html.find(begin) + begin.size();
    rapidjson::Document data;
    data.Parse(html.substr(at, html.find("</script>", at) - at).c_str());
    EXPECT_TRUE(data.IsObject());
    return data;
  }
  [[nodiscard]] std::string profile(const domain::Practitioner& person) const {
    pages::Site site = sample_site();
    site.settings.public_url = "https://example.org/find";
    site.settings.offers_oembed = true;
    return pages::profile_page(sample_profile(person), {}, site);
  }
  pages::PageHandlers pages_{site_};
};

TEST_F(Heads, NameThePageForPreviewsAndThoseWhoEmbed) {
  const std::string html = profile(sample_practitioner());
  const std::string url =
      "https://example.org/find/practitioners/" + print_id(sample_practitioner().id.value);
  EXPECT_THAT(html, HasSubstr("<link rel=\"canonical\" href=\"" + url + "\">"));
  EXPECT_THAT(html, HasSubstr("<meta property=\"og:url\" content=\"" + url + "\">"));
  EXPECT_THAT(html, HasSubstr("<meta property=\"og:type\" content=\"profile\">"));
  EXPECT_THAT(html, HasSubstr("<link rel=\"alternate\" type=\"application/json+oembed\""));
  EXPECT_THAT(html, HasSubstr("/find/oembed?format=json&amp;url=" + percent_encode(url)));
}

TEST_F(Heads, TellProgramsOfAPracticeWhatThePageTellsPeople) {
  const rapidjson::Document data = data_of(profile(sample_practitioner()));
  EXPECT_STREQ(data["@type"].GetString(), "HealthAndBeautyBusiness");
  EXPECT_EQ(data["address"].FindMember("streetAddress"), data["address"].MemberEnd()) << "works at home";
  const auto& person = data["employee"];
  EXPECT_STREQ(person["@type"].GetString(), "Person");
  EXPECT_EQ(person.FindMember("aggregateRating"), person.MemberEnd()) << "no stars for people";
  ASSERT_GT(person["hasCredential"].Size(), 0U);
  const auto& certificate = person["hasCredential"][0];
  EXPECT_STREQ(certificate["@type"].GetString(), "EducationalOccupationalCredential");
  EXPECT_STREQ(certificate["recognizedBy"]["@type"].GetString(), "Organization");
  EXPECT_THAT(certificate["url"].GetString(), HasSubstr("https://example.org/find/verify?issuer="));
  const auto& rating = data["aggregateRating"];
  EXPECT_EQ(rating["bestRating"].GetInt(), 100);
  const std::string shown = ", " + std::to_string(rating["ratingValue"].GetInt()) + "%, are positive";
  EXPECT_THAT(profile(sample_practitioner()), HasSubstr(shown)) << "stars only where the page shows them";
}

TEST_F(Heads, ClaimNothingThatNobodyConfirmed) {
  domain::Practitioner person = sample_practitioner();
  for (domain::Credential& credential : person.credentials) credential.verifications.clear();
  for (domain::HeldProfession& held : person.professions) {
    for (domain::Licence& licence : held.licences) licence.verifications.clear();
  }
  person.reviews.clear();
  const rapidjson::Document data = data_of(profile(person));
  EXPECT_EQ(data["employee"]["hasCredential"].Size(), 0U);
  EXPECT_EQ(data.FindMember("aggregateRating"), data.MemberEnd());
}

TEST_F(Heads, LetNobodysNameEndTheBlock) {
  domain::Practitioner person = sample_practitioner();
  person.name.display = "</script><script>alert(1)</script>";
  const std::string html = profile(person);
  EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
  EXPECT_EQ(data_of(html)["employee"]["name"].GetString(), person.name.display);
}

TEST_F(Heads, OfferTheFeedOfASearchWithoutTellingOfHealth) {
  const std::string plain = pages_.search(get("place=Columbus%2C%20OH")).body;
  EXPECT_THAT(plain, HasSubstr("type=\"application/atom+xml\""));
  EXPECT_THAT(plain, HasSubstr("href=\"/find/feed?place=Columbus"));
  EXPECT_THAT(plain, HasSubstr("<link rel=\"canonical\" href=\"https://example.org/find/?place=Columbus"));
  EXPECT_STREQ(data_of(plain)["@type"].GetString(), "ItemList");
  const std::string of_health = pages_.search(get("condition=migraine")).body;
  EXPECT_THAT(of_health, HasSubstr("href=\"/find/feed?s="));
  EXPECT_THAT(of_health, Not(HasSubstr("rel=\"canonical\"")));
  EXPECT_STREQ(data_of(pages_.search(get()).body)["@type"].GetString(), "WebSite");
}

}  // namespace
}  // namespace stillpoint::http::embed
