#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/keys.h"
#include "domain/practitioner.h"

namespace stillpoint::domain {

// How a listing keeps the consent of the person that it is about. Every step is announced to both sides.

/// After this long "still true" is asked again, unless a setting says otherwise.
constexpr int kAttestationDaysDefault = 90;
/// Whoever was asked and stays silent this long sinks to the end of every list: the time that the design
/// grants for an answer to a notice.
constexpr std::chrono::days kSilenceUntilSunk{14};
/// And this long after that the listing is taken out of the directory, back to a draft.
constexpr std::chrono::days kSilenceUntilUnlisted{30};
/// A link to confirm a listing works until the listing would be taken out, and a little longer.
constexpr std::chrono::days kConfirmLinkLife{60};
/// Whoever was listed on a recorded ground may object by a link for this long; afterwards by any other way.
constexpr std::chrono::days kObjectLinkLife{30};
/// A link to one's own listing is asked for when it is wanted.
constexpr std::chrono::hours kMineLinkLife{24};
/// An opened listing is closed after this long.
constexpr std::chrono::hours kMineOpenedLife{1};
/// Reminders of expiry go out when so many days are left.
constexpr std::array<int, 3> kReminderDays = {60, 30, 7};

/// The ground that is recorded when the person said so themselves.
constexpr const char* kOwnConsent = "own consent";

/// The last thing that happened between a listing and its person. Unlisted is also a draft that was asked:
/// either way nobody sees it until its person answers.
enum class ConsentStep : std::uint8_t { kListedOnBasis, kAsked, kSunk, kUnlisted };
constexpr std::size_t kConsentSteps = 4;

/// Where a listing stands between a question and its answer.
struct Consent {
  PractitionerId practitioner{};
  ConsentStep step = ConsentStep::kAsked;
  Instant since{};                 ///< Of the step.
  std::optional<Instant> asked{};  ///< When the question was mailed that waits for an answer.
};

/// The step that is due for a listing that was asked; nothing where none is.
std::optional<ConsentStep> due_step(const Consent& consent, Instant now);

/// Something of a listed person that will expire.
struct Expiring {
  PractitionerId practitioner{};
  std::int64_t item = 0;  ///< Id of the credential or licence.
  Date expires{};         ///< Its last day.
};

/// The reminder that is due on a day: the closest distance that is reached, so that whoever comes late is
/// reminded once. Nothing where none is reached or the day is past.
std::optional<int> due_reminder(Date expires, Date today);

/// What is left of a record whose person withdrew: its id, and its certificates' numbers with their histories
/// and checks, so that leaving hides no revocation. Nothing of it says who they were.
Practitioner tombstone_of(const Practitioner& practitioner, Instant withdrawn);

/// Something that registrars are to be told of.
struct DigestLine {
  std::int64_t id = 0;
  PractitionerId practitioner{};
  std::string name{};  ///< As on record now; empty for who left.
  std::string what{};  ///< "asked whether all is still true"
};

/// What is remembered about consent. Reads are thread-safe; writes join the running transaction.
class ConsentStore {
 public:
  virtual ~ConsentStore() = default;
  [[nodiscard]] virtual Result<std::optional<Consent>> find(PractitionerId practitioner) const = 0;
  [[nodiscard]] virtual Result<void> put(const Consent& consent) = 0;
  /// Forgets where a listing stands: it was answered, or is gone. @param reminders also forgets which
  /// reminders went out.
  [[nodiscard]] virtual Result<void> forget(PractitionerId practitioner, bool reminders) = 0;

  /// Listed people with a mail address, of whom no question waits and who last said "still true" (or were
  /// listed, where they never did) before the instant; longest ago first.
  [[nodiscard]] virtual Result<std::vector<PractitionerId>> unasked_since(Instant before,
                                                                          std::size_t count) const = 0;
  /// Those at a step since before the instant, longest first.
  [[nodiscard]] virtual Result<std::vector<Consent>> at_step(ConsentStep step, Instant before,
                                                             std::size_t count) const = 0;
  /// Those who are not withdrawn and have this mail address, whatever its case.
  [[nodiscard]] virtual Result<std::vector<PractitionerId>> with_mail(const std::string& mail) const = 0;
  /// A draft with a mail address.
  struct Draft {
    PractitionerId id{};
    std::string name{};
    std::string mail{};
  };
  /// Drafts fall into two: whom nobody asked, and whose silence means "no": who was asked and told that they
  /// stay unseen without an answer, or whom silence took out of the directory.
  enum class Drafts : std::uint8_t { kUnasked, kSilent };
  /// Those of one kind with a mail address, in order of registration.
  [[nodiscard]] virtual Result<std::vector<Draft>> drafts(Drafts which, std::size_t count) const = 0;

  /// Credentials and licences of listed people with a mail address, that expire in the days given, both
  /// included; ordered by practitioner.
  [[nodiscard]] virtual Result<std::vector<Expiring>> expiring(Date first, Date last) const = 0;
  /// Notes that a reminder went out, within the running transaction. @return false where it, or one at a
  /// smaller distance, went out before.
  [[nodiscard]] virtual Result<bool> remind(const Expiring& expiring, int days) = 0;

  /// Keeps a line for the registrars' next digest, within the transaction of what it tells.
  [[nodiscard]] virtual Result<void> note(PractitionerId practitioner, const std::string& what,
                                          Instant now) = 0;
  /// Lines that nobody was told yet, oldest first.
  [[nodiscard]] virtual Result<std::vector<DigestLine>> noted(std::size_t count) const = 0;
  /// They were told, within the running transaction. @param last of the lines that were.
  [[nodiscard]] virtual Result<void> told(std::int64_t last) = 0;
};

}  // namespace stillpoint::domain
