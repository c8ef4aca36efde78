#include "search/record.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

namespace stillpoint::search {
namespace {

using namespace domain;

/// Most instants lie after this one, so that their distance from it packs into five bytes.
constexpr std::int64_t kEpochSeconds = 1'577'836'800;  // 2020-01-01
constexpr std::int64_t kEpochDays = 18'262;            // 2020-01-01

/// Stands for a description that is on record but not kept.
constexpr std::string_view kStated = "stated";

class Writer {
 public:
  explicit Writer(StringPool& pool) : pool_(pool) {}

  void number(std::uint64_t value) {
    while (value >= 0x80) {
      out_.push_back(static_cast<char>(static_cast<unsigned char>((value & 0x7f) | 0x80)));
      value >>= 7;
    }
    out_.push_back(static_cast<char>(static_cast<unsigned char>(value)));
  }
  void integer(std::int64_t value) {
    number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  template <class Enum>
  void name(Enum value) {
    out_.push_back(static_cast<char>(value));
  }
  void flag(bool value) { out_.push_back(value ? '\1' : '\0'); }
  void fixed(std::uint64_t value) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    out_.append(bytes, sizeof value);
  }
  void real(double value) { fixed(std::bit_cast<std::uint64_t>(value)); }
  /// A string that is seldom the same as another's.
  void text(std::string_view value) {
    number(value.size());
    out_.append(value);
  }
  /// A string that many records share.
  void shared(std::string_view value) {
    const std::uint32_t id = pool_.intern(value);
    if (id == StringPool::kFull) {
      number(0);
      text(value);
    } else {
      number(id + 1U);
    }
  }
  void instant(Instant value) { integer(value.time_since_epoch().count() - kEpochSeconds); }
  void date(Date value) { integer(value.time_since_epoch().count() - kEpochDays); }
  template <class Value, class Write>
  void maybe(const std::optional<Value>& value, Write write) {
    flag(value.has_value());
    if (value) write(*value);
  }
  template <class List, class Write>
  void list(const List& values, Write write) {
    number(values.size());
    for (const auto& value : values) write(value);
  }
  template <class Tag>
  void keys(const std::vector<Key<Tag>>& values) {
    list(values, [this](const Key<Tag>& key) { shared(key.value); });
  }
  std::string take() {
    out_.shrink_to_fit();
    return std::move(out_);
  }

 private:
  StringPool& pool_;
  std::string out_;
};

class Reader {
 public:
  Reader(std::string_view in, const StringPool& pool) : in_(in), pool_(pool) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(in_[at_++]);
      value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
      if ((byte & 0x80U) == 0) return value;
    }
  }
  std::int64_t integer() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  template <class Enum>
  Enum name() {
    return static_cast<Enum>(in_[at_++]);
  }
  bool flag() { return in_[at_++] != '\0'; }
  std::uint64_t fixed() {
    std::uint64_t value = 0;
    std::memcpy(&value, in_.data() + at_, sizeof value);
    at_ += sizeof value;
    return value;
  }
  double real() { return std::bit_cast<double>(fixed()); }
  std::string text() {
    const std::size_t size = number();
    std::string value(in_.substr(at_, size));
    at_ += size;
    return value;
  }
  std::string shared() {
    const std::uint64_t id = number();
    if (id == 0) return text();
    return std::string(pool_.at(static_cast<std::uint32_t>(id - 1)));
  }
  Instant instant() { return Instant{std::chrono::seconds{integer() + kEpochSeconds}}; }
  Date date() { return Date{std::chrono::days{integer() + kEpochDays}}; }
  template <class Read>
  auto maybe(Read read) {
    std::optional<decltype(read())> value;
    if (flag()) value = read();
    return value;
  }
  template <class Read>
  auto list(Read read) {
    std::vector<decltype(read())> values(number());
    for (auto& value : values) value = read();
    return values;
  }
  template <class AnyKey>
  std::vector<AnyKey> keys() {
    return list([this] { return AnyKey{shared()}; });
  }

 private:
  std::string_view in_;
  const StringPool& pool_;
  std::size_t at_ = 0;
};

// Verifications.

void write(Writer& out, const Verification& check) {
  out.fixed(static_cast<std::uint64_t>(check.id.value));
  out.name(check.method);
  out.name(check.result);
  out.instant(check.checked_at);
  out.shared(check.source);
  out.shared(check.source_url);
  out.shared(check.checker);
  out.flag(check.claimed);
}

Verification read_verification(Reader& in) {
  Verification check;
  check.id.value = static_cast<std::int64_t>(in.fixed());
  check.method = in.name<VerificationMethod>();
  check.result = in.name<VerificationResult>();
  check.checked_at = in.instant();
  check.source = in.shared();
  check.source_url = in.shared();
  check.checker = in.shared();
  check.claimed = in.flag();
  return check;
}

std::vector<Verification> read_verifications(Reader& in) {
  return in.list([&in] { return read_verification(in); });
}

// Credentials and licences.

