#include "intake/invented_records.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "domain/freshness.h"
#include "intake/invented_texts.h"

namespace stillpoint::intake {
namespace {

using domain::Credential;
using domain::CredentialEvent;
using domain::CredentialEventKind;
using domain::FeeKind;
using domain::FeeLine;
using domain::Verification;
using domain::VerificationMethod;
using domain::VerificationResult;
using std::chrono::days;
using std::chrono::hours;

constexpr int kOpeningHour = 8;
constexpr int kClosingHour = 17;
constexpr int kDaysPerMonth = 30;

constexpr std::string_view kCheckers[] = {"Registrar's desk", "Verification desk", "Verifier on duty",
                                          "Register team", "Volunteer verifier, second pair of eyes"};
constexpr VerificationMethod kMethods[] = {
    VerificationMethod::kRegisterPage, VerificationMethod::kRegisterPage, VerificationMethod::kRegisterPage,
    VerificationMethod::kLetter,       VerificationMethod::kCall,         VerificationMethod::kElectronic,
    VerificationMethod::kRoster};

constexpr std::string_view kSuspensionReasons[] = {
    "Suspended while a complaint about record keeping is looked into.",
    "Suspended: proof of insurance was not handed in.",
    "Suspended: hours of further training are missing for the second year.",
};
constexpr std::string_view kRevocationReasons[] = {
    "Revoked: a promise of cure was advertised after two warnings.",
    "Revoked: the transcript of training could not be confirmed by the school.",
    "Revoked after a hearing about boundaries in practice.",
};

int office_hour(Making& making) {
  return making.random.between(kOpeningHour, kClosingHour);
}

/// What is asked at its source, and where.
struct Source {
  std::string name;
  std::string url;
  domain::Freshness freshness{};
};

Verification check(Making& making, const Source& source, VerificationResult result, int days_since) {
  Verification made{.id = {making.ids.next()}, .method = making.random.pick(kMethods), .result = result};
  made.checked_at = days_ago(making, days_since, office_hour(making));
  made.source = source.name;
  made.source_url = source.url;
  made.checker = std::string(making.random.pick(kCheckers));
  return made;
}

/// How long ago the check that decides was made. None is older than the record, but a stale one has to be
/// older than the window.
int last_check_age(Making& making, const domain::Freshness& freshness, CheckFate fate, int age_days) {
  constexpr int kMargin = 12;  // so that a fresh check stays so for a while
  constexpr int kStep = 30;
  const int window = freshness.days;
  const int oldest = std::max(age_days - 2, 10);
  // Where renewals are yearly, they and not the window decide: back or forth until they say as the fate does.
  const auto stale_by_renewal = [&](int age, int days_since) {
    return domain::stale_at(days_ago(making, age), freshness) <= days_ago(making, days_since);
  };
  if (fate == CheckFate::kStale) {
    int age = std::max(window + 1, std::min(window + making.random.between(1, 400), oldest));
    while (freshness.renewal && !stale_by_renewal(age, 1)) age += kStep;
    return age;
  }
  int age = std::min(making.random.between(1, std::max(2, window - kMargin)), oldest);
  while (freshness.renewal && age > 1 && stale_by_renewal(age, -kMargin)) age = std::max(1, age - kStep);
  return age;
}

/// Earlier checks, then the one that decides.
std::vector<Verification> checks(Making& making, const Source& source, CheckFate fate, int age_days) {
  std::vector<Verification> made;
  if (fate == CheckFate::kNever) return made;
  const int last = last_check_age(making, source.freshness, fate, age_days);
  if (fate == CheckFate::kInconclusive) {
    made.push_back(check(making, source, VerificationResult::kInconclusive, last));
    return made;
  }
  for (int back = making.random.between(0, 2); back > 0; --back) {
    const int since = last + back * making.random.between(110, 360);
    if (since < age_days) made.push_back(check(making, source, VerificationResult::kMatched, since));
  }
  std::ranges::sort(made, {}, &Verification::checked_at);
  const bool denied = fate == CheckFate::kDenied;
  made.push_back(
      check(making, source, denied ? VerificationResult::kDenied : VerificationResult::kMatched, last));
  return made;
}

void add_event(Making& making, Credential& credential, CredentialEventKind kind, int days_since,
               std::string_view reason = {}) {
  CredentialEvent event{.kind = kind, .effective = days_ago(making, days_since)};
  event.recorded = std::min(event.effective + hours{making.random.between(1, 60)}, days_ago(making, 1, 18));
  event.reason = std::string(reason);
  credential.events.push_back(std::move(event));
}

/// What happened after the registration.
void add_fate(Making& making, Credential& credential, CredentialFate fate, int age_days) {
  // Expired without a last day: the type has none, so somebody ended it.
  Random& random = making.random;
  const int since = random.between(20, std::max(21, std::min(age_days - 10, 1200)));
  switch (fate) {
    case CredentialFate::kInForce:
    case CredentialFate::kNotYetValid:
      return;
    case CredentialFate::kExpired:
      if (credential.expires) return;
      return add_event(making, credential, CredentialEventKind::kExpired, since, "Given back by its holder.");
    case CredentialFate::kSuspended:
      return add_event(making, credential, CredentialEventKind::kSuspended, since,
                       random.pick(kSuspensionReasons));
    case CredentialFate::kReinstated:
      add_event(making, credential, CredentialEventKind::kSuspended, since + 8,
                random.pick(kSuspensionReasons));
      return add_event(making, credential, CredentialEventKind::kReinstated, random.between(3, since),
                       "Reinstated: what was missing has been handed in.");
    case CredentialFate::kRevoked:
      return add_event(making, credential, CredentialEventKind::kRevoked, since,
                       random.pick(kRevocationReasons));
    case CredentialFate::kSuperseded:
      return add_event(making, credential, CredentialEventKind::kSuperseded, since,
                       "Replaced by a newer certificate.");
    case CredentialFate::kCorrected:
      add_event(making, credential, CredentialEventKind::kRevoked, since + 8,
                "Entered for the wrong person.");
      return add_event(making, credential, CredentialEventKind::kCorrected, random.between(3, since),
                       "Corrected: the revocation belonged to somebody of a similar name.");
  }
}

/// From when until when events had a certificate out of force; without an end where nothing lifted it.
struct Outage {
  Instant begin{};
  std::optional<Instant> end{};
  [[nodiscard]] bool holds(Instant instant) const { return begin <= instant && (!end || instant < *end); }
};

/// No invented history has more than one. Nothing where the certificate never left force by an event.
std::optional<Outage> outage_of(const Credential& credential) {
  std::optional<Outage> outage;
  for (const CredentialEvent& event : credential.events) {
    switch (event.kind) {
      case CredentialEventKind::kSuspended:
      case CredentialEventKind::kRevoked:
      case CredentialEventKind::kSuperseded:
      case CredentialEventKind::kExpired:
        if (!outage) outage = Outage{.begin = event.effective};
        break;
      case CredentialEventKind::kReinstated:
      case CredentialEventKind::kCorrected:
        if (outage && !outage->end) outage->end = event.effective;
        break;
      case CredentialEventKind::kRegistered:
      case CredentialEventKind::kVerified:
        break;
    }
  }
  return outage;
}

/// The check that decides tells of today: where the certificate stands again, it was made outside the outage.
void move_out_of(const Outage& outage, CheckFate fate, std::vector<Verification>& checks) {
  Verification& last = checks.back();
  if (!outage.end || last.result != VerificationResult::kMatched || !outage.holds(last.checked_at)) return;
  if (fate != CheckFate::kStale) {
    last.checked_at = *outage.end + days{1};
    return;
  }
  // One that went stale cannot be younger: nobody asked while it was out of force.
  last.checked_at = outage.begin - days{1};
  std::erase_if(checks, [&](const Verification& check) { return check.checked_at > outage.begin; });
  std::ranges::sort(checks, {}, &Verification::checked_at);
}

/// A source never confirms a certificate while it is out of force.
void deny_in_outage(Credential& credential, CheckFate fate) {
  const std::optional<Outage> outage = outage_of(credential);
  if (!outage || credential.verifications.empty()) return;
  move_out_of(*outage, fate, credential.verifications);
  for (Verification& verification : credential.verifications) {
    if (verification.result == VerificationResult::kMatched && outage->holds(verification.checked_at))
      verification.result = VerificationResult::kDenied;
  }
}

/// The last day, where the type is renewed; days from today.
std::optional<Date> last_day(Making& making, const domain::CredentialType& type, CredentialFate fate,
                             int age_days) {
  const int cycle = type.renewal_months ? *type.renewal_months * kDaysPerMonth : 0;
  if (cycle == 0) return std::nullopt;
  if (fate == CredentialFate::kExpired)
    return day_ago(making, making.random.between(2, std::min(age_days - 1, 900)));
  if (fate == CredentialFate::kNotYetValid) return day_ago(making, -(20 + cycle));
  return day_ago(making, -making.random.between(15, std::max(16, cycle)));
}

/// Only invented registers are linked: what was never asked of a real one must not point there.
std::string invented_address(const std::string& url) {
  return url.find(".example.org") != std::string::npos ? url : std::string{};
}

std::int64_t rounded_price(std::int64_t units, int step) {
  return std::max<std::int64_t>(step, (units + step / 2) / step * step);
}

}  // namespace

Instant days_ago(const Making& making, int days_since, int hour) {
  return Instant{making.today - days{days_since}} + hours{hour};
}

Date day_ago(const Making& making, int days_since) {
  return making.today - days{days_since};
}

std::string serial(Making& making) {
  constexpr std::uint64_t kEach = 16;         // numbers of one practitioner, at most
  constexpr std::uint64_t kBlock = 100'000;   // numbers of one leading part
  constexpr std::uint64_t kScatter = 38'377;  // shares no factor with the block, so none is met twice
  const std::uint64_t running = making.number * kEach + making.serials_used++ % kEach;
  const std::string tail = std::to_string(kBlock + running % kBlock * kScatter % kBlock);
  return std::to_string(10 + running / kBlock) + tail.substr(1);
}

Credential invent_credential(Making& making, const domain::CredentialType& type, CredentialFate fate,
                             CheckFate check_fate, int age_days) {
  constexpr int kAhead = 20;
  const int age = fate == CredentialFate::kNotYetValid ? -kAhead : std::max(age_days, 60);
  Credential credential{.id = {making.ids.next()}, .type = type.key};
  for (const char c : type.letters) {
    if (c >= 'A' && c <= 'Z') credential.number += c;
  }
  if (!credential.number.empty()) credential.number += '-';
  credential.number += serial(making);
  credential.issued = day_ago(making, age);
  credential.expires = last_day(making, type, fate, age);
  if (fate == CredentialFate::kNotYetValid) {
    CredentialEvent registered{.kind = CredentialEventKind::kRegistered, .effective = days_ago(making, age)};
    registered.recorded = days_ago(making, 2);
    credential.events.push_back(std::move(registered));
  } else {
    add_event(making, credential, CredentialEventKind::kRegistered, age - 1);
  }
  add_fate(making, credential, fate, age);
  std::ranges::sort(credential.events, [](const CredentialEvent& a, const CredentialEvent& b) {
    return std::tie(a.effective, a.recorded) < std::tie(b.effective, b.recorded);
  });
  const domain::Issuer* issuer = making.vocabulary.find(type.issuer);
  const Source source{.name = issuer == nullptr ? std::string("The issuer") : issuer->name,
                      .url = issuer == nullptr ? std::string{} : invented_address(issuer->register_url),
                      .freshness = domain::freshness_of(&type, credential.expires, {})};
  credential.verifications = checks(making, source, check_fate, age);
  deny_in_outage(credential, check_fate);
  return credential;
}

domain::Licence invent_licence(Making& making, const domain::JurisdictionKey& jurisdiction,
                               domain::LicenceStatus status, CheckFate check_fate) {
  domain::Licence licence{.id = {making.ids.next()}, .jurisdiction = jurisdiction};
  licence.number = jurisdiction.value + "-" + serial(making);
  licence.status = status;
  if (status == domain::LicenceStatus::kLapsed) {
    licence.expires = day_ago(making, making.random.between(5, 800));
  } else if (making.random.chance(900)) {
    licence.expires = day_ago(making, -making.random.between(10, 730));
  }
  const domain::Jurisdiction* place = making.vocabulary.find(jurisdiction);
  licence.verifications = checks(
      making,
      {.name = "Licence register, " + (place == nullptr ? jurisdiction.value : place->name), .url = {}},
      check_fate, 4000);
  return licence;
}

FeeLine fee_line(Making& making, const CountryCustoms& customs, FeeKind kind, int minutes, int sessions,
                 int per_mille) {
  FeeLine line{.kind = kind, .minutes = minutes, .sessions = sessions};
  const domain::CurrencyKey key{std::string(customs.currency)};
  const domain::Currency* currency = making.vocabulary.find(key);
  std::int64_t minor = 1;
  for (int digit = 0; currency != nullptr && digit < currency->minor_digits; ++digit) minor *= 10;
  const std::int64_t units =
      std::int64_t{customs.hour_price} * minutes * per_mille / (std::int64_t{60} * 1000);
  line.price = {.minor = rounded_price(units, customs.price_step) * minor, .currency = key};
  line.label = fee_label(line, making.random);
  return line;
}

domain::Fees invent_fees(Making& making, const CountryCustoms& customs) {
  constexpr int kSessionMinutes[] = {30, 45, 45, 50, 60, 60, 60, 60, 75, 90};
  Random& random = making.random;
  domain::Fees fees;
  const int minutes = random.pick(kSessionMinutes);
  // Shorter visits cost more by the hour; most stay near the country's price, some are far from it.
  const int usual = random.between(600, 950);
  const int above = random.between(0, 450);
  const int level = usual + above + (60 - minutes) * 3;
  FeeLine session = fee_line(making, customs, FeeKind::kSession, minutes, 1, level);
  const int sliding = random.between(0, 999);
  session.sliding_scale = sliding < 260   ? domain::Known::kYes
                          : sliding < 560 ? domain::Known::kNo
                                          : domain::Known::kUnknown;
  if (random.chance(450)) {
    fees.lines.push_back(fee_line(making, customs, FeeKind::kFirstVisit, minutes + 15, 1, level));
  }
  fees.lines.push_back(std::move(session));
  if (random.chance(260)) {
    const int sessions = random.between(3, 6);
    fees.lines.push_back(
        fee_line(making, customs, FeeKind::kPackage, minutes * sessions, sessions, level * 9 / 10));
  }
  if (random.chance(180)) {
    fees.lines.push_back(fee_line(making, customs, FeeKind::kConcession, minutes, 1, level * 7 / 10));
  }
  if (random.chance(80)) {
    for (FeeLine& line : fees.lines) line.minutes.reset();
  }
  if (random.chance(450)) fees.valid_from = day_ago(making, random.between(1, 420));
  if (random.chance(550)) fees.cancellation = cancellation_text(random);
  if (random.chance(250)) fees.note = fee_note(random);
  return fees;
}

domain::SessionStructure invent_session(Making& making) {
  domain::SessionStructure session{.description = session_text(making.random)};
  if (making.random.chance(550)) {
    session.sessions_min = making.random.between(1, 4);
    session.sessions_max = *session.sessions_min + making.random.between(0, 4);
  }
  return session;
}

domain::Review invent_review(Making& making, int stars, int age_days) {
  domain::Review review{.id = {making.ids.next()},
                        .origin = domain::ReviewOrigin::kInvited,
                        .state = domain::ReviewState::kPublished,
                        .stars = stars};
  review.published_at = days_ago(making, std::max(age_days, 1), making.random.between(7, 21));
  review.reviewer = "client-" + std::to_string(making.random.next() >> 24U);
  review.words = review_words(stars, making.random);
  return review;
}

}  // namespace stillpoint::intake
