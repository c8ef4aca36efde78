#include "app/verifying/import_roster.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "app/identity/permissions.h"
#include "app/verifying/roster_rows.h"
#include "app/verifying/traced_change.h"
#include "base/time_text.h"
#include "domain/in_force.h"

namespace stillpoint::app {
namespace {

using domain::VerifyingStore;
using domain::WorkKind;

constexpr std::string_view kChecker = "a verifier of this directory";

std::string joined(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) text += (text.empty() ? "" : " ") + sentence;
  return text;
}

/// One list, from its rows to what came of them.
class Roster {
 public:
  Roster(const VerifyingParts& parts, const RosterFile& file, domain::RosterRun run, std::string issuer_name)
      : parts_(parts), file_(file), run_(std::move(run)), issuer_name_(std::move(issuer_name)) {}

  Result<domain::RosterRun> take(const std::vector<RosterRow>& rows,
                                 const std::vector<VerifyingStore::NumberOnRecord>& on_record) {
    for (const auto& one : on_record) by_number_.emplace(one.number, &one);
    run_.rows = static_cast<int>(rows.size());
    for (std::size_t begin = 0; begin < rows.size(); begin += kRosterChunk) {
      const std::size_t end = std::min(rows.size(), begin + kRosterChunk);
      Result<void> done = parts_.work.in_transaction([&]() -> Result<void> {
        for (std::size_t i = begin; i < end; ++i) {
          Result<void> taken = take_row(rows[i]);
          if (!taken) return taken;
        }
        return {};
      });
      if (!done) return std::move(done).error();
    }
    Result<void> done = parts_.work.in_transaction([&]() -> Result<void> {
      for (const auto& one : on_record) {
        if (seen_.count(one.number) != 0) continue;
        Result<void> missed = take_missing(one);
        if (!missed) return missed;
      }
      return close();
    });
    if (!done) return std::move(done).error();
    return run_;
  }

 private:
  Result<void> take_row(const RosterRow& row) {
    if (!row.number.empty() && !seen_.insert(row.number).second) return {};  // named twice
    const auto found = by_number_.find(row.number);
    if (found == by_number_.end()) {
      ++run_.unknown;
      return wait(WorkKind::kRosterNew, {}, 0, row.number,
                  "Line " + std::to_string(row.line) + ": " + row.name +
                      (row.unreadable.empty() ? "" : ". " + row.unreadable));
    }
    const VerifyingStore::NumberOnRecord& holder = *found->second;
    std::string differs = row.unreadable;
    bool verified = false;
    Result<void> done =
        change_record(parts_,
                      {.actor = file_.actor,
                       .practitioner = holder.practitioner,
                       .action = "credential.verify",
                       .subject = {.kind = "practitioner", .id = print_id(holder.practitioner.value)},
                       .reason = "roster of " + issuer_name_},
                      run_.recorded, [&](domain::Practitioner& record) -> Result<void> {
                        Result<domain::Credential*> credential = find_credential(record, holder.credential);
                        if (!credential) return std::move(credential).error();
                        if (differs.empty()) {
                          differs = joined(mismatches({.name = row.name,
                                                       .number = row.number,
                                                       .issued = row.issued,
                                                       .expires = row.expires,
                                                       .status = row.status},
                                                      said_of(record, **credential)));
                        }
                        if (!differs.empty()) return {};
                        verified = true;
                        add_verification(**credential);
                        return {};
                      });
    if (!done) return done;
    if (!verified) {
      ++run_.mismatched;
      return wait(WorkKind::kRosterMismatch, holder.practitioner, holder.credential.value, row.number,
                  differs);
    }
    ++run_.matched;
    return parts_.store.checked(holder.practitioner, holder.credential.value, file_.actor.name,
                                run_.recorded);
  }

  void add_verification(domain::Credential& credential) const {
    std::vector<domain::Verification>& list = credential.verifications;
    const bool known = std::any_of(list.begin(), list.end(), [&](const domain::Verification& one) {
      return one.evidence_sha256 == run_.sha256 && one.checked_at == run_.as_of;
    });
    if (known) return;
    list.push_back({.id = {draw_id()},
                    .method = domain::VerificationMethod::kRoster,
                    .result = domain::VerificationResult::kMatched,
                    .checked_at = run_.as_of,
                    .recorded = run_.recorded,
                    .source = "list of " + issuer_name_,
                    .source_url = file_.source_url,
                    .checker = std::string(kChecker),
                    .evidence_sha256 = run_.sha256});
    std::stable_sort(list.begin(), list.end(),
                     [](const auto& a, const auto& b) { return a.checked_at < b.checked_at; });
  }

