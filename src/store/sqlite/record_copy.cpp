#include "store/sqlite/record_copy.h"

#include <chrono>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/clock.h"

namespace stillpoint::store {
namespace {

/// Names the form of the bytes. Any change of the fields below takes the next number; copies of other forms
/// are then passed over until their record is written again.
constexpr std::uint8_t kForm = 2;

/// Writes values one after the other: numbers in groups of seven bits, texts behind their length.
class ByteWriter {
 public:
  static constexpr bool kReads = false;
  explicit ByteWriter(std::string& bytes) : bytes_(bytes) {}

  void number(const std::int64_t& value) {
    // The sign goes last, so that small negative numbers stay short.
    auto rest = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    while (rest >= 0x80) {
      bytes_.push_back(static_cast<char>((rest & 0x7f) | 0x80));
      rest >>= 7;
    }
    bytes_.push_back(static_cast<char>(rest));
  }
  void text(const std::string& value) {
    number(static_cast<std::int64_t>(value.size()));
    bytes_ += value;
  }
  void real(const double& value) {
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    bytes_.append(raw, sizeof value);
  }

 private:
  std::string& bytes_;
};

/// Reads them back. After a failure every value is zero or empty.
class ByteReader {
 public:
  static constexpr bool kReads = true;
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  void number(std::int64_t& value) {
    std::uint64_t rest = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) break;
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      rest |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) {
        value = static_cast<std::int64_t>((rest >> 1) ^ (~(rest & 1) + 1));
        return;
      }
    }
    value = 0;
    fail();
  }
  void text(std::string& value) {
    std::int64_t size = 0;
    number(size);
    if (size < 0 || static_cast<std::uint64_t>(size) > bytes_.size()) {
      value.clear();
      fail();
      return;
    }
    value.assign(bytes_.data(), static_cast<std::size_t>(size));
    bytes_.remove_prefix(static_cast<std::size_t>(size));
  }
  void real(double& value) {
    value = 0;
    if (bytes_.size() < sizeof value) return fail();
    std::memcpy(&value, bytes_.data(), sizeof value);
    bytes_.remove_prefix(sizeof value);
  }
  /// How many values of at least a byte each may still come: no wrong count reserves more memory than that.
  [[nodiscard]] std::size_t left() const { return bytes_.size(); }
  void fail() {
    failed_ = true;
    bytes_ = {};
  }
  [[nodiscard]] bool is_complete() const { return !failed_ && bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool failed_ = false;
};

template <class T, class U>
concept Is = std::is_same_v<std::remove_const_t<T>, U>;

// One `walk` per type names its fields once, for writing (const values) and for reading.

template <class Archive, Is<std::string> T>
void walk(Archive& archive, T& text) {
  archive.text(text);
}

template <class Archive, Is<double> T>
void walk(Archive& archive, T& real) {
  archive.real(real);
}

/// Whole numbers, truths and enumerators.
template <class Archive, class T>
requires(std::is_integral_v<T> || std::is_enum_v<T>) void walk(Archive& archive, T& value) {
  auto number = static_cast<std::int64_t>(value);
  archive.number(number);
  if constexpr (Archive::kReads) value = static_cast<T>(number);
}

/// Dates and instants.
template <class Archive, class T>
requires(Is<T, Date> || Is<T, Instant>) void walk(Archive& archive, T& time) {
  auto number = static_cast<std::int64_t>(time.time_since_epoch().count());
  archive.number(number);
  if constexpr (Archive::kReads) {
    using Duration = typename T::duration;
    time = T{Duration{static_cast<typename Duration::rep>(number)}};
  }
}

template <class T>
struct IsNamed : std::false_type {};
template <class Tag>
struct IsNamed<Id<Tag>> : std::true_type {};
template <class Tag>
struct IsNamed<Key<Tag>> : std::true_type {};

/// Identities and keys.
template <class Archive, class T>
requires(IsNamed<std::remove_const_t<T>>::value) void walk(Archive& archive, T& named) {
  walk(archive, named.value);
}

template <class Archive, class T>
void walk_all(Archive& archive, std::vector<T>& list) {
  std::int64_t count = 0;
  archive.number(count);
  if (count < 0 || static_cast<std::uint64_t>(count) > archive.left()) {
    archive.fail();
    count = 0;
  }
  list.resize(static_cast<std::size_t>(count));
  for (T& value : list) walk(archive, value);
}
template <class Archive, class T>
void walk_all(Archive& archive, const std::vector<T>& list) {
  archive.number(static_cast<std::int64_t>(list.size()));
  for (const T& value : list) walk(archive, value);
}

template <class Archive, class T>
void walk_all(Archive& archive, std::optional<T>& value) {
  bool is_there = false;
  walk(archive, is_there);
  if (is_there) walk(archive, value.emplace());
}
template <class Archive, class T>
void walk_all(Archive& archive, const std::optional<T>& value) {
  const bool is_there = value.has_value();
  walk(archive, is_there);
  if (is_there) walk(archive, *value);
}

