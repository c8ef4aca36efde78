#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/token_buckets.h"
#include "base/clock.h"
#include "base/result.h"
#include "domain/certificates.h"
#include "verify/verdict.h"

namespace stillpoint::app {

/// Guessing numbers is slow, checking those that exist is not: a number that is on record costs an address
/// one token, one that is not costs ten. So a partner checks sixty certificates at once and one a second for
/// as long as it likes, while who guesses gets six tries and then one in ten seconds: a hundred thousand
/// numbers take twelve days from one address.
constexpr BucketSettings kVerifyAllowance{.capacity = 60, .per_second = 1, .keys_max = 10'000};
constexpr int kVerifyMissTokens = 10;
/// Of a partner who is known by a secret key: two whole batches at once and five a second for as long as it
/// likes, or two hundred wrong numbers and then one in two seconds. A hundred thousand guesses take more than
/// two days, under a name and with a key that can be revoked.
constexpr BucketSettings kPartnerVerifyAllowance{.capacity = 2000, .per_second = 5, .keys_max = 10'000};

/// A question may be a little ahead: other people's clocks are.
constexpr std::chrono::minutes kVerifyClockSkew{5};

/// A point of a question's time: an instant, or a day, which counts to its end where the issuer is (today's
/// until now).
using TimeAsked = std::variant<Instant, Date>;

struct CertificateQuestion {
  domain::IssuerKey issuer{};
  std::string number{};                 ///< As printed; compared byte for byte.
  std::optional<TimeAsked> as_of{};     ///< Nothing: now.
  std::optional<TimeAsked> known_at{};  ///< Nothing: now.
  std::string address{};                ///< Whose allowance it is taken from.
};

/// A verdict with what a reader needs to understand it.
struct CertificateAnswer {
  verify::Verdict verdict{};
  verify::VerdictTimes times{};
  std::optional<domain::Issuer> issuer{};        ///< Nothing where it is unknown.
  std::optional<domain::CredentialType> type{};  ///< Nothing unless a number is on record.
  std::optional<Date> issued{};
  std::optional<Date> expires{};
  std::vector<std::string> accreditors{};  ///< Names of those whose recognition held at `as_of`.
  /// As registered; empty where no number is on record, or where its holder left and may not be named.
  std::string holder{};
  bool holder_withheld = false;           ///< There is a holder, who left the directory.
  domain::PractitionerId practitioner{};  ///< Where their profile is; 0 unless listed.
  std::vector<std::string> alike{};       ///< "Did you mean"; only where the number is not on record.
};

/// Somebody asks whether a certificate stands. Answers from the store, never from the index: a stale snapshot
/// must not call a revoked certificate valid. Thread-safe.
class VerifyCredential {
 public:
  using SteadyNow = std::function<std::chrono::steady_clock::time_point()>;
  /// @param steady_now tells time for the allowance; nothing: the machine's.
  /// @param allowance of each `CertificateQuestion::address`.
  VerifyCredential(const domain::CertificateReader& certificates, const Clock& clock,
                   SteadyNow steady_now = {}, const BucketSettings& allowance = kVerifyAllowance);

  /// @return kInvalid for a time that is still ahead; kLimited for an address that guesses; kUnavailable
  /// where the store cannot answer now.
  [[nodiscard]] Result<CertificateAnswer> run(const CertificateQuestion& question) const;

  /// When somebody who guesses too much may ask again, in seconds.
  [[nodiscard]] int miss_seconds() const { return miss_seconds_; }
  /// For the form: every issuer whose numbers can be asked for.
  [[nodiscard]] Result<std::vector<domain::Issuer>> issuers() const { return certificates_.issuers(); }

 private:
  const domain::CertificateReader& certificates_;
  const Clock& clock_;
  SteadyNow steady_now_;
  int miss_seconds_;
  mutable TokenBuckets allowance_;
};

}  // namespace stillpoint::app
