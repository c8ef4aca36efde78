#pragma once

#include <cstddef>

#include "http/partners/partner_services.h"
#include "http/router.h"

namespace stillpoint::http::partners {

/// Pairs of issuer and number in one request: an answer of some 700 kB, a second's work.
constexpr std::size_t kBatchPairsMax = 1000;
/// Of a batch's body: so many pairs with the longest numbers in use, and room.
constexpr std::size_t kBatchBytesMax = std::size_t{512} * 1024;

/// POST /v1/verify/batch, for keys with the scope "verify".
///
/// It takes {"items": [{"issuer", "number"[, "as_of"][, "known_at"]}, ...]} and answers NDJSON, a line per
/// pair in their order, while it works: {"index", "issuer", "number", "verdict": as GET /v1/verify} or, in
/// its place, "problem" (RFC 9457): 400 for a pair that can't be asked, 429 with "retry_after" once too many
/// numbers were guessed wrongly, 503 where the store can't answer now. An answer without a line for each pair
/// was cut.
/// @param services outlives the route.
Route verify_batch_route(const PartnerServices& services);

}  // namespace stillpoint::http::partners
