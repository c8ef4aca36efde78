#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/keys.h"
#include "domain/practitioner.h"

namespace stillpoint::domain {

/// An invitation to a review works for so long: people write when they come home from a journey, too.
constexpr std::chrono::days kReviewLinkLife{60};

/// A practitioner who was told of a report has so long to answer; then the listing is demoted.
constexpr std::chrono::days kReportAnswerTime{14};

/// The published rules of moderation. A rejection names one of them; that a review is negative is none.
enum class ReviewRule : std::uint8_t {
  kNotAClient,     ///< Not about an own session with this person.
  kNamesOthers,    ///< Names or describes other people, or their health.
  kInsults,        ///< Insults, threats, hate.
  kAdvertisement,  ///< Praises or sells something else; was bought.
  kClaimsCure,     ///< Says that it cured an illness: nobody may read that here as a promise.
  kUnreadable,     ///< No words that anyone can follow.
};
constexpr std::size_t kReviewRules = 6;
/// As stored and as parameters have them.
std::string_view name_of(ReviewRule rule);
/// One plain sentence, as published.
std::string_view sentence_of(ReviewRule rule);
std::optional<ReviewRule> review_rule_of(std::string_view name);

/// An invitation as kept.
struct ReviewInvitation {
  std::int64_t id = 0;
  PractitionerId practitioner{};
  std::string reviewer{};  ///< Opaque; the same for the same person and practitioner.
  Instant invited{};
  std::optional<Instant> answered{};
};

/// What a review says beside its stars and words.
struct ReviewNote {
  ReviewId review{};
  PractitionerId practitioner{};
  std::optional<int> sessions{};
  std::optional<int> minutes{};
  Instant written{};
  std::optional<Instant> decided{};
  std::string rule{};  ///< name_of a rule where it was rejected.
};

/// A review that waits for a moderator, or was decided.
struct ReviewAtDesk {
  ReviewNote note{};
  std::string practitioner_name{};
  Review review{};
};

/// How many reviews of so many stars were decided, and how many of them published: whether the negative ones
/// fare worse is for everyone to see who works here.
struct PublishRate {
  std::array<int, 5> decided{};  ///< [0] = one star.
  std::array<int, 5> published{};
};

enum class ReportTopic : std::uint8_t { kContact, kCredential, kLicence, kFees, kIdentity, kConduct, kOther };
constexpr std::size_t kReportTopics = 7;
std::string_view name_of(ReportTopic topic);
std::optional<ReportTopic> report_topic_of(std::string_view name);
/// What a person ticks: "The address, telephone or website is wrong".
std::string_view sentence_of(ReportTopic topic);

enum class ReportState : std::uint8_t {
  kOpen,       ///< Nobody has decided yet.
  kNoticed,    ///< The practitioner was told and has time to answer.
  kAnswered,   ///< They answered in time, or had gone; a moderator decides.
  kUpheld,     ///< It was right, or they stayed silent.
  kDismissed,  ///< It was not.
};
constexpr std::size_t kReportStates = 5;
std::string_view name_of(ReportState state);

struct Report {
  ReportId id{};
  PractitionerId practitioner{};
  ReportTopic topic = ReportTopic::kOther;
  std::string words{};
  ReportState state = ReportState::kOpen;
  Instant received{};
  Instant since{};        ///< Of the state.
  std::string outcome{};  ///< Public wording; empty while there is none.
};

/// What moderators work with. Reads are thread-safe; writes join the running transaction.
class ReviewDesk {
 public:
  virtual ~ReviewDesk() = default;
  /// Keeps a new invitation. @return its id.
  [[nodiscard]] virtual Result<std::int64_t> put(const ReviewInvitation& invitation) = 0;
  /// @return kNotFound.
  [[nodiscard]] virtual Result<ReviewInvitation> invitation(std::int64_t id) const = 0;
  [[nodiscard]] virtual Result<void> answered(std::int64_t id, Instant now) = 0;
  /// The latest invitation of a person to review a practitioner; nothing where there was none.
  [[nodiscard]] virtual Result<std::optional<ReviewInvitation>> latest_invitation(
      PractitionerId practitioner, const std::string& reviewer) const = 0;

  /// Inserts or replaces.
  [[nodiscard]] virtual Result<void> put(const ReviewNote& note) = 0;
  /// Reviews that wait for a moderator, longest first.
  [[nodiscard]] virtual Result<std::vector<ReviewAtDesk>> waiting(std::size_t count) const = 0;
  /// @return kNotFound.
  [[nodiscard]] virtual Result<ReviewNote> note(ReviewId review) const = 0;
  [[nodiscard]] virtual Result<PublishRate> publish_rate() const = 0;

  /// Inserts (id drawn if 0) or replaces. @return the id.
  [[nodiscard]] virtual Result<ReportId> put(const Report& report) = 0;
  /// @return kNotFound.
  [[nodiscard]] virtual Result<Report> report(ReportId id) const = 0;
  /// Those that wait first, then the latest decided.
  [[nodiscard]] virtual Result<std::vector<Report>> reports(std::size_t count) const = 0;
  /// Those at a state since an instant or before.
  [[nodiscard]] virtual Result<std::vector<Report>> reports_at(ReportState state, Instant before) const = 0;
};

}  // namespace stillpoint::domain
