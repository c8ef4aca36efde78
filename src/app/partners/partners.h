#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "app/partners/partner_access.h"
#include "app/partners/partner_terms.h"
#include "base/clock.h"
#include "base/result.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/partner.h"
#include "domain/unit_of_work.h"

namespace stillpoint::app {

/// After a rotation the old key is good so many days beside the new one, unless said otherwise: time to
/// change it on a Monday.
constexpr int kRotationDaysDefault = 7;
constexpr int kRotationDaysMax = 90;
/// A key may be given an end at most so far ahead.
constexpr int kKeyDaysMax = 3650;
constexpr std::size_t kKeyNameBytesMax = 80;
/// Good keys of one partner: one per site and server, and their successors.
constexpr std::size_t kGoodKeysMax = 50;
/// What a partner's page shows of usage.
constexpr int kUsageDaysShown = 30;
constexpr std::size_t kUsagePagesShown = 20;

struct PartnerPorts {
  domain::PartnerStore& store;
  domain::UnitOfWork& work;
  domain::AuditLog& trail;
  PartnerAccess& access;  ///< Forgets what it remembers when something has changed.
  PartnerAccess::ReadLocked read_locked;
  /// Writes down what was counted and not written yet, so that usage is shown to the last request.
  std::function<Result<void>()> write_usage;
  const Clock& clock;
};

/// What an owner says of a new key.
struct NewPartnerKey {
  domain::PartnerKeyKind kind = domain::PartnerKeyKind::kPublishable;
  std::string name{};
  domain::KeyScopes scopes{};
  int days = 0;  ///< It is good so long; 0: until it is revoked.
};

/// A key that was just made: its text is shown now and never again.
struct MadePartnerKey {
  domain::PartnerKey key{};
  std::string text{};
};

/// What a partner's keys were used for lately.
struct PartnerUsageReport {
  Date from{};
  std::vector<domain::PartnerUse> days{};    ///< By key, the newest day first.
  std::vector<domain::PartnerPage> pages{};  ///< Most requests first; the page "" stands for all others.
};

/// Who may show the directory, and by which keys: for owners, and for whoever runs commands on the machine.
/// Each asks for kManagePartners, and leaves an entry in the trail where it changes something. What was
/// changed counts from the next request on. Thread-safe.
class Partners {
 public:
  explicit Partners(PartnerPorts ports) : ports_(std::move(ports)) {}

  [[nodiscard]] Result<std::vector<domain::Partner>> all(const domain::Actor& actor) const;
  /// @return kNotFound.
  [[nodiscard]] Result<domain::Partner> find(const domain::Actor& actor, domain::PartnerId id) const;
  /// The newest first; ended ones too.
  [[nodiscard]] Result<std::vector<domain::PartnerKey>> keys(const domain::Actor& actor,
                                                             domain::PartnerId id) const;
  [[nodiscard]] Result<PartnerUsageReport> usage(const domain::Actor& actor, domain::PartnerId id) const;

  /// @return kInvalid with the faults of the terms; kConflict where another has the name.
  [[nodiscard]] Result<domain::Partner> register_partner(const domain::Actor& actor,
                                                         const PartnerTerms& terms);
  /// Saves what differs; nothing differs: nothing is saved. Where the terms of copying are taken back, keys
  /// keep their scopes and are refused there.
  /// @param version as it was read. @return as register_partner; kConflict where it has moved on.
  [[nodiscard]] Result<domain::Partner> edit(const domain::Actor& actor, domain::PartnerId id,
                                             std::int64_t version, const PartnerTerms& terms);
  /// Suspends a partner, or lets it back in; as it is already: nothing is saved.
  [[nodiscard]] Result<domain::Partner> set_state(const domain::Actor& actor, domain::PartnerId id,
                                                  domain::PartnerState state, const std::string& reason);

  /// @return kInvalid with faults at "name", "scopes", "days"; kConflict at kGoodKeysMax.
  [[nodiscard]] Result<MadePartnerKey> make_key(const domain::Actor& actor, domain::PartnerId id,
                                                const NewPartnerKey& wanted);
  /// Makes a key like another; the old one is good for some days more, so that nothing stops between.
  /// @param days 0 to kRotationDaysMax. @return kConflict for a key that has ended.
  [[nodiscard]] Result<MadePartnerKey> rotate_key(const domain::Actor& actor, domain::PartnerId id,
                                                  domain::PartnerKeyId key, int days);
  /// Ends a key at once and for good; one that is revoked already stays so.
  [[nodiscard]] Result<void> revoke_key(const domain::Actor& actor, domain::PartnerId id,
                                        domain::PartnerKeyId key);

 private:
  struct Note;
  [[nodiscard]] Result<void> note(const domain::Actor& actor, Note what) const;
  [[nodiscard]] Result<domain::PartnerKey> key_of(domain::PartnerId id, domain::PartnerKeyId key) const;
  [[nodiscard]] Result<void> check_key(const domain::Partner& partner, const NewPartnerKey& wanted) const;
  [[nodiscard]] Result<domain::Partner> save(const domain::Actor& actor, const domain::Partner& before,
                                             domain::Partner after, Note what);

  PartnerPorts ports_;
};

}  // namespace stillpoint::app
