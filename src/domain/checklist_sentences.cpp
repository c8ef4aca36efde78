#include "domain/checklist_sentences.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

#include "base/calendar.h"
#include "base/time_text.h"
#include "base/time_zone.h"
#include "domain/thresholds.h"

namespace stillpoint::domain {
namespace {

constexpr std::string_view kNotOnRecordText = "Not on record.";

Finding finding_of(ChecklistItem item, const Standpoint& standpoint) {
  return Finding{.item = item,
                 .state = standpoint.state,
                 .code = standpoint.code,
                 .reason = std::string(kNotOnRecordText),
                 .holds_until = standpoint.holds_until};
}

std::string on(Instant instant, std::string_view zone) {
  return print_date_words(date_in_zone(instant, zone));
}

/// Points to a check, where it has an identity to point to.
void point_to(Finding& finding, const Verification* check) {
  if (check == nullptr || !check->id) return;
  finding.evidence.push_back({"verification", print_id(check->id.value), check->source_url});
}

void point_to(Finding& finding, const Credential* credential) {
  if (credential == nullptr || !credential->id) return;
  finding.evidence.push_back({"credential", print_id(credential->id.value), ""});
}

std::string days_text(int days) {
  return std::to_string(days) + " days";
}

// Item 1

/// "700-hour RCST by Cranio Suisse": the same letters mean different things from different issuers.
std::string title_of(const CredentialType& type, const Vocabulary& vocabulary) {
  std::string title;
  if (type.required_hours) title = std::to_string(*type.required_hours) + "-hour ";
  title += type.letters.empty() ? type.name : type.letters;
  const Issuer* issuer = vocabulary.find(type.issuer);
  return title + " by " + (issuer == nullptr ? type.issuer.value : issuer->name);
}

/// "700-hour RCST by Cranio Suisse, in force to 31 May 2027."
std::string in_force_text(const CertificationGround& ground, const Vocabulary& vocabulary) {
  std::string text = title_of(*ground.type, vocabulary) + ", in force";
  if (ground.credential->expires) text += " to " + print_date_words(*ground.credential->expires);
  return text + ".";
}

std::string_view verb_of(CredentialEventKind kind) {
  return kind == CredentialEventKind::kSuspended ? "suspended" : "revoked";
}

std::string none_in_force_text(const CertificationGround& ground, std::string_view zone,
                               const Vocabulary& vocabulary) {
  assert(ground.type != nullptr);
  std::string title = title_of(*ground.type, vocabulary);
  switch (ground.standing.status) {
    case CredentialStatus::kInForce:
      assert(ground.check.last != nullptr);
      return title + ": the issuer did not confirm it when asked on " +
             on(ground.check.last->checked_at, zone) + ".";
    case CredentialStatus::kNotYetValid:
      return title + " is not yet in force.";
    case CredentialStatus::kExpired:
      return title + " expired on " + on(ground.standing.since - std::chrono::seconds{1}, zone) + ".";
    case CredentialStatus::kSuspended:
      return title + " was suspended on " + on(ground.standing.since, zone) + ".";
    case CredentialStatus::kRevoked:
      return title + " was revoked on " + on(ground.standing.since, zone) + ".";
    case CredentialStatus::kSuperseded:
      return title + " was superseded on " + on(ground.standing.since, zone) + ".";
  }
  return title;
}

// Item 2

/// "since 2015, about 120 clients"; empty without an extent.
std::string extent_text(const DeclaredCondition& declared) {
  std::string text;
  if (declared.since_year) text = "since " + std::to_string(*declared.since_year);
  if (declared.clients.value_or(0) > 0) {
    if (!text.empty()) text += ", ";
    text += "about " + std::to_string(*declared.clients) + (*declared.clients == 1 ? " client" : " clients");
  }
  return text;
}

// Item 3

std::string percent(double share) {
  return std::to_string(std::lround(share * 100));
}

/// "14 of 15 positive (70–99%)"
std::string share_text(const ReviewSummary& summary) {
  return std::to_string(summary.positive) + " of " + std::to_string(summary.count) + " positive (" +
         percent(summary.interval.low) + "–" + percent(summary.interval.high) + "%)";
}

// Item 5

std::string number_word(int number) {
  constexpr std::array<std::string_view, 11> kWords = {"none", "one",   "two",   "three", "four", "five",
                                                       "six",  "seven", "eight", "nine",  "ten"};
  const auto at = static_cast<std::size_t>(number);
  return number >= 0 && at < kWords.size() ? std::string(kWords.at(at)) : std::to_string(number);
}

std::string line_text(const FeeLine& line) {
  switch (line.kind) {
    case FeeKind::kSession:
      return "session";
    case FeeKind::kFirstVisit:
      return "first visit";
    case FeeKind::kPackage:
      return line.sessions > 1 ? "package of " + number_word(line.sessions) : "package";
    case FeeKind::kConcession:
      return "concession";
  }
  return "session";
}

/// "All stated: first visit, session, package of three."
std::string stated_text(const Fees& fees) {
  std::vector<std::string> kinds;
  for (const FeeLine& line : fees.lines) {
    std::string kind = line_text(line);
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(std::move(kind));
  }
  std::string text = "All stated";
  for (std::size_t i = 0; i < kinds.size(); ++i) text += (i == 0 ? ": " : ", ") + kinds[i];
  return text + ".";
}

/// What is missing from a price that is stated.
std::string partly_text(const Practitioner& practitioner, const FeesGround& ground, Instant now) {
  if (!ground.has_session_line) {
    const auto& lines = practitioner.fees.lines;
    const bool single = std::any_of(lines.begin(), lines.end(), [](const FeeLine& line) {
      return line.kind == FeeKind::kSession || line.kind == FeeKind::kFirstVisit;
    });
    return single ? "Price stated; how long a session lasts is not."
                  : "Price stated, but not for a single session.";
  }
  if (!ground.has_structure) return "Price stated; what a session holds is not.";
  const auto& from = practitioner.fees.valid_from;
  std::optional<Date> attested;
  if (practitioner.attested && *practitioner.attested <= now) attested = date_of(*practitioner.attested);
  const bool valid = from && Instant{*from} <= now;
  if (valid && (!attested || *attested < *from)) {
    return "Prices stated, valid from " + print_date_words(*from) + ", over a year ago.";
  }
  if (attested)
    return "Prices stated, but last confirmed " + print_date_words(*attested) + ", over a year ago.";
  if (from) return "Prices stated from " + print_date_words(*from) + " on; none confirmed for today.";
  return "Prices stated, but not since when they hold.";
}

/// Why the check of what decided no longer counts as fresh.
std::string stale_text(const CertificationGround& ground, std::string_view zone) {
  const Freshness freshness = freshness_of(ground.type, ground.credential->expires, zone);
  if (const auto renewal = renewal_after(ground.check.last->checked_at, freshness))
    return "and not since its renewal was due on " + print_date_words(*renewal);
  return "more than " + days_text(freshness.days) + " ago";
}

}  // namespace

Finding certification_finding(const CertificationGround& ground, const Vocabulary& vocabulary) {
  Finding finding = finding_of(ChecklistItem::kAccreditedCertification, ground.standpoint);
  if (ground.credential == nullptr) return finding;
  assert(ground.type != nullptr);
  const std::string_view zone = vocabulary.time_zone(*ground.type);
  finding.basis = Basis::kChecked;
  if (ground.check.last != nullptr) finding.as_of = date_in_zone(ground.check.last->checked_at, zone);
  const auto asked = [&] {
    assert(ground.check.last != nullptr);
    return " Asked the issuer " + on(ground.check.last->checked_at, zone) + ".";
  };
  const auto taint_zone = [&] {
    assert(ground.tainted != nullptr);
    const CredentialType* type = vocabulary.find(ground.tainted->type);
    return type == nullptr ? std::string_view{} : vocabulary.time_zone(*type);
  };
  const Reason code = ground.standpoint.code;
  if (code == Reason::kAccredited) {
    finding.reason = in_force_text(ground, vocabulary) + asked();
  } else if (code == Reason::kRevokedElsewhere) {
    assert(ground.taint != nullptr);
    finding.reason = in_force_text(ground, vocabulary) + asked() +
                     (ground.tainted == ground.credential ? " It was " : " Another certificate was ");
    finding.reason.append(verb_of(ground.taint->kind))
        .append(" on ")
        .append(on(ground.taint->effective, taint_zone()))
        .append(".");
  } else if (code == Reason::kNoOutsideAccreditor) {
    finding.reason = in_force_text(ground, vocabulary) + asked() + " No outside body accredits its issuer.";
  } else if (code == Reason::kCheckStale) {
    assert(ground.check.last != nullptr);
    finding.reason = in_force_text(ground, vocabulary) + " Last asked the issuer " +
                     on(ground.check.last->checked_at, zone) + ", " + stale_text(ground, zone) + ".";
  } else if (code == Reason::kRevoked) {
    assert(ground.taint != nullptr);
    finding.reason = ground.taint->kind == CredentialEventKind::kSuspended ? "Suspended" : "Revoked";
    finding.reason += " by its issuer on " + on(ground.taint->effective, taint_zone()) + ".";
    finding.as_of = date_in_zone(ground.taint->effective, taint_zone());
    finding.basis = ground.taint->claimed ? Basis::kDeclared : Basis::kChecked;
    point_to(finding, ground.tainted);
    return finding;
  } else if (code == Reason::kNotChecked) {
    finding.reason = in_force_text(ground, vocabulary);
    finding.reason.pop_back();
    finding.reason += " by its own dates. Nobody has asked the issuer yet.";
    finding.basis = Basis::kDeclared;
  } else {
    finding.reason = none_in_force_text(ground, zone, vocabulary);
    if (ground.check.last == nullptr) finding.basis = Basis::kDeclared;
  }
  point_to(finding, ground.check.last);
  point_to(finding, ground.credential);
  if (ground.tainted != ground.credential) point_to(finding, ground.tainted);
  return finding;
}

Finding experience_finding(const Practitioner& practitioner, const ExperienceGround& ground,
                           const Condition* condition) {
  Finding finding = finding_of(ChecklistItem::kConditionExperience, ground.standpoint);
  if (ground.declared == nullptr) return finding;
  finding.basis = Basis::kDeclared;
  if (practitioner.attested) finding.as_of = date_of(*practitioner.attested);
  const std::string extent = extent_text(*ground.declared);
  // Of who never confirmed their record nobody can say that they say so.
  const bool own_word = practitioner.attested.has_value();
  if (!ground.declared->takes) {
    finding.reason = own_word ? "Says that they do not take " : "Listed as not taking ";
    finding.reason += condition == nullptr ? "this condition" : condition->phrase;
    finding.reason += ".";
    return finding;
  }
  finding.reason = own_word ? "Says so" : "Listed as taking it";
  finding.reason += extent.empty() ? ", without years or numbers." : ": " + extent + ".";
  if (ground.standpoint.state == ChecklistState::kMet) {
    if (ground.training != nullptr) {
      finding.reason += " Training in it is on record";
      if (ground.training->hours > 0)
        finding.reason += " (" + std::to_string(ground.training->hours) + " hours)";
      finding.reason += ".";
      finding.evidence.push_back({"training", ground.training->school.value, ""});
    } else {
      finding.reason += " " + std::to_string(ground.naming_reviews) + " client reviews name it.";
      finding.basis = Basis::kReviews;
      finding.evidence.push_back({"reviews", print_id(practitioner.id.value), ""});
    }
  } else if (!extent.empty() && !ground.current && finding.as_of) {
    finding.reason += " Last confirmed " + print_date_words(*finding.as_of) + ".";
  }
  return finding;
}

Finding reviews_finding(const ReviewSummary& summary, int invited) {
  Finding finding = finding_of(ChecklistItem::kClientReviews, reviews_standpoint(summary));
  if (summary.count == 0) return finding;
  finding.basis = Basis::kReviews;
  if (summary.latest) finding.as_of = date_of(*summary.latest);
  finding.reason = share_text(summary);
  switch (finding.state) {
    case ChecklistState::kMet:
    case ChecklistState::kNotMet:
      if (invited >= summary.count) finding.reason += ", from " + std::to_string(invited) + " invited";
      break;
    case ChecklistState::kPartly:
    case ChecklistState::kUnknown:
    case ChecklistState::kNotApplicable:
    case ChecklistState::kNotAsked:
      finding.reason += ": too few to tell";
      break;
  }
  finding.reason += ".";
  return finding;
}

Finding fees_finding(const Practitioner& practitioner, const FeesGround& ground, Instant now) {
  Finding finding = finding_of(ChecklistItem::kTransparentFees, ground.standpoint);
  switch (ground.standpoint.state) {
    case ChecklistState::kMet:
      finding.reason = stated_text(practitioner.fees);
      break;
    case ChecklistState::kPartly:
      finding.reason = partly_text(practitioner, ground, now);
      break;
    case ChecklistState::kNotMet:
      finding.reason = "Prefers not to state fees.";
      break;
    case ChecklistState::kUnknown:
    case ChecklistState::kNotApplicable:
    case ChecklistState::kNotAsked:
      return finding;
  }
  finding.basis = Basis::kDeclared;
  const auto& from = practitioner.fees.valid_from;
  if (from && Instant{*from} <= now) finding.as_of = *from;
  if (practitioner.attested && *practitioner.attested <= now) {
    const Date attested = date_of(*practitioner.attested);
    if (!finding.as_of || *finding.as_of < attested) finding.as_of = attested;
  }
  return finding;
}

}  // namespace stillpoint::domain
