#include "domain/practitioner.h"

#include <cmath>

#include "domain/thresholds.h"

namespace stillpoint::domain {
namespace {

void take_latest(std::optional<Instant>& latest, const std::vector<Verification>& verifications) {
  for (const Verification& check : verifications) {
    if (check.claimed || check.result == VerificationResult::kInconclusive) continue;
    if (!latest || *latest < check.checked_at) latest = check.checked_at;
  }
}

}  // namespace

std::optional<Instant> last_verified(const Practitioner& practitioner) {
  std::optional<Instant> latest;
  for (const Credential& credential : practitioner.credentials) take_latest(latest, credential.verifications);
  for (const HeldProfession& held : practitioner.professions) {
    for (const Licence& licence : held.licences) take_latest(latest, licence.verifications);
  }
  return latest;
}

std::optional<Point> published_point(const Location& location) {
  if (!location.point || location.precision == Precision::kExact) return location.point;
  const double scale = std::pow(10.0, kAreaDecimals);
  return Point{.lat = std::round(location.point->lat * scale) / scale,
               .lon = std::round(location.point->lon * scale) / scale};
}

int training_hours(const Practitioner& practitioner) {
  int hours = 0;
  for (const Training& training : practitioner.training) {
    if (training.kind == TrainingKind::kClass || training.kind == TrainingKind::kPractice)
      hours += training.hours;
  }
  return hours;
}

}  // namespace stillpoint::domain
