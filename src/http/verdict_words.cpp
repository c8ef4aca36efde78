#include "http/verdict_words.h"

#include "base/time_text.h"
#include "base/time_zone.h"

namespace stillpoint::http {
namespace {

using verify::VerdictStatus;

std::string day(const app::CertificateAnswer& answer, Instant instant) {
  return print_date_words(
      date_in_zone(instant, answer.issuer ? std::string_view(answer.issuer->time_zone) : std::string_view()));
}

/// " on 12 October 2026", where it is on record.
std::string on_day(const app::CertificateAnswer& answer, const std::optional<Instant>& instant) {
  return instant ? " on " + day(answer, *instant) : std::string();
}

std::string issuer_of(const app::CertificateAnswer& answer) {
  return answer.issuer ? answer.issuer->name : "The issuer";
}

std::optional<Instant> check_of(const app::CertificateAnswer& answer) {
  if (!answer.verdict.last_check) return std::nullopt;
  return answer.verdict.last_check->checked_at;
}

std::string unverified(const app::CertificateAnswer& answer) {
  if (answer.verdict.last_check) {
    return "A certificate with this number is on record, but when its issuer was asked" +
           on_day(answer, check_of(answer)) + ", it did not confirm it.";
  }
  return "A certificate with this number is on record and in force by its own dates, but nobody has asked "
         "its "
         "issuer yet. Ask there before you rely on it.";
}

std::string stale(const app::CertificateAnswer& answer) {
  return "By what is on record this certificate is in force, and " + issuer_of(answer) + " confirmed it" +
         on_day(answer, check_of(answer)) + ". That is too long ago to count as a confirmation today" +
         (answer.verdict.next_due ? ": it was good until " + day(answer, *answer.verdict.next_due) : "") +
         ".";
}

}  // namespace

std::string_view headline_of(VerdictStatus status) {
  switch (status) {
    case VerdictStatus::kValid:
      return "Valid";
    case VerdictStatus::kExpired:
      return "Expired";
    case VerdictStatus::kNotYetValid:
      return "Not valid yet";
    case VerdictStatus::kSuspended:
      return "Suspended";
    case VerdictStatus::kRevoked:
      return "Revoked";
    case VerdictStatus::kSuperseded:
      return "Replaced by another";
    case VerdictStatus::kStale:
      return "Not confirmed lately";
    case VerdictStatus::kUnverified:
      return "Not confirmed";
    case VerdictStatus::kUnknownNumber:
      return "No such number here";
    case VerdictStatus::kUnknownIssuer:
      return "No such issuer here";
  }
  return "";
}

std::string plain_words(const app::CertificateAnswer& answer) {
  const std::optional<Instant>& since = answer.verdict.since;
  switch (answer.verdict.status) {
    case VerdictStatus::kValid:
      return "This certificate is in force. " + issuer_of(answer) + " confirmed it" +
             on_day(answer, check_of(answer)) + ".";
    case VerdictStatus::kExpired:
      // A last day lasts until the first instant of the next.
      return "This certificate is no longer in force: it ran out" +
             on_day(answer, since && !answer.verdict.event ? *since - std::chrono::seconds{1} : since) + ".";
    case VerdictStatus::kNotYetValid:
      return "This certificate is not in force yet" +
             (answer.issued ? ": it begins on " + print_date_words(*answer.issued) : std::string()) + ".";
    case VerdictStatus::kSuspended:
      return "This certificate is suspended" + (since ? " since " + day(answer, *since) : std::string()) +
             ". Until it is reinstated, do not rely on it.";
    case VerdictStatus::kRevoked:
      return "This certificate was taken away" + on_day(answer, since) +
             ". It does not count, whatever is printed on it.";
    case VerdictStatus::kSuperseded:
      return "This certificate was replaced by another one" + on_day(answer, since) +
             ". Ask its holder for the newer number.";
    case VerdictStatus::kStale:
      return stale(answer);
    case VerdictStatus::kUnverified:
      return unverified(answer);
    case VerdictStatus::kUnknownNumber:
      return "No certificate of " + issuer_of(answer) +
             " with this number is on record here. It may be misread, or it was never registered here: ask "
             "the "
             "issuer.";
    case VerdictStatus::kUnknownIssuer:
      return "No issuer of this name is on record here, so nothing can be said of the number.";
  }
  return {};
}

}  // namespace stillpoint::http
