#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/time_text.h"
#include "base/time_zone.h"
#include "domain/in_force.h"
#include "http/pages/marks.h"
#include "http/pages/profile_view.h"
#include "http/pages/sources.h"
#include "http/pages/words.h"
#include "http/verify_parameters.h"

namespace stillpoint::http::pages {

using domain::Credential;
using domain::CredentialStatus;
using domain::Verification;

namespace {

/// When a check was made (the day where the source is), how, where, by whom, and what came of it.
void check_words(HtmlWriter& out, const Verification& check, std::string_view zone) {
  out.text(print_date_words(date_in_zone(check.checked_at, zone)))
      .raw(": ")
      .text(word_of(check.result))
      .raw(", asked ");
  out.text(word_of(check.method));
  if (!check.source.empty()) {
    out.raw(" (");
    const auto href = Href::outside(check.source_url);
    if (href) out.raw("<a rel=\"noopener external\"").href(*href).raw(">");
    out.text(check.source);
    if (href) out.raw("</a>");
    out.raw(")");
  }
  if (!check.checker.empty()) out.raw(", by ").text(check.checker);
  if (check.claimed) out.raw(". <em>Claimed in a file: not counted</em>");
}

/// The history in words, in order of time: what the line of time shows, and what it cannot.
void history(HtmlWriter& out, const Credential& credential, std::string_view zone) {
  std::vector<std::pair<Instant, HtmlWriter>> lines;
  if (credential.issued) {
    HtmlWriter line;
    line.text(print_date_words(*credential.issued)).raw(": issued");
    lines.emplace_back(*credential.issued, std::move(line));
  }
  for (const domain::CredentialEvent& event : credential.events) {
    HtmlWriter line;
    line.text(print_date_words(date_in_zone(event.effective, zone))).raw(": ").text(word_of(event.kind));
    if (!event.reason.empty()) line.raw(". ").text(event.reason);
    if (event.claimed) line.raw(" <em>(claimed in a file)</em>");
    lines.emplace_back(event.effective, std::move(line));
  }
  for (const Verification& check : credential.verifications) {
    HtmlWriter line;
    check_words(line, check, zone);
    lines.emplace_back(check.checked_at, std::move(line));
  }
  if (credential.expires) {
    HtmlWriter line;
    line.text(print_date_words(*credential.expires)).raw(": last day of the certificate");
    lines.emplace_back(*credential.expires, std::move(line));
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const auto& x, const auto& y) { return x.first < y.first; });
  out.raw("<details><summary>History in words</summary><ul class=\"history\">");
  for (const auto& [at, line] : lines) out.raw("<li>").include(line).raw("</li>");
  out.raw("</ul></details>");
}

/// Who vouches for the issuer at this time.
void accreditors(HtmlWriter& out, const domain::CredentialType& type, Instant now, const Site& site) {
  std::vector<std::string> names;
  for (const domain::Recognition& recognition : type.recognised_by) {
    if (domain::holds_at(recognition, now)) names.push_back(name_of(site.vocabulary, recognition.accreditor));
  }
  out.raw("<dt>Who vouches for the issuer</dt><dd>");
  out.text(names.empty() ? std::string("nobody outside it, as far as is on record") : join_words(names));
  out.raw("</dd>");
}

void type_facts(HtmlWriter& out, const domain::CredentialType& type, Instant now, const Site& site) {
  const domain::Issuer* issuer = site.vocabulary.find(type.issuer);
  out.raw("<dt>Issuer</dt><dd>");
  const auto href = issuer == nullptr ? std::optional<Href>() : Href::outside(issuer->website);
  if (href) out.raw("<a rel=\"noopener external\"").href(*href).raw(">");
  out.text(name_of(site.vocabulary, type.issuer));
  if (href) out.raw("</a>");
  out.raw("</dd><dt>Asks for</dt><dd>");
  if (type.required_hours) {
    out.text(count_of(*type.required_hours, "hour", "hours")).raw(" of training");
  } else {
    out.raw("hours not on record");
  }
  out.raw("</dd>");
  accreditors(out, type, now, site);
  if (!type.where_to_check.empty()) {
    out.raw("<dt>Check it yourself</dt><dd>").text(type.where_to_check);
    const auto site_of_register =
        issuer == nullptr ? std::optional<Href>() : Href::outside(issuer->register_url);
    if (site_of_register) {
      out.raw(" <a rel=\"noopener external\"").href(*site_of_register).raw(">Register</a>");
    }
    out.raw("</dd>");
  }
}

domain::ChecklistState mark_of(CredentialStatus status, bool matched) {
  switch (status) {
    case CredentialStatus::kInForce:
      return matched ? domain::ChecklistState::kMet : domain::ChecklistState::kUnknown;
    case CredentialStatus::kNotYetValid:
      return domain::ChecklistState::kUnknown;
    case CredentialStatus::kExpired:
    case CredentialStatus::kSuspended:
    case CredentialStatus::kRevoked:
    case CredentialStatus::kSuperseded:
      return domain::ChecklistState::kNotMet;
  }
  return domain::ChecklistState::kUnknown;
}

/// Where nobody asked the source: whose word is left.
void never_checked(HtmlWriter& out, Declared declared) {
  basis_tag(out, domain::Basis::kDeclared, declared);
  out.raw(declared == Declared::kByThemselves ? Markup("never checked at its source")
                                              : Markup("as the list has it, never checked at its source"));
}

void last_check(HtmlWriter& out, const domain::CheckStanding& check, std::string_view zone,
                Declared declared) {
  out.raw("<dt>Last check</dt><dd");
  if (check.last != nullptr) out.attribute("id", "verification-" + print_id(check.last->id.value));
  out.raw(">");
  if (check.last == nullptr) {
    never_checked(out, declared);
  } else {
    // A denial is no mark of trust: its words stand without one.
    if (check.matched) basis_tag(out, domain::Basis::kChecked);
    check_words(out, *check.last, zone);
    if (check.matched && !check.fresh) out.raw(". <strong>This check has gone stale.</strong>");
  }
  out.raw("</dd>");
}

void one_credential(HtmlWriter& out, const Credential& credential, Declared declared, Instant now,
                    const Site& site) {
  const domain::CredentialType* type = site.vocabulary.find(credential.type);
  const domain::Issuer* issuer = type == nullptr ? nullptr : site.vocabulary.find(type->issuer);
  const std::string_view zone = issuer == nullptr ? std::string_view() : std::string_view(issuer->time_zone);
  const auto standing = domain::standing_at(credential, zone, now);
  const auto check =
      domain::check_at(credential.verifications, domain::freshness_of(type, credential.expires, zone), now);
  const std::string id = print_id(credential.id.value);
  out.raw("<article class=\"credential\"").attribute("id", "credential-" + id).raw("><h3>");
  state_icon(out, mark_of(standing.status, check.matched));
  out.raw("<span>").text(name_of(site.vocabulary, credential.type)).raw(": <span class=\"standing\">");
  out.text(word_of(standing.status));
  if (standing.status == CredentialStatus::kInForce && check.last == nullptr) {
    out.raw(" by its own dates, never checked");
  }
  out.raw("</span></span></h3>");
  if (type != nullptr && type->field != domain::Field::kCst) {
    out.raw(
        "<p class=\"small\">Not a craniosacral certificate: it does not count for the first question.</p>");
  }
  credential_timeline(out, credential, zone, now);
  out.raw("<dl class=\"facts\"><dt>Number</dt><dd>");
  out.text(credential.number.empty() ? std::string("not on record") : credential.number)
      .raw("</dd><dt>Valid</dt><dd>");
  out.text(credential.issued ? "from " + print_date_words(*credential.issued)
                             : std::string("start not on record"));
  out.text(credential.expires ? " to " + print_date_words(*credential.expires)
                              : std::string(", no last day"));
  out.raw("</dd>");
  last_check(out, check, zone, declared);
  if (type != nullptr) type_facts(out, *type, now, site);
  if (const std::string path = verify_path(credential); !path.empty()) {
    out.raw("<dt>Verdict</dt><dd><a").href(Href::path(path)).raw(">Check it now</a>, or ");
    out.raw("<a").href(Href::path(path + "#share")).raw(">link to it from your own site and card</a></dd>");
  }
  out.raw("</dl>");
  history(out, credential, zone);
  out.raw("</article>");
}

void one_licence(HtmlWriter& out, const domain::Licence& licence, Declared declared, const Site& site) {
  const Verification* last = nullptr;
  for (const Verification& check : licence.verifications) {
    if (!check.claimed && check.result != domain::VerificationResult::kInconclusive) last = &check;
  }
  const domain::Jurisdiction* jurisdiction = site.vocabulary.find(licence.jurisdiction);
  const std::string_view zone =
      jurisdiction == nullptr ? std::string_view() : std::string_view(jurisdiction->time_zone);
  out.raw("<li").attribute("id", "licence-" + print_id(licence.id.value)).raw(">Licence of ");
  out.text(name_of(site.vocabulary, licence.jurisdiction));
  if (!licence.number.empty()) out.raw(", number ").text(licence.number);
  // A list that names a licence does not say that it is in force.
  const bool vouched = last != nullptr || declared == Declared::kByThemselves;
  if (vouched || licence.status != domain::LicenceStatus::kActive) {
    out.raw(": ").text(word_of(licence.status));
  }
  if (licence.expires) out.raw(", to ").text(print_date_words(*licence.expires));
  out.raw(". ");
  if (last == nullptr) {
    never_checked(out, declared);
    out.raw(".");
  } else {
    out.raw("<span").attribute("id", "verification-" + print_id(last->id.value)).raw(">");
    if (last->result == domain::VerificationResult::kMatched) basis_tag(out, domain::Basis::kChecked);
    check_words(out, *last, zone);
    out.raw(".</span>");
  }
  out.raw("</li>");
}

/// What the law of each place of work asks of the profession, with where and when that was read.
void rules(HtmlWriter& out, const domain::ProfessionKey& profession, const domain::Practitioner& person,
           const Site& site) {
  std::vector<domain::JurisdictionKey> told;
  for (const domain::Location& location : person.locations) {
    if (std::find(told.begin(), told.end(), location.jurisdiction) != told.end()) continue;
    told.push_back(location.jurisdiction);
    const domain::JurisdictionRule* rule = site.vocabulary.rule(location.jurisdiction, profession);
    if (rule == nullptr) {
      out.raw("<li class=\"rule\">What <strong>");
      out.text(location.jurisdiction.empty() ? std::string("the place")
                                             : name_of(site.vocabulary, location.jurisdiction));
      out.raw("</strong> asks of this profession is not on record.</li>");
      continue;
    }
    out.raw("<li class=\"rule\"><strong>")
        .text(name_of(site.vocabulary, rule->jurisdiction))
        .raw("</strong>: ");
    out.text(word_of(rule->regulation)).raw(". ").text(rule->note);
    if (!sources_of(rule->origin).empty()) {
      out.raw(" <small>Source: ");
      write_sources(out, rule->origin);
      out.raw("</small>");
    }
    out.raw("</li>");
  }
}

/// Whether what the person offers lies within the profession.
void scope(HtmlWriter& out, const domain::ProfessionKey& profession, const domain::Practitioner& person,
           const Site& site) {
  for (const domain::ApproachKey& approach : person.approaches) {
    const domain::ScopeRule* cell = site.vocabulary.scope(profession, approach);
    if (cell == nullptr) continue;
    out.raw("<li class=\"rule\"><strong>").text(name_of(site.vocabulary, approach)).raw("</strong>: ");
    out.raw(cell->within ? Markup("within this profession. ") : Markup("outside this profession. "));
    out.text(cell->reason).raw("</li>");
  }
}

}  // namespace

