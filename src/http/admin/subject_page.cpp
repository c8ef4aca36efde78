#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time_text.h"
#include "domain/in_force.h"
#include "http/admin/verifying_view.h"
#include "http/pages/words.h"
#include "http/verify_parameters.h"

namespace stillpoint::http::admin {

using pages::Href;
using pages::HtmlWriter;
using pages::Markup;

namespace {

const std::vector<domain::Verification>& checks_of(const app::VerifyingSubject& subject) {
  return subject.credential ? subject.credential->verifications : subject.licence->verifications;
}

void fact(HtmlWriter& out, Markup name, std::string_view value) {
  out.raw("<dt>").raw(name).raw("</dt><dd>").text(value.empty() ? std::string_view("not on record") : value);
  out.raw("</dd>");
}

std::string date_or_none(const std::optional<Date>& date) {
  return date ? print_date_words(*date) : std::string();
}

void check_line(HtmlWriter& out, const domain::Verification& check, const app::VerifyingSubject& subject) {
  out.text(pages::print_moment(check.checked_at))
      .raw(": ")
      .text(pages::word_of(check.result))
      .raw(", asked ");
  out.text(pages::word_of(check.method));
  if (!check.source.empty()) out.raw(" (").text(check.source).raw(")");
  if (check.claimed) out.raw(" <em>claimed in a file: not counted</em>");
  if (!check.evidence_sha256.empty()) {
    out.raw(" <a").href(Href::path("/admin/evidence/" + check.evidence_sha256)).raw(">Evidence</a>");
  }
  for (const domain::VerificationDetail& detail : subject.details) {
    if (detail.verification != check.id) continue;
    out.raw("<br><small>Recorded by ").text(detail.actor).raw(". Seen: ").text(detail.seen_name);
    for (const std::string& seen : {detail.seen_number, date_or_none(detail.seen_issued),
                                    date_or_none(detail.seen_expires), detail.seen_status}) {
      if (!seen.empty()) out.raw(", ").text(seen);
    }
    if (!detail.contact.empty()) out.raw(". Asked: ").text(detail.contact);
    if (!detail.explanation.empty()) out.raw(". ").text(detail.explanation);
    out.raw("</small>");
  }
}

void event_line(HtmlWriter& out, const domain::CredentialEvent& event, const app::VerifyingSubject& subject) {
  out.text(pages::word_of(event.kind)).raw(" from ").text(pages::print_moment(event.effective));
  out.raw(", recorded ").text(pages::print_moment(event.recorded));
  if (!event.reason.empty()) out.raw(". ").text(event.reason);
  if (event.claimed) out.raw(" <em>claimed in a file</em>");
  for (const domain::StandingNote& note : subject.notes) {
    if (note.recorded != event.recorded || note.kind != event.kind) continue;
    out.raw("<br><small>By ").text(note.actor);
    if (!note.private_note.empty()) out.raw(". For colleagues: ").text(note.private_note);
    out.raw("</small>");
  }
}

struct Choice {
  std::string_view value;
  Markup words;
};

template <std::size_t N>
void select_field(HtmlWriter& out, Markup label, std::string_view name, const std::array<Choice, N>& options,
                  const SentForm& sent) {
  const std::string chosen = sent.fields(name);
  const bool wrong = std::any_of(sent.faults().begin(), sent.faults().end(),
                                 [&](const Fault& fault) { return fault.where == name; });
  out.raw("<div class=\"field\"><label").attribute("for", name).raw(">").raw(label).raw("</label><select");
  out.attribute("id", name).attribute("name", name);
  if (wrong) out.raw(" aria-invalid=\"true\"").attribute("aria-describedby", std::string(name) + "-fault");
  out.raw("><option value=\"\">Choose</option>");
  for (const Choice& option : options) {
    out.raw("<option").attribute("value", option.value).flag("selected", option.value == chosen);
    out.raw(">").raw(option.words).raw("</option>");
  }
  out.raw("</select>");
  field_faults(out, name, sent.faults());
  out.raw("</div>");
}

void line_field(HtmlWriter& out, Markup label, std::string_view name, const SentForm& sent,
                std::string_view hint = {}) {
  const std::string value = sent.fields(name);
  text_field(out, {.label = label,
                   .name = name,
                   .value = value,
                   .hint = hint,
                   .required = false,
                   .faults = &sent.faults()});
}

void area_field(HtmlWriter& out, Markup label, std::string_view name, const SentForm& sent,
                Markup hint = "") {
  const std::string id(name);
  out.raw("<div class=\"field\"><label")
      .attribute("for", id)
      .raw(">")
      .raw(label)
      .raw("</label><textarea rows=\"3\"");
  out.attribute("id", id).attribute("name", name);
  out.attribute("aria-describedby", id + "-hint " + id + "-fault").raw(">").text(sent.fields(name));
  out.raw("</textarea><p class=\"hint\"").attribute("id", id + "-hint").raw(">").raw(hint).raw("</p>");
  out.raw("<div").attribute("id", id + "-fault-box").raw(">");
  field_faults(out, name, sent.faults());
  out.raw("</div></div>");
}

void form_head(HtmlWriter& out, const SubjectView& view, std::string_view below, const SentForm& sent,
               const Visitor& visitor) {
  const app::VerifyingSubject& subject = view.subject;
  const std::string path = subject_path(subject.practitioner.id,
                                        subject.credential ? subject.credential->id : domain::CredentialId{},
                                        subject.licence ? subject.licence->id : domain::LicenceId{});
  form_problem(out, sent.error == nullptr ? "" : sent.error->message);
  out.raw("<form method=\"post\" enctype=\"multipart/form-data\"")
      .action(Href::path(path + std::string(below)));
  out.raw(">");
  csrf_field(out, visitor);
  out.raw("<input type=\"hidden\" name=\"version\"")
      .attribute("value", subject.practitioner.version)
      .raw(">");
}

}  // namespace

const std::vector<Fault>& SentForm::faults() const {
  static const std::vector<Fault> none;
  return error == nullptr ? none : error->faults;
}

void subject_facts(HtmlWriter& out, const SubjectView& view, const domain::Vocabulary& vocabulary) {
  const app::VerifyingSubject& subject = view.subject;
  out.raw("<dl class=\"facts\"><dt>Person</dt><dd>");
  if (subject.practitioner.listing == domain::ListingState::kWithdrawn) {
    out.raw("Left the directory; the number stays answerable, without the name");
  } else {
    out.raw("<a").href(Href::path("/admin/practitioners/" + print_id(subject.practitioner.id.value)));
    out.raw(">").text(subject.practitioner.name.display).raw("</a>");
  }
  out.raw("</dd>");
  if (subject.credential) {
    const domain::Credential& credential = *subject.credential;
    const domain::CredentialType* type = vocabulary.find(credential.type);
    const std::string_view zone = type == nullptr ? std::string_view() : vocabulary.time_zone(*type);
    fact(out, "Number", credential.number);
    fact(out, "Issued", date_or_none(credential.issued));
    fact(out, "Last day", date_or_none(credential.expires));
    fact(out, "Standing", pages::word_of(domain::standing_at(credential, zone, view.now).status));
    if (type != nullptr) {
      fact(out, "Where to check", type->where_to_check);
      if (const domain::Issuer* issuer = vocabulary.find(type->issuer)) {
        if (const auto href = Href::outside(issuer->register_url)) {
          out.raw("<dt>Register</dt><dd><a rel=\"noopener external\"").href(*href).raw(">");
          out.text(issuer->register_url).raw("</a></dd>");
        }
      }
    }
    if (const std::string verdict = verify_path(credential); !verdict.empty()) {
      out.raw("<dt>Verdict</dt><dd><a").href(Href::path(verdict)).raw(">As clients see it</a></dd>");
    }
  } else {
    fact(out, "Jurisdiction", pages::name_of(vocabulary, subject.licence->jurisdiction));
    fact(out, "Number", subject.licence->number);
    fact(out, "Last day", date_or_none(subject.licence->expires));
    fact(out, "Standing", pages::word_of(subject.licence->status));
  }
  out.raw("</dl>");
}

void subject_history(HtmlWriter& out, const SubjectView& view) {
  const app::VerifyingSubject& subject = view.subject;
  struct Line {
    Instant at{};
    const domain::CredentialEvent* event = nullptr;
    const domain::Verification* check = nullptr;
  };
  std::vector<Line> lines;
  if (subject.credential) {
    for (const domain::CredentialEvent& event : subject.credential->events) {
      lines.push_back({event.recorded, &event, nullptr});
    }
  }
  for (const domain::Verification& check : checks_of(subject))
    lines.push_back({check.checked_at, nullptr, &check});
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.at > b.at; });
  out.raw("<section class=\"panel\" id=\"history\"><h2>History</h2>");
  if (lines.empty()) {
    out.raw("<p>Nothing was ever recorded.</p></section>");
    return;
  }
  out.raw("<ul class=\"history\">");
  for (const Line& line : lines) {
    out.raw("<li>");
    if (line.event != nullptr) event_line(out, *line.event, subject);
    if (line.check != nullptr) check_line(out, *line.check, subject);
    out.raw("</li>");
  }
  out.raw("</ul></section>");
}

