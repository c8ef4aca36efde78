#pragma once

#include "http/message.h"

namespace stillpoint::app {
class Photos;
struct ShownPicture;
}  // namespace stillpoint::app

namespace stillpoint::http::consent {

/// GET /photos/{sha256}: a picture of somebody who is listed, by what it holds.
Response photo(const app::Photos& photos, const Request& request);

/// A picture as an answer: of its own type and nothing else, whoever opens it by itself.
Response picture_response(const app::ShownPicture& shown);

}  // namespace stillpoint::http::consent
