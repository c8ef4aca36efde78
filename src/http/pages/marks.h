#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "domain/checklist.h"
#include "domain/vocabulary.h"
#include "http/pages/markup.h"

namespace stillpoint::http::pages {

/// The mark of a state: its shape, with its word for those who hear the page.
void state_icon(HtmlWriter& out, domain::ChecklistState state);

/// Whose word stands behind what was declared: the therapist's, who confirmed the record at some time, or
/// only the source's that the record was taken from.
enum class Declared { kByThemselves, kByTheSource };
Declared declared_by(const std::optional<Instant>& attested);

/// What an answer rests on, as a tag: "checked", "reviews", and "says so" or "as listed". Nothing for no
/// basis.
void basis_tag(HtmlWriter& out, domain::Basis basis, Declared declared = Declared::kByThemselves);

/// The five answers of a checklist as a list: shape, question, word, basis, reason, evidence.
struct MarksView {
  const domain::Checklist& checklist;
  std::span<const domain::ConditionKey> conditions;  ///< What item 2 was asked about; may be empty.
  std::string_view profile_path;  ///< "/practitioners/ID", where evidence without an address is to be seen.
  Declared declared = Declared::kByThemselves;
  bool whole = false;  ///< On a profile: full names and dates.
};
void marks(HtmlWriter& out, const MarksView& view, const domain::Vocabulary& vocabulary);

/// Says so where nothing on record is about craniosacral work: a list that somebody stands on may be one of a
/// whole profession. For those without approaches and hours of training; nothing where a certificate is on
/// record.
void no_sign_of_work(HtmlWriter& out, const domain::Checklist& checklist);

/// Tells the bases apart, in one line.
/// @param declared the kinds of word that stand on the page.
void basis_key(HtmlWriter& out, std::span<const Declared> declared);
/// All of them.
void basis_key(HtmlWriter& out);

}  // namespace stillpoint::http::pages
