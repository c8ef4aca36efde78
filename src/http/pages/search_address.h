#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/search_query.h"
#include "domain/vocabulary.h"
#include "http/message.h"
#include "http/pages/markup.h"
#include "http/sealed.h"

namespace stillpoint::http::pages {

/// Where on the search page the answer begins: a phone is led past the form.
constexpr std::string_view kFoundAnchor = "#found";

/// Listings that one feed follows at most: who follows more people follows nobody, and each visit would read
/// them all.
constexpr std::int64_t kFeedFoundMax = 1'000;

/// Whether a parameter tells of somebody's health, so that it must not stand readable in an address:
/// condition, words or screening.
bool tells_of_health(const Parameter& parameter);

/// "/", "/?place=…", or "/?s=…" where the parameters tell of health.
/// @param page the address that takes them: "/", "/feed".
std::string search_path(const std::vector<Parameter>& parameters, const Sealer& sealer,
                        std::string_view page = "/");

/// The first value of the name; empty where there is none.
std::string_view first_value(const std::vector<Parameter>& parameters, std::string_view name);

/// What a sent form asks: the fields that were filled in, without those that make no sense alone.
std::vector<Parameter> asked_by_form(std::vector<Parameter> fields);

/// The parameters behind an address: its own, or those sealed in `s`. Nothing for a damaged token.
std::optional<std::vector<Parameter>> opened_search(const std::vector<Parameter>& given,
                                                    const Sealer& sealer);

/// The address of a search. One for everybody is "/?sort=best": "/" alone is where a visit begins.
Href search_href(const domain::SearchTerms& terms, const domain::Vocabulary& vocabulary,
                 const Sealer& sealer);

/// What was asked, part by part, each with the search that remains when it is taken away.
struct Chip {
  std::string label;
  domain::SearchTerms without;
};
std::vector<Chip> chips_of(const domain::SearchTerms& terms, const domain::Vocabulary& vocabulary,
                           std::string_view place_name);

}  // namespace stillpoint::http::pages
