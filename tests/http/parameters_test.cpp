#include "http/parameters.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "http/url.h"
#include "support/seed_vocabulary.h"

namespace stillpoint::http {
namespace {

using domain::SearchTerms;

class SearchParameters : public ::testing::Test {
 protected:
  SearchRequest read(std::string_view query, UnknownNames unknown = UnknownNames::kRefused) const {
    const auto parameters = parse_query(query);
    EXPECT_TRUE(parameters) << query;
    return read_search(*parameters, vocabulary_, unknown);
  }
  const domain::Vocabulary& vocabulary_ = support::seed_vocabulary();
};

TEST_F(SearchParameters, AreReadIntoTerms) {
  const SearchRequest request = read(
      "q=gentle+touch&place=Columbus%2C+OH&radius_km=80&jurisdiction=US-OH&jurisdiction=CH&accepting=true"
      "&wheelchair=true&profession=massage_therapist&approach=biodynamic&language=pt&gender=non_binary"
      "&certified=true&min_training_hours=300&currency=JPY&max_price=8000&min_session_minutes=45"
      "&condition=migraine&require=condition_experience:partly&require=client_reviews&sort=distance&limit=5"
      "&facets=profession,transparent_fees");
  for (const Fault& fault : request.faults) ADD_FAILURE() << fault.where << ": " << fault.what;
  const SearchTerms& terms = request.terms;
  EXPECT_EQ(terms.words, "gentle touch");
  EXPECT_EQ(terms.place, "Columbus, OH");
  ASSERT_TRUE(terms.near);
  EXPECT_EQ(terms.near->radius_km, 80);
  ASSERT_EQ(terms.jurisdictions.size(), 2U);
  EXPECT_EQ(terms.jurisdictions[1].value, "CH");
  EXPECT_TRUE(terms.accepting);
  EXPECT_FALSE(terms.home_visits);
  EXPECT_EQ(terms.genders, std::vector{domain::Gender::kNonBinary});
  EXPECT_EQ(terms.max_price->minor, 8000) << "yen have no smaller unit";
  ASSERT_EQ(terms.requires_items.size(), 2U);
  EXPECT_TRUE(terms.requires_items[0].partly_suffices);
  EXPECT_FALSE(terms.requires_items[1].partly_suffices);
  EXPECT_EQ(terms.sort, domain::Sort::kDistance);
  EXPECT_EQ(terms.limit, 5);
  EXPECT_EQ(terms.facets, (std::vector{domain::Facet::kProfession, domain::Facet::kTransparentFees}));
  EXPECT_TRUE(request.has_terms && request.has_limit && request.has_facets);
}

TEST_F(SearchParameters, TellEachFaultWithWhatIsAllowed) {
  const struct {
    const char* query;
    const char* where;
  } cases[] = {
      {"colour=blue", "colour"},
      {"Q=a", "Q"},
      {"q=", "q"},
      {"q=a&q=b", "q"},
      {"q=%FF%FE", "q"},
      {"q=a%00b", "q"},
      {"q=one+two+three+four+five+six+seven+eight+nine", "q"},
      {"near=91,0", "near"},
      {"near=nan,0", "near"},
      {"near=1", "near"},
      {"near=1,2,3", "near"},
      {"near=,", "near"},
      {"near=39.9,-83&place=Columbus", "near"},
      {"radius_km=10", "radius_km"},
      {"near=1,2&radius_km=0", "radius_km"},
      {"near=1,2&radius_km=501", "radius_km"},
      {"near=1,2&radius_km=ten", "radius_km"},
      {"near=1,2&radius_km=10km", "radius_km"},
      {"near=1,2&radius_km=99999999999", "radius_km"},
      {"jurisdiction=Ohio", "jurisdiction"},
      {"profession=magician", "profession"},
      {"approach=x", "approach"},
      {"school=x", "school"},
      {"language=xx", "language"},
      {"population=x", "population"},
      {"gender=f", "gender"},
      {"credential=RCST", "credential"},
      {"credential=nobody:rcst", "credential"},
      {"accepting=yes", "accepting"},
      {"certified=false", "certified"},
      {"min_training_hours=-1", "min_training_hours"},
      {"min_training_hours=1.5", "min_training_hours"},
      {"max_price=100", "max_price"},
      {"max_price=100&currency=XXX", "currency"},
      {"max_price=1e3&currency=USD", "max_price"},
      {"max_price=-5&currency=USD", "max_price"},
      {"max_price=10.123&currency=USD", "max_price"},
      {"max_price=10.5&currency=JPY", "max_price"},
      {"min_session_minutes=0", "min_session_minutes"},
      {"condition=sadness", "condition"},
      {"require=condition_experience", "require"},
      {"require=fees", "require"},
      {"require=client_reviews:mostly", "require"},
      {"require=client_reviews:", "require"},
      {"screening=x", "screening"},
      {"sort=random", "sort"},
      {"sort=distance", "sort"},
      {"sort=price", "sort"},
      {"limit=0", "limit"},
      {"limit=101", "limit"},
      {"limit=-1", "limit"},
      {"facets=colour", "facets"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.query);
    const SearchRequest request = read(c.query);
    ASSERT_EQ(request.faults.size(), 1U);
    EXPECT_EQ(request.faults[0].where, c.where);
    EXPECT_FALSE(request.faults[0].what.empty());
    EXPECT_FALSE(request.faults[0].allowed.empty());
  }
}

TEST_F(SearchParameters, TellAllFaultsAtOnce) {
  const SearchRequest request = read("profession=magician&limit=0&gender=x&colour=blue");
  EXPECT_EQ(request.faults.size(), 4U);
}

TEST_F(SearchParameters, OfAPageMayCarryStrangeNamesAndEmptyFields) {
  const SearchRequest request =
      read("utm_source=mail&q=&place=Columbus&radius_km=&profession=&gender=x", UnknownNames::kIgnored);
  ASSERT_EQ(request.faults.size(), 1U);
  EXPECT_EQ(request.faults[0].where, "gender");
  EXPECT_EQ(request.terms.place, "Columbus") << "what was right is kept";
}

TEST_F(SearchParameters, OfACredentialWithoutVersionStandForAllVersions) {
  const auto& types = vocabulary_.rows().credential_types;
  ASSERT_FALSE(types.empty());
  const domain::CredentialType& type = types.front();
  const std::string unversioned = type.issuer.value + ":" + type.code;
  const auto versions = std::count_if(types.begin(), types.end(), [&](const auto& other) {
    return other.issuer == type.issuer && other.code == type.code;
  });
  const SearchRequest all = read("credential=" + percent_encode(unversioned));
  EXPECT_TRUE(all.faults.empty());
  EXPECT_EQ(static_cast<std::ptrdiff_t>(all.terms.credentials.size()), versions);
  const SearchRequest one = read("credential=" + percent_encode(type.key.value));
  EXPECT_EQ(one.terms.credentials, std::vector{type.key});
}

TEST_F(SearchParameters, AreAtMostSoMany) {
  std::vector<Parameter> many(401, Parameter{.name = "language", .value = "de"});
  EXPECT_EQ(read_search(many, vocabulary_, UnknownNames::kRefused).faults.size(), 1U);
}

TEST_F(SearchParameters, SayTheSameAsJson) {
  const SearchRequest by_json = read_search_json(
      R"({"q":"touch","near":"39.96,-83","radius_km":80,"language":["de","fr"],"accepting":true,
          "currency":"USD","max_price":110.10,"require":["client_reviews:partly"],"facets":["profession","gender"],
          "limit":7})",
      vocabulary_);
  const SearchRequest by_address = read(
      "q=touch&near=39.96,-83&radius_km=80&language=de&language=fr&accepting=true&currency=USD&max_price=110."
      "10"
      "&require=client_reviews:partly&facets=profession,gender&limit=7");
  EXPECT_TRUE(by_json.faults.empty());
  EXPECT_EQ(by_json.terms.max_price->minor, 11010) << "a number keeps its digits";
  EXPECT_EQ(print_query(to_parameters(by_json.terms, vocabulary_)),
            print_query(to_parameters(by_address.terms, vocabulary_)));
}

