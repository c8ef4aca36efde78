#include "search/naive_checklist.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "base/calendar.h"
#include "base/time_zone.h"

namespace stillpoint::oracle {
namespace {

using namespace domain;
using std::chrono::days;
using State = ChecklistState;
using Kind = CredentialEventKind;

std::string zone_of(const CredentialType& type, const Vocabulary& vocabulary) {
  for (const Issuer& issuer : vocabulary.rows().issuers) {
    if (issuer.key == type.issuer) return issuer.time_zone;
  }
  return "";
}

std::string zone_of(const JurisdictionKey& key, const Vocabulary& vocabulary) {
  for (const std::string& wanted : {key.value, key.value.substr(0, 2)}) {
    for (const Jurisdiction& row : vocabulary.rows().jurisdictions) {
      if (row.key.value == wanted && !row.time_zone.empty()) return row.time_zone;
    }
  }
  return "";
}

const CredentialType* type_of(const Credential& credential, const Vocabulary& vocabulary) {
  for (const CredentialType& type : vocabulary.rows().credential_types) {
    if (type.key == credential.type) return &type;
  }
  return nullptr;
}

bool begun(Date first_day, const std::string& zone, Instant now) {
  return end_of_day(first_day - days{1}, zone) <= now;
}
bool over(Date last_day, const std::string& zone, Instant now) {
  return end_of_day(last_day, zone) <= now;
}

/// The credential's history so far, the earliest first; of equals as they were written.
std::vector<CredentialEvent> history(const Credential& credential, Instant now) {
  std::vector<CredentialEvent> events;
  for (const CredentialEvent& event : credential.events) {
    if (event.effective <= now) events.push_back(event);
  }
  std::stable_sort(events.begin(), events.end(), [](const CredentialEvent& a, const CredentialEvent& b) {
    return std::pair(a.effective, a.recorded) < std::pair(b.effective, b.recorded);
  });
  return events;
}

bool lifts(const CredentialEvent& event) {
  return !event.claimed && (event.kind == Kind::kReinstated || event.kind == Kind::kCorrected);
}

/// Whether a later event lifts the one at `at`, written down no earlier than that: a reinstatement or
/// correction, and where `by_registration` a registration too.
bool is_lifted(const std::vector<CredentialEvent>& events, std::size_t at, bool by_registration) {
  for (std::size_t later = at + 1; later < events.size(); ++later) {
    const CredentialEvent& event = events[later];
    if (event.recorded < events[at].recorded) continue;
    if (lifts(event)) return true;
    if (by_registration && !event.claimed && event.kind == Kind::kRegistered) return true;
  }
  return false;
}

/// The last conclusive check that counts; null if there was none.
const Verification* last_check(const std::vector<Verification>& checks, Instant now) {
  const Verification* last = nullptr;
  for (const Verification& check : checks) {
    if (check.claimed || check.result == VerificationResult::kInconclusive || check.checked_at > now)
      continue;
    if (last == nullptr || check.checked_at >= last->checked_at) last = &check;
  }
  return last;
}

bool is_matched(const Verification* check) {
  return check != nullptr && check->result == VerificationResult::kMatched;
}

/// The same day of another year; the last of February where it has no 29th.
Date in_year(Date day, std::chrono::year year) {
  const std::chrono::year_month_day date(day);
  const std::chrono::year_month_day same = year / date.month() / date.day();
  return same.ok() ? Date(same) : Date(year / date.month() / std::chrono::last);
}

/// Inside the window of its type: to the thirtieth day after the next renewal where those are yearly and the
/// certificate says when, else the type's days.
bool is_fresh(const Credential& credential, const CredentialType& type, const Vocabulary& vocabulary,
              Instant now) {
  const Verification* check = last_check(credential.verifications, now);
  if (!is_matched(check)) return false;
  if (type.renewal_months != 12 || !credential.expires)
    return now < check->checked_at + days{type.freshness_days};
  const std::string zone = zone_of(type, vocabulary);
  for (std::chrono::year year =
           std::chrono::year_month_day(std::chrono::floor<days>(check->checked_at)).year() -
           std::chrono::years{1};
       ; ++year) {
    const Date renewal = in_year(*credential.expires, year);
    if (!over(renewal, zone, check->checked_at)) return !over(renewal + days{30}, zone, now);
  }
}

bool is_accredited(const CredentialType& type, const Vocabulary& vocabulary, Instant now) {
  const std::string zone = zone_of(type, vocabulary);
  for (const Recognition& recognition : type.recognised_by) {
    if (recognition.accreditor.value == type.issuer.value) continue;
    if (recognition.from && !begun(*recognition.from, zone, now)) continue;
    if (recognition.until && over(*recognition.until, zone, now)) continue;
    return true;
  }
  return false;
}

/// Revoked or suspended within five years, and not reinstated or corrected since.
bool is_tainted(const Credential& credential, Instant now) {
  const std::vector<CredentialEvent> events = history(credential, now);
  for (std::size_t i = 0; i < events.size(); ++i) {
    const bool against = events[i].kind == Kind::kRevoked || events[i].kind == Kind::kSuspended;
    if (against && !is_lifted(events, i, false) && now < add_months(events[i].effective, 5 * 12)) return true;
  }
  return false;
}

std::vector<const Credential*> cst_credentials(const Practitioner& p, const Vocabulary& vocabulary) {
  std::vector<const Credential*> found;
  for (const Credential& credential : p.credentials) {
    const CredentialType* type = type_of(credential, vocabulary);
    if (type != nullptr && type->field == Field::kCst) found.push_back(&credential);
  }
  return found;
}

}  // namespace

bool is_valid(const Credential& credential, const Vocabulary& vocabulary, Instant now) {
  const CredentialType* type = type_of(credential, vocabulary);
  const std::string zone = type == nullptr ? "" : zone_of(*type, vocabulary);
  const std::vector<CredentialEvent> events = history(credential, now);
  bool decided = false;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const bool against = events[i].kind == Kind::kSuspended || events[i].kind == Kind::kRevoked ||
                         events[i].kind == Kind::kSuperseded || events[i].kind == Kind::kExpired;
    if (against && !is_lifted(events, i, events[i].kind != Kind::kRevoked)) return false;
    if (!events[i].claimed && events[i].kind != Kind::kVerified) decided = true;
  }
  if (!decided) {
    int registered = 0;
    int ahead = 0;
    for (const CredentialEvent& event : credential.events) {
      if (event.kind != Kind::kRegistered) continue;
      ++registered;
      if (event.effective > now) ++ahead;
    }
    if (registered > 0 && ahead == registered) return false;
  }
  if (credential.issued && !begun(*credential.issued, zone, now)) return false;
  return !credential.expires || !over(*credential.expires, zone, now);
}

