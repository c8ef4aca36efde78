#include "store/sqlite/register_reader.h"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "store/sqlite/enum_text.h"

namespace stillpoint::store {
namespace {

using domain::LikelySame;
using domain::LineFilter;
using domain::LinePage;
using domain::PractitionerId;
using domain::PractitionerLine;

/// More people who may be the same than this help nobody to decide.
constexpr std::size_t kLikelySameMax = 10;

constexpr std::string_view kColumns =
    "SELECT p.id, p.version, p.listing, p.name, p.post_nominals, p.mail, "
    "coalesce((SELECT l.city FROM location l WHERE l.practitioner = p.seq ORDER BY l.ordinal LIMIT 1), ''), "
    "coalesce((SELECT l.country FROM location l WHERE l.practitioner = p.seq ORDER BY l.ordinal LIMIT 1), "
    "''), "
    "coalesce((SELECT group_concat(h.profession, ',') FROM held_profession h WHERE h.practitioner = p.seq), "
    "''), "
    "(SELECT count(*) FROM credential c WHERE c.practitioner = p.seq), p.edited, p.attested FROM "
    "practitioner p ";

PractitionerLine take_line(const Statement& row) {
  return {.id = {row.integer(0)},
          .version = row.integer(1),
          .listing = enum_of<domain::ListingState>(row.text(2)),
          .name = std::string(row.text(3)),
          .post_nominals = std::string(row.text(4)),
          .mail = std::string(row.text(5)),
          .city = std::string(row.text(6)),
          .country = std::string(row.text(7)),
          .professions = std::string(row.text(8)),
          .credentials = row.integer(9),
          .edited = row.instant(10),
          .attested = row.optional_instant(11)};
}

/// Calls `take` for each row of a query.
template <class Bind, class Take>
Result<void> each(Connection& connection, std::string_view sql, const Bind& bind, const Take& take) {
  Result<Statement> statement = connection.prepare(sql);
  if (!statement) return std::move(statement).error();
  bind(*statement);
  Step step = statement->step();
  for (; step == Step::kRow; step = statement->step()) take(*statement);
  if (step == Step::kFailed) return statement->error();
  return {};
}

/// What the filter lets through, as SQL and in the order of its parameters.
struct Condition {
  explicit Condition(const LineFilter& filter)
      : filter_(filter), folded_(fold(filter.words)), id_(parse_id(filter.words).value_or(0)) {
    add(filter.listing ? "p.listing = ?" : "p.listing <> 'withdrawn'");
    if (!filter.words.empty()) {
      add("(instr(p.name_folded, ?) > 0 OR lower(p.mail) = lower(?) OR p.id = ? "
          "OR p.seq IN (SELECT practitioner FROM external_id WHERE value = ?) "
          "OR p.seq IN (SELECT practitioner FROM credential WHERE number = ?) "
          "OR p.seq IN (SELECT practitioner FROM licence WHERE number = ?))");
    }
    if (!filter.profession.empty())
      add("p.seq IN (SELECT practitioner FROM held_profession WHERE profession = ?)");
    if (!filter.country.empty()) add("p.seq IN (SELECT practitioner FROM location WHERE country = ?)");
  }
  void bind(Statement& statement) const {
    if (filter_.listing) statement.bind(text_of(*filter_.listing));
    if (!filter_.words.empty()) {
      statement.bind(folded_).bind(filter_.words).bind(id_);
      statement.bind(filter_.words).bind(filter_.words).bind(filter_.words);
    }
    if (!filter_.profession.empty()) statement.bind(filter_.profession);
    if (!filter_.country.empty()) statement.bind(filter_.country);
  }
  [[nodiscard]] const std::string& sql() const { return sql_; }

 private:
  void add(std::string_view part) { sql_.append(sql_.empty() ? "WHERE " : " AND ").append(part); }

  const LineFilter& filter_;
  std::string folded_;
  std::int64_t id_;
  std::string sql_;
};

std::string order_of(const LineFilter& filter) {
  const std::string direction = filter.descending ? " DESC" : "";
  switch (filter.sort) {
    case domain::LineSort::kName:
      return " ORDER BY p.name_folded" + direction + ", p.seq" + direction;
    case domain::LineSort::kEdited:
      return " ORDER BY p.edited" + direction + ", p.seq" + direction;
    case domain::LineSort::kRegistered:
      return " ORDER BY p.seq" + direction;
  }
  return "";
}

/// Gathers those who may be the same person, each once and by the surest ground.
class Suspicion {
 public:
  Suspicion(Connection& connection, PractitionerId self, std::vector<LikelySame>& found)
      : connection_(connection), self_(self), found_(found) {}