void check_form(HtmlWriter& out, const SubjectView& view, const Visitor& visitor) {
  static constexpr std::array<Choice, 5> kMethods = {{{"register_page", "The issuer’s register page"},
                                                      {"letter", "A letter from the issuer"},
                                                      {"call", "A documented call"},
                                                      {"electronic", "A secure electronic answer"},
                                                      {"roster", "A list from the issuer"}}};
  static constexpr std::array<Choice, 3> kResults = {{{"matched", "The source confirmed it"},
                                                      {"denied", "The source did not confirm it"},
                                                      {"inconclusive", "It could not be told"}}};
  const SentForm& sent = view.check;
  out.raw(
      "<section class=\"panel\" id=\"check\"><h2>Record a check at the source</h2><p>A copy that the "
      "practitioner sent is no check at the source: ask who issued it.</p>");
  form_head(out, view, "/verifications", sent, visitor);
  select_field(out, "How it was checked", "method", kMethods, sent);
  line_field(out, "Address of the page", "source_url", sent, "For a register page: the page itself.");
  line_field(out, "Who was asked", "contact", sent, "For a letter or a call. Only colleagues see it.");
  line_field(out, "Day of the check", "checked_at", sent, "As 2026-11-22; empty: now.");
  out.raw("<fieldset><legend>What was seen there</legend>");
  line_field(out, "Name", "seen_name", sent);
  line_field(out, "Number", "seen_number", sent);
  line_field(out, "Issued", "seen_issued", sent, "As 2026-11-22.");
  line_field(out, "Last day", "seen_expires", sent, "As 2026-11-22.");
  line_field(out, "Status", "seen_status", sent, "As it stands there: active, suspended, …");
  out.raw("<label class=\"tick\"><input type=\"checkbox\" name=\"take_over_dates\" value=\"true\"");
  out.flag("checked", sent.fields("take_over_dates") == "true");
  out.raw("> The source is right about the dates: put them on record</label>");
  out.raw("</fieldset>");
  select_field(out, "What came of it", "result", kResults, sent);
  area_field(out, "Explanation", "explanation", sent,
             "Where what was seen differs from the record and is right all the same.");
  out.raw(
      "<div class=\"field\"><label for=\"evidence\">Evidence</label><input type=\"file\" id=\"evidence\" "
      "name=\"evidence\" accept=\".pdf,.png,.jpg,.jpeg,.txt,.csv\" aria-describedby=\"evidence-hint\"><p "
      "class=\"hint\" id=\"evidence-hint\">PDF, PNG, JPEG or plain text, at most 6 MiB. It is kept by its "
      "digest, and only ever downloaded.</p>");
  field_faults(out, "evidence", sent.faults());
  out.raw("</div><button class=\"primary\">Record the check</button></form></section>");
}