void profile_credentials(HtmlWriter& out, const app::Profile& profile, const Site& site) {
  out.raw(
      "<section class=\"panel\" id=\"certificates\" aria-labelledby=\"certificates-h\">"
      "<h2 id=\"certificates-h\">Certificates</h2>");
  if (profile.practitioner.credentials.empty()) out.raw("<p>No certificate is on record.</p>");
  for (const Credential& credential : profile.practitioner.credentials) {
    one_credential(out, credential, declared_by(profile.practitioner.attested), profile.as_of, site);
  }
  out.raw(
      "<p class=\"source\">The same letters can mean 50 hours from one body and 700 from another: the issuer "
      "decides, not the letters. A certificate is not a licence.</p></section>");
}

void profile_licences(HtmlWriter& out, const app::Profile& profile, const Site& site) {
  const domain::Practitioner& person = profile.practitioner;
  std::vector<domain::HeldProfession> held = person.professions;
  if (held.empty()) held.push_back({domain::ProfessionKey{"other"}, {}});
  out.raw(
      "<section class=\"panel\" id=\"licences\" aria-labelledby=\"licences-h\"><h2 "
      "id=\"licences-h\">Profession, "
      "licence and scope</h2>");
  for (const domain::HeldProfession& profession : held) {
    out.raw("<h3>").text(name_of(site.vocabulary, profession.profession)).raw("</h3><ul class=\"plain\">");
    if (profession.licences.empty()) out.raw("<li>No licence is on record.</li>");
    for (const domain::Licence& licence : profession.licences)
      one_licence(out, licence, declared_by(person.attested), site);
    rules(out, profession.profession, person, site);
    scope(out, profession.profession, person, site);
    out.raw("</ul>");
  }
  out.raw(
      "<p class=\"source\">“Unlicensed” is not “unlawful”: many places ask for no licence.</p></section>");
}

}  // namespace stillpoint::http::pages