  template <class Bind>
  Result<void> ask(std::string_view where, std::string_view why, const Bind& bind) {
    const std::string sql = std::string(kColumns) + "WHERE p.listing <> 'withdrawn' AND " +
                            std::string(where) + " LIMIT " + std::to_string(kLikelySameMax + 1);
    return each(connection_, sql, bind, [&](const Statement& row) {
      PractitionerLine line = take_line(row);
      const bool known = std::any_of(found_.begin(), found_.end(),
                                     [&](const LikelySame& other) { return other.line.id == line.id; });
      if (known || line.id == self_ || found_.size() >= kLikelySameMax) return;
      found_.push_back({.line = std::move(line), .why = std::string(why)});
    });
  }

 private:
  Connection& connection_;
  PractitionerId self_;
  std::vector<LikelySame>& found_;
};

Result<std::optional<PractitionerId>> find_id(const ReaderPool& readers, std::string_view sql,
                                              const std::function<void(Statement&)>& bind) {
  Result<ReaderPool::Lease> reader = readers.take();
  if (!reader) return std::move(reader).error();
  std::optional<PractitionerId> found;
  Result<void> done = each((*reader)->connection, sql, bind,
                           [&](const Statement& row) { found = PractitionerId{row.integer(0)}; });
  if (!done) return std::move(done).error();
  return found;
}

}  // namespace

Result<LinePage> SqliteRegisterReader::lines(const LineFilter& filter) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Connection& connection = (*reader)->connection;
  Result<ReadTransaction> transaction = ReadTransaction::begin(connection);
  if (!transaction) return std::move(transaction).error();
  const Condition condition(filter);
  LinePage page;
  Result<void> done = each(
      connection, "SELECT count(*) FROM practitioner p " + condition.sql(),
      [&](Statement& s) { condition.bind(s); }, [&](const Statement& row) { page.total = row.integer(0); });
  if (!done) return std::move(done).error();
  done = each(
      connection, std::string(kColumns) + condition.sql() + order_of(filter) + " LIMIT ? OFFSET ?",
      [&](Statement& s) {
        condition.bind(s);
        s.bind(static_cast<std::int64_t>(filter.count)).bind(static_cast<std::int64_t>(filter.offset));
      },
      [&](const Statement& row) { page.lines.push_back(take_line(row)); });
  if (!done) return std::move(done).error();
  return page;
}

Result<std::vector<LikelySame>> SqliteRegisterReader::likely_same(
    const domain::Practitioner& practitioner) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  std::vector<LikelySame> found;
  Suspicion suspicion((*reader)->connection, practitioner.id, found);
  Result<void> done;
  for (const domain::ExternalId& id : practitioner.external_ids) {
    if (done) {
      done = suspicion.ask("p.seq IN (SELECT practitioner FROM external_id WHERE system = ? AND value = ?)",
                           "the same number in the registry " + id.system,
                           [&](Statement& s) { s.bind(id.system).bind(id.value); });
    }
  }
  for (const domain::HeldProfession& held : practitioner.professions) {
    for (const domain::Licence& licence : held.licences) {
      if (!done || licence.number.empty()) continue;
      done = suspicion.ask(
          "p.seq IN (SELECT practitioner FROM licence WHERE jurisdiction = ? AND number = ? AND "
          "number <> '')",
          "the same licence in " + licence.jurisdiction.value,
          [&](Statement& s) { s.bind(licence.jurisdiction).bind(licence.number); });
    }
  }
  if (done && !practitioner.contact.mail.empty()) {
    done = suspicion.ask("p.mail <> '' AND lower(p.mail) = lower(?)", "the same mail address",
                         [&](Statement& s) { s.bind(practitioner.contact.mail); });
  }
  const std::string name = fold(practitioner.name.display);
  for (const domain::Location& location : practitioner.locations) {
    const std::string city = fold(location.city);
    if (!done || city.empty()) continue;
    done = suspicion.ask(
        "p.name_folded = ? AND p.seq IN (SELECT practitioner FROM location l WHERE l.practitioner = p.seq "
        "AND "
        "l.city_folded = ? AND l.country = ?)",
        "the same name in the same place",
        [&](Statement& s) { s.bind(name).bind(city).bind(location.country); });
  }
  if (!done) return std::move(done).error();
  return found;
}

Result<std::optional<PractitionerId>> SqliteRegisterReader::merged_into(PractitionerId id) const {
  return find_id(readers_, "SELECT into_id FROM merged WHERE id = ?1", [&](Statement& s) { s.bind(id); });
}

Result<std::optional<PractitionerId>> SqliteRegisterReader::at_legacy_url(const std::string& path) const {
  return find_id(readers_, "SELECT practitioner FROM legacy_url WHERE path = ?1",
                 [&](Statement& s) { s.bind(path); });
}

Result<std::vector<std::string>> SqliteRegisterReader::legacy_urls(PractitionerId id) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  std::vector<std::string> paths;
  Result<void> done =
      each((*reader)->connection, "SELECT path FROM legacy_url WHERE practitioner = ?1 ORDER BY ordinal",
           [&](Statement& s) { s.bind(id); }, [&](const Statement& row) { paths.emplace_back(row.text(0)); });
  if (!done) return std::move(done).error();
  return paths;
}

}  // namespace stillpoint::store
