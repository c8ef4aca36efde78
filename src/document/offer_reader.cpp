#include "document/offer_reader.h"

#include <algorithm>
#include <string>

#include "document/limits.h"
#include "document/practitioner_members.h"
#include "domain/money.h"

namespace stillpoint::document {
namespace {

using domain::DeclaredCondition;
using domain::FeeLine;
using domain::Fees;
using domain::Location;

constexpr Members kCondition{.accepted = kConditionMembers};
constexpr Members kLocation{.accepted = kLocationMembers};
constexpr Members kFees{.accepted = kFeesMembers};
constexpr Members kFeeLine{.accepted = kFeeLineMembers};
constexpr Members kSession{.accepted = kSessionMembers};

/// The last year that may be named: the present one; a trusted text may say what it likes.
int year_max(const ReadContext& context) {
  if (context.options.trusted) return 9999;
  return static_cast<int>(std::chrono::year_month_day(context.options.today).year());
}

DeclaredCondition read_condition(ObjectReader& object, const ReadContext& context) {
  DeclaredCondition declared;
  declared.condition =
      read_key<domain::ConditionKey>(object, "condition", context, context.vocabulary.rows().conditions,
                                     {.one = "condition", .many = "conditions"}, Presence::kRequired);
  declared.takes = object.boolean("takes").value_or(true);
  declared.since_year = object.integer("since_year", {.min = kSinceYearMin, .max = year_max(context)});
  declared.clients = object.integer("clients", {.min = 0, .max = kClientsMax});
  return declared;
}

/// Degrees of both coordinates, or neither.
std::optional<domain::Point> read_point(ObjectReader& object) {
  const auto lat = object.number("lat", {.min = -90, .max = 90});
  const auto lon = object.number("lon", {.min = -180, .max = 180});
  if (object.find("lat").has_value() != object.find("lon").has_value()) {
    object.fault(object.find("lat") ? "lon" : "lat", "This member is missing.",
                 "Both lat and lon, or neither.");
  }
  if (!lat || !lon) return std::nullopt;
  return domain::Point{.lat = *lat, .lon = *lon};
}

Location read_location(ObjectReader& object, const ReadContext& context) {
  Location location;
  location.name = object.text("name", {.characters_max = kNameCharactersMax});
  location.street = object.text("street", {.characters_max = kNameCharactersMax});
  location.city = object.text("city", {.characters_max = kNameCharactersMax});
  location.postal_code = object.text("postal_code", {.characters_max = kPostalCharactersMax});
  location.jurisdiction = read_key<domain::JurisdictionKey>(
      object, "jurisdiction", context, context.vocabulary.rows().jurisdictions,
      {.one = "jurisdiction", .many = "jurisdictions (ISO 3166)"});
  location.country = read_country(object, context, Presence::kRequired);
  if (!location.jurisdiction.empty() && !location.country.empty() &&
      country_of(location.jurisdiction).value != location.country) {
    object.fault("jurisdiction", "This jurisdiction is not of the country " + location.country + ".",
                 "The country's own code, or one of its subdivisions.");
  }
  location.point = read_point(object);
  location.precision = read_enum<domain::Precision>(object, "precision").value_or(domain::Precision::kArea);
  location.wheelchair = read_known(object, "wheelchair");
  location.home_visits = read_known(object, "home_visits");
  location.accepting = read_known(object, "accepting");
  return location;
}

domain::Money read_price(ObjectReader& object, const ReadContext& context) {
  domain::Money price;
  price.currency = read_key<domain::CurrencyKey>(
      object, "currency", context, context.vocabulary.rows().currencies,
      {.one = "currency", .many = "currencies (ISO 4217)"}, Presence::kRequired);
  const std::string amount =
      object.text("amount", {.characters_max = kNumberCharactersMax, .presence = Presence::kRequired});
  const domain::Currency* currency = context.vocabulary.find(price.currency);
  if (amount.empty() || currency == nullptr) return price;
  if (const auto minor = domain::parse_amount(amount, currency->minor_digits)) {
    price.minor = *minor;
  } else {
    object.fault("amount", "This is not an amount of " + price.currency.value + ".",
                 "A decimal text like " + domain::print_amount(11'000, currency->minor_digits) +
                     ", at most " + domain::print_amount(domain::kMoneyMinorMax, currency->minor_digits) +
                     ".");
  }
  return price;
}

FeeLine read_line(ObjectReader& object, const ReadContext& context) {
  FeeLine line;
  line.kind = read_enum<domain::FeeKind>(object, "kind", Presence::kRequired).value_or(line.kind);
  line.label = object.text("label", {.characters_max = kLabelCharactersMax});
  line.price = read_price(object, context);
  line.minutes = object.integer("minutes", {.min = 1, .max = kMinutesMax});
  line.sessions = object.integer("sessions", {.min = 1, .max = kSessionsMax}).value_or(1);
  if (line.sessions != 1 && line.kind != domain::FeeKind::kPackage) {
    object.fault("sessions", "Only a package has several sessions.", "1, or the kind package.");
  }
  line.sliding_scale = read_known(object, "sliding_scale");
  return line;
}

}  // namespace

std::string read_country(ObjectReader& object, const ReadContext& context, Presence presence) {
  std::string country = object.text("country", {.characters_max = kNameCharactersMax, .presence = presence});
  if (country.empty()) return {};
  if (country.size() == 2 && context.vocabulary.find(domain::JurisdictionKey{country}) != nullptr)
    return country;
  object.fault("country", "There is no country of this code.", "Two capital letters of ISO 3166-1, like US.");
  return {};
}

std::vector<DeclaredCondition> read_conditions(ObjectReader& document, const ReadContext& context) {
  std::vector<DeclaredCondition> conditions;
  document.list("conditions", kConditionsMax, [&](JsonValue item, const Path& path) {
    ObjectReader object(item, path, kCondition, context.faults);
    DeclaredCondition declared = read_condition(object, context);
    const bool twice = std::any_of(conditions.begin(), conditions.end(), [&](const DeclaredCondition& other) {
      return !declared.condition.empty() && other.condition == declared.condition;
    });
    if (twice) object.fault("condition", "This value is given twice.", "Each condition once.");
    conditions.push_back(std::move(declared));
  });
  return conditions;
}

std::vector<Location> read_locations(ObjectReader& document, const ReadContext& context) {
  std::vector<Location> locations;
  document.list("locations", kLocationsMax, [&](JsonValue item, const Path& path) {
    ObjectReader object(item, path, kLocation, context.faults);
    locations.push_back(read_location(object, context));
  });
  return locations;
}

Fees read_fees(ObjectReader& document, const ReadContext& context) {
  Fees fees;
  document.object("fees", [&](JsonValue value, const Path& path) {
    ObjectReader object(value, path, kFees, context.faults);
    fees.declined = object.boolean("declined").value_or(false);
    object.list("lines", kFeeLinesMax, [&](JsonValue item, const Path& line_path) {
      ObjectReader line(item, line_path, kFeeLine, context.faults);
      fees.lines.push_back(read_line(line, context));
    });
    if (fees.declined && !fees.lines.empty()) {
      object.fault("declined", "Fees are declined and stated at once.", "Either declined, or lines.");
    }
    fees.valid_from = object.date("valid_from");
    fees.cancellation =
        object.text("cancellation", {.characters_max = kNoteCharactersMax, .lines = Lines::kMany});
    fees.note = object.text("note", {.characters_max = kNoteCharactersMax, .lines = Lines::kMany});
  });
  return fees;
}

domain::SessionStructure read_session(ObjectReader& document, const ReadContext& context) {
  domain::SessionStructure session;
  document.object("session", [&](JsonValue value, const Path& path) {
    ObjectReader object(value, path, kSession, context.faults);
    session.description =
        object.text("description", {.characters_max = kNoteCharactersMax, .lines = Lines::kMany});
    session.sessions_min = object.integer("sessions_min", {.min = 1, .max = kSessionsMax});
    session.sessions_max = object.integer("sessions_max", {.min = 1, .max = kSessionsMax});
    if (session.sessions_min && session.sessions_max && *session.sessions_max < *session.sessions_min) {
      object.fault("sessions_max", "The most is less than the least.", "sessions_min or more.");
    }
  });
  return session;
}

}  // namespace stillpoint::document
