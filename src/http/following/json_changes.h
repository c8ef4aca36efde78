#pragma once

#include <string>
#include <string_view>

#include "app/following/read_changes.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"
#include "http/links.h"

namespace stillpoint::http::following {

/// How a partner's copy of a listing is written.
struct CopyShape {
  const domain::Vocabulary& vocabulary;
  const Links& links;
  bool with_contact = false;  ///< The partner's key has the scope for it.
};

/// One listing as a partner copies it: the public document and `url`, less what is another tomorrow though
/// nothing changes (checklist, summary of reviews), and less `contact` where the key has no scope for it.
std::string listing_copy(const domain::Practitioner& practitioner, const CopyShape& shape);

/// {"items": [{"kind", "id", "at", "credential", "merged_into", "practitioner"}], "next", "more"}.
/// @param next the cursor behind the page.
std::string changes_json(const app::ChangesPage& page, std::string_view next, const CopyShape& shape);

}  // namespace stillpoint::http::following
