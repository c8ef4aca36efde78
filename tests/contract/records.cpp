#include "contract/records.h"

#include <sstream>
#include <string_view>
#include <vector>

#include "base/time_text.h"

namespace stillpoint::contract {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): literals only
using domain::Known;
using domain::Practitioner;

Instant at(const char* text) {
  return *parse_instant(text);
}
Date on(const char* text) {
  return *parse_date(text);
}

std::vector<domain::Verification> checks(std::int64_t first_id) {
  return {{.id = {first_id},
           .method = domain::VerificationMethod::kLetter,
           .result = domain::VerificationResult::kDenied,
           .checked_at = at("2025-01-02T03:04:05Z"),
           .recorded = at("2025-02-03T04:05:06Z"),
           .source = "register of the issuer",
           .source_url = "https://register.example.org/?n=1&x=<y>",
           .checker = "registrar",
           .evidence_sha256 = std::string(64, 'a'),
           .claimed = true},
          {.id = {first_id + 1},
           .method = domain::VerificationMethod::kRoster,
           .result = domain::VerificationResult::kMatched,
           .checked_at = at("2026-10-12T10:00:00Z"),
           .source = "roster"}};
}

void add_trust(Practitioner& p) {
  p.professions = {
      {.profession = {"massage_therapist"},
       .licences = {{.id = {101},
                     .jurisdiction = {"US-OH"},
                     .number = "33.0123",
                     .status = domain::LicenceStatus::kActive,
                     .expires = on("2027-08-31"),
                     .verifications = checks(201)},
                    {.id = {102}, .jurisdiction = {"US-CO"}, .status = domain::LicenceStatus::kRevoked}}},
      {.profession = {"chiropractor"}}};
  domain::Credential first{.id = {990},  // ids need not grow with the order of the record
                           .type = {"bcta_na:rcst:1"},
                           .number = "RCST 4471/ä b",
                           .issued = on("2016-05-31"),
                           .expires = on("2027-05-31"),
                           .recorded = at("2025-12-31T23:59:59Z"),
                           .verifications = checks(211)};
  first.events = {{.kind = domain::CredentialEventKind::kRegistered,
                   .effective = at("2016-06-01T00:00:00Z"),
                   .recorded = at("2026-01-01T00:00:00Z"),
                   .reason = "On the roster."},
                  {.kind = domain::CredentialEventKind::kSuspended,
                   .effective = at("2020-01-01T00:00:00Z"),
                   .recorded = at("2026-01-01T00:00:01Z"),
                   .reason = "Fees unpaid.",
                   .claimed = true}};
  p.credentials = {first, {.id = {17}, .type = {"upledger:cst_t:1"}}};
  p.training = {
      {.school = {"upledger_institute"},
       .title = "CST 1",
       .kind = domain::TrainingKind::kClass,
       .hours = 24,
       .completed = on("2014-03-02"),
       .conditions = {{"migraine"}, {"tmj"}}},
      {.school_name = "Schule für Körperarbeit", .kind = domain::TrainingKind::kReceived, .hours = 10}};
}

