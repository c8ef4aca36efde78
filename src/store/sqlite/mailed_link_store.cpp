#include "store/sqlite/mailed_link_store.h"

#include <array>
#include <string_view>
#include <utility>

namespace stillpoint::store {
namespace {

using domain::LinkPurpose;
using domain::MailedLink;

/// As the schema writes them, in the order of LinkPurpose.
constexpr std::array<std::string_view, domain::kLinkPurposes> kPurposes{
    "confirm_listing", "object", "mine", "mine_opened", "review", "reset_password"};

LinkPurpose purpose_of(std::string_view word) {
  for (std::size_t i = 0; i < kPurposes.size(); ++i) {
    if (kPurposes.at(i) == word) return static_cast<LinkPurpose>(i);
  }
  return LinkPurpose::kMine;  // the schema admits no other words
}

Result<MailedLink> find_with(Connection& connection, const std::string& token_hash, Instant now) {
  Result<Statement> query = connection.prepare(
      "SELECT purpose, practitioner, subject, expires, used FROM mailed_link WHERE token_hash = ?1");
  if (!query) return std::move(query).error();
  const Step step = query->bind_blob(token_hash).step();
  if (step == Step::kFailed) return query->error();
  if (step == Step::kDone) {
    return Error{.code = ErrorCode::kNotFound,
                 .message = "This link leads nowhere: it may have been cut short on its way."};
  }
  MailedLink link{.purpose = purpose_of(query->text(0)),
                  .practitioner = {query->integer(1)},
                  .subject = std::string(query->text(2)),
                  .expires = query->instant(3)};
  if (!query->is_null(4)) {
    return Error{.code = ErrorCode::kGone, .message = "This link was used already; each link works once."};
  }
  if (link.expires <= now) {
    return Error{.code = ErrorCode::kGone, .message = "This link ran out; ask for a new one."};
  }
  return link;
}

}  // namespace

Result<void> SqliteMailedLinks::put(const std::string& token_hash, const MailedLink& link) {
  return connection_.in_transaction([&]() -> Result<void> {
    Result<Statement> insert = connection_.connection().prepare(
        "INSERT INTO mailed_link (token_hash, purpose, practitioner, subject, expires) "
        "VALUES (?1, ?2, ?3, ?4, ?5)");
    if (!insert) return std::move(insert).error();
    insert->bind_blob(token_hash).bind(kPurposes.at(static_cast<std::size_t>(link.purpose)));
    return insert->bind(link.practitioner).bind(link.subject).bind(link.expires).run();
  });
}

Result<MailedLink> SqliteMailedLinks::find(const std::string& token_hash, Instant now) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  return find_with((*reader)->connection, token_hash, now);
}

Result<MailedLink> SqliteMailedLinks::use(const std::string& token_hash, Instant now) {
  MailedLink link;
  Result<void> done = connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    Result<MailedLink> found = find_with(connection, token_hash, now);
    if (!found) return std::move(found).error();
    link = *std::move(found);
    Result<Statement> update = connection.prepare("UPDATE mailed_link SET used = ?1 WHERE token_hash = ?2");
    if (!update) return std::move(update).error();
    return update->bind(now).bind_blob(token_hash).run();
  });
  if (!done) return std::move(done).error();
  return link;
}

Result<void> SqliteMailedLinks::end_all_of(domain::PractitionerId practitioner) {
  return connection_.in_transaction([&]() -> Result<void> {
    // Kept as used: whoever opens one later reads so, and not that it leads nowhere.
    Result<Statement> update = connection_.connection().prepare(
        "UPDATE mailed_link SET used = coalesce(used, 0), subject = '' WHERE practitioner = ?1 AND "
        "practitioner <> 0");
    if (!update) return std::move(update).error();
    return update->bind(practitioner).run();
  });
}

Result<void> SqliteMailedLinks::end_own_of(domain::PractitionerId practitioner, const std::string& except) {
  return connection_.in_transaction([&]() -> Result<void> {
    Result<Statement> update = connection_.connection().prepare(
        "UPDATE mailed_link SET used = coalesce(used, 0) WHERE practitioner = ?1 AND practitioner <> 0 AND "
        "purpose IN ('confirm_listing', 'object', 'mine', 'mine_opened') AND token_hash <> ?2");
    if (!update) return std::move(update).error();
    return update->bind(practitioner).bind_blob(except).run();
  });
}

Result<std::int64_t> SqliteMailedLinks::forget_before(Instant ran_out) {
  std::int64_t count = 0;
  Result<void> done = connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    Result<Statement> remove = connection.prepare("DELETE FROM mailed_link WHERE expires < ?1");
    if (!remove) return std::move(remove).error();
    Result<void> removed = remove->bind(ran_out).run();
    count = connection.changes();
    return removed;
  });
  if (!done) return std::move(done).error();
  return count;
}

}  // namespace stillpoint::store
