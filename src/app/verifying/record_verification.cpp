#include "app/verifying/record_verification.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "app/identity/permissions.h"
#include "app/verifying/traced_change.h"
#include "base/text.h"
#include "base/time_text.h"
#include "document/enum_names.h"
#include "document/limits.h"

namespace stillpoint::app {
namespace {

using domain::VerificationMethod;
using domain::VerificationResult;

/// Who checked, as clients read it. The person's name stays in the trail.
constexpr std::string_view kChecker = "a verifier of this directory";

template <class Enum>
std::optional<Enum> enum_of(std::string_view word) {
  for (std::size_t i = 0; i < document::EnumNames<Enum>::kNames.size(); ++i) {
    if (document::EnumNames<Enum>::kNames[i] == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

bool is_web_address(std::string_view url) {
  const bool begins = url.substr(0, 8) == "https://" || url.substr(0, 7) == "http://";
  return begins && url.size() <= document::kUrlCharactersMax &&
         url.find_first_of(" \t\r\n<>\"") == std::string_view::npos;
}

/// The report's fields, read; a fault for each that is wrong.
struct ReadReport {
  VerificationMethod method = VerificationMethod::kRegisterPage;
  VerificationResult result = VerificationResult::kInconclusive;
  Instant checked_at{};
  std::vector<Fault> faults{};

  void fault(std::string where, std::string what, std::string allowed = {}) {
    faults.push_back(
        {.where = std::move(where), .what = std::move(what), .allowed = std::move(allowed), .value = {}});
  }
};

void read_method(const VerificationReport& report, ReadReport& into) {
  const auto method = enum_of<VerificationMethod>(report.method);
  if (!method) {
    into.fault("method",
               report.method == "practitioner_copy"
                   ? "A copy that the practitioner sent is no check at the source: ask who issued it."
                   : "How it was checked is missing.",
               "register_page, letter, call, electronic or roster");
    return;
  }
  into.method = *method;
  const bool is_online = *method == VerificationMethod::kRegisterPage;
  const bool asks_somebody = *method == VerificationMethod::kLetter || *method == VerificationMethod::kCall;
  if ((is_online || !report.source_url.empty()) && !is_web_address(report.source_url)) {
    into.fault("source_url", "The address of the page that was looked at is missing or no web address.",
               "an address that begins with https://");
  }
  if (asks_somebody && report.contact.empty()) {
    into.fault("contact", "Who was asked is missing.", "a name or an office, with how they were reached");
  }
  if (!is_online && !asks_somebody && report.source_url.empty() && report.contact.empty()) {
    into.fault("contact", "Where it was asked is missing.", "a source address or a contact");
  }
}

ReadReport read_report(const VerificationReport& report, Instant now) {
  ReadReport read;
  read_method(report, read);
  if (const auto result = enum_of<VerificationResult>(report.result)) {
    read.result = *result;
  } else {
    read.fault("result", "What came of it is missing.", "matched, denied or inconclusive");
  }
  read.checked_at = report.checked_at.value_or(now);
  if (read.checked_at > now) read.fault("checked_at", "This is still ahead.", "now or earlier");
  if (read.result == VerificationResult::kMatched && report.seen.name.empty()) {
    read.fault("seen_name", "The name that the source has is missing.", "as it stands there");
  }
  const std::pair<const char*, const std::string*> texts[] = {
      {"source", &report.source},           {"contact", &report.contact},
      {"seen_name", &report.seen.name},     {"seen_number", &report.seen.number},
      {"seen_status", &report.seen.status}, {"explanation", &report.explanation}};
  for (const auto& [name, text] : texts) {
    if (text->size() > document::kNoteCharactersMax || !is_utf8(*text)) {
      read.fault(name, "This is too long, or no text.",
                 "at most " + std::to_string(document::kNoteCharactersMax) + " bytes");
    }
  }
  return read;
}

Error invalid(std::vector<Fault> faults) {
  return {.code = ErrorCode::kInvalid,
          .message = "The check could not be recorded as it stands.",
          .faults = std::move(faults)};
}

/// The words of a name, in an order of their own: "Lindqvist, Amara" is "Amara Lindqvist".
std::vector<std::string> words_of(const std::string& name) {
  const std::string folded = fold(name);
  std::vector<std::string> found;
  for (const std::string_view word : words(folded)) found.emplace_back(word);
  std::sort(found.begin(), found.end());
  return found;
}

/// Words with which registers say that somebody is in good standing. What is not among them is looked at.
bool is_good_standing(const std::string& status) {
  const std::string folded = fold(status);
  for (const std::string_view good : {"", "active", "current", "valid", "registered", "certified", "in force",
                                      "good standing", "in good standing", "aktiv", "gultig"}) {
    if (folded == good) return true;
  }
  return false;
}

void compare_date(std::string_view what, const std::optional<Date>& seen, const std::optional<Date>& recorded,
                  std::vector<std::string>& into) {
  if (!seen || seen == recorded) return;
  into.push_back(
      "The source says that it " + std::string(what) + " " + print_date(*seen) +
      (recorded ? ", the record says " + print_date(*recorded) + "." : ", the record does not say."));
}

/// A word for a bad standing confirms nothing by itself, and neither does a good one of a licence whose
/// record says otherwise.
void compare_status(const std::string& seen, const std::string& recorded, std::vector<std::string>& into) {
  const bool is_good = is_good_standing(seen);
  if (is_good && (seen.empty() || recorded.empty() || is_good_standing(recorded))) return;
  if (!recorded.empty() && fold(seen) == fold(recorded)) return;
  into.push_back("The source says “" + seen + "”, " +
                 (is_good ? "the record " + recorded + "." : "which is no confirmation by itself."));
}

/// What was checked, within the record.
struct Checked {
  std::vector<domain::Verification>* verifications = nullptr;
  SaidOnRecord said{};
  std::optional<Date>* issued = nullptr;  ///< Null for a licence, whose record has no place for it.
  std::optional<Date>* expires = nullptr;
  std::string issuer{};  ///< Name of who was asked.
};

Result<Checked> find_checked(domain::Practitioner& record, const VerificationReport& report,
                             const domain::Vocabulary& vocabulary) {
  if (report.credential) {
    Result<domain::Credential*> found = find_credential(record, report.credential);
    if (!found) return std::move(found).error();
    const domain::CredentialType* type = vocabulary.find((*found)->type);
    const domain::Issuer* issuer = type == nullptr ? nullptr : vocabulary.find(type->issuer);
    domain::Credential& credential = **found;
    return Checked{.verifications = &credential.verifications,
                   .said = said_of(record, credential),
                   .issued = &credential.issued,
                   .expires = &credential.expires,
                   .issuer = issuer == nullptr ? std::string() : issuer->name};
  }
  for (domain::HeldProfession& held : record.professions) {
    for (domain::Licence& licence : held.licences) {
      if (licence.id != report.licence) continue;
      const domain::Jurisdiction* place = vocabulary.find(licence.jurisdiction);
      return Checked{.verifications = &licence.verifications,
                     .said = said_of(record, licence),
                     .issued = nullptr,
                     .expires = &licence.expires,
                     .issuer = place == nullptr ? std::string() : "the board of " + place->name};
    }
  }
  return Error{.code = ErrorCode::kNotFound, .message = "The record has no such licence."};
}

/// A confirmation that says otherwise than the record is resolved or explained.
Result<void> settle_mismatches(const VerificationReport& report, const ReadReport& read, Checked& checked) {
  if (read.result != VerificationResult::kMatched) return {};
  if (report.take_over_dates) {
    if (report.seen.issued && checked.issued != nullptr) {
      *checked.issued = report.seen.issued;
      checked.said.issued = report.seen.issued;
    }
    if (report.seen.expires) *checked.expires = checked.said.expires = report.seen.expires;
  }
  const std::vector<std::string> differ = mismatches(report.seen, checked.said);
  if (differ.empty() || !report.explanation.empty()) return {};
  std::vector<Fault> faults;
  faults.reserve(differ.size());
  for (const std::string& sentence : differ) {
    faults.push_back({.where = "explanation",
                      .what = sentence,
                      .allowed = "take the dates over, correct the record, or explain",
                      .value = {}});
  }
  return invalid(std::move(faults));
}

}  // namespace

SaidOnRecord said_of(const domain::Practitioner& practitioner, const domain::Credential& credential) {
  return {.name = practitioner.name.display,
          .number = credential.number,
          .issued = credential.issued,
          .expires = credential.expires};
}

SaidOnRecord said_of(const domain::Practitioner& practitioner, const domain::Licence& licence) {
  const auto status = static_cast<std::size_t>(licence.status);
  return {.name = practitioner.name.display,
          .number = licence.number,
          .expires = licence.expires,
          .status = std::string(document::EnumNames<domain::LicenceStatus>::kNames[status])};
}

std::vector<std::string> mismatches(const SeenAtSource& seen, const SaidOnRecord& said) {
  std::vector<std::string> found;
  if (words_of(seen.name) != words_of(said.name)) {
    found.push_back("The source has the name " + seen.name + ", the record " + said.name + ".");
  }
  if (!seen.number.empty() && seen.number != said.number) {
    found.push_back("The source has the number " + seen.number + ", the record " +
                    (said.number.empty() ? std::string("none") : said.number) + ".");
  }
  if (said.issued) compare_date("was issued", seen.issued, *said.issued, found);
  compare_date("expires", seen.expires, said.expires, found);
  compare_status(seen.status, said.status, found);
  return found;
}

Result<domain::VerificationId> RecordVerification::run(const VerificationReport& report) const {
  if (Result<void> may = require(report.actor, Permission::kRecordVerification); !may) {
    return std::move(may).error();
  }
  const Instant now = parts_.clock.now();
  const ReadReport read = read_report(report, now);
  if (!read.faults.empty()) return invalid(read.faults);
  std::optional<domain::EvidenceRecord> evidence;
  if (report.evidence) {
    // Before the transaction: a file that nothing refers to harms nobody, a reference to no file would.
    Result<domain::EvidenceRecord> kept = parts_.files.keep(report.evidence->content);
    if (!kept) return std::move(kept).error();
    evidence = *std::move(kept);
    evidence->file_name = report.evidence->file_name;
    evidence->stored = now;
    evidence->actor = report.actor.name;
  }
  const domain::VerificationId id{draw_id()};
  const std::int64_t subject = report.credential ? report.credential.value : report.licence.value;
  Result<void> done = write_and_follow(parts_, [&]() -> Result<void> {
    Result<void> written = change_record(
        parts_,
        {.actor = report.actor,
         .practitioner = report.practitioner,
         .version = report.version,
         .action = report.credential ? "credential.verify" : "licence.verify",
         .subject = {.kind = "practitioner", .id = print_id(report.practitioner.value)},
         .reason = report.explanation},
        now, [&](domain::Practitioner& record) -> Result<void> {
          Result<Checked> checked = find_checked(record, report, parts_.vocabulary);
          if (!checked) return std::move(checked).error();
          Result<void> settled = settle_mismatches(report, read, *checked);
          if (!settled) return settled;
          std::vector<domain::Verification>& list = *checked->verifications;
          list.push_back({.id = id,
                          .method = read.method,
                          .result = read.result,
                          .checked_at = read.checked_at,
                          .recorded = now,
                          .source = report.source.empty() ? checked->issuer : report.source,
                          .source_url = report.source_url,
                          .checker = std::string(kChecker),
                          .evidence_sha256 = evidence ? evidence->sha256 : std::string()});
          std::stable_sort(list.begin(), list.end(),
                           [](const auto& a, const auto& b) { return a.checked_at < b.checked_at; });
          return {};
        });
    if (written && evidence) written = parts_.store.put_evidence(*evidence);
    if (written) {
      written = parts_.store.put_detail({.verification = id,
                                         .practitioner = report.practitioner,
                                         .recorded = now,
                                         .account = report.actor.account,
                                         .actor = report.actor.name,
                                         .contact = report.contact,
                                         .seen_name = report.seen.name,
                                         .seen_number = report.seen.number,
                                         .seen_issued = report.seen.issued,
                                         .seen_expires = report.seen.expires,
                                         .seen_status = report.seen.status,
                                         .explanation = report.explanation});
    }
    if (written && read.result != VerificationResult::kInconclusive) {
      written = parts_.store.checked(report.practitioner, subject, report.actor.name, now);
    }
    return written;
  });
  if (!done) return std::move(done).error();
  return id;
}

}  // namespace stillpoint::app