Answer certification(const Practitioner& p, const Vocabulary& vocabulary, Instant now) {
  const std::vector<const Credential*> all = cst_credentials(p, vocabulary);
  bool taint = false;
  for (const Credential* one : all) taint = taint || is_tainted(*one, now);
  const auto one_is_valid_and = [&](const auto& fits) {
    for (const Credential* one : all) {
      if (is_valid(*one, vocabulary, now) && fits(*one, *type_of(*one, vocabulary))) return true;
    }
    return false;
  };
  const auto fresh = [&](const Credential& one, const CredentialType& type) {
    return is_fresh(one, type, vocabulary, now);
  };
  const auto fresh_and_accredited = [&](const Credential& one, const CredentialType& type) {
    return is_fresh(one, type, vocabulary, now) && is_accredited(type, vocabulary, now);
  };
  const auto matched = [&](const Credential& one, const CredentialType&) {
    return is_matched(last_check(one.verifications, now));
  };
  const auto never_checked = [&](const Credential& one, const CredentialType&) {
    return last_check(one.verifications, now) == nullptr;
  };
  if (one_is_valid_and(fresh_and_accredited) && !taint) return {State::kMet, Reason::kAccredited};
  if (one_is_valid_and(matched) && taint) return {State::kPartly, Reason::kRevokedElsewhere};
  if (one_is_valid_and(fresh)) return {State::kPartly, Reason::kNoOutsideAccreditor};
  if (one_is_valid_and(matched)) return {State::kPartly, Reason::kCheckStale};
  if (taint) return {State::kNotMet, Reason::kRevoked};
  if (one_is_valid_and(never_checked)) return {State::kUnknown, Reason::kNotChecked};
  if (!all.empty()) return {State::kNotMet, Reason::kNoneInForce};
  return {State::kUnknown, Reason::kNoneOnRecord};
}

bool is_certified(const Practitioner& p, const Vocabulary& vocabulary, Instant now) {
  for (const Credential* one : cst_credentials(p, vocabulary)) {
    if (is_valid(*one, vocabulary, now) && is_fresh(*one, *type_of(*one, vocabulary), vocabulary, now))
      return true;
  }
  return false;
}

