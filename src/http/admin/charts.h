#pragma once

#include <vector>

#include "domain/dashboard.h"
#include "http/pages/markup.h"

namespace stillpoint::http::admin {

/// What expires by month, as a picture of bars with the same as a table.
void expiring_chart(pages::HtmlWriter& out, const std::vector<domain::MonthExpiring>& months);

/// The share of certificates that are verified, over time, as a line with the same as a table.
void verified_chart(pages::HtmlWriter& out, const std::vector<domain::VerifiedShare>& shares);

}  // namespace stillpoint::http::admin
