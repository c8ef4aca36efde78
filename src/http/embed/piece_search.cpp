#include <algorithm>
#include <optional>
#include <utility>

#include "http/cursor.h"
#include "http/embed/piece.h"
#include "http/embed/piece_parts.h"
#include "http/pages/fault_words.h"
#include "http/pages/search_address.h"
#include "http/pages/words.h"
#include "http/parameters.h"
#include "http/url.h"

namespace stillpoint::http::embed {

using domain::SearchItem;
using domain::SearchTerms;
using pages::Href;

namespace {

/// A search as it was asked and answered.
struct Found {
  SearchTerms terms{};
  std::vector<Parameter> given{};
  std::vector<Fault> faults{};
  std::optional<domain::SearchPage> page{};
};

void hidden(const PieceWriter& writer, const Parameter& parameter) {
  writer.out.raw("<input type=\"hidden\"").attribute("name", parameter.name);
  writer.out.attribute("value", parameter.value).raw(">");
}

void condition_field(const PieceWriter& writer, const Found& found) {
  writer.out.raw("<label data-part=\"label\"><span>").text(writer.label("condition"));
  writer.out.raw("</span><select data-part=\"field\" name=\"condition\"><option value=\"\">");
  writer.out.text(writer.label("any")).raw("</option>");
  for (const domain::Condition& condition : writer.site.vocabulary.rows().conditions) {
    const auto& chosen = found.terms.conditions;
    writer.out.raw("<option lang=\"en\"").attribute("value", condition.key.value);
    writer.out.flag("selected", std::find(chosen.begin(), chosen.end(), condition.key) != chosen.end());
    writer.out.raw(">").text(condition.name).raw("</option>");
  }
  writer.out.raw("</select></label>");
}

/// Place and condition, where the partner has not fixed them. All else that was asked goes along unseen.
void form(const PieceWriter& writer, const Found& found) {
  const SearchTerms* locked = writer.request.caller.locked();
  const bool asks_place = locked == nullptr || (locked->place.empty() && !locked->near);
  const bool asks_condition = locked == nullptr || locked->conditions.empty();
  if (!writer.request.shows_form || (!asks_place && !asks_condition)) return;
  writer.out.raw("<form data-part=\"form\" class=\"form\" method=\"post\"");
  writer.out.action(Href::path(writer.request.frame_path)).raw(">");
  for (const Parameter& parameter : to_parameters(found.terms, writer.site.vocabulary)) {
    const bool is_field = parameter.name == "place" || parameter.name == "near" ||
                          parameter.name == "condition" || parameter.name == "cursor";
    if (!is_field) hidden(writer, parameter);
  }
  if (asks_place) {
    writer.out.raw("<label data-part=\"label\"><span>").text(writer.label("place"));
    writer.out.raw("</span><input data-part=\"field\" name=\"place\" autocomplete=\"address-level2\"");
    writer.out.attribute("value", pages::first_value(found.given, "place"));
    if (!found.faults.empty()) writer.out.raw(" aria-invalid=\"true\" aria-describedby=\"wrong\"");
    writer.out.raw("></label>");
  }
  if (asks_condition) condition_field(writer, found);
  writer.out.raw("<button data-part=\"button\">").text(writer.label("find")).raw("</button></form>");
}

void safety(const PieceWriter& writer, const domain::SafetyNotice& notice) {
  writer.out.raw(
      "<section data-part=\"safety\" class=\"safety\" aria-labelledby=\"safety\"><h3 id=\"safety\">");
  writer.out.text(writer.label("safety")).raw("</h3><p>");
  in_english(writer, notice.text);
  writer.out.raw("</p></section>");
}

void evidence(const PieceWriter& writer, const domain::ConditionNote& note) {
  const domain::Condition* condition = writer.site.vocabulary.find(note.condition);
  const std::string name = condition == nullptr ? note.condition.value : condition->name;
  writer.out.raw("<section data-part=\"evidence\" class=\"note\"><h3>");
  writer.out.text(writer.request.labels.with("evidence", {{"condition", name}})).raw("</h3><p>");
  in_english(writer, note.text);
  writer.out.raw("</p>");
  if (!note.sources.empty()) {
    writer.out.raw("<details><summary>").text(writer.label("sources")).raw("</summary><ul>");
    for (const domain::Source& source : note.sources) {
      writer.out.raw("<li lang=\"en\">");
      out_link(writer, {.url = source.url, .words = source.title});
      if (!Href::outside(source.url)) writer.out.text(source.title);
      if (source.year) writer.out.raw(", ").number(*source.year);
      writer.out.raw("</li>");
    }
    writer.out.raw("</ul></details>");
  }
  writer.out.raw("</section>");
}

std::string place_of(const SearchItem& item) {
  if (!item.location) return {};
  std::string place = item.location->city;
  const std::string& region = item.location->jurisdiction.value;
  const std::string code = region.size() > 3 ? region.substr(3) : item.location->country;
  if (!code.empty()) place += (place.empty() ? "" : ", ") + code;
  if (item.distance_km) place += " · " + pages::print_distance(*item.distance_km, item.location->country);
  return place;
}

std::string price_of(const PieceWriter& writer, const SearchItem& item) {
  if (!item.lowest_price) return std::string(writer.label("price_none"));
  const auto& lowest = *item.lowest_price;
  return writer.request.labels.with(
      "price",
      {{"price", pages::print_money(lowest.price.minor, lowest.price.currency, writer.site.vocabulary)},
       {"minutes", std::to_string(lowest.minutes)}});
}

void card(const PieceWriter& writer, const SearchItem& item, const std::string& sealed) {
  const std::string url = writer.services.site.links.full("/practitioners/" + print_id(item.id.value));
  const std::string asked = sealed.empty() ? url : url + "?s=" + sealed;
  writer.out.raw("<li data-part=\"card\" class=\"card\"><h3 data-part=\"name\">");
  out_link(writer, {.url = asked, .words = item.name, .part = "name-link"});
  if (!item.post_nominals.empty()) writer.out.raw(", ").text(item.post_nominals);
  writer.out.raw("</h3><p data-part=\"who\" class=\"who\">");
  std::vector<std::string> facts = {professions_of(writer, item.professions), place_of(item),
                                    price_of(writer, item)};
  if (item.training_hours > 0) {
    facts.push_back(writer.request.labels.with("hours", {{"n", pages::print_count(item.training_hours)}}));
  }
  for (const std::string& fact : facts) {
    if (!fact.empty()) writer.out.raw("<span>").text(fact).raw("</span> ");
  }
  const domain::Score score = domain::score(item.checklist);
  writer.out.raw("</p><p data-part=\"score\" class=\"score\">");
  writer.out.text(writer.request.labels.with(
      "met_of", {{"met", std::to_string(score.met)}, {"asked", std::to_string(score.asked)}}));
  writer.out.raw("</p>");
  piece_marks(writer,
              {.checklist = item.checklist, .attested = item.attested.has_value(), .profile_url = url});
  writer.out.raw("<p class=\"acts\">");
  out_link(writer, {.url = asked, .words = writer.label("profile"), .about = item.name});
  if (const auto call = Href::telephone(item.phone)) {
    writer.out.raw(" <a data-part=\"link\"").href(*call).raw(">").text(writer.label("call")).raw(" ");
    writer.out.text(item.phone).raw("</a>");
  }
  writer.out.raw("</p></li>");
}

std::string count_words(const PieceWriter& writer, std::int64_t total) {
  if (total == 0) return std::string(writer.label("found_none"));
  if (total == 1) return std::string(writer.label("found_one"));
  return writer.request.labels.with("found_many", {{"n", pages::print_count(total)}});
}

/// What does not count any more when the answer is asked for again: everything but the form.
void results(const PieceWriter& writer, const Found& found, Piece& piece) {
  writer.out.raw("<div class=\"results\" data-part=\"results\">");
  if (!found.faults.empty()) {
    writer.out.raw("<div data-part=\"notice\" class=\"notice\" id=\"wrong\" role=\"alert\"><p>");
    writer.out.text(writer.label("wrong")).raw("</p>");
    for (const Fault& fault : found.faults) {
      writer.out.raw("<p lang=\"en\">").text(pages::field_label(fault.where)).raw(": ");
      writer.out.text(pages::page_words(fault, found.given)).raw("</p>");
    }
    writer.out.raw("</div>");
  }
  if (found.page) {
    const domain::SearchPage& page = *found.page;
    if (page.safety) safety(writer, *page.safety);
    for (const domain::ConditionNote& note : page.condition_notes) evidence(writer, note);
    writer.out.raw("<p data-part=\"count\" class=\"count\">")
        .text(count_words(writer, page.total))
        .raw("</p>");
    std::string sealed;
    if (!found.terms.conditions.empty()) {
      sealed = writer.services.site.sealer.seal(
          Sealer::Purpose::kSearch, print_query(to_parameters(found.terms, writer.site.vocabulary)));
    }
    writer.out.raw("<ol data-part=\"list\" class=\"list\">");
    for (const SearchItem& item : page.items) card(writer, item, sealed);
    writer.out.raw("</ol>");
    if (page.next) {
      const std::string cursor = seal_cursor({.search = to_parameters(found.terms, writer.site.vocabulary),
                                              .position = *page.next,
                                              .issued = page.as_of,
                                              .partner = writer.request.caller.partner()},
                                             writer.services.site.sealer);
      writer.out.raw("<p><a data-part=\"more\" class=\"more\"").attribute("data-cursor", cursor);
      writer.out.href(Href::path(writer.request.frame_path + "&cursor=" + percent_encode(cursor)));
      writer.out.raw(">").text(writer.label("more")).raw("</a></p>");
    }
  }
  foot(writer, piece);
  writer.out.raw("</div>");
}

}  // namespace

Result<Piece> PieceMaker::search(const PieceRequest& request) const {
  const Services& site = services_.site;
  Piece piece{.title = std::string(request.labels["search"]),
              .as_of = site.clock.now(),
              .expires = site.clock.now() + kPieceLife,
              .url = site.links.full("/")};
  Found found;
  auto given = pages::opened_search(request.parameters, site.sealer);
  if (!given) given.emplace();  // A damaged link costs its search, not the place that it stands in.
  found.given = *std::move(given);
  SearchRequest asked =
      read_search(found.given, site.vocabulary, UnknownNames::kIgnored, request.caller.locked());
  std::optional<domain::Position> after;
  if (!asked.cursor.empty()) {
    Result<Cursor> cursor = open_cursor(asked.cursor, site.sealer, site.clock.now());
    if (cursor && cursor->partner == request.caller.partner()) {
      asked = read_search(cursor->search, site.vocabulary, UnknownNames::kIgnored);
      after = std::move(cursor->position);
      found.given = std::move(cursor->search);
    }
    // One that is too old begins anew.
  }
  if (!asked.has_limit && !after) asked.terms.limit = kPieceRowsDefault;
  asked.terms.facets.clear();
  found.terms = asked.terms;
  found.faults = std::move(asked.faults);
  if (const Result<void> may = request.caller.may_search(); !may) return may.error();
  if (found.faults.empty()) {
    Result<app::SearchDirectory::Answer> answer =
        site.search.run(std::move(asked.terms), after, request.caller.locked());
    if (answer) {
      found.terms = answer->query.terms();
      found.page = std::move(answer->page);
      piece.as_of = found.page->as_of;
      piece.expires = piece.as_of + kPieceLife;
      for (const SearchItem& item : found.page->items) {
        piece.expires = std::min(piece.expires, holds_until(item.checklist));
      }
      piece.url =
          site.links.full(pages::search_path(to_parameters(found.terms, site.vocabulary), site.sealer));
    } else if (answer.error().code == ErrorCode::kInvalid) {
      found.faults = answer.error().faults;
    } else {
      return std::move(answer).error();
    }
  }
  if (!found.faults.empty()) piece.status = 400;
  pages::HtmlWriter out(site_.settings.base_path);
  const PieceWriter writer{.out = out, .request = request, .services = services_, .site = site_};
  form(writer, found);
  results(writer, found, piece);
  piece.html = std::move(out);
  return piece;
}

}  // namespace stillpoint::http::embed
