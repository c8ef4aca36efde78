#include "store/sqlite/record_rows.h"

#include <array>
#include <string_view>
#include <vector>

#include "store/sqlite/enum_text.h"
#include "store/sqlite/event_order.h"

namespace stillpoint::store {
namespace {

struct TableColumns {
  std::string_view table;
  std::string_view columns;
  std::string_view listing_columns;  ///< Where a listing leaves some out; else empty.
  std::string_view order;
};

/// In the order of RecordTable.
constexpr std::array<TableColumns, kRecordTables> kTables{{
    {"held_profession", "profession", "", "ordinal"},
    {"licence", "held_profession, id, jurisdiction, number, status, expires", "", "held_profession, ordinal"},
    {"credential", "ordinal, id, type, number, issued, expires, recorded", "", "id"},
    {"credential_event", "credential, kind, effective, recorded, reason, claimed", "", "credential, ordinal"},
    {"verification",
     "credential, licence, id, method, result, checked_at, source, source_url, checker, evidence_sha256, "
     "claimed, recorded",
     "", "ordinal"},
    {"training", "school, school_name, title, kind, hours, completed", "", "ordinal"},
    {"training_condition", "training, condition", "", "training, ordinal"},
    {"approach", "approach", "", "ordinal"},
    {"declared_condition", "condition, takes, since_year, clients", "", "ordinal"},
    {"population", "population", "", "ordinal"},
    {"language", "language", "", "ordinal"},
    {"location",
     "city, city_folded, jurisdiction, country, lat, lon, precision, wheelchair, home_visits, accepting, "
     "name, street, postal_code",
     "city, city_folded, jurisdiction, country, lat, lon, precision, wheelchair, home_visits, accepting, "
     "'', '', ''",
     "ordinal"},
    {"fee_line", "kind, label, price_minor, currency, minutes, sessions, sliding_scale", "", "ordinal"},
    {"review", "id, origin, state, stars, published_at, reviewer, claimed", "", "ordinal"},
    {"review_condition", "review, condition", "", "review, ordinal"},
    {"review_text", "review, words, reply", "", "review"},
    {"external_id", "system, value", "", "ordinal"},
    {"mailing_address", "street, city, region, postal_code, country", "", "practitioner"},
}};

domain::Known known(const Statement& row, int column) {
  if (row.is_null(column)) return domain::Known::kUnknown;
  return row.boolean(column) ? domain::Known::kYes : domain::Known::kNo;
}

/// Writes rows over what a vector held before, so that texts keep their memory from one record to the next.
template <class T>
class Refill {
 public:
  explicit Refill(std::vector<T>& rows) : rows_(rows) {}
  Refill(const Refill&) = delete;
  Refill& operator=(const Refill&) = delete;
  ~Refill() { rows_.resize(count_); }
  T& next() {
    if (count_ == rows_.size()) rows_.emplace_back();
    return rows_[count_++];
  }

