#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"

namespace stillpoint::domain {

using PartnerId = Id<struct PartnerTag>;
using PartnerKeyId = Id<struct PartnerKeyTag>;

enum class PartnerState : std::uint8_t {
  kActive,
  kSuspended,  ///< Every key of theirs is refused until they are active again.
};
inline constexpr std::array<std::string_view, 2> kPartnerStateNames = {"active", "suspended"};

/// Which of the colours an embedded page begins with.
enum class ColourScheme : std::uint8_t {
  kAuto,  ///< As the reader's device is set.
  kLight,
  kDark,
};
inline constexpr std::array<std::string_view, 3> kColourSchemeNames = {"auto", "light", "dark"};

/// How embedded pages look. An empty colour is Stillpoint's own.
struct PartnerTheme {
  ColourScheme scheme = ColourScheme::kAuto;
  std::string accent{};    ///< "#rrggbb", lower case, or empty. Of links, buttons and the focus.
  int corner_radius = 12;  ///< Of boxes, in CSS pixels: 0 to 24.
  bool operator==(const PartnerTheme&) const = default;
};

/// A search parameter that stands for every search under a partner's keys: {"jurisdiction", "US-OH"}. Names
/// and values are those of a search's address; a name may repeat.
struct LockedFilter {
  std::string name;
  std::string value;
  bool operator==(const LockedFilter&) const = default;
};

/// A site that shows the directory inside its own pages, or copies it.
struct Partner {
  PartnerId id{};
  std::int64_t version = 0;  ///< Grows by one with each change; what If-Match names.
  std::string name{};
  std::string contact{};  ///< A mail address: where the operator writes to about this partner's use.
  /// Pages of these origins may use publishable keys and frame embedded pages: "https://clinic.example", with
  /// a port where it is not the scheme's own. Serialised as browsers send `Origin` (RFC 6454 6.2): lower
  /// case, no path, no slash at the end. Compared byte for byte.
  std::vector<std::string> origins{};
  int quota_per_minute = 0;  ///< Requests that one key may make in a minute; at least 1.
  /// No address and no body talks a search out of these (domain/locked_search.h). They are checked when they
  /// are saved; where a later edition of the vocabulary no longer knows one, searches are refused.
  std::vector<LockedFilter> locked{};
  PartnerTheme theme{};
  /// When they agreed to the terms of copying: what is withdrawn here is deleted there. Without it no key may
  /// have the scope kChanges or kContact.
  std::optional<Instant> terms_agreed{};
  PartnerState state = PartnerState::kActive;
  Instant created{};
  bool operator==(const Partner&) const = default;
};

/// What a key is for; its text begins with kPartnerKeyPrefixes.
enum class PartnerKeyKind : std::uint8_t {
  kPublishable,  ///< Stands in a page for everybody to read: searches, profiles, verdicts; bound to the
                 ///< partner's origins. Has no scopes.
  kSecret,       ///< Stays on the partner's servers: what its scopes say, beside what a publishable one may.
  kTest,         ///< For building: from pages of this machine (any port of localhost), or from no page.
};
inline constexpr std::array<std::string_view, 3> kPartnerKeyKindNames = {"publishable", "secret", "test"};
inline constexpr std::array<std::string_view, 3> kPartnerKeyPrefixes = {"pk_", "sk_", "tk_"};

/// What a secret or a test key may do beyond searching, reading profiles and asking for single verdicts.
enum class KeyScope : std::uint8_t {
  kVerify,    ///< POST /v1/verify/batch.
  kChanges,   ///< GET /v1/changes, GET /v1/snapshot. Needs the partner's terms.
  kContact,   ///< Contact data in these. Needs the partner's terms; never a test key's.
  kWebhooks,  ///< Looks after the partner's own webhooks.
};
constexpr std::size_t kKeyScopes = 4;
/// In the order of KeyScope, as stored and as shown.
inline constexpr std::array<std::string_view, kKeyScopes> kKeyScopeNames = {"verify", "changes", "contact",
                                                                            "webhooks"};

/// A set of scopes. The bits, by the order of KeyScope, are what the store keeps.
class KeyScopes {
 public:
  constexpr KeyScopes() = default;
  constexpr explicit KeyScopes(std::uint8_t bits) : bits_(bits) {}
  constexpr KeyScopes& add(KeyScope scope) {
    bits_ = static_cast<std::uint8_t>(bits_ | bit(scope));
    return *this;
  }
  [[nodiscard]] constexpr bool has(KeyScope scope) const { return (bits_ & bit(scope)) != 0; }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  [[nodiscard]] constexpr std::uint8_t bits() const { return bits_; }
  bool operator==(const KeyScopes&) const = default;

