#include "domain/checklist.h"

#include <gtest/gtest.h>

#include "base/time_text.h"
#include "domain/records.h"

namespace stillpoint::domain {
namespace {

using namespace testing;

TEST(Checklist, NamesWhatWasCheckedByWhomAndWhen) {
  const Practitioner one = exemplary();
  const std::vector<ConditionKey> asked = {{"migraine"}};
  const Checklist answers =
      checklist(one, {.conditions = asked, .locations = {one.locations.data()}}, vocabulary(), now());
  const struct {
    Basis basis;
    const char* as_of;
    const char* reason;
    const char* evidence;
  } wanted[] = {
      {Basis::kChecked, "2026-10-12",
       "700-hour RCST by Board, in force to 31 May 2027. Asked the issuer 12 October 2026.", "verification"},
      {Basis::kDeclared, "2026-10-01",
       "Says so: since 2015, about 120 clients. Training in it is on record (60 hours).", "training"},
      {Basis::kReviews, "2026-06-01", "14 of 15 positive (70–99%), from 22 invited.", nullptr},
      {Basis::kChecked, "2026-09-30",
       "Licensed massage therapist in Ohio to 31 August 2027. Checked at the source 30 September 2026.",
       "verification"},
      {Basis::kDeclared, "2026-10-01", "All stated: first visit, session, package of three.", nullptr},
  };
  for (std::size_t i = 0; i < kChecklistItems; ++i) {
    SCOPED_TRACE(wanted[i].reason);
    EXPECT_EQ(answers[i].item, static_cast<ChecklistItem>(i));
    EXPECT_EQ(answers[i].state, ChecklistState::kMet);
    EXPECT_EQ(answers[i].basis, wanted[i].basis);
    ASSERT_TRUE(answers[i].as_of);
    EXPECT_EQ(print_date(*answers[i].as_of), wanted[i].as_of);
    EXPECT_EQ(answers[i].reason, wanted[i].reason);
    if (wanted[i].evidence != nullptr) {
      ASSERT_FALSE(answers[i].evidence.empty());
      EXPECT_EQ(answers[i].evidence[0].kind, wanted[i].evidence);
    }
  }
  const Score all = score(answers);
  EXPECT_EQ(all.met, 5);
  EXPECT_EQ(all.asked, 5);
}

TEST(Checklist, OfNobodyKnownIsUnknownThroughout) {
  const Checklist answers = checklist({}, {}, vocabulary(), now());
  EXPECT_EQ(answers[1].state, ChecklistState::kNotAsked);
  for (const std::size_t i : {0U, 2U, 3U, 4U}) {
    EXPECT_EQ(answers[i].state, ChecklistState::kUnknown) << i;
    EXPECT_EQ(answers[i].reason, "Not on record.") << i;
    EXPECT_EQ(answers[i].basis, Basis::kNone) << i;
    EXPECT_FALSE(answers[i].as_of) << i;
  }
}

TEST(ChecklistScore, LeavesOutWhatWasNotAskedOrDoesNotApply) {
  Checklist answers;
  answers[0].state = ChecklistState::kMet;
  answers[1].state = ChecklistState::kNotAsked;
  answers[2].state = ChecklistState::kPartly;
  answers[3].state = ChecklistState::kNotApplicable;
  answers[4].state = ChecklistState::kUnknown;
  EXPECT_EQ(score(answers).met, 1);
  EXPECT_EQ(score(answers).asked, 3);
}

TEST(ChecklistStates, AreOrderedAsTheDesignSays) {
  using enum ChecklistState;
  EXPECT_LT(weakness(kNotMet), weakness(kUnknown));
  EXPECT_LT(weakness(kUnknown), weakness(kPartly));
  EXPECT_LT(weakness(kPartly), weakness(kMet));
  EXPECT_GT(strength(kMet), strength(kPartly));
  EXPECT_GT(strength(kPartly), strength(kNotApplicable));
  EXPECT_GT(strength(kNotApplicable), strength(kUnknown));
  EXPECT_GT(strength(kUnknown), strength(kNotMet));
}

TEST(ChecklistNames, ReadBack) {
  for (std::size_t i = 0; i < kChecklistItems; ++i) {
    const auto item = static_cast<ChecklistItem>(i);
    EXPECT_EQ(checklist_item_of(name_of(item)), item);
  }
  EXPECT_EQ(name_of(ChecklistItem::kScopeOfPractice), "scope_of_practice");
  EXPECT_FALSE(checklist_item_of("scope"));
  EXPECT_FALSE(checklist_item_of(""));
}

}  // namespace
}  // namespace stillpoint::domain