 private:
  std::vector<T>& rows_;
  std::size_t count_ = 0;
};

template <class Tag>
bool take_keys(ChildRows& rows, std::int64_t seq, std::vector<Key<Tag>>& keys) {
  Refill refill(keys);
  return rows.each(seq, [&](const Statement& row) { refill.next().value = row.text(1); });
}

bool take_held_professions(ChildRows& rows, std::int64_t seq, domain::Practitioner& p) {
  Refill refill(p.professions);
  return rows.each(seq, [&](const Statement& row) {
    domain::HeldProfession& held = refill.next();
    held.profession.value = row.text(1);
    held.licences.clear();
  });
}

bool take_licences(ChildRows& rows, std::int64_t seq, domain::Practitioner& p) {
  return rows.each(seq, [&](const Statement& row) {
    const auto held = static_cast<std::size_t>(row.integer(1));
    if (held >= p.professions.size()) return;
    domain::Licence& licence = p.professions[held].licences.emplace_back();
    licence.id = {row.integer(2)};
    licence.jurisdiction.value = row.text(3);
    licence.number = row.text(4);
    licence.status = enum_of<domain::LicenceStatus>(row.text(5));
    licence.expires = row.optional_date(6);
  });
}

bool take_credentials(ChildRows& rows, std::int64_t seq, domain::Practitioner& p) {
  // They lie in the order of their ids and stand in the record in that of their ordinals, 0 to n - 1.
  for (domain::Credential& credential : p.credentials) credential.id = {};
  std::size_t count = 0;
  const bool read = rows.each(seq, [&](const Statement& row) {
    const auto ordinal = static_cast<std::size_t>(row.integer(1));
    if (ordinal >= p.credentials.size()) p.credentials.resize(ordinal + 1);
    domain::Credential& credential = p.credentials[ordinal];
    credential.id = {row.integer(2)};
    credential.type.value = row.text(3);
    credential.number = row.text(4);
    credential.issued = row.optional_date(5);
    credential.expires = row.optional_date(6);
    credential.recorded = row.instant(7);
    credential.events.clear();
    credential.verifications.clear();
    ++count;
  });
  p.credentials.resize(count);
  return read;
}

bool take_events(ChildRows& rows, std::int64_t seq, domain::Practitioner& p) {
  const bool read = rows.each(seq, [&](const Statement& row) {
    for (domain::Credential& credential : p.credentials) {
      if (credential.id.value != row.integer(1)) continue;
      domain::CredentialEvent& event = credential.events.emplace_back();
      event.kind = enum_of<domain::CredentialEventKind>(row.text(2));
      event.effective = row.instant(3);
      event.recorded = row.instant(4);
      event.reason = row.text(5);
      event.claimed = row.boolean(6);
    }
  });
  put_events_in_order(p);
  return read;
}

/// The verifications of the credential or licence that a row of `verification` names; null where it is gone.
std::vector<domain::Verification>* checked_record(const Statement& row, domain::Practitioner& p) {
  if (!row.is_null(1)) {
    for (domain::Credential& credential : p.credentials) {
      if (credential.id.value == row.integer(1)) return &credential.verifications;
    }
    return nullptr;
  }
  for (domain::HeldProfession& held : p.professions) {
    for (domain::Licence& licence : held.licences) {
      if (licence.id.value == row.integer(2)) return &licence.verifications;
    }
  }
  return nullptr;
}

bool take_verifications(ChildRows& rows, std::int64_t seq, domain::Practitioner& p) {
  return rows.each(seq, [&](const Statement& row) {
    std::vector<domain::Verification>* of = checked_record(row, p);
    if (of == nullptr) return;
    domain::Verification& check = of->emplace_back();
    check.id = {row.integer(3)};
    check.method = enum_of<domain::VerificationMethod>(row.text(4));
    check.result = enum_of<domain::VerificationResult>(row.text(5));
    check.checked_at = row.instant(6);
    check.source = row.text(7);
    check.source_url = row.text(8);
    check.checker = row.text(9);
    check.evidence_sha256 = row.text(10);
    check.claimed = row.boolean(11);
    check.recorded = row.instant(12);
  });
}

bool take_training(ChildRows& rows, std::int64_t seq, domain::Practitioner& p) {
  Refill refill(p.training);
  return rows.each(seq, [&](const Statement& row) {
    domain::Training& training = refill.next();
    training.school.value = row.text(1);
    training.school_name = row.text(2);
    training.title = row.text(3);
    training.kind = enum_of<domain::TrainingKind>(row.text(4));
    training.hours = static_cast<int>(row.integer(5));
    training.completed = row.optional_date(6);
    training.conditions.clear();
  });
}

bool take_training_conditions(ChildRows& rows, std::int64_t seq, domain::Practitioner& p) {
  return rows.each(seq, [&](const Statement& row) {
    const auto training = static_cast<std::size_t>(row.integer(1));
    if (training >= p.training.size()) return;
    p.training[training].conditions.emplace_back().value = row.text(2);
  });
}

bool take_declared_conditions(ChildRows& rows, std::int64_t seq, domain::Practitioner& p) {
  Refill refill(p.conditions);
  return rows.each(seq, [&](const Statement& row) {
    domain::DeclaredCondition& declared = refill.next();
    declared.condition.value = row.text(1);
    declared.takes = row.boolean(2);
    declared.since_year = row.optional_int(3);
    declared.clients = row.optional_int(4);
  });
}

bool take_locations(ChildRows& rows, std::int64_t seq, domain::Listing& into) {
  Refill refill(into.practitioner.locations);
  Refill cities(into.cities_folded);
  return rows.each(seq, [&](const Statement& row) {
    domain::Location& location = refill.next();
    location.city = row.text(1);
    cities.next() = row.text(2);
    location.jurisdiction.value = row.text(3);
    location.country = row.text(4);
    location.point.reset();
    if (!row.is_null(5)) location.point = domain::Point{.lat = row.real(5), .lon = row.real(6)};
    location.precision = enum_of<domain::Precision>(row.text(7));
    location.wheelchair = known(row, 8);
    location.home_visits = known(row, 9);
    location.accepting = known(row, 10);
    location.name = row.text(11);
    location.street = row.text(12);
    location.postal_code = row.text(13);
  });
}

bool take_fee_lines(ChildRows& rows, std::int64_t seq, domain::Practitioner& p) {
  Refill refill(p.fees.lines);
  return rows.each(seq, [&](const Statement& row) {
    domain::FeeLine& line = refill.next();
    line.kind = enum_of<domain::FeeKind>(row.text(1));
    line.label = row.text(2);
    line.price.minor = row.integer(3);
    line.price.currency.value = row.text(4);
    line.minutes = row.optional_int(5);
    line.sessions = static_cast<int>(row.integer(6));
    line.sliding_scale = known(row, 7);
  });
}

bool take_reviews(ChildRows& rows, std::int64_t seq, domain::Practitioner& p) {
  Refill refill(p.reviews);
  return rows.each(seq, [&](const Statement& row) {
    domain::Review& review = refill.next();
    review.id = {row.integer(1)};
    review.origin = enum_of<domain::ReviewOrigin>(row.text(2));
    review.state = enum_of<domain::ReviewState>(row.text(3));
    review.stars = static_cast<int>(row.integer(4));
    review.published_at = row.instant(5);
    review.reviewer = row.text(6);
    review.claimed = row.boolean(7);
    review.conditions.clear();
    review.words.clear();
    review.reply.clear();
  });
}

bool take_review_conditions(ChildRows& rows, std::int64_t seq, domain::Practitioner& p) {
  return rows.each(seq, [&](const Statement& row) {
    const auto review = static_cast<std::size_t>(row.integer(1));
    if (review >= p.reviews.size()) return;
    p.reviews[review].conditions.emplace_back().value = row.text(2);
  });
}

bool take_review_texts(ChildRows& rows, std::int64_t seq, domain::Practitioner& p) {
  return rows.each(seq, [&](const Statement& row) {
    const auto review = static_cast<std::size_t>(row.integer(1));
    if (review >= p.reviews.size()) return;
    p.reviews[review].words = row.text(2);
    p.reviews[review].reply = row.text(3);
  });
}

bool take_external_ids(ChildRows& rows, std::int64_t seq, domain::Practitioner& p) {
  Refill refill(p.external_ids);
  return rows.each(seq, [&](const Statement& row) {
    domain::ExternalId& id = refill.next();
    id.system = row.text(1);
    id.value = row.text(2);
  });
}

bool take_mailing_address(ChildRows& rows, std::int64_t seq, domain::Practitioner& p) {
  p.mailing_address.reset();
  return rows.each(seq, [&](const Statement& row) {
    domain::Address& address = p.mailing_address.emplace();
    address.street = row.text(1);
    address.city = row.text(2);
    address.region = row.text(3);
    address.postal_code = row.text(4);
    address.country = row.text(5);
  });
}

}  // namespace

bool is_only_in_whole_records(RecordTable table) {
  return table >= RecordTable::kReviewText;
}

std::string select_rows(RecordTable table, Reach reach, Detail detail) {
  const TableColumns& columns = kTables[static_cast<std::size_t>(table)];
  std::string sql = "SELECT practitioner, ";
  sql += detail == Detail::kListing && !columns.listing_columns.empty() ? columns.listing_columns
                                                                        : columns.columns;
  sql.append(" FROM ").append(columns.table);
  if (reach == Reach::kOne) sql += " WHERE practitioner = ?1";
  sql += " ORDER BY practitioner";
  if (columns.order != "practitioner") sql.append(", ").append(columns.order);
  return sql;
}

bool take_rows(RecordTable table, ChildRows& rows, std::int64_t seq, domain::Listing& into) {
  domain::Practitioner& p = into.practitioner;
  switch (table) {
    case RecordTable::kHeldProfession:
      return take_held_professions(rows, seq, p);
    case RecordTable::kLicence:
      return take_licences(rows, seq, p);
    case RecordTable::kCredential:
      return take_credentials(rows, seq, p);
    case RecordTable::kCredentialEvent:
      return take_events(rows, seq, p);
    case RecordTable::kVerification:
      return take_verifications(rows, seq, p);
    case RecordTable::kTraining:
      return take_training(rows, seq, p);
    case RecordTable::kTrainingCondition:
      return take_training_conditions(rows, seq, p);
    case RecordTable::kApproach:
      return take_keys(rows, seq, p.approaches);
    case RecordTable::kDeclaredCondition:
      return take_declared_conditions(rows, seq, p);
    case RecordTable::kPopulation:
      return take_keys(rows, seq, p.populations);
    case RecordTable::kLanguage:
      return take_keys(rows, seq, p.languages);
    case RecordTable::kLocation:
      return take_locations(rows, seq, into);
    case RecordTable::kFeeLine:
      return take_fee_lines(rows, seq, p);
    case RecordTable::kReview:
      return take_reviews(rows, seq, p);
    case RecordTable::kReviewCondition:
      return take_review_conditions(rows, seq, p);
    case RecordTable::kReviewText:
      return take_review_texts(rows, seq, p);
    case RecordTable::kExternalId:
      return take_external_ids(rows, seq, p);
    case RecordTable::kMailingAddress:
      return take_mailing_address(rows, seq, p);
  }
  return false;
}

}  // namespace stillpoint::store
