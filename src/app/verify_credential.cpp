#include "app/verify_credential.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "base/time_zone.h"

namespace stillpoint::app {
namespace {

/// The instant that is meant; nothing for one that is still ahead.
std::optional<Instant> meant(const std::optional<TimeAsked>& asked, std::string_view zone, Instant now) {
  if (!asked) return now;
  if (const auto* day = std::get_if<Date>(&*asked)) {
    if (*day > date_in_zone(now, zone) && *day > std::chrono::floor<std::chrono::days>(now)) {
      return std::nullopt;
    }
    return std::min(now, end_of_day(*day, zone) - std::chrono::seconds{1});
  }
  const Instant instant = std::get<Instant>(*asked);
  if (instant > now + kVerifyClockSkew) return std::nullopt;
  return std::min(now, instant);
}

Error still_ahead(std::string_view parameter) {
  return {.code = ErrorCode::kInvalid,
          .message = "What will be in force on a day that is still ahead is known to nobody.",
          .faults = {{.where = std::string(parameter),
                      .what = "This time is still ahead.",
                      .allowed = "now or earlier",
                      .value = {}}}};
}

std::string name_of(const std::vector<domain::Accreditor>& accreditors, const domain::AccreditorKey& key) {
  const auto found = std::find_if(accreditors.begin(), accreditors.end(),
                                  [&](const domain::Accreditor& one) { return one.key == key; });
  return found == accreditors.end() ? key.value : found->name;
}

CertificateAnswer answer_of(domain::CertificateRecord record, const verify::VerdictTimes& times) {
  CertificateAnswer answer{.times = times};
  const std::string zone = record.issuer ? record.issuer->time_zone : std::string();
  answer.verdict = verify::verdict({.issuer_known = record.issuer.has_value(),
                                    .credential = record.held ? &record.held->credential : nullptr,
                                    .type = record.type ? &*record.type : nullptr,
                                    .zone = zone},
                                   times);
  answer.issuer = std::move(record.issuer);
  if (!answer.verdict.is_on_record()) {
    // A number that was not yet on record at `known_at` is no misprint of another one.
    if (!record.held) answer.alike = std::move(record.alike);
    return answer;
  }
  for (const domain::AccreditorKey& key : answer.verdict.accreditors) {
    answer.accreditors.push_back(name_of(record.accreditors, key));
  }
  const domain::HeldCertificate& held = *record.held;
  answer.type = std::move(record.type);
  answer.issued = held.credential.issued;
  answer.expires = held.credential.expires;
  answer.holder = held.holder;
  answer.holder_withheld = held.holder.empty();
  if (held.listing == domain::ListingState::kListed) answer.practitioner = held.practitioner;
  return answer;
}

}  // namespace

VerifyCredential::VerifyCredential(const domain::CertificateReader& certificates, const Clock& clock,
                                   SteadyNow steady_now, const BucketSettings& allowance)
    : certificates_(certificates),
      clock_(clock),
      steady_now_(steady_now ? std::move(steady_now) : SteadyNow(std::chrono::steady_clock::now)),
      miss_seconds_(static_cast<int>(std::ceil(kVerifyMissTokens / allowance.per_second))),
      allowance_(allowance) {}

Result<CertificateAnswer> VerifyCredential::run(const CertificateQuestion& question) const {
  if (!allowance_.take(question.address, steady_now_())) {
    return Error{.code = ErrorCode::kLimited,
                 .message = "Too many numbers were asked for. Try again in " + std::to_string(miss_seconds_) +
                            " seconds."};
  }
  Result<domain::CertificateRecord> record = certificates_.find(question.issuer, question.number);
  if (!record) return std::move(record).error();
  if (!record->held) allowance_.charge(question.address, kVerifyMissTokens - 1, steady_now_());
  const std::string zone = record->issuer ? record->issuer->time_zone : std::string();
  const Instant now = clock_.now();
  const std::optional<Instant> as_of = meant(question.as_of, zone, now);
  if (!as_of) return still_ahead("as_of");
  const std::optional<Instant> known_at = meant(question.known_at, zone, now);
  if (!known_at) return still_ahead("known_at");
  return answer_of(std::move(*record), {.as_of = *as_of, .known_at = *known_at});
}

}  // namespace stillpoint::app
