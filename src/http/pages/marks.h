#pragma once

#include <span>
#include <string_view>

#include "domain/checklist.h"
#include "domain/vocabulary.h"
#include "http/pages/markup.h"

namespace stillpoint::http::pages {

/// The mark of a state: its shape, with its word for those who hear the page.
void state_icon(HtmlWriter& out, domain::ChecklistState state);

/// What an answer rests on, as a tag: "checked", "reviews", "says so". Nothing for no basis.
void basis_tag(HtmlWriter& out, domain::Basis basis);

/// The five answers of a checklist as a list: shape, question, word, basis, reason, evidence.
struct MarksView {
  const domain::Checklist& checklist;
  std::span<const domain::ConditionKey> conditions;  ///< What item 2 was asked about; may be empty.
  std::string_view profile_path;  ///< "/practitioners/ID", where evidence without an address is to be seen.
  bool whole = false;             ///< On a profile: full names and dates.
};
void marks(HtmlWriter& out, const MarksView& view, const domain::Vocabulary& vocabulary);

/// Tells the three bases apart, in one line.
void basis_key(HtmlWriter& out);

}  // namespace stillpoint::http::pages