void add_offer(Practitioner& p) {
  p.approaches = {{"biodynamic"}, {"manual_cst"}};
  p.conditions = {{.condition = {"migraine"}, .takes = true, .since_year = 2015, .clients = 120},
                  {.condition = {"infant_colic"}, .takes = false}};
  p.populations = {{"infants"}, {"adults"}};
  p.languages = {{"pt-BR"}, {"en"}};
  p.locations = {{.name = "Still Water",
                  .street = "1 High Street",
                  .city = "Zürich",
                  .postal_code = "8001",
                  .jurisdiction = {"CH-ZH"},
                  .country = "CH",
                  .point = domain::Point{.lat = 47.3744489, .lon = -0.00012345678901234},
                  .precision = domain::Precision::kExact,
                  .wheelchair = Known::kYes,
                  .home_visits = Known::kNo,
                  .accepting = Known::kUnknown},
                 {.city = "Łódź", .country = "PL"}};
  p.fees.lines = {{.kind = domain::FeeKind::kPackage,
                   .label = "Three",
                   .price = {.minor = 28'500, .currency = {"USD"}},
                   .minutes = 180,
                   .sessions = 3,
                   .sliding_scale = Known::kNo},
                  {.kind = domain::FeeKind::kConcession, .price = {.minor = 0, .currency = {"JPY"}}}};
  p.fees.valid_from = on("2026-01-01");
  p.fees.cancellation = "Free up to 24 hours before.";
  p.fees.note = "Cash or card.";
  p.session = {
      .description = "A talk, then 50 minutes of hands-on work.", .sessions_min = 3, .sessions_max = 5};
  p.reviews_invited = 22;
  p.reviews = {{.id = {301},
                .origin = domain::ReviewOrigin::kInvited,
                .state = domain::ReviewState::kPublished,
                .stars = 5,
                .published_at = at("2026-02-03T04:05:06Z"),
                .reviewer = "r-1",
                .conditions = {{"migraine"}},
                .words = "Calm & kind. <b>Thanks</b>",
                .reply = "Thank you."},
               {.id = {302},
                .stars = 1,
                .published_at = at("2026-02-04T00:00:00Z"),
                .reviewer = "r-2",
                .claimed = true}};
}

void print(std::ostream& out, const char* name, const std::vector<domain::Verification>& verifications) {
  for (const domain::Verification& v : verifications) {
    out << name << " check " << v.id.value << ' ' << static_cast<int>(v.method) << ' '
        << static_cast<int>(v.result) << ' ' << print_instant(v.checked_at) << '|'
        << print_instant(v.recorded) << '|' << v.source << '|' << v.source_url << '|' << v.checker << '|'
        << v.evidence_sha256 << '|' << v.claimed << '\n';
  }
}

std::string text(const std::optional<Date>& date) {
  return date ? print_date(*date) : "-";
}
std::string text(const std::optional<Instant>& instant) {
  return instant ? print_instant(*instant) : "-";
}
std::string text(const std::optional<int>& number) {
  return number ? std::to_string(*number) : "-";
}

template <class Tag>
void print(std::ostream& out, const char* name, const std::vector<Key<Tag>>& keys) {
  out << name << ':';
  for (const auto& key : keys) out << ' ' << key.value;
  out << '\n';
}

void print_trust(std::ostream& out, const Practitioner& p) {
  for (const domain::HeldProfession& held : p.professions) {
    out << "profession " << held.profession.value << '\n';
    for (const domain::Licence& l : held.licences) {
      out << "licence " << l.id.value << ' ' << l.jurisdiction.value << '|' << l.number << '|'
          << static_cast<int>(l.status) << ' ' << text(l.expires) << '\n';
      print(out, "licence", l.verifications);
    }
  }
  for (const domain::Credential& c : p.credentials) {
    out << "credential " << c.id.value << ' ' << c.type.value << '|' << c.number << '|' << text(c.issued)
        << ' ' << text(c.expires) << '\n';
    for (const domain::CredentialEvent& e : c.events) {
      out << "event " << static_cast<int>(e.kind) << ' ' << print_instant(e.effective) << ' '
          << print_instant(e.recorded) << '|' << e.reason << '|' << e.claimed << '\n';
    }
    print(out, "credential", c.verifications);
  }
  for (const domain::Training& t : p.training) {
    out << "training " << t.school.value << '|' << t.school_name << '|' << t.title << '|'
        << static_cast<int>(t.kind) << ' ' << t.hours << ' ' << text(t.completed) << '\n';
    print(out, "about", t.conditions);
  }
}

void print_offer(std::ostream& out, const Practitioner& p) {
  print(out, "approaches", p.approaches);
  for (const domain::DeclaredCondition& c : p.conditions) {
    out << "condition " << c.condition.value << ' ' << c.takes << ' ' << text(c.since_year) << ' '
        << text(c.clients) << '\n';
  }
  print(out, "populations", p.populations);
  print(out, "languages", p.languages);
  for (const domain::Location& l : p.locations) {
    out << "location " << l.name << '|' << l.street << '|' << l.city << '|' << l.postal_code << '|'
        << l.jurisdiction.value << '|' << l.country << ' ' << static_cast<int>(l.precision)
        << static_cast<int>(l.wheelchair) << static_cast<int>(l.home_visits) << static_cast<int>(l.accepting);
    if (l.point) out << ' ' << std::hexfloat << l.point->lat << ' ' << l.point->lon << std::defaultfloat;
    out << '\n';
  }
  for (const domain::FeeLine& f : p.fees.lines) {
    out << "fee " << static_cast<int>(f.kind) << '|' << f.label << '|' << f.price.minor << ' '
        << f.price.currency.value << ' ' << text(f.minutes) << ' ' << f.sessions << ' '
        << static_cast<int>(f.sliding_scale) << '\n';
  }
  for (const domain::Review& r : p.reviews) {
    out << "review " << r.id.value << ' ' << static_cast<int>(r.origin) << static_cast<int>(r.state)
        << r.stars << ' ' << print_instant(r.published_at) << '|' << r.reviewer << '|' << r.words << '|'
        << r.reply << '|' << r.claimed << '\n';
    print(out, "about", r.conditions);
  }
}

}  // namespace

