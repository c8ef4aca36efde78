#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/verify_credential.h"
#include "base/result.h"
#include "http/message.h"
#include "http/parameters.h"

namespace stillpoint::http {

/// What a request asks of a verdict, as far as it could be read.
struct VerifyRequest {
  app::CertificateQuestion question{};
  bool asks = false;  ///< An issuer or a number was given: not an untouched form.
  /// As typed, so that a page can show its form again. @{
  std::string issuer{}, number{}, as_of{}, known_at{};
  /// @}
  std::vector<Fault> faults{};  ///< One per wrong parameter; empty where all is well.
};

/// Reads `issuer`, `number`, `as_of` and `known_at` (an RFC 3339 instant, or a day). With kIgnored, unknown
/// names count as not given, and white space around a value does not count: people paste numbers.
VerifyRequest read_verify(std::span<const Parameter> parameters, UnknownNames unknown,
                          std::string_view client_address);

/// Where the verdict on a certificate is: "/verify?issuer=…&number=…".
std::string verify_path(std::string_view issuer, std::string_view number);
/// The same of a record; empty where it has no number.
std::string verify_path(const domain::Credential& credential);
/// Where the QR code is that leads there.
std::string verify_qr_path(std::string_view issuer, std::string_view number);

/// Tells who asked too often when to ask again; leaves other answers as they are.
void add_retry_after(Response& response);

}  // namespace stillpoint::http
