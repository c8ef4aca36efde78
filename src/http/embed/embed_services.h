#pragma once

#include <functional>
#include <optional>

#include "domain/listed_dates.h"
#include "http/services.h"

namespace stillpoint::http::embed {

/// What works for other sites and programs. Everything outlives the routes.
struct EmbedServices {
  const Services& site;
  const domain::ListedDates& dates;
  /// Whose record took over that of a person registered twice; nothing for anybody else. May be empty.
  std::function<std::optional<domain::PractitionerId>(domain::PractitionerId)> kept_as{};
};

}  // namespace stillpoint::http::embed
