// What the demonstration is to show: everything that a record can be, with nobody real in it.
#include "intake/demo_directory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "document/practitioner_reader.h"
#include "document/practitioner_writer.h"
#include "domain/checklist.h"
#include "domain/in_force.h"
#include "intake/confirmations.h"
#include "intake/reserved_phones.h"
#include "intake/seed_places.h"
#include "support/seed_vocabulary.h"

namespace stillpoint::intake {
namespace {

using domain::ChecklistItem;
using State = domain::ChecklistState;
using domain::Practitioner;
using domain::Reason;

constexpr Date kToday{std::chrono::year{2026} / 11 / 22};
constexpr Instant kNow = Instant{kToday} + std::chrono::hours{12};

std::vector<Practitioner> made(Date today) {
  std::vector<Practitioner> all;
  demo_directory(support::seed_vocabulary(), seed_places(), today,
                 [&](const Practitioner& one) { all.push_back(one); });
  return all;
}

const std::vector<Practitioner>& everyone() {
  static const std::vector<Practitioner> kAll = made(kToday);
  return kAll;
}

std::vector<Practitioner> listed() {
  std::vector<Practitioner> all = everyone();
  std::erase_if(all, [](const Practitioner& one) { return one.listing != domain::ListingState::kListed; });
  return all;
}

/// Every reason that an item can give, and the state it comes with.
using Answer = std::pair<State, Reason>;
using Answers = std::set<Answer>;

Answers expected(ChecklistItem item) {
  using enum Reason;
  switch (item) {
    case ChecklistItem::kAccreditedCertification:
      return {{State::kMet, kAccredited},
              {State::kPartly, kRevokedElsewhere},
              {State::kPartly, kNoOutsideAccreditor},
              {State::kPartly, kCheckStale},
              {State::kNotMet, kRevoked},
              {State::kUnknown, kNotChecked},
              {State::kNotMet, kNoneInForce},
              {State::kUnknown, kNoneOnRecord}};
    case ChecklistItem::kConditionExperience:
      return {{State::kNotMet, kDeclines},
              {State::kMet, kSupported},
              {State::kPartly, kDeclared},
              {State::kUnknown, kNotOnRecord}};
    case ChecklistItem::kClientReviews:
      return {{State::kMet, kManyPositive},
              {State::kNotMet, kMostlyNegative},
              {State::kPartly, kSomePositive},
              {State::kUnknown, kInconclusive},
              {State::kUnknown, kNoReviews}};
    case ChecklistItem::kScopeOfPractice:
      return {{State::kNotMet, kOutsideScope},
              {State::kNotMet, kLicenceRevoked},
              {State::kMet, kLicensed},
              {State::kPartly, kLicenceUnchecked},
              {State::kNotApplicable, kNoLicenceNeeded},
              {State::kNotMet, kLicenceLapsed},
              {State::kUnknown, kLicenceUnknown},
              {State::kPartly, kLicenceRevokedElsewhere}};
    case ChecklistItem::kTransparentFees:
      return {{State::kNotMet, kFeesDeclined},
              {State::kMet, kFeesStated},
              {State::kPartly, kFeesPartly},
              {State::kUnknown, kFeesNotOnRecord}};
  }
  return {};
}

Answers answers_of(ChecklistItem item, const Practitioner& one) {
  const auto& vocabulary = support::seed_vocabulary();
  Answers answers;
  const auto add = [&](const domain::Standpoint& standpoint) {
    answers.insert({standpoint.state, standpoint.code});
  };
  switch (item) {
    case ChecklistItem::kAccreditedCertification:
      add(domain::accredited_certification(one, vocabulary, kNow));
      break;
    case ChecklistItem::kConditionExperience:
      for (const auto& condition : vocabulary.rows().conditions)
        add(domain::condition_experience(one, condition.key, kNow));
      break;
    case ChecklistItem::kClientReviews:
      add(domain::client_reviews(one, kNow));
      break;
    case ChecklistItem::kScopeOfPractice:
      for (const auto& place : one.locations) {
        add(domain::scope_of_practice(one, &place, nullptr, vocabulary, kNow));
        for (const auto& approach : one.approaches)
          add(domain::scope_of_practice(one, &place, &approach, vocabulary, kNow));
      }
      break;
    case ChecklistItem::kTransparentFees:
      add(domain::transparent_fees(one, kNow));
      break;
  }
  return answers;
}

TEST(DemoDirectory, EveryStateAndReasonOfTheChecklistOccurs) {
  for (const auto item :
       {ChecklistItem::kAccreditedCertification, ChecklistItem::kConditionExperience,
        ChecklistItem::kClientReviews, ChecklistItem::kScopeOfPractice, ChecklistItem::kTransparentFees}) {
    std::map<Answer, int> people;
    for (const Practitioner& one : listed()) {
      for (const Answer& answer : answers_of(item, one)) ++people[answer];
    }
    for (const Answer& answer : expected(item)) {
      EXPECT_GT(people[answer], 0) << domain::name_of(item) << " is never " << domain::name_of(answer.first)
                                   << " because " << domain::name_of(answer.second);
    }
  }
}

TEST(DemoDirectory, HundredsAreListedInManyCountriesSomeAreDraftsAndNoneWithdrawn) {
  std::map<domain::ListingState, int> states;
  std::set<std::string> countries;
  for (const Practitioner& one : everyone()) {
    ++states[one.listing];
    for (const auto& place : one.locations) countries.insert(place.country);
  }
  EXPECT_GE(states[domain::ListingState::kListed], 400);
  EXPECT_GE(states[domain::ListingState::kDraft], 3);
  EXPECT_EQ(states[domain::ListingState::kWithdrawn], 0);
  EXPECT_GE(countries.size(), 10U);
}

TEST(DemoDirectory, EveryProfessionApproachConditionAndPopulationOccurs) {
  std::set<std::string> found;
  for (const Practitioner& one : listed()) {
    for (const auto& held : one.professions) found.insert(held.profession.value);
    for (const auto& key : one.approaches) found.insert(key.value);
    for (const auto& key : one.populations) found.insert(key.value);
    for (const auto& declared : one.conditions) found.insert(declared.condition.value);
  }
  const auto& rows = support::seed_vocabulary().rows();
  const auto expect_all = [&](const auto& vocabulary) {
    for (const auto& row : vocabulary) EXPECT_EQ(found.count(row.key.value), 1U) << row.key.value;
  };
  expect_all(rows.professions);
  expect_all(rows.approaches);
  expect_all(rows.populations);
  expect_all(rows.conditions);
}

TEST(DemoDirectory, EveryCredentialStatusLicenceStatusAndEventOccurs) {
  const auto& vocabulary = support::seed_vocabulary();
  std::set<domain::CredentialStatus> statuses;
  std::set<domain::LicenceStatus> licences;
  std::set<domain::CredentialEventKind> events;
  std::set<domain::VerificationResult> results;
  for (const Practitioner& one : listed()) {
    for (const auto& credential : one.credentials) {
      const auto* type = vocabulary.find(credential.type);
      ASSERT_NE(type, nullptr) << credential.type.value;
      const auto* issuer = vocabulary.find(type->issuer);
      ASSERT_NE(issuer, nullptr);
      statuses.insert(domain::standing_at(credential, issuer->time_zone, kNow).status);
      for (const auto& event : credential.events) events.insert(event.kind);
      for (const auto& check : credential.verifications) results.insert(check.result);
    }
    for (const auto& held : one.professions) {
      for (const auto& licence : held.licences) licences.insert(licence.status);
    }
  }
  using enum domain::CredentialStatus;
  EXPECT_EQ(statuses, (std::set{kInForce, kNotYetValid, kExpired, kSuspended, kRevoked, kSuperseded}));
  EXPECT_EQ(licences, (std::set{domain::LicenceStatus::kActive, domain::LicenceStatus::kLapsed,
                                domain::LicenceStatus::kSuspended, domain::LicenceStatus::kRevoked}));
  EXPECT_EQ(events.count(domain::CredentialEventKind::kReinstated), 1U);
  EXPECT_EQ(events.count(domain::CredentialEventKind::kCorrected), 1U);
  EXPECT_EQ(results.size(), 3U);
}

TEST(DemoDirectory, WhatIsOftenMissingOrUnusualOccurs) {
  int without_coordinates = 0, without_place = 0, without_fees = 0, declines_fees = 0, several_places = 0;
  int long_names = 0, other_scripts = 0, demoted = 0, open_reviews = 0, several_currencies = 0;
  std::set<std::string> schools, currencies;
  for (const Practitioner& one : listed()) {
    without_place += one.locations.empty() ? 1 : 0;
    several_places += one.locations.size() > 1 ? 1 : 0;
    for (const auto& place : one.locations) without_coordinates += place.point ? 0 : 1;
    declines_fees += one.fees.declined ? 1 : 0;
    without_fees += !one.fees.declined && one.fees.lines.empty() ? 1 : 0;
    for (const auto& line : one.fees.lines) currencies.insert(line.price.currency.value);
    long_names += one.name.display.size() > 45 ? 1 : 0;
    // Greek begins at U+0370, which is 0xCD 0xB0 in UTF-8; accented Latin lies before it.
    other_scripts +=
        std::ranges::any_of(one.name.display, [](char c) { return static_cast<unsigned char>(c) >= 0xCE; })
            ? 1
            : 0;
    demoted += one.demoted_since ? 1 : 0;
    for (const auto& review : one.reviews) open_reviews += review.origin == domain::ReviewOrigin::kOpen;
    for (const auto& training : one.training) schools.insert(training.school.value);
  }
  several_currencies = static_cast<int>(currencies.size());
  EXPECT_GT(without_coordinates, 0);
  EXPECT_GT(without_place, 0);
  EXPECT_GT(without_fees, 0);
  EXPECT_GT(declines_fees, 0);
  EXPECT_GE(several_places, 10);
  EXPECT_GE(long_names, 2);
  EXPECT_GE(other_scripts, 6);
  EXPECT_GT(demoted, 0);
  EXPECT_GT(open_reviews, 0);
  EXPECT_GE(several_currencies, 8);
  for (const char* school : {"demo_quickpath_academy", "demo_old_mill_school", "demo_stillwater_school"})
    EXPECT_EQ(schools.count(school), 1U) << school;
}

TEST(DemoDirectory, TheTownsOfTheDocumentationAreWellPopulated) {
  const struct {
    const char* town;
    double lat, lon, degrees_of_lon;
  } towns[] = {{"Columbus", 39.96, -83.00, 0.47},
               {"Denver", 39.74, -104.99, 0.47},
               {"Zürich", 47.37, 8.54, 0.53},
               {"London", 51.51, -0.13, 0.58}};  // 40 km are 0.36 degrees of latitude
  for (const auto& town : towns) {
    int people = 0;
    for (const Practitioner& one : listed()) {
      people += std::ranges::any_of(one.locations, [&](const domain::Location& place) {
        if (!place.point) return false;
        const double y = (place.point->lat - town.lat) / 0.36;
        const double x = (place.point->lon - town.lon) / town.degrees_of_lon;
        return x * x + y * y <= 1;
      });
    }
    EXPECT_GE(people, 12) << town.town;
  }
}

TEST(DemoDirectory, EveryRecordReadsBackAndNobodyCanBeReached) {
  std::set<std::int64_t> ids;
  std::set<std::pair<std::string, std::string>> numbers;
  std::set<domain::ExternalId> external;
  const auto& vocabulary = support::seed_vocabulary();
  for (const Practitioner& one : everyone()) {
    SCOPED_TRACE(one.name.display);
    EXPECT_TRUE(ids.insert(one.id.value).second);
    for (const auto& id : one.external_ids) EXPECT_TRUE(external.insert(id).second);
    for (const auto& credential : one.credentials)
      EXPECT_TRUE(numbers.insert({vocabulary.find(credential.type)->issuer.value, credential.number}).second);
    if (!one.contact.phone.empty()) {
      EXPECT_TRUE(is_reserved_phone(one.contact.phone)) << one.contact.phone;
    }
    EXPECT_TRUE(one.contact.mail.empty() || one.contact.mail.ends_with("@example.org"));
    EXPECT_TRUE(one.contact.website.empty() || one.contact.website.ends_with(".example.org"));
    const std::string json =
        document::write_practitioner(one, vocabulary, {.audience = document::Audience::kExport});
    const auto read = document::read_practitioner(json, vocabulary, {.trusted = true, .today = kToday});
    ASSERT_TRUE(read.has_value()) << read.error().faults.front().where << " in " << json;
    EXPECT_EQ(*read, one);
  }
}

TEST(DemoDirectory, NoTextClaimsThatTheWorkTreatsOrCures) {
  for (const Practitioner& one : everyone()) {
    std::vector<std::string> texts = {one.about, one.session.description, one.fees.note};
    for (const auto& review : one.reviews) texts.push_back(review.words + review.reply);
    for (const std::string& text : texts) {
      for (const char* word : {"treat", "cure", "heal", "relieve"}) {
        // "Health", of a health history, is no claim; nor is being treated well.
        for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
          EXPECT_TRUE(text.compare(at, 6, "health") == 0 || text.compare(at, 12, "treated well") == 0)
              << text;
        }
      }
    }
  }
}

// A client who reads a profile of the demonstration must find a story that can happen.
TEST(DemoDirectory, NoSourceConfirmsACertificateWhileItIsOutOfForce) {
  for (const Practitioner& one : everyone()) {
    for (const domain::Credential& credential : one.credentials)
      EXPECT_EQ(confirmations_out_of_force(credential), 0) << one.name.display << " " << credential.number;
  }
}

TEST(DemoDirectory, NoBodyThatExistsSanctionsAnybody) {
  using Kind = domain::CredentialEventKind;
  const auto& vocabulary = support::seed_vocabulary();
  for (const Practitioner& one : everyone()) {
    for (const domain::Credential& credential : one.credentials) {
      const bool sanctioned = std::any_of(
          credential.events.begin(), credential.events.end(),
          [](const auto& event) { return event.kind == Kind::kRevoked || event.kind == Kind::kSuspended; });
      if (!sanctioned) continue;
      const domain::CredentialType* type = vocabulary.find(credential.type);
      ASSERT_NE(type, nullptr);
      EXPECT_EQ(type->issuer.value.substr(0, 5), "demo_") << one.name.display << " " << type->key.value;
    }
  }
}

TEST(DemoDirectory, WhoSaysThatAllIsStillTrueSaysSoOfPricesThatAreThere) {
  for (const Practitioner& one : everyone()) {
    if (!one.attested || !one.fees.valid_from) continue;
    EXPECT_LE(Instant{*one.fees.valid_from}, *one.attested) << one.name.display;
  }
}

TEST(DemoDirectory, ThePeopleStayTheSameFromDayToDay) {
  const auto later = made(kToday + std::chrono::days{90});
  ASSERT_EQ(later.size(), everyone().size());
  for (std::size_t i = 0; i < later.size(); ++i) {
    EXPECT_EQ(later[i].id, everyone()[i].id);
    EXPECT_EQ(later[i].name, everyone()[i].name);
  }
  const auto again = made(kToday);
  EXPECT_EQ(again, everyone());
}

}  // namespace
}  // namespace stillpoint::intake
