#include "app/register/edit_practitioner.h"

#include <charconv>
#include <utility>

#include "app/identity/permissions.h"
#include "app/register/practitioner_edit.h"
#include "app/register/register_practitioner.h"
#include "base/calendar.h"
#include "document/differences.h"
#include "document/practitioner_writer.h"

namespace stillpoint::app {
namespace {

using domain::Practitioner;

/// Entries of the trail that are looked through for what changed meanwhile: an edit form lies open for hours,
/// not for hundreds of saves.
constexpr std::size_t kEntriesLookedAtMax = 100;

std::int64_t number_in(const std::string& json) {
  std::int64_t number = 0;
  std::from_chars(json.data(), json.data() + json.size(), number);
  return number;
}

Result<Practitioner> on_record(domain::DirectoryWriter& writer, domain::PractitionerId id) {
  Practitioner wanted;
  wanted.id = id;
  Result<std::optional<Practitioner>> found = writer.find_existing(wanted);
  if (!found) return std::move(found).error();
  if (!*found) return Error{.code = ErrorCode::kNotFound, .message = "No practitioner has this id."};
  if ((*found)->listing == domain::ListingState::kWithdrawn) {
    return Error{.code = ErrorCode::kGone, .message = "This practitioner withdrew; nothing is edited."};
  }
  return std::move(**found);
}

}  // namespace

Result<std::vector<MeanwhileChange>> EditPractitioner::changes_since(domain::PractitionerId id,
                                                                     std::int64_t version) const {
  std::vector<MeanwhileChange> changes;
  bool reached = false;
  Result<void> read = parts_.trail.for_each(
      {.subject = domain::AuditSubject{.kind = "practitioner", .id = print_id(id.value)},
       .newest_first = true,
       .count = kEntriesLookedAtMax},
      [&](const domain::AuditRecord& record) -> Result<void> {
        for (const domain::FieldChange& change : record.entry.changes) {
          if (change.field == "/version" && number_in(change.after) <= version) reached = true;
        }
        if (reached) return {};
        for (const domain::FieldChange& change : record.entry.changes) {
          if (change.field == "/version" || change.field == "/dates/edited") continue;
          changes.push_back({.who = record.entry.actor.name, .at = record.entry.at, .change = change});
        }
        return {};
      });
  if (!read) return std::move(read).error();
  return changes;
}

Result<void> EditPractitioner::save(const PractitionerEdit& edit, Instant now, EditOutcome& outcome) const {
  Result<Practitioner> existing = on_record(parts_.writer, edit.id);
  if (!existing) return std::move(existing).error();
  outcome.version = existing->version;
  if (existing->version != edit.version) {
    outcome.kind = EditOutcome::Kind::kMoved;
    return {};
  }
  Result<WrittenRecord> written = read_written(edit.json, *existing, parts_.vocabulary, date_of(now));
  if (!written) return std::move(written).error();
  if (!written->overreach.empty()) return invalid_record(std::move(written->overreach));
  EditedRecord edited = lay_over(*existing, written->record, now);
  if (!edited.faults.empty()) return invalid_record(std::move(edited.faults));
  std::vector<domain::FieldChange> changes;
  if (edit.legacy_urls) {
    Result<std::vector<std::string>> legacy = read_legacy_urls(*edit.legacy_urls);
    if (!legacy) return std::move(legacy).error();
    Result<std::vector<std::string>> before = parts_.reader.legacy_urls(edit.id);
    if (!before) return std::move(before).error();
    if (*legacy != *before) {
      if (Result<void> kept = parts_.store.put_legacy_urls(edit.id, *legacy); !kept) return kept;
      const auto listed = [](const std::vector<std::string>& paths) {
        std::string text = "[";
        for (const std::string& path : paths)
          text.append(text.size() > 1 ? ",\"" : "\"").append(path).append("\"");
        return text + "]";
      };
      changes.push_back({.field = "/legacy_urls", .before = listed(*before), .after = listed(*legacy)});
    }
  }
  if (edited.record == *existing && changes.empty()) return {};
  Practitioner& record = edited.record;
  record.edited = now;
  ++record.version;
  if (Result<domain::PractitionerId> stored = parts_.writer.put(record); !stored)
    return std::move(stored).error();
  if (Result<void> left = leave_former_address(parts_.mailed, *existing, record); !left) return left;
  const document::WriteOptions whole{.audience = document::Audience::kExport};
  std::vector<domain::FieldChange> found =
      document::differences(document::write_practitioner(*existing, parts_.vocabulary, whole),
                            document::write_practitioner(record, parts_.vocabulary, whole));
  found.insert(found.end(), changes.begin(), changes.end());
  outcome.kind = EditOutcome::Kind::kSaved;
  outcome.version = record.version;
  return parts_.trail.append({.at = now,
                              .actor = edit.actor,
                              .action = "practitioner.edit",
                              .subject = {.kind = "practitioner", .id = print_id(edit.id.value)},
                              .changes = std::move(found),
                              .reason = edit.reason});
}

Result<EditOutcome> EditPractitioner::run(const PractitionerEdit& edit) const {
  if (Result<void> may = require(edit.actor, Permission::kEditRegister); !may) return std::move(may).error();
  EditOutcome outcome;
  const Instant now = parts_.clock.now();
  Result<void> done = parts_.work.in_transaction([&] { return save(edit, now, outcome); });
  if (!done) return std::move(done).error();
  switch (outcome.kind) {
    case EditOutcome::Kind::kSaved:
      // What is committed stands, whether or not the index could take it in at once: it follows by itself.
      static_cast<void>(parts_.follow.catch_up().has_value());
      break;
    case EditOutcome::Kind::kMoved: {
      Result<std::vector<MeanwhileChange>> meanwhile = changes_since(edit.id, edit.version);
      if (!meanwhile) return std::move(meanwhile).error();
      outcome.meanwhile = std::move(*meanwhile);
      break;
    }
    case EditOutcome::Kind::kUnchanged:
      break;
  }
  return outcome;
}

}  // namespace stillpoint::app
