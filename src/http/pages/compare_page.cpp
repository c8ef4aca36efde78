#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/fees.h"
#include "domain/reviews.h"
#include "http/pages/marks.h"
#include "http/pages/reading_pages.h"
#include "http/pages/words.h"

namespace stillpoint::http::pages {

using app::Profile;
using domain::Practitioner;

namespace {

constexpr std::int64_t kMilli = 1000;

template <class Keys>
std::string names_of(const Site& site, const Keys& keys) {
  std::vector<std::string> names;
  names.reserve(keys.size());
  for (const auto& key : keys) names.push_back(name_of(site.vocabulary, key));
  return names.empty() ? std::string("not on record") : join_words(names, ", ");
}

/// The address without one of those compared.
Href without(const std::vector<Profile>& profiles, std::size_t left_out, const std::string& sealed) {
  std::vector<domain::PractitionerId> ids;
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    if (i != left_out) ids.push_back(profiles[i].practitioner.id);
  }
  return compare_href(ids, sealed);
}

void heads(HtmlWriter& out, const std::vector<Profile>& profiles, const std::string& sealed) {
  out.raw("<thead><tr><td></td>");
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    const Practitioner& person = profiles[i].practitioner;
    const std::string id = print_id(person.id.value);
    out.raw("<th scope=\"col\"><a")
        .href(Href::path("/practitioners/" + id + (sealed.empty() ? "" : "?s=" + sealed)))
        .raw(">")
        .text(person.name.display);
    out.raw("</a>");
    if (!person.name.post_nominals.empty()) {
      out.raw("<br><small class=\"letters\">").text(person.name.post_nominals).raw("</small>");
    }
    out.raw("<br><small><a").href(without(profiles, i, sealed)).attribute("data-compare-remove", id);
    out.raw(">Remove<span class=\"out-of-sight\"> ")
        .text(person.name.display)
        .raw("</span></a></small></th>");
  }
  out.raw("</tr></thead>");
}

template <class Cell>
void row(HtmlWriter& out, const std::vector<Profile>& profiles, std::string_view label, const Cell& cell) {
  out.raw("<tr><th scope=\"row\">").text(label).raw("</th>");
  for (const Profile& profile : profiles) {
    out.raw("<td>");
    cell(profile);
    out.raw("</td>");
  }
  out.raw("</tr>");
}

void question_rows(HtmlWriter& out, const std::vector<Profile>& profiles) {
  for (std::size_t i = 0; i < domain::kChecklistItems; ++i) {
    row(out, profiles, label_of(profiles.front().checklist[i].item), [&](const Profile& profile) {
      const domain::Finding& finding = profile.checklist[i];
      state_icon(out, finding.state);
      out.raw("<span").attribute("class", "state " + std::string(domain::name_of(finding.state))).raw(">");
      out.text(word_of(finding.state, finding.code)).raw("</span><span class=\"why\">");
      basis_tag(out, finding.basis, declared_by(profile.practitioner.attested));
      out.text(finding.reason).raw("</span>");
    });
  }
}

void price_cell(HtmlWriter& out, const Practitioner& person, const Site& site) {
  const domain::FeeLine* line = domain::lowest_price(person.fees, nullptr);
  if (line == nullptr) {
    out.raw(person.fees.declined ? Markup("prefers not to state fees") : Markup("not on record"));
    return;
  }
  const auto money = [&](std::int64_t minor) {
    return print_money(minor, line->price.currency, site.vocabulary);
  };
  out.raw("<strong>").text(money(line->price.minor)).raw("</strong> for ").number(line->minutes.value_or(0));
  out.raw(" minutes, ").text(money((domain::per_hour_milli(*line) + kMilli / 2) / kMilli)).raw(" an hour");
}

void reviews_cell(HtmlWriter& out, const Profile& profile) {
  const domain::ReviewSummary summary = domain::summarise(profile.practitioner.reviews, profile.as_of);
  if (summary.count == 0) {
    out.raw("none counted");
    return;
  }
  out.number(summary.positive).raw(" of ").number(summary.count).raw(" positive (");
  out.text(print_percent(summary.interval.low)).raw("–").text(print_percent(summary.interval.high)).raw(")");
}

void places_cell(HtmlWriter& out, const Practitioner& person, const Site& site) {
  if (person.locations.empty()) out.raw("not on record");
  bool first = true;
  for (const domain::Location& location : person.locations) {
    if (!first) out.raw("<br>");
    first = false;
    out.text(location.city.empty() ? std::string("place not on record") : location.city);
    if (!location.jurisdiction.empty()) out.raw(", ").text(name_of(site.vocabulary, location.jurisdiction));
  }
}

void reach_cell(HtmlWriter& out, const Practitioner& person) {
  bool any = false;
  if (const auto call = Href::telephone(person.contact.phone)) {
    out.raw("<a").href(*call).raw(">").text(person.contact.phone).raw("</a><br>");
    any = true;
  }
  if (const auto book = Href::outside(person.contact.booking_url)) {
    out.raw("<a rel=\"noopener external nofollow\"").href(*book).raw(">Book</a> ");
    any = true;
  }
  if (const auto website = Href::outside(person.contact.website)) {
    out.raw("<a rel=\"noopener external nofollow\"").href(*website).raw(">Website</a>");
    any = true;
  }
  if (!any) out.raw("not on record");
}

