#include "http/json_search.h"

#include "base/time_text.h"
#include "domain/money.h"

namespace stillpoint::http {
namespace {

using document::JsonWriter;
using domain::Checklist;
using domain::Currency;
using domain::Evidence;
using domain::FacetCount;
using domain::FacetCounts;
using domain::FilterCount;
using domain::Finding;
using domain::SearchItem;
using domain::SearchPage;
using domain::Vocabulary;

/// Distances are told to 100 m: published coordinates are rounded more coarsely still.
constexpr int kDistanceDecimals = 1;
/// Shares of a few dozen reviews carry no more than two digits.
constexpr int kShareDecimals = 2;

void write_instant(JsonWriter& json, std::string_view name, const std::optional<Instant>& instant) {
  json.key(name);
  if (instant) {
    json.string(print_instant(*instant));
  } else {
    json.null();
  }
}

void write_where(JsonWriter& json, const std::optional<domain::PlaceAnswer>& where) {
  json.key("where");
  if (!where) return json.null();
  json.begin_object();
  json.member("name", where->place.name);
  json.member("lat", where->place.point.lat);
  json.member("lon", where->place.point.lon);
  json.key("alternatives");
  json.begin_array();
  for (const std::string& name : where->alternatives) json.string(name);
  json.end_array();
  if (!where->note.empty()) json.member("note", where->note);
  json.end_object();
}

/// "max_price"; "require=client_reviews:partly" where that was asked: what can be taken away as it stands.
std::string parameter_of(domain::Filter filter, const domain::SearchTerms& terms) {
  std::string name(domain::name_of(filter));
  for (const domain::Require& require : terms.requires_items) {
    const bool asked = name == "require=" + std::string(domain::name_of(require.item));
    if (asked && require.partly_suffices) return name + ":partly";
  }
  return name;
}

void write_unknown_excluded(JsonWriter& json, const std::vector<FilterCount>& counts,
                            const domain::SearchTerms& terms) {
  json.key("unknown_excluded");
  json.begin_object();
  for (const FilterCount& excluded : counts) {
    json.member(parameter_of(excluded.filter, terms), excluded.count);
  }
  json.end_object();
}

void write_safety(JsonWriter& json, const std::optional<domain::SafetyNotice>& safety) {
  json.key("safety");
  if (!safety) return json.null();
  json.begin_object();
  json.key("reasons");
  json.begin_array();
  for (const domain::ContraindicationKey& reason : safety->reasons) json.string(reason.value);
  json.end_array();
  json.member("text", safety->text);
  json.end_object();
}

/// "Title (2019), https://…".
std::string citation(const domain::Source& source) {
  std::string text = source.title;
  if (source.year) text.append(" (").append(std::to_string(*source.year)).append(")");
  if (!source.url.empty()) text.append(", ").append(source.url);
  return text;
}

void write_condition_notes(JsonWriter& json, const std::vector<domain::ConditionNote>& notes) {
  json.key("condition_notes");
  json.begin_array();
  for (const domain::ConditionNote& note : notes) {
    json.begin_object();
    json.member("condition", note.condition.value);
    json.member("text", note.text);
    json.key("sources");
    json.begin_array();
    for (const domain::Source& source : note.sources) json.string(citation(source));
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

void write_location(JsonWriter& json, const std::optional<domain::SearchLocation>& location) {
  json.key("location");
  if (!location) return json.null();
  json.begin_object();
  json.member("city", location->city);
  json.member("region", location->jurisdiction.value);
  json.member("country", location->country);
  json.key("lat");
  location->point ? json.number(location->point->lat) : json.null();
  json.key("lon");
  location->point ? json.number(location->point->lon) : json.null();
  json.member("precision", location->precision == domain::Precision::kExact ? "exact" : "area");
  json.end_object();
}

void write_price(JsonWriter& json, const std::optional<domain::LowestPrice>& lowest,
                 const Vocabulary& vocabulary) {
  json.key("lowest_price");
  if (!lowest) return json.null();
  const Currency* const currency = vocabulary.find(lowest->price.currency);
  const int digits = currency == nullptr ? 2 : currency->minor_digits;
  json.begin_object();
  json.member("amount", domain::print_amount(lowest->price.minor, digits));
  json.member("currency", lowest->price.currency.value);
  json.member("minutes", lowest->minutes);
  json.member("per_hour", domain::print_amount(lowest->per_hour_minor, digits));
  json.end_object();
}

void write_reviews(JsonWriter& json, const SearchItem& item) {
  json.key("reviews");
  json.begin_object();
  json.member("count", item.review_count);
  if (item.review_count > 0) {
    json.member("positive", item.review_positive, kShareDecimals);
    json.member("low", item.review_low, kShareDecimals);
    json.member("high", item.review_high, kShareDecimals);
  } else {
    for (const char* const name : {"positive", "low", "high"}) {
      json.key(name);
      json.null();
    }
  }
  json.end_object();
}

void write_item(JsonWriter& json, const SearchItem& item, const Vocabulary& vocabulary, const Links& links) {
  json.begin_object();
  json.member("id", print_id(item.id.value));
  json.member("name", item.name);
  json.member("url", links.practitioner(item.id));
  json.key("professions");
  json.begin_array();
  for (const domain::ProfessionKey& profession : item.professions) json.string(profession.value);
  json.end_array();
  write_location(json, item.location);
  json.key("distance_km");
  item.distance_km ? json.number(*item.distance_km, kDistanceDecimals) : json.null();
  json.member("training_hours", item.training_hours);
  write_price(json, item.lowest_price, vocabulary);
  write_reviews(json, item);
  json.key("dates");
  json.begin_object();
  write_instant(json, "edited", item.edited);
  write_instant(json, "attested", item.attested);
  write_instant(json, "verified", item.verified);
  json.end_object();
  json.key("checklist");
  write_checklist(json, item.checklist, links);
  json.end_object();
}

void write_facets(JsonWriter& json, const std::vector<FacetCounts>& facets) {
  json.key("facets");
  json.begin_object();
  for (const FacetCounts& facet : facets) {
    json.key(domain::name_of(facet.facet));
    json.begin_object();
    for (const FacetCount& count : facet.counts) json.member(count.value, count.count);
    json.end_object();
  }
  json.end_object();
}

void write_relax(JsonWriter& json, const domain::Relaxation& relax, const domain::SearchTerms& terms) {
  json.key("relax");
  json.begin_array();
  for (const FilterCount& without : relax.without) {
    json.begin_object();
    json.member("without", parameter_of(without.filter, terms));
    json.member("total", without.count);
    json.end_object();
  }
  if (relax.radius_km) {
    json.begin_object();
    json.member("radius_km", *relax.radius_km);
    json.member("total", relax.radius_count);
    json.end_object();
  }
  json.end_array();
}

void write_locked(JsonWriter& json, const AnsweredSearch& answer) {
  if (answer.locked == nullptr) return;
  json.key("locked");
  json.begin_object();
  json.key("filters");
  json.begin_array();
  for (const domain::LockedFilter& filter : *answer.locked) {
    json.begin_object();
    json.member("name", filter.name);
    json.member("value", filter.value);
    json.end_object();
  }
  json.end_array();
  json.key("overridden");
  json.begin_array();
  for (const std::string& name : *answer.overridden) json.string(name);
  json.end_array();
  json.end_object();
}

}  // namespace

void write_checklist(JsonWriter& json, const Checklist& checklist, const Links& links) {
  const domain::Score reached = domain::score(checklist);
  json.begin_object();
  json.member("met", reached.met);
  json.member("asked", reached.asked);
  json.key("items");
  json.begin_array();
  for (const Finding& finding : checklist) {
    json.begin_object();
    json.member("item", domain::name_of(finding.item));
    json.member("state", domain::name_of(finding.state));
    json.member("basis", domain::name_of(finding.basis));
    json.member("code", domain::name_of(finding.code));
    json.member("reason", finding.reason);
    json.key("as_of");
    finding.as_of ? json.string(print_date(*finding.as_of)) : json.null();
    json.key("evidence");
    json.begin_array();
    for (const Evidence& evidence : finding.evidence) {
      json.begin_object();
      json.member("kind", evidence.kind);
      json.member("id", evidence.id);
      if (!evidence.url.empty()) {
        // A path is of this site; anything else is the source's own page.
        json.member("url", evidence.url.front() == '/' ? links.path(evidence.url) : evidence.url);
      }
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

std::string search_page_json(const AnsweredSearch& answer, const Vocabulary& vocabulary, const Links& links) {
  const SearchPage& page = answer.page;
  std::string body;
  // About what twenty items with their five sentences take.
  body.reserve(page.items.size() * 1700 + 1024);
  JsonWriter json(body);
  json.begin_object();
  json.member("total", page.total);
  write_instant(json, "as_of", page.as_of);
  write_where(json, page.where);
  write_unknown_excluded(json, page.unknown_excluded, answer.terms);
  write_safety(json, page.safety);
  write_condition_notes(json, page.condition_notes);
  json.key("items");
  json.begin_array();
  for (const SearchItem& item : page.items) write_item(json, item, vocabulary, links);
  json.end_array();
  write_facets(json, page.facets);
  json.key("next");
  answer.next.empty() ? json.null() : json.string(answer.next);
  write_relax(json, page.relax, answer.terms);
  write_locked(json, answer);
  json.end_object();
  return body;
}

}  // namespace stillpoint::http
