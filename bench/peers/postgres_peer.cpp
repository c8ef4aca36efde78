#include "peers/postgres_peer.h"

#include <libpq-fe.h>

#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

namespace stillpoint::bench {
namespace {

struct FinishConnection {
  void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
};
struct ClearResult {
  void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, ClearResult>;

constexpr const char* kSchema = R"sql(
CREATE EXTENSION postgis;
CREATE TABLE person(pid int, id bigint, s0 smallint, s2 smallint, s4 smallint, grade smallint, certified bool, fees bool,
  base smallint, against bool, p0 smallint, rank smallint, turn bigint, price bigint,
  v0 smallint[], v1 smallint[], v2 smallint[], v3 smallint[], v4 smallint[], v5 smallint[], v6 smallint[], v7 smallint[],
  v8 smallint[], tokens text[], tsv tsvector GENERATED ALWAYS AS (array_to_tsvector(tokens)) STORED);
CREATE TABLE location(pid int, spot geography(Point), jurisdictions smallint[], accepting bool, grade smallint);
CREATE TABLE record(id bigint PRIMARY KEY, json text);
)sql";

constexpr const char* kIndexes = R"sql(
ALTER TABLE person ADD PRIMARY KEY (pid);
CREATE UNIQUE INDEX person_id ON person(id);
CREATE INDEX person_v0 ON person USING gin(v0);
CREATE INDEX person_v4 ON person USING gin(v4);
CREATE INDEX person_tsv ON person USING gin(tsv);
CREATE INDEX person_best ON person(rank, turn, id);
CREATE INDEX person_price ON person(price, turn, id) WHERE price >= 0;
CREATE INDEX location_spot ON location USING gist(spot);
CREATE INDEX location_pid ON location(pid);
VACUUM ANALYZE person;
VACUUM ANALYZE location;
)sql";

// Kinds of row that a statement returns: 0-8 facets, 20-24 checklist states, 30 total, 40 items.
constexpr const char* kFacetRows = R"sql(
 SELECT 0, u::bigint, count(*) FROM c, unnest(c.v0) u WHERE fl GROUP BY u
 UNION ALL SELECT 1, u, count(*) FROM c, unnest(c.v1) u WHERE fp AND fl GROUP BY u
 UNION ALL SELECT 2, u, count(*) FROM c, unnest(c.v2) u WHERE fp AND fl GROUP BY u
 UNION ALL SELECT 3, u, count(*) FROM c, unnest(c.v3) u WHERE fp AND fl GROUP BY u
 UNION ALL SELECT 4, u, count(*) FROM c, unnest(c.v4) u WHERE fp GROUP BY u
 UNION ALL SELECT 5, u, count(*) FROM c, unnest(c.v5) u WHERE fp AND fl GROUP BY u
 UNION ALL SELECT 6, u, count(*) FROM c, unnest(c.v6) u WHERE fp AND fl GROUP BY u
 UNION ALL SELECT 7, u, count(*) FROM c, unnest(c.v7) u WHERE fp AND fl AND u IS NOT NULL GROUP BY u
 UNION ALL SELECT 8, u, count(*) FROM c, unnest(c.v8) u WHERE fp AND fl GROUP BY u
 UNION ALL SELECT 20, s0, count(*) FROM c WHERE fp AND fl GROUP BY s0
 UNION ALL SELECT 22, s2, count(*) FROM c WHERE fp AND fl GROUP BY s2
 UNION ALL SELECT 23, grade, count(*) FROM c WHERE fp AND fl GROUP BY grade
 UNION ALL SELECT 24, s4, count(*) FROM c WHERE fp AND fl GROUP BY s4
 UNION ALL SELECT 30, 0, count(*) FROM c WHERE fp AND fl
 UNION ALL (SELECT 40, id, 0 FROM c WHERE fp AND fl ORDER BY rank, band, turn, id LIMIT 20)
)sql";

constexpr const char* kNarrow = R"sql(
WITH near AS MATERIALIZED (
  SELECT pid, min(ST_Distance(spot, ST_MakePoint($2, $1)::geography, false)) AS metres, max(grade) AS g,
         array_agg(DISTINCT j) AS js
  FROM location LEFT JOIN LATERAL unnest(jurisdictions) j ON true
  WHERE ST_DWithin(spot, ST_MakePoint($2, $1)::geography, 40000, false) AND accepting GROUP BY pid),
c AS MATERIALIZED (
  SELECT p.id, p.turn, s0, s2, s4, g AS grade, v0, v1, v2, v3, v4, v5, v6, js AS v7, v8,
         p.v0 @> ARRAY[$3::smallint] AS fp, p.v4 @> ARRAY[$4::smallint] AS fl, floor(metres/5000)::int AS band,
         base + (CASE WHEN against OR g=0 THEN 100 ELSE 0 END)
         + (4 - p0 - (g>=2)::int - (g=4)::int)*10 AS rank
  FROM near JOIN person p USING (pid) WHERE certified))sql";

