#include <string>

#include "domain/thresholds.h"
#include "http/pages/marks.h"
#include "http/pages/reading_pages.h"
#include "http/pages/words.h"

namespace stillpoint::http::pages {

using domain::ChecklistState;
using domain::Reason;

namespace {

/// A table of one question's rules: the first row that fits decides.
class Rules {
 public:
  explicit Rules(HtmlWriter& out, Markup caption) : out_(out) {
    out_.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"").raw(caption);
    out_.raw(
        "\"><table><thead><tr><th scope=\"col\">If</th><th scope=\"col\">the answer "
        "is</th></tr></thead><tbody>");
  }
  /// Begins a row; what is written until end() is its condition.
  HtmlWriter& row() { return out_.raw("<tr><td>"); }
  void end(ChecklistState state, Reason reason = Reason::kNoneOnRecord) {
    out_.raw("</td><td>");
    state_icon(out_, state);
    out_.text(word_of(state, reason)).raw("</td></tr>");
  }
  void row(Markup condition, ChecklistState state, Reason reason = Reason::kNoneOnRecord) {
    row().raw(condition);
    end(state, reason);
  }
  void close() { out_.raw("</tbody></table></div>"); }

 private:
  HtmlWriter& out_;
};

void parts(HtmlWriter& out) {
  constexpr PartOfPage kParts[] = {
      {"states", "What the marks say"},
      {"accredited_certification", "1. Accredited certification"},
      {"condition_experience", "2. Experience with your condition"},
      {"client_reviews", "3. Client reviews"},
      {"scope_of_practice", "4. Scope of practice"},
      {"transparent_fees", "5. Transparent fees"},
      {"order", "How the list is ordered"},
      {"dates", "Three dates, never mixed"},
      {"names", "Letters behind a name"},
  };
  contents(out, kParts);
}

void introduction(HtmlWriter& out) {
  out.raw(
      "<h1>How we check</h1><p class=\"lead\">Five questions are asked of everyone, always all five, always "
      "in the "
      "same order. Each answer has a state, a reason, what it rests on, and a date.</p>");
  parts(out);
  out.raw(
      "<h2 id=\"states\">What the "
      "marks say</h2><div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"The "
      "marks\"><table><tbody>");
  constexpr struct {
    ChecklistState state;
    Markup means;
  } kStates[] = {
      {ChecklistState::kMet, "What the question asks for is there."},
      {ChecklistState::kPartly, "Some of it is there, or it rests on less."},
      {ChecklistState::kNotMet, "Something on record speaks against it."},
      {ChecklistState::kUnknown,
       "Nothing is on record; or, with words of their own, a certificate that nobody checked yet, or reviews "
       "that are not enough to say. This is never shown as a failure."},
      {ChecklistState::kNotApplicable,
       "The place asks for no licence of this profession. It counts as satisfied, and "
       "stands outside “so many of so many”."},
      {ChecklistState::kNotAsked, "You named no condition, so there is nothing to answer."},
  };
  for (const auto& row : kStates) {
    out.raw("<tr><th scope=\"row\">");
    state_icon(out, row.state);
    out.text(word_of(row.state)).raw("</th><td>").raw(row.means).raw("</td></tr>");
  }
  out.raw("</tbody></table></div><p>And each names what it rests on:</p>");
  basis_key(out);
}

void certification(HtmlWriter& out) {
  out.raw(
         "<h2 id=\"accredited_certification\">1. Accredited certification</h2><p>We look at certificates in "
         "craniosacral therapy; a general massage board’s certificate is none. A check is <em>fresh</em> "
         "when the "
         "issuer confirmed the certificate within ")
      .number(domain::kFreshnessDaysDefault)
      .raw(
          " days, unless its kind says otherwise. Where certificates are renewed each year and say until "
          "when "
          "they run, it is fresh until ")
      .number(domain::kRenewalGraceDays)
      .raw(
          " days after the renewal that follows. It is <em>accredited</em> when somebody other than the "
          "issuer vouches "
          "for the issuer, on a dated record. A certificate of theirs that was revoked or suspended within ")
      .number(domain::kTaintYears)
      .raw(" years, and not given back or corrected since, casts doubt on the others.</p>");
  Rules rules(out, "Accredited certification");
  rules.row("one is in force, freshly checked and accredited, and nothing casts doubt", ChecklistState::kMet);
  rules.row("one is in force and its last check was confirmed, but another was revoked or suspended",
            ChecklistState::kPartly);
  rules.row("one is in force and freshly checked, but nobody outside vouches for its issuer",
            ChecklistState::kPartly);
  rules.row("one is in force and its last check was confirmed, but that check has gone stale",
            ChecklistState::kPartly);
  rules.row("one was revoked or suspended, and none else stands confirmed", ChecklistState::kNotMet);
  rules.row("one is valid by its own dates, but nobody ever checked it", ChecklistState::kUnknown,
            Reason::kNotChecked);
  rules.row("there are some, but none is in force", ChecklistState::kNotMet);
  rules.row("there is none on record", ChecklistState::kUnknown);
  rules.close();
  out.raw(
      "<p>The filter <em>Certified, freshly checked</em> asks for a certificate in force and freshly "
      "checked, whoever "
      "accredits: most of the field has no outside accreditor.</p>");
}

void experience(HtmlWriter& out) {
  out.raw(
      "<h2 id=\"condition_experience\">2. Experience with your condition</h2><p>Asked only when you name a "
      "condition; "
      "with several, the weakest answer counts. It is about experience, never about whether the work "
      "helps.</p>");
  Rules rules(out, "Experience with your condition");
  rules.row("they say that they do not take this condition", ChecklistState::kNotMet);
  rules.row()
      .raw("they declare it with an extent (since a year, or how many clients), confirmed within ")
      .number(domain::kAttestationDaysMax)
      .raw(" days, <em>and</em> ")
      .number(domain::kConditionReviewsMin)
      .raw(" counted reviews name it or a training about it is on record");
  rules.end(ChecklistState::kMet);
  rules.row("they declare it (“says so”), or the list they were taken from does (“as listed”)",
            ChecklistState::kPartly);
  rules.row("otherwise", ChecklistState::kUnknown);
  rules.close();
}

void reviews(HtmlWriter& out) {
  out.raw(
         "<h2 id=\"client_reviews\">3. Client reviews</h2><p>What counts: published reviews of invited "
         "clients, of the "
         "last ")
      .number(domain::kReviewMonthsMax)
      .raw(" months, the latest of each person. ")
      .number(domain::kReviewPositiveStarsMin)
      .raw(
          " stars or more are positive. A few reviews can mislead, so we "
          "look at the 95% interval of the positive share (Wilson), not at a bare average.</p>");
  Rules rules(out, "Client reviews");
  rules.row()
      .raw("at least ")
      .number(domain::kReviewsMetMin)
      .raw(", and even the lower end of the interval is ")
      .text(print_percent(domain::kReviewsMetLowMin))
      .raw(" or more");
  rules.end(ChecklistState::kMet);
  rules.row()
      .raw("at least ")
      .number(domain::kReviewsNotMetMin)
      .raw(", and even the upper end is below ")
      .text(print_percent(domain::kReviewsNotMetHighMax));
  rules.end(ChecklistState::kNotMet);
  rules.row()
      .raw("some, and ")
      .text(print_percent(domain::kReviewsPartlyShareMin))
      .raw(" or more are positive");
  rules.end(ChecklistState::kPartly);
  rules.row("some, otherwise", ChecklistState::kUnknown, Reason::kInconclusive);
  rules.row("none", ChecklistState::kUnknown);
  rules.close();
}

void scope(HtmlWriter& out) {
  out.raw(
      "<h2 id=\"scope_of_practice\">4. Scope of practice</h2><p>Spinal adjustment needs a chiropractor or an "
      "osteopathic physician; gentle fascial work does not. And a profession may need a licence where the "
      "person "
      "works. “Unlicensed” is not “unlawful”: many places ask for none. Where somebody holds several "
      "professions, "
      "the best answer counts; any suspended or revoked licence keeps it at “partly” at most.</p>");
  Rules rules(out, "Scope of practice");
  rules.row("the approach lies outside the profession", ChecklistState::kNotMet);
  rules.row("the licence is suspended or revoked", ChecklistState::kNotMet);
  rules.row("the licence is in force there, checked and fresh", ChecklistState::kMet);
  rules.row("the licence is in force there, unchecked or with a stale check", ChecklistState::kPartly);
  rules.row("the place asks for no licence of this profession", ChecklistState::kNotApplicable);
  rules.row("the licence has lapsed", ChecklistState::kNotMet);
  rules.row("otherwise: the rule is not on record, or no licence is", ChecklistState::kUnknown);
  rules.close();
}

void fees(HtmlWriter& out) {
  out.raw(
         "<h2 id=\"transparent_fees\">5. Transparent fees</h2><p>You should know the price, the minutes and "
         "the course "
         "before you call. Prices are compared for single sessions of at least ")
      .number(domain::kSessionMinutesMin)
      .raw(" minutes; packages and concessions are shown, not compared.</p>");
  Rules rules(out, "Transparent fees");
  rules.row("they prefer not to state fees", ChecklistState::kNotMet);
  rules.row()
      .raw(
          "price, currency and minutes of one session and how a session runs are stated, and valid from or "
          "confirmed within the last ")
      .number(domain::kAttestationDaysMax)
      .raw(" days");
  rules.end(ChecklistState::kMet);
  rules.row("any price is stated", ChecklistState::kPartly);
  rules.row("otherwise", ChecklistState::kUnknown);
  rules.close();
}

void order_and_dates(HtmlWriter& out) {
  out.raw(
         "<h2 id=\"order\">How the list is ordered</h2><p>Nobody can pay for a place. The order <em>best "
         "match</em> looks, "
         "one after the other, at: whether a listing was set back after an upheld report; whether "
         "certification or "
         "scope is “not met”; how far certification and scope are met; how far the other three are met; how "
         "near, in "
         "steps of ")
      .number(static_cast<std::int64_t>(domain::kDistanceBandKm))
      .raw(
          " km. Those who are equal take turns, in an order that changes every month. What is checked "
          "outranks what is "
          "declared. There is no grade.</p><h2 id=\"dates\">Three dates, never mixed</h2><dl "
          "class=\"facts\"><dt>Edited</dt>"
          "<dd>Somebody saved a change. It says nothing about truth.</dd><dt>Confirmed</dt><dd>The therapist "
          "said “still "
          "true”.</dd><dt>Checked</dt><dd>Somebody asked a source: an issuer’s register, a licensing "
          "board.</dd></dl>"
          "<h2 id=\"names\">Letters behind a name</h2><p>The same letters mean different things from "
          "different bodies: "
          "one asks for 700 hours, another for 50. We therefore name the issuer, and never compare letters. "
          "A "
          "certificate is not a licence, a number in a registry of health workers is neither, and nothing "
          "here says "
          "that craniosacral therapy treats a condition.</p>");
}

}  // namespace

std::string how_we_check_page(const Site& site) {
  HtmlWriter out(site.settings.base_path);
  out.raw("<article class=\"read\">");
  introduction(out);
  out.raw("<p>In each table below, the first row that fits decides.</p>");
  certification(out);
  experience(out);
  reviews(out);
  scope(out);
  fees(out);
  order_and_dates(out);
  out.raw("</article>");
  return layout(
      site,
      {.title = "How we check",
       .description = "The five questions, the rules behind each answer, and the thresholds in use.",
       .section = Section::kHowWeCheck,
       .scripts = {"shortlist.js"},
       .path = "/how-we-check"},
      out);
}

}  // namespace stillpoint::http::pages