TEST_F(SearchParameters, OfABodyAreFaultedByTheirPointer) {
  const struct {
    const char* body;
    const char* where;
  } cases[] = {
      {"", ""},
      {"[]", ""},
      {"{\"q\":", ""},
      {"{\"q\":\"\xFF\"}", ""},
      {"{} {}", ""},
      {R"({"q":null})", "/q"},
      {R"({"q":{"a":1}})", "/q"},
      {R"({"language":[["de"]]})", "/language"},
      {R"({"colour":"blue"})", "/colour"},
      {R"({"q":"a","q":"b"})", "/q"},
      {R"({"q":["a","b"]})", "/q"},
      {R"({"accepting":false})", "/accepting"},
      {R"({"limit":0})", "/limit"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.body);
    const SearchRequest request = read_search_json(c.body, vocabulary_);
    ASSERT_EQ(request.faults.size(), 1U);
    EXPECT_EQ(request.faults[0].where, c.where);
    EXPECT_FALSE(request.faults[0].allowed.empty());
  }
  std::string deep(60000, '[');
  EXPECT_EQ(read_search_json(deep, vocabulary_).faults.size(), 1U) << "nesting costs no stack";
}

/// Random searches that make sense, from the seed's own words.
class RandomSearch {
 public:
  RandomSearch(const domain::Vocabulary& vocabulary, unsigned seed)
      : rows_(vocabulary.rows()), random_(seed) {}

