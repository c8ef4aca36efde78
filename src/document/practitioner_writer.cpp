#include "document/practitioner_writer.h"

#include <string_view>

#include "base/time_text.h"
#include "document/enum_names.h"
#include "domain/money.h"
#include "domain/reviews.h"

namespace stillpoint::document {
namespace {

using domain::Known;
using domain::Practitioner;

/// The registry whose ids are published by its keeper: the numbers of US health care providers.
constexpr std::string_view kPublicIdSystem = "nppes";

/// What a record without a currency of the vocabulary is printed with; none is ever read.
constexpr int kMinorDigitsDefault = 2;

/// Shares of reviews are told in hundredths.
constexpr int kShareDecimals = 2;

class DocumentWriter {
 public:
  DocumentWriter(JsonWriter& json, const domain::Vocabulary& vocabulary, const WriteOptions& options)
      : json_(json), vocabulary_(vocabulary), options_(options) {}

  void write(const Practitioner& practitioner);

 private:
  [[nodiscard]] bool is_public() const { return options_.audience == Audience::kPublic; }

  // Nothing is written for what is not on record.
  void text(std::string_view name, const std::string& value) {
    if (!value.empty()) json_.member(name, value);
  }
  template <class Tag>
  void id(Id<Tag> value) {
    if (value) json_.member("id", print_id(value.value));
  }
  template <class Enum>
  void choice(std::string_view name, Enum value) {
    json_.member(name, name_of(value));
  }
  void date(std::string_view name, const std::optional<Date>& value) {
    if (value) json_.member(name, print_date(*value));
  }
  void instant(std::string_view name, const std::optional<Instant>& value) {
    if (value) json_.member(name, print_instant(*value));
  }
  void integer(std::string_view name, const std::optional<int>& value) {
    if (value) json_.member(name, *value);
  }
  void flag(std::string_view name, bool value) {
    if (value) json_.member(name, true);
  }
  void known(std::string_view name, Known value) {
    if (value != Known::kUnknown) json_.member(name, value == Known::kYes);
  }
  template <class Key>
  void keys(std::string_view name, const std::vector<Key>& values) {
    if (values.empty()) return;
    json_.key(name);
    json_.begin_array();
    for (const Key& key : values) json_.string(key.value);
    json_.end_array();
  }
  /// A list of objects whose members `each` writes.
  template <class T, class Each>
  void list(std::string_view name, const std::vector<T>& items, const Each& each) {
    if (items.empty()) return;
    json_.key(name);
    json_.begin_array();
    for (const T& item : items) {
      json_.begin_object();
      each(item);
      json_.end_object();
    }
    json_.end_array();
  }

  void head(const Practitioner& practitioner);
  void name(const domain::Name& name);
  void contact(const domain::Contact& contact);
  void mailing_address(const std::optional<domain::Address>& address);
  void verifications(const std::vector<domain::Verification>& checks);
  void professions(const std::vector<domain::HeldProfession>& professions);
  void training(const std::vector<domain::Training>& training);
  void recorded(Instant when);
  void credentials(const std::vector<domain::Credential>& credentials);
  void conditions(const std::vector<domain::DeclaredCondition>& conditions);
  void location(const domain::Location& location);
  void fee_line(const domain::FeeLine& line);
  void fees(const domain::Fees& fees);
  void session(const domain::SessionStructure& session);
  void review(const domain::Review& review);
  void reviews(const std::vector<domain::Review>& reviews);
  void reviews_summary(const Practitioner& practitioner);
  void dates(const Practitioner& practitioner);