void standing_form(HtmlWriter& out, const SubjectView& view, const Visitor& visitor) {
  static constexpr std::array<Choice, 7> kChanges = {
      {{"suspend", "Suspend"},
       {"reinstate", "Reinstate"},
       {"revoke", "Revoke (a second person confirms)"},
       {"confirm", "Confirm the revocation that waits"},
       {"supersede", "Replaced by another certificate"},
       {"expire", "Ended by its issuer"},
       {"correct", "Correct: it was a mistake from the beginning"}}};
  const SentForm& sent = view.standing;
  out.raw("<section class=\"panel\" id=\"standing\"><h2>Change its standing</h2>");
  if (view.subject.pending) {
    out.raw("<p><strong>A revocation waits for its second person.</strong> Asked for by ");
    out.text(view.subject.pending->actor).raw(" on ").text(pages::print_moment(view.subject.pending->asked));
    out.raw(": ").text(view.subject.pending->reason).raw("</p>");
  }
  form_head(out, view, "/standing", sent, visitor);
  select_field(out, "What is to become of it", "change", kChanges, sent);
  line_field(out, "From", "effective", sent, "A day or an instant; empty: now. Earlier is backdated.");
  area_field(out, "Reason", "reason", sent, "Clients read it.");
  area_field(out, "For colleagues", "private_note", sent, "Never shown to clients.");
  if (view.subject.is_alone) {
    area_field(out, "Revoking alone", "alone_because", sent,
               "You are the only verifier. Say here why a revocation cannot wait for a second one; the trail "
               "keeps it.");
  }
  out.raw("<button class=\"primary\">Change it</button></form></section>");
}

}  // namespace stillpoint::http::admin
