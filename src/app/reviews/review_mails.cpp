#include "app/reviews/review_mails.h"

#include "base/calendar.h"
#include "base/time_text.h"
#include "domain/review_desk.h"

namespace stillpoint::app {
namespace {

/// A name comes from a file or a form, and a line is one line.
std::string one_line(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return text;
}

std::string day_of(Instant instant) {
  return print_date_words(date_of(instant));
}

domain::Mail to_person(const domain::Practitioner& person, std::string subject, const std::string& text) {
  return {.to = person.contact.mail,
          .subject = std::move(subject),
          .text = "Dear " + one_line(person.name.display) + ",\n\n" + text};
}

}  // namespace

domain::Mail invitation_mail(const std::string& to, const domain::Practitioner& person,
                             const std::string& link, const std::string& rules, Instant now) {
  const std::string name = one_line(person.name.display);
  return {
      .to = to,
      .subject = "How was your session?",
      .text = name +
              " invites you to say how it was, in the directory Stillpoint. What you write is shown without "
              "your\nname, and " +
              name +
              " does not learn who wrote what. It may be good or bad: what is taken out follows "
              "published\nrules, and being negative is none of them:\n\n  " +
              rules + "\n\nThe link is for you alone, works once, and until " +
              day_of(now + domain::kReviewLinkLife) + ":\n\n  " + link +
              "\n\nYou were never there? Then please let this mail be: your address is not kept.\n"};
}

domain::Mail published_mail(const domain::Practitioner& person, const std::string& mine) {
  return to_person(
      person, "A client's review was published",
      "A client's review of you was published. You may reply to it; the reply stands below it:\n\n  " + mine +
          "\n");
}

domain::Mail notice_mail(const domain::Practitioner& person, const std::string& topic,
                         const std::string& link, Instant now) {
  return to_person(person, "Somebody says that something in your listing is wrong",
                   "Somebody told us: \"" + topic +
                       "\". Please look at your listing, and confirm or correct it until " +
                       day_of(now + domain::kReportAnswerTime) + ":\n\n  " + link +
                       "\n\nWithout an answer by then your listing moves to the end of every list.\n");
}

domain::Mail report_outcome_mail(const domain::Practitioner& person, const std::string& outcome,
                                 bool demoted) {
  return to_person(
      person, "What became of the report about your listing",
      "The outcome: " + one_line(outcome) +
          (demoted ? "\n\nYour listing stands at the end of every list now, and clients read why. "
                     "If you have set it right, tell\nwhoever keeps the directory.\n"
                   : "\n\nYour listing stays where it is.\n"));
}

}  // namespace stillpoint::app
