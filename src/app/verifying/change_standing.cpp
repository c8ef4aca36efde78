#include "app/verifying/change_standing.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <tuple>
#include <utility>

#include "app/identity/permissions.h"
#include "app/verifying/second_person.h"
#include "app/verifying/traced_change.h"
#include "base/calendar.h"
#include "base/time_text.h"
#include "domain/in_force.h"

namespace stillpoint::app {
namespace {

using domain::CredentialEventKind;
using domain::CredentialStatus;
using domain::PendingRevocation;

/// A public reason longer than a paragraph is not read.
constexpr std::size_t kReasonBytesMax = 2000;
/// What is to happen further ahead than this is a slip of the pen: certificates are renewed by the year.
constexpr std::chrono::days kAheadMax{366};

Error conflict(std::string message) {
  return {.code = ErrorCode::kConflict, .message = std::move(message)};
}

CredentialEventKind event_of(StandingChange change) {
  switch (change) {
    case StandingChange::kSuspend:
      return CredentialEventKind::kSuspended;
    case StandingChange::kReinstate:
      return CredentialEventKind::kReinstated;
    case StandingChange::kRevoke:
    case StandingChange::kConfirm:
      return CredentialEventKind::kRevoked;
    case StandingChange::kSupersede:
      return CredentialEventKind::kSuperseded;
    case StandingChange::kExpire:
      return CredentialEventKind::kExpired;
    case StandingChange::kCorrect:
      return CredentialEventKind::kCorrected;
  }
  return CredentialEventKind::kSuspended;
}

std::string action_of(CredentialEventKind kind, bool waits) {
  if (waits) return "credential.ask_revocation";
  switch (kind) {
    case CredentialEventKind::kSuspended:
      return "credential.suspend";
    case CredentialEventKind::kReinstated:
      return "credential.reinstate";
    case CredentialEventKind::kRevoked:
      return "credential.revoke";
    case CredentialEventKind::kSuperseded:
      return "credential.supersede";
    case CredentialEventKind::kExpired:
      return "credential.expire";
    case CredentialEventKind::kCorrected:
      return "credential.correct";
    case CredentialEventKind::kRegistered:
    case CredentialEventKind::kVerified:
      break;
  }
  return "credential.note";
}

}  // namespace

/// One request, within its transaction.
class ChangeStanding::Change {
 public:
  Change(const VerifyingParts& parts, const StandingRequest& request, Instant now)
      : parts_(parts),
        request_(request),
        now_(now),
        kind_(event_of(request.change)),
        effective_(request.effective.value_or(now)),
        reason_(request.reason),
        private_note_(request.private_note) {}

  Result<StandingAnswer> run() {
    Result<std::optional<PendingRevocation>> pending =
        parts_.store.pending_of(request_.practitioner, request_.credential);
    if (!pending) return std::move(pending).error();
    pending_ = *std::move(pending);
    Result<void> done = settle_who();
    if (done) done = record();
    if (done) done = trace_what_waits();
    if (done) done = keep_note();
    if (done && waits_) done = parts_.store.put_pending(asked());
    if (done && !waits_ && pending_ && ends_waiting()) {
      done =
          parts_.store.settle(pending_->id,
                              kind_ == CredentialEventKind::kRevoked ? domain::RevocationOutcome::kConfirmed
                                                                     : domain::RevocationOutcome::kDropped,
                              now_);
    }
    if (!done) return std::move(done).error();
    const StandingOutcome outcome = waits_              ? StandingOutcome::kWaits
                                    : effective_ > now_ ? StandingOutcome::kFromDay
                                                        : StandingOutcome::kDone;
    return StandingAnswer{.outcome = outcome, .effective = effective_};
  }

