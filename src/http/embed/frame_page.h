#pragma once

#include "http/embed/piece.h"
#include "http/message.h"
#include "http/pages/layout.h"

namespace stillpoint::http::embed {

/// A piece as a whole page for a frame. Its content policy lets the partner's pages frame it, and nobody
/// else; its script tells its height to the page around it, if that is one of theirs. It sets no cookie and
/// reads none.
Response frame_page(const PieceRequest& request, const Piece& piece, const pages::Site& site);

}  // namespace stillpoint::http::embed
