#include "http/pages/reading_pages.h"

namespace stillpoint::http::pages {

namespace {

void contact_of(HtmlWriter& out, const std::string& contact) {
  auto href = Href::mail(contact);
  if (!href) href = Href::outside(contact);
  if (href) out.raw("<a").href(*href).raw(">");
  out.text(contact);
  if (href) out.raw("</a>");
}

/// Who answers for this directory. Nobody can make use of their rights without knowing against whom.
void who_runs_this(HtmlWriter& out, const SiteSettings& settings) {
  out.raw("<h2 id=\"operator\">Who runs this directory</h2><p>");
  if (settings.demo) {
    out.raw("This is a demonstration on somebody’s machine; nobody in it is real.</p>");
    return;
  }
  const std::string& name = settings.operator_name;
  const std::string& contact = settings.operator_contact;
  if (name.empty() && contact.empty()) {
    out.raw(
        "<strong>The operator has not said who they are.</strong> Whoever runs this directory is responsible "
        "for it "
        "and for what it says of people. Think twice before you trust one that does not tell.</p>");
    return;
  }
  if (name.empty()) {
    out.raw("The operator has not given a name.");
  } else {
    out.raw("<strong>").text(name).raw("</strong> runs this directory and is responsible for it.");
  }
  if (contact.empty()) {
    out.raw(" Where to write to is not said.</p>");
    return;
  }
  out.raw(" Write to ");
  contact_of(out, contact);
  out.raw(" to see what is held of you, to have it mended, or to be taken out.</p>");
}

}  // namespace

std::string privacy_page(const Site& site) {
  HtmlWriter out(site.settings.base_path);
  out.raw(
      "<article class=\"read\"><h1>Privacy</h1><p class=\"lead\">You can search here without telling us who "
      "you "
      "are, and we do our best not to learn it.</p>");
  constexpr PartOfPage kParts[] = {{"looking", "If you look for somebody"},
                                   {"listed", "If you are listed"},
                                   {"operator", "Who runs this directory"}};
  contents(out, kParts);
  out.raw(
      "<h2 id=\"looking\">If you look for somebody</h2><ul>"
      "<li>No account, no cookie, nobody else’s script, no counting of visitors.</li>"
      "<li>What you search for is not written down: not your condition, not your words, not your place. The "
      "log holds "
      "which page was asked for, how it went and how long it took.</li>"
      "<li>A condition, words or a tick under “When to ask a clinician first” never stand readable in an "
      "address. The "
      "form is sent, not linked, and the address you then see holds one sealed piece that only this server "
      "can open. You "
      "may keep it or pass it on; whoever opens it sees the same search.</li>"
      "<li>“Use my location” rounds your position to about a kilometre in your browser, before it is "
      "sent.</li>"
      "<li>Those you want to compare are kept in your browser alone. The page that compares them has their "
      "ids in its "
      "address.</li>"
      "<li>A map loads its pictures from a map server only after you open it. That server then sees your "
      "address in the "
      "network, which part of the map you look at, and the name of this site, but not the page.</li>"
      "<li>A telephone number, a booking page or a website belongs to the therapist; what happens there is "
      "theirs.</li>"
      "</ul>"
      "<h2 id=\"listed\">If you are listed</h2><ul>"
      "<li>Nobody is listed without a ground that is on record, such as their own consent.</li>"
      "<li>Shown: name, profession, certificates and licences with how they were checked, training, fees, "
      "places, "
      "languages, telephone, website, and reviews.</li>"
      "<li>Never shown: mail address, postal address, and, unless you choose otherwise, your street. Your "
      "position is "
      "rounded to about a kilometre before anybody can search it, because many work at home.</li>"
      "<li>Reviews stand without the reviewer’s name, and the condition somebody came with is never shown "
      "beside their "
      "words.</li>"
      "<li>You can have a wrong entry mended and a listing taken away; what remains is a mark that there was "
      "one.</li></ul>");
  who_runs_this(out, site.settings);
  out.raw("</article>");
  return layout(site,
                {.title = "Privacy",
                 .description = "What this site learns of you, and what it does not.",
                 .section = Section::kPrivacy,
                 .scripts = {"shortlist.js"},
                 .path = "/privacy"},
                out);
}

}  // namespace stillpoint::http::pages
