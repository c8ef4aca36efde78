#include "http/pages/reading_pages.h"

namespace stillpoint::http::pages {

std::string privacy_page(const Site& site) {
  HtmlWriter out(site.settings.base_path);
  out.raw(
      "<article class=\"read\"><h1>Privacy</h1><p class=\"lead\">You can search here without telling us who "
      "you "
      "are, and we do our best not to learn it.</p>"
      "<h2>If you look for somebody</h2><ul>"
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
      "<h2>If you are listed</h2><ul>"
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
      "one.</li></ul>"
      "<p>Whoever runs this site is responsible for it; ask them where to write to.</p></article>");
  return layout(site,
                {.title = "Privacy",
                 .description = "What this site learns of you, and what it does not.",
                 .section = Section::kPrivacy,
                 .scripts = {"shortlist.js"}},
                out);
}

}  // namespace stillpoint::http::pages
