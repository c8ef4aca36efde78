#include "http/consent/consent_pages.h"

#include "domain/checklist_advice.h"
#include "http/pages/personal_page.h"
#include "http/pages/portrait.h"
#include "http/pages/profile_view.h"
#include "http/pages/words.h"

namespace stillpoint::http::consent {

using pages::Href;
using pages::HtmlWriter;
using pages::Site;

namespace {

void name_of_person(HtmlWriter& out, const domain::Practitioner& person) {
  out.text(person.name.display);
  if (!person.name.post_nominals.empty()) out.raw(", ").text(person.name.post_nominals);
}

void as_clients_see_it(HtmlWriter& out, const app::Profile& profile, const Site& site) {
  out.raw("<h2 id=\"seen\">How clients ");
  out.raw(profile.practitioner.listing == domain::ListingState::kListed ? pages::Markup("see it")
                                                                        : pages::Markup("would see it"));
  out.raw("</h2>");
  pages::profile_panels(out, profile, {}, site);
}

/// Leaving for good asks for a tick: one wrong tap must not do it.
void leaving(HtmlWriter& out, std::string_view path, std::string_view token, bool missing_tick) {
  out.raw("<form method=\"post\" class=\"panel quiet\"").action(Href::path(std::string(path)));
  out.raw(
      "><h2>Leave the directory</h2><p>You are removed at once and for good: from every list, from the "
      "index, "
      "and from what is exported. What is on record about you is deleted, and no later import brings you "
      "back. "
      "The numbers of your certificates stay answerable, without your name, so that leaving hides no "
      "revocation.</p>");
  if (!token.empty()) out.raw("<input type=\"hidden\" name=\"token\"").attribute("value", token).raw(">");
  out.raw("<div class=\"field\"><label><input type=\"checkbox\" name=\"sure\" value=\"yes\" id=\"sure\"");
  if (missing_tick) out.raw(" aria-invalid=\"true\" aria-describedby=\"sure-fault\"");
  out.raw("> I am sure: remove me</label>");
  if (missing_tick) {
    out.raw(
        "<span class=\"fault\" id=\"sure-fault\">Tick this first, so that no wrong tap removes you.</span>");
  }
  out.raw(
      "</div><p class=\"acts\"><button name=\"answer\" value=\"withdraw\">Remove me from the "
      "directory</button>"
      "</p></form>");
}

/// A button that posts the opened page's token somewhere.
void token_button(HtmlWriter& out, const Href& where, std::string_view token, pages::Markup words,
                  bool primary) {
  out.raw("<form method=\"post\"").action(where);
  out.raw("><input type=\"hidden\" name=\"token\"").attribute("value", token).raw("><button");
  if (primary) out.raw(" class=\"primary\"");
  out.raw(">").raw(words).raw("</button></form>");
}

void what_would_raise(HtmlWriter& out, const app::Profile& profile) {
  out.raw(
      "<section class=\"panel\" aria-labelledby=\"raise-h\"><h2 id=\"raise-h\">What would raise each "
      "mark</h2>"
      "<dl class=\"facts\">");
  for (const domain::Finding& finding : profile.checklist) {
    if (finding.state == domain::ChecklistState::kNotAsked) continue;
    const std::string_view advice = domain::advice_of(finding.code);
    out.raw("<dt>").text(pages::label_of(finding.item)).raw(": ").text(pages::word_of(finding.state));
    out.raw("</dt><dd>").text(finding.reason).raw(" ");
    out.text(advice.empty() ? std::string_view("Nothing more is asked.") : advice).raw("</dd>");
  }
  out.raw(
      "</dl><p class=\"source\">Nobody can pay for a mark or a place in the list. Experience with a "
      "condition "
      "is asked by each search: declare it below where you have it.</p></section>");
}

/// Asks a client for a review, and replies to those that are published.
void clients(HtmlWriter& out, const domain::Practitioner& person, std::string_view token) {
  out.raw(
      "<section class=\"panel\" aria-labelledby=\"clients-h\"><h2 id=\"clients-h\">Your clients</h2><form "
      "method=\"post\"");
  out.action(Href::own("/mine/invite")).raw("><input type=\"hidden\" name=\"token\"");
  out.attribute("value", token);
  out.raw(
      "><div class=\"field\"><label for=\"mail\">Invite a client to review you</label><input type=\"email\" "
      "id=\"mail\" name=\"mail\" required aria-describedby=\"mail-hint\"><span class=\"hint\" "
      "id=\"mail-hint\">Their address is used for this one mail and not kept. You do not learn who wrote "
      "what.</span></div><p class=\"acts\"><button>Send the invitation</button></p></form>");
  for (const domain::Review& review : person.reviews) {
    if (review.state != domain::ReviewState::kPublished || review.claimed) continue;
    const std::string id = "reply-" + print_id(review.id.value);
    out.raw("<form method=\"post\"").action(Href::own("/mine/reply"));
    out.raw("><input type=\"hidden\" name=\"token\"").attribute("value", token);
    out.raw("><input type=\"hidden\" name=\"review\"")
        .attribute("value", print_id(review.id.value))
        .raw("><p>");
    out.text(pages::count_of(review.stars, "star", "stars"))
        .raw(", ")
        .text(pages::print_day(review.published_at));
    out.raw("</p>");
    if (!review.words.empty()) out.raw("<blockquote>").text(review.words).raw("</blockquote>");
    out.raw("<div class=\"field\"><label")
        .attribute("for", id)
        .raw(">Your reply</label><textarea rows=\"3\"");
    out.attribute("id", id).raw(" name=\"reply\">\n").text(review.reply).raw("</textarea></div>");
    out.raw("<p class=\"acts\"><button>Save the reply</button></p></form>");
  }
  out.raw("</section>");
}

void own_picture(HtmlWriter& out, const OpenedView& view) {
  const bool listed = view.profile.practitioner.listing == domain::ListingState::kListed;
  out.raw("<section class=\"panel\" id=\"picture\"><h2>Your picture</h2>");
  if (view.photo == nullptr) {
    out.raw("<p>There is none.</p>");
  } else if (listed) {
    pages::portrait(out, pages::photo_path(view.photo->picture), view.profile.practitioner.name.display);
  } else {
    out.raw("<p>There is one, which is shown once you are listed.</p>");
  }
  out.raw("<form method=\"post\" enctype=\"multipart/form-data\"").action(Href::own("/mine/photo"));
  out.raw("><input type=\"hidden\" name=\"token\"").attribute("value", view.token);
  out.raw("><div class=\"field\"><label for=\"photo\">");
  out.raw(view.photo == nullptr ? pages::Markup("A picture of you")
                                : pages::Markup("Another one in its place"));
  out.raw(
      "</label><input type=\"file\" id=\"photo\" name=\"photo\" required accept=\"image/png,image/jpeg\"");
  const bool wrong = !view.photo_faults.empty();
  if (wrong) out.raw(" aria-invalid=\"true\"");
  out.attribute("aria-describedby", wrong ? "photo-hint photo-fault" : "photo-hint").raw(">");
  for (const Fault& fault : view.photo_faults) {
    out.raw("<span class=\"fault\" id=\"photo-fault\">").text(fault.what).raw(" Allowed: ");
    out.text(fault.allowed).raw("</span>");
  }
  out.raw(
      "<p class=\"hint\" id=\"photo-hint\">PNG or JPEG, at most 2 MiB. With it you agree that everybody sees "
      "it "
      "beside your name. Where and with what it was taken is removed from the file. You can take it away at "
      "any time.</p></div><p class=\"acts\"><button>Send the picture</button></p></form>");
  if (view.photo != nullptr) {
    token_button(out, Href::own("/mine/photo/remove"), view.token, "Take the picture away", false);
  }
  out.raw("</section>");
}

}  // namespace

std::string answer_page(const app::OwnListing& listing, std::string_view path, bool missing_tick,
                        const Site& site) {
  const domain::Practitioner& person = listing.profile.practitioner;
  const bool listed = person.listing == domain::ListingState::kListed;
  HtmlWriter out(site.settings.base_path);
  out.raw("<h1>Is this true, ").text(person.name.display).raw("?</h1><p class=\"lead\">");
  if (listing.purpose == domain::LinkPurpose::kObject) {
    out.raw("You are listed on this ground: ").text(person.listing_basis);
    out.raw(". You may object, correct what is wrong, or confirm it.");
  } else if (listed) {
    out.raw("Please look at your listing as clients see it, further below, and answer.");
  } else {
    out.raw("Nobody sees this yet. With your yes it is listed; without it, it stays unseen.");
  }
  out.raw("</p><form method=\"post\" class=\"panel\"").action(Href::path(std::string(path)));
  out.raw(
      "><h2>Your answer</h2><p class=\"acts\"><button class=\"primary\" name=\"answer\" value=\"attest\">");
  out.raw(listed ? pages::Markup("Yes, all of it is true today") : pages::Markup("Yes, it is true: list me"));
  out.raw(
      "</button> <button name=\"answer\" value=\"correct\">Something is wrong: let me correct it</button></p>"
      "<p class=\"hint\">Opening this page changed nothing. Each answer uses the link up.</p></form>");
  as_clients_see_it(out, listing.profile, site);
  leaving(out, path, "", missing_tick);
  return pages::personal_page(site, "Is this true?", out);
}

std::string ask_address_page(std::string_view mail, const std::vector<Fault>& faults, const Site& site) {
  HtmlWriter out(site.settings.base_path);
  out.raw(
      "<article class=\"read\"><h1>Your own listing</h1><p class=\"lead\">Are you listed here? Give the mail "
      "address that is on record, and we send you a link to your listing as clients see it, with what would "
      "raise each mark. There you can change what is yours, take out your data, or leave.</p>"
      "<form method=\"post\"");
  out.action(Href::own("/mine"));
  out.raw(
      "><div class=\"field\"><label for=\"mail\">Your mail address</label><input type=\"email\" id=\"mail\" "
      "name=\"mail\" autocomplete=\"email\" required");
  out.attribute("value", mail);
  if (!faults.empty()) out.raw(" aria-invalid=\"true\" aria-describedby=\"mail-fault\"");
  out.raw(">");
  if (!faults.empty()) {
    out.raw("<span class=\"fault\" id=\"mail-fault\">").text(faults.front().what).raw("</span>");
  }
  out.raw(
      "</div><p class=\"acts\"><button class=\"primary\">Send me the link</button></p></form><p "
      "class=\"hint\">The answer is the same whether the address is on record or not: nobody learns here who "
      "is.</p></article>");
  return pages::personal_page(site, "Your own listing", out);
}

std::string open_page(const app::OwnListing& listing, std::string_view path, const Site& site) {
  HtmlWriter out(site.settings.base_path);
  out.raw("<h1>");
  name_of_person(out, listing.profile.practitioner);
  out.raw("</h1><form method=\"post\" class=\"panel\"").action(Href::path(std::string(path)));
  out.raw(
      "><p>This is your listing. Open it to see what would raise each mark, to change what is yours, to take "
      "out your data, or to leave. The link works once, and the opened page for an hour.</p><p "
      "class=\"acts\">"
      "<button class=\"primary\" name=\"answer\" value=\"open\">Open my listing</button></p></form>");
  as_clients_see_it(out, listing.profile, site);
  return pages::personal_page(site, "Your listing", out);
}

std::string mine_page(const OpenedView& view, const Site& site) {
  const domain::Practitioner& person = view.profile.practitioner;
  HtmlWriter out(site.settings.base_path);
  out.raw("<h1>Your listing: ");
  name_of_person(out, person);
  out.raw("</h1>");
  if (!view.notice.empty()) {
    out.raw("<div class=\"note\" role=\"status\"><p>").text(view.notice).raw("</p></div>");
  }
  out.raw("<p class=\"lead\">");
  if (person.listing == domain::ListingState::kListed) {
    out.raw("It is listed, and last confirmed by you: ");
    out.text(person.attested ? pages::print_day(*person.attested) : std::string("never")).raw(".");
  } else {
    out.raw(
        "It is not listed: nobody but you and whoever keeps the register sees it. Edit and confirm it to "
        "be listed.");
  }
  out.raw("</p><div class=\"acts\">");
  token_button(out, Href::own("/mine/edit"), view.token, "Edit and confirm", true);
  token_button(out, Href::own("/mine/data"), view.token, "Download my data", false);
  out.raw("</div>");
  own_picture(out, view);
  what_would_raise(out, view.profile);
  clients(out, person, view.token);
  as_clients_see_it(out, view.profile, site);
  leaving(out, "/mine/withdraw", view.token, view.missing_tick);
  return pages::personal_page(site, "Your listing", out);
}

std::string edit_page(const app::Profile& profile, std::string_view token, const OwnForm& form,
                      const Site& site) {
  HtmlWriter out(site.settings.base_path);
  out.raw("<h1>Edit: ");
  name_of_person(out, profile.practitioner);
  out.raw(
      "</h1><p class=\"lead\">Here stands what you say of yourself. Your name, licences, trainings and "
      "certificates are kept by the register: tell its registrar where they are wrong.</p>"
      "<form method=\"post\" class=\"own\"");
  out.action(Href::own("/mine/save"));
  out.raw("><input type=\"hidden\" name=\"token\"").attribute("value", token).raw(">");
  write_form(out, form, site);
  out.raw(
      "<section class=\"panel\"><h2>Save</h2><p class=\"acts\"><button class=\"primary\" name=\"answer\" "
      "value=\"attest\">Save, and confirm that all of it is true today</button> <button name=\"answer\" "
      "value=\"save\">Save only</button></p><p class=\"hint\">A listing that is confirmed stays in its "
      "place; "
      "one that is never confirmed sinks.</p></section></form>");
  token_button(out, Href::own("/mine/listing"), token, "Back without saving", false);
  return pages::personal_page(site, "Edit your listing", out);
}

std::string notice_page(const NoticeView& view, const Site& site) {
  HtmlWriter out(site.settings.base_path);
  out.raw("<article class=\"read\"><h1>").text(view.title).raw("</h1><p class=\"lead\" role=\"status\">");
  out.text(view.text).raw("</p><p><a class=\"primary\"");
  out.href(view.link.empty() ? Href::own("/") : Href::path(view.link)).raw(">");
  out.text(view.link_text.empty() ? std::string_view("Find a therapist") : std::string_view(view.link_text));
  out.raw("</a></p></article>");
  return pages::personal_page(site, view.title, out);
}

}  // namespace stillpoint::http::consent
