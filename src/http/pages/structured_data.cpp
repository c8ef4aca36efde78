#include "http/pages/structured_data.h"

#include <cmath>
#include <string_view>
#include <vector>

#include "base/time_text.h"
#include "base/time_zone.h"
#include "document/json_writer.h"
#include "domain/in_force.h"
#include "domain/money.h"
#include "domain/reviews.h"
#include "domain/thresholds.h"
#include "http/pages/words.h"
#include "http/verify_parameters.h"

namespace stillpoint::http::pages {
namespace {

using document::JsonWriter;
using domain::Practitioner;

constexpr std::string_view kContext = "https://schema.org";
/// A kind of LocalBusiness. Not Physician: most are none.
constexpr std::string_view kPractice = "HealthAndBeautyBusiness";

void begin(JsonWriter& json, std::string_view type) {
  json.begin_object();
  json.member("@type", type);
}

/// A member that is left out where there is nothing to say: null means nothing to these readers.
void text(JsonWriter& json, std::string_view name, const std::string& value) {
  if (!value.empty()) json.member(name, value);
}

/// An address that the person gave, if it is safe to follow.
void outside(JsonWriter& json, std::string_view name, const std::string& url) {
  if (Href::outside(url)) json.member(name, url);
}

void named(JsonWriter& json, std::string_view key, std::string_view type, const std::string& name) {
  json.key(key);
  begin(json, type);
  json.member("name", name);
  json.end_object();
}

std::string practitioner_url(const Site& site, domain::PractitionerId id) {
  return site.settings.public_url + "/practitioners/" + print_id(id.value);
}

/// A certificate of craniosacral work or another field, in force at `now` and confirmed by its issuer.
void certificate(JsonWriter& json, const domain::Credential& credential, const Site& site, Instant now) {
  const domain::CredentialType* type = site.vocabulary.find(credential.type);
  if (type == nullptr) return;
  const std::string_view zone = site.vocabulary.time_zone(*type);
  const auto standing = domain::standing_at(credential, zone, now);
  const auto check =
      domain::check_at(credential.verifications, domain::freshness_of(type, credential.expires, zone), now);
  if (standing.status != domain::CredentialStatus::kInForce || !check.fresh) return;
  begin(json, "EducationalOccupationalCredential");
  json.member("credentialCategory", "certificate");
  json.member("name", type->name);
  text(json, "alternateName", type->letters);
  const domain::Issuer* issuer = site.vocabulary.find(type->issuer);
  if (issuer != nullptr) {
    json.key("recognizedBy");
    begin(json, "Organization");
    json.member("name", issuer->name);
    text(json, "url", issuer->website);
    json.end_object();
  }
  if (credential.issued) json.member("dateCreated", print_date(*credential.issued));
  if (credential.expires) json.member("expires", print_date(*credential.expires));
  const std::string verdict = verify_path(credential);
  if (!verdict.empty()) json.member("url", site.settings.public_url + verdict);
  json.end_object();
}

/// A licence in force and confirmed by its jurisdiction.
void licence(JsonWriter& json, const domain::HeldProfession& held, const domain::Licence& licence,
             const Site& site, Instant now) {
  const auto check = domain::check_at(licence.verifications, domain::Freshness{}, now);
  const bool lapsed =
      licence.expires && end_of_day(*licence.expires, site.vocabulary.time_zone(licence.jurisdiction)) <= now;
  if (licence.status != domain::LicenceStatus::kActive || !check.fresh || lapsed) return;
  begin(json, "EducationalOccupationalCredential");
  json.member("credentialCategory", "license");
  json.member("name", name_of(site.vocabulary, held.profession));
  named(json, "validIn", "AdministrativeArea", name_of(site.vocabulary, licence.jurisdiction));
  if (licence.expires) json.member("expires", print_date(*licence.expires));
  json.end_object();
}

void employee(JsonWriter& json, const app::Profile& profile, const Site& site) {
  const Practitioner& person = profile.practitioner;
  json.key("employee");
  begin(json, "Person");
  json.member("name", person.name.display);
  text(json, "honorificSuffix", person.name.post_nominals);
  std::vector<std::string> professions;
  for (const auto& held : person.professions) {
    professions.push_back(name_of(site.vocabulary, held.profession));
  }
  text(json, "jobTitle", join_words(professions, ", "));
  json.key("knowsLanguage");
  json.begin_array();
  for (const domain::LanguageKey& language : person.languages) json.string(language.value);
  json.end_array();
  json.key("hasCredential");
  json.begin_array();
  for (const domain::Credential& credential : person.credentials) {
    certificate(json, credential, site, profile.as_of);
  }
  for (const domain::HeldProfession& held : person.professions) {
    for (const domain::Licence& one : held.licences) licence(json, held, one, site, profile.as_of);
  }
  json.end_array();
  json.end_object();
}

/// As published: many practise at home.
void address(JsonWriter& json, const domain::Location& location) {
  const bool exact = location.precision == domain::Precision::kExact;
  json.key("address");
  begin(json, "PostalAddress");
  if (exact) {
    text(json, "streetAddress", location.street);
    text(json, "postalCode", location.postal_code);
  }
  text(json, "addressLocality", location.city);
  const std::string& region = location.jurisdiction.value;
  if (region.size() > 3) json.member("addressRegion", region.substr(3));
  text(json, "addressCountry", location.country);
  json.end_object();
  const auto point = domain::published_point(location);
  if (!point) return;
  json.key("geo");
  begin(json, "GeoCoordinates");
  json.member("latitude", point->lat);
  json.member("longitude", point->lon);
  json.end_object();
}

void offers(JsonWriter& json, const Practitioner& person, const Site& site) {
  if (person.fees.declined || person.fees.lines.empty()) return;
  json.key("makesOffer");
  json.begin_array();
  for (const domain::FeeLine& line : person.fees.lines) {
    const domain::Currency* currency = site.vocabulary.find(line.price.currency);
    begin(json, "Offer");
    json.member("name", line.label.empty() ? std::string(word_of(line.kind)) : line.label);
    json.member("price",
                domain::print_amount(line.price.minor, currency == nullptr ? 2 : currency->minor_digits));
    json.member("priceCurrency", line.price.currency.value);
    json.end_object();
  }
  json.end_array();
}

/// The share of positive reviews, as the page tells it, with the range that it is a share of.
void rating(JsonWriter& json, const domain::ReviewSummary& summary) {
  if (summary.count == 0) return;
  json.key("aggregateRating");
  begin(json, "AggregateRating");
  json.member("ratingValue", std::lround(summary.interval.share * 100.0));
  json.member("bestRating", 100);
  json.member("worstRating", 0);
  json.member("ratingCount", summary.count);
  json.end_object();
}

void site_with_search(JsonWriter& json, const Site& site) {
  json.begin_object();
  json.member("@context", kContext);
  json.member("@type", "WebSite");
  json.member("name", "Stillpoint");
  json.member("url", site.settings.public_url + "/");
  json.key("potentialAction");
  begin(json, "SearchAction");
  json.key("target");
  begin(json, "EntryPoint");
  json.member("urlTemplate", site.settings.public_url + "/?place={place}");
  json.end_object();
  json.member("query-input", "required name=place");
  json.end_object();
  json.end_object();
}

void found(JsonWriter& json, const domain::SearchItem& item, std::size_t position, const Site& site) {
  begin(json, "ListItem");
  json.member("position", position);
  json.member("name", item.name);
  json.key("item");
  begin(json, kPractice);
  const std::string url = practitioner_url(site, item.id);
  json.member("@id", url + "#practice");
  json.member("name", item.name);
  json.member("url", url);
  text(json, "telephone", item.phone);
  if (item.location) {
    json.key("address");
    begin(json, "PostalAddress");
    text(json, "addressLocality", item.location->city);
    text(json, "addressCountry", item.location->country);
    json.end_object();
  }
  json.end_object();
  json.end_object();
}

}  // namespace

std::string profile_structured_data(const app::Profile& profile, const Site& site) {
  const Practitioner& person = profile.practitioner;
  const std::string url = practitioner_url(site, person.id);
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("@context", kContext);
  json.member("@type", kPractice);
  json.member("@id", url + "#practice");
  json.member("url", url);
  const bool is_named = !person.locations.empty() && !person.locations.front().name.empty();
  json.member("name", is_named ? person.locations.front().name : person.name.display);
  text(json, "telephone", person.contact.phone);
  outside(json, "image", person.contact.photo_url);
  outside(json, "sameAs", person.contact.website);
  if (!person.locations.empty()) address(json, person.locations.front());
  offers(json, person, site);
  rating(json, domain::summarise(person.reviews, profile.as_of));
  employee(json, profile, site);
  json.end_object();
  return body;
}

std::string search_structured_data(const SearchView& view, const Site& site) {
  std::string body;
  JsonWriter json(body);
  if (view.start) {
    site_with_search(json, site);
    return body;
  }
  if (view.page == nullptr || view.page->items.empty()) return {};
  json.begin_object();
  json.member("@context", kContext);
  json.member("@type", "ItemList");
  json.member("name", "Craniosacral therapists found");
  json.member("numberOfItems", view.page->total);
  json.key("itemListElement");
  json.begin_array();
  std::size_t position = 0;
  for (const domain::SearchItem& item : view.page->items) found(json, item, ++position, site);
  json.end_array();
  json.end_object();
  return body;
}

}  // namespace stillpoint::http::pages