constexpr const char* kBroad = R"sql(
WITH c AS MATERIALIZED (
  SELECT id, turn, s0, s2, s4, grade, v0, v1, v2, v3, v4, v5, v6, v7, v8, rank, 0 AS band,
         v0 @> ARRAY[$1::smallint] AS fp, v4 @> ARRAY[$2::smallint] AS fl
  FROM person WHERE fees AND (v0 @> ARRAY[$1::smallint] OR v4 @> ARRAY[$2::smallint])))sql";

constexpr const char* kWords = R"sql(
WITH c AS MATERIALIZED (SELECT id, rank, turn, (tsv @@ $2::tsquery)::int AS exact FROM person WHERE tsv @@ $1::tsquery)
 SELECT 30, 0::bigint, count(*) FROM c
 UNION ALL (SELECT 40, id, 0 FROM c ORDER BY 1 - exact, rank, turn, id LIMIT 20)
)sql";

constexpr const char* kPrice = R"sql(
 SELECT 30, 0::bigint, count(*) FROM person WHERE v0 @> ARRAY[$1::smallint]
 UNION ALL (SELECT 40, id, 0 FROM person WHERE v0 @> ARRAY[$1::smallint] AND price >= 0 ORDER BY price, turn, id LIMIT 20)
)sql";

/// A location's jurisdiction and its country, as an array's text.
std::string jurisdictions(const FlatLocation& location) {
  if (location.jurisdiction < 0) return "{}";
  std::string text = "{" + std::to_string(location.jurisdiction);
  if (location.country != location.jurisdiction) text += "," + std::to_string(location.country);
  return text + "}";
}

class PostgresPeer final : public Peer {
 public:
  PostgresPeer(const FlatDirectory& directory, const std::string& connection)
      : directory_(directory), connection_(PQconnectdb(connection.c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) die("connect");
    version_ = std::to_string(PQserverVersion(connection_.get()) / 10000) + "." +
               std::to_string(PQserverVersion(connection_.get()) % 10000);
    execute(kSchema);
    fill_people();
    fill_locations();
    for (const std::string& statement : split(kIndexes)) execute(statement.c_str());
    prepare("narrow", std::string(kNarrow) + kFacetRows);
    prepare("broad", std::string(kBroad) + kFacetRows);
    prepare("words", kWords);
    prepare("price", kPrice);
  }

  [[nodiscard]] std::string name() const override { return "PostgreSQL + PostGIS"; }
  [[nodiscard]] std::string version() const override { return version_; }

  BenchAnswer run(const BenchQuery& query) override {
    std::vector<std::string> values;
    switch (query.shape) {
      case Shape::kNarrow:
        values = {number(query.lat), number(query.lon), std::to_string(query.profession),
                  std::to_string(query.language)};
        break;
      case Shape::kBroad:
        values = {std::to_string(query.profession), std::to_string(query.language)};
        break;
      case Shape::kWords:
        values = {"'" + query.word + "' & '" + query.prefix + "':*",
                  "'" + query.word + "' & '" + query.prefix + "'"};
        break;
      case Shape::kPrice:
        values = {std::to_string(query.profession)};
        break;
    }
    return ask(query.shape, values);
  }

  void keep_document(std::int64_t id, const std::string& json) override {
    if (!std::exchange(copying_, true)) execute("COPY record FROM STDIN");
    documents_ += std::to_string(id) + '\t';
    for (const char c : json) {
      if (c == '\\') documents_ += '\\';
      documents_ += c;
    }
    documents_ += '\n';
    send(documents_, false);
  }
  void documents_kept() override {
    send(documents_, true);
    execute("VACUUM ANALYZE record");
    prepare("profile", "SELECT json FROM record WHERE id=$1::bigint");
  }
  std::string profile(std::int64_t id) override {
    const std::string text = std::to_string(id);
    const char* value = text.c_str();
    const ResultPtr result(PQexecPrepared(connection_.get(), "profile", 1, &value, nullptr, nullptr, 0));
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK || PQntuples(result.get()) != 1) die("profile");
    return name_in_document(PQgetvalue(result.get(), 0, 0),
                            static_cast<std::size_t>(PQgetlength(result.get(), 0, 0)));
  }

 private:
  [[noreturn]] void die(const char* what) {
    std::fprintf(stderr, "postgres: %.200s: %s\n", what, PQerrorMessage(connection_.get()));
    std::exit(1);
  }

  static std::vector<std::string> split(const std::string& script) {
    std::vector<std::string> statements;
    for (std::size_t at = 0; at < script.size();) {
      const std::size_t end = script.find(';', at);
      if (end == std::string::npos) break;
      statements.push_back(script.substr(at, end - at));
      at = end + 1;
    }
    return statements;
  }

  static std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.10f", value);
    return text;
  }

  void execute(const char* sql) {
    const ResultPtr result(PQexec(connection_.get(), sql));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN) die(sql);
  }

  void prepare(const char* name, const std::string& sql) {
    const ResultPtr result(PQprepare(connection_.get(), name, sql.c_str(), 0, nullptr));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) die(sql.c_str());
  }

  void send(std::string& buffer, bool last) {
    if (!last && buffer.size() < 1 << 20) return;
    if (PQputCopyData(connection_.get(), buffer.data(), static_cast<int>(buffer.size())) != 1) die("copy");
    buffer.clear();
    if (!last) return;
    if (PQputCopyEnd(connection_.get(), nullptr) != 1) die("copy");
    const ResultPtr result(PQgetResult(connection_.get()));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) die("copy");
    while (PGresult* more = PQgetResult(connection_.get())) PQclear(more);
  }

  void fill_people();
  void fill_locations();
  BenchAnswer ask(Shape shape, const std::vector<std::string>& values);

  const FlatDirectory& directory_;
  std::unique_ptr<PGconn, FinishConnection> connection_;
  std::string version_;
  std::string documents_;  ///< On their way into the copy.
  bool copying_ = false;
};

