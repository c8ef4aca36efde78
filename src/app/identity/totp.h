#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace stillpoint::app {

// One-time passwords of time (RFC 6238): HMAC-SHA-1, 30 seconds, six digits, which every authenticator app
// knows.

/// Of a secret: as many as the digest of HMAC-SHA-1 (RFC 4226 4 asks for at least 16, recommends 20).
constexpr std::size_t kTotpSecretBytes = 20;
constexpr std::int64_t kTotpStepSeconds = 30;
constexpr int kTotpDigits = 6;
/// A code of the step before or after is taken too: clocks of telephones differ, and typing takes time
/// (RFC 6238 5.2 recommends at most one for the delay).
constexpr std::int64_t kTotpStepsAround = 1;

/// The step that an instant is in.
std::int64_t totp_step(Instant now);
/// The code of a step, with so many digits.
std::string totp_code(std::string_view secret, std::int64_t step, int digits = kTotpDigits);
/// The step whose code was given: around `now` and after the last one used. Nothing where it is none.
std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, Instant now,
                                       std::int64_t last_step);

/// RFC 4648 base 32 without padding: how secrets are typed into an app.
std::string base32(std::string_view bytes);
/// "otpauth://totp/…", which apps read from a QR code. @param label whose account, usually a mail address.
std::string otpauth_uri(std::string_view secret, std::string_view label);

}  // namespace stillpoint::app
