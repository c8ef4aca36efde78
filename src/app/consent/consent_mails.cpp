#include "app/consent/consent_mails.h"

#include <cstdint>

#include "base/calendar.h"
#include "base/time_text.h"

namespace stillpoint::app {
namespace {

using domain::Mail;
using domain::Practitioner;

constexpr const char* kWhoWeAre =
    "Stillpoint is a directory of craniosacral therapists. It shows clients what is known of each, who "
    "checked\n"
    "it, and when.\n";

/// A name comes from a file or a form, and a subject or a greeting is one line.
std::string one_line(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return text;
}

std::string greeting(const Practitioner& person) {
  return "Dear " + one_line(person.name.display) + ",\n\n";
}

std::string day_of(Instant instant) {
  return print_date_words(date_of(instant));
}

/// "today", "1 day", "12 days".
std::string days_left(std::int64_t days) {
  if (days == 0) return "today";
  return days == 1 ? std::string("1 day") : std::to_string(days) + " days";
}

Mail to_person(const Practitioner& person, std::string subject, const std::string& text) {
  return {.to = person.contact.mail, .subject = std::move(subject), .text = greeting(person) + text};
}

}  // namespace

Mail ask_mail(const Practitioner& person, const std::string& link, Instant now) {
  const bool is_listed = person.listing == domain::ListingState::kListed;
  std::string text;
  if (is_listed) {
    text =
        "Is your listing in Stillpoint still true? Please look at it as clients see it, and say so:\n\n  " +
        link +
        "\n\nThere you can also correct it, or take it out of the directory.\n\nIf we hear nothing, your "
        "listing moves to the end of every list on " +
        day_of(now + domain::kSilenceUntilSunk) + ",\nand leaves the directory on " +
        day_of(now + domain::kSilenceUntilSunk + domain::kSilenceUntilUnlisted) +
        ". One click on \"still true\" brings it back at any time.\n\nThe link is yours alone and works "
        "until " +
        day_of(now + domain::kConfirmLinkLife) + ".\n";
  } else {
    text = std::string("A record about you is prepared for Stillpoint. Nobody sees it until you agree.\n\n") +
           kWhoWeAre +
           "\nPlease look at it as clients would see it. There you can say that it is true, correct it, or "
           "have it\nremoved for good:\n\n  " +
           link + "\n\nIf you do nothing, it stays unseen. The link is yours alone and works until " +
           day_of(now + domain::kConfirmLinkLife) + ".\n";
  }
  return to_person(person, is_listed ? "Is your listing still true?" : "May we list you?", text);
}

Mail objection_mail(const Practitioner& person, const std::string& basis, const std::string& link,
                    Instant now) {
  return to_person(person, "You are listed in Stillpoint",
                   std::string("You are now listed in Stillpoint. The ground on which this was done:\n\n  ") +
                       one_line(basis) + "\n\n" + kWhoWeAre +
                       "\nYou need do nothing. If you do not want to be listed, or something is wrong, say "
                       "so here until " +
                       day_of(now + domain::kObjectLinkLife) + ":\n\n  " + link +
                       "\n\nThere you can object, which removes you at once and for good, correct what is "
                       "wrong, or confirm "
                       "that\nit is true.\n");
}

Mail sunk_mail(const Practitioner& person, const std::string& link, Instant now) {
  return to_person(
      person, "Your listing moved to the end of the list",
      "We asked whether your listing in Stillpoint is still true and heard nothing. It now stands "
      "at the end of\nevery list, and clients read why. On " +
          day_of(now + domain::kSilenceUntilUnlisted) +
          " it leaves the directory.\n\nOne click brings it back to its place:\n\n  " + link + "\n");
}

Mail unlisted_mail(const Practitioner& person, const std::string& link) {
  return to_person(person, "Your listing left the directory",
                   "We asked twice whether your listing in Stillpoint is still true and heard nothing, so "
                   "clients no longer see\nit. Nothing of it was deleted. To be listed again, or to have it "
                   "removed for good:\n\n  " +
                       link + "\n");
}

Mail mine_mail(const Practitioner& person, const std::string& link) {
  return to_person(
      person, "Your listing in Stillpoint",
      "Somebody, we hope you, asked for a link to your listing: how clients see it, and what would "
      "raise each\nmark. It works once, within a day:\n\n  " +
          link + "\n\nIf it was not you, you need do nothing: without this link nobody gets in.\n");
}

Mail withdrawn_mail(const std::string& to, const std::string& site) {
  return {.to = to,
          .subject = "You have left Stillpoint",
          .text =
              "You are no longer listed in Stillpoint, and what was on record about you is deleted. What "
              "stays are the\nnumbers of your certificates with their histories, without your name, so that "
              "a number that somebody\nshows can still be checked.\n\nThis is the last mail from " +
              site + ".\n"};
}

Mail address_changed_mail(const std::string& former, const Practitioner& person, const std::string& site) {
  return {
      .to = former,
      .subject = "Another mail address was given for your listing",
      .text =
          greeting(person) +
          "Somebody who had opened your listing in Stillpoint by a link gave another mail address for it. "
          "From now\non links go there. If that was not you, please tell whoever runs " +
          site + " at once.\n"};
}

Mail expiry_mail(const Practitioner& person, const std::vector<ExpiringText>& items, const std::string& link,
                 Date today) {
  std::string text = "On record for you, and running out:\n\n";
  for (const ExpiringText& item : items) {
    text.append("  ").append(one_line(item.what)).append(": to ").append(print_date_words(item.expires));
    text.append(" (").append(days_left((item.expires - today).count())).append(")\n");
  }
  text +=
      "\nOnce it has run out, clients read that it has. When it is renewed, tell whoever keeps the register, "
      "who\nwill ask the issuer. Your listing, as clients see it:\n\n  " +
      link + "\n";
  return to_person(person, "Something of yours runs out soon", text);
}

Mail digest_mail(const std::string& to, const std::vector<std::string>& lines, const std::string& admin) {
  std::string text = "What happened to listings by itself, as the dates came:\n\n";
  for (const std::string& line : lines) text.append("  ").append(one_line(line)).append("\n");
  text += "\nThe register: " + admin + "\n";
  return {.to = to, .subject = "Listings: what the dates brought", .text = std::move(text)};
}

}  // namespace stillpoint::app
