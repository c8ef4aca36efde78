#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/search_query.h"
#include "domain/vocabulary.h"
#include "http/message.h"

namespace stillpoint::http::pages {

/// How the form calls a parameter: "Price up to" of `max_price`; the name itself where there is no field.
std::string_view field_label(std::string_view parameter);

/// What is wrong with a field and what would be right, as a person at the form can act on it: a fault's own
/// words speak of parameters.
/// @param given the form's fields as given.
std::string page_words(const Fault& fault, const std::vector<Parameter>& given);

/// Whether the value is one that a fault refuses.
bool is_refused(const Parameter& parameter, const std::vector<Fault>& faults);

/// What of a form can be searched for: the terms without the values that are refused, and without those that
/// make no sense alone any more.
domain::SearchTerms accepted_terms(std::vector<Parameter> given, std::vector<Fault> faults,
                                   const domain::Vocabulary& vocabulary);

}  // namespace stillpoint::http::pages
