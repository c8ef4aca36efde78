#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/consent/consent_writes.h"

namespace stillpoint::app {

/// The ground on which many people are listed at once.
struct ListingBasis {
  std::string clause{};        ///< Of what: "Statutes of the association, section 4".
  std::optional<Date> date{};  ///< Since when it holds.
  /// Who is listed; empty: every draft that has a mail address and was not asked.
  std::vector<domain::PractitionerId> people{};
  /// Where nobody is named: how many drafts the registrar was told that this lists.
  std::optional<std::int64_t> everybody{};
  /// Where nobody is named: also those who were asked and did not answer, or were taken out for silence.
  bool silent_too = false;
};

/// What became of them.
struct ListedOnBasis {
  std::int64_t listed = 0;
  std::int64_t without_mail = 0;  ///< Not listed: nobody could send them the link to object.
  std::int64_t others = 0;        ///< Not drafts: listed already, or gone.
};

/// So many people are listed in one go at most; a larger association does it twice.
constexpr std::size_t kBasisPeopleMax = 20'000;

/// A registrar asks people whether they agree to be listed, or lists them on a recorded ground. Thread-safe.
class AskConsent {
 public:
  /// @param ports outlives it.
  explicit AskConsent(const ConsentPorts& ports) : ports_(ports) {}

  /// Mails the question with its link; of a listed person the answer is awaited from now on.
  /// @return kForbidden; kInvalid where no mail address is on record; kNotFound, kGone.
  [[nodiscard]] Result<void> ask(const domain::Actor& actor, domain::PractitionerId id) const;

  /// Lists drafts, and mails each their link to object: each with its mail and its trace in one transaction.
  /// What was listed before an error stays.
  /// @return kForbidden; kInvalid with faults at "clause" and "date"; kConflict with a fault at "everybody",
  /// whose value is the number to confirm, where nobody is named and that is not the number that was
  /// confirmed.
  [[nodiscard]] Result<ListedOnBasis> list(const domain::Actor& actor, const ListingBasis& basis) const;

 private:
  const ConsentPorts& ports_;
};

/// The same as AskConsent::ask, within the running transaction and whoever asks.
[[nodiscard]] Result<void> ask_record(const ConsentPorts& ports, const domain::Practitioner& record,
                                      const domain::Actor& actor);

}  // namespace stillpoint::app