Practitioner full_record() {
  Practitioner p = small_record("Amara Lindqvist-Ōkawa");
  p.id = {4242};
  p.listing_basis = "consent by mail, 2026-01-01";
  p.demoted_since = at("2026-11-01T00:00:00Z");
  p.external_ids = {{"nppes", "1234567893"}, {"csta", "0007"}};
  p.name.post_nominals = "LMT, RCST";
  p.gender = domain::Gender::kNonBinary;
  p.contact = {.phone = "+1 614 555 0142",
               .mail = "amara@example.org",
               .website = "https://example.org/amara",
               .booking_url = "https://example.org/book",
               .photo_url = "https://example.org/amara.jpg"};
  p.mailing_address = domain::Address{"2 Low Street", "Columbus", "US-OH", "43085", "US"};
  p.about = "In their own words, \"so to say\": 'quotes', \\ and \n lines.";
  p.edited = at("2026-11-14T08:00:00Z");
  p.attested = at("2026-10-01T00:00:00Z");
  add_trust(p);
  add_offer(p);
  return p;
}

Practitioner small_record(const std::string& name) {
  Practitioner p;
  p.listing = domain::ListingState::kListed;
  p.name.display = name;
  p.edited = at("2026-11-01T00:00:00Z");
  return p;
}

std::string describe(const Practitioner& p) {
  std::ostringstream out;
  out << "id " << p.id.value << " version " << p.version << ' ' << static_cast<int>(p.listing) << '|'
      << p.listing_basis << '|' << text(p.demoted_since) << '\n';
  for (const domain::ExternalId& id : p.external_ids)
    out << "external " << id.system << '|' << id.value << '\n';
  out << "name " << p.name.display << '|' << p.name.post_nominals << '|'
      << (p.gender ? static_cast<int>(*p.gender) : -1) << '\n';
  out << "contact " << p.contact.phone << '|' << p.contact.mail << '|' << p.contact.website << '|'
      << p.contact.booking_url << '|' << p.contact.photo_url << '\n';
  if (p.mailing_address) {
    const domain::Address& a = *p.mailing_address;
    out << "mailing " << a.street << '|' << a.city << '|' << a.region << '|' << a.postal_code << '|'
        << a.country << '\n';
  }
  print_trust(out, p);
  print_offer(out, p);
  out << "fees " << p.fees.declined << ' ' << text(p.fees.valid_from) << '|' << p.fees.cancellation << '|'
      << p.fees.note << '\n';
  out << "session " << p.session.description << '|' << text(p.session.sessions_min) << ' '
      << text(p.session.sessions_max) << '\n';
  out << "about " << p.about << '\n';
  out << "invited " << p.reviews_invited << " edited " << print_instant(p.edited) << " attested "
      << text(p.attested) << '\n';
  return out.str();
}

}  // namespace stillpoint::contract
