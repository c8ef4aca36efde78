#include "document/evidence_reader.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "document/limits.h"
#include "document/practitioner_members.h"

namespace stillpoint::document {
namespace {

using domain::Credential;
using domain::CredentialEvent;
using domain::HeldProfession;
using domain::Licence;
using domain::Review;
using domain::Training;
using domain::Verification;

constexpr Members kProfession{.accepted = kProfessionMembers};
constexpr Members kLicence{.accepted = kLicenceMembers};
constexpr Members kVerification{.accepted = kVerificationMembers};
constexpr Members kTraining{.accepted = kTrainingMembers};
constexpr Members kCredential{.accepted = kCredentialMembers, .passed_over = kCredentialDerived};
constexpr Members kEvent{.accepted = kEventMembers};
constexpr Members kReview{.accepted = kReviewMembers};

constexpr std::string_view kNotYet = "This lies in the future.";
constexpr std::string_view kUntilToday = "A day until today.";

void refuse_future(ObjectReader& object, std::string_view member, const std::optional<Instant>& instant,
                   const ReadContext& context) {
  if (instant && context.is_future(std::chrono::floor<std::chrono::days>(*instant))) {
    object.fault(member, std::string(kNotYet), std::string(kUntilToday));
  }
}

/// What a file that anyone could write says of its own standing counts for nothing.
bool read_claimed(ObjectReader& object, const ReadContext& context) {
  const bool claimed = object.boolean("claimed").value_or(false);
  return claimed || !context.options.trusted;
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

/// When it was written down here, as our own copies tell; of a file that anyone could write it says nothing.
Instant read_recorded(ObjectReader& object, const ReadContext& context) {
  const Instant recorded = object.instant("recorded").value_or(Instant{});
  return context.options.trusted ? recorded : Instant{};
}

Verification read_verification(ObjectReader& object, const ReadContext& context) {
  Verification check;
  check.id = read_id<domain::VerificationId>(object, "id");
  check.method =
      read_enum<domain::VerificationMethod>(object, "method", Presence::kRequired).value_or(check.method);
  check.result =
      read_enum<domain::VerificationResult>(object, "result", Presence::kRequired).value_or(check.result);
  const auto checked_at = object.instant("checked_at", Presence::kRequired);
  refuse_future(object, "checked_at", checked_at, context);
  check.checked_at = checked_at.value_or(Instant{});
  check.recorded = read_recorded(object, context);
  check.source = object.text("source", {.characters_max = kLabelCharactersMax});
  check.source_url = object.url("source_url");
  check.checker = object.text("checker", {.characters_max = kNameCharactersMax});
  check.evidence_sha256 = object.text("evidence_sha256", {.characters_max = kNumberCharactersMax});
  if (!check.evidence_sha256.empty() && !is_sha256(check.evidence_sha256)) {
    object.fault("evidence_sha256", "This is not a SHA-256 digest.", "64 hexadecimal digits in lower case.");
  }
  check.claimed = read_claimed(object, context);
  return check;
}

std::vector<Verification> read_verifications(ObjectReader& record, const ReadContext& context) {
  std::vector<Verification> checks;
  record.list("verifications", kVerificationsMax, [&](JsonValue item, const Path& path) {
    ObjectReader object(item, path, kVerification, context.faults);
    checks.push_back(read_verification(object, context));
  });
  std::stable_sort(checks.begin(), checks.end(),
                   [](const auto& a, const auto& b) { return a.checked_at < b.checked_at; });
  return checks;
}

Licence read_licence(ObjectReader& object, const ReadContext& context) {
  Licence licence;
  licence.id = read_id<domain::LicenceId>(object, "id");
  licence.jurisdiction = read_key<domain::JurisdictionKey>(
      object, "jurisdiction", context, context.vocabulary.rows().jurisdictions,
      {.one = "jurisdiction", .many = "jurisdictions (ISO 3166)"}, Presence::kRequired);
  licence.number = object.text("number", {.characters_max = kNumberCharactersMax});
  licence.status = read_enum<domain::LicenceStatus>(object, "status").value_or(licence.status);
  licence.expires = object.date("expires");
  licence.verifications = read_verifications(object, context);
  return licence;
}

CredentialEvent read_event(ObjectReader& object, const ReadContext& context) {
  CredentialEvent event;
  event.kind =
      read_enum<domain::CredentialEventKind>(object, "kind", Presence::kRequired).value_or(event.kind);
  event.effective = object.instant("effective", Presence::kRequired).value_or(Instant{});
  const auto recorded = object.instant("recorded", Presence::kRequired);
  refuse_future(object, "recorded", recorded, context);
  event.recorded = recorded.value_or(Instant{});
  event.reason = object.text("reason", {.characters_max = kNoteCharactersMax, .lines = Lines::kMany});
  event.claimed = read_claimed(object, context);
  return event;
}

Credential read_credential(ObjectReader& object, const ReadContext& context) {
  Credential credential;
  credential.id = read_id<domain::CredentialId>(object, "id");
  credential.type = read_key<domain::CredentialTypeKey>(
      object, "type", context, context.vocabulary.rows().credential_types,
      {.one = "credential type", .many = "credential types (issuer:code:version)"}, Presence::kRequired);
  credential.number = object.text("number", {.characters_max = kNumberCharactersMax});
  credential.issued = object.date("issued");
  credential.expires = object.date("expires");
  credential.recorded = read_recorded(object, context);
  if (credential.issued && credential.expires && *credential.expires < *credential.issued) {
    object.fault("expires", "It expires before it was issued.", "The day of issue or later.");
  }
  object.list("events", kEventsMax, [&](JsonValue item, const Path& path) {
    ObjectReader event(item, path, kEvent, context.faults);
    credential.events.push_back(read_event(event, context));
  });
  std::stable_sort(credential.events.begin(), credential.events.end(), [](const auto& a, const auto& b) {
    return std::tie(a.effective, a.recorded) < std::tie(b.effective, b.recorded);
  });
  credential.verifications = read_verifications(object, context);
  return credential;
}

Training read_one_training(ObjectReader& object, const ReadContext& context) {
  const auto& rows = context.vocabulary.rows();
  Training training;
  training.school = read_key<domain::SchoolKey>(object, "school", context, rows.schools,
                                                {.one = "school", .many = "schools"});
  training.school_name = object.text("school_name", {.characters_max = kNameCharactersMax});
  if (object.find("school").has_value() == object.find("school_name").has_value()) {
    object.fault("school", "A training names its school once.",
                 "Either school (a key of the vocabulary) or school_name (as written).");
  }
  training.title = object.text("title", {.characters_max = kLabelCharactersMax});
  training.kind =
      read_enum<domain::TrainingKind>(object, "kind", Presence::kRequired).value_or(training.kind);
  training.hours =
      object.integer("hours", {.min = 0, .max = kTrainingHoursMax, .presence = Presence::kRequired})
          .value_or(0);
  training.completed = object.date("completed");
  if (training.completed && context.is_future(*training.completed)) {
    object.fault("completed", std::string(kNotYet), std::string(kUntilToday));
  }
  training.conditions =
      read_keys<domain::ConditionKey>(object, "conditions", kConditionsMax, context, rows.conditions,
                                      {.one = "condition", .many = "conditions"});
  return training;
}

Review read_review(ObjectReader& object, const ReadContext& context) {
  Review review;
  review.id = read_id<domain::ReviewId>(object, "id");
  review.origin =
      read_enum<domain::ReviewOrigin>(object, "origin", Presence::kRequired).value_or(review.origin);
  review.state = read_enum<domain::ReviewState>(object, "state", Presence::kRequired).value_or(review.state);
  review.stars = object.integer("stars", {.min = 1, .max = 5, .presence = Presence::kRequired}).value_or(1);
  const auto published_at = object.instant("published_at", Presence::kRequired);
  refuse_future(object, "published_at", published_at, context);
  review.published_at = published_at.value_or(Instant{});
  review.reviewer = object.text("reviewer", {.characters_max = kNumberCharactersMax});
  review.conditions = read_keys<domain::ConditionKey>(object, "conditions", kConditionsMax, context,
                                                      context.vocabulary.rows().conditions,
                                                      {.one = "condition", .many = "conditions"});
  review.words = object.text("words", {.characters_max = kReviewCharactersMax, .lines = Lines::kMany});
  review.reply = object.text("reply", {.characters_max = kReviewCharactersMax, .lines = Lines::kMany});
  review.claimed = read_claimed(object, context);
  return review;
}

}  // namespace

std::vector<HeldProfession> read_professions(ObjectReader& document, const ReadContext& context) {
  std::vector<HeldProfession> professions;
  document.list("professions", kProfessionsMax, [&](JsonValue item, const Path& path) {
    ObjectReader object(item, path, kProfession, context.faults);
    HeldProfession held;
    held.profession =
        read_key<domain::ProfessionKey>(object, "profession", context, context.vocabulary.rows().professions,
                                        {.one = "profession", .many = "professions"}, Presence::kRequired);
    const bool twice = std::any_of(professions.begin(), professions.end(), [&](const HeldProfession& other) {
      return !held.profession.empty() && other.profession == held.profession;
    });
    if (twice)
      object.fault("profession", "This value is given twice.", "Each profession once, with all licences.");
    object.list("licences", kLicencesMax, [&](JsonValue licence, const Path& licence_path) {
      ObjectReader reader(licence, licence_path, kLicence, context.faults);
      held.licences.push_back(read_licence(reader, context));
    });
    professions.push_back(std::move(held));
  });
  return professions;
}

std::vector<Training> read_training(ObjectReader& document, const ReadContext& context) {
  std::vector<Training> training;
  document.list("training", kTrainingMax, [&](JsonValue item, const Path& path) {
    ObjectReader object(item, path, kTraining, context.faults);
    training.push_back(read_one_training(object, context));
  });
  return training;
}

std::vector<Credential> read_credentials(ObjectReader& document, const ReadContext& context) {
  std::vector<Credential> credentials;
  document.list("credentials", kCredentialsMax, [&](JsonValue item, const Path& path) {
    ObjectReader object(item, path, kCredential, context.faults);
    credentials.push_back(read_credential(object, context));
  });
  return credentials;
}

std::vector<Review> read_reviews(ObjectReader& document, const ReadContext& context) {
  std::vector<Review> reviews;
  document.list("reviews", kReviewsMax, [&](JsonValue item, const Path& path) {
    ObjectReader object(item, path, kReview, context.faults);
    reviews.push_back(read_review(object, context));
  });
  return reviews;
}

}  // namespace stillpoint::document
