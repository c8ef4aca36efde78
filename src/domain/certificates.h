#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/credential.h"
#include "domain/keys.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"

namespace stillpoint::domain {

/// A certificate with who holds it.
struct HeldCertificate {
  Credential credential{};  ///< With its whole history and all its checks.
  PractitionerId practitioner{};
  ListingState listing = ListingState::kDraft;
  /// As registered. Empty of somebody who withdrew or was erased: their number stays answerable, for leaving
  /// must not hide a revocation, but their name is given to nobody.
  std::string holder{};
};

/// Everything that a verdict on a number is made of, from one state of the store.
struct CertificateRecord {
  std::optional<Issuer> issuer{};         ///< Nothing where there is no such issuer.
  std::optional<HeldCertificate> held{};  ///< Nothing where no certificate of the issuer has the number.
  std::optional<CredentialType> type{};   ///< Of the certificate.
  std::vector<Accreditor> accreditors{};  ///< Those that the type's recognitions name.
  std::vector<std::string> alike{};       ///< Other numbers of this issuer that a reader takes for the same.
};

/// Numbers offered instead of one that is not on record, at most.
constexpr std::size_t kAlikeNumbersMax = 5;

/// Finds certificates by their numbers, whoever holds them and whether or not they are listed. Thread-safe;
/// may block on I/O. Never answers from memory of earlier states.
class CertificateReader {
 public:
  virtual ~CertificateReader() = default;
  /// The certificate of the issuer whose number is, byte for byte, this one. Other numbers are alike that
  /// differ in case, in spaces, hyphens, dots and slashes, and in O for 0, I or L for 1. Does the same work
  /// whether there is such a certificate or not.
  /// @return kUnavailable where the store cannot answer now; what is not there is no error.
  [[nodiscard]] virtual Result<CertificateRecord> find(const IssuerKey& issuer,
                                                       std::string_view number) const = 0;
  /// Every issuer, in the order in which they were registered.
  [[nodiscard]] virtual Result<std::vector<Issuer>> issuers() const = 0;
};

}  // namespace stillpoint::domain
