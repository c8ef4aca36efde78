#include "store/sqlite/public_change_log.h"

#include <algorithm>
#include <array>

#include "store/sqlite/enum_text.h"

namespace stillpoint::store {
namespace {

using domain::CredentialEventKind;
using domain::ListingState;
using domain::PractitionerId;

/// What a file claims counts against a credential and never for it (domain/credential.h).
bool counts(CredentialEventKind kind, bool claimed) {
  switch (kind) {
    case CredentialEventKind::kRegistered:
      return false;  // a credential that is new: the record was edited
    case CredentialEventKind::kExpired:
    case CredentialEventKind::kSuspended:
    case CredentialEventKind::kRevoked:
    case CredentialEventKind::kSuperseded:
      return true;
    case CredentialEventKind::kVerified:
    case CredentialEventKind::kReinstated:
    case CredentialEventKind::kCorrected:
      return !claimed;
  }
  return false;
}

struct NewEvent {
  domain::CredentialId credential{};
  std::int64_t ordinal = 0;
  CredentialEventKind kind = CredentialEventKind::kRegistered;
  Instant effective{};
};

}  // namespace

Result<PublicChangeLog> PublicChangeLog::prepare(Connection& connection) {
  PublicChangeLog log;
  const std::array<std::pair<Statement*, const char*>, 6> statements{{
      {&log.look_, "SELECT listing FROM practitioner WHERE id = ?1"},
      {&log.last_events_,
       "SELECT credential, max(ordinal) FROM credential_event WHERE practitioner = (SELECT seq FROM "
       "practitioner WHERE id = ?1) GROUP BY credential"},
      {&log.events_,
       "SELECT credential, ordinal, kind, effective, claimed FROM credential_event WHERE practitioner = "
       "(SELECT seq FROM practitioner WHERE id = ?1) ORDER BY credential, ordinal"},
      {&log.insert_,
       "INSERT INTO published_change (practitioner, kind, at, credential, event, effective) VALUES (?1, ?2, "
       "unixepoch(), ?3, ?4, ?5)"},
      {&log.is_erased_, "SELECT EXISTS (SELECT 1 FROM erasure WHERE practitioner = ?1)"},
      {&log.is_known_, "SELECT EXISTS (SELECT 1 FROM published_change WHERE practitioner = ?1)"},
  }};
  for (const auto& [statement, sql] : statements) {
    Result<Statement> prepared = connection.prepare(sql);
    if (!prepared) return std::move(prepared).error();
    *statement = *std::move(prepared);
  }
  return log;
}

Result<PublicChangeLog::Before> PublicChangeLog::look(PractitionerId id) {
  Before before;
  if (look_.rewind().bind(id).step() != Step::kRow) return look_.error();
  before.listing = enum_of<ListingState>(look_.text(0));
  look_.rewind();
  if (before.listing != ListingState::kListed) return before;  // its events are nobody's business yet
  last_events_.rewind().bind(id);
  Step step = last_events_.step();
  for (; step == Step::kRow; step = last_events_.step()) {
    before.last_events.emplace_back(domain::CredentialId{last_events_.integer(0)}, last_events_.integer(1));
  }
  if (step == Step::kFailed) return last_events_.error();
  last_events_.rewind();
  return before;
}

Result<void> PublicChangeLog::append(PractitionerId id, const std::optional<Before>& before,
                                     ListingState after) {
  const ListingState was = before ? before->listing : ListingState::kDraft;
  if (was == ListingState::kListed) {
    const Result<bool> told = append_events(id, *before);
    if (!told) return told.error();
    if (after == ListingState::kListed) return *told ? Result<void>() : append_kind(id, "edited");
  } else if (after == ListingState::kListed) {
    return append_kind(id, "listed");
  }
  if (!before) return {};
  // Whoever once could find this person is told that they are to be forgotten, too.
  const Result<bool> erased = after == ListingState::kWithdrawn ? holds(is_erased_, id) : Result<bool>(false);
  if (!erased) return erased.error();
  if (was == ListingState::kListed) return append_kind(id, *erased ? "erased" : "withdrawn");
  if (!*erased) return {};
  const Result<bool> known = was == ListingState::kWithdrawn ? Result<bool>(true) : holds(is_known_, id);
  if (!known) return known.error();
  return *known ? append_kind(id, "erased") : Result<void>();
}

Result<bool> PublicChangeLog::append_events(PractitionerId id, const Before& before) {
  std::vector<NewEvent> added;
  events_.rewind().bind(id);
  Step step = events_.step();
  for (; step == Step::kRow; step = events_.step()) {
    const NewEvent event{.credential = {events_.integer(0)},
                         .ordinal = events_.integer(1),
                         .kind = enum_of<CredentialEventKind>(events_.text(2)),
                         .effective = events_.instant(3)};
    const auto last = std::find_if(before.last_events.begin(), before.last_events.end(),
                                   [&](const auto& one) { return one.first == event.credential; });
    const bool is_new = last == before.last_events.end() || event.ordinal > last->second;
    if (is_new && counts(event.kind, events_.boolean(4))) added.push_back(event);
  }
  if (step == Step::kFailed) return events_.error();
  events_.rewind();
  for (const NewEvent& event : added) {
    Result<void> done = insert_.bind(id)
                            .bind("credential")
                            .bind(event.credential)
                            .bind(text_of(event.kind))
                            .bind(event.effective)
                            .run();
    if (!done) return std::move(done).error();
  }
  return !added.empty();
}

Result<void> PublicChangeLog::append_kind(PractitionerId id, const char* kind) {
  return insert_.bind(id).bind(kind).bind_null().bind_null().bind_null().run();
}

Result<bool> PublicChangeLog::holds(Statement& question, PractitionerId id) {
  if (question.rewind().bind(id).step() != Step::kRow) return question.error();
  const bool holds = question.boolean(0);
  question.rewind();
  return holds;
}

}  // namespace stillpoint::store
