#include <gtest/gtest.h>

#include "domain/checklist.h"
#include "domain/records.h"

namespace stillpoint::domain {
namespace {

using namespace testing;
using Kind = CredentialEventKind;

constexpr const char* kFresh = "2026-10-12";  // 41 days before now()
constexpr const char* kStale = "2026-07-25";  // 120 days and some hours before now()

Practitioner with(std::vector<Credential> credentials) {
  Practitioner made;
  made.credentials = std::move(credentials);
  return made;
}

Credential with_event(Credential credential, CredentialEvent one) {
  credential.events.push_back(one);
  return credential;
}

Credential expired(Credential credential) {
  credential.expires = on("2026-11-21");
  return credential;
}

void expect(const Practitioner& practitioner, ChecklistState state, Reason code, Instant when = now()) {
  const Standpoint stands = accredited_certification(practitioner, vocabulary(), when);
  EXPECT_EQ(name_of(stands.state), name_of(state));
  EXPECT_EQ(name_of(stands.code), name_of(code));
  EXPECT_GT(stands.holds_until, when);
}

std::string sentence(const Practitioner& practitioner) {
  return checklist(practitioner, {}, vocabulary(), now())[0].reason;
}

TEST(AccreditedCertification, IsMetByOneThatIsValidFreshAndAccredited) {
  const Practitioner one = with({checked_credential("board:rcst:1", kFresh)});
  expect(one, ChecklistState::kMet, Reason::kAccredited);
  EXPECT_EQ(sentence(one), "700-hour RCST by Board, in force. Asked the issuer 12 October 2026.");
  // A lesser one beside it takes nothing away.
  expect(with({credential("lone:tech:1"), checked_credential("board:rcst:1", kFresh)}), ChecklistState::kMet,
         Reason::kAccredited);
}

TEST(AccreditedCertification, IsPartlyWhereAnotherWasRevokedWithinFiveYears) {
  const Practitioner one = with({checked_credential("board:rcst:1", kFresh),
                                 with_event(credential("lone:tech:1"), event(Kind::kRevoked, "2024-03-03"))});
  expect(one, ChecklistState::kPartly, Reason::kRevokedElsewhere);
  EXPECT_EQ(sentence(one),
            "700-hour RCST by Board, in force. Asked the issuer 12 October 2026. Another certificate was "
            "revoked on "
            "2 March "
            "2024.");  // midnight UTC is the evening before in Chicago
  // The check need not be fresh for that row.
  expect(with({checked_credential("board:rcst:1", kStale),
               with_event(credential("lone:tech:1"), event(Kind::kSuspended, "2024-03-03"))}),
         ChecklistState::kPartly, Reason::kRevokedElsewhere);
}

TEST(AccreditedCertification, IsPartlyWithoutAnOutsideAccreditor) {
  const Practitioner one = with({checked_credential("lone:tech:1", "2026-10-12T12:00:00Z")});
  expect(one, ChecklistState::kPartly, Reason::kNoOutsideAccreditor);
  EXPECT_EQ(sentence(one),
            "CST-T by Lone School, in force. Asked the issuer 12 October 2026. No outside body accredits its "
            "issuer.");
  // A recognition that ended is none.
  expect(with({checked_credential("lone:past:1", kFresh)}), ChecklistState::kPartly,
         Reason::kNoOutsideAccreditor);
  // The fresh one stands before the stale accredited one.
  expect(with({checked_credential("board:rcst:1", kStale), checked_credential("lone:tech:1", kFresh)}),
         ChecklistState::kPartly, Reason::kNoOutsideAccreditor);
}

TEST(AccreditedCertification, IsPartlyWhereTheCheckIsStale) {
  const Practitioner one = with({checked_credential("board:rcst:1", kStale)});
  expect(one, ChecklistState::kPartly, Reason::kCheckStale);
  EXPECT_EQ(sentence(one),
            "700-hour RCST by Board, in force. Last asked the issuer 25 July 2026, more than 120 days ago.");
}

TEST(AccreditedCertification, IsNotMetWhereOneWasRevokedAndNoneStands) {
  const Practitioner one =
      with({with_event(checked_credential("board:rcst:1", kFresh), event(Kind::kRevoked, "2026-03-03"))});
  expect(one, ChecklistState::kNotMet, Reason::kRevoked);
  EXPECT_EQ(sentence(one), "Revoked by its issuer on 3 March 2026.");
  expect(with({with_event(credential("board:rcst:1"), event(Kind::kSuspended, "2026-03-03"))}),
         ChecklistState::kNotMet, Reason::kRevoked);
  // An unchecked one beside it does not help.
  expect(with({credential("lone:tech:1"),
               with_event(credential("board:rcst:1"), event(Kind::kRevoked, "2026-03-03"))}),
         ChecklistState::kNotMet, Reason::kRevoked);
  // Anyone may write that it was revoked: that counts against.
  expect(with({with_event(checked_credential("board:rcst:1", kFresh),
                          claimed(event(Kind::kRevoked, "2026-03-03")))}),
         ChecklistState::kNotMet, Reason::kRevoked);
}

TEST(AccreditedCertification, IsUnknownWhereNobodyAsked) {
  const Practitioner one = with({credential("board:rcst:1")});
  expect(one, ChecklistState::kUnknown, Reason::kNotChecked);
  EXPECT_EQ(sentence(one),
            "700-hour RCST by Board, in force by its own dates. Nobody has asked the issuer yet.");
  // A check that anyone could have written is none; neither is one that found nothing out.
  Credential forged = credential("board:rcst:1");
  forged.verifications = {claimed(matched(kFresh))};
  expect(with({forged}), ChecklistState::kUnknown, Reason::kNotChecked);
  Credential unclear = credential("board:rcst:1");
  unclear.verifications = {matched(kFresh)};
  unclear.verifications[0].result = VerificationResult::kInconclusive;
  expect(with({unclear}), ChecklistState::kUnknown, Reason::kNotChecked);
  // One that is dated ahead has not happened yet.
  expect(with({checked_credential("board:rcst:1", "2026-12-01")}), ChecklistState::kUnknown,
         Reason::kNotChecked);
}

TEST(AccreditedCertification, IsNotMetWhereNoneIsInForce) {
  const Practitioner late = with({expired(checked_credential("board:rcst:1", kFresh))});
  expect(late, ChecklistState::kNotMet, Reason::kNoneInForce);
  EXPECT_EQ(sentence(late), "700-hour RCST by Board expired on 21 November 2026.");

  Credential refused = checked_credential("board:rcst:1", kStale);
  refused.verifications.push_back(denied(kFresh));
  expect(with({refused}), ChecklistState::kNotMet, Reason::kNoneInForce);
  EXPECT_EQ(sentence(with({refused})),
            "700-hour RCST by Board: the issuer did not confirm it when asked on 12 October 2026.");

  Credential early = checked_credential("board:rcst:1", kFresh);
  early.issued = on("2026-12-01");
  expect(with({early}), ChecklistState::kNotMet, Reason::kNoneInForce);
  expect(
      with({with_event(checked_credential("board:rcst:1", kFresh), event(Kind::kSuperseded, "2026-01-01"))}),
      ChecklistState::kNotMet, Reason::kNoneInForce);
  // Revoked more than five years ago: no taint any more, but not in force either.
  expect(with({with_event(credential("board:rcst:1"), event(Kind::kRevoked, "2021-11-22"))}),
         ChecklistState::kNotMet, Reason::kNoneInForce);
}

TEST(AccreditedCertification, IsUnknownWithoutAnyOfTheField) {
  expect(with({}), ChecklistState::kUnknown, Reason::kNoneOnRecord);
  EXPECT_EQ(sentence(with({})), "Not on record.");
  // A general massage board's certificate is no CST certificate; an unknown type is none either.
  expect(with({checked_credential("board:mass:1", kFresh)}), ChecklistState::kUnknown, Reason::kNoneOnRecord);
  expect(with({checked_credential("nobody:knows:1", kFresh)}), ChecklistState::kUnknown,
         Reason::kNoneOnRecord);
  // Nor does its revocation taint.
  expect(with({with_event(credential("board:mass:1"), event(Kind::kRevoked, "2026-01-01")),
               checked_credential("board:rcst:1", kFresh)}),
         ChecklistState::kMet, Reason::kAccredited);
}

TEST(AccreditedCertification, TaintIsLiftedByReinstatementOrCorrectionButNotByAClaim) {
  Credential lifted =
      with_event(checked_credential("board:rcst:1", kFresh), event(Kind::kSuspended, "2025-01-01"));
  expect(with({lifted}), ChecklistState::kNotMet, Reason::kRevoked);
  expect(with({with_event(lifted, event(Kind::kReinstated, "2025-02-01"))}), ChecklistState::kMet,
         Reason::kAccredited);
  expect(with({with_event(lifted, event(Kind::kCorrected, "2025-02-01"))}), ChecklistState::kMet,
         Reason::kAccredited);
  expect(with({with_event(lifted, claimed(event(Kind::kReinstated, "2025-02-01")))}), ChecklistState::kNotMet,
         Reason::kRevoked);
  // Registered anew: valid again, but the doubt stays.
  expect(with({with_event(lifted, event(Kind::kRegistered, "2025-02-01"))}), ChecklistState::kPartly,
         Reason::kRevokedElsewhere);
}

TEST(AccreditedCertification, TaintAgesOutAfterFiveYears) {
  const Practitioner one = with({checked_credential("board:rcst:1", "2026-12-01"),
                                 with_event(credential("lone:tech:1"), event(Kind::kRevoked, "2021-12-24"))});
  const Instant end = at("2026-12-24");
  expect(one, ChecklistState::kPartly, Reason::kRevokedElsewhere, end - std::chrono::seconds{1});
  EXPECT_EQ(accredited_certification(one, vocabulary(), end - std::chrono::seconds{1}).holds_until, end);
  expect(one, ChecklistState::kMet, Reason::kAccredited, end);
}

TEST(AccreditedCertification, LapsesAtMidnightOfTheIssuersZone) {
  Credential one = checked_credential("board:rcst:1", "2026-05-01");
  one.expires = on("2026-05-31");
  const Instant midnight = at("2026-05-31T22:00:00Z");  // in Zürich, in summer
  const Standpoint before =
      accredited_certification(with({one}), vocabulary(), midnight - std::chrono::seconds{1});
  EXPECT_EQ(before.state, ChecklistState::kMet);
  EXPECT_EQ(before.holds_until, midnight);
  expect(with({one}), ChecklistState::kNotMet, Reason::kNoneInForce, midnight);
}

TEST(AccreditedCertification, CheckGoesStaleAfterItsWindow) {
  const Practitioner one = with({checked_credential("board:rcst:1", "2026-10-12")});
  const Instant stale = at("2026-10-12") + std::chrono::days{120};
  expect(one, ChecklistState::kMet, Reason::kAccredited, stale - std::chrono::seconds{1});
  expect(one, ChecklistState::kPartly, Reason::kCheckStale, stale);
}

TEST(AccreditedCertification, HoldsACheckUntilThirtyDaysAfterAYearlyRenewalAndSaysWhatIsDue) {
  VocabularyRows rows = vocabulary().rows();
  for (CredentialType& type : rows.credential_types) {
    if (type.key.value == "board:rcst:1") type.renewal_months = 12;
  }
  const Result<Vocabulary> yearly = Vocabulary::make(std::move(rows));
  ASSERT_TRUE(yearly);
  Credential renewed = checked_credential("board:rcst:1", "2026-06-02");
  renewed.expires = on("2027-05-31");
  EXPECT_EQ(name_of(accredited_certification(with({renewed}), *yearly, now()).state), "met")
      << "by the plain "
         "window long stale";
  EXPECT_TRUE(certified(with({renewed}), *yearly, now()).certified);
  renewed.verifications = {matched("2026-05-20")};
  const Finding stale = checklist(with({renewed}), {}, *yearly, now())[0];
  EXPECT_EQ(name_of(stale.code), "check_stale");
  EXPECT_NE(stale.reason.find("not since its renewal was due on 31 May 2026."), std::string::npos)
      << stale.reason;
}

TEST(AccreditedCertification, RecognitionEndsInTheIssuersZone) {
  const Practitioner one = with({checked_credential("lone:past:1", "2026-06-01")});
  const Instant end = at("2026-07-01T05:00:00Z");  // midnight in Chicago
  expect(one, ChecklistState::kMet, Reason::kAccredited, end - std::chrono::seconds{1});
  EXPECT_EQ(accredited_certification(one, vocabulary(), end - std::chrono::seconds{1}).holds_until, end);
  expect(one, ChecklistState::kPartly, Reason::kNoOutsideAccreditor, end);
}

TEST(Certified, AsksForValidAndFreshWhoeverAccredits) {
  const struct {
    const char* why;
    Practitioner practitioner;
    bool want;
  } cases[] = {
      {"none", with({}), false},
      {"accredited", with({checked_credential("board:rcst:1", kFresh)}), true},
      {"nobody accredits", with({checked_credential("lone:tech:1", kFresh)}), true},
      {"stale", with({checked_credential("board:rcst:1", kStale)}), false},
      {"unchecked", with({credential("board:rcst:1")}), false},
      {"expired", with({expired(checked_credential("board:rcst:1", kFresh))}), false},
      {"massage board", with({checked_credential("board:mass:1", kFresh)}), false},
      {"another was revoked",
       with({checked_credential("board:rcst:1", kFresh),
             with_event(credential("lone:tech:1"), event(Kind::kRevoked, "2024-03-03"))}),
       true},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(certified(c.practitioner, vocabulary(), now()).certified, c.want);
  }
}

}  // namespace
}  // namespace stillpoint::domain
