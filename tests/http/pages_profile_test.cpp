#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "domain/thresholds.h"
#include "http/pages/profile_view.h"
#include "http/pages/reading_pages.h"
#include "http/pages/words.h"
#include "http/pages_sample.h"

namespace stillpoint::http::pages {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string shown(domain::Practitioner person) {
  return profile_page(sample_profile(std::move(person)), {}, sample_site());
}

TEST(ProfilePage, CountsWhatACourseWouldComeTo) {
  EXPECT_THAT(
      shown(sample_practitioner()),
      HasSubstr("Three to five sessions would come to $350 to $570</strong>, counting the first visit"));
  domain::Practitioner person = sample_practitioner();
  person.fees.lines.erase(person.fees.lines.begin());
  EXPECT_THAT(shown(person), HasSubstr("Three to five sessions would come to $330 to $550</strong>"));
}

TEST(ProfilePage, SaysHowManySessionsInWordsThatFitTheNumber) {
  const struct {
    std::optional<int> least, most;
    const char* told;
  } cases[] = {
      {1, 1, "Usually suggests 1 session."},
      {3, 3, "Usually suggests 3 sessions."},
      {3, 5, "Usually suggests 3 to 5 sessions."},
      {std::nullopt, 4, "Usually suggests 4 sessions."},
      {2, std::nullopt, "Usually suggests 2 sessions."},
  };
  for (const auto& c : cases) {
    domain::Practitioner person = sample_practitioner();
    person.session.sessions_min = c.least;
    person.session.sessions_max = c.most;
    EXPECT_THAT(shown(person), HasSubstr(c.told));
  }
}

TEST(ProfilePage, SaysWhereNothingOnRecordIsAboutThisWork) {
  EXPECT_THAT(shown(bare_practitioner()),
              HasSubstr("Nothing on record says that they offer craniosacral work"));
  EXPECT_THAT(shown(sample_practitioner()), Not(HasSubstr("Nothing on record says")));
  domain::Practitioner trained = bare_practitioner();
  trained.training = {{.title = "Introduction", .kind = domain::TrainingKind::kClass, .hours = 50}};
  EXPECT_THAT(shown(trained), Not(HasSubstr("Nothing on record says")));
}

TEST(ProfilePage, KeepsPrivateThingsPrivate) {
  const std::string html = shown(sample_practitioner());
  EXPECT_THAT(html, Not(HasSubstr("amara@example.org")));
  EXPECT_THAT(html, Not(HasSubstr("12 Hidden Lane")));
  EXPECT_THAT(html, Not(HasSubstr("43215")));
  EXPECT_THAT(html, Not(HasSubstr("39.9612"))) << "an area's coordinates are rounded";
  EXPECT_THAT(html, HasSubstr("data-lat=\"39.9600\""));
}

TEST(ProfilePage, ShowsTheStreetOfAnExactPlace) {
  domain::Practitioner person = sample_practitioner();
  person.locations[0].precision = domain::Precision::kExact;
  EXPECT_THAT(shown(person), HasSubstr("12 Hidden Lane"));
}

TEST(ProfilePage, TellsTheHistoryOfACertificateAsPictureAndInWords) {
  const std::string html = shown(sample_practitioner());
  EXPECT_THAT(html, HasSubstr("aria-label=\"Line of time: 1 June 2016 issued"));
  EXPECT_THAT(html, HasSubstr("History in words"));
  EXPECT_THAT(html, HasSubstr("700 hours of training</dd>")) << "what the type asks for";
}

TEST(ProfilePage, HoldsNothingButTheRecord) {
  const app::Profile profile = sample_profile(sample_practitioner());
  app::Profile later = profile;
  later.as_of += std::chrono::minutes{5};
  EXPECT_EQ(profile_page(profile, {}, sample_site()), profile_page(later, {}, sample_site()));
}

TEST(ProfilePage, TellsWhatSpeaksAgainstASchool) {
  domain::Practitioner person = sample_practitioner();
  EXPECT_THAT(shown(person), Not(HasSubstr("School sanctioned")));
  person.training[0].school = {"old_bridge"};
  EXPECT_THAT(shown(person),
              HasSubstr("School sanctioned since 14 August 2026</strong>. It sold transcripts."));
}

TEST(ProfilePage, DrawsWhereASuspendedCertificateHeld) {
  domain::Practitioner person = sample_practitioner();
  EXPECT_THAT(shown(person), Not(HasSubstr("class=\"t-out\"")));
  person.credentials[0].events.push_back({.kind = domain::CredentialEventKind::kSuspended,
                                          .effective = sample_now() - std::chrono::days{30},
                                          .recorded = sample_now() - std::chrono::days{30},
                                          .reason = "Proof of insurance was not handed in."});
  const std::string html = shown(person);
  EXPECT_THAT(html, HasSubstr("class=\"t-out\""));
  EXPECT_THAT(html, HasSubstr("suspended. Proof of insurance was not handed in."));
}

TEST(ProfilePage, SaysNotOnRecordOfWhatIsNot) {
  const std::string html = shown(bare_practitioner());
  EXPECT_THAT(html, HasSubstr("Fees are not on record."));
  EXPECT_THAT(html, HasSubstr("No certificate is on record."));
  EXPECT_THAT(html, HasSubstr("No telephone or website is on record."));
  EXPECT_THAT(html, Not(HasSubstr("javascript:")));
}

TEST(ProfilePage, SaysWhereARecordComesFromThatNobodyConfirmed) {
  domain::Practitioner person = sample_practitioner();
  person.listing_basis = "public NPPES record";
  EXPECT_THAT(shown(person), Not(HasSubstr("public NPPES record")))
      << "who confirmed it speaks for themselves";
  person.attested.reset();
  person.credentials.clear();
  person.professions[0].licences[0].verifications.clear();
  const std::string html = shown(person);
  EXPECT_THAT(html, HasSubstr("Listed on the basis of: <strong>public NPPES record</strong>"));
  EXPECT_THAT(html,
              HasSubstr("number 33.012345, to 29 August 2027. <span class=\"basis listed\">as listed</span> "
                        "as the list has it, never checked at its source."))
      << "a list does not say that a licence is active";
  EXPECT_THAT(html, Not(HasSubstr("says so</span>")));
  EXPECT_THAT(html, Not(HasSubstr("the therapist’s own word")));
}

TEST(ProfilePage, NeverShowsAConditionBesideAReviewsWords) {
  domain::Practitioner person = sample_practitioner();
  person.conditions.clear();
  person.training.clear();
  EXPECT_THAT(shown(person), Not(HasSubstr("igraine")));
}

TEST(HowWeCheckPage, PrintsTheThresholdsInUse) {
  const std::string html = how_we_check_page(sample_site());
  for (const int days : {domain::kFreshnessDaysDefault, domain::kAttestationDaysMax}) {
    EXPECT_THAT(html, HasSubstr(std::to_string(days) + " days"));
  }
  EXPECT_THAT(html, HasSubstr("it is fresh until " + std::to_string(domain::kRenewalGraceDays) +
                              " days after the renewal that follows"));
  EXPECT_THAT(html, HasSubstr("at least " + std::to_string(domain::kReviewsMetMin)));
  EXPECT_THAT(html, HasSubstr(print_percent(domain::kReviewsMetLowMin) + " or more"));
  EXPECT_THAT(html, HasSubstr(std::to_string(domain::kReviewMonthsMax) + " months"));
}

TEST(WhatToExpectPage, GivesEveryFactWithItsSource) {
  const std::string html = what_to_expect_page(sample_site());
  for (const domain::SessionFact& fact : sample_vocabulary().rows().session_facts) {
    if (fact.stage == "before") continue;  // Two of one source: below.
    EXPECT_THAT(html, HasSubstr(fact.text + "</p><p class=\"source\">Source: "));
  }
  EXPECT_THAT(html, HasSubstr("Source: <a rel=\"noopener external\" href=\"https://pmc.example.org/PMC1\">"
                              "pmc.example.org/PMC1</a>, read 2 November 2026"))
      << "a source that is an address is a link";
  EXPECT_THAT(html, HasSubstr("id=\"evidence-migraine\""));
}

TEST(WhatToExpectPage, SaysTheSourceOfManyRowsOnce) {
  const std::string html = what_to_expect_page(sample_site());
  EXPECT_THAT(html,
              HasSubstr("Say how you are.</p></div><p class=\"source\">Source of this part, where no other "
                        "is named: a source, read 2 November 2026.</p>"));
  EXPECT_THAT(html, HasSubstr("Wear loose, comfortable clothes.</p></div>"));
}

TEST(WhatToExpectPage, NamesNoSourceForItsOwnWordingAndLetsItPassForNoOthers) {
  domain::VocabularyRows rows = sample_vocabulary().rows();
  rows.session_facts[0].origin = {.source = "Stillpoint's own wording", .read_on = {}};
  rows.session_facts[1].origin.source = "a.example.org/x (read in an excerpt only); own wording";
  const auto vocabulary = domain::Vocabulary::make(std::move(rows));
  ASSERT_TRUE(vocabulary);
  const std::string html = what_to_expect_page(Site{*vocabulary, sample_site().assets, {}});
  EXPECT_THAT(html, HasSubstr("Wear loose, comfortable clothes.</p></div>"));
  EXPECT_THAT(html,
              HasSubstr("Say how you are.</p><p class=\"source\">Source: <a rel=\"noopener external\" "
                        "href=\"https://a.example.org/x\">a.example.org/x</a> (read in an excerpt only), "
                        "read 2 November 2026</p>"));
  EXPECT_THAT(html, Not(HasSubstr("own wording")));
}

TEST(ProfilePage, NamesNoSourceForARuleInItsOwnWording) {
  domain::VocabularyRows rows = sample_vocabulary().rows();
  for (auto& rule : rows.jurisdiction_rules) rule.origin.source = "Stillpoint's own wording";
  const auto vocabulary = domain::Vocabulary::make(std::move(rows));
  ASSERT_TRUE(vocabulary);
  const std::string html =
      profile_page(sample_profile(sample_practitioner()), {}, Site{*vocabulary, sample_site().assets, {}});
  EXPECT_THAT(html, HasSubstr("<li class=\"rule\"><strong>Ohio</strong>"));
  EXPECT_THAT(html, Not(HasSubstr("own wording")));
}

TEST(WhatToExpectPage, PutsWhatTrialsFoundUnderWhatResearchSays) {
  const std::string html = what_to_expect_page(sample_site());
  EXPECT_LT(html.find("<h2 id=\"evidence\">"), html.find("Fifteen trials found nothing."));
}

TEST(PrivacyPage, NamesWhoRunsTheDirectoryOrSaysThatTheyDoNot) {
  Site site{sample_vocabulary(), sample_site().assets, {}};
  EXPECT_THAT(privacy_page(site), HasSubstr("The operator has not said who they are."));
  site.settings.operator_name = "Somatic <Register>";
  site.settings.operator_contact = "privacy@example.org";
  const std::string html = privacy_page(site);
  EXPECT_THAT(html, HasSubstr("<strong>Somatic &lt;Register&gt;</strong> runs this directory"));
  EXPECT_THAT(html, HasSubstr("href=\"mailto:privacy@example.org\""));
  EXPECT_THAT(html, Not(HasSubstr("has not said")));
  site.settings.operator_contact = "https://example.org/contact";
  EXPECT_THAT(privacy_page(site), HasSubstr("href=\"https://example.org/contact\""));
}

TEST(ComparePage, TakesOneAwayByItsAddress) {
  const std::string html = compare_page(
      {sample_profile(sample_practitioner()), sample_profile(bare_practitioner())}, {}, sample_site());
  EXPECT_THAT(html, HasSubstr("href=\"/compare?id=" + print_id(bare_practitioner().id.value) + "\""));
}

TEST(ComparePage, PutsEachIdBehindItsOwnMarkWhateverItEndsIn) {
  const std::string id = print_id(sample_practitioner().id.value);
  EXPECT_EQ(compare_href({}, "").view(), "/compare");
  // An id that ends in "e", as the path does: one in thirty-two.
  std::int64_t number = 1;
  while (print_id(number).back() != 'e') ++number;
  const std::string ends_in_e = print_id(number);
  EXPECT_EQ(compare_href({{number}, sample_practitioner().id}, "token").view(),
            "/compare?id=" + ends_in_e + "&id=" + id + "&s=token");
}

TEST(ComparePage, SaysBeforeTheTableWhomItLeavesOut) {
  const std::vector<app::Profile> one = {sample_profile(sample_practitioner())};
  const std::string html = compare_page(one, {.missing = 2, .surplus = 1}, sample_site());
  EXPECT_THAT(html, HasSubstr("2 of those asked for are not shown: nobody of this address is listed"));
  EXPECT_THAT(html, HasSubstr("No more than 4 fit side by side, so 1 more was left out"));
  EXPECT_LT(html.find("left-out"), html.find("<table"));
  EXPECT_THAT(compare_page(one, {}, sample_site()), Not(HasSubstr("left-out")));
  EXPECT_THAT(compare_page({}, {.missing = 1}, sample_site()),
              HasSubstr("1 of those asked for is not shown"));
}

TEST(ErrorPage, SaysNoMoreOfAFaultOfOursThanThatItIs) {
  const std::string html =
      error_page({.status = 500, .message = "disk I/O error at 0x1234", .request_id = "r-7"}, sample_site());
  EXPECT_THAT(html, Not(HasSubstr("0x1234")));
  EXPECT_THAT(html, HasSubstr("Request r-7"));
}

TEST(Words, PrintMoneyAsPeopleReadIt) {
  const struct {
    std::int64_t minor;
    const char* currency;
    const char* want;
  } cases[] = {{11000, "USD", "$110"},
               {10450, "USD", "$104.50"},
               {800000, "JPY", "¥800,000"},
               {123456789, "USD", "$1,234,567.89"},
               {12000, "XYZ",
                "XYZ\u00a0"
                "120"}};
  for (const auto& c : cases) {
    EXPECT_EQ(print_money(c.minor, {c.currency}, sample_vocabulary()), c.want);
  }
}

TEST(Words, TellDistancesInMilesWherePeopleUseThem) {
  EXPECT_EQ(print_distance(3.2, "US"), "3 km (2 mi)");
  EXPECT_EQ(print_distance(3.2, "CH"), "3 km");
  EXPECT_EQ(print_distance(0.4, "CH"), "under 1 km");
  EXPECT_EQ(print_distance(1.2, "GB"), "1 km (under 1 mi)");
}

}  // namespace
}  // namespace stillpoint::http::pages
