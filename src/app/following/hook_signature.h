#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"

namespace stillpoint::app {

// Signatures of webhooks after Standard Webhooks 1.0. Over libsodium.

/// A fresh secret: "whsec_" and 32 random bytes in base64.
std::string draw_hook_secret();

/// What is signed, and by what.
struct HookContent {
  std::string_view message{};  ///< webhook-id
  Instant at{};                ///< webhook-timestamp
  std::string_view body{};
};
/// "v1,<base64 of HMAC-SHA-256>" of "id.timestamp.body"; empty for a secret that draw_hook_secret() did not
/// write in form.
std::string hook_signature(std::string_view secret, const HookContent& content);

}  // namespace stillpoint::app
