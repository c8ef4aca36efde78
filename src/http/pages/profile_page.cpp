#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/time_text.h"
#include "http/pages/marks.h"
#include "http/pages/portrait.h"
#include "http/pages/profile_view.h"
#include "http/pages/reading_pages.h"
#include "http/pages/structured_data.h"
#include "http/pages/words.h"

namespace stillpoint::http::pages {

using domain::Practitioner;

namespace {

template <class Keys>
std::string names_of(const Site& site, const Keys& keys, std::string_view none) {
  std::vector<std::string> names;
  names.reserve(keys.size());
  for (const auto& key : keys) names.push_back(name_of(site.vocabulary, key));
  return names.empty() ? std::string(none) : join_words(names);
}

std::string professions_of(const Site& site, const Practitioner& person) {
  std::vector<std::string> names;
  for (const domain::HeldProfession& held : person.professions) {
    names.push_back(name_of(site.vocabulary, held.profession));
  }
  return names.empty() ? std::string("not on record") : join_words(names);
}

void says_of_themselves(HtmlWriter& out, const Practitioner& person, const Site& site) {
  out.raw("<section class=\"panel\" aria-labelledby=\"about-h\"><h2 id=\"about-h\">In their own words ");
  basis_tag(out, domain::Basis::kDeclared, declared_by(person.attested));
  out.raw("</h2>");
  if (!person.about.empty()) out.raw("<blockquote>").text(person.about).raw("</blockquote>");
  out.raw("<dl class=\"facts\"><dt>Approach</dt><dd>")
      .text(names_of(site, person.approaches, "not on record"));
  out.raw("</dd><dt>Works with</dt><dd>").text(names_of(site, person.populations, "not on record"));
  out.raw("</dd><dt>Languages</dt><dd>").text(names_of(site, person.languages, "not on record"));
  out.raw("</dd><dt>Gender</dt><dd>");
  out.text(person.gender ? word_of(*person.gender) : std::string_view("not on record")).raw("</dd></dl>");
  out.raw("</section>");
}

void condition_extent(HtmlWriter& out, const domain::DeclaredCondition& declared) {
  if (!declared.takes) {
    out.raw("does not take this");
    return;
  }
  if (declared.since_year) out.raw("since ").number(*declared.since_year);
  if (declared.since_year && declared.clients) out.raw(", ");
  if (declared.clients) out.raw("about ").text(count_of(*declared.clients, "client", "clients"));
  if (!declared.since_year && !declared.clients) out.raw("without years or numbers");
}

void conditions_panel(HtmlWriter& out, const Practitioner& person, const Site& site) {
  out.raw(
      "<section class=\"panel\" id=\"conditions\" aria-labelledby=\"conditions-h\"><h2 id=\"conditions-h\">"
      "Experience they declare ");
  if (!person.conditions.empty()) basis_tag(out, domain::Basis::kDeclared, declared_by(person.attested));
  out.raw("</h2>");
  if (person.conditions.empty()) {
    out.raw("<p>None on record.</p></section>");
    return;
  }
  out.raw("<dl class=\"facts\">");
  for (const domain::DeclaredCondition& declared : person.conditions) {
    out.raw("<dt>").text(name_of(site.vocabulary, declared.condition)).raw("</dt><dd>");
    condition_extent(out, declared);
    out.raw("</dd>");
  }
  out.raw(
         "</dl><p class=\"source\">They declare experience; nobody says that craniosacral therapy treats a "
         "condition. "
         "<a")
      .href(Href::own("/what-to-expect#evidence"))
      .raw(">What research says</a></p></section>");
}

/// How to get in touch, right below the name: on a phone nobody should have to look for it.
void reach(HtmlWriter& out, const Practitioner& person, const std::string& sealed) {
  const domain::Contact& contact = person.contact;
  const auto call = Href::telephone(contact.phone);
  const auto book = Href::outside(contact.booking_url);
  const auto website = Href::outside(contact.website);
  const auto photo = Href::outside(contact.photo_url);
  if (!call && !book && !website) out.raw("<p class=\"hint\">No telephone or website is on record.</p>");
  out.raw("<div class=\"acts\">");
  if (call) {
    out.raw("<a class=\"primary\"").href(*call).raw(">Call <span class=\"number\">").text(contact.phone);
    out.raw("</span></a>");
  }
  if (book) out.raw("<a rel=\"noopener external nofollow\"").href(*book).raw(">Book</a>");
  if (website) out.raw("<a rel=\"noopener external nofollow\"").href(*website).raw(">Website</a>");
  if (photo) out.raw("<a rel=\"noopener external nofollow\"").href(*photo).raw(">Photo</a>");
  const std::string id = print_id(person.id.value);
  out.raw("<a class=\"compare\"").href(compare_href({person.id}, sealed));
  out.attribute("data-compare", id).attribute("data-compare-name", person.name.display);
  out.raw(">Compare<span class=\"out-of-sight\"> ").text(person.name.display).raw("</span></a></div>");
}

void title(HtmlWriter& out, const Practitioner& person, const ProfileView& view, const Site& site) {
  out.raw("<div class=\"profile-head\">");
  portrait(out, view.photo, person.name.display);
  out.raw("<h1>").text(person.name.display);
  if (!person.name.post_nominals.empty()) {
    out.raw("<span class=\"letters\">, ").text(person.name.post_nominals).raw("</span>");
  }
  out.raw("</h1><p class=\"who\"><span>").text(professions_of(site, person)).raw("</span>");
  if (!person.approaches.empty()) {
    out.raw("<span>").text(names_of(site, person.approaches, "")).raw("</span>");
  }
  out.raw("</p>");
  reach(out, person, view.sealed);
  out.raw("</div>");
}

/// Of who never confirmed their record: on what ground they stand here at all.
void listed_by(HtmlWriter& out, const Practitioner& person) {
  if (person.attested) return;
  out.raw("<p class=\"listed-by\">");
  if (!person.listing_basis.empty()) {
    out.raw("Listed on the basis of: <strong>").text(person.listing_basis).raw("</strong>");
    out.raw(person.listing_basis.back() == '.' ? Markup(" ") : Markup(". "));
  }
  out.raw("The therapist has not confirmed this record; what nobody checked is shown as it was listed.</p>");
}

void dates(HtmlWriter& out, const Practitioner& person) {
  const auto verified = domain::last_verified(person);
  out.raw(
         "<section class=\"panel\" aria-labelledby=\"dates-h\"><h2 id=\"dates-h\">How fresh this is</h2>"
         "<dl class=\"dates\"><dt>Edited</dt><dd>")
      .text(print_day(person.edited));
  out.raw("<small>something was changed</small></dd><dt>Confirmed</dt><dd>");
  out.text(person.attested ? print_day(*person.attested) : std::string("not on record"));
  out.raw("<small>they said “still true”</small></dd><dt>Checked</dt><dd>");
  out.text(verified ? print_day(*verified) : std::string("not on record"));
  out.raw("<small>we asked a source</small></dd></dl></section>");
}

void not_what_it_says(HtmlWriter& out, const Practitioner& person) {
  out.raw(
      "<section class=\"panel quiet\" aria-labelledby=\"not-h\"><h2 id=\"not-h\">What this does not say</h2>"
      "<ul class=\"plain\"><li>A certificate is not a licence, and a licence is no certificate.</li>"
      "<li>“Not on record” is no failure: nobody has told us, or nobody has asked.</li>"
      "<li>None of this says that craniosacral therapy treats a condition.</li></ul><p class=\"small\"><a");
  out.href(Href::own("/how-we-check")).raw(">How we check</a> · <a");
  out.href(Href::path("/v1/practitioners/" + print_id(person.id.value))).raw(">This record as data</a> · <a");
  out.href(Href::path("/report/" + print_id(person.id.value)))
      .raw(">Something is wrong here</a></p></section>");
}

void questions(HtmlWriter& out, const app::Profile& profile,
               const std::vector<domain::ConditionKey>& conditions, const Site& site) {
  const domain::Score score = domain::score(profile.checklist);
  out.raw("<section class=\"panel\" aria-labelledby=\"five-h\"><h2 id=\"five-h\">The five questions: ");
  out.number(score.met).raw(" of ").number(score.asked).raw(" met</h2>");
  const Declared declared = declared_by(profile.practitioner.attested);
  marks(out,
        {.checklist = profile.checklist,
         .conditions = conditions,
         .profile_path = "",
         .declared = declared,
         .whole = true},
        site.vocabulary);
  basis_key(out, std::array{declared});
  out.raw("</section>");
}

}  // namespace

void profile_panels(HtmlWriter& out, const app::Profile& profile, const ProfileView& view, const Site& site) {
  const Practitioner& person = profile.practitioner;
  out.raw("<div class=\"profile\"><div class=\"profile-main\">");
  questions(out, profile, view.conditions, site);
  profile_fees(out, person, site);
  profile_credentials(out, profile, site);
  profile_licences(out, profile, site);
  profile_training(out, person, site);
  conditions_panel(out, person, site);
  profile_reviews(out, profile, view);
  says_of_themselves(out, person, site);
  out.raw("</div><div class=\"profile-side\">");
  profile_locations(out, person, site);
  dates(out, person);
  not_what_it_says(out, person);
  out.raw("</div></div>");
}

std::string profile_page(const app::Profile& profile, const ProfileView& view, const Site& site) {
  const Practitioner& person = profile.practitioner;
  HtmlWriter out(site.settings.base_path);
  out.raw("<p class=\"back\"><a");
  if (view.sealed.empty()) {
    out.raw(" data-back").href(Href::own("/")).raw(">← Find a therapist</a></p>");
  } else {
    out.href(Href::path("/?s=" + view.sealed)).raw(">← Back to the list</a></p>");
  }
  title(out, person, view, site);
  if (person.approaches.empty() && domain::training_hours(person) == 0) {
    no_sign_of_work(out, profile.checklist);
  }
  listed_by(out, person);
  if (person.demoted_since) {
    out.raw("<div class=\"problem\"><p><strong>Listed last since ").text(print_day(*person.demoted_since));
    out.raw(
        ".</strong> A report about this listing was upheld, or the therapist did not answer when asked "
        "whether it "
        "is still true.</p></div>");
  }
  profile_panels(out, profile, view, site);
  Frame frame{.title = person.name.display,
              .description = person.name.display + ": what is known, who checked it, and when.",
              .section = Section::kSearch,
              .scripts = {"map.js", "shortlist.js"},
              .path = "/practitioners/" + print_id(person.id.value),
              .is_person = true,
              .can_be_embedded = true,
              .structured_data = profile_structured_data(profile, site)};
  return layout(site, frame, out);
}

}  // namespace stillpoint::http::pages
