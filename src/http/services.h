#pragma once

#include <functional>
#include <string>

#include "app/search_directory.h"
#include "app/verify_credential.h"
#include "app/view_practitioner.h"
#include "base/clock.h"
#include "domain/ports.h"
#include "domain/vocabulary.h"
#include "http/links.h"
#include "http/metrics.h"
#include "http/sealed.h"

namespace stillpoint::app {
class Photos;
}

namespace stillpoint::http {
namespace admin {
struct AdminServices;
}

namespace embed {
struct EmbedServices;
}
namespace partners {
struct PartnerServices;
}
namespace following {
struct FollowingServices;
}
namespace consent {
struct ConsentServices;
}
namespace reviews {
struct ReviewServices;
}

/// What the handlers work with. Everything outlives the server.
struct Services {
  const app::SearchDirectory& search;
  const app::ViewPractitioner& view;
  const app::VerifyCredential& verify;
  const domain::DirectoryIndex& index;
  const domain::DirectoryReader& directory;
  const domain::PlaceFinder& places;
  const domain::Vocabulary& vocabulary;
  const Sealer& sealer;
  const Links& links;
  const Clock& clock;
  bool is_demo = false;              ///< The people shown are invented, and pages say so.
  std::string tile_url{};            ///< Of the map's pictures, with {z}, {x} and {y}; may be empty.
  std::string tile_attribution{};    ///< What their owner asks to stand on the map.
  std::string operator_name{};       ///< Who runs this directory; empty: not said.
  std::string operator_contact{};    ///< A mail address or a page of theirs; empty: not said.
  std::function<bool()> is_ready{};  ///< Whether the index is loaded.
  std::function<std::int64_t()> changes_applied{};      ///< Changes that the index took in since the start.
  std::function<std::string()> http_metrics{};          ///< Requests so far, in Prometheus' format.
  const admin::AdminServices* admin = nullptr;          ///< Null where the administration is switched off.
  const consent::ConsentServices* consent = nullptr;    ///< Null: no pages behind mailed links.
  const reviews::ReviewServices* reviews = nullptr;     ///< Null: no reviews and reports.
  const partners::PartnerServices* partners = nullptr;  ///< Null where partners are switched off.
  const following::FollowingServices* following = nullptr;  ///< Likewise.
  const embed::EmbedServices* embed = nullptr;  ///< Null: no site map, no feeds, nothing for other sites.
  const app::Photos* photos = nullptr;          ///< Null: nobody has a picture.
  std::function<bool()> takes_open_reviews{};   ///< Whether clients who were not invited may write; none: no.
};

}  // namespace stillpoint::http