 private:
  /// Whether one person is enough, or who the second one is.
  Result<void> settle_who() {
    if (request_.change == StandingChange::kConfirm) {
      if (!pending_) return conflict("No revocation of this certificate waits for a second person.");
      if (pending_->account == request_.actor.account) {
        return Error{.code = ErrorCode::kForbidden,
                     .message = "You asked for this revocation: a second person confirms it."};
      }
      effective_ = pending_->effective;
      reason_ = pending_->reason;
      return {};
    }
    if (request_.change != StandingChange::kRevoke) return {};
    if (request_.alone_because.empty()) {
      if (pending_) return conflict("A revocation of this certificate waits for its second person already.");
      waits_ = true;
      return {};
    }
    Result<bool> alone = is_sole_verifier(parts_, request_.actor);
    if (!alone) return std::move(alone).error();
    if (!*alone) {
      return Error{.code = ErrorCode::kForbidden,
                   .message =
                       "There is another verifier, who confirms a revocation: ask for it without "
                       "deciding alone."};
    }
    private_note_ += (private_note_.empty() ? "" : "\n") + ("Decided alone: " + request_.alone_because);
    return {};
  }

  /// Whether the change makes sense as the credential stands.
  Result<void> judge(const domain::Credential& credential) {
    const domain::CredentialStanding standing = standing_of(credential, now_);
    const bool lifts = domain::status_after(kind_) == CredentialStatus::kInForce;
    if (lifts && standing.event == nullptr) return conflict("Nothing stands against this certificate.");
    if (standing.status == CredentialStatus::kRevoked && !lifts) {
      return conflict("This certificate is revoked already: reinstate or correct that first.");
    }
    if (kind_ == CredentialEventKind::kSuspended && standing.status == CredentialStatus::kSuspended) {
      return conflict("This certificate is suspended already.");
    }
    is_suspended_ = standing.status == CredentialStatus::kSuspended;
    return {};
  }

  [[nodiscard]] domain::CredentialStanding standing_of(const domain::Credential& credential,
                                                       Instant when) const {
    const domain::CredentialType* type = parts_.vocabulary.find(credential.type);
    const std::string_view zone = type == nullptr ? std::string_view() : parts_.vocabulary.time_zone(*type);
    return domain::standing_at(credential, zone, when);
  }

  /// Whether the credential, changed, reads as was asked for: nobody is told "done" of what has no effect.
  [[nodiscard]] Result<void> prove(const domain::Credential& credential) const {
    const CredentialStatus wanted = waits_ ? CredentialStatus::kSuspended
                                           : domain::status_after(kind_).value_or(CredentialStatus::kInForce);
    const domain::CredentialStanding standing =
        standing_of(credential, waits_ ? now_ : std::max(now_, effective_));
    if (wanted == CredentialStatus::kInForce ? standing.event == nullptr : standing.status == wanted)
      return {};
    return conflict("This would change nothing: what " +
                    (standing.event == nullptr
                         ? std::string("stands in the record")
                         : "took effect on " + print_date(date_of(standing.event->effective))) +
                    " would still decide. Take a later day, or correct that first.");
  }

  Result<void> record() {
    return change_record(
        parts_,
        {.actor = request_.actor,
         .practitioner = request_.practitioner,
         .version = request_.version,
         .action = action_of(kind_, waits_),
         .subject = {.kind = "practitioner", .id = print_id(request_.practitioner.value)},
         .reason = request_.alone_because.empty() ? reason_ : reason_ + " (" + request_.alone_because + ")",
         .although_left = request_.credential},
        now_, [&](domain::Practitioner& practitioner) -> Result<void> {
          Result<domain::Credential*> found = find_credential(practitioner, request_.credential);
          if (!found) return std::move(found).error();
          domain::Credential& credential = **found;
          // A note beside the certificate of somebody who is to be forgotten might tell who they were.
          if (practitioner.listing == domain::ListingState::kWithdrawn) private_note_.clear();
          Result<void> sensible = judge(credential);
          if (!sensible) return sensible;
          if (kind_ == CredentialEventKind::kCorrected && !request_.effective) {
            correct_from_the_beginning(credential);
          } else if (!waits_) {
            add_event(credential,
                      {.kind = kind_, .effective = effective_, .recorded = now_, .reason = reason_});
          } else if (!is_suspended_) {
            // What waits suspends from now on; the rest of it is not decided yet.
            add_event(credential, {.kind = CredentialEventKind::kSuspended,
                                   .effective = now_,
                                   .recorded = now_,
                                   .reason = "Suspended while a revocation is decided."});
          }
          return prove(credential);
        });
  }

