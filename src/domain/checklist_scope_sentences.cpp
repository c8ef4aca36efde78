#include <algorithm>
#include <array>
#include <cassert>

#include "base/time_text.h"
#include "base/time_zone.h"
#include "domain/checklist_sentences.h"
#include "domain/thresholds.h"

// The sentences of item 4: who may practise what, where, and what that place asks.

namespace stillpoint::domain {
namespace {

/// First letter small, as within a sentence.
std::string lower_first(std::string_view name) {
  std::string text(name);
  if (!text.empty() && text.front() >= 'A' && text.front() <= 'Z')
    text.front() = static_cast<char>(text.front() - 'A' + 'a');
  return text;
}

/// "Ohio", "the United Kingdom".
std::string place_of(const JurisdictionKey& key, const Vocabulary& vocabulary) {
  const Jurisdiction* row = vocabulary.find(key);
  if (row == nullptr) row = vocabulary.find(country_of(key));
  if (row == nullptr) return key.value;
  constexpr std::array<std::string_view, 5> kWithArticle = {"Netherlands", "Philippines", "Bahamas",
                                                            "Maldives", "District of Columbia"};
  const std::string_view name = row->name;
  const bool article = name.starts_with("United ") || name.ends_with(" Islands") ||
                       name.ends_with(" Republic") ||
                       std::find(kWithArticle.begin(), kWithArticle.end(), name) != kWithArticle.end();
  return (article ? "the " : "") + row->name;
}

std::string profession_of(const ProfessionKey& key, const Vocabulary& vocabulary) {
  const Profession* row = vocabulary.find(key);
  return row == nullptr ? key.value : lower_first(row->name);
}

/// The profession of who holds none that the vocabulary names.
bool is_other(const ProfessionKey& key) {
  return key.value == "other";
}

std::string professions_of(const ProfessionKey& key, const Vocabulary& vocabulary) {
  if (is_other(key)) return "practitioners without another profession";
  const Profession* row = vocabulary.find(key);
  if (row == nullptr) return key.value;
  return row->plural.empty() ? lower_first(row->name) + "s" : lower_first(row->plural);
}

std::string upper_first(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

/// "Licensed massage therapist in Ohio to 31 August 2027; covers biodynamic craniosacral therapy."
std::string licensed_text(const ScopeGround& ground, const Vocabulary& vocabulary) {
  assert(ground.licence != nullptr && ground.profession != nullptr);
  const JurisdictionRule* rule = vocabulary.rule(ground.licence->jurisdiction, *ground.profession);
  const bool registered = rule != nullptr && rule->regulation == Regulation::kRegistered;
  std::string text = registered ? "Registered" : "Licensed";
  if (!is_other(*ground.profession)) text += " " + profession_of(*ground.profession, vocabulary);
  text += " in " + place_of(ground.licence->jurisdiction, vocabulary);
  if (ground.licence->expires) text += " to " + print_date_words(*ground.licence->expires);
  const Approach* approach = ground.approach == nullptr ? nullptr : vocabulary.find(*ground.approach);
  if (approach != nullptr && ground.scope != nullptr) text += "; covers " + lower_first(approach->name);
  return text + ".";
}

std::string checked_text(const ScopeGround& ground, const Vocabulary& vocabulary) {
  if (ground.check.last == nullptr) return " Nobody has asked the source yet.";
  assert(ground.licence != nullptr);
  const std::string when = print_date_words(
      date_in_zone(ground.check.last->checked_at, vocabulary.time_zone(ground.licence->jurisdiction)));
  if (ground.check.fresh) return " Checked at the source " + when + ".";
  return " Last checked at the source " + when + ", more than " + std::to_string(kFreshnessDaysDefault) +
         " days ago.";
}

/// "Licence as massage therapist in Ohio"
std::string licence_text(const ScopeGround& ground, const Vocabulary& vocabulary) {
  assert(ground.licence != nullptr && ground.profession != nullptr);
  const std::string place = " in " + place_of(ground.licence->jurisdiction, vocabulary);
  if (is_other(*ground.profession)) return "Licence" + place;
  return "Licence as " + profession_of(*ground.profession, vocabulary) + place;
}

std::string_view against_text(LicenceStatus status) {
  return status == LicenceStatus::kSuspended ? "suspended" : "revoked";
}

std::string lapsed_text(const ScopeGround& ground, const Vocabulary& vocabulary) {
  const std::string licence = licence_text(ground, vocabulary);
  const Verification* check = ground.check.last;
  if (ground.licence->status == LicenceStatus::kActive && check != nullptr && !ground.check.matched) {
    const std::string_view zone = vocabulary.time_zone(ground.licence->jurisdiction);
    return licence + " was not confirmed at the source on " +
           print_date_words(date_in_zone(check->checked_at, zone)) + ".";
  }
  if (ground.licence->expires)
    return licence + " lapsed on " + print_date_words(*ground.licence->expires) + ".";
  return licence + " has lapsed.";
}

std::string not_needed_text(const ScopeGround& ground, const Vocabulary& vocabulary) {
  const std::string place = place_of(ground.rule->jurisdiction, vocabulary);
  const std::string who = professions_of(*ground.profession, vocabulary);
  switch (ground.rule->regulation) {
    case Regulation::kExempt:
      return upper_first(place) + " exempts " + who + " from a licence.";
    case Regulation::kVoluntary:
      return "Registration of " + who + " is voluntary in " + place + ".";
    case Regulation::kNone:
    case Regulation::kUnknown:
    case Regulation::kLicensed:
    case Regulation::kRegistered:
      break;
  }
  return upper_first(place) + " asks for no licence of " + who + ".";
}

std::string unknown_text(const ScopeGround& ground, const Vocabulary& vocabulary) {
  if (ground.jurisdiction == nullptr) return "Not on record.";
  const std::string place = upper_first(place_of(*ground.jurisdiction, vocabulary));
  if (ground.rule != nullptr && ground.rule->regulation == Regulation::kLicensed)
    return place + " asks for a licence; none on record.";
  if (ground.rule != nullptr && ground.rule->regulation == Regulation::kRegistered)
    return place + " asks for registration; none on record.";
  return "What " + place_of(*ground.jurisdiction, vocabulary) + " asks of " +
         professions_of(*ground.profession, vocabulary) + " is not on record.";
}

/// " Another licence was revoked (chiropractor, Colorado)."
std::string revoked_text(const ScopeGround& ground, const Vocabulary& vocabulary) {
  std::string text = " Another licence was ";
  text.append(against_text(ground.revoked->status))
      .append(" (")
      .append(is_other(ground.revoked_of->profession)
                  ? ""
                  : profession_of(ground.revoked_of->profession, vocabulary) + ", ")
      .append(place_of(ground.revoked->jurisdiction, vocabulary))
      .append(").");
  return text;
}

void point_to_rule(Finding& finding, const JurisdictionRule& rule) {
  const bool link = rule.origin.source.starts_with("http");
  finding.evidence.push_back({"jurisdiction_rule", rule.jurisdiction.value + ":" + rule.profession.value,
                              link ? rule.origin.source : std::string{}});
  finding.as_of = rule.origin.read_on;
}

void point_to_licence(Finding& finding, const Licence& licence, const Verification* check) {
  if (check != nullptr && check->id)
    finding.evidence.push_back({"verification", print_id(check->id.value), check->source_url});
  if (licence.id) finding.evidence.push_back({"licence", print_id(licence.id.value), ""});
}

}  // namespace

Finding scope_finding(const ScopeGround& ground, const Vocabulary& vocabulary) {
  Finding finding{.item = ChecklistItem::kScopeOfPractice,
                  .state = ground.standpoint.state,
                  .code = ground.standpoint.code,
                  .holds_until = ground.standpoint.holds_until};
  if (ground.licence != nullptr) {
    finding.basis = ground.check.last != nullptr ? Basis::kChecked : Basis::kDeclared;
    if (ground.check.last != nullptr) {
      finding.as_of =
          date_in_zone(ground.check.last->checked_at, vocabulary.time_zone(ground.licence->jurisdiction));
    }
    point_to_licence(finding, *ground.licence, ground.check.last);
  }
  const Reason code = ground.standpoint.code;
  if (code == Reason::kOutsideScope) {
    finding.reason = ground.scope->reason;
    finding.basis = Basis::kDeclared;  // the profession is; the table is ours
    finding.as_of = ground.scope->origin.read_on;
    finding.evidence.push_back(
        {"scope_rule", ground.scope->profession.value + ":" + ground.scope->approach.value, ""});
  } else if (code == Reason::kLicenceRevoked) {
    assert(ground.licence != nullptr);
    const bool suspended = ground.licence->status == LicenceStatus::kSuspended;
    finding.reason = licence_text(ground, vocabulary) + (suspended ? " is suspended." : " was revoked.");
  } else if (code == Reason::kLicensed || code == Reason::kLicenceUnchecked) {
    finding.reason = licensed_text(ground, vocabulary) + checked_text(ground, vocabulary);
  } else if (code == Reason::kLicenceRevokedElsewhere) {
    finding.reason = licensed_text(ground, vocabulary) + checked_text(ground, vocabulary) +
                     revoked_text(ground, vocabulary);
    if (ground.revoked->id) finding.evidence.push_back({"licence", print_id(ground.revoked->id.value), ""});
  } else if (code == Reason::kNoLicenceNeeded) {
    // A rule on record, read by us: nobody was asked about this person, so it is no check.
    finding.reason = not_needed_text(ground, vocabulary);
    finding.basis = Basis::kNone;
    point_to_rule(finding, *ground.rule);
  } else if (code == Reason::kLicenceLapsed) {
    finding.reason = lapsed_text(ground, vocabulary);
  } else {
    finding.reason = unknown_text(ground, vocabulary);
    if (ground.rule != nullptr) point_to_rule(finding, *ground.rule);
  }
  return finding;
}

}  // namespace stillpoint::domain
