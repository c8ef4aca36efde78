#include "intake/invented_texts.h"

#include <span>

namespace stillpoint::intake {
namespace {

using Lines = std::span<const std::string_view>;

constexpr std::string_view kOpenings[] = {
    "I have worked with my hands for {years}, most of them in {city}.",
    "After {years} in practice I still begin each session by sitting down and listening.",
    "My room in {city} is small, quiet and warm, and one person at a time has all of it.",
    "I came to craniosacral work from office life, through a stiff neck of my own and a patient teacher.",
    "I opened my practice {years} ago and see no more than five people a day.",
    "I trained later in life, after raising three children and running a bakery.",
    "People come to me in {city} because they want to be unhurried for an hour.",
    "I work alone, answer the phone myself and keep my notes on paper.",
    "For {years} now this work has been my only trade.",
    "I share a house with two colleagues near the centre of {city}.",
    "I learned this work slowly, and I practise it slowly.",
    "I used to play the cello for a living; it taught me how much one can hear through the hands.",
};
constexpr std::string_view kMassageOpenings[] = {
    "I have been a massage therapist for {years} and added craniosacral training when I wanted to use less "
    "force.",
    "Half of my week is massage, half is craniosacral work, and I will tell you which one I would book.",
    "I came to craniosacral work from sports massage, where I learned that more pressure is not always more.",
    "I am a massage therapist in {city}; craniosacral sessions are the quiet part of what I do.",
};
constexpr std::string_view kChiropracticOpenings[] = {
    "I am a chiropractor and use craniosacral techniques beside adjustment, never instead of an examination.",
    "In my chiropractic office in {city}, craniosacral work has a room and a time slot of its own.",
    "I have adjusted spines for {years}; for people who would rather not be adjusted there is a gentler "
    "visit.",
};
constexpr std::string_view kOsteopathicOpenings[] = {
    "I am an osteopath, and the head is simply one of the places where I put my hands.",
    "Cranial work is a part of my osteopathic practice in {city}, next to everything else that osteopathy "
    "teaches.",
    "I have practised osteopathy for {years} and take a full history before I touch anybody.",
};
constexpr std::string_view kPhysicalOpenings[] = {
    "I am a physical therapist; craniosacral sessions are offered apart from prescribed therapy and billed "
    "apart.",
    "After {years} in rehabilitation I wanted a way of working that asks less of a tired person.",
    "My physiotherapy rooms in {city} have one door with no exercise equipment behind it.",
};
constexpr std::string_view kOccupationalOpenings[] = {
    "I am an occupational therapist and have spent {years} with children and the people who look after them.",
    "As an occupational therapist I look first at how your day goes, then at the table in my room.",
    "I work in {city} with families, at a child's height and at a child's pace.",
};

constexpr std::string_view kManualWays[] = {
    "My touch is about the weight of a coin, and you stay dressed throughout.",
    "I work with light pressure at the head, neck, back and sacrum, and I say before I move my hands.",
    "Most of a session is stillness; some of it is slow, small movement.",
};
constexpr std::string_view kBiomechanicalWays[] = {
    "I follow the ten steps that I was taught, and leave out what does not suit you that day.",
    "My training is in the Upledger line: structured, hands-on and easy to explain.",
    "I work step by step and write down what I did, so that the next session starts where this one ended.",
};
constexpr std::string_view kBiodynamicWays[] = {
    "I work in the biodynamic way: less doing, more waiting, and no pushing at all.",
    "A biodynamic session looks like very little from outside, and that is the point.",
    "I keep my hands still for long stretches and let your own rhythm set the pace.",
};
constexpr std::string_view kFascialWays[] = {
    "I follow the connective tissue wherever it leads, with soft and patient hands.",
    "My work is craniosacral fascial: gentle holding and very slow unwinding.",
    "Expect long, quiet stretches of gentle holding, often far from the place that brought you.",
};
constexpr std::string_view kChiropracticWays[] = {
    "Sacro-cranial work here may include adjustment; I ask every time and a no is a no.",
    "I look at the pelvis, the spine and the head together and explain each step on a model first.",
};
constexpr std::string_view kOsteopathicWays[] = {
    "Cranial work is never the whole visit: I examine, I explain, and I refer on where I should.",
    "I use the cranial approach where it fits, and tell you plainly where it does not.",
};
constexpr std::string_view kTibetanWays[] = {
    "I learned the Tibetan cranial way: reading pulses and touching points on the head, seated, for half an "
    "hour.",
    "Tibetan cranial sessions are short and come in a set of three, on days close together.",
};

constexpr std::string_view kPractical[] = {
    "First visits take longer, because I ask about your health before anything else.",
    "If you have had a recent blow to the head, please speak with a doctor before you book.",
    "I am glad to speak with your doctor when you ask me to, and never without.",
    "Questions, doubts and a second opinion are always welcome.",
    "I ring back the same day, or the next morning at the latest.",
    "I keep two places a week for people who cannot pay the full fee.",
    "If you are not sure whether this is for you, ring me: ten minutes on the phone cost nothing.",
    "I work evenings on Tuesdays and Thursdays, and never on Sundays.",
    "I say so when I think that somebody else is the better address.",
    "Most people come three times and then decide whether to go on.",
    "You will not be sold a package on your first day.",
    "Interpreters and companions are welcome and take no extra time from you.",
    "Between sessions I do not text advice, but I do return calls.",
    "Please eat something light before you come, and leave yourself half an hour afterwards.",
};
constexpr std::string_view kClosings[] = {
    "This is an addition to medical care and does not stand in for it.",
    "I make no promises about results, and I would be wary of anybody who does.",
    "What we talk about stays in the room.",
    "I have supervision once a month and take one longer course every year.",
    "Tea afterwards is part of it.",
    "The tram stops at the door; the bicycle rack is in the yard.",
    "My dog sleeps in the next room and can be asked to leave.",
    "You can stop a session at any time without a reason.",
    "I have been told that the ceiling is worth looking at.",
    "You lie on a wide table with as many blankets as you like.",
    "Come as you are; loose clothes are enough.",
    "If I am not the right person for you, I know most of my colleagues in {city}.",
};

constexpr std::string_view kSessions[] = {
    "We talk for ten minutes, you lie down dressed for about forty, and there is time to get up slowly.",
    "A session starts with a short conversation, goes on in quiet, and ends with a glass of water and no "
    "hurry.",
    "The first visit holds a health history, a session of about forty-five minutes and a talk about what "
    "next.",
    "Fifteen minutes of questions, then hands-on work at head, spine and sacrum; you stay dressed.",
    "You lie on your back under a blanket. I hold feet, sacrum and head in turn, and tell you before I move.",
    "The hour holds fifty minutes on the table. Notes and payment happen outside of it.",
    "Half of the time is spent at the head and neck, the rest wherever we find it useful that day.",
    "We agree on one thing to look at, work quietly, and compare before and after in your own words.",
    "Sessions for babies last twenty to thirty minutes, in a parent's arms if that is better.",
    "I begin with an examination, then work hands-on for half an hour, then we plan or we stop.",
    "There is no music unless you bring some. Most people doze; some talk; both are fine.",
    "Seated to begin with, lying down if you like, and five minutes of rest alone at the end.",
    "Intake form by post, a talk on arrival, then the table. I keep an eye on the clock so that you need "
    "not.",
    "Standing, sitting and lying down, in that order: I look, I ask, and then my hands rest where we agreed.",
};

constexpr std::string_view kPracticeFirst[] = {
    "Quiet", "Still", "Soft",      "North",   "Little",  "Open",    "Slow",  "River",  "Garden", "Old",
    "Blue",  "Upper", "Half Moon", "Lantern", "Harbour", "Orchard", "Paper", "Second", "Stone",  "Wool"};
constexpr std::string_view kPracticeSecond[] = {
    "Alder", "Lane", "Room",   "Landing", "Current", "Willow", "Court",  "Tide",   "Linden", "Yard",
    "Heron", "Mill", "Window", "Step",    "Field",   "Kettle", "Bridge", "Thread", "Moss",   "Lamp"};
constexpr std::string_view kPracticeKind[] = {"Studio",       "Practice",        "Rooms",      "Bodywork",
                                              "Craniosacral", "House",           "Collective", "Clinic",
                                              "Workroom",     "Cranial Practice"};
constexpr std::string_view kStreets[] = {
    "Alder Row",   "Candlemaker Street", "Orchard Lane",  "Lower Quay",
    "Pump Court",  "Linden Walk",        "Mulberry Yard", "Old Ferry Road",
    "Ropewalk",    "Saddler Street",     "Tannery Close", "Upper Well Street",
    "Walnut Rise", "Weaver Passage",     "Glass Lane",    "Kiln Terrace"};

constexpr std::string_view kSessionLabels[] = {"Session", "Craniosacral session", "Single session",
                                               "Follow-up session", "Regular visit"};
constexpr std::string_view kFirstVisitLabels[] = {"First visit", "First visit with health history",
                                                  "First appointment", "Introductory visit, longer"};
constexpr std::string_view kPackageLabels[] = {"Package of {n}", "{n} sessions, paid together",
                                               "Card for {n} sessions"};
constexpr std::string_view kConcessionLabels[] = {"Concession: students and people without work",
                                                  "Reduced fee", "Baby or small child",
                                                  "Concession, please ask"};

constexpr std::string_view kCancellations[] = {
    "Free up to 24 hours before; after that half the fee.",
    "Please tell me two working days before. Later than that the session is charged.",
    "Free until the evening before.",
    "Illness is never charged; forgetting is.",
    "48 hours' notice, or the place can go to somebody you send instead.",
    "The first late cancellation is free.",
};
constexpr std::string_view kFeeNotes[] = {
    "Cash, card or bank transfer.",
    "Two reduced places a week; please ask, no proof needed.",
    "Some insurers pay a part; I write the receipt, you send it in.",
    "Fees go up once a year, in January.",
    "No fee for the first ten minutes on the phone.",
    "You can split a package with somebody of your household.",
};

constexpr std::string_view kGoodOpenings[] = {
    "Calm from the first minute.",
    "I came with doubts and was given time for them.",
    "Exactly as described.",
    "A friend sent me here.",
    "My third visit, and not my last.",
    "Attentive and unhurried.",
    "I have been going for a year.",
    "Very gentle.",
    "I had never tried this before.",
    "Professional all the way.",
    "Kind, clear and on time.",
    "I was nervous, and that was all right.",
    "Booked on a Monday, seen on the Wednesday.",
    "What a quiet room.",
};
constexpr std::string_view kGoodMiddles[] = {
    "I was asked good questions before anything happened.",
    "Every step was explained, and I was asked before each one.",
    "No promises were made, which I took as a good sign.",
    "The hour was really an hour.",
    "I fell asleep, and nobody minded.",
    "The price was the one on the page.",
    "I was told plainly what to ask my doctor.",
    "I was allowed to keep my scarf and my doubts.",
    "I was asked twice whether the light was too bright.",
    "It is hard to say what happened, but I got up slower and calmer.",
    "The touch is so light that I wondered at first whether it had begun.",
    "We agreed to stop after three sessions and look back, and so we did.",
    "Notes from the last visit had been read before I came.",
    "There was water, a blanket and no background music.",
    "I liked that I was also told when not to come.",
};
constexpr std::string_view kGoodClosings[] = {
    "I will go again.",
    "Recommended.",
    "Worth the tram ride.",
    "I would send my mother.",
    "Thank you.",
    "Glad I went.",
    "I left with more questions than I came with, in a good way.",
    "I have booked again for spring.",
    "Full marks for the listening alone.",
    "",
    "",
    "",
};
constexpr std::string_view kMixedWords[] = {
    "A pleasant hour. I noticed no difference afterwards, but I was told that this can be so.",
    "Friendly and punctual. For me it was relaxing and not more.",
    "The session was good; finding the door was not. The bell has no name on it.",
    "I liked the room and the manner. I had hoped for more explanation of what was being done.",
    "I rested well. At this price I cannot come often.",
    "Nice person, cold hands, traffic outside. Perhaps a morning would have been better.",
    "The first visit was careful, the second felt shorter.",
    "I am undecided. I was not pressed to come back, and I respect that.",
    "Good listener. I could not always follow the words for what was happening.",
    "Not for me, I think, but I was treated well.",
    "I waited twenty minutes. After that everything was fine.",
};
constexpr std::string_view kPoorWords[] = {
    "We started late and ended on time, so forty minutes became twenty-five.",
    "I was told that I would need ten sessions before anybody had asked me a question.",
    "The fee was higher than the one I had been told on the phone.",
    "I felt hurried, and the phone rang twice.",
    "My questions about training were answered with a smile.",
    "Nothing was explained. I lay there and looked at the clock.",
    "I cancelled the day before and paid the full price.",
    "It was advised that I stop my tablets. I asked my doctor, who was not amused.",
    "The room was cold and I could hear the next client waiting.",
    "I was sold a package on the first day and would not do that again.",
    "Polite, but I had the feeling that it was the same hour for everybody.",
    "I asked to stop, and it took a while until we did.",
};
constexpr std::string_view kGoodReplies[] = {
    "Thank you for writing this down.", "Thank you. The scarf is welcome any time.",
    "It was good to meet you.", "Thank you, and for the hint about the bell: it has a name on it now."};
constexpr std::string_view kPoorReplies[] = {
    "Thank you for telling me. You should have had your full time, and I would like to make up for it.",
    "I am sorry. The new fee is on the page now, and nobody pays more than what they were told.",
    "I have read this twice. Please call me if you would like to talk about it.",
    "You are right about the waiting. I now leave a quarter of an hour between visits.",
};

constexpr std::string_view kShortTitles[] = {"Introductory weekend",
                                             "Head, neck and jaw",
                                             "Working with babies and parents",
                                             "Anatomy of the cranium",
                                             "Continuing course: the nervous system",
                                             "Listening hands",
                                             "Ethics and safety in practice",
                                             "Sacrum and pelvis",
                                             "Working with people who are tired"};
constexpr std::string_view kLongTitles[] = {"Foundation training",
                                            "Practitioner training, first year",
                                            "Practitioner training, second year",
                                            "Two-year practitioner training",
                                            "Practitioner training",
                                            "Diploma course"};
constexpr std::string_view kHomeTitles[] = {"Home study and reading", "Written project", "Case studies",
                                            "Anatomy by correspondence"};
constexpr std::string_view kPracticeTitles[] = {"Supervised practice", "Student clinic",
                                                "Practice sessions with feedback"};
constexpr std::string_view kReceivedTitles[] = {"Sessions received", "Own sessions with a teacher"};
constexpr std::string_view kOtherSchools[] = {
    "Linden Yard evening courses",   "A teacher's private course, two years",
    "Brightwater Summer School",     "Harbour Street Bodywork Classes",
    "Wool Exchange Adult Education", "Pine Ridge Retreat Courses",
    "Third Landing Study Group",     "Meadow House Seminars"};

/// Replaces each {slot} of the text.
std::string filled(std::string_view text, std::string_view slot, std::string_view value) {
  std::string result(text);
  for (std::size_t at = result.find(slot); at != std::string::npos; at = result.find(slot, at + value.size()))
    result.replace(at, slot.size(), value);
  return result;
}

std::string years_in_words(int years) {
  constexpr std::string_view kSmall[] = {"three", "four", "five", "six",    "seven",
                                         "eight", "nine", "ten",  "eleven", "twelve"};
  constexpr int kFewest = 3;  // with fewer, these sentences would not be written
  const auto at = static_cast<std::size_t>(years < kFewest ? 0 : years - kFewest);
  if (at < std::size(kSmall)) return std::string(kSmall[at]) + " years";
  return std::to_string(years) + " years";
}

Lines openings_of(std::string_view profession) {
  if (profession == "massage_therapist") return kMassageOpenings;
  if (profession == "chiropractor") return kChiropracticOpenings;
  if (profession == "osteopathic_physician") return kOsteopathicOpenings;
  if (profession == "physical_therapist") return kPhysicalOpenings;
  if (profession == "occupational_therapist") return kOccupationalOpenings;
  return kOpenings;
}

Lines ways_of(std::string_view approach) {
  if (approach == "biomechanical") return kBiomechanicalWays;
  if (approach == "biodynamic") return kBiodynamicWays;
  if (approach == "craniosacral_fascial") return kFascialWays;
  if (approach == "sacro_cranial_chiropractic") return kChiropracticWays;
  if (approach == "osteopathic_cranial") return kOsteopathicWays;
  if (approach == "tibetan_cranial") return kTibetanWays;
  return kManualWays;
}

void append(std::string& text, std::string_view sentence) {
  if (sentence.empty()) return;
  if (!text.empty()) text += ' ';
  text += sentence;
}

}  // namespace

std::string about_text(const AboutWhom& whom, Random& random) {
  const Lines own = openings_of(whom.profession);
  std::string text(random.chance(650) ? random.pick(own) : random.pick(kOpenings));
  if (!whom.approach.empty() && random.chance(850)) append(text, random.pick(ways_of(whom.approach)));
  if (random.chance(800)) append(text, random.pick(kPractical));
  if (random.chance(600)) append(text, random.pick(kClosings));
  text = filled(text, "{years}", years_in_words(whom.years));
  return filled(text, "{city}", whom.city.empty() ? "town" : whom.city);
}

std::string session_text(Random& random) {
  return std::string(random.pick(kSessions));
}

std::string practice_name(Random& random) {
  std::string name(random.pick(kPracticeFirst));
  append(name, random.pick(kPracticeSecond));
  append(name, random.pick(kPracticeKind));
  return name;
}

std::string street_line(Random& random) {
  const int house = random.between(1, 180);
  return std::to_string(house) + " " + std::string(random.pick(kStreets));
}

std::string fee_label(const domain::FeeLine& line, Random& random) {
  switch (line.kind) {
    case domain::FeeKind::kSession:
      return std::string(random.pick(kSessionLabels));
    case domain::FeeKind::kFirstVisit:
      return std::string(random.pick(kFirstVisitLabels));
    case domain::FeeKind::kPackage:
      return filled(random.pick(kPackageLabels), "{n}", std::to_string(line.sessions));
    case domain::FeeKind::kConcession:
      return std::string(random.pick(kConcessionLabels));
  }
  return {};
}

std::string cancellation_text(Random& random) {
  return std::string(random.pick(kCancellations));
}
std::string fee_note(Random& random) {
  return std::string(random.pick(kFeeNotes));
}

std::string review_words(int stars, Random& random) {
  if (stars <= 2) return std::string(random.pick(kPoorWords));
  if (stars == 3) return std::string(random.pick(kMixedWords));
  std::string text;
  if (random.chance(700)) text = random.pick(kGoodOpenings);
  append(text, random.pick(kGoodMiddles));
  append(text, random.pick(kGoodClosings));
  return text;
}

std::string review_reply(int stars, Random& random) {
  return std::string(stars <= 3 ? random.pick(kPoorReplies) : random.pick(kGoodReplies));
}

std::string course_title(domain::TrainingKind kind, int hours, Random& random) {
  constexpr int kShortCourseHoursMax = 60;
  switch (kind) {
    case domain::TrainingKind::kClass:
      return std::string(hours <= kShortCourseHoursMax ? random.pick(kShortTitles)
                                                       : random.pick(kLongTitles));
    case domain::TrainingKind::kHomeStudy:
      return std::string(random.pick(kHomeTitles));
    case domain::TrainingKind::kPractice:
      return std::string(random.pick(kPracticeTitles));
    case domain::TrainingKind::kReceived:
      return std::string(random.pick(kReceivedTitles));
  }
  return {};
}

std::string other_school(Random& random) {
  return std::string(random.pick(kOtherSchools));
}

}  // namespace stillpoint::intake
