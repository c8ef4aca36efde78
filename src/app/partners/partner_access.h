#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/partner.h"
#include "domain/search_query.h"

namespace stillpoint::app {

/// A partner with the filters that its searches are under, read once per edition of the partner.
struct KnownPartner {
  domain::Partner partner{};
  domain::SearchTerms locked{};
  bool locks_anything = false;
  /// The locked filters can't be read any more (a value left the vocabulary): no search may run.
  bool locks_broken = false;
};

/// Who makes a request of the public API: anybody, or a partner by one of its keys. A value; cheap to copy.
struct Caller {
  std::shared_ptr<const KnownPartner> known{};  ///< Null: anonymous.
  domain::PartnerKeyId key{};
  domain::PartnerKeyKind kind = domain::PartnerKeyKind::kPublishable;
  domain::KeyScopes scopes{};
  /// The request's Origin, where its page may read the answer; empty where none was named.
  std::string origin{};
  /// The key, where it stood in the address: links that go on from the answer carry it along.
  std::string key_in_address{};

  [[nodiscard]] bool is_partner() const { return known != nullptr; }
  [[nodiscard]] domain::PartnerId partner() const { return known ? known->partner.id : domain::PartnerId{}; }
  /// What SearchDirectory::run takes: null where nothing is locked.
  [[nodiscard]] const domain::SearchTerms* locked() const {
    return known && known->locks_anything ? &known->locked : nullptr;
  }
  /// @return kUnavailable where the partner's locked filters can't be read: never search past them.
  [[nodiscard]] Result<void> may_search() const;
};

/// What a request brings to say who makes it.
struct Credentials {
  std::string key{};        ///< As given; empty: none was.
  bool in_address = false;  ///< It stood in the address, where a secret one must not.
  std::string origin{};     ///< Of the header `Origin`; empty: the request comes from no page, or from ours.
};

/// Finds out who calls, from memory: a request costs one digest and one look-up. What partners change
/// counts at once where it was changed through this process, and within kKeyBookAge otherwise. Thread-safe.
class PartnerAccess {
 public:
  /// The partner's locked filters as terms. @return kInvalid where the vocabulary doesn't know them (any
  /// more).
  using ReadLocked =
      std::function<Result<domain::SearchTerms>(const std::vector<domain::LockedFilter>& locked)>;

  /// @param own_origin of this site: its own pages may use every key. The store and clock outlive it.
  PartnerAccess(const domain::PartnerStore& store, const Clock& clock, ReadLocked read_locked,
                std::string own_origin);

  /// @return an anonymous caller where no key was given. Otherwise
  ///  - kUnauthenticated, in one plain sentence: mistyped (its checksum is wrong; nothing was looked up),
  ///    unknown, revoked or expired, or a secret key in an address;
  ///  - kForbidden: the partner is suspended, or the page's origin is not on its list;
  ///  - kUnavailable: the store can't be read.
  [[nodiscard]] Result<Caller> admit(const Credentials& given) const;

  /// Whether pages of this origin may call at all, whatever their key: for a preflight, which brings none.
  [[nodiscard]] Result<bool> knows_origin(std::string_view origin) const;

  /// The partner behind a publishable or test key that stands in an address, without looking at an origin:
  /// for framed pages, whose `frame-ancestors` names the partner's origins. @return as admit.
  [[nodiscard]] Result<Caller> admit_frame(std::string_view key) const;

  /// Partners or keys have changed: the next request reads them anew.
  void forget();

 private:
  struct Book;
  [[nodiscard]] Result<std::shared_ptr<const Book>> book() const;
  [[nodiscard]] Result<std::shared_ptr<const Book>> read_book(Instant now) const;
  [[nodiscard]] Result<Caller> caller_of(std::string_view key) const;

  const domain::PartnerStore& store_;
  const Clock& clock_;
  ReadLocked read_locked_;
  std::string own_origin_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const Book> book_;
  mutable std::chrono::steady_clock::time_point read_at_{};
  std::uint64_t generation_ = 0;  ///< Grows with forget(): what was read before it is not kept.
};

/// How old what is remembered of partners and keys may be: another program's revocation counts so soon.
constexpr std::chrono::seconds kKeyBookAge{2};

/// Whether the origin is of this machine: http or https, localhost, 127.0.0.1 or [::1], any port. What test
/// keys are bound to.
bool is_local_origin(std::string_view origin);

}  // namespace stillpoint::app
