#include "intake/demo_cases.h"

namespace stillpoint::intake {
namespace {

using Check = CheckFate;
using Fate = CredentialFate;
using Kind = domain::TrainingKind;
using Licence = domain::LicenceStatus;

// Columbus, Denver, and a few from elsewhere in North America.
const DemoCase kCases[] = {
    {.name = "Odalys Fenwright-Moore",
     .letters = "LMT, RCST",
     .gender = domain::Gender::kFemale,
     .country = "US",
     .city = "Columbus",
     .region = "US-OH",
     .profession = "massage_therapist",
     .approaches = {"biodynamic", "manual_cst"},
     .about = "I have practised massage in Columbus since 2009 and craniosacral work since 2015. My room is "
              "on the ground floor of an old library; sessions are quiet, unhurried and never double-booked. "
              "First visits are longer, because I ask about your health before I put a hand on you. I make "
              "no promises about results, and I am glad to work alongside your doctor.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_cranial_guild:rcst:1", Fate::kInForce, Check::kFresh, 3400);
           p.license("US-OH", Licence::kActive, Check::kFresh);
           p.trained({.school = "demo_stillwater_school", .hours = 420, .years_ago = 10});
           p.trained(
               {.school = "demo_stillwater_school", .kind = Kind::kPractice, .hours = 180, .years_ago = 9});
           p.trained(
               {.school = "demo_stillwater_school", .kind = Kind::kHomeStudy, .hours = 150, .years_ago = 9});
           p.trained(
               {.school = "demo_stillwater_school", .hours = 24, .years_ago = 2, .condition = "migraine"});
           p.declare("migraine", 11, 120);
           p.declare("headache", 11, 160);
           p.declare("stress", 11);
           p.reviewed({5, 5, 4, 5, 5, 5, 5, 4, 5, 5, 3, 5, 5, 5, 4}, "migraine");
           p.fees_in_full(60, 1000);
           p.speaks({"en", "es"});
           p.open_to_all();
         }},
    {.name = "Bartholomew Quist-Adeyemi",
     .letters = "DC",
     .gender = domain::Gender::kMale,
     .country = "US",
     .city = "Dublin",
     .region = "US-OH",
     .profession = "chiropractor",
     .approaches = {"sacro_cranial_chiropractic", "manual_cst"},
     .about = "Chiropractor, father of twins, poor singer. I use craniosacral techniques beside adjustment "
              "and leave out either when you ask me to. Before anything else there is an examination, and "
              "you hear in plain words what I found.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_open_hands:rcst:1", Fate::kInForce, Check::kFresh, 900);
           p.license("US-OH", Licence::kActive, Check::kFresh);
           p.trained({.school = "demo_tidepool_workshop", .hours = 50, .years_ago = 3});
           p.price_alone(45, 1150);
           p.speaks({"en", "pl"});
         }},
    {.name = "Ingeborg Valasco-Thray",
     .gender = domain::Gender::kFemale,
     .country = "US",
     .city = "Delaware",
     .region = "US-OH",
     .approaches = {"manual_cst"},
     .about = "Thirty years of hands-on work in my own house, by appointment and by word of mouth. I prefer "
              "to speak about fees in person.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_cranial_guild:rcst:1", Fate::kRevoked, Check::kDenied, 2600);
           p.trained({.school = "demo_quickpath_academy", .hours = 120, .years_ago = 8});
           p.declare("migraine");
           p.declare("chronic_pain");
           p.reviewed({5, 2, 4, 5, 1});
           p.declines_fees();
         }},
    {.name = "Priyanka Lockhart-Venn",
     .letters = "OTR/L",
     .gender = domain::Gender::kFemale,
     .country = "US",
     .city = "Worthington",
     .region = "US-OH",
     .profession = "occupational_therapist",
     .approaches = {"manual_cst", "biomechanical"},
     .about = "I am an occupational therapist who spent twelve years in schools. Children may bring a toy, a "
              "parent and all the time they need; adults are welcome on Mondays.",
     .shape =
         [](DemoPerson& p) {
           p.certify("upledger:cst_t:1", Fate::kInForce, Check::kStale, 1500);
           p.license("US-OH", Licence::kActive, Check::kFresh);
           p.trained({.school = "upledger_institute", .hours = 96, .years_ago = 6});
           p.trained({.school = "upledger_institute",
                      .hours = 24,
                      .years_ago = 4,
                      .condition = "child_development"});
           p.declare("child_development", 6, 80);
           p.declines("post_concussion");
           p.reviewed({5, 5, 4});
           p.fees_in_full(45, 1050);
           p.sees({"children", "infants", "adults"});
         }},
    {.name = "Marguerite Oyelaran-Stout",
     .letters = "PT",
     .gender = domain::Gender::kFemale,
     .country = "US",
     .city = "Columbus",
     .region = "US-OH",
     .profession = "physical_therapist",
     .approaches = {"biomechanical"},
     .about = "I moved from Denver to Ohio and brought my table. Craniosacral sessions are offered apart "
              "from physical therapy, and you will always know which of the two you have booked.",
     .shape =
         [](DemoPerson& p) {
           p.certify("upledger:cst_t:1", Fate::kInForce, Check::kFresh, 2000);
           p.license("US-OH", Licence::kActive, Check::kFresh);
           p.license("US-CO", Licence::kSuspended, Check::kFresh);
           p.trained({.school = "upledger_institute", .hours = 120, .years_ago = 7});
           p.declare("neck_pain", 9);
           p.declare("migraine", 4);
           p.reviewed({5, 4, 3, 5, 2, 4});
           p.fees_in_full(50, 950);
         }},
    {.name = "Leopold Ashdown-Ikeda",
     .letters = "DO",
     .gender = domain::Gender::kMale,
     .country = "US",
     .city = "Upper Arlington",
     .region = "US-OH",
     .profession = "osteopathic_physician",
     .approaches = {"osteopathic_cranial"},
     .about = "Osteopathic physician in a small office with a large window. I take a history, I examine, and "
              "cranial work is one of the things that may follow. If it is not the right thing, I say so and "
              "tell you whom I would ask.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_cranial_guild:rcst:1", Fate::kInForce, Check::kFresh, 2900);
           p.license("US-OH", Licence::kActive, Check::kFresh);
           p.trained({.school = "demo_stillwater_school", .hours = 350, .years_ago = 9});
           p.trained(
               {.school = "demo_stillwater_school", .kind = Kind::kPractice, .hours = 150, .years_ago = 8});
           p.declare("headache", 14, 300);
           p.declare("migraine", 14, 140);
           p.declare("back_pain", 14);
           p.reviewed({5, 5, 5, 4, 5, 5, 5, 5, 5, 4, 5}, "headache");
           p.fees_in_full(40, 1700);
           p.open_to_all();
         }},
    {.name = "Wren Castellane",
     .letters = "LMT",
     .gender = domain::Gender::kNonBinary,
     .country = "US",
     .city = "Westerville",
     .region = "US-OH",
     .profession = "massage_therapist",
     .approaches = {"craniosacral_fascial"},
     .about = "I have just finished seven hundred hours of training, and I still find it hard to talk about "
              "it in fewer words than that. Until my certificate begins I work at a reduced fee and say so.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_cranial_guild:rcst:1", Fate::kNotYetValid, Check::kFresh, 0);
           p.license("US-OH", Licence::kActive, Check::kNever);
           p.trained({.school = "demo_stillwater_school", .hours = 400, .years_ago = 1});
           p.trained(
               {.school = "demo_stillwater_school", .kind = Kind::kReceived, .hours = 20, .years_ago = 1});
           p.declare("sleep");
           p.fees_in_full(60, 600);
           p.speaks({"en", "ase"});
         }},
    {.name = "Cosima Harrowell",
     .letters = "LMT",
     .gender = domain::Gender::kFemale,
     .country = "US",
     .city = "Grove City",
     .region = "US-OH",
     .profession = "massage_therapist",
     .approaches = {"manual_cst"},
     .about = "I visit people at home: kitchens, nurseries and once a lighthouse. I bring the table, you "
              "bring the tea.",
     .shape =
         [](DemoPerson& p) {
           p.license("US-OH", Licence::kLapsed, Check::kStale);
           p.trained({.school = "demo_tidepool_workshop", .hours = 16, .years_ago = 2});
           p.reviewed_openly({5, 5, 5, 5});
           p.price_alone(60, 800);
           p.without_coordinates();
         }},
    {.name = "Thaddeus Okonjo-Marsh",
     .letters = "LMT, RCST",
     .gender = domain::Gender::kMale,
     .country = "US",
     .city = "Denver",
     .region = "US-CO",
     .profession = "massage_therapist",
     .approaches = {"biodynamic"},
     .about = "I was among the first to hold the old certificate and did the whole training again when the "
              "new one came. Both are on my wall; only one of them counts today.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_cranial_guild:rcst:0", Fate::kSuperseded, Check::kNever, 7300);
           p.certify("demo_cranial_guild:rcst:1", Fate::kInForce, Check::kFresh, 4200);
           p.license("US-CO", Licence::kActive, Check::kFresh);
           p.trained({.school = "demo_stillwater_school", .hours = 300, .years_ago = 19});
           p.trained({.school = "demo_stillwater_school", .hours = 400, .years_ago = 12});
           p.trained(
               {.school = "demo_stillwater_school", .kind = Kind::kPractice, .hours = 160, .years_ago = 11});
           p.declare("chronic_pain", 18, 400);
           p.reviewed({5, 5, 5, 5, 4, 5, 5, 5, 5, 5, 5, 5}, "chronic_pain");
           p.fees_in_full(75, 1000);
         }},
    {.name = "Rosamund Delacroix-Pike",
     .letters = "RCST",
     .gender = domain::Gender::kFemale,
     .country = "US",
     .city = "Boulder",
     .region = "US-CO",
     .profession = "other",
     .approaches = {"biodynamic", "craniosacral_fascial"},
     .about = "My certificate is suspended while a question about my record keeping is answered. I say so "
              "here because you would find it anyway. I still work, carefully, and keep better notes.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_cranial_guild:rcst:1", Fate::kSuspended, Check::kFresh, 1900);
           p.trained({.school = "demo_stillwater_school", .hours = 350, .years_ago = 6});
           p.declare("anxiety", 6);
           p.reviewed({4, 5, 2, 5});
           p.fees_in_full(60, 900);
         }},
    {.name = "Cornelius Brandvold-Yee",
     .letters = "DC",
     .gender = domain::Gender::kMale,
     .country = "US",
     .city = "Lakewood",
     .region = "US-CO",
     .profession = "chiropractor",
     .approaches = {"sacro_cranial_chiropractic"},
     .about = "Two table rooms, one receptionist, same-day appointments. Ask for the craniosacral visit when "
              "you ring; it is the longer one.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_cranial_guild:rcst:1", Fate::kExpired, Check::kStale, 2500);
           p.license("US-CO", Licence::kSuspended, Check::kFresh);
           p.trained({.school = "demo_quickpath_academy", .hours = 200, .years_ago = 7});
           p.declare("back_pain");
           p.reviewed({1, 2, 1, 2, 1, 1, 2});
           p.price_alone(30, 1400);
         }},
    {.name = "Saoirse Quellmond",
     .letters = "LMT, RCST",
     .gender = domain::Gender::kFemale,
     .country = "US",
     .city = "Denver",
     .region = "US-CO",
     .profession = "massage_therapist",
     .approaches = {"manual_cst", "biomechanical"},
     .about = "Downtown on weekdays, Golden on Saturdays. Two rooms, the same blanket. I write you three "
              "lines after each visit, so that neither of us has to remember.",
     .shape =
         [](DemoPerson& p) {
           p.certify("bcta_na:rcst:1", Fate::kInForce, Check::kFresh, 1700);
           p.certify("demo_bodywork_board:bcm:1", Fate::kInForce, Check::kFresh, 1200);
           p.license("US-CO", Licence::kActive, Check::kFresh);
           p.trained({.school = "school_of_inner_health", .hours = 350, .years_ago = 6});
           p.trained(
               {.school = "school_of_inner_health", .kind = Kind::kPractice, .hours = 150, .years_ago = 5});
           p.declare("tmj", 5, 60);
           p.declare("headache");
           p.reviewed({5, 4, 5, 5, 3}, "tmj");
           p.fees_in_full(60, 1100);
           p.second_room("Golden", "US-CO");
         }},
    {.name = "Ephraim Duskwater",
     .gender = domain::Gender::kMale,
     .country = "US",
     .city = "Aurora",
     .region = "US-CO",
     .profession = "massage_therapist",
     .approaches = {"tibetan_cranial"},
     .about = "A session takes half an hour, seated, and comes in a set of three on three days. I learned it "
              "from one teacher over nine years and have not tried to improve it.",
     .shape =
         [](DemoPerson& p) {
           p.license("US-CO", Licence::kActive, Check::kStale);
           p.trained({.school = "", .hours = 280, .years_ago = 12});
           p.declare("migraine", 12, 45);
           p.reviewed({4, 5});
           p.never_attested();
           p.price_alone(30, 1300);
         }},
    {.name = "Philippa Nordquill",
     .letters = "RCST",
     .gender = domain::Gender::kFemale,
     .country = "US",
     .city = "Littleton",
     .region = "US-CO",
     .profession = "other",
     .approaches = {"manual_cst"},
     .about = "I hold a certificate from a weekend course and one from a long training. Please look at which "
              "is which before you book; I would.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_open_hands:rcst:1", Fate::kInForce, Check::kNever, 700);
           p.trained({.school = "demo_tidepool_workshop", .hours = 50, .years_ago = 2});
           p.declare("stress");
           p.fees_in_full(60, 850);
           p.attested(520);
         }},
    {.name = "Anselm Rookwood-Tran",
     .letters = "DO",
     .gender = domain::Gender::kMale,
     .country = "US",
     .city = "Denver",
     .region = "US-CO",
     .profession = "osteopathic_physician",
     .approaches = {"osteopathic_cranial", "biomechanical"},
     .about = "I see people in the mornings and teach in the afternoons. Expect students in the room now and "
              "then; you may send them out.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_cranial_guild:rcst:1", Fate::kReinstated, Check::kFresh, 3000);
           p.license("US-CO", Licence::kRevoked, Check::kFresh);
           p.trained({.school = "demo_stillwater_school", .hours = 280, .years_ago = 10});
           p.reviewed({2, 1, 5, 4});
           p.fees_in_full(45, 1500);
         }},
    {.name = "Halvard Linnet",
     .letters = "LMT",
     .gender = domain::Gender::kMale,
     .country = "US",
     .city = "Minneapolis",
     .region = "US-MN",
     .profession = "massage_therapist",
     .approaches = {"manual_cst", "biodynamic"},
     .about = "Minnesota asks for no licence, so ask me instead: I will show you what I have learned, where, "
              "and for how long.",
     .shape =
         [](DemoPerson& p) {
           p.certify("bcta_na:rcst:1", Fate::kInForce, Check::kStale, 1300);
           p.trained({.school = "school_of_inner_health", .hours = 200, .years_ago = 5});
           p.declare("fibromyalgia", 5);
           p.reviewed({5, 5, 4, 5, 5, 5, 5, 5});
           p.fees_in_full(60, 900);
         }},
    {.name = "Clementine Vasquez-Ober",
     .letters = "LMT",
     .gender = domain::Gender::kFemale,
     .country = "US",
     .city = "Albuquerque",
     .region = "US-NM",
     .profession = "massage_therapist",
     .approaches = {"sacro_cranial_chiropractic"},
     .about = "I call my work sacro-cranial because that is what I was taught to call it. I do not adjust, "
              "and I send people to a chiropractor when that is what they are looking for.",
     .shape =
         [](DemoPerson& p) {
           p.license("US-NM", Licence::kActive, Check::kFresh);
           p.trained({.school = "crafted_touch", .hours = 96, .years_ago = 4});
           p.declare("back_pain", 4);
           p.price_alone(60, 800);
         }},
    {.name = "Maël Beaurivage-Stone",
     .gender = domain::Gender::kMale,
     .country = "CA",
     .city = "Montréal",
     .region = "CA-QC",
     .profession = "massage_therapist",
     .approaches = {"biodynamic"},
     .about = "Trained at a school that has closed since; I keep my papers in a drawer and my hands in "
              "practice. Bilingual, and silent in both languages.",
     .shape =
         [](DemoPerson& p) {
           p.certify("demo_cranial_guild:rcst:1", Fate::kInForce, Check::kNever, 4000);
           p.trained({.school = "demo_old_mill_school", .hours = 350, .years_ago = 11});
           p.trained(
               {.school = "demo_old_mill_school", .kind = Kind::kPractice, .hours = 90, .years_ago = 11});
           p.declare("tinnitus", 8, 30);
           p.reviewed({5, 3, 4});
           p.fees_in_full(60, 900);
           p.speaks({"fr", "en"});
         }},
    {.name = "Xiomara Quetzalli Montenarro de la Fuenrosa y Albarroyo",
     .gender = domain::Gender::kFemale,
     .country = "MX",
     .city = "Guadalajara",
     .profession = "physical_therapist",
     .approaches = {"manual_cst", "craniosacral_fascial"},
     .about = "My name fills the form; my room is small. I work with one person at a time and with the "
              "window open.",
     .shape =
         [](DemoPerson& p) {
           p.certify("upledger:cst_d:1", Fate::kInForce, Check::kFresh, 2400);
           p.trained({.school = "upledger_institute", .hours = 200, .years_ago = 8});
           p.declare("chronic_pain", 8, 90);
           p.fees_in_full(60, 1000);
           p.speaks({"es", "en"});
         }},
};

}  // namespace

std::span<const DemoCase> demo_cases_of_america() {
  return kCases;
}

}  // namespace stillpoint::intake
