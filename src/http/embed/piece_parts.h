#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/checklist.h"
#include "http/embed/piece.h"
#include "http/pages/markup.h"

namespace stillpoint::http::embed {

// What pieces are put together from.

/// A writer with whom it writes for.
struct PieceWriter {
  pages::HtmlWriter& out;
  const PieceRequest& request;
  const EmbedServices& services;
  const pages::Site& site;

  [[nodiscard]] std::string_view label(std::string_view key) const { return request.labels[key]; }
};

/// A link to a page of ours or of others in a window of its own, so that the partner's page stays.
/// @param about what the words are about, for those who hear the link alone; may be empty.
struct OutLink {
  std::string url{};
  std::string_view words{};
  std::string_view about{};
  std::string_view part = "link";
};
void out_link(const PieceWriter& writer, const OutLink& link);

/// The five answers: shape, question, word, basis, reason.
struct PieceMarks {
  const domain::Checklist& checklist;
  bool attested = false;      ///< The person confirmed their record.
  std::string profile_url{};  ///< Where certificates are to be seen.
};
void piece_marks(const PieceWriter& writer, const PieceMarks& marks);
/// When the first of the answers may change.
Instant holds_until(const domain::Checklist& checklist);

/// Professions in the partner's language, joined.
std::string professions_of(const PieceWriter& writer, const std::vector<domain::ProfessionKey>& keys);

/// Text that stands in English whatever the language around it is.
void in_english(const PieceWriter& writer, std::string_view text);

/// A sentence in place of an answer.
void notice(const PieceWriter& writer, std::string_view text);

/// "2026-11-22 10:42 UTC", the same in every language, as a `time` element.
void moment(const PieceWriter& writer, Instant instant);

/// As of when, until when, where from, how it is checked; what the operator has to say of a demonstration.
void foot(const PieceWriter& writer, const Piece& piece);

}  // namespace stillpoint::http::embed