namespace {

/// Within the last 365 days, and not in the future.
bool is_of_the_last_year(Instant dated, Instant now) {
  return dated <= now && now < dated + days{365};
}

/// Published, invited, of the last 36 months, the latest of each person.
std::vector<Review> counted(const Practitioner& p, Instant now) {
  std::vector<Review> candidates;
  for (const Review& review : p.reviews) {
    if (review.state != ReviewState::kPublished || review.origin != ReviewOrigin::kInvited || review.claimed)
      continue;
    if (review.stars < 1 || review.stars > 5 || review.published_at > now) continue;
    candidates.push_back(review);
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Review& a, const Review& b) { return a.published_at < b.published_at; });
  std::vector<Review> latest;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    bool has_later = false;
    for (std::size_t j = i + 1; j < candidates.size(); ++j) {
      if (!candidates[i].reviewer.empty() && candidates[i].reviewer == candidates[j].reviewer)
        has_later = true;
    }
    if (!has_later && now < add_months(candidates[i].published_at, 36)) latest.push_back(candidates[i]);
  }
  return latest;
}

}  // namespace

Answer experience(const Practitioner& p, const ConditionKey& condition, Instant now) {
  bool refused = false;
  bool declared = false;
  bool with_extent = false;
  for (const DeclaredCondition& one : p.conditions) {
    if (one.condition != condition) continue;
    declared = true;
    if (!one.takes) refused = true;
    if (one.since_year || (one.clients && *one.clients > 0)) with_extent = true;
  }
  int named = 0;
  for (const Review& review : counted(p, now)) {
    for (const ConditionKey& about : review.conditions) {
      if (about == condition) {
        ++named;
        break;
      }
    }
  }
  bool trained = false;
  for (const Training& training : p.training) {
    for (const ConditionKey& about : training.conditions) trained = trained || about == condition;
  }
  const bool attested = p.attested && is_of_the_last_year(*p.attested, now);
  if (refused) return {State::kNotMet, Reason::kDeclines};
  if (with_extent && attested && (named >= 3 || trained)) return {State::kMet, Reason::kSupported};
  if (declared) return {State::kPartly, Reason::kDeclared};
  return {State::kUnknown, Reason::kNotOnRecord};
}

Answer reviews(const Practitioner& p, Instant now) {
  const std::vector<Review> all = counted(p, now);
  const double n = static_cast<double>(all.size());
  double positive = 0;
  for (const Review& review : all) positive += review.stars >= 4 ? 1 : 0;
  if (all.empty()) return {State::kUnknown, Reason::kNoReviews};  // the last row, so that n can divide
  // Wilson: where the share is 1.96 standard errors from the true one, as the roots of
  // (1 + z²/n) x² - (2 share + z²/n) x + share² = 0.
  const double share = positive / n;
  const double z2n = 1.959963984540054 * 1.959963984540054 / n;
  const double b = 2 * share + z2n;
  const double root = std::sqrt(std::max(0.0, b * b - 4 * (1 + z2n) * share * share));
  const double lower = (b - root) / (2 * (1 + z2n));
  const double upper = (b + root) / (2 * (1 + z2n));
  if (n >= 8 && lower >= 0.55) return {State::kMet, Reason::kManyPositive};
  if (n >= 4 && upper < 0.50) return {State::kNotMet, Reason::kMostlyNegative};
  if (share >= 0.5) return {State::kPartly, Reason::kSomePositive};
  return {State::kUnknown, Reason::kInconclusive};
}

