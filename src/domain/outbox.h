#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/keys.h"

namespace stillpoint::domain {

/// A mail as it is written: plain text, one recipient.
struct Mail {
  std::string to{};       ///< An address.
  std::string subject{};  ///< One line.
  std::string text{};     ///< Lines end in "\n".
};

/// A mail that waits, or was given up.
struct QueuedMail {
  std::int64_t id = 0;
  Mail mail{};
  Instant queued{};
  Instant next_attempt{};
  int attempts = 0;
  std::string last_error{};
  bool given_up = false;
};

/// Mail goes out through this table: it is queued in the transaction that gives cause for it, and delivered
/// afterwards, at least once.
class Outbox {
 public:
  virtual ~Outbox() = default;
  /// Queues within the running transaction.
  [[nodiscard]] virtual Result<void> queue(const Mail& mail, Instant now) = 0;
  /// What is due, oldest first.
  [[nodiscard]] virtual Result<std::vector<QueuedMail>> due(Instant now, std::size_t count) const = 0;
  [[nodiscard]] virtual Result<void> sent(std::int64_t id, Instant now) = 0;
  /// @param next_attempt nothing: given up.
  [[nodiscard]] virtual Result<void> failed(std::int64_t id, const std::string& why,
                                            std::optional<Instant> next_attempt) = 0;
  /// For the administrators: what failed and what waits.
  [[nodiscard]] virtual Result<std::vector<QueuedMail>> troubled(std::size_t count) const = 0;
  /// An administrator sets right what was wrong: the mail is due again, as if it had just been queued.
  /// @return kNotFound where no such mail waits or was given up.
  [[nodiscard]] virtual Result<void> retry(std::int64_t id, Instant now) = 0;
};

/// Carries one mail out of the house: SMTP, or files in a folder.
class MailTransport {
 public:
  virtual ~MailTransport() = default;
  /// Blocks until the mail is accepted. @return kUnavailable: try again later; kInvalid: never will be.
  [[nodiscard]] virtual Result<void> send(const Mail& mail, Instant now) = 0;
  /// How mail leaves, in words for administrators: "SMTP by mail.example.org:587", "files in /var/...".
  [[nodiscard]] virtual std::string describe() const = 0;
};

/// What a link in a mail lets its reader do.
enum class LinkPurpose : std::uint8_t {
  kConfirmListing,  ///< Says whether a listing is true, or takes it away.
  kObject,          ///< The same, for somebody who was listed on a recorded ground and may object.
  kMine,            ///< Opens one's own listing.
  kMineOpened,      ///< What an opened one gave: carried by the forms of its pages, used up by none of them.
  kReview,
  kResetPassword,
};
constexpr std::size_t kLinkPurposes = 6;

/// A link as kept: its token's digest only, so that a copy of the database opens nothing.
struct MailedLink {
  LinkPurpose purpose = LinkPurpose::kMine;
  PractitionerId practitioner{};  ///< 0 where it is about nobody listed.
  std::string subject{};          ///< What else it is about: an invitation's id, an account's; may be empty.
  Instant expires{};
};

/// Single-use, expiring links. Looking at one uses nothing up: mail scanners open every link.
class MailedLinks {
 public:
  virtual ~MailedLinks() = default;
  /// Keeps a link within the running transaction. @param token_hash SHA-256 of the token, 32 bytes.
  [[nodiscard]] virtual Result<void> put(const std::string& token_hash, const MailedLink& link) = 0;
  /// @return kNotFound where there never was one; kGone where it was used or ran out.
  [[nodiscard]] virtual Result<MailedLink> find(const std::string& token_hash, Instant now) const = 0;
  /// Uses it up, within the running transaction. @return as find().
  [[nodiscard]] virtual Result<MailedLink> use(const std::string& token_hash, Instant now) = 0;
  /// Ends every link that is about a practitioner, within the running transaction.
  [[nodiscard]] virtual Result<void> end_all_of(PractitionerId practitioner) = 0;
  /// Ends the links by which a person answers for their own listing, within the running transaction; those to
  /// their clients go on. @param except the hash of one that goes on too; empty: none does.
  [[nodiscard]] virtual Result<void> end_own_of(PractitionerId practitioner, const std::string& except) = 0;
  /// Forgets links that ran out before an instant. @return how many.
  [[nodiscard]] virtual Result<std::int64_t> forget_before(Instant ran_out) = 0;
};

}  // namespace stillpoint::domain
