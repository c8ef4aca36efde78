#include "store/sqlite/record_loader.h"

#include <string>
#include <utility>

#include "store/sqlite/enum_text.h"
#include "store/sqlite/record_rows.h"

namespace stillpoint::store {
namespace {

/// The columns of a practitioner that a loader reads, in the order of `take_head`.
constexpr const char* kHeadColumns =
    "seq, id, version, listing, listing_basis, demoted_since, name, name_folded, name_collation, "
    "post_nominals, gender, phone, website, booking_url, fees_declined, fees_valid_from, "
    "session_description, sessions_min, sessions_max, reviews_invited, edited, attested";
constexpr const char* kWholeHeadColumns = ", mail, photo_url, cancellation, fees_note, about";

std::string head_sql(Reach reach, Detail detail) {
  std::string sql = "SELECT ";
  sql += kHeadColumns;
  if (detail == Detail::kWhole) sql += kWholeHeadColumns;
  sql += " FROM practitioner ";
  if (reach == Reach::kOne) return sql + "WHERE id = ?1";
  // A pass reads the table as it lies: jumping through an index would cost more for all but a handful.
  sql += detail == Detail::kListing ? "NOT INDEXED WHERE listing = 'listed'"
                                    : "NOT INDEXED WHERE listing <> 'withdrawn'";
  return sql + " ORDER BY seq";
}

/// Reads a practitioner's own columns. @return its number in the order of registration.
std::int64_t take_head(const Statement& row, Detail detail, domain::Listing& into) {
  domain::Practitioner& p = into.practitioner;
  p.id = {row.integer(1)};
  p.version = row.integer(2);
  p.listing = enum_of<domain::ListingState>(row.text(3));
  p.listing_basis = row.text(4);
  p.demoted_since = row.optional_instant(5);
  p.name.display = row.text(6);
  into.name_folded = row.text(7);
  into.name_collation = row.blob(8);
  p.name.post_nominals = row.text(9);
  p.gender.reset();
  if (!row.is_null(10)) p.gender = enum_of<domain::Gender>(row.text(10));
  p.contact.phone = row.text(11);
  p.contact.website = row.text(12);
  p.contact.booking_url = row.text(13);
  p.fees.declined = row.boolean(14);
  p.fees.valid_from = row.optional_date(15);
  p.session.description = row.text(16);
  p.session.sessions_min = row.optional_int(17);
  p.session.sessions_max = row.optional_int(18);
  p.reviews_invited = static_cast<int>(row.integer(19));
  p.edited = row.instant(20);
  p.attested = row.optional_instant(21);
  if (detail == Detail::kWhole) {
    p.contact.mail = row.text(22);
    p.contact.photo_url = row.text(23);
    p.fees.cancellation = row.text(24);
    p.fees.note = row.text(25);
    p.about = row.text(26);
  }
  return row.integer(0);
}

}  // namespace

Result<RecordLoader> RecordLoader::prepare(Connection& connection, Reach reach, Detail detail) {
  RecordLoader loader;
  loader.detail_ = detail;
  Result<Statement> head = connection.prepare(head_sql(reach, detail));
  if (!head) return std::move(head).error();
  loader.head_ = *std::move(head);
  for (std::size_t i = 0; i < kRecordTables; ++i) {
    const auto table = static_cast<RecordTable>(i);
    if (detail == Detail::kListing && is_only_in_whole_records(table)) continue;
    Result<Statement> rows = connection.prepare(select_rows(table, reach, detail));
    if (!rows) return std::move(rows).error();
    loader.children_[i] = ChildRows(*std::move(rows), reach);
  }
  return loader;
}

Result<bool> RecordLoader::find(domain::PractitionerId id, domain::Listing& into) {
  const Step found = head_.rewind().bind(id).step();
  if (found == Step::kFailed) return head_.error();
  if (found == Step::kDone) return false;
  const std::int64_t seq = take_head(head_, detail_, into);
  Result<void> loaded = load_children(seq, into);
  rewind();  // an open statement would keep the transaction open
  if (!loaded) return std::move(loaded).error();
  return true;
}

Result<bool> RecordLoader::next(domain::Listing& into) {
  const Step found = head_.step();
  if (found == Step::kFailed) return head_.error();
  if (found == Step::kDone) {
    rewind();
    return false;
  }
  Result<void> loaded = load_children(take_head(head_, detail_, into), into);
  if (!loaded) return std::move(loaded).error();
  return true;
}

void RecordLoader::rewind() {
  head_.rewind();
  for (std::size_t i = 0; i < kRecordTables; ++i) {
    if (detail_ == Detail::kListing && is_only_in_whole_records(static_cast<RecordTable>(i))) continue;
    children_[i].rewind();
  }
}

Result<void> RecordLoader::load_children(std::int64_t seq, domain::Listing& into) {
  for (std::size_t i = 0; i < kRecordTables; ++i) {
    const auto table = static_cast<RecordTable>(i);
    if (detail_ == Detail::kListing && is_only_in_whole_records(table)) continue;
    if (!take_rows(table, children_[i], seq, into)) return children_[i].statement().error();
  }
  return {};
}

}  // namespace stillpoint::store
