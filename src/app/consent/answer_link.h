#pragma once

#include <string>
#include <string_view>

#include "app/consent/consent_writes.h"
#include "app/view_practitioner.h"

namespace stillpoint::app {

/// A listing as its own person sees it: whole, listed or not.
struct OwnListing {
  Profile profile{};
  domain::LinkPurpose purpose = domain::LinkPurpose::kMine;  ///< Of the link that led to it.
};

/// The profile of a record, whether or not it is listed.
Profile profile_of(domain::Practitioner record, const domain::Vocabulary& vocabulary, Instant now);

/// Somebody opens a link that was mailed to them (to confirm, to object, to see their own) and answers.
/// Looking changes nothing and uses nothing up, because mail scanners open every link; each answer uses the
/// link up. Thread-safe.
class AnswerLink {
 public:
  /// @param ports outlives it.
  explicit AnswerLink(const ConsentPorts& ports) : ports_(ports) {}

  /// What the link is about. @return kNotFound where it leads nowhere; kGone where it was used or ran out, or
  /// the person has left.
  [[nodiscard]] Result<OwnListing> look(std::string_view token) const;
  /// "All of this is true." @param address where the request came from. @return whose listing it is.
  [[nodiscard]] Result<domain::PractitionerId> attest(std::string_view token, std::string_view address) const;
  /// "Take me out": see withdraw_record.
  [[nodiscard]] Result<void> withdraw(std::string_view token, std::string_view address) const;
  /// Opens the listing for its person. @return the token that the forms of the opened pages carry.
  [[nodiscard]] Result<std::string> open(std::string_view token) const;

 private:
  const ConsentPorts& ports_;
};

}  // namespace stillpoint::app
