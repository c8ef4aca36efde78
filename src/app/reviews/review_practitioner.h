#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/consent/consent_writes.h"
#include "domain/review_desk.h"
#include "domain/verifying.h"

namespace stillpoint::app {

/// What reviews work with. All of it outlives its users.
struct ReviewPorts {
  const ConsentPorts& common;
  domain::ReviewDesk& desk;
  domain::VerifyingStore& queue;  ///< Where a report waits beside the verifiers' other work.
  std::string reviewer_key;       ///< 32 bytes: without it nobody finds out by trying who a reviewer is.
  /// Whether clients who were not invited may write, as an owner has set it.
  std::function<Result<bool>()> takes_open = []() -> Result<bool> { return false; };
};

/// What a client sends.
struct SentReview {
  int stars = 0;  ///< 1 to 5.
  std::string words{};
  std::vector<domain::ConditionKey> conditions{};
  std::optional<int> sessions{};
  std::optional<int> minutes{};
  bool may_publish = false;  ///< Their words may be shown; without it the stars alone count.
};

/// Reviews: invited, written, moderated, replied to. Thread-safe.
class ReviewPractitioner {
 public:
  /// @param ports outlives it.
  explicit ReviewPractitioner(const ReviewPorts& ports) : ports_(ports) {}

  /// A registrar invites a client. @return kForbidden, kInvalid with a fault at "mail", kConflict where this
  /// client has an invitation or has answered one.
  [[nodiscard]] Result<void> invite(const domain::Actor& actor, domain::PractitionerId id,
                                    const std::string& mail) const;
  /// The practitioner invites one. @param opened as of MyListing.
  [[nodiscard]] Result<void> invite(std::string_view opened, const std::string& mail,
                                    std::string_view address) const;

  /// Whom the link invites to review; changes nothing. @return kNotFound, kGone.
  [[nodiscard]] Result<domain::Practitioner> look(std::string_view token) const;
  /// Takes the review in, for a moderator to decide. @return kInvalid with faults at the fields' names, and
  /// the link is as good as before; kNotFound, kGone.
  [[nodiscard]] Result<void> write(std::string_view token, const SentReview& sent,
                                   std::string_view address) const;

  /// Whom somebody who was not invited may review; kNotFound where that is not taken, or nobody listed is
  /// meant.
  [[nodiscard]] Result<domain::Practitioner> look_open(domain::PractitionerId id) const;
  /// Takes in a review of somebody who was not invited, for a moderator to decide: labelled, never counted.
  /// @return as write(); kNotFound as look_open().
  [[nodiscard]] Result<void> write_open(domain::PractitionerId id, const SentReview& sent,
                                        std::string_view address) const;

  /// Publishes a review, or rejects it by a rule. @return kForbidden; kNotFound; kConflict where it was
  /// decided.
  [[nodiscard]] Result<void> decide(const domain::Actor& actor, domain::ReviewId review,
                                    std::optional<domain::ReviewRule> rejected_by) const;

  /// The practitioner replies to a published review; an empty text takes the reply back.
  [[nodiscard]] Result<void> reply(std::string_view opened, domain::ReviewId review, const std::string& text,
                                   std::string_view address) const;

 private:
  [[nodiscard]] Result<void> invite_as(const domain::Actor& actor, domain::PractitionerId id,
                                       const std::string& mail) const;
  [[nodiscard]] Result<domain::PractitionerId> whose(std::string_view opened) const;
  /// Who wrote a review, as far as anybody knows.
  struct Writer {
    domain::ReviewOrigin origin = domain::ReviewOrigin::kOpen;
    std::string reviewer{};  ///< As domain::Review.
    std::string_view address{};
  };
  [[nodiscard]] Result<void> take_in(const domain::Practitioner& before, const SentReview& sent,
                                     const Writer& writer, Instant now) const;
  const ReviewPorts& ports_;
};

}  // namespace stillpoint::app
