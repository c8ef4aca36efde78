#include "peers/sqlite_peer.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

namespace stillpoint::bench {
namespace {

struct CloseDatabase {
  void operator()(sqlite3* db) const noexcept { sqlite3_close_v2(db); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using StatementPtr = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

[[noreturn]] void die(sqlite3* db, const char* sql) {
  std::fprintf(stderr, "sqlite: %s in %.200s\n", sqlite3_errmsg(db), sql);
  std::exit(1);
}

constexpr const char* kSchema = R"sql(
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-1000000; PRAGMA mmap_size=8000000000; PRAGMA temp_store=MEMORY;
CREATE TABLE person(pid INTEGER PRIMARY KEY, id INTEGER UNIQUE, s0 INT, s2 INT, s4 INT, grade INT, certified INT,
                    fees INT, base INT, against INT, p0 INT, rank INT, turn INT, price INT, words INT) STRICT;
CREATE TABLE value(pid INT, facet INT, code INT, PRIMARY KEY(pid, facet, code)) STRICT, WITHOUT ROWID;
CREATE TABLE location(lid INTEGER PRIMARY KEY, pid INT, lat REAL, lon REAL, jurisdiction INT, country INT, accepting INT, grade INT) STRICT;
CREATE VIRTUAL TABLE spot USING rtree(lid, lat0, lat1, lon0, lon1);
CREATE VIRTUAL TABLE word USING fts5(tokens, content='', detail='none', columnsize=0, prefix='2 3 4', tokenize="unicode61 remove_diacritics 0");
CREATE TABLE record(id INTEGER PRIMARY KEY, json TEXT) STRICT;
CREATE TEMP TABLE c(pid INTEGER PRIMARY KEY, fp INT, fl INT, grade INT, rank INT, band INT);
CREATE TEMP TABLE n(pid INT, metres REAL, grade INT, jurisdiction INT, country INT);
)sql";

constexpr const char* kIndexes = R"sql(
CREATE INDEX value_of ON value(facet, code, pid);
CREATE INDEX best ON person(rank, turn, id);
CREATE INDEX price ON person(price, turn, id);
CREATE INDEX location_of ON location(pid);
ANALYZE;
)sql";

constexpr const char* kHas = "EXISTS(SELECT 1 FROM value v WHERE v.pid=p.pid AND v.facet=%d AND v.code=%s)";

class SqlitePeer final : public Peer {
 public:
  SqlitePeer(const FlatDirectory& directory, const std::string& path) : directory_(directory) {
    std::remove(path.c_str());
    sqlite3* raw = nullptr;
    if (sqlite3_open(path.c_str(), &raw) != SQLITE_OK) die(raw, path.c_str());
    db_.reset(raw);
    execute(kSchema);
    fill();
    execute(kIndexes);
  }

  [[nodiscard]] std::string name() const override { return "SQLite"; }
  [[nodiscard]] std::string version() const override { return sqlite3_libversion(); }

  BenchAnswer run(const BenchQuery& query) override {
    switch (query.shape) {
      case Shape::kNarrow:
        return narrow(query);
      case Shape::kBroad:
        return broad(query);
      case Shape::kWords:
        return find_words(query);
      case Shape::kPrice:
        return price(query);
    }
    return {};
  }

  void keep_document(std::int64_t id, const std::string& json) override {
    if (sqlite3_get_autocommit(db_.get()) != 0) execute("BEGIN");
    finish(bound("INSERT INTO record VALUES(?,?)", id, json));
  }
  void documents_kept() override { execute("COMMIT"); }
  std::string profile(std::int64_t id) override {
    sqlite3_stmt* s = bound("SELECT json FROM record WHERE id=?", id);
    if (sqlite3_step(s) != SQLITE_ROW) die(db_.get(), sqlite3_sql(s));
    const char* json = reinterpret_cast<const char*>(sqlite3_column_text(s, 0));
    return name_in_document(json, static_cast<std::size_t>(sqlite3_column_bytes(s, 0)));
  }

 private:
  void execute(const char* sql) {
    if (sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) die(db_.get(), sql);
  }

