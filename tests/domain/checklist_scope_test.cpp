#include <gtest/gtest.h>

#include "domain/checklist.h"
#include "domain/records.h"

namespace stillpoint::domain {
namespace {

using namespace testing;

Practitioner massage_therapist(std::vector<Licence> licences = {}) {
  Practitioner made;
  made.professions = {{.profession = {"massage_therapist"}, .licences = std::move(licences)}};
  return made;
}

Licence checked(Licence licence, Verification check = matched("2026-10-01")) {
  licence.verifications = {check};
  return licence;
}

Licence until(Licence licence, const char* expires) {
  licence.expires = on(expires);
  return licence;
}

struct Asked {
  const char* jurisdiction = "US-OH";
  const char* approach = nullptr;
};

void expect(const Practitioner& practitioner, Asked asked, ChecklistState state, Reason code,
            const char* sentence) {
  SCOPED_TRACE(sentence);
  Practitioner whole = practitioner;
  const Location place = location(asked.jurisdiction);
  std::vector<ApproachKey> approaches;
  if (asked.approach != nullptr) approaches.push_back({asked.approach});
  whole.approaches = approaches;
  const ApproachKey* approach = approaches.empty() ? nullptr : approaches.data();
  const Standpoint stands = scope_of_practice(whole, &place, approach, vocabulary(), now());
  EXPECT_EQ(name_of(stands.state), name_of(state));
  EXPECT_EQ(name_of(stands.code), name_of(code));
  const Finding finding =
      checklist(whole, {.approaches = approaches, .locations = {&place}}, vocabulary(), now())[3];
  EXPECT_EQ(finding.state, stands.state);
  EXPECT_EQ(finding.code, stands.code);
  EXPECT_EQ(finding.holds_until, stands.holds_until);
  EXPECT_EQ(finding.reason, sentence);
}

TEST(ScopeOfPractice, IsNotMetOutsideTheScopeTable) {
  expect(massage_therapist({checked(licence("US-OH"))}), {.approach = "sacro_cranial_chiropractic"},
         ChecklistState::kNotMet, Reason::kOutsideScope,
         "Spinal adjustment is outside what massage therapists do.");
}

TEST(ScopeOfPractice, IsNotMetWithALicenceSuspendedOrRevoked) {
  expect(massage_therapist({checked(licence("US-OH", LicenceStatus::kSuspended))}), {},
         ChecklistState::kNotMet, Reason::kLicenceRevoked,
         "Licence as massage therapist in Ohio is suspended.");
  expect(massage_therapist({licence("US-OH", LicenceStatus::kRevoked), checked(licence("US-OH"))}), {},
         ChecklistState::kNotMet, Reason::kLicenceRevoked,
         "Licence as massage therapist in Ohio was revoked.");
}

TEST(ScopeOfPractice, IsMetByALicenceInForceCheckedAndFresh) {
  expect(massage_therapist({until(checked(licence("US-OH")), "2027-08-31")}), {}, ChecklistState::kMet,
         Reason::kLicensed,
         "Licensed massage therapist in Ohio to 31 August 2027. Checked at the source 30 September 2026.");
  expect(
      massage_therapist({checked(licence("US-OH"))}), {.approach = "biodynamic"}, ChecklistState::kMet,
      Reason::kLicensed,
      "Licensed massage therapist in Ohio; covers biodynamic craniosacral therapy. Checked at the source 30 "
      "September 2026.");
  Practitioner registered;
  registered.professions = {{.profession = {"chiropractor"}, .licences = {checked(licence("US-OH"))}}};
  expect(registered, {.approach = "sacro_cranial_chiropractic"}, ChecklistState::kMet, Reason::kLicensed,
         "Registered chiropractor in Ohio; covers sacro-cranial chiropractic. Checked at the source 30 "
         "September "
         "2026.");
  // A country's licence counts in its subdivisions, not the other way round.
  expect(massage_therapist({checked(licence("CH"))}), {.jurisdiction = "CH-ZH"}, ChecklistState::kMet,
         Reason::kLicensed,
         "Licensed massage therapist in Switzerland. Checked at the source 1 October 2026.");
}

TEST(ScopeOfPractice, IsPartlyWithALicenceUncheckedOrStale) {
  expect(massage_therapist({licence("US-OH")}), {}, ChecklistState::kPartly, Reason::kLicenceUnchecked,
         "Licensed massage therapist in Ohio. Nobody has asked the source yet.");
  expect(
      massage_therapist({checked(licence("US-OH"), matched("2026-07-25T11:00:00Z"))}), {},
      ChecklistState::kPartly, Reason::kLicenceUnchecked,
      "Licensed massage therapist in Ohio. Last checked at the source 25 July 2026, more than 120 days ago.");
  expect(massage_therapist({checked(licence("US-OH"), claimed(matched("2026-10-01")))}), {},
         ChecklistState::kPartly, Reason::kLicenceUnchecked,
         "Licensed massage therapist in Ohio. Nobody has asked the source yet.");
}

TEST(ScopeOfPractice, NamesNoProfessionWhereNoneOfTheVocabularyIsHeld) {
  Practitioner one;
  one.professions = {{.profession = {"other"}, .licences = {checked(licence("US-OH"))}}};
  expect(one, {}, ChecklistState::kMet, Reason::kLicensed,
         "Licensed in Ohio. Checked at the source 30 September 2026.");
  one.professions[0].licences[0].status = LicenceStatus::kLapsed;
  expect(one, {}, ChecklistState::kNotMet, Reason::kLicenceLapsed, "Licence in Ohio has lapsed.");
}

TEST(ScopeOfPractice, IsNotApplicableWhereThePlaceAsksForNoLicence) {
  expect(massage_therapist(), {.jurisdiction = "US-CO"}, ChecklistState::kNotApplicable,
         Reason::kNoLicenceNeeded, "Colorado exempts massage therapists from a licence.");
  expect(massage_therapist(), {.jurisdiction = "US-CA"}, ChecklistState::kNotApplicable,
         Reason::kNoLicenceNeeded, "Registration of massage therapists is voluntary in California.");
  // No rule of the canton: the country's.
  expect(massage_therapist(), {.jurisdiction = "CH-ZH"}, ChecklistState::kNotApplicable,
         Reason::kNoLicenceNeeded, "Switzerland asks for no licence of massage therapists.");
  // A lapsed one is no failure where none is asked for.
  expect(massage_therapist({licence("US-CO", LicenceStatus::kLapsed)}), {.jurisdiction = "US-CO"},
         ChecklistState::kNotApplicable, Reason::kNoLicenceNeeded,
         "Colorado exempts massage therapists from a licence.");
  // Who holds no profession is an `other`.
  expect({}, {.jurisdiction = "US-WY"}, ChecklistState::kNotApplicable, Reason::kNoLicenceNeeded,
         "The United States asks for no licence of practitioners without another profession.");
}

TEST(ScopeOfPractice, IsNotMetWithALicenceThatLapsed) {
  expect(massage_therapist({until(checked(licence("US-OH")), "2026-11-21")}), {}, ChecklistState::kNotMet,
         Reason::kLicenceLapsed, "Licence as massage therapist in Ohio lapsed on 21 November 2026.");
  expect(massage_therapist({licence("US-OH", LicenceStatus::kLapsed)}), {}, ChecklistState::kNotMet,
         Reason::kLicenceLapsed, "Licence as massage therapist in Ohio has lapsed.");
  expect(massage_therapist({checked(licence("US-OH"), denied("2026-10-01T12:00:00Z"))}), {},
         ChecklistState::kNotMet, Reason::kLicenceLapsed,
         "Licence as massage therapist in Ohio was not confirmed at the source on 1 October 2026.");
}

TEST(ScopeOfPractice, IsUnknownOtherwise) {
  expect(massage_therapist(), {}, ChecklistState::kUnknown, Reason::kLicenceUnknown,
         "Ohio asks for a licence; none on record.");
  expect({}, {}, ChecklistState::kUnknown, Reason::kLicenceUnknown,
         "Ohio asks for a licence; none on record.");
  expect(massage_therapist(), {.jurisdiction = "US-WY"}, ChecklistState::kUnknown, Reason::kLicenceUnknown,
         "What Wyoming asks of massage therapists is not on record.");
  // A licence of another place says nothing of this one.
  expect(massage_therapist({checked(licence("US-CO"))}), {}, ChecklistState::kUnknown,
         Reason::kLicenceUnknown, "Ohio asks for a licence; none on record.");
}

TEST(ScopeOfPractice, IsCappedAtPartlyByAnyRevokedLicence) {
  Practitioner both = massage_therapist({checked(licence("US-OH"))});
  both.professions.push_back(
      {.profession = {"chiropractor"}, .licences = {licence("US-CO", LicenceStatus::kRevoked)}});
  expect(both, {}, ChecklistState::kPartly, Reason::kLicenceRevokedElsewhere,
         "Licensed massage therapist in Ohio. Checked at the source 30 September 2026. Another licence was "
         "revoked "
         "(chiropractor, Colorado).");
  expect(massage_therapist({checked(licence("US-OH")), licence("US-CO", LicenceStatus::kSuspended)}), {},
         ChecklistState::kPartly, Reason::kLicenceRevokedElsewhere,
         "Licensed massage therapist in Ohio. Checked at the source 30 September 2026. Another licence was "
         "suspended "
         "(massage therapist, Colorado).");
}

TEST(ScopeOfPractice, TakesTheBestOfProfessionsLocationsAndApproaches) {
  Practitioner both = massage_therapist({checked(licence("US-OH"))});
  both.professions.push_back({.profession = {"chiropractor"}, .licences = {checked(licence("US-OH"))}});
  both.approaches = {{"biodynamic"}, {"sacro_cranial_chiropractic"}};
  const Location ohio = location("US-OH");
  const Location wyoming = location("US-WY");
  const ApproachKey spinal{"sacro_cranial_chiropractic"};
  EXPECT_EQ(scope_of_practice(both, &ohio, &spinal, vocabulary(), now()).state, ChecklistState::kMet)
      << "the chiropractor's licence covers it";

  const std::vector<ApproachKey> asked = {spinal, {"biodynamic"}};
  Practitioner one = massage_therapist({checked(licence("US-OH"))});
  one.approaches = asked;
  const auto state = [&](std::vector<const Location*> places, std::span<const ApproachKey> approaches) {
    return checklist(one, {.approaches = approaches, .locations = std::move(places)}, vocabulary(), now())[3]
        .state;
  };
  EXPECT_EQ(state({&wyoming}, {}), ChecklistState::kUnknown);
  EXPECT_EQ(state({&wyoming, &ohio}, {}), ChecklistState::kMet);
  EXPECT_EQ(state({&ohio}, std::span(asked).first(1)), ChecklistState::kNotMet);
  EXPECT_EQ(state({&ohio}, asked), ChecklistState::kMet);
  one.approaches = {spinal};
  EXPECT_EQ(state({&ohio}, asked), ChecklistState::kNotMet) << "only those offered count";
}

TEST(ScopeOfPractice, WithoutAPlaceOnRecordNothingSpeaksForAndARevocationAgainst) {
  const Practitioner good = massage_therapist({checked(licence("US-OH"))});
  EXPECT_EQ(scope_of_practice(good, nullptr, nullptr, vocabulary(), now()).state, ChecklistState::kUnknown);
  EXPECT_EQ(checklist(good, {}, vocabulary(), now())[3].reason, "Not on record.");
  const Practitioner bad = massage_therapist({licence("US-OH", LicenceStatus::kRevoked)});
  EXPECT_EQ(scope_of_practice(bad, nullptr, nullptr, vocabulary(), now()).code, Reason::kLicenceRevoked);
}

TEST(ScopeOfPractice, LicenceLapsesAtMidnightOfItsJurisdiction) {
  const Practitioner one = massage_therapist({until(checked(licence("US-OH")), "2026-12-31")});
  const Location ohio = location("US-OH");
  const Instant midnight = at("2027-01-01T05:00:00Z");
  const Standpoint before =
      scope_of_practice(one, &ohio, nullptr, vocabulary(), midnight - std::chrono::seconds{1});
  EXPECT_EQ(before.state, ChecklistState::kMet);
  EXPECT_EQ(before.holds_until, midnight);
  EXPECT_EQ(scope_of_practice(one, &ohio, nullptr, vocabulary(), midnight).code, Reason::kLicenceLapsed);
}

}  // namespace
}  // namespace stillpoint::domain
