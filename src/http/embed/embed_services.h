#pragma once

#include "domain/listed_dates.h"
#include "http/services.h"

namespace stillpoint::http::embed {

/// What works for other sites and programs. Everything outlives the routes.
struct EmbedServices {
  const Services& site;
  const domain::ListedDates& dates;
};

}  // namespace stillpoint::http::embed