void fact_rows(HtmlWriter& out, const std::vector<Profile>& profiles, const Site& site) {
  row(out, profiles, "One session", [&](const Profile& p) { price_cell(out, p.practitioner, site); });
  row(out, profiles, "Training, class and practice", [&](const Profile& p) {
    const int hours = domain::training_hours(p.practitioner);
    out.text(hours == 0 ? std::string("not on record") : count_of(hours, "hour", "hours"));
  });
  row(out, profiles, "Profession", [&](const Profile& p) {
    std::vector<domain::ProfessionKey> keys;
    for (const auto& held : p.practitioner.professions) keys.push_back(held.profession);
    out.text(names_of(site, keys));
  });
  row(out, profiles, "Approach",
      [&](const Profile& p) { out.text(names_of(site, p.practitioner.approaches)); });
  row(out, profiles, "Where", [&](const Profile& p) { places_cell(out, p.practitioner, site); });
  row(out, profiles, "Languages",
      [&](const Profile& p) { out.text(names_of(site, p.practitioner.languages)); });
  row(out, profiles, "Works with",
      [&](const Profile& p) { out.text(names_of(site, p.practitioner.populations)); });
  row(out, profiles, "Reviews", [&](const Profile& p) { reviews_cell(out, p); });
  row(out, profiles, "Checked at a source", [&](const Profile& p) {
    const auto verified = domain::last_verified(p.practitioner);
    out.text(verified ? print_day(*verified) : std::string("not on record"));
  });
  row(out, profiles, "Reach them", [&](const Profile& p) { reach_cell(out, p.practitioner); });
}

void nobody(HtmlWriter& out) {
  out.raw(
      "<article class=\"read\"><h1>Compare</h1><p class=\"lead\">Put up to four therapists side by side.</p>"
      "<p>Press <em>Compare</em> beside a therapist, in a list or on their page. With scripts switched on, "
      "your "
      "browser keeps those you choose and shows a bar that leads here; nothing of it is sent until you open "
      "the "
      "comparison. Without scripts, each <em>Compare</em> opens this page with one therapist.</p><p "
      "data-compare-kept "
      "hidden></p><p><a");
  out.href(Href::own("/")).raw(">Find a therapist</a></p></article>");
}

/// Nobody who was asked for goes missing without a word.
void said_of_left_out(HtmlWriter& out, const CompareView& view) {
  if (view.missing > 0) {
    out.raw("<p class=\"left-out\">")
        .text(count_of(view.missing, "of those asked for is", "of those asked for are"));
    out.raw(" not shown: nobody of this address is listed, or not any more.</p>");
  }
  if (view.surplus > 0) {
    out.raw("<p class=\"left-out\">No more than ").number(static_cast<std::int64_t>(kCompareMax));
    out.raw(" fit side by side, so ").text(count_of(view.surplus, "more was", "more were"));
    out.raw(" left out: remove somebody, and add them again.</p>");
  }
}

/// Wide enough for each person's column to be read, whatever the screen: the table scrolls in its frame.
Markup table_of(std::size_t people) {
  switch (people) {
    case 1:
      return "<table class=\"compare-table of-1\">";
    case 2:
      return "<table class=\"compare-table of-2\">";
    case 3:
      return "<table class=\"compare-table of-3\">";
    default:
      return "<table class=\"compare-table of-4\">";
  }
}

}  // namespace

Href compare_href(const std::vector<domain::PractitionerId>& ids, const std::string& sealed) {
  std::string path = "/compare";
  char mark = '?';
  const auto add = [&](std::string_view name, const std::string& value) {
    path.append(1, std::exchange(mark, '&')).append(name).append("=").append(value);
  };
  for (const domain::PractitionerId id : ids) add("id", print_id(id.value));
  if (!sealed.empty()) add("s", sealed);
  return Href::path(std::move(path));
}

std::string compare_page(const std::vector<Profile>& profiles, const CompareView& view, const Site& site) {
  HtmlWriter out(site.settings.base_path);
  if (profiles.empty()) {
    nobody(out);
    said_of_left_out(out, view);
  } else {
    out.raw("<h1>Compare</h1>");
    said_of_left_out(out, view);
    if (profiles.size() == 1) {
      out.raw("<p>Only one is chosen. <a")
          .href(Href::own("/"))
          .raw(">Find another</a> to put beside them.</p>");
    }
    out.raw("<div class=\"scroll\" role=\"region\" aria-label=\"Comparison\" tabindex=\"0\">");
    out.raw(table_of(profiles.size()));
    heads(out, profiles, view.sealed);
    out.raw("<tbody>");
    question_rows(out, profiles);
    fact_rows(out, profiles, site);
    out.raw("</tbody></table></div>");
    std::vector<Declared> declared;
    declared.reserve(profiles.size());
    for (const Profile& profile : profiles) declared.push_back(declared_by(profile.practitioner.attested));
    basis_key(out, declared);
  }
  return layout(site,
                {.title = "Compare",
                 .description = "Up to four therapists side by side.",
                 .section = Section::kCompare,
                 .keep_out_of_search_engines = true,
                 .scripts = {"shortlist.js"}},
                out);
}

}  // namespace stillpoint::http::pages
