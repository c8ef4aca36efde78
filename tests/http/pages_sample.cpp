#include "http/pages_sample.h"

#include <chrono>
#include <string>
#include <utility>

#include "domain/fees.h"
#include "domain/reviews.h"

namespace stillpoint::http {

using namespace std::chrono_literals;
using domain::Practitioner;
using domain::VocabularyRows;

namespace {

constexpr Date kToday = std::chrono::sys_days{2026y / 11 / 22};

domain::Origin own_origin() {
  return {.source = "a source", .read_on = kToday - std::chrono::days{20}};
}

VocabularyRows rows() {
  VocabularyRows rows;
  for (const auto& [key, name] : {std::pair{"massage_therapist", "Massage therapist"},
                                  {"chiropractor", "Chiropractor"},
                                  {"other", "Other practitioner"}}) {
    rows.professions.push_back(
        {.key = {key}, .name = name, .plural = {}, .nucc_codes = {}, .note = {}, .origin = {}});
  }
  for (const auto& [key, name] : {std::pair{"manual_cst", "Manual craniosacral therapy"},
                                  {"biodynamic", "Biodynamic craniosacral therapy"},
                                  {"sacro_cranial_chiropractic", "Sacro-cranial chiropractic"}}) {
    rows.approaches.push_back({.key = {key}, .name = name, .description = {}, .synonyms = {}, .origin = {}});
  }
  rows.contraindications.push_back(
      {.key = {"recent_concussion"},
       .name = "Recent concussion",
       .plain = "A concussion or a blow to the head in recent weeks or months",
       .advice = "Ask the doctor who looked after the injury before anyone works on your "
                 "head. Tell the practitioner the date.",
       .origin = own_origin()});
  rows.contraindications.push_back({.key = {"aneurysm"},
                                    .name = "Aneurysm",
                                    .plain = "A weak spot in a blood vessel of the brain",
                                    .advice = "Ask your doctor first.",
                                    .origin = own_origin()});
  rows.conditions.push_back(
      {.key = {"migraine"},
       .name = "Migraine",
       .phrase = "migraine",
       .synonyms = {},
       .evidence =
           "The 2024 review of randomised trials found no statistically significant or clinically relevant "
           "change in pain for headache disorders. It is a complement to medical care, not a replacement.",
       .sources = {{.title = "Ceballos-Laita and others: Is Craniosacral Therapy Effective?",
                    .url = "https://pmc.ncbi.nlm.nih.gov/articles/PMC10970181",
                    .year = 2024}},
       .safety = {},
       .origin = own_origin()});
  rows.conditions.push_back({.key = {"post_concussion"},
                             .name = "After a concussion",
                             .phrase = "symptoms after a concussion",
                             .synonyms = {},
                             .evidence = "Little is known.",
                             .sources = {},
                             .safety = {{"recent_concussion"}},
                             .origin = own_origin()});
  rows.populations = {{{"adults"}, "Adults"}, {{"infants"}, "Babies and infants"}};
  rows.languages = {{{"en"}, "English"}, {{"es"}, "Spanish"}};
  rows.currencies = {{{"USD"}, "US dollar", "$", 2}, {{"JPY"}, "Japanese yen", "¥", 0}};
  rows.accreditors = {
      {{"psa"}, "Professional Standards Authority", "GB", "https://psa.example.org", own_origin()}};
  rows.issuers = {{{"bcta"},
                   "Biodynamic Association",
                   "US",
                   "America/New_York",
                   "https://register.example.org",
                   "https://bcta.example.org",
                   own_origin()}};
  rows.credential_types.push_back(
      {.key = {"bcta:rcst:1"},
       .issuer = {"bcta"},
       .code = "rcst",
       .version = "1",
       .name = "Registered Craniosacral Therapist",
       .letters = "RCST",
       .field = domain::Field::kCst,
       .required_hours = 700,
       .renewal_months = 12,
       .renewal_note = {},
       .freshness_days = 120,
       .where_to_check = "The association's public register.",
       .recognised_by = {{{"psa"}, kToday - std::chrono::days{900}, std::nullopt}},
       .origin = own_origin()});
  rows.schools = {{{"still_water"},
                   "Still Water School",
                   "US",
                   "https://school.example.org",
                   {{{"psa"}, kToday - std::chrono::days{2000}, std::nullopt}},
                   {},
                   own_origin()},
                  {{"old_bridge"},
                   "Old Bridge School",
                   "US",
                   "",
                   {},
                   {{domain::Standing::kActive, kToday - std::chrono::days{4000}, ""},
                    {domain::Standing::kSanctioned, kToday - std::chrono::days{100}, "It sold transcripts."}},
                   own_origin()}};
  rows.jurisdictions = {{{"US"}, "United States", "America/New_York"},
                        {{"US-OH"}, "Ohio", "America/New_York"}};
  rows.jurisdiction_rules = {{{"US-OH"},
                              {"massage_therapist"},
                              domain::Regulation::kLicensed,
                              "The State Medical Board licenses massage therapists.",
                              own_origin()}};
  rows.scope = {
      {{"massage_therapist"}, {"biodynamic"}, true, "Very still touch without adjustment.", own_origin()},
      {{"massage_therapist"},
       {"sacro_cranial_chiropractic"},
       false,
       "Adjustment of the spine needs a chiropractor.",
       own_origin()}};
  rows.session_facts = {
      {"clothes", "before", "Wear loose, comfortable clothes.", own_origin()},
      {"talk", "before", "Say how you are.", own_origin()},
      {"length", "during", "A session usually lasts 30 to 60 minutes.", own_origin()},
      {"after", "after", "Many feel calm or drowsy.", own_origin()},
      {"training", "ask", "Ask how many hours of training they have.", own_origin()},
      {"trials",
       "evidence",
       "Fifteen trials found nothing.",
       {.source = "pmc.example.org/PMC1; own wording", .read_on = kToday - std::chrono::days{20}}}};
  return rows;
}

domain::Verification check(std::int64_t id, int days_ago) {
  return {.id = {id},
          .method = domain::VerificationMethod::kRegisterPage,
          .result = domain::VerificationResult::kMatched,
          .checked_at = kToday - std::chrono::days{days_ago},
          .source = "the association's register",
          .source_url = "https://register.example.org",
          .checker = "Stillpoint's registrar",
          .evidence_sha256 = {}};
}

std::vector<domain::Review> reviews() {
  std::vector<domain::Review> reviews;
  constexpr int kCount = 12;
  reviews.reserve(kCount);
  for (int i = 0; i < kCount; ++i) {
    reviews.push_back(
        {.id = {100 + i},
         .origin = i + 1 == kCount ? domain::ReviewOrigin::kOpen : domain::ReviewOrigin::kInvited,
         .state = domain::ReviewState::kPublished,
         .stars = i == 3 ? 2 : 4 + i % 2,
         .published_at = kToday - std::chrono::days{20 * i + 5},
         .reviewer = "r" + std::to_string(i),
         .conditions =
             i < 4 ? std::vector<domain::ConditionKey>{{"migraine"}} : std::vector<domain::ConditionKey>{},
         .words = i == 3 ? "The session was ten minutes shorter than agreed."
                         : "Calm, unhurried, and she told me the price before I asked.",
         .reply = i == 3 ? "You are right, and I have refunded the difference." : ""});
  }
  return reviews;
}

domain::SearchItem item_of(const Practitioner& person, const std::vector<domain::ConditionKey>& conditions) {
  const app::Profile profile = sample_profile(person);
  domain::SearchItem item;
  item.id = person.id;
  item.name = person.name.display;
  item.post_nominals = person.name.post_nominals;
  for (const auto& held : person.professions) item.professions.push_back(held.profession);
  item.approaches = person.approaches;
  item.languages = person.languages;
  domain::ChecklistQuestion question{.conditions = conditions};
  for (const domain::Location& location : person.locations) {
    question.locations.push_back(&location);
    if (!item.location) {
      item.location = domain::SearchLocation{.city = location.city,
                                             .jurisdiction = location.jurisdiction,
                                             .country = location.country,
                                             .point = domain::published_point(location),
                                             .precision = location.precision};
    }
  }
  item.locations = static_cast<int>(person.locations.size());
  if (item.location && item.location->point) item.distance_km = 3.2;
  item.training_hours = domain::training_hours(person);
  if (const domain::FeeLine* line = domain::lowest_price(person.fees, nullptr)) {
    item.lowest_price = domain::LowestPrice{.price = line->price,
                                            .minutes = line->minutes.value_or(0),
                                            .per_hour_minor = domain::per_hour_milli(*line) / 1000};
  }
  item.phone = person.contact.phone;
  item.website = person.contact.website;
  item.booking_url = person.contact.booking_url;
  item.edited = person.edited;
  item.attested = person.attested;
  item.verified = domain::last_verified(person);
  item.checklist = domain::checklist(person, question, sample_vocabulary(), sample_now());
  return item;
}

}  // namespace

const domain::Vocabulary& sample_vocabulary() {
  static const domain::Vocabulary vocabulary = [] {
    Result<domain::Vocabulary> made = domain::Vocabulary::make(rows());
    return std::move(made).value();
  }();
  return vocabulary;
}

Instant sample_now() {
  return kToday + 10h + 42min;
}

Practitioner sample_practitioner() {
  Practitioner person;
  person.id = {123456789012345};
  person.listing = domain::ListingState::kListed;
  person.name = {.display = "Amara Lindqvist", .post_nominals = "LMT, RCST"};
  person.gender = domain::Gender::kFemale;
  person.contact = {.phone = "+1 614 555 0142",
                    .mail = "amara@example.org",
                    .website = "https://amara.example.org",
                    .booking_url = "https://amara.example.org/book",
                    .photo_url = {}};
  person.professions = {{{"massage_therapist"},
                         {{.id = {7},
                           .jurisdiction = {"US-OH"},
                           .number = "33.012345",
                           .status = domain::LicenceStatus::kActive,
                           .expires = kToday + std::chrono::days{280},
                           .verifications = {check(71, 30)}}}}};
  person.training = {
      {{"still_water"}, {}, "Foundation, two years", domain::TrainingKind::kClass, 520, kToday, {}},
      {{"still_water"}, {}, "Supervised practice", domain::TrainingKind::kPractice, 264, {}, {}},
      {{}, "Elsewhere", "Anatomy by post", domain::TrainingKind::kHomeStudy, 200, {}, {{"migraine"}}},
      {{}, "", "", domain::TrainingKind::kReceived, 30, {}, {}}};
  person.credentials = {{.id = {4471},
                         .type = {"bcta:rcst:1"},
                         .number = "RCST-4471",
                         .issued = std::chrono::sys_days{2016y / 6 / 1},
                         .expires = std::chrono::sys_days{2027y / 5 / 31},
                         .events = {{.kind = domain::CredentialEventKind::kRegistered,
                                     .effective = std::chrono::sys_days{2016y / 6 / 1},
                                     .recorded = std::chrono::sys_days{2016y / 6 / 1},
                                     .reason = "First registration"}},
                         .verifications = {check(1, 780), check(2, 410), check(3, 41)}}};
  person.approaches = {{"biodynamic"}, {"manual_cst"}};
  person.conditions = {{{"migraine"}, true, 2015, 120}, {{"post_concussion"}, false, {}, {}}};
  person.populations = {{"adults"}, {"infants"}};
  person.languages = {{"en"}, {"es"}};
  person.locations = {{.name = "Studio on Third",
                       .street = "12 Hidden Lane",
                       .city = "Columbus",
                       .postal_code = "43215",
                       .jurisdiction = {"US-OH"},
                       .country = "US",
                       .point = domain::Point{39.961234, -82.998765},
                       .precision = domain::Precision::kArea,
                       .wheelchair = domain::Known::kYes,
                       .home_visits = domain::Known::kUnknown,
                       .accepting = domain::Known::kYes}};
  person.fees = {
      .declined = false,
      .lines = {{domain::FeeKind::kFirstVisit, "First visit", {13000, {"USD"}}, 75, 1, {}},
                {domain::FeeKind::kSession, "Session", {11000, {"USD"}}, 60, 1, domain::Known::kYes},
                {domain::FeeKind::kPackage, "Package of three", {28500, {"USD"}}, 180, 3, {}}},
      .valid_from = kToday - std::chrono::days{60},
      .cancellation = "Free up to 24 hours before.",
      .note = {}};
  person.session = {.description = "Ten minutes of talk, forty hands-on, ten to rest.",
                    .sessions_min = 3,
                    .sessions_max = 5};
  person.about = "I work slowly & listen. <b>Not bold.</b>";
  person.reviews_invited = 22;
  person.reviews = reviews();
  person.edited = kToday - std::chrono::days{8};
  person.attested = kToday - std::chrono::days{50};
  return person;
}

Practitioner bare_practitioner() {
  Practitioner person;
  person.id = {998877665544};
  person.listing = domain::ListingState::kListed;
  person.name = {.display = "Þórunn <Næturgöngudóttir> 山田 花子", .post_nominals = {}};
  person.contact.website = "javascript:alert(1)";
  person.edited = kToday - std::chrono::days{400};
  return person;
}

domain::SearchPage sample_page(const std::vector<domain::ConditionKey>& conditions) {
  domain::SearchPage page;
  page.total = 2;
  page.as_of = sample_now();
  page.where = domain::PlaceAnswer{
      .place = {.name = "Columbus, OH", .country = "US", .point = {39.96, -83.0}, .population = 905748},
      .alternatives = {"Columbus, GA", "Columbus, IN"},
      .note = {}};
  page.unknown_excluded = {{domain::Filter::kMaxPrice, 3}};
  page.items = {item_of(sample_practitioner(), conditions), item_of(bare_practitioner(), conditions)};
  page.facets = {
      {domain::Facet::kProfession, {{"massage_therapist", 10}, {"chiropractor", 2}}},
      {domain::Facet::kApproach, {{"biodynamic", 7}, {"manual_cst", 5}}},
      {domain::Facet::kLanguage, {{"en", 12}, {"es", 3}}},
      {domain::Facet::kPopulation, {{"adults", 12}, {"infants", 2}}},
      {domain::Facet::kGender, {{"female", 8}, {"male", 4}}},
      {domain::Facet::kCredential, {{"bcta:rcst:1", 4}}},
      {domain::Facet::kSchool, {{"still_water", 6}}},
      {domain::Facet::kJurisdiction, {{"US-OH", 12}}},
      {domain::Facet::kAccreditedCertification, {{"met", 4}, {"partly", 3}, {"unknown", 5}}},
      {domain::Facet::kConditionExperience, {{"partly", 3}, {"unknown", 9}}},
      {domain::Facet::kClientReviews, {{"met", 2}, {"unknown", 10}}},
      {domain::Facet::kScopeOfPractice, {{"met", 6}, {"not_applicable", 2}, {"unknown", 4}}},
      {domain::Facet::kTransparentFees, {{"met", 5}, {"partly", 3}, {"not_met", 1}, {"unknown", 3}}},
  };
  for (const domain::ConditionKey& key : conditions) {
    const domain::Condition* condition = sample_vocabulary().find(key);
    page.condition_notes.push_back({key, condition->evidence, condition->sources});
  }
  page.safety = domain::safety_notice({}, {}, conditions, sample_vocabulary());
  return page;
}

app::Profile sample_profile(Practitioner practitioner) {
  domain::ChecklistQuestion question;
  for (const domain::Location& location : practitioner.locations) question.locations.push_back(&location);
  const domain::Checklist checklist =
      domain::checklist(practitioner, question, sample_vocabulary(), sample_now());
  app::Profile profile;
  profile.practitioner = std::move(practitioner);
  profile.checklist = checklist;
  profile.as_of = sample_now();
  return profile;
}

pages::Site sample_site() {
  static const pages::Assets assets = pages::program_assets();
  pages::Site site{sample_vocabulary(), assets, {}};
  site.settings.demo = true;
  site.settings.tile_url = "https://tile.example.org/{z}/{x}/{y}.png";
  return site;
}

const Sealer& sample_sealer() {
  static const Sealer sealer = [] {
    Result<Sealer> made = Sealer::make(std::string(32, 'k'));
    return std::move(made).value();
  }();
  return sealer;
}

}  // namespace stillpoint::http
