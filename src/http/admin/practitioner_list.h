#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/register.h"
#include "domain/vocabulary.h"
#include "http/message.h"

namespace stillpoint::http::admin {

/// Lines of one page at most: what a person reads through, and what a program walks in a few dozen requests.
constexpr std::size_t kListLinesMax = 200;
constexpr std::size_t kListLinesDefault = 50;
/// Lines of an export at most: a million lines of 100 bytes fill what a spreadsheet opens.
constexpr std::size_t kExportLinesMax = 1'000'000;

/// Reads the parameters of a list: q, listing, profession, country, sort, limit, page. Unknown names and
/// wrong values are faults.
/// @return kInvalid with a fault for each.
Result<domain::LineFilter> read_line_filter(std::span<const Parameter> parameters,
                                            const domain::Vocabulary& vocabulary);

/// The lines as spreadsheets open them, with a heading.
std::string lines_csv(const std::vector<domain::PractitionerLine>& lines);
/// The page as JSON.
std::string lines_json(const domain::LinePage& page, const domain::LineFilter& filter);

}  // namespace stillpoint::http::admin
