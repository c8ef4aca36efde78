#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/actor.h"

namespace stillpoint::domain {

/// One field of a record before and after a change.
struct FieldChange {
  std::string field;   ///< JSON pointer into the document: "/contact/phone".
  std::string before;  ///< JSON; empty where the field was not there.
  std::string after;   ///< JSON; empty where the field is gone.
  bool operator==(const FieldChange&) const = default;
};

/// What an entry of the trail is about.
struct AuditSubject {
  std::string kind{};  ///< "practitioner", "credential", "account", "issuer", "session", ...
  std::string id{};    ///< print_id of an id, or a vocabulary's key.
  bool operator==(const AuditSubject&) const = default;
};

/// One entry of the trail, as whoever changes something writes it.
struct AuditEntry {
  Instant at{};
  Actor actor{};
  std::string action{};  ///< "practitioner.edit", "credential.revoke": what was done, in dotted words.
  AuditSubject subject{};
  std::vector<FieldChange> changes{};
  std::string reason{};  ///< Why, in the actor's words; may be empty where the action asks for none.
};

/// One entry as kept: where it stands in the chain.
struct AuditRecord {
  std::int64_t sequence = 0;  ///< From 1, gap-free.
  AuditEntry entry{};         ///< Without changes, reason and the actor's address where these were erased.
  bool erased = false;        ///< Its content was erased; its salted digest stands for it.
  std::string
      content_digest{};  ///< Lower-case hex SHA-256 of the salted content: it stays when that is erased.
  std::string previous_hash{};  ///< Lower-case hex SHA-256 of the entry before; 64 zeros for the first.
  std::string hash{};           ///< Of this entry, over the content's digest and everything else.
};

/// Which entries are asked for; what is empty does not narrow.
struct AuditFilter {
  std::optional<AuditSubject> subject{};  ///< An empty id asks for every subject of the kind.
  std::optional<AccountId> account{};
  std::int64_t after = 0;  ///< Sequence of the entry behind which to go on, in the order asked for; 0: all.
  bool newest_first = false;
  std::size_t count = 0;  ///< At most so many; 0: all.
};

/// The trail: append-only, each entry bound to the one before by its hash.
class AuditLog {
 public:
  virtual ~AuditLog() = default;
  /// Appends within the running transaction, so that a change and its trace land together: where it fails,
  /// the transaction does not land.
  [[nodiscard]] virtual Result<void> append(const AuditEntry& entry) = 0;
  /// Calls `visit` for every entry that passes, from one consistent state; an error of it ends the reading.
  [[nodiscard]] virtual Result<void> for_each(
      const AuditFilter& filter, const std::function<Result<void>(const AuditRecord&)>& visit) const = 0;
  /// Where the chain breaks first; nothing where it holds from the first entry to the last.
  struct Broken {
    std::int64_t sequence = 0;
    std::string what;  ///< One plain sentence.
  };
  [[nodiscard]] virtual Result<std::optional<Broken>> verify() const = 0;
  /// Leaves of every entry about a subject who, what and when: the content (fields, reason, address) is gone
  /// but for its salted digest, and the chain still holds. @return how many entries had content.
  [[nodiscard]] virtual Result<std::int64_t> erase(const AuditSubject& subject) = 0;
};

}  // namespace stillpoint::domain
