#pragma once

#include <string>
#include <string_view>

#include "domain/practitioner.h"
#include "intake/random.h"

namespace stillpoint::intake {

/// What a text about somebody may mention.
struct AboutWhom {
  std::string_view profession;  ///< Key; empty for none.
  std::string_view approach;    ///< Key of the approach first named; empty for none.
  std::string_view city;        ///< Empty where none is on record.
  int years = 1;                ///< In practice.
};

// Everything here is plain English, put together from sentences written for this directory. None of it says
// that craniosacral therapy treats or cures anything.

/// A few sentences in the first person.
std::string about_text(const AboutWhom& whom, Random& random);
/// What a session holds, in one or two sentences.
std::string session_text(Random& random);
/// The name of a practice: "Quiet Alder Studio".
std::string practice_name(Random& random);
/// A street and number that could be anywhere.
std::string street_line(Random& random);
/// The label of a price line of the kind.
std::string fee_label(const domain::FeeLine& line, Random& random);
/// How a visit is cancelled.
std::string cancellation_text(Random& random);
/// A remark about fees.
std::string fee_note(Random& random);
/// What a client writes who gave so many stars.
/// @param stars 1 to 5.
std::string review_words(int stars, Random& random);
/// What the practitioner answers.
std::string review_reply(int stars, Random& random);
/// The title of a course of the kind and length, as a practitioner names it.
std::string course_title(domain::TrainingKind kind, int hours, Random& random);
/// A teacher or course that no vocabulary holds.
std::string other_school(Random& random);

}  // namespace stillpoint::intake
