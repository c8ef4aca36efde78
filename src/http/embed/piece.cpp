#include "http/embed/piece.h"

#include <algorithm>

namespace stillpoint::http::embed {

std::optional<PieceKind> piece_kind_of(std::string_view name) {
  const auto* const found = std::find(kPieceKindNames.begin(), kPieceKindNames.end(), name);
  if (found == kPieceKindNames.end()) return std::nullopt;
  return static_cast<PieceKind>(found - kPieceKindNames.begin());
}

Result<Piece> PieceMaker::make(const PieceRequest& request) const {
  switch (request.kind) {
    case PieceKind::kSearch:
      return search(request);
    case PieceKind::kPractitioner:
      return practitioner(request);
    case PieceKind::kCertificate:
      return certificate(request);
  }
  return Error{.code = ErrorCode::kInternal, .message = "There is no such piece."};
}

}  // namespace stillpoint::http::embed
