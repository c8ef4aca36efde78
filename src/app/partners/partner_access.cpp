#include "app/partners/partner_access.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "app/identity/random_token.h"
#include "app/partners/partner_key_text.h"
#include "base/text.h"

namespace stillpoint::app {
namespace {

using domain::PartnerKeyKind;

/// An origin is quoted in a refusal up to this length: enough to recognise it.
constexpr std::size_t kQuotedBytesMax = 100;

Error refuse_key(std::string message) {
  return {.code = ErrorCode::kUnauthenticated, .message = std::move(message)};
}

Result<void> refuse_origin(std::string_view origin, std::string_view why) {
  return Error{.code = ErrorCode::kForbidden,
               .message = "Pages of " + std::string(shorten(origin, kQuotedBytesMax)) +
                          " may not use this key: " + std::string(why)};
}

Result<void> check_listed(const domain::Partner& partner, const std::string& origin) {
  if (std::find(partner.origins.begin(), partner.origins.end(), origin) != partner.origins.end()) return {};
  return refuse_origin(origin, "this origin is not on the partner's list.");
}

Result<void> check_local(const std::string& origin) {
  if (is_local_origin(origin)) return {};
  return refuse_origin(origin, "a test key works from localhost only. Use a publishable one elsewhere.");
}

Result<void> refuse_every_page(const std::string& origin) {
  return refuse_origin(origin, "a secret key stays on a server. Use a publishable one in pages.");
}

/// Whether a page of this origin may use a key of the kind.
Result<void> check_origin(const domain::Partner& partner, PartnerKeyKind kind, const std::string& origin) {
  switch (kind) {
    case PartnerKeyKind::kPublishable:
      return check_listed(partner, origin);
    case PartnerKeyKind::kSecret:
      return refuse_every_page(origin);
    case PartnerKeyKind::kTest:
      return check_local(origin);
  }
  return refuse_every_page(origin);
}

}  // namespace

/// Partners and keys as they stood when they were read. Immutable.
struct PartnerAccess::Book {
  struct Entry {
    domain::PartnerKey key{};
    std::shared_ptr<const KnownPartner> partner{};
  };
  std::unordered_map<std::string, Entry> by_hash{};
  std::unordered_set<std::string> origins{};  ///< Of active partners.
  bool has_test_keys = false;
};

Result<void> Caller::may_search() const {
  if (!known || !known->locks_broken) return {};
  return Error{.code = ErrorCode::kUnavailable,
               .message =
                   "This partner's locked filters name something that the directory no longer knows, so "
                   "nothing is searched past them. Ask the directory's operator to look at them."};
}

bool is_local_origin(std::string_view origin) {
  const std::size_t host_at = origin.starts_with("http://") ? 7 : origin.starts_with("https://") ? 8 : 0;
  if (host_at == 0) return false;
  static constexpr std::array<std::string_view, 3> kHosts = {"localhost", "127.0.0.1", "[::1]"};
  for (const std::string_view host : kHosts) {
    std::string_view rest = origin.substr(host_at);
    if (!rest.starts_with(host)) continue;
    rest.remove_prefix(host.size());
    if (rest.empty()) return true;
    const bool is_port = rest.size() > 1 && rest.size() <= 6 && rest.front() == ':' &&
                         rest.find_first_not_of("0123456789", 1) == std::string_view::npos;
    if (is_port) return true;
  }
  return false;
}

PartnerAccess::PartnerAccess(const domain::PartnerStore& store, const Clock& clock, ReadLocked read_locked,
                             std::string own_origin)
    : store_(store),
      clock_(clock),
      read_locked_(std::move(read_locked)),
      own_origin_(std::move(own_origin)) {}

Result<std::shared_ptr<const PartnerAccess::Book>> PartnerAccess::read_book(Instant now) const {
  Result<std::vector<domain::Partner>> partners = store_.all();
  if (!partners) return std::move(partners).error();
  Result<std::vector<domain::PartnerKey>> keys = store_.good_keys(now);
  if (!keys) return std::move(keys).error();
  std::unordered_map<domain::PartnerId, std::shared_ptr<const KnownPartner>> known;
  auto book = std::make_shared<Book>();
  for (domain::Partner& partner : *partners) {
    const bool active = partner.state == domain::PartnerState::kActive;
    if (active) book->origins.insert(partner.origins.begin(), partner.origins.end());
    auto one = std::make_shared<KnownPartner>();
    one->locks_anything = !partner.locked.empty();
    Result<domain::SearchTerms> locked = read_locked_(partner.locked);
    one->locks_broken = !locked;
    if (locked) one->locked = *std::move(locked);
    one->partner = std::move(partner);
    known.emplace(one->partner.id, std::move(one));
  }
  for (domain::PartnerKey& key : *keys) {
    const auto partner = known.find(key.partner);
    if (partner == known.end()) continue;  // registered after the partners were read
    book->has_test_keys |=
        key.kind == PartnerKeyKind::kTest && partner->second->partner.state == domain::PartnerState::kActive;
    std::string hash = key.hash;
    book->by_hash.emplace(std::move(hash), Book::Entry{.key = std::move(key), .partner = partner->second});
  }
  return std::shared_ptr<const Book>(std::move(book));
}

Result<std::shared_ptr<const PartnerAccess::Book>> PartnerAccess::book() const {
  const auto now = std::chrono::steady_clock::now();
  std::uint64_t generation = 0;
  {
    const std::lock_guard lock(mutex_);
    if (book_ && now - read_at_ < kKeyBookAge) return book_;
    generation = generation_;
  }
  Result<std::shared_ptr<const Book>> read = read_book(clock_.now());
  if (!read) return read;
  const std::lock_guard lock(mutex_);
  if (generation == generation_) {
    book_ = *read;
    read_at_ = now;
  }
  return read;
}

void PartnerAccess::forget() {
  const std::lock_guard lock(mutex_);
  book_.reset();
  ++generation_;
}

Result<Caller> PartnerAccess::caller_of(std::string_view text) const {
  const Result<PartnerKeyKind> kind = kind_of_key(text);
  if (!kind) return kind.error();
  const Result<std::shared_ptr<const Book>> book = this->book();
  if (!book) return book.error();
  const auto found = (*book)->by_hash.find(digest_of(text));
  if (found == (*book)->by_hash.end() || !domain::is_good(found->second.key, clock_.now())) {
    return refuse_key(
        "This key is not known here: it was revoked, it has expired, or it is another directory's.");
  }
  const auto& [key, known] = found->second;
  if (known->partner.state == domain::PartnerState::kSuspended) {
    return Error{.code = ErrorCode::kForbidden,
                 .message = "This partner is suspended for now. Write to the directory's operator."};
  }
  return Caller{.known = known, .key = key.id, .kind = key.kind, .scopes = key.scopes};
}

Result<Caller> PartnerAccess::admit(const Credentials& given) const {
  if (given.key.empty()) return Caller{};
  Result<Caller> caller = caller_of(given.key);
  if (!caller) return caller;
  if (given.in_address && caller->kind == PartnerKeyKind::kSecret) {
    return refuse_key(
        "A secret key must not stand in an address, where logs keep it: send it as \"Authorization: "
        "Bearer\", and "
        "have this one rotated.");
  }
  if (given.in_address) caller->key_in_address = given.key;
  if (given.origin.empty() || given.origin == own_origin_) return caller;
  const Result<void> may = check_origin(caller->known->partner, caller->kind, given.origin);
  if (!may) return may.error();
  caller->origin = given.origin;
  return caller;
}

Result<Caller> PartnerAccess::admit_frame(std::string_view key) const {
  if (key.empty()) return refuse_key("A framed page needs a partner's publishable key in its address.");
  return admit({.key = std::string(key), .in_address = true});
}

Result<bool> PartnerAccess::knows_origin(std::string_view origin) const {
  const Result<std::shared_ptr<const Book>> book = this->book();
  if (!book) return book.error();
  return (*book)->origins.contains(std::string(origin)) ||
         ((*book)->has_test_keys && is_local_origin(origin));
}

}  // namespace stillpoint::app
