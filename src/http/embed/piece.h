#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/partners/partner_access.h"
#include "base/result.h"
#include "http/embed/embed_services.h"
#include "http/embed/labels.h"
#include "http/message.h"
#include "http/pages/layout.h"

namespace stillpoint::http::embed {

/// What other sites can show.
enum class PieceKind : std::uint8_t { kSearch, kPractitioner, kCertificate };
inline constexpr std::array<std::string_view, 3> kPieceKindNames = {"search", "practitioner", "certificate"};
/// Nothing for another name.
std::optional<PieceKind> piece_kind_of(std::string_view name);

/// An answer is shown for so long at most; then it is asked for again, or taken away. So old may a tick be
/// on another site after a certificate was revoked.
constexpr std::chrono::minutes kPieceLife{5};
/// A frame that wishes it asks again so soon at the earliest: each time counts against the partner's quota.
constexpr int kRefreshSecondsLeast = 2;
/// Therapists of one page: what fits beside other content.
constexpr int kPieceRowsDefault = 5;

/// What is to be shown, and to whom.
struct PieceRequest {
  PieceKind kind = PieceKind::kSearch;
  /// Of a search: the search page's parameters, sealed ones too; else `id`, or `issuer` and `number`. What
  /// nothing reads is ignored.
  std::vector<Parameter> parameters{};
  const Labels& labels;
  const app::Caller& caller;
  /// Where the form is sent and the next page is: "/embed?type=search&key=…", to which more can be added.
  std::string frame_path{};
  bool shows_form = true;   ///< Of a search.
  int refresh_seconds = 0;  ///< Of a frame: how soon it asks again; 0: when the answer expires.
  std::string allowance{};  ///< Whose allowance of guesses at certificates' numbers is taken from.
};

/// A piece of HTML for the inside of another page: in a shadow tree, or in a frame. It has no style and no
/// script of its own; its parts are named by `data-part`, which an element makes the `part` of its shadow
/// tree (HTML itself does not know `part`). Addresses are in full.
struct Piece {
  int status = 200;     ///< As a page of ours would have it: 404 for somebody who is not listed.
  std::string title{};  ///< Plain text.
  pages::HtmlWriter html{};
  Instant as_of{};
  Instant expires{};  ///< Not to be shown from then on.
  std::string url{};  ///< The page of ours that tells the same, in full.
};

/// Makes pieces. Immutable, so thread-safe.
class PieceMaker {
 public:
  /// @param services and site outlive it.
  PieceMaker(const EmbedServices& services, const pages::Site& site) : services_(services), site_(site) {}

  /// What was asked wrongly, and who is not listed, is told in a piece, too.
  /// @return kUnavailable and kLimited, as the use cases have them.
  [[nodiscard]] Result<Piece> make(const PieceRequest& request) const;

 private:
  [[nodiscard]] Result<Piece> search(const PieceRequest& request) const;
  [[nodiscard]] Result<Piece> practitioner(const PieceRequest& request) const;
  [[nodiscard]] Result<Piece> certificate(const PieceRequest& request) const;

  const EmbedServices& services_;
  const pages::Site& site_;
};

}  // namespace stillpoint::http::embed