void write(Writer& out, const Credential& credential) {
  out.fixed(static_cast<std::uint64_t>(credential.id.value));
  out.shared(credential.type.value);
  out.maybe(credential.issued, [&out](Date date) { out.date(date); });
  out.maybe(credential.expires, [&out](Date date) { out.date(date); });
  out.list(credential.events, [&out](const CredentialEvent& event) {
    out.name(event.kind);
    out.instant(event.effective);
    out.instant(event.recorded);
    out.shared(event.reason);
    out.flag(event.claimed);
  });
  out.list(credential.verifications, [&out](const Verification& check) { write(out, check); });
}

Credential read_credential(Reader& in) {
  Credential credential;
  credential.id.value = static_cast<std::int64_t>(in.fixed());
  credential.type.value = in.shared();
  credential.issued = in.maybe([&in] { return in.date(); });
  credential.expires = in.maybe([&in] { return in.date(); });
  credential.events = in.list([&in] {
    CredentialEvent event;
    event.kind = in.name<CredentialEventKind>();
    event.effective = in.instant();
    event.recorded = in.instant();
    event.reason = in.shared();
    event.claimed = in.flag();
    return event;
  });
  credential.verifications = read_verifications(in);
  return credential;
}

void write(Writer& out, const HeldProfession& held) {
  out.shared(held.profession.value);
  out.list(held.licences, [&out](const Licence& licence) {
    out.fixed(static_cast<std::uint64_t>(licence.id.value));
    out.shared(licence.jurisdiction.value);
    out.name(licence.status);
    out.maybe(licence.expires, [&out](Date date) { out.date(date); });
    out.list(licence.verifications, [&out](const Verification& check) { write(out, check); });
  });
}

HeldProfession read_held_profession(Reader& in) {
  HeldProfession held;
  held.profession.value = in.shared();
  held.licences = in.list([&in] {
    Licence licence;
    licence.id.value = static_cast<std::int64_t>(in.fixed());
    licence.jurisdiction.value = in.shared();
    licence.status = in.name<LicenceStatus>();
    licence.expires = in.maybe([&in] { return in.date(); });
    licence.verifications = read_verifications(in);
    return licence;
  });
  return held;
}

// What a practitioner says.

void write(Writer& out, const Training& training) {
  out.shared(training.school.value);
  out.shared(training.school_name);
  out.name(training.kind);
  out.integer(training.hours);
  out.maybe(training.completed, [&out](Date date) { out.date(date); });
  out.keys(training.conditions);
}

Training read_training(Reader& in) {
  Training training;
  training.school.value = in.shared();
  training.school_name = in.shared();
  training.kind = in.name<TrainingKind>();
  training.hours = static_cast<int>(in.integer());
  training.completed = in.maybe([&in] { return in.date(); });
  training.conditions = in.keys<ConditionKey>();
  return training;
}

void write(Writer& out, const DeclaredCondition& declared) {
  out.shared(declared.condition.value);
  out.flag(declared.takes);
  out.maybe(declared.since_year, [&out](int year) { out.integer(year); });
  out.maybe(declared.clients, [&out](int clients) { out.integer(clients); });
}

DeclaredCondition read_declared_condition(Reader& in) {
  DeclaredCondition declared;
  declared.condition.value = in.shared();
  declared.takes = in.flag();
  declared.since_year = in.maybe([&in] { return static_cast<int>(in.integer()); });
  declared.clients = in.maybe([&in] { return static_cast<int>(in.integer()); });
  return declared;
}

/// Only what is published reaches the index.
void write(Writer& out, const Location& location) {
  out.shared(location.city);
  out.shared(location.jurisdiction.value);
  out.shared(location.country);
  const std::optional<Point> point = published_point(location);
  out.maybe(point, [&out](const Point& published) {
    out.real(published.lat);
    out.real(published.lon);
  });
  out.name(location.precision);
  out.name(location.wheelchair);
  out.name(location.home_visits);
  out.name(location.accepting);
}

Location read_location(Reader& in) {
  Location location;
  location.city = in.shared();
  location.jurisdiction.value = in.shared();
  location.country = in.shared();
  location.point = in.maybe([&in] {
    const double lat = in.real();
    return Point{.lat = lat, .lon = in.real()};
  });
  location.precision = in.name<Precision>();
  location.wheelchair = in.name<Known>();
  location.home_visits = in.name<Known>();
  location.accepting = in.name<Known>();
  return location;
}

// Fees and reviews.

void write(Writer& out, const Fees& fees) {
  out.flag(fees.declined);
  out.list(fees.lines, [&out](const FeeLine& line) {
    out.name(line.kind);
    out.integer(line.price.minor);
    out.shared(line.price.currency.value);
    out.maybe(line.minutes, [&out](int minutes) { out.integer(minutes); });
    out.integer(line.sessions);
    out.name(line.sliding_scale);
  });
  out.maybe(fees.valid_from, [&out](Date date) { out.date(date); });
}

