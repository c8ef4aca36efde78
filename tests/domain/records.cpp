#include "domain/records.h"

#include <cstdio>
#include <cstdlib>

#include "base/time_text.h"

namespace stillpoint::domain::testing {
namespace {

VocabularyRows rows() {
  VocabularyRows rows;
  rows.professions = {
      {.key = {"massage_therapist"}, .name = "Massage therapist", .plural = "massage therapists"},
      {.key = {"chiropractor"}, .name = "Chiropractor", .plural = "chiropractors"},
      {.key = {"other"}, .name = "Other practitioner", .plural = "other practitioners"}};
  rows.approaches = {{.key = {"manual_cst"}, .name = "Manual craniosacral therapy"},
                     {.key = {"biodynamic"}, .name = "Biodynamic craniosacral therapy"},
                     {.key = {"sacro_cranial_chiropractic"}, .name = "Sacro-cranial chiropractic"}};
  rows.contraindications = {
      {.key = {"recent_concussion"}, .name = "Recent concussion", .advice = "Ask the doctor who treated it."},
      {.key = {"aneurysm"}, .name = "Aneurysm", .advice = "Ask your neurologist."},
      {.key = {"infant_under_two"}, .name = "Child under two", .advice = "Ask the paediatrician."}};
  rows.conditions = {
      {.key = {"migraine"}, .name = "Migraine", .phrase = "migraine"},
      {.key = {"tmj"}, .name = "Jaw joint trouble (TMJ)", .phrase = "jaw joint trouble"},
      {.key = {"infant_colic"}, .name = "Infant colic", .phrase = "colic", .safety = {{"infant_under_two"}}},
      {.key = {"post_concussion"},
       .name = "After a concussion",
       .phrase = "what follows a concussion",
       .safety = {{"recent_concussion"}}}};
  rows.populations = {{.key = {"adults"}, .name = "Adults"}, {.key = {"infants"}, .name = "Infants"}};
  rows.languages = {{.key = {"en"}, .name = "English"}, {.key = {"pt-BR"}, .name = "Brazilian Portuguese"}};
  rows.currencies = {{.key = {"USD"}, .name = "US dollar", .symbol = "$", .minor_digits = 2},
                     {.key = {"JPY"}, .name = "Yen", .symbol = "¥", .minor_digits = 0}};
  rows.accreditors = {{.key = {"psa"}, .name = "Professional Standards Authority"},
                      {.key = {"lone"}, .name = "Lone School accrediting itself"}};
  rows.schools = {
      {.key = {"still_water"}, .name = "Still Water School", .accreditations = {{.accreditor = {"psa"}}}}};
  rows.issuers = {{.key = {"board"}, .name = "Board", .country = "CH", .time_zone = "Europe/Zurich"},
                  {.key = {"lone"}, .name = "Lone School", .country = "US", .time_zone = "America/Chicago"}};
  const auto type = [](const char* issuer, const char* code, const char* letters, Field field) {
    return CredentialType{.key = {std::string(issuer) + ":" + code + ":1"},
                          .issuer = {issuer},
                          .code = code,
                          .version = "1",
                          .name = std::string(letters) + " certificate",
                          .letters = letters,
                          .field = field};
  };
  rows.credential_types = {
      type("board", "rcst", "RCST", Field::kCst), type("lone", "tech", "CST-T", Field::kCst),
      type("lone", "past", "CST-P", Field::kCst), type("board", "mass", "BCTMB", Field::kMassage)};
  rows.credential_types[0].required_hours = 700;
  rows.credential_types[0].recognised_by = {{.accreditor = {"psa"}, .from = on("2020-01-01")}};
  rows.credential_types[1].recognised_by = {{.accreditor = {"lone"}}};
  rows.credential_types[2].recognised_by = {{.accreditor = {"psa"}, .until = on("2026-06-30")}};
  rows.jurisdictions = {{.key = {"US"}, .name = "United States", .time_zone = "America/New_York"},
                        {.key = {"US-OH"}, .name = "Ohio", .time_zone = "America/New_York"},
                        {.key = {"US-CO"}, .name = "Colorado", .time_zone = "America/Denver"},
                        {.key = {"US-CA"}, .name = "California", .time_zone = "America/Los_Angeles"},
                        {.key = {"US-WY"}, .name = "Wyoming", .time_zone = "America/Denver"},
                        {.key = {"CH"}, .name = "Switzerland", .time_zone = "Europe/Zurich"},
                        {.key = {"CH-ZH"}, .name = "Zürich", .time_zone = ""}};
  const auto rule = [](const char* where, const char* who, Regulation regulation) {
    return JurisdictionRule{.jurisdiction = {where},
                            .profession = {who},
                            .regulation = regulation,
                            .origin = {.source = "https://example.org/rule", .read_on = on("2026-11-01")}};
  };
  rows.jurisdiction_rules = {rule("US-OH", "massage_therapist", Regulation::kLicensed),
                             rule("US-OH", "other", Regulation::kLicensed),
                             rule("US-OH", "chiropractor", Regulation::kRegistered),
                             rule("US-CO", "massage_therapist", Regulation::kExempt),
                             rule("US-CA", "massage_therapist", Regulation::kVoluntary),
                             rule("US-WY", "massage_therapist", Regulation::kUnknown),
                             rule("US", "other", Regulation::kNone),
                             rule("CH", "massage_therapist", Regulation::kNone)};
  rows.scope = {{.profession = {"massage_therapist"},
                 .approach = {"sacro_cranial_chiropractic"},
                 .within = false,
                 .reason = "Spinal adjustment is outside what massage therapists do."},
                {.profession = {"massage_therapist"}, .approach = {"biodynamic"}, .within = true},
                {.profession = {"chiropractor"}, .approach = {"sacro_cranial_chiropractic"}, .within = true}};
  return rows;
}

VerificationId next_id() {
  static std::int64_t last = 0;
  return {++last};
}

}  // namespace

Instant at(std::string_view text) {
  if (const auto instant = parse_instant(text)) return *instant;
  return Instant{on(text)};
}

Date on(std::string_view text) {
  const auto date = parse_date(text);
  if (date) return *date;
  std::fprintf(stderr, "no date: %.*s\n", static_cast<int>(text.size()), text.data());
  std::abort();
}

const Vocabulary& vocabulary() {
  static const Vocabulary made = [] {
    Result<Vocabulary> result = Vocabulary::make(rows());
    if (!result) {
      for (const Fault& fault : result.error().faults)
        std::fprintf(stderr, "%s: %s (%s)\n", fault.where.c_str(), fault.what.c_str(), fault.value.c_str());
      std::abort();
    }
    return std::move(result).value();
  }();
  return made;
}

Instant now() {
  return at("2026-11-22T12:00:00Z");
}

Verification matched(std::string_view when) {
  return {.id = next_id(), .result = VerificationResult::kMatched, .checked_at = at(when)};
}
Verification denied(std::string_view when) {
  return {.id = next_id(), .result = VerificationResult::kDenied, .checked_at = at(when)};
}
Verification claimed(Verification verification) {
  verification.claimed = true;
  return verification;
}

CredentialEvent event(CredentialEventKind kind, std::string_view effective) {
  return {.kind = kind, .effective = at(effective), .recorded = at(effective)};
}
CredentialEvent claimed(CredentialEvent event) {
  event.claimed = true;
  return event;
}

Credential credential(std::string_view type) {
  return {.type = {std::string(type)}, .number = "4471"};
}
Credential checked_credential(std::string_view type, std::string_view when) {
  Credential made = credential(type);
  made.verifications = {matched(when)};
  return made;
}

Review review(int stars, std::string_view published, std::string_view reviewer) {
  return {.origin = ReviewOrigin::kInvited,
          .state = ReviewState::kPublished,
          .stars = stars,
          .published_at = at(published),
          .reviewer = std::string(reviewer)};
}
std::vector<Review> reviews(int positive, int others, std::string_view published) {
  std::vector<Review> made;
  for (int i = 0; i < positive + others; ++i)
    made.push_back(review(i < positive ? 5 : 1, published, "person " + std::to_string(i)));
  return made;
}

Licence licence(std::string_view jurisdiction, LicenceStatus status) {
  return {.id = {next_id().value}, .jurisdiction = {std::string(jurisdiction)}, .status = status};
}
Location location(std::string_view jurisdiction) {
  return {.city = "Somewhere",
          .jurisdiction = {std::string(jurisdiction)},
          .country = std::string(jurisdiction.substr(0, 2))};
}

Practitioner exemplary() {
  Practitioner made;
  made.id = {1};
  made.credentials = {checked_credential("board:rcst:1", "2026-10-12")};
  made.credentials[0].expires = on("2027-05-31");
  made.conditions = {{.condition = {"migraine"}, .since_year = 2015, .clients = 120}};
  made.training = {{.hours = 60, .conditions = {{"migraine"}}}};
  made.reviews = reviews(14, 1);
  made.reviews_invited = 22;
  made.professions = {{.profession = {"massage_therapist"}, .licences = {licence("US-OH")}}};
  made.professions[0].licences[0].expires = on("2027-08-31");
  made.professions[0].licences[0].verifications = {matched("2026-10-01")};
  made.locations = {location("US-OH")};
  made.fees.lines = {{.kind = FeeKind::kFirstVisit, .price = {13000, {"USD"}}, .minutes = 75},
                     {.kind = FeeKind::kSession, .price = {11000, {"USD"}}, .minutes = 60},
                     {.kind = FeeKind::kPackage, .price = {28500, {"USD"}}, .minutes = 180, .sessions = 3}};
  made.session.description = "An hour on the table, clothed, and time to talk before and after.";
  made.attested = at("2026-10-01");
  return made;
}

}  // namespace stillpoint::domain::testing
