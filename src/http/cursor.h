#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/partner.h"
#include "domain/search_page.h"
#include "http/message.h"
#include "http/sealed.h"

namespace stillpoint::http {

/// Where a walk through a search's answer stands.
struct Cursor {
  std::vector<Parameter> search;  ///< The search, as to_parameters writes it.
  domain::Position position;
  Instant issued{};
  domain::PartnerId partner{};  ///< Under whose key the walk goes; 0: nobody's.
};

/// The cursor as an opaque token.
std::string seal_cursor(const Cursor& cursor, const Sealer& sealer);

/// @return kInvalid, with a fault on `cursor`, for anything that is no cursor of this server; kGone for one
/// that is older than kCursorLife.
[[nodiscard]] Result<Cursor> open_cursor(std::string_view token, const Sealer& sealer, Instant now);

}  // namespace stillpoint::http