  sqlite3_stmt* prepare(const std::string& sql) {
    StatementPtr& kept = statements_[sql];
    if (!kept) {
      sqlite3_stmt* raw = nullptr;
      if (sqlite3_prepare_v3(db_.get(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr) !=
          SQLITE_OK) {
        die(db_.get(), sql.c_str());
      }
      kept.reset(raw);
    }
    sqlite3_reset(kept.get());
    sqlite3_clear_bindings(kept.get());
    return kept.get();
  }

  static void bind(sqlite3_stmt* s, int at, std::int64_t value) { sqlite3_bind_int64(s, at, value); }
  static void bind(sqlite3_stmt* s, int at, double value) { sqlite3_bind_double(s, at, value); }
  static void bind(sqlite3_stmt* s, int at, const std::string& value) {
    sqlite3_bind_text(s, at, value.c_str(), -1, SQLITE_TRANSIENT);
  }

  template <class... Values>
  sqlite3_stmt* bound(const std::string& sql, const Values&... values) {
    sqlite3_stmt* s = prepare(sql);
    int at = 0;
    (bind(s, ++at, values), ...);
    return s;
  }

  void finish(sqlite3_stmt* s) {
    if (sqlite3_step(s) != SQLITE_DONE) die(db_.get(), sqlite3_sql(s));
  }

  template <class Visit>
  void each(sqlite3_stmt* s, Visit visit) {
    int rc = SQLITE_ROW;
    while ((rc = sqlite3_step(s)) == SQLITE_ROW) visit(s);
    if (rc != SQLITE_DONE) die(db_.get(), sqlite3_sql(s));
  }

  void fill();
  void fill_person(std::int64_t pid, const FlatPractitioner& row);
  void count_facets(BenchAnswer& answer, bool at_locations);
  void read_items(BenchAnswer& answer, sqlite3_stmt* s) {
    each(s, [&](sqlite3_stmt* r) { answer.items.push_back(sqlite3_column_int64(r, 0)); });
  }

  BenchAnswer narrow(const BenchQuery& query);
  BenchAnswer broad(const BenchQuery& query);
  BenchAnswer find_words(const BenchQuery& query);
  BenchAnswer price(const BenchQuery& query);

  const FlatDirectory& directory_;
  std::unique_ptr<sqlite3, CloseDatabase> db_;
  std::map<std::string, StatementPtr> statements_;
};

void SqlitePeer::fill_person(std::int64_t pid, const FlatPractitioner& row) {
  const auto state = [&row](std::size_t item) { return static_cast<std::int64_t>(row.states[item]); };
  const int p0 = row.states[0] == domain::ChecklistState::kMet      ? 2
                 : row.states[0] == domain::ChecklistState::kPartly ? 1
                                                                    : 0;
  const int rank = best_rank(row, row.states[3]);
  const bool fees =
      row.states[4] == domain::ChecklistState::kMet || row.states[4] == domain::ChecklistState::kPartly;
  finish(bound("INSERT INTO person VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", pid, row.id, state(0), state(2),
               state(4), std::int64_t{grade(row.states[3])}, std::int64_t{row.certified}, std::int64_t{fees},
               std::int64_t{(row.demoted ? 200 : 0) + rank % 10},
               std::int64_t{row.states[0] == domain::ChecklistState::kNotMet}, std::int64_t{p0},
               std::int64_t{rank}, static_cast<std::int64_t>(row.turn), row.price_usd_milli,
               static_cast<std::int64_t>(row.tokens.size())));
  for (std::size_t f = 0; f < kPlains; ++f) {
    for (const int code : row.values[f]) {
      finish(bound("INSERT INTO value VALUES(?,?,?)", pid, static_cast<std::int64_t>(f), std::int64_t{code}));
    }
  }
  std::string tokens;
  for (const std::string& token : row.tokens) tokens += token + ' ';
  finish(bound("INSERT INTO word(rowid, tokens) VALUES(?,?)", pid, tokens));
}

void SqlitePeer::fill() {
  execute("BEGIN");
  std::int64_t pid = 0;
  std::int64_t lid = 0;
  for (const FlatPractitioner& row : directory_.rows) {
    fill_person(++pid, row);
    for (const FlatLocation& location : row.locations) {
      finish(bound("INSERT INTO location VALUES(?,?,?,?,?,?,?,?)", ++lid, pid, location.lat, location.lon,
                   std::int64_t{location.jurisdiction}, std::int64_t{location.country},
                   std::int64_t{location.accepting}, std::int64_t{grade(location.scope)}));
      if (!location.has_point) continue;
      finish(bound("INSERT INTO spot VALUES(?,?,?,?,?)", lid, location.lat, location.lat, location.lon,
                   location.lon));
    }
  }
  execute("COMMIT");
}

void SqlitePeer::count_facets(BenchAnswer& answer, bool at_locations) {
  sqlite3_stmt* s = bound(
      "SELECT v.facet, v.code, count(*) FROM temp.c c CROSS JOIN value v ON v.pid=c.pid "
      "WHERE (c.fp OR v.facet=0) AND (c.fl OR v.facet=4) GROUP BY v.facet, v.code");
  each(s, [&](sqlite3_stmt* r) {
    const auto facet = static_cast<std::size_t>(sqlite3_column_int(r, 0));
    if (at_locations && facet == static_cast<std::size_t>(Plain::kJurisdiction)) return;
    answer.counts[facet][static_cast<std::size_t>(sqlite3_column_int(r, 1))] = sqlite3_column_int64(r, 2);
  });
  if (at_locations) {
    s = bound(
        "SELECT j, count(DISTINCT n.pid) FROM (SELECT pid, jurisdiction AS j FROM temp.n UNION ALL "
        "SELECT pid, country FROM temp.n) n JOIN temp.c c ON c.pid=n.pid WHERE c.fp AND c.fl AND j>=0 GROUP "
        "BY 1");
    each(s, [&](sqlite3_stmt* r) {
      answer.counts[static_cast<std::size_t>(Plain::kJurisdiction)]
                   [static_cast<std::size_t>(sqlite3_column_int(r, 0))] = sqlite3_column_int64(r, 1);
    });
  }
  s = bound(
      "SELECT p.s0, p.s2, c.grade, p.s4, count(*) FROM temp.c c CROSS JOIN person p ON p.pid=c.pid "
      "WHERE c.fp AND c.fl GROUP BY 1,2,3,4");
  each(s, [&](sqlite3_stmt* r) {
    const std::int64_t n = sqlite3_column_int64(r, 4);
    const auto at = [r](int column) { return static_cast<std::size_t>(sqlite3_column_int(r, column)); };
    answer.states[0][at(0)] += n;
    answer.states[2][at(1)] += n;
    answer.states[3][static_cast<std::size_t>(state_of_grade(sqlite3_column_int(r, 2)))] += n;
    answer.states[4][at(3)] += n;
    answer.states[1][static_cast<std::size_t>(domain::ChecklistState::kNotAsked)] += n;
    answer.total += n;
  });
}

BenchAnswer SqlitePeer::narrow(const BenchQuery& query) {
  BenchAnswer answer = empty_answer(directory_, true);
  const double lat_span = kNarrowRadiusKm / 111.0 * 1.01;
  const double lon_span =
      lat_span / std::max(0.01, __builtin_cos(query.lat * 3.14159265358979323846 / 180.0));
  execute("DELETE FROM temp.n; DELETE FROM temp.c;");
  finish(
      bound("INSERT INTO temp.n SELECT * FROM (SELECT l.pid, "
            "2*6371008.8*asin(min(1,sqrt(pow(sin(radians(l.lat-?1)/2),2)"
            "+cos(radians(?1))*cos(radians(l.lat))*pow(sin(radians(l.lon-?2)/2),2)))) AS metres, l.grade, "
            "l.jurisdiction, l.country "
            "FROM spot s CROSS JOIN location l ON l.lid=s.lid WHERE s.lat0>=?3 AND s.lat1<=?4 AND s.lon0>=?5 "
            "AND s.lon1<=?6 "
            "AND l.accepting) WHERE metres<=?7",
            query.lat, query.lon, query.lat - lat_span, query.lat + lat_span, query.lon - lon_span,
            query.lon + lon_span, kNarrowRadiusKm * 1000.0));
  char fp[200];
  char fl[200];
  std::snprintf(fp, sizeof fp, kHas, 0, "?1");
  std::snprintf(fl, sizeof fl, kHas, 4, "?2");
  finish(bound(
      std::string(
          "INSERT INTO temp.c SELECT pid, fp, fl, g, base+(against OR g=0)*100"
          "+(4-p0-(g>=2)-(g=4))*10, CAST(metres/5000 AS INT) FROM (SELECT p.*, near.g, near.metres, ") +
          fp + " AS fp, " + fl +
          " AS fl FROM (SELECT pid, min(metres) AS metres, max(grade) AS g FROM temp.n GROUP BY pid) near "
          "CROSS JOIN person p ON p.pid=near.pid WHERE p.certified) WHERE fp OR fl",
      std::int64_t{query.profession}, std::int64_t{query.language}));
  read_items(answer, bound("SELECT p.id FROM temp.c c JOIN person p ON p.pid=c.pid WHERE c.fp AND c.fl "
                           "ORDER BY c.rank, c.band, p.turn, p.id LIMIT 20"));
  count_facets(answer, true);
  return answer;
}

BenchAnswer SqlitePeer::broad(const BenchQuery& query) {
  BenchAnswer answer = empty_answer(directory_, true);
  execute("DELETE FROM temp.c;");
  finish(
      bound("INSERT INTO temp.c SELECT p.pid, max(v.facet=0), max(v.facet=4), p.grade, p.rank, 0 FROM "
            "(SELECT pid, facet FROM value WHERE facet=0 AND code=?1 UNION ALL "
            "SELECT pid, facet FROM value WHERE facet=4 AND code=?2) v JOIN person p ON p.pid=v.pid "
            "WHERE p.fees GROUP BY p.pid",
            std::int64_t{query.profession}, std::int64_t{query.language}));
  read_items(answer, bound("SELECT p.id FROM temp.c c JOIN person p ON p.pid=c.pid WHERE c.fp AND c.fl "
                           "ORDER BY c.rank, p.turn, p.id LIMIT 20"));
  count_facets(answer, false);
  return answer;
}

BenchAnswer SqlitePeer::find_words(const BenchQuery& query) {
  BenchAnswer answer = empty_answer(directory_, false);
  execute("DELETE FROM temp.c;");
  // Class 0 where both words stand exactly, 1 where the last is only begun.
  finish(
      bound("INSERT INTO temp.c SELECT w.rowid, 1, 1, 0, 1000+p.rank, 0 FROM word w CROSS JOIN person p ON "
            "p.pid=w.rowid "
            "WHERE word MATCH ?",
            '"' + query.word + "\" AND \"" + query.prefix + "\"*"));
  finish(bound("UPDATE temp.c SET rank=rank-1000 WHERE pid IN (SELECT rowid FROM word WHERE word MATCH ?)",
               '"' + query.word + "\" AND \"" + query.prefix + "\""));
  read_items(
      answer,
      bound("SELECT p.id FROM temp.c c JOIN person p ON p.pid=c.pid ORDER BY c.rank, p.turn, p.id LIMIT 20"));
  each(bound("SELECT count(*) FROM temp.c"),
       [&](sqlite3_stmt* r) { answer.total = sqlite3_column_int64(r, 0); });
  return answer;
}

BenchAnswer SqlitePeer::price(const BenchQuery& query) {
  BenchAnswer answer = empty_answer(directory_, false);
  char has[200];
  std::snprintf(has, sizeof has, kHas, 0, "?1");
  // Rows without a price come last: two runs, so that the index on the price serves the first.
  read_items(answer, bound(std::string("SELECT id FROM person p INDEXED BY price WHERE p.price>=0 AND ") +
                               has + " ORDER BY p.price, p.turn, p.id LIMIT 20",
                           std::int64_t{query.profession}));
  each(bound("SELECT count(*) FROM value WHERE facet=0 AND code=?", std::int64_t{query.profession}),
       [&](sqlite3_stmt* r) { answer.total = sqlite3_column_int64(r, 0); });
  return answer;
}

}  // namespace

std::unique_ptr<Peer> make_sqlite_peer(const FlatDirectory& directory, const std::string& path) {
  return std::make_unique<SqlitePeer>(directory, path);
}

}  // namespace stillpoint::bench
