#include "http/consent/photo_handlers.h"

#include "app/consent/photos.h"
#include "http/problem.h"

namespace stillpoint::http::consent {

Response picture_response(const app::ShownPicture& shown) {
  return Response{.content_type = shown.picture.media_type,
                  .body = shown.content,
                  .headers = {{"Content-Security-Policy", "default-src 'none'; sandbox"},
                              {"X-Content-Type-Options", "nosniff"},
                              {"Content-Disposition", "inline"},
                              {"ETag", "\"" + shown.picture.sha256 + "\""}}};
}

Response photo(const app::Photos& photos, const Request& request) {
  const Result<app::ShownPicture> shown = photos.shown(request.path_id);
  if (!shown) return problem(shown.error());
  Response response = picture_response(*shown);
  // The address holds what the picture holds; an hour, because whoever takes a picture away wants it gone.
  response.headers.emplace_back("Cache-Control", "public, max-age=3600");
  return response;
}

}  // namespace stillpoint::http::consent