  SearchTerms next() {
    SearchTerms terms;
    if (chance()) terms.words = "Zürich & gentle=touch +1";
    if (chance()) {
      terms.place = "Columbus, OH";
      if (chance()) terms.near = domain::Near{.point = {}, .radius_km = 80};
    } else if (chance()) {
      terms.near = domain::Near{.point = {.lat = 39.961234567, .lon = -82.99},
                                .radius_km = 1 + static_cast<int>(below(500))};
    }
    some(rows_.jurisdictions, terms.jurisdictions);
    terms.accepting = chance();
    terms.home_visits = chance();
    terms.wheelchair = chance();
    some(rows_.professions, terms.professions);
    some(rows_.approaches, terms.approaches);
    some(rows_.schools, terms.schools);
    some(rows_.languages, terms.languages);
    some(rows_.populations, terms.populations);
    some(rows_.credential_types, terms.credentials);
    some(rows_.conditions, terms.conditions);
    some(rows_.contraindications, terms.screening);
    if (chance()) terms.genders = {domain::Gender::kMale, domain::Gender::kNonBinary};
    terms.certified = chance();
    if (chance()) terms.min_training_hours = 700;
    if (chance()) {
      terms.currency = rows_.currencies[below(rows_.currencies.size())].key;
      if (chance()) terms.max_price = domain::PriceLimit{.minor = static_cast<std::int64_t>(below(100000))};
      if (chance()) terms.sort = domain::Sort::kPrice;
    }
    if (chance()) terms.min_session_minutes = 60;
    terms.sliding_scale = chance();
    if (chance()) {
      terms.requires_items = {{.item = domain::ChecklistItem::kClientReviews, .partly_suffices = chance()}};
    }
    if (chance()) terms.limit = 1 + static_cast<int>(below(100));
    if (chance()) terms.facets = {domain::Facet::kGender, domain::Facet::kScopeOfPractice};
    return terms;
  }

 private:
  bool chance() { return below(2) == 1; }
  std::size_t below(std::size_t bound) { return random_() % bound; }
  template <class Rows, class Keys>
  void some(const Rows& rows, Keys& keys) {
    for (std::size_t left = below(3); left > 0; --left) {
      const auto& key = rows[below(rows.size())].key;
      if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    }
  }

  const domain::VocabularyRows& rows_;
  std::mt19937 random_;
};

TEST_F(SearchParameters, ReadBackAsTheTermsThatTheyWereWrittenFrom) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  RandomSearch searches(vocabulary_, seed);
  for (int i = 0; i < 300; ++i) {
    const SearchTerms terms = searches.next();
    const std::string printed = print_query(to_parameters(terms, vocabulary_));
    const SearchRequest back = read(printed);
    for (const Fault& fault : back.faults)
      ADD_FAILURE() << printed << "\n" << fault.where << ": " << fault.what;
    ASSERT_EQ(print_query(to_parameters(back.terms, vocabulary_)), printed);
    ASSERT_EQ(back.terms.near.has_value(), terms.near.has_value());
    if (terms.near && terms.place.empty()) {
      ASSERT_EQ(back.terms.near->point.lat, terms.near->point.lat);
    }
    ASSERT_EQ(back.terms.max_price.has_value(), terms.max_price.has_value());
    if (terms.max_price) {
      ASSERT_EQ(back.terms.max_price->minor, terms.max_price->minor);
    }
    ASSERT_EQ(back.terms.conditions, terms.conditions);
    ASSERT_EQ(back.terms.credentials, terms.credentials);
  }
}

}  // namespace
}  // namespace stillpoint::http
