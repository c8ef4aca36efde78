#include "app/search_directory.h"

#include <gtest/gtest.h>

#include "search/index.h"
#include "support/seed_vocabulary.h"

namespace stillpoint::app {
namespace {

class FixedClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override {
    return Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
  }
};

class NoPlaces final : public domain::PlaceFinder {
 public:
  [[nodiscard]] Result<domain::PlaceAnswer> find(std::string_view) const override {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "No such place.",
                 .faults = {{.where = "place", .what = "No such place.", .allowed = "", .value = ""}}};
  }
  [[nodiscard]] std::vector<domain::Place> complete(std::string_view, std::size_t) const override {
    return {};
  }
};

TEST(SearchDirectory, BringsTheNoteAndTheSafetyNoticeOfConditionsThatItsWordsName) {
  const struct {
    const char* words;
    std::vector<std::string> notes;
    std::vector<std::string> reasons;
  } cases[] = {
      {"migraine", {"migraine"}, {}},
      {"MIGRÄNE anna", {"migraine"}, {}},
      {"infant colic", {"infant_colic"}, {"infant_under_two"}},
      {"colic", {"infant_colic"}, {"infant_under_two"}},
      {"concussion", {"post_concussion"}, {"recent_concussion"}},
      // As a search finds them: one edit, a transposition among them, and the last word's beginning.
      {"concusion", {"post_concussion"}, {"recent_concussion"}},
      {"concussoin anna", {"post_concussion"}, {"recent_concussion"}},
      {"colics", {"infant_colic"}, {"infant_under_two"}},
      {"migra", {"migraine"}, {}},
      {"migr anna", {}, {}},
      {"concuss", {"post_concussion"}, {"recent_concussion"}},
      // One word of several brings no note, but the notice of a condition that asks for caution.
      {"baby", {}, {"infant_under_two"}},
      {"infant", {}, {"infant_under_two"}},
      {"zurich baby", {}, {"infant_under_two"}},
      {"infnat massage", {}, {"infant_under_two"}},
      {"concussion baby", {"post_concussion"}, {"recent_concussion", "infant_under_two"}},
      // Articles and beginnings of one or two letters are in half of all names.
      {"maria del mar", {}, {}},
      {"peter c", {}, {}},
      {"mi", {}, {}},
      {"tmj", {"tmj"}, {}},
      {"low back pain", {"back_pain"}, {}},
      {"pain", {}, {}},
      {"anna", {}, {}},
      {"", {}, {}},
  };
  const FixedClock clock;
  const NoPlaces places;
  const domain::Vocabulary& vocabulary = support::seed_vocabulary();
  const search::Index index(vocabulary, {.order_key = 1});
  const SearchDirectory search(index, places, vocabulary, clock);
  for (const auto& c : cases) {
    SCOPED_TRACE(c.words);
    domain::SearchTerms terms;
    terms.words = c.words;
    const auto answer = search.run(terms, std::nullopt);
    ASSERT_TRUE(answer) << answer.error().message;
    std::vector<std::string> notes;
    for (const domain::ConditionNote& note : answer->page.condition_notes)
      notes.push_back(note.condition.value);
    EXPECT_EQ(notes, c.notes);
    std::vector<std::string> reasons;
    if (answer->page.safety) {
      for (const auto& reason : answer->page.safety->reasons) reasons.push_back(reason.value);
    }
    EXPECT_EQ(reasons, c.reasons);
  }
}

TEST(SearchDirectory, NamesAnUnknownPlaceOnceBesideEveryOtherWrongValue) {
  const FixedClock clock;
  const NoPlaces places;
  const search::Index index(support::seed_vocabulary(), {.order_key = 1});
  const SearchDirectory search(index, places, support::seed_vocabulary(), clock);
  domain::SearchTerms terms;
  terms.place = "Nowhere";
  terms.limit = 0;
  const auto answer = search.run(terms, std::nullopt);
  ASSERT_FALSE(answer);
  std::vector<std::string> wheres;
  for (const Fault& fault : answer.error().faults) wheres.push_back(fault.where);
  EXPECT_EQ(wheres, (std::vector<std::string>{"place", "limit"}));
}

TEST(SearchDirectory, AddsAnUnknownPlaceToFaultsThatDoNotNameIt) {
  const FixedClock clock;
  const NoPlaces places;
  const search::Index index(support::seed_vocabulary(), {.order_key = 1});
  const SearchDirectory search(index, places, support::seed_vocabulary(), clock);
  const auto added = [&](std::vector<Fault> faults, const std::string& place) {
    search.add_place_faults(faults, place);
    return faults.size();
  };
  const Fault price{.where = "max_price", .what = "No amount.", .allowed = {}, .value = {}};
  const Fault named{.where = "/place", .what = "Too long.", .allowed = {}, .value = {}};
  EXPECT_EQ(added({price}, "Nowhere"), 2U);
  EXPECT_EQ(added({price}, ""), 1U);
  EXPECT_EQ(added({named}, "Nowhere"), 1U);
}

}  // namespace
}  // namespace stillpoint::app