template <class T>
struct IsContainer : std::false_type {};
template <class T>
struct IsContainer<std::vector<T>> : std::true_type {};
template <class T>
struct IsContainer<std::optional<T>> : std::true_type {};

template <class Archive, class T>
requires(IsContainer<std::remove_const_t<T>>::value) void walk(Archive& archive, T& container) {
  walk_all(archive, container);
}

template <class Archive, class... Fields>
void walk_fields(Archive& archive, Fields&... fields) {
  (walk(archive, fields), ...);
}

template <class Archive, Is<domain::Verification> T>
void walk(Archive& archive, T& v) {
  walk_fields(archive, v.id, v.method, v.result, v.checked_at, v.recorded, v.source, v.source_url, v.checker,
              v.evidence_sha256, v.claimed);
}
template <class Archive, Is<domain::CredentialEvent> T>
void walk(Archive& archive, T& e) {
  walk_fields(archive, e.kind, e.effective, e.recorded, e.reason, e.claimed);
}
template <class Archive, Is<domain::Credential> T>
void walk(Archive& archive, T& c) {
  walk_fields(archive, c.id, c.type, c.number, c.issued, c.expires, c.recorded, c.events, c.verifications);
}
template <class Archive, Is<domain::Licence> T>
void walk(Archive& archive, T& l) {
  walk_fields(archive, l.id, l.jurisdiction, l.number, l.status, l.expires, l.verifications);
}
template <class Archive, Is<domain::HeldProfession> T>
void walk(Archive& archive, T& held) {
  walk_fields(archive, held.profession, held.licences);
}
template <class Archive, Is<domain::ExternalId> T>
void walk(Archive& archive, T& id) {
  walk_fields(archive, id.system, id.value);
}
template <class Archive, Is<domain::Training> T>
void walk(Archive& archive, T& t) {
  walk_fields(archive, t.school, t.school_name, t.title, t.kind, t.hours, t.completed, t.conditions);
}
template <class Archive, Is<domain::DeclaredCondition> T>
void walk(Archive& archive, T& c) {
  walk_fields(archive, c.condition, c.takes, c.since_year, c.clients);
}
template <class Archive, Is<domain::Point> T>
void walk(Archive& archive, T& point) {
  walk_fields(archive, point.lat, point.lon);
}
template <class Archive, Is<domain::Location> T>
void walk(Archive& archive, T& l) {
  walk_fields(archive, l.name, l.street, l.city, l.postal_code, l.jurisdiction, l.country, l.point,
              l.precision, l.wheelchair, l.home_visits, l.accepting);
}
template <class Archive, Is<domain::Address> T>
void walk(Archive& archive, T& a) {
  walk_fields(archive, a.street, a.city, a.region, a.postal_code, a.country);
}
template <class Archive, Is<domain::FeeLine> T>
void walk(Archive& archive, T& f) {
  walk_fields(archive, f.kind, f.label, f.price.minor, f.price.currency, f.minutes, f.sessions,
              f.sliding_scale);
}
template <class Archive, Is<domain::Review> T>
void walk(Archive& archive, T& r) {
  walk_fields(archive, r.id, r.origin, r.state, r.stars, r.published_at, r.reviewer, r.conditions, r.words,
              r.reply, r.claimed);
}
template <class Archive, Is<domain::Practitioner> T>
void walk(Archive& archive, T& p) {
  walk_fields(archive, p.id, p.version, p.listing, p.listing_basis, p.demoted_since, p.external_ids,
              p.name.display, p.name.post_nominals, p.gender);
  walk_fields(archive, p.contact.phone, p.contact.mail, p.contact.website, p.contact.booking_url,
              p.contact.photo_url, p.mailing_address);
  walk_fields(archive, p.professions, p.training, p.credentials, p.approaches, p.conditions, p.populations,
              p.languages, p.locations);
  walk_fields(archive, p.fees.declined, p.fees.lines, p.fees.valid_from, p.fees.cancellation, p.fees.note);
  walk_fields(archive, p.session.description, p.session.sessions_min, p.session.sessions_max, p.about,
              p.reviews_invited, p.reviews, p.edited, p.attested);
}

}  // namespace

std::string encode_record(const domain::Practitioner& practitioner) {
  std::string bytes;
  bytes.reserve(2048);  // most records take less
  bytes.push_back(static_cast<char>(kForm));
  ByteWriter writer(bytes);
  walk(writer, practitioner);
  return bytes;
}

std::optional<domain::Practitioner> decode_record(std::string_view bytes) {
  if (bytes.empty() || static_cast<std::uint8_t>(bytes.front()) != kForm) return std::nullopt;
  ByteReader reader(bytes.substr(1));
  std::optional<domain::Practitioner> practitioner(std::in_place);
  walk(reader, *practitioner);
  if (!reader.is_complete()) practitioner.reset();
  return practitioner;
}

}  // namespace stillpoint::store
