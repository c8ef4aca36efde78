#include "store/sqlite/partner_store.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "store/sqlite/query_rows.h"

namespace stillpoint::store {
namespace {

using domain::Partner;
using domain::PartnerId;
using domain::PartnerKey;
using domain::PartnerKeyId;

constexpr std::string_view kPartnerColumns =
    "SELECT id, version, name, contact, quota_per_minute, scheme, accent, corner_radius, terms_agreed, "
    "state, "
    "created FROM partner ";
constexpr std::string_view kKeyColumns =
    "SELECT id, partner, kind, name, hint, hash, scopes, created, expires, revoked, last_used FROM "
    "partner_key ";

/// The enumerator of a stored word. The schema admits no others.
template <class Enum, std::size_t count>
Enum enum_in(const std::array<std::string_view, count>& words, std::string_view word) {
  for (std::size_t i = 0; i < count; ++i) {
    if (words[i] == word) return static_cast<Enum>(i);
  }
  return Enum{};
}

template <class Enum, std::size_t count>
std::string_view word_of(const std::array<std::string_view, count>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

Partner read_partner(const Statement& row) {
  return {.id = {row.integer(0)},
          .version = row.integer(1),
          .name = std::string(row.text(2)),
          .contact = std::string(row.text(3)),
          .quota_per_minute = static_cast<int>(row.integer(4)),
          .theme = {.scheme = enum_in<domain::ColourScheme>(domain::kColourSchemeNames, row.text(5)),
                    .accent = std::string(row.text(6)),
                    .corner_radius = static_cast<int>(row.integer(7))},
          .terms_agreed = row.optional_instant(8),
          .state = enum_in<domain::PartnerState>(domain::kPartnerStateNames, row.text(9)),
          .created = row.instant(10)};
}

PartnerKey read_key(const Statement& row) {
  return {.id = {row.integer(0)},
          .partner = {row.integer(1)},
          .kind = enum_in<domain::PartnerKeyKind>(domain::kPartnerKeyKindNames, row.text(2)),
          .name = std::string(row.text(3)),
          .hint = std::string(row.text(4)),
          .hash = std::string(row.blob(5)),
          .scopes = domain::KeyScopes(static_cast<std::uint8_t>(row.integer(6))),
          .created = row.instant(7),
          .expires = row.optional_instant(8),
          .revoked = row.optional_instant(9),
          .last_used = row.optional_instant(10)};
}

/// The lists that stand in rows of their own.
Result<void> read_lists(Connection& connection, Partner& partner) {
  const auto of_partner = [&](Statement& query) { query.bind(partner.id); };
  Result<void> done =
      each_row(connection, "SELECT origin FROM partner_origin WHERE partner = ?1 ORDER BY position",
               of_partner, [&](const Statement& row) { partner.origins.emplace_back(row.text(0)); });
  if (!done) return done;
  return each_row(
      connection, "SELECT name, value FROM partner_locked_filter WHERE partner = ?1 ORDER BY position",
      of_partner, [&](const Statement& row) {
        partner.locked.push_back({.name = std::string(row.text(0)), .value = std::string(row.text(1))});
      });
}

Result<void> write_lists(Connection& connection, const Partner& partner) {
  const auto of_partner = [&](Statement& statement) { statement.bind(partner.id); };
  Result<void> done = run_bound(connection, "DELETE FROM partner_origin WHERE partner = ?1", of_partner);
  if (done) done = run_bound(connection, "DELETE FROM partner_locked_filter WHERE partner = ?1", of_partner);
  for (std::size_t i = 0; done && i < partner.origins.size(); ++i) {
    done = run_bound(connection, "INSERT INTO partner_origin (partner, position, origin) VALUES (?1, ?2, ?3)",
                     [&](Statement& insert) {
                       insert.bind(partner.id)
                           .bind(static_cast<std::int64_t>(i))
                           .bind(std::string_view(partner.origins[i]));
                     });
  }
  for (std::size_t i = 0; done && i < partner.locked.size(); ++i) {
    done = run_bound(
        connection,
        "INSERT INTO partner_locked_filter (partner, position, name, value) VALUES (?1, ?2, ?3, ?4)",
        [&](Statement& insert) {
          insert.bind(partner.id).bind(static_cast<std::int64_t>(i));
          insert.bind(std::string_view(partner.locked[i].name))
              .bind(std::string_view(partner.locked[i].value));
        });
  }
  return done;
}

/// The values of a row, in the order of the insert's and the update's columns.
void bind_partner(Statement& statement, const Partner& partner) {
  statement.bind(std::string_view(partner.name))
      .bind(std::string_view(partner.contact))
      .bind(partner.quota_per_minute)
      .bind(word_of(domain::kColourSchemeNames, partner.theme.scheme))
      .bind(std::string_view(partner.theme.accent))
      .bind(partner.theme.corner_radius)
      .bind(partner.terms_agreed)
      .bind(word_of(domain::kPartnerStateNames, partner.state))
      .bind(partner.created);
}

Error name_taken(Error error, const Partner& partner) {
  if (error.code == ErrorCode::kConflict) error.message = "Another partner is called " + partner.name + ".";
  return error;
}

Result<void> insert_partner(Connection& connection, const Partner& partner) {
  Result<void> inserted = run_bound(
      connection,
      "INSERT INTO partner (name, contact, quota_per_minute, scheme, accent, corner_radius, "
      "terms_agreed, state, created, version, id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, ?10)",
      [&](Statement& insert) {
        bind_partner(insert, partner);
        insert.bind(partner.id);
      });
  if (!inserted) return name_taken(std::move(inserted).error(), partner);
  return {};
}

Result<void> update_partner(Connection& connection, const Partner& partner) {
  Result<void> updated = run_bound(
      connection,
      "UPDATE partner SET name = ?1, contact = ?2, quota_per_minute = ?3, scheme = ?4, accent = ?5, "
      "corner_radius = ?6, terms_agreed = ?7, state = ?8, created = ?9, version = version + 1 WHERE id = ?10 "
      "AND version = ?11",
      [&](Statement& update) {
        bind_partner(update, partner);
        update.bind(partner.id).bind(partner.version);
      });
  if (!updated) return name_taken(std::move(updated).error(), partner);
  if (connection.changes() > 0) return {};
  return Error{.code = ErrorCode::kConflict,
               .message = "Somebody has changed this partner meanwhile: look at it again."};
}

}  // namespace

Result<std::vector<Partner>> SqlitePartnerStore::all() const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Connection& connection = (*reader)->connection;
  const Result<ReadTransaction> one_state = ReadTransaction::begin(connection);
  if (!one_state) return one_state.error();
  std::vector<Partner> partners;
  Result<void> done = each_row(
      connection, std::string(kPartnerColumns) + "ORDER BY name, id", [](Statement&) {},
      [&](const Statement& row) { partners.push_back(read_partner(row)); });
  for (std::size_t i = 0; done && i < partners.size(); ++i) done = read_lists(connection, partners[i]);
  if (!done) return std::move(done).error();
  return partners;
}

Result<Partner> SqlitePartnerStore::find(PartnerId id) const {
  Partner partner;
  Result<void> done = connection_.reading([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    Result<void> read = each_row(
        connection, std::string(kPartnerColumns) + "WHERE id = ?1", [&](Statement& query) { query.bind(id); },
        [&](const Statement& row) { partner = read_partner(row); });
    if (!read) return read;
    if (!partner.id) return Error{.code = ErrorCode::kNotFound, .message = "There is no such partner."};
    return read_lists(connection, partner);
  });
  if (!done) return std::move(done).error();
  return partner;
}

Result<PartnerId> SqlitePartnerStore::put(const Partner& given) {
  Partner partner = given;
  const bool is_new = !partner.id;
  if (is_new) partner.id = {draw_id()};
  Result<void> done = connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    Result<void> saved = is_new ? insert_partner(connection, partner) : update_partner(connection, partner);
    return saved ? write_lists(connection, partner) : saved;
  });
  if (!done) return std::move(done).error();
  return partner.id;
}