Fees read_fees(Reader& in) {
  Fees fees;
  fees.declined = in.flag();
  fees.lines = in.list([&in] {
    FeeLine line;
    line.kind = in.name<FeeKind>();
    line.price.minor = in.integer();
    line.price.currency.value = in.shared();
    line.minutes = in.maybe([&in] { return static_cast<int>(in.integer()); });
    line.sessions = static_cast<int>(in.integer());
    line.sliding_scale = in.name<Known>();
    return line;
  });
  fees.valid_from = in.maybe([&in] { return in.date(); });
  return fees;
}

bool may_count(const Review& review) {
  return review.origin == ReviewOrigin::kInvited && review.state == ReviewState::kPublished &&
         !review.claimed;
}

/// Of a reviewer only who is the same person as whom is kept, as a number.
void write(Writer& out, const std::vector<Review>& reviews) {
  std::vector<std::string_view> reviewers;
  out.number(static_cast<std::uint64_t>(std::count_if(reviews.begin(), reviews.end(), may_count)));
  for (const Review& review : reviews) {
    if (!may_count(review)) continue;
    const auto known = std::find(reviewers.begin(), reviewers.end(), review.reviewer);
    out.number(static_cast<std::uint64_t>(known - reviewers.begin()));
    if (known == reviewers.end()) reviewers.push_back(review.reviewer);
    out.flag(review.reviewer.empty());
    out.integer(review.stars);
    out.instant(review.published_at);
    out.keys(review.conditions);
  }
}

std::vector<Review> read_reviews(Reader& in) {
  return in.list([&in] {
    Review review;
    review.origin = ReviewOrigin::kInvited;
    review.state = ReviewState::kPublished;
    review.reviewer = std::to_string(in.number());
    if (in.flag()) review.reviewer.clear();
    review.stars = static_cast<int>(in.integer());
    review.published_at = in.instant();
    review.conditions = in.keys<ConditionKey>();
    return review;
  });
}

}  // namespace

std::string pack(const Practitioner& practitioner, StringPool& pool) {
  Writer out(pool);
  out.fixed(static_cast<std::uint64_t>(practitioner.id.value));
  out.text(practitioner.name.display);
  out.shared(practitioner.name.post_nominals);
  out.text(practitioner.contact.phone);
  out.text(practitioner.contact.website);
  out.text(practitioner.contact.booking_url);
  out.instant(practitioner.edited);
  out.maybe(practitioner.attested, [&out](Instant attested) { out.instant(attested); });
  out.maybe(practitioner.demoted_since, [&out](Instant since) { out.instant(since); });
  out.maybe(practitioner.gender, [&out](Gender gender) { out.name(gender); });
  out.list(practitioner.professions, [&out](const HeldProfession& held) { write(out, held); });
  out.list(practitioner.training, [&out](const Training& training) { write(out, training); });
  out.list(practitioner.credentials, [&out](const Credential& credential) { write(out, credential); });
  out.keys(practitioner.approaches);
  out.list(practitioner.conditions, [&out](const DeclaredCondition& declared) { write(out, declared); });
  out.keys(practitioner.populations);
  out.keys(practitioner.languages);
  out.list(practitioner.locations, [&out](const Location& location) { write(out, location); });
  write(out, practitioner.fees);
  out.flag(!practitioner.session.description.empty());
  out.integer(practitioner.reviews_invited);
  write(out, practitioner.reviews);
  return out.take();
}

Practitioner unpack(std::string_view record, const StringPool& pool) {
  Reader in(record, pool);
  Practitioner practitioner;
  practitioner.listing = ListingState::kListed;
  practitioner.id.value = static_cast<std::int64_t>(in.fixed());
  practitioner.name.display = in.text();
  practitioner.name.post_nominals = in.shared();
  practitioner.contact.phone = in.text();
  practitioner.contact.website = in.text();
  practitioner.contact.booking_url = in.text();
  practitioner.edited = in.instant();
  practitioner.attested = in.maybe([&in] { return in.instant(); });
  practitioner.demoted_since = in.maybe([&in] { return in.instant(); });
  practitioner.gender = in.maybe([&in] { return in.name<Gender>(); });
  practitioner.professions = in.list([&in] { return read_held_profession(in); });
  practitioner.training = in.list([&in] { return read_training(in); });
  practitioner.credentials = in.list([&in] { return read_credential(in); });
  practitioner.approaches = in.keys<ApproachKey>();
  practitioner.conditions = in.list([&in] { return read_declared_condition(in); });
  practitioner.populations = in.keys<PopulationKey>();
  practitioner.languages = in.keys<LanguageKey>();
  practitioner.locations = in.list([&in] { return read_location(in); });
  practitioner.fees = read_fees(in);
  if (in.flag()) practitioner.session.description = kStated;
  practitioner.reviews_invited = static_cast<int>(in.integer());
  practitioner.reviews = read_reviews(in);
  return practitioner;
}

}  // namespace stillpoint::search