 private:
  static constexpr std::uint8_t bit(KeyScope scope) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(scope));
  }
  std::uint8_t bits_ = 0;
};

/// A key of a partner, as kept: its text is shown once and nowhere stored.
struct PartnerKey {
  PartnerKeyId id{};
  PartnerId partner{};
  PartnerKeyKind kind = PartnerKeyKind::kPublishable;
  std::string name{};  ///< What its owner calls it: "shop window".
  std::string hint{};  ///< Prefix and last four characters, "pk_…x7k2": tells keys apart in a list.
  std::string hash{};  ///< SHA-256 of the text, 32 bytes; unique.
  KeyScopes scopes{};
  Instant created{};
  std::optional<Instant> expires{};    ///< Good until before this; a rotated key gets one.
  std::optional<Instant> revoked{};    ///< Refused from then on, for good.
  std::optional<Instant> last_used{};  ///< To the hour.
  bool operator==(const PartnerKey&) const = default;
};

/// Whether a key is good at `now`, as far as it goes by itself.
constexpr bool is_good(const PartnerKey& key, Instant now) {
  return !key.revoked && (!key.expires || now < *key.expires);
}

/// What the requests of one partner's key came to on one day, UTC. Nothing of those who made them.
struct PartnerUse {
  PartnerId partner{};
  PartnerKeyId key{};
  Date day{};
  std::int64_t requests = 0;
  std::int64_t errors = 0;   ///< Of these, answered with 400 or above, other than 429.
  std::int64_t limited = 0;  ///< Of these, answered with 429.
};

/// How many requests of one day came from a page of a partner's.
struct PartnerPage {
  PartnerId partner{};
  Date day{};
  std::string page{};  ///< Origin and path, without query and fragment; empty: all pages beyond the bound.
  std::int64_t requests = 0;
};

/// Pages remembered for one partner and day; more are counted together. A site's best twenty are looked at.
constexpr std::size_t kPartnerPagesPerDay = 100;

/// Partners, their keys and what they use. Reads are thread-safe; writes join the running transaction.
class PartnerStore {
 public:
  virtual ~PartnerStore() = default;
  /// By name, then id.
  [[nodiscard]] virtual Result<std::vector<Partner>> all() const = 0;
  /// @return kNotFound.
  [[nodiscard]] virtual Result<Partner> find(PartnerId id) const = 0;
  /// Inserts where the id is 0; else updates the row whose version is the partner's.
  /// @return its id; kConflict where the version has moved on, or where another has the name.
  [[nodiscard]] virtual Result<PartnerId> put(const Partner& partner) = 0;

  /// Of one partner, the newest first; revoked and expired ones too.
  [[nodiscard]] virtual Result<std::vector<PartnerKey>> keys_of(PartnerId partner) const = 0;
  /// Of all partners, those that were neither revoked nor had expired by `now`.
  [[nodiscard]] virtual Result<std::vector<PartnerKey>> good_keys(Instant now) const = 0;
  /// Adds a key; its id is drawn. @return its id; kConflict where its hash is there already.
  [[nodiscard]] virtual Result<PartnerKeyId> add_key(const PartnerKey& key) = 0;
  /// Sets `expires` and `revoked` of the key. @return kNotFound.
  [[nodiscard]] virtual Result<void> end_key(const PartnerKey& key) = 0;
  /// Notes when a key was used.
  [[nodiscard]] virtual Result<void> touch_key(PartnerKeyId key, Instant used) = 0;

  /// Adds to what is counted. Pages beyond kPartnerPagesPerDay of a partner's day count as the page "".
  [[nodiscard]] virtual Result<void> add_use(std::span<const PartnerUse> uses,
                                             std::span<const PartnerPage> pages) = 0;
  /// Of one partner from a day on, the newest day first, then by key.
  [[nodiscard]] virtual Result<std::vector<PartnerUse>> uses(PartnerId partner, Date from) const = 0;
  /// Pages of one partner over all days from `from` on (their `day` is `from`), most requests first; the page
  /// "" last.
  [[nodiscard]] virtual Result<std::vector<PartnerPage>> pages(PartnerId partner, Date from,
                                                               std::size_t count) const = 0;
  /// Forgets what was counted before a day.
  [[nodiscard]] virtual Result<void> drop_uses_before(Date day) = 0;
};

}  // namespace stillpoint::domain
