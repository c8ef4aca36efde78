#pragma once

#include <functional>
#include <string>

#include "app/register/register_parts.h"
#include "base/result.h"
#include "http/admin/gate.h"
#include "http/message.h"

namespace stillpoint::http::admin {

/// Does what a request asks for once where it bears an `Idempotency-Key`, and gives the same answer again for
/// a day; without a key it is done as often as it is asked for. What `make` answers is kept as it is: an id,
/// never a secret.
/// @return as app::AnswerOnce; as `make`.
Result<std::string> once(const app::RegisterParts& parts, const Request& request, const Visitor& visitor,
                         const std::function<Result<std::string>()>& make);

}  // namespace stillpoint::http::admin