void PostgresPeer::fill_people() {
  execute(
      "COPY "
      "person(pid,id,s0,s2,s4,grade,certified,fees,base,against,p0,rank,turn,price,v0,v1,v2,v3,v4,v5,v6,v7,"
      "v8,tokens) FROM STDIN");
  std::string buffer;
  std::int64_t pid = 0;
  for (const FlatPractitioner& row : directory_.rows) {
    using domain::ChecklistState;
    const auto add = [&buffer](std::int64_t value) { buffer += std::to_string(value) + '\t'; };
    const int rank = best_rank(row, row.states[3]);
    add(++pid);
    add(row.id);
    for (const std::size_t item : {0U, 2U, 4U}) add(static_cast<int>(row.states[item]));
    add(grade(row.states[3]));
    add(row.certified);
    add(row.states[4] == ChecklistState::kMet || row.states[4] == ChecklistState::kPartly);
    add((row.demoted ? 200 : 0) + rank % 10);
    add(row.states[0] == ChecklistState::kNotMet);
    add(row.states[0] == ChecklistState::kMet ? 2 : row.states[0] == ChecklistState::kPartly ? 1 : 0);
    add(rank);
    add(static_cast<std::int64_t>(row.turn));
    add(row.price_usd_milli);
    for (const auto& codes : row.values) {
      buffer += '{';
      for (const int code : codes) buffer += (buffer.back() == '{' ? "" : ",") + std::to_string(code);
      buffer += "}\t";
    }
    buffer += '{';
    for (const std::string& token : row.tokens) buffer += (buffer.back() == '{' ? "\"" : ",\"") + token + '"';
    buffer += "}\n";
    send(buffer, false);
  }
  send(buffer, true);
}

void PostgresPeer::fill_locations() {
  execute("COPY location FROM STDIN");
  std::string buffer;
  std::int64_t pid = 0;
  for (const FlatPractitioner& row : directory_.rows) {
    ++pid;
    for (const FlatLocation& location : row.locations) {
      buffer += std::to_string(pid) + '\t';
      buffer +=
          location.has_point ? "POINT(" + number(location.lon) + ' ' + number(location.lat) + ")\t" : "\\N\t";
      buffer += jurisdictions(location) + '\t' + (location.accepting ? "t\t" : "f\t") +
                std::to_string(grade(location.scope)) + '\n';
      send(buffer, false);
    }
  }
  send(buffer, true);
}

BenchAnswer PostgresPeer::ask(Shape shape, const std::vector<std::string>& values) {
  std::vector<const char*> raw;
  raw.reserve(values.size());
  for (const std::string& value : values) raw.push_back(value.c_str());
  const char* statement = kShapeNames[static_cast<std::size_t>(shape)];
  const ResultPtr result(PQexecPrepared(connection_.get(), statement, static_cast<int>(raw.size()),
                                        raw.data(), nullptr, nullptr, 0));
  if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) die(statement);
  BenchAnswer answer = empty_answer(directory_, has_facets(shape));
  for (int r = 0; r < PQntuples(result.get()); ++r) {
    const auto field = [&](int column) { return std::atoll(PQgetvalue(result.get(), r, column)); };
    const auto kind = static_cast<std::size_t>(field(0));
    if (kind < kPlains) {
      answer.counts[kind][static_cast<std::size_t>(field(1))] = field(2);
    } else if (kind == 23) {
      answer.states[3][static_cast<std::size_t>(state_of_grade(static_cast<int>(field(1))))] += field(2);
    } else if (kind < 30) {
      answer.states[kind - 20][static_cast<std::size_t>(field(1))] = field(2);
    } else if (kind == 30) {
      answer.total = field(2);
    } else {
      answer.items.push_back(field(1));
    }
  }
  if (has_facets(shape))
    answer.states[1][static_cast<std::size_t>(domain::ChecklistState::kNotAsked)] = answer.total;
  return answer;
}

}  // namespace

std::unique_ptr<Peer> make_postgres_peer(const FlatDirectory& directory, const std::string& connection) {
  return std::make_unique<PostgresPeer>(directory, connection);
}

}  // namespace stillpoint::bench
