#pragma once

#include "base/clock.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"
#include "http/pages/markup.h"

namespace stillpoint::http::admin {

/// The certificates and licences of a record with where each stands and when it was last checked, each
/// leading to the page where it is checked and its standing changed. Nothing where the record has none.
void subject_links(pages::HtmlWriter& out, const domain::Practitioner& practitioner,
                   const domain::Vocabulary& vocabulary, Instant now);

}  // namespace stillpoint::http::admin