Result<std::vector<PartnerKey>> SqlitePartnerStore::keys_of(PartnerId partner) const {
  std::vector<PartnerKey> keys;
  Result<void> done = connection_.reading([&] {
    return each_row(
        connection_.connection(), std::string(kKeyColumns) + "WHERE partner = ?1 ORDER BY created DESC, id",
        [&](Statement& query) { query.bind(partner); },
        [&](const Statement& row) { keys.push_back(read_key(row)); });
  });
  if (!done) return std::move(done).error();
  return keys;
}

Result<std::vector<PartnerKey>> SqlitePartnerStore::good_keys(Instant now) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  std::vector<PartnerKey> keys;
  Result<void> done = each_row(
      (*reader)->connection,
      std::string(kKeyColumns) + "WHERE revoked IS NULL AND (expires IS NULL OR expires > ?1) ORDER BY id",
      [&](Statement& query) { query.bind(now); },
      [&](const Statement& row) { keys.push_back(read_key(row)); });
  if (!done) return std::move(done).error();
  return keys;
}

Result<PartnerKeyId> SqlitePartnerStore::add_key(const PartnerKey& key) {
  const PartnerKeyId id{draw_id()};
  Result<void> done = connection_.in_transaction([&] {
    return run_bound(
        connection_.connection(),
        "INSERT INTO partner_key (id, partner, kind, name, hint, hash, scopes, created, expires, "
        "revoked, last_used) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        [&](Statement& insert) {
          insert.bind(id).bind(key.partner);
          insert.bind(word_of(domain::kPartnerKeyKindNames, key.kind));
          insert.bind(std::string_view(key.name)).bind(std::string_view(key.hint));
          insert.bind_blob(key.hash).bind(int{key.scopes.bits()}).bind(key.created);
          insert.bind(key.expires).bind(key.revoked).bind(key.last_used);
        });
  });
  if (!done) return std::move(done).error();
  return id;
}

Result<void> SqlitePartnerStore::end_key(const PartnerKey& key) {
  return connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    Result<void> updated =
        run_bound(connection, "UPDATE partner_key SET expires = ?1, revoked = ?2 WHERE id = ?3",
                  [&](Statement& update) { update.bind(key.expires).bind(key.revoked).bind(key.id); });
    if (updated && connection.changes() == 0) {
      return Error{.code = ErrorCode::kNotFound, .message = "There is no such key."};
    }
    return updated;
  });
}

Result<void> SqlitePartnerStore::touch_key(PartnerKeyId key, Instant used) {
  return connection_.in_transaction([&] {
    return run_bound(connection_.connection(), "UPDATE partner_key SET last_used = ?1 WHERE id = ?2",
                     [&](Statement& update) { update.bind(used).bind(key); });
  });
}

}  // namespace stillpoint::store
