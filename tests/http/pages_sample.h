#pragma once

#include "app/view_practitioner.h"
#include "domain/search_page.h"
#include "domain/vocabulary.h"
#include "http/pages/layout.h"
#include "http/sealed.h"

namespace stillpoint::http {

/// A small vocabulary of each kind, enough for a whole page.
const domain::Vocabulary& sample_vocabulary();

/// A moment that every sample is seen at.
Instant sample_now();

/// Somebody of whom nearly everything is on record.
domain::Practitioner sample_practitioner();

/// Somebody of whom hardly anything is.
domain::Practitioner bare_practitioner();

/// A result with both of them.
domain::SearchPage sample_page(const std::vector<domain::ConditionKey>& conditions);

app::Profile sample_profile(domain::Practitioner practitioner);

/// A site with the program's own assets.
pages::Site sample_site();

const Sealer& sample_sealer();

}  // namespace stillpoint::http
