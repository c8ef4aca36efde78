#pragma once

#include <span>

#include "domain/search_page.h"
#include "search/answer.h"
#include "search/judge.h"

namespace stillpoint::search {

/// One practitioner of a result as it is shown, from the packed record and a verdict that matches.
domain::SearchItem make_item(const AnswerContext& context, const domain::SearchTerms& terms,
                             const Segment& segment, Row row, const Verdict& verdict);

}  // namespace stillpoint::search