namespace {

bool is_sanctioned(const Licence& licence) {
  return licence.status == LicenceStatus::kSuspended || licence.status == LicenceStatus::kRevoked;
}

/// Of the place, or of its whole country.
bool counts_at(const Licence& licence, const std::string& place) {
  const std::string& own = licence.jurisdiction.value;
  return !own.empty() && (own == place || (own.size() == 2 && own == place.substr(0, 2)));
}

bool is_in_force(const Licence& licence, const Vocabulary& vocabulary, Instant now) {
  if (licence.status != LicenceStatus::kActive) return false;
  const Verification* check = last_check(licence.verifications, now);
  if (check != nullptr && !is_matched(check)) return false;  // its source denied it
  return !licence.expires || !over(*licence.expires, zone_of(licence.jurisdiction, vocabulary), now);
}

bool is_freshly_checked(const Licence& licence, Instant now) {
  const Verification* check = last_check(licence.verifications, now);
  return is_matched(check) && now < check->checked_at + days{120};
}

/// The subdivision's own rule, else its country's.
Regulation regulation_of(const std::string& place, const ProfessionKey& profession,
                         const Vocabulary& vocabulary) {
  for (const std::string& where : {place, place.substr(0, 2)}) {
    for (const JurisdictionRule& rule : vocabulary.rows().jurisdiction_rules) {
      if (rule.jurisdiction.value == where && rule.profession == profession) return rule.regulation;
    }
  }
  return Regulation::kUnknown;
}

bool is_outside(const ProfessionKey& profession, const ApproachKey& approach, const Vocabulary& vocabulary) {
  for (const ScopeRule& cell : vocabulary.rows().scope) {
    if (cell.profession == profession && cell.approach == approach) return !cell.within;
  }
  return false;
}

Answer scope_of(const HeldProfession& held, const std::string& place, const ApproachKey* approach,
                const Vocabulary& vocabulary, Instant now) {
  bool sanctioned = false;
  bool fresh = false;
  bool in_force = false;
  bool lapsed = false;
  for (const Licence& licence : held.licences) {
    if (is_sanctioned(licence)) {
      sanctioned = sanctioned || place.empty() || counts_at(licence, place);
    } else if (!place.empty() && counts_at(licence, place)) {
      const bool stands = is_in_force(licence, vocabulary, now);
      in_force = in_force || stands;
      fresh = fresh || (stands && is_freshly_checked(licence, now));
      lapsed = lapsed || !stands;
    }
  }
  const Regulation law =
      place.empty() ? Regulation::kUnknown : regulation_of(place, held.profession, vocabulary);
  const bool needs_none =
      law == Regulation::kNone || law == Regulation::kExempt || law == Regulation::kVoluntary;
  if (approach != nullptr && is_outside(held.profession, *approach, vocabulary))
    return {State::kNotMet, Reason::kOutsideScope};
  if (sanctioned) return {State::kNotMet, Reason::kLicenceRevoked};
  if (fresh) return {State::kMet, Reason::kLicensed};
  if (in_force) return {State::kPartly, Reason::kLicenceUnchecked};
  if (needs_none) return {State::kNotApplicable, Reason::kNoLicenceNeeded};
  if (lapsed) return {State::kNotMet, Reason::kLicenceLapsed};
  return {State::kUnknown, Reason::kLicenceUnknown};
}

/// met > partly > not_applicable > unknown > not_met
int rank(State state) {
  const State order[] = {State::kNotMet, State::kUnknown, State::kNotApplicable, State::kPartly, State::kMet};
  return static_cast<int>(std::find(std::begin(order), std::end(order), state) - std::begin(order));
}

}  // namespace

bool is_better(State a, State b) {
  return rank(a) > rank(b);
}

Answer scope(const Practitioner& p, const Location* location, const ApproachKey* approach,
             const Vocabulary& vocabulary, Instant now) {
  const std::string place = location == nullptr ? "" : location->jurisdiction.value;
  std::vector<HeldProfession> professions = p.professions;
  if (professions.empty()) professions.push_back({.profession = {"other"}});
  Answer best = scope_of(professions.front(), place, approach, vocabulary, now);
  for (const HeldProfession& held : professions) {
    const Answer one = scope_of(held, place, approach, vocabulary, now);
    if (is_better(one.state, best.state)) best = one;
  }
  bool any_sanctioned = false;
  for (const HeldProfession& held : p.professions) {
    for (const Licence& licence : held.licences) any_sanctioned = any_sanctioned || is_sanctioned(licence);
  }
  if (any_sanctioned && (best.state == State::kMet || best.state == State::kPartly))
    return {State::kPartly, Reason::kLicenceRevokedElsewhere};
  return best;
}

Answer fees(const Practitioner& p, Instant now) {
  bool session_line = false;
  for (const FeeLine& line : p.fees.lines) {
    if (line.kind != FeeKind::kSession && line.kind != FeeKind::kFirstVisit) continue;
    if (line.sessions == 1 && line.minutes && *line.minutes > 0 && !line.price.currency.empty())
      session_line = true;
  }
  const bool structure = !p.session.description.empty();
  const bool current = (p.fees.valid_from && is_of_the_last_year(Instant{*p.fees.valid_from}, now)) ||
                       (p.attested && is_of_the_last_year(*p.attested, now));
  if (p.fees.declined) return {State::kNotMet, Reason::kFeesDeclined};
  if (session_line && structure && current) return {State::kMet, Reason::kFeesStated};
  if (!p.fees.lines.empty()) return {State::kPartly, Reason::kFeesPartly};
  return {State::kUnknown, Reason::kFeesNotOnRecord};
}

State weakest(const Practitioner& p, std::span<const ConditionKey> conditions, Instant now) {
  State found = State::kNotAsked;
  for (const State state : {State::kNotMet, State::kUnknown, State::kPartly, State::kMet}) {
    for (const ConditionKey& condition : conditions) {
      if (found == State::kNotAsked && experience(p, condition, now).state == state) found = state;
    }
  }
  return found;
}

}  // namespace stillpoint::oracle
