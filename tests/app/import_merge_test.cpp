#include "app/import_merge.h"

#include <gtest/gtest.h>

#include "base/time_text.h"

namespace stillpoint::app {
namespace {

using domain::Practitioner;

const Instant kChecked = *parse_instant("2026-10-02T09:00:00Z");

domain::Verification check(bool claimed) {
  return {.id = {5},
          .method = domain::VerificationMethod::kRegisterPage,
          .result = domain::VerificationResult::kMatched,
          .checked_at = kChecked,
          .source = "register",
          .claimed = claimed};
}

/// A listed practitioner with everything that an import must not touch.
Practitioner established() {
  Practitioner p;
  p.id = {7};
  p.version = 3;
  p.listing = domain::ListingState::kListed;
  p.listing_basis = "own consent";
  p.demoted_since = kChecked;
  p.external_ids = {{"test", "1"}};
  p.name.display = "Ana";
  p.contact.phone = "+1 614 555 0117";
  p.professions = {{.profession = {"massage_therapist"},
                    .licences = {{.id = {11},
                                  .jurisdiction = {"US-OH"},
                                  .number = "33",
                                  .status = domain::LicenceStatus::kSuspended,
                                  .verifications = {check(false)}},
                                 {.id = {12}, .jurisdiction = {"US-CO"}, .number = "44"}}}};
  p.credentials = {{.id = {13},
                    .type = {"bcta_na:rcst:1"},
                    .number = "R-1",
                    .expires = parse_date("2026-05-31"),
                    .events = {{.kind = domain::CredentialEventKind::kRevoked, .effective = kChecked}},
                    .verifications = {check(false)}},
                   {.id = {14}, .type = {"bcta_na:rcst:1"}, .number = "R-2"}};
  p.about = "Old words.";
  p.reviews_invited = 4;
  p.reviews = {{.id = {15}, .origin = domain::ReviewOrigin::kInvited, .stars = 5, .published_at = kChecked}};
  p.edited = kChecked;
  p.attested = kChecked;
  return p;
}

/// The same person as a file that anyone could write brings them.
Practitioner from_file() {
  Practitioner p = established();
  p.id = {};
  p.version = 0;
  p.listing = domain::ListingState::kDraft;
  p.listing_basis = "";
  p.demoted_since.reset();
  p.reviews_invited = 0;
  p.edited = {};
  p.attested.reset();
  for (auto& licence : p.professions[0].licences) {
    licence.id = {};
    for (auto& one : licence.verifications) one.claimed = true;
  }
  for (auto& credential : p.credentials) {
    credential.id = {};
    for (auto& one : credential.events) one.claimed = true;
    for (auto& one : credential.verifications) one.claimed = true;
  }
  for (auto& review : p.reviews) review.claimed = true;
  return p;
}

TEST(ImportMerge, AFileThatSaysTheSameChangesNothing) {
  EXPECT_EQ(merge_import(established(), from_file(), false), established());
  EXPECT_EQ(merge_import(established(), from_file(), true), established());
}

TEST(ImportMerge, AFileThatNamesNothingTakesNoEvidenceAway) {
  Practitioner file;
  file.external_ids = {{"test", "1"}};
  file.name.display = "Ana";
  const Practitioner merged = merge_import(established(), file, false);
  EXPECT_EQ(merged.listing, domain::ListingState::kListed);
  EXPECT_EQ(merged.listing_basis, "own consent");
  EXPECT_TRUE(merged.demoted_since);
  EXPECT_EQ(merged.attested, kChecked);
  EXPECT_EQ(merged.reviews, established().reviews);
  EXPECT_EQ(merged.reviews_invited, 4);
  ASSERT_EQ(merged.credentials.size(), 1U) << "what was never checked and has no history goes";
  EXPECT_EQ(merged.credentials[0], established().credentials[0]);
  ASSERT_EQ(merged.professions.size(), 1U);
  ASSERT_EQ(merged.professions[0].licences.size(), 1U);
  EXPECT_EQ(merged.professions[0].licences[0], established().professions[0].licences[0]);
  EXPECT_EQ(merged.about, "") << "what a person says of themselves is the file's";
}

TEST(ImportMerge, AFileCannotLiftWhatWasFound) {
  Practitioner file = from_file();
  file.professions[0].licences[0].status = domain::LicenceStatus::kActive;
  file.credentials[0].expires = parse_date("2030-05-31");
  file.credentials[0].events.push_back({.kind = domain::CredentialEventKind::kReinstated,
                                        .effective = kChecked + std::chrono::hours(1),
                                        .claimed = true});
  const Practitioner merged = merge_import(established(), file, false);
  EXPECT_EQ(merged.professions[0].licences[0].status, domain::LicenceStatus::kSuspended);
  EXPECT_EQ(merged.credentials[0].expires, parse_date("2026-05-31"));
  ASSERT_EQ(merged.credentials[0].events.size(), 2U);
  EXPECT_TRUE(merged.credentials[0].events[1].claimed);
}

TEST(ImportMerge, AddsWhatIsNewAsAClaimOnce) {
  Practitioner file = from_file();
  domain::Verification more = check(true);
  more.checked_at += std::chrono::hours(24);
  file.credentials[1].verifications.push_back(more);
  file.reviews.push_back({.stars = 4, .published_at = kChecked, .words = "Kind.", .claimed = true});
  const Practitioner once = merge_import(established(), file, false);
  ASSERT_EQ(once.credentials[1].verifications.size(), 1U);
  EXPECT_TRUE(once.credentials[1].verifications[0].claimed);
  ASSERT_EQ(once.reviews.size(), 2U);
  EXPECT_EQ(merge_import(once, file, false), once);
}

TEST(ImportMerge, TwoEqualAwardsStayTwo) {
  Practitioner here = established();
  here.credentials = {{.id = {1}, .type = {"bcta_na:rcst:1"}}, {.id = {2}, .type = {"bcta_na:rcst:1"}}};
  Practitioner file = from_file();
  file.credentials = {{.type = {"bcta_na:rcst:1"}}, {.type = {"bcta_na:rcst:1"}}};
  EXPECT_EQ(merge_import(here, file, false).credentials, here.credentials);
}

TEST(ImportMerge, WhatARegistryDoesNotKnowItDoesNotTakeAway) {
  Practitioner here = established();
  here.fees.lines = {{.price = {.minor = 11'000, .currency = {"USD"}}}};
  here.approaches = {{"biodynamic"}};
  here.locations = {{.street = "1 Elm St", .city = "Ulm", .country = "US", .accepting = domain::Known::kYes}};
  Practitioner row;
  row.external_ids = {{"nppes", "1234567893"}};
  row.name.display = "Ana Lindqvist";
  row.professions = {
      {.profession = {"massage_therapist"}, .licences = {{.jurisdiction = {"US-MA"}, .number = "5"}}}};
  row.locations = {{.street = "1 Elm St", .city = "Ulm", .country = "US"}};
  const Practitioner merged = merge_import(here, row, true);
  EXPECT_EQ(merged.name.display, "Ana Lindqvist");
  EXPECT_EQ(merged.contact, here.contact);
  EXPECT_EQ(merged.fees, here.fees);
  EXPECT_EQ(merged.approaches, here.approaches);
  EXPECT_EQ(merged.credentials, here.credentials);
  EXPECT_EQ(merged.locations, here.locations) << "the same address says nothing new";
  EXPECT_EQ(merged.professions[0].licences.size(), 3U);
  EXPECT_EQ(merged.external_ids.size(), 2U);

  row.locations[0].street = "2 Oak St";
  EXPECT_EQ(merge_import(here, row, true).locations, row.locations) << "a registry's person has moved";
  here.locations.push_back({.city = "Bern", .country = "CH"});
  EXPECT_EQ(merge_import(here, row, true).locations, here.locations) << "whoever has several knows better";
}

}  // namespace
}  // namespace stillpoint::app
