#pragma once

#include <string>
#include <string_view>

#include "app/consent/consent_writes.h"
#include "app/reviews/review_practitioner.h"
#include "domain/review_desk.h"

namespace stillpoint::app {

/// What somebody says is wrong may be so long.
constexpr std::size_t kReportBytesMax = 4000;

/// "Something is wrong here": anyone says so, verifiers look into it from their queue, a moderator decides.
/// Only an upheld report costs a listing its place, or silence for 14 days after notice; a moderator's or a
/// verifier's lateness never does, nor a notice that did not arrive. Thread-safe.
class ReportListing {
 public:
  /// @param ports outlives it.
  explicit ReportListing(const ReviewPorts& ports) : ports_(ports) {}

  struct Sent {
    domain::PractitionerId practitioner{};
    std::optional<domain::ReportTopic> topic{};
    std::string words{};
  };
  /// @return the report's number; kInvalid with faults at "topic" and "words"; kNotFound, kGone.
  [[nodiscard]] Result<domain::ReportId> report(const Sent& sent, std::string_view address) const;

  /// Tells the practitioner, who has 14 days to answer from now on.
  /// @return kForbidden; kNotFound; kConflict where it is not open; kInvalid without a mail address.
  [[nodiscard]] Result<void> notify(const domain::Actor& actor, domain::ReportId id) const;
  /// @param outcome what everybody may read, one or two sentences that name nobody.
  /// @return kForbidden; kNotFound; kConflict where it was decided; kInvalid with a fault at "outcome".
  [[nodiscard]] Result<void> decide(const domain::Actor& actor, domain::ReportId id, bool upheld,
                                    const std::string& outcome) const;
  /// What a report had cost is given back: it was set right. @return kForbidden; kNotFound; kConflict where
  /// nothing was lost.
  [[nodiscard]] Result<void> lift(const domain::Actor& actor, domain::PractitionerId id) const;

  /// Notices that ran out: who confirmed or changed their listing since has answered; who did not is demoted,
  /// unless mail to them waits or was given up. For the hourly care. @return how many were demoted.
  [[nodiscard]] Result<int> run_out() const;

 private:
  [[nodiscard]] Result<bool> run_out(domain::Report report, const std::vector<std::string>& unreached) const;
  [[nodiscard]] Result<void> close(domain::Report& report, domain::ReportState state,
                                   const std::string& outcome, const domain::Actor& actor) const;
  const ReviewPorts& ports_;
};

}  // namespace stillpoint::app