  /// A certificate that ran out or was taken away is rightly not in the list.
  Result<void> take_missing(const VerifyingStore::NumberOnRecord& one) {
    Result<domain::Practitioner> record = parts_.directory.find(one.practitioner);
    if (!record) return record.error().code == ErrorCode::kGone ? Result<void>() : record.error();
    Result<domain::Credential*> credential = find_credential(*record, one.credential);
    if (!credential) return {};
    const domain::CredentialType* type = parts_.vocabulary.find((*credential)->type);
    const std::string_view zone = type == nullptr ? std::string_view() : parts_.vocabulary.time_zone(*type);
    if (domain::standing_at(**credential, zone, run_.as_of).status != domain::CredentialStatus::kInForce) {
      return {};
    }
    ++run_.missing;
    return wait(WorkKind::kRosterMissing, one.practitioner, one.credential.value, one.number,
                "Not in the list of " + issuer_name_ + " of " + print_date(date_of_list()) + ".");
  }

  [[nodiscard]] Date date_of_list() const { return std::chrono::floor<std::chrono::days>(run_.as_of); }

  Result<void> wait(WorkKind kind, domain::PractitionerId practitioner, std::int64_t subject,
                    const std::string& number, std::string note) {
    return parts_.store.open_item({.kind = kind,
                                   .practitioner = practitioner,
                                   .subject = subject,
                                   .issuer = file_.issuer.value,
                                   .number = number,
                                   .note = std::move(note)},
                                  run_.recorded);
  }

  Result<void> close() {
    Result<void> done = parts_.store.put_roster(run_);
    if (!done) return done;
    return parts_.trail.append(
        {.at = run_.recorded,
         .actor = file_.actor,
         .action = "roster.import",
         .subject = {.kind = "issuer", .id = file_.issuer.value},
         .changes = {},
         .reason = std::to_string(run_.matched) + " confirmed, " + std::to_string(run_.mismatched) +
                   " differ, " + std::to_string(run_.missing) + " missing, " + std::to_string(run_.unknown) +
                   " not on record; list " + run_.sha256});
  }

  const VerifyingParts& parts_;
  const RosterFile& file_;
  domain::RosterRun run_;
  std::string issuer_name_;
  std::unordered_map<std::string, const VerifyingStore::NumberOnRecord*> by_number_;
  std::unordered_set<std::string> seen_;
};

Error invalid(std::string where, std::string what, std::string allowed) {
  Error error{.code = ErrorCode::kInvalid, .message = what};
  error.faults.push_back(
      {.where = std::move(where), .what = std::move(what), .allowed = std::move(allowed), .value = {}});
  return error;
}

}  // namespace

Result<domain::RosterRun> ImportRoster::run(const RosterFile& roster) const {
  if (Result<void> may = require(roster.actor, Permission::kRecordVerification); !may) {
    return std::move(may).error();
  }
  const Instant now = parts_.clock.now();
  const domain::Issuer* issuer = parts_.vocabulary.find(roster.issuer);
  if (issuer == nullptr)
    return invalid("issuer", "This issuer is not on record.", "an issuer of the register");
  const std::string issuer_name = issuer->name;
  const Instant as_of = roster.as_of.value_or(now);
  if (as_of > now) return invalid("as_of", "This time is still ahead.", "when the issuer made the list");
  const Result<domain::Sheet> sheet =
      parts_.sheets.read(roster.file.content, {.encoding = roster.encoding,
                                               .separator = domain::separator_of(roster.file.content),
                                               .rows_max = kRosterRowsMax});
  if (!sheet) return invalid("roster", sheet.error().message, "a CSV file, written as was said");
  const Result<std::vector<RosterRow>> rows = read_roster(*sheet, roster.dates);
  if (!rows) return rows.error();
  Result<domain::EvidenceRecord> kept = parts_.files.keep(roster.file.content);
  if (!kept) return std::move(kept).error();
  kept->file_name = roster.file.file_name;
  kept->stored = now;
  kept->actor = roster.actor.name;
  Result<void> noted = parts_.work.in_transaction([&] { return parts_.store.put_evidence(*kept); });
  if (!noted) return std::move(noted).error();
  const auto on_record = parts_.store.numbers_of(roster.issuer);
  if (!on_record) return on_record.error();
  Roster list(parts_, roster,
              {.id = draw_id(),
               .issuer = roster.issuer,
               .sha256 = kept->sha256,
               .as_of = as_of,
               .recorded = now,
               .actor = roster.actor.name},
              issuer_name);
  Result<domain::RosterRun> run = list.take(*rows, *on_record);
  static_cast<void>(parts_.follow.catch_up().has_value());  // what has landed has landed
  return run;
}

}  // namespace stillpoint::app
