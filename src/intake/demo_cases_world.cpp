#include "intake/demo_cases.h"

namespace stillpoint::intake {
namespace {

using Check = CheckFate;
using Fate = CredentialFate;
using Kind = domain::TrainingKind;
using Licence = domain::LicenceStatus;

// Zürich, London, and a few from the rest of the world.
const DemoCase kCases[] = {
    {.name = "Regula Abendstätter",
     .gender = domain::Gender::kFemale,
     .country = "CH",
     .city = "Zürich",
     .profession = "other",
     .approaches = {"biodynamic"},
     .about = "I have had my practice by the river Sihl since 2003. Sessions are in German, French or "
              "English; the silence is the same in all three. I keep an hour free after every visit and have "
              "never needed it for paperwork.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_seehof_verband:diplom:1", Fate::kInForce, Check::kFresh, 4700);
           p.trained({.school = "demo_seerose_akademie", .hours = 420, .years_ago = 16});
           p.trained(
               {.school = "demo_seerose_akademie", .kind = Kind::kPractice, .hours = 130, .years_ago = 15});
           p.trained(
               {.school = "demo_seerose_akademie", .hours = 32, .years_ago = 3, .condition = "tinnitus"});
           p.declare("tinnitus", 12, 150);
           p.declare("sleep", 20);
           p.reviewed({5, 5, 5, 4, 5, 5, 5, 5, 4});
           p.fees_in_full(60, 1000);
           p.speaks({"de", "gsw", "fr", "en"});
           p.open_to_all();
         }},
    {.name = "Annunziata Birkenzeller-Castanheiral von der Wiesenmatter",
     .gender = domain::Gender::kFemale,
     .country = "CH",
     .city = "Zürich",
     .profession = "physical_therapist",
     .approaches = {"biomechanical", "manual_cst"},
     .about = "Physiotherapist with a long name and short waiting times. Craniosacral sessions are booked "
              "and paid apart from prescribed therapy.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_seehof_verband:diplom:1", Fate::kInForce, Check::kStale, 2100);
           p.license("CH", Licence::kActive, Check::kNever);
           p.trained({.school = "cranioschule", .hours = 280, .years_ago = 7});
           p.declare("neck_pain", 7);
           p.reviewed({4, 4, 5});
           p.fees_in_full(45, 1100);
           p.speaks({"de", "it", "pt"});
         }},
    {.name = "Cla Rätolin",
     .gender = domain::Gender::kMale,
     .country = "CH",
     .city = "Winterthur",
     .profession = "other",
     .approaches = {"craniosacral_fascial"},
     .about = "I speak Romansh with my mother and German with everybody else. My work is slow and so are my "
              "answers to mail; please ring.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_seehof_verband:diplom:1", Fate::kInForce, Check::kNever, 500);
           p.trained({.school = "cranioschule", .hours = 350, .years_ago = 2});
           p.declines("infant_colic");
           p.declare("stress");
           p.price_alone(75, 950);
           p.speaks({"rm", "gsw", "de"});
         }},
    {.name = "桐沢 澪 (Mio Kirisawa)",
     .gender = domain::Gender::kFemale,
     .country = "CH",
     .city = "Zürich",
     .profession = "other",
     .approaches = {"biodynamic", "tibetan_cranial"},
     .about =
         "I trained in Kyoto and Zürich and work on a futon as well as on a table. Shoes stay at the door.",
     .shape =
         [](DemoPerson& p) {
           p.certify("cranio_suisse:diploma:1", Fate::kInForce, Check::kFresh, 1500);
           p.trained({.school = "demo_sakura_juku", .hours = 200, .years_ago = 9});
           p.trained({.school = "cranioschule", .hours = 200, .years_ago = 5});
           p.declare("headache", 5, 40);
           p.reviewed({5, 5, 3, 5}, "headache");
           p.fees_in_full(60, 1050);
           p.speaks({"ja", "de", "en"});
         }},
    {.name = "Leandro Pianverdi",
     .gender = domain::Gender::kMale,
     .country = "CH",
     .city = "Zürich",
     .profession = "chiropractor",
     .approaches = {"sacro_cranial_chiropractic"},
     .about = "Chiropractor since 1998. I added the cranial part late, on the advice of my own patients.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_seehof_verband:diplom:1", Fate::kExpired, Check::kStale, 2300);
           p.license("CH", Licence::kActive, Check::kFresh);
           p.trained({.school = "demo_seerose_akademie", .hours = 200, .years_ago = 6});
           p.declare("back_pain", 20, 500);
           p.reviewed({3, 5, 2, 4, 5});
           p.declines_fees();
           p.speaks({"de", "it", "en"});
         }},
    {.name = "Tamsin Orrinwell",
     .letters = "FCP",
     .gender = domain::Gender::kFemale,
     .country = "GB",
     .city = "London",
     .profession = "other",
     .approaches = {"biodynamic", "manual_cst"},
     .about = "I share a first floor in Camden with a violin maker, and most people say that the scent of "
              "varnish is part of it. Fellow of my professional body since 2014, supervised every month, "
              "insured and first-aid trained.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_fellowship:fellow:1", Fate::kInForce, Check::kFresh, 4300);
           p.trained({.school = "demo_harrowgate_college", .hours = 330, .years_ago = 14});
           p.trained(
               {.school = "demo_harrowgate_college", .kind = Kind::kPractice, .hours = 120, .years_ago = 13});
           p.declare("anxiety", 12, 110);
           p.declare("stress", 12);
           p.reviewed({5, 4, 5, 5, 5, 5, 5, 5, 5, 4, 5, 5, 5}, "anxiety");
           p.fees_in_full(60, 1100);
         }},
    {.name = "Dashiell Oakenbrook",
     .letters = "RCST",
     .gender = domain::Gender::kMale,
     .country = "GB",
     .city = "London",
     .profession = "osteopathic_physician",
     .approaches = {"osteopathic_cranial"},
     .about =
         "Registered osteopath in Islington. Appointments start on time, because I leave a gap between them.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_fellowship:fellow:1", Fate::kRevoked, Check::kDenied, 3100);
           p.certify("csta_uk:rcst:1", Fate::kInForce, Check::kFresh, 2200);
           p.license("GB", Licence::kActive, Check::kFresh);
           p.trained({.school = "ctet", .hours = 300, .years_ago = 8});
           p.declare("headache", 9);
           p.reviewed({5, 5, 4, 2, 5});
           p.fees_in_full(45, 1200);
         }},
    {.name = "Nomvula Thwaiteman",
     .gender = domain::Gender::kFemale,
     .country = "GB",
     .city = "Croydon",
     .profession = "other",
     .approaches = {"manual_cst"},
     .about =
         "I came to this work as a client, which I recommend as a way in. Pay what you can on Wednesdays.",
     .shape =
         [](DemoPerson& p) {
           p.certify("cnhc:registrant_cst:1", Fate::kInForce, Check::kFresh, 1100);
           p.certify("csta_uk:rcst:1", Fate::kInForce, Check::kStale, 1300);
           p.trained({.school = "body_intelligence", .hours = 300, .years_ago = 5});
           p.declare("infant_colic", 4, 70);
           p.reviewed({5, 5, 5, 5, 5, 5, 4, 5}, "infant_colic");
           p.fees_in_full(45, 850);
           p.sees({"infants", "children", "pregnancy", "adults"});
         }},
    {.name = "Peregrine Lochmere",
     .letters = "FCP",
     .gender = domain::Gender::kMale,
     .country = "GB",
     .city = "London",
     .profession = "massage_therapist",
     .approaches = {"craniosacral_fascial"},
     .about = "For three weeks my register entry said that I had been struck off; it belonged to somebody of "
              "a similar name. The correction is there for all to read.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_fellowship:fellow:1", Fate::kCorrected, Check::kFresh, 1800);
           p.trained({.school = "demo_harrowgate_college", .hours = 280, .years_ago = 6});
           p.declare("fibromyalgia");
           p.reviewed({4, 2, 5, 1});
           p.price_alone(60, 1000);
         }},
    {.name = "Oriel Hazelcombe",
     .gender = domain::Gender::kFemale,
     .country = "GB",
     .city = "London",
     .profession = "physical_therapist",
     .approaches = {"biomechanical"},
     .about = "Physiotherapist by day; craniosacral work on two evenings. I would rather tell you what I do "
              "not know.",
     .shape =
         [](DemoPerson& p) {
           p.certify("upledger:cst_t:1", Fate::kInForce, Check::kInconclusive, 900);
           p.license("GB", Licence::kActive, Check::kStale);
           p.trained({.school = "upledger_uk", .hours = 96, .years_ago = 3});
           p.reviewed({3, 5, 2});
           p.fees_in_full(30, 1250);
         }},
    {.name = "Giles Farrowdene",
     .gender = domain::Gender::kMale,
     .country = "GB",
     .city = "London",
     .approaches = {"manual_cst"},
     .about = "Semi-retired. I see a few people whom I have known for long, and now and then somebody new.",
     .shape =
         [](DemoPerson& p) {
           p.trained({.school = "karuna_institute", .hours = 350, .years_ago = 22});
           p.never_attested();
         }},
    {.name = "Marigold Ashwinter",
     .letters = "SCP",
     .gender = domain::Gender::kFemale,
     .country = "AU",
     .city = "Sydney",
     .profession = "other",
     .approaches = {"biodynamic"},
     .about = "Ocean on one side, railway on the other. My register is no longer recognised by anybody but "
              "itself, which I regret; my training is the same as it was.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_southern_circle:practitioner:1", Fate::kInForce, Check::kFresh, 2600);
           p.trained({.school = "demo_kowhai_training", .hours = 220, .years_ago = 8});
           p.declare("anxiety", 8, 75);
           p.reviewed({5, 4, 4, 5, 5});
           p.fees_in_full(60, 1000);
         }},
    {.name = "Tāne Kōwhaiford",
     .gender = domain::Gender::kMale,
     .country = "NZ",
     .city = "Wellington",
     .profession = "other",
     .approaches = {"biodynamic", "craniosacral_fascial"},
     .about = "I practise in a wooden house that creaks in the wind. People tell me that they stop hearing "
              "it after ten minutes.",
     .shape =
         [](DemoPerson& p) {
           p.certify("pact:member:1", Fate::kInForce, Check::kFresh, 1900);
           p.trained({.school = "demo_kowhai_training", .hours = 350, .years_ago = 6});
           p.declare("stress", 6);
           p.reviewed({5, 5});
           p.fees_in_full(60, 950);
           p.speaks({"en", "mi"});
         }},
    {.name = "雪浦 小夜",
     .gender = domain::Gender::kFemale,
     .country = "JP",
     .city = "Kyoto",
     .profession = "other",
     .approaches = {"biodynamic"},
     .about = "My room faces a garden the size of two mats. Sessions last an hour; the tea afterwards lasts "
              "as long as you like.",
     .shape =
         [](DemoPerson& p) {
           p.trained({.school = "demo_sakura_juku", .hours = 280, .years_ago = 9});
           p.declare("sleep", 9, 60);
           p.reviewed({5, 4, 5});
           p.fees_in_full(60, 1000);
           p.speaks({"ja"});
         }},
    {.name = "Νεφέλη Καλαμοπούλου (Nefeli Kalamopoulou)",
     .gender = domain::Gender::kFemale,
     .country = "GR",
     .city = "Athens",
     .profession = "physical_therapist",
     .approaches = {"manual_cst"},
     .about = "Physiotherapist in the old town, four flights up, with a lift that mostly works.",
     .shape =
         [](DemoPerson& p) {
           p.certify("upledger:cst_t:1", Fate::kExpired, Check::kStale, 2000);
           p.declare("neck_pain");
           p.price_alone(50, 1000);
           p.speaks({"el", "en"});
         }},
    {.name = "Соломія Джерельник (Solomiia Dzherelnyk)",
     .gender = domain::Gender::kFemale,
     .country = "UA",
     .city = "Lviv",
     .profession = "other",
     .approaches = {"biomechanical"},
     .about = "I work near the railway station, mornings only, and answer in three languages.",
     .shape =
         [](DemoPerson& p) {
           p.trained({.school = "", .hours = 120, .years_ago = 4});
           p.declare("anxiety", 3);
           p.declines("post_concussion");
           p.fees_in_full(60, 900);
           p.speaks({"uk", "pl", "en"});
         }},
    {.name = "שחף כרמלני",
     .gender = domain::Gender::kNonBinary,
     .country = "IL",
     .city = "Haifa",
     .profession = "other",
     .approaches = {"craniosacral_fascial"},
     .about = "A quiet room above a noisy market. Come early, leave slowly.",
     .shape =
         [](DemoPerson& p) {
           p.declare("chronic_pain", 7);
           p.reviewed_openly({5, 4});
           p.price_alone(60, 1000);
           p.speaks({"he", "ar", "en"});
         }},
    {.name = "Benedita Quedalhosa",
     .gender = domain::Gender::kFemale,
     .country = "BR",
     .city = "São Paulo",
     .profession = "physical_therapist",
     .approaches = {"manual_cst", "biodynamic"},
     .about = "I trained by a slow river and work in a fast city. Sliding scale, no questions.",
     .shape =
         [](DemoPerson& p) {
           p.certify("upledger:cst_d:1", Fate::kInForce, Check::kStale, 1600);
           p.trained({.school = "demo_rio_manso_escola", .hours = 240, .years_ago = 6});
           p.declare("migraine", 6, 85);
           p.reviewed({5, 5, 4, 5}, "migraine");
           p.fees_in_full(60, 1000);
           p.speaks({"pt-BR", "en"});
         }},
    {.name = "Sieglinde Morgenreuter",
     .gender = domain::Gender::kFemale,
     .country = "DE",
     .city = "Berlin",
     .profession = "physical_therapist",
     .approaches = {"biodynamic", "biomechanical"},
     .about = "Physical therapist in Kreuzberg. I explain before, not during; during, I am quiet.",
     .shape =
         [](DemoPerson& p) {
           p.certify("csvd:recognised:1", Fate::kInForce, Check::kFresh, 2800);
           p.license("DE", Licence::kActive, Check::kFresh);
           p.trained({.school = "", .hours = 420, .years_ago = 10});
           p.declare("tmj", 9, 130);
           p.reviewed({5, 4, 5, 5, 5, 5, 5, 4, 5}, "tmj");
           p.fees_in_full(60, 1000);
         }},
    {.name = "Mireille Aubefleur",
     .gender = domain::Gender::kFemale,
     .country = "FR",
     .city = "Lyon",
     .profession = "other",
     .approaches = {"biodynamic"},
     .about = "I receive in a former bakery; the oven is cold, the room is not. Prefers letters to messages.",
     .shape =
         [](DemoPerson& p) {
           p.trained({.school = "demo_lumiere_institut", .hours = 280, .years_ago = 12});
           p.declare("tinnitus");
           p.declines_fees();
           p.speaks({"fr"});
         }},
};

}  // namespace

std::span<const DemoCase> demo_cases_of_the_world() {
  return kCases;
}

}  // namespace stillpoint::intake