  static void add_event(domain::Credential& credential, const domain::CredentialEvent& event) {
    credential.events.push_back(event);
    std::stable_sort(credential.events.begin(), credential.events.end(), [](const auto& a, const auto& b) {
      return std::tie(a.effective, a.recorded) < std::tie(b.effective, b.recorded);
    });
  }

  /// Lifts each event that stands against the credential from the instant on which it took effect.
  void correct_from_the_beginning(domain::Credential& credential) {
    for (std::size_t left = credential.events.size(); left > 0; --left) {
      const domain::CredentialStanding standing = domain::standing_at(credential, {}, now_);
      if (standing.event == nullptr) return;
      effective_ = standing.event->effective;
      add_event(credential, {.kind = kind_, .effective = effective_, .recorded = now_, .reason = reason_});
    }
  }

  /// A request that suspends nothing, for it is suspended already, leaves its trace all the same.
  Result<void> trace_what_waits() {
    if (!waits_ || !is_suspended_) return {};
    return parts_.trail.append(
        {.at = now_,
         .actor = request_.actor,
         .action = action_of(kind_, waits_),
         .subject = {.kind = "practitioner", .id = print_id(request_.practitioner.value)},
         .changes = {},
         .reason = reason_});
  }

  Result<void> keep_note() {
    return parts_.store.put_note({.practitioner = request_.practitioner,
                                  .credential = request_.credential,
                                  .kind = waits_ ? CredentialEventKind::kSuspended : kind_,
                                  .effective = waits_ ? now_ : effective_,
                                  .recorded = now_,
                                  .account = request_.actor.account,
                                  .actor = request_.actor.name,
                                  .private_note = private_note_});
  }

  [[nodiscard]] PendingRevocation asked() const {
    return {.practitioner = request_.practitioner,
            .credential = request_.credential,
            .effective = effective_,
            .reason = request_.reason,
            .private_note = private_note_,
            .account = request_.actor.account,
            .actor = request_.actor.name,
            .asked = now_};
  }

  [[nodiscard]] bool ends_waiting() const {
    return kind_ == CredentialEventKind::kRevoked || kind_ == CredentialEventKind::kReinstated ||
           kind_ == CredentialEventKind::kCorrected;
  }

  const VerifyingParts& parts_;
  const StandingRequest& request_;
  Instant now_;
  CredentialEventKind kind_;
  Instant effective_;
  std::string reason_;
  std::string private_note_;
  std::optional<PendingRevocation> pending_;
  bool waits_ = false;
  bool is_suspended_ = false;
};

Result<StandingAnswer> ChangeStanding::run(const StandingRequest& request) const {
  if (Result<void> may = require(request.actor, Permission::kChangeStanding); !may) {
    return std::move(may).error();
  }
  const bool needs_reason = request.change != StandingChange::kConfirm;
  if ((needs_reason && request.reason.empty()) || request.reason.size() > kReasonBytesMax ||
      request.private_note.size() > kReasonBytesMax) {
    return Error{
        .code = ErrorCode::kInvalid,
        .message = "A change of standing needs its reason, as clients will read it.",
        .faults = {{.where = "reason",
                    .what = request.reason.empty() ? "The reason is missing." : "This is too long.",
                    .allowed = "a sentence or two, at most " + std::to_string(kReasonBytesMax) + " bytes",
                    .value = {}}}};
  }
  const Instant now = parts_.clock.now();
  if (request.effective && *request.effective > now + kAheadMax) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "That day is too far ahead.",
                 .faults = {{.where = "effective",
                             .what = "This is more than a year ahead.",
                             .allowed = "a day within a year from now, or any before",
                             .value = {}}}};
  }
  Result<StandingAnswer> answer = StandingAnswer{};
  Result<void> done = write_and_follow(parts_, [&]() -> Result<void> {
    answer = Change(parts_, request, now).run();
    if (!answer) return answer.error();
    return {};
  });
  if (!done) return std::move(done).error();
  return answer;
}

}  // namespace stillpoint::app