  JsonWriter& json_;
  const domain::Vocabulary& vocabulary_;
  const WriteOptions& options_;
};

void DocumentWriter::write(const Practitioner& practitioner) {
  head(practitioner);
  name(practitioner.name);
  if (practitioner.gender) choice("gender", *practitioner.gender);
  if (!is_public() || options_.with_contact) contact(practitioner.contact);
  if (!is_public()) mailing_address(practitioner.mailing_address);
  professions(practitioner.professions);
  training(practitioner.training);
  if (is_public()) json_.member("training_hours", domain::training_hours(practitioner));
  credentials(practitioner.credentials);
  keys("approaches", practitioner.approaches);
  conditions(practitioner.conditions);
  keys("populations", practitioner.populations);
  keys("languages", practitioner.languages);
  list("locations", practitioner.locations, [&](const auto& item) { location(item); });
  fees(practitioner.fees);
  session(practitioner.session);
  text("about", practitioner.about);
  if (is_public()) {
    if (!options_.is_copy) reviews_summary(practitioner);
  } else if (practitioner.reviews_invited != 0) {
    json_.member("reviews_invited", practitioner.reviews_invited);
  }
  reviews(practitioner.reviews);
  dates(practitioner);
}

void DocumentWriter::head(const Practitioner& practitioner) {
  id(practitioner.id);
  if (practitioner.version != 0) json_.member("version", practitioner.version);
  choice("listing", practitioner.listing);
  if (!is_public()) {
    text("listing_basis", practitioner.listing_basis);
    instant("demoted_since", practitioner.demoted_since);
  }
  std::vector<domain::ExternalId> ids;
  for (const domain::ExternalId& external : practitioner.external_ids) {
    if (!is_public() || external.system == kPublicIdSystem) ids.push_back(external);
  }
  list("external_ids", ids, [&](const domain::ExternalId& external) {
    json_.member("system", external.system);
    json_.member("value", external.value);
  });
}

void DocumentWriter::name(const domain::Name& name) {
  json_.key("name");
  json_.begin_object();
  json_.member("display", name.display);
  text("post_nominals", name.post_nominals);
  json_.end_object();
}

void DocumentWriter::contact(const domain::Contact& contact) {
  const std::string mail = is_public() ? std::string() : contact.mail;
  if (contact.phone.empty() && mail.empty() && contact.website.empty() && contact.booking_url.empty() &&
      contact.photo_url.empty())
    return;
  json_.key("contact");
  json_.begin_object();
  text("phone", contact.phone);
  text("mail", mail);
  text("website", contact.website);
  text("booking_url", contact.booking_url);
  text("photo_url", contact.photo_url);
  json_.end_object();
}

void DocumentWriter::mailing_address(const std::optional<domain::Address>& address) {
  if (!address) return;
  json_.key("mailing_address");
  json_.begin_object();
  text("street", address->street);
  text("city", address->city);
  text("region", address->region);
  text("postal_code", address->postal_code);
  text("country", address->country);
  json_.end_object();
}

/// Our own copies keep when something was first written down; the verdict tells the public.
void DocumentWriter::recorded(Instant when) {
  if (!is_public() && when != Instant{}) instant("recorded", when);
}

void DocumentWriter::verifications(const std::vector<domain::Verification>& checks) {
  list("verifications", checks, [&](const domain::Verification& check) {
    id(check.id);
    choice("method", check.method);
    choice("result", check.result);
    instant("checked_at", check.checked_at);
    recorded(check.recorded);
    text("source", check.source);
    text("source_url", check.source_url);
    text("checker", check.checker);
    text("evidence_sha256", check.evidence_sha256);
    flag("claimed", check.claimed);
  });
}

void DocumentWriter::professions(const std::vector<domain::HeldProfession>& professions) {
  list("professions", professions, [&](const domain::HeldProfession& held) {
    json_.member("profession", held.profession.value);
    list("licences", held.licences, [&](const domain::Licence& licence) {
      id(licence.id);
      json_.member("jurisdiction", licence.jurisdiction.value);
      text("number", licence.number);
      choice("status", licence.status);
      date("expires", licence.expires);
      verifications(licence.verifications);
    });
  });
}

void DocumentWriter::training(const std::vector<domain::Training>& training) {
  list("training", training, [&](const domain::Training& one) {
    text("school", one.school.value);
    text("school_name", one.school_name);
    text("title", one.title);
    choice("kind", one.kind);
    json_.member("hours", one.hours);
    date("completed", one.completed);
    keys("conditions", one.conditions);
  });
}

void DocumentWriter::credentials(const std::vector<domain::Credential>& credentials) {
  list("credentials", credentials, [&](const domain::Credential& credential) {
    id(credential.id);
    json_.member("type", credential.type.value);
    text("number", credential.number);
    date("issued", credential.issued);
    date("expires", credential.expires);
    recorded(credential.recorded);
    list("events", credential.events, [&](const domain::CredentialEvent& event) {
      choice("kind", event.kind);
      instant("effective", event.effective);
      instant("recorded", event.recorded);
      text("reason", event.reason);
      flag("claimed", event.claimed);
    });
    verifications(credential.verifications);
    if (is_public() && options_.verify_url) text("verify_url", options_.verify_url(credential));
  });
}

void DocumentWriter::conditions(const std::vector<domain::DeclaredCondition>& conditions) {
  list("conditions", conditions, [&](const domain::DeclaredCondition& declared) {
    json_.member("condition", declared.condition.value);
    json_.member("takes", declared.takes);
    integer("since_year", declared.since_year);
    integer("clients", declared.clients);
  });
}

void DocumentWriter::location(const domain::Location& location) {
  // A postal code is a street in some countries, so it goes with the street.
  const bool whole = !is_public() || location.precision == domain::Precision::kExact;
  const auto point = is_public() ? domain::published_point(location) : location.point;
  text("name", location.name);
  if (whole) text("street", location.street);
  text("city", location.city);
  if (whole) text("postal_code", location.postal_code);
  text("jurisdiction", location.jurisdiction.value);
  json_.member("country", location.country);
  if (point) {
    json_.member("lat", point->lat);
    json_.member("lon", point->lon);
  }
  choice("precision", location.precision);
  known("wheelchair", location.wheelchair);
  known("home_visits", location.home_visits);
  known("accepting", location.accepting);
}

void DocumentWriter::fee_line(const domain::FeeLine& line) {
  const domain::Currency* currency = vocabulary_.find(line.price.currency);
  choice("kind", line.kind);
  text("label", line.label);
  json_.member("amount", domain::print_amount(line.price.minor, currency != nullptr ? currency->minor_digits
                                                                                    : kMinorDigitsDefault));
  json_.member("currency", line.price.currency.value);
  integer("minutes", line.minutes);
  if (line.sessions != 1) json_.member("sessions", line.sessions);
  known("sliding_scale", line.sliding_scale);
}

void DocumentWriter::fees(const domain::Fees& fees) {
  if (!fees.declined && fees.lines.empty() && !fees.valid_from && fees.cancellation.empty() &&
      fees.note.empty())
    return;
  json_.key("fees");
  json_.begin_object();
  flag("declined", fees.declined);
  list("lines", fees.lines, [&](const domain::FeeLine& line) { fee_line(line); });
  date("valid_from", fees.valid_from);
  text("cancellation", fees.cancellation);
  text("note", fees.note);
  json_.end_object();
}

void DocumentWriter::session(const domain::SessionStructure& session) {
  if (session.description.empty() && !session.sessions_min && !session.sessions_max) return;
  json_.key("session");
  json_.begin_object();
  text("description", session.description);
  integer("sessions_min", session.sessions_min);
  integer("sessions_max", session.sessions_max);
  json_.end_object();
}

void DocumentWriter::review(const domain::Review& review) {
  id(review.id);
  choice("origin", review.origin);
  choice("state", review.state);
  json_.member("stars", review.stars);
  instant("published_at", review.published_at);
  if (!is_public()) {
    text("reviewer", review.reviewer);
    keys("conditions", review.conditions);
  }
  text("words", review.words);
  text("reply", review.reply);
  flag("claimed", review.claimed);
}

void DocumentWriter::reviews(const std::vector<domain::Review>& reviews) {
  if (!is_public()) {
    list("reviews", reviews, [&](const domain::Review& one) { review(one); });
    return;
  }
  std::vector<domain::Review> shown;
  for (const domain::Review& one : reviews) {
    if (one.state == domain::ReviewState::kPublished && !one.claimed) shown.push_back(one);
  }
  list("reviews", shown, [&](const domain::Review& one) { review(one); });
}

void DocumentWriter::reviews_summary(const Practitioner& practitioner) {
  const domain::ReviewSummary summary = domain::summarise(practitioner.reviews, options_.now);
  json_.key("reviews_summary");
  json_.begin_object();
  json_.member("count", summary.count);
  if (summary.count > 0) {
    json_.member("positive", summary.interval.share, kShareDecimals);
    json_.member("low", summary.interval.low, kShareDecimals);
    json_.member("high", summary.interval.high, kShareDecimals);
  }
  json_.key("by_stars");
  json_.begin_array();
  for (const int count : summary.by_stars) json_.integer(count);
  json_.end_array();
  json_.member("invited", practitioner.reviews_invited);
  if (summary.latest)
    json_.member("latest", print_date(std::chrono::floor<std::chrono::days>(*summary.latest)));
  json_.end_object();
}

void DocumentWriter::dates(const Practitioner& practitioner) {
  json_.key("dates");
  json_.begin_object();
  if (practitioner.edited != Instant{}) instant("edited", practitioner.edited);
  instant("attested", practitioner.attested);
  if (is_public()) instant("verified", domain::last_verified(practitioner));
  json_.end_object();
}

}  // namespace

void write_members(JsonWriter& json, const Practitioner& practitioner, const domain::Vocabulary& vocabulary,
                   const WriteOptions& options) {
  DocumentWriter(json, vocabulary, options).write(practitioner);
}

void append_practitioner(std::string& out, const Practitioner& practitioner,
                         const domain::Vocabulary& vocabulary, const WriteOptions& options) {
  JsonWriter json(out);
  json.begin_object();
  write_members(json, practitioner, vocabulary, options);
  json.end_object();
}

std::string write_practitioner(const Practitioner& practitioner, const domain::Vocabulary& vocabulary,
                               const WriteOptions& options) {
  std::string out;
  append_practitioner(out, practitioner, vocabulary, options);
  return out;
}

}  // namespace stillpoint::document
