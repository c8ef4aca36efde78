#pragma once

#include <string>
#include <vector>

#include "app/partners/partner_access.h"
#include "http/embed/embed_services.h"
#include "http/embed/labels.h"
#include "http/embed/piece.h"
#include "http/embed/script_release.h"
#include "http/message.h"
#include "http/pages/layout.h"

namespace stillpoint::http::embed {

/// What partners put into their pages. Immutable, so thread-safe.
class EmbedHandlers {
 public:
  /// @param services outlives the handlers.
  explicit EmbedHandlers(const EmbedServices& services);

  /// GET /embed.js: the elements, as they are today.
  [[nodiscard]] Response evergreen_script(const Request& request) const;
  /// GET /embed/{name}: the same under a name that holds their digest, to be kept for ever.
  [[nodiscard]] Response script(const Request& request) const;
  /// GET /v1/embed/script: where both are, and the digest for `integrity`.
  [[nodiscard]] Response script_address(const Request& request) const;

  /// POST /v1/embed?type=&lang=&form=: a piece for an element, as JSON with its times. What is asked stands
  /// in the body, as a form sends it: it may tell of health, and such a request needs no preflight.
  [[nodiscard]] Response piece(const Request& request, const app::Caller& caller) const;
  /// GET /embed?type=&lang=&form=&…: the same as a page for a frame, without a cookie.
  [[nodiscard]] Response frame(const Request& request, const app::Caller& caller) const;
  /// POST /embed: the form in a frame; leads to the address of its search.
  [[nodiscard]] Response ask(const Request& request, const app::Caller& caller) const;
  /// GET /oembed?url=&format=&maxwidth=&maxheight= (oembed.com, 1.0). With a key: `rich`, a frame of ours;
  /// without one: `link`, since only partners' pages may frame.
  [[nodiscard]] Response oembed(const Request& request, const app::Caller& caller) const;

 private:
  [[nodiscard]] PieceRequest piece_request(const Request& request, const app::Caller& caller) const;

  const EmbedServices& services_;
  LabelBook labels_;
  pages::Assets assets_;
  pages::Site site_;
  PieceMaker maker_;
  std::vector<ScriptRelease> scripts_;  ///< The newest first.
};

}  // namespace stillpoint::http::embed
