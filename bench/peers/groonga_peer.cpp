#include "peers/groonga_peer.h"

#include <groonga.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string_view>

namespace stillpoint::bench {
namespace {

using domain::ChecklistState;

constexpr double kEarthMetres = 6371008.8;
constexpr double kDegree = 3.14159265358979323846 / 180.0;

double metres_between(double lat_a, double lon_a, double lat_b, double lon_b) {
  const double s = std::sin((lat_b - lat_a) * kDegree / 2);
  const double t = std::sin((lon_b - lon_a) * kDegree / 2);
  return 2 * kEarthMetres *
         std::asin(
             std::min(1.0, std::sqrt(s * s + std::cos(lat_a * kDegree) * std::cos(lat_b * kDegree) * t * t)));
}

class GroongaPeer final : public Peer {
 public:
  GroongaPeer(const FlatDirectory& directory, const std::string& path) : directory_(directory) {
    grn_init();
    grn_ctx_init(&ctx_, 0);
    database_ = grn_db_create(&ctx_, path.c_str(), nullptr);
    if (database_ == nullptr) die(path);
    make_schema();
    fill();
    make_indexes();
  }
  ~GroongaPeer() override {
    grn_obj_close(&ctx_, database_);
    grn_ctx_fin(&ctx_);
    grn_fin();
  }
  GroongaPeer(const GroongaPeer&) = delete;
  GroongaPeer& operator=(const GroongaPeer&) = delete;

  [[nodiscard]] std::string name() const override { return "groonga"; }
  [[nodiscard]] std::string version() const override { return grn_get_version(); }

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
    // A document goes in as a string within groonga's JSON: quotes and backslashes escaped.
    documents_ += "{\"_key\":" + std::to_string(id) + ",\"json\":\"";
    for (const char c : json) {
      if (c == '"' || c == '\\') documents_ += '\\';
      documents_ += c;
    }
    documents_ += "\"},";
    load("Record", documents_, false);
  }
  void documents_kept() override {
    load("Record", documents_, true);
    records_ = grn_ctx_get(&ctx_, "Record", -1);
    record_json_ = grn_ctx_get(&ctx_, "Record.json", -1);
    if (records_ == nullptr || record_json_ == nullptr) die("Record");
  }
  std::string profile(std::int64_t id) override {
    const grn_id row = grn_table_get(&ctx_, records_, &id, sizeof id);
    if (row == GRN_ID_NIL) die("profile");
    grn_obj json;
    GRN_TEXT_INIT(&json, 0);
    grn_obj_get_value(&ctx_, record_json_, row, &json);
    std::string name = name_in_document(GRN_TEXT_VALUE(&json), GRN_TEXT_LEN(&json));
    grn_obj_unlink(&ctx_, &json);
    return name;
  }

 private:
  [[noreturn]] void die(const std::string& what) {
    std::fprintf(stderr, "groonga: %s in %.300s\n", ctx_.errbuf, what.c_str());
    std::exit(1);
  }

  std::string_view command(const std::string& text) {
    grn_ctx_send(&ctx_, text.data(), static_cast<unsigned>(text.size()), 0);
    char* answer = nullptr;
    unsigned size = 0;
    int flags = 0;
    grn_ctx_recv(&ctx_, &answer, &size, &flags);
    if (ctx_.rc != GRN_SUCCESS) die(text);
    return {answer, size};
  }

  rapidjson::Document select(const std::string& text) {
    const std::string_view answer = command("select " + text);
    rapidjson::Document document;
    document.Parse(answer.data(), answer.size());
    if (document.HasParseError()) die(text);
    return document;
  }

  void make_schema();
  void make_indexes();
  /// Sends a table's rows when there are enough of them, or when these are the last; then empties json.
  void load(const char* table, std::string& json, bool last);
  void fill();
  static void add_person(std::string& json, const FlatPractitioner& row);

  static std::int64_t total_of(const rapidjson::Document& document) { return document[0][0][0].GetInt64(); }
  static void read_items(const rapidjson::Document& document, BenchAnswer& answer) {
    for (rapidjson::SizeType r = 2; r < document[0].Size(); ++r) {
      const std::int64_t id = document[0][r][0].GetInt64();
      if (answer.items.size() < kItems &&
          std::find(answer.items.begin(), answer.items.end(), id) == answer.items.end()) {
        answer.items.push_back(id);
      }
    }
  }
  static void read_facet(const rapidjson::Document& document, const std::string& label,
                         std::vector<std::int64_t>& counts) {
    const rapidjson::Value& rows = document[1][label.c_str()];
    for (rapidjson::SizeType r = 2; r < rows.Size(); ++r) {
      counts[static_cast<std::size_t>(rows[r][0].GetInt())] = rows[r][1].GetInt64();
    }
  }

  BenchAnswer narrow(const BenchQuery& query);
  BenchAnswer broad(const BenchQuery& query);
  BenchAnswer find_words(const BenchQuery& query);
  BenchAnswer price(const BenchQuery& query);

  const FlatDirectory& directory_;
  grn_ctx ctx_{};
  grn_obj* database_ = nullptr;
  std::string documents_;  ///< On their way into Record.
  grn_obj* records_ = nullptr;
  grn_obj* record_json_ = nullptr;
};

std::string value_name(std::size_t facet) {
  return "v" + std::to_string(facet);
}

void GroongaPeer::make_schema() {
  command("table_create Word TABLE_PAT_KEY ShortText");
  command("table_create Person TABLE_NO_KEY");
  for (const char* column :
       {"id Int64", "turn Int64", "price Int64", "rank Int32", "base Int32", "p0 Int32", "s0 UInt8",
        "s2 UInt8", "s4 UInt8", "grade UInt8", "certified Bool", "fees Bool", "against Bool"}) {
    const std::string_view text(column);
    const std::size_t space = text.find(' ');
    command("column_create Person " + std::string(text.substr(0, space)) + " COLUMN_SCALAR " +
            std::string(text.substr(space + 1)));
  }
  command("column_create Person tokens COLUMN_VECTOR Word");
  for (std::size_t f = 0; f < kPlains; ++f) {
    command("table_create T" + value_name(f) + " TABLE_HASH_KEY Int32");
    command("column_create Person " + value_name(f) + " COLUMN_VECTOR T" + value_name(f));
  }
  command("table_create Record TABLE_HASH_KEY Int64");
  command("column_create Record json COLUMN_SCALAR Text");
  command("table_create Location TABLE_NO_KEY");
  command("column_create Location person COLUMN_SCALAR Person");
  command("column_create Location spot COLUMN_SCALAR WGS84GeoPoint");
  command("column_create Location lat COLUMN_SCALAR Float");
  command("column_create Location lon COLUMN_SCALAR Float");
  command("column_create Location jurisdiction COLUMN_SCALAR Int32");
  command("column_create Location country COLUMN_SCALAR Int32");
  command("column_create Location grade COLUMN_SCALAR UInt8");
  command("column_create Location accepting COLUMN_SCALAR Bool");
}

void GroongaPeer::make_indexes() {
  command("column_create Word person_tokens COLUMN_INDEX Person tokens");
  for (std::size_t f = 0; f < kPlains; ++f) {
    command("column_create T" + value_name(f) + " persons COLUMN_INDEX Person " + value_name(f));
  }
  command("table_create Spot TABLE_PAT_KEY WGS84GeoPoint");
  command("column_create Spot locations COLUMN_INDEX Location spot");
}

void GroongaPeer::add_person(std::string& json, const FlatPractitioner& row) {
  const int rank = best_rank(row, row.states[3]);
  const auto put = [&json](const char* name, std::int64_t value) {
    json += std::string(json.back() == '{' ? "\"" : ",\"") + name + "\":" + std::to_string(value);
  };
  const auto flag = [&json](const char* name, bool value) {
    json += std::string(",\"") + name + (value ? "\":true" : "\":false");
  };
  json += '{';
  put("id", row.id);
  put("turn", static_cast<std::int64_t>(row.turn));
  put("price", row.price_usd_milli);
  put("rank", rank);
  put("base", (row.demoted ? 200 : 0) + rank % 10);
  put("p0", row.states[0] == ChecklistState::kMet ? 2 : row.states[0] == ChecklistState::kPartly ? 1 : 0);
  put("s0", static_cast<int>(row.states[0]));
  put("s2", static_cast<int>(row.states[2]));
  put("s4", static_cast<int>(row.states[4]));
  put("grade", grade(row.states[3]));
  flag("certified", row.certified);
  flag("fees", row.states[4] == ChecklistState::kMet || row.states[4] == ChecklistState::kPartly);
  flag("against", row.states[0] == ChecklistState::kNotMet);
  for (std::size_t f = 0; f < kPlains; ++f) {
    json += ",\"" + value_name(f) + "\":[";
    for (const int code : row.values[f]) json += (json.back() == '[' ? "" : ",") + std::to_string(code);
    json += ']';
  }
  json += ",\"tokens\":[";
  for (const std::string& token : row.tokens) json += (json.back() == '[' ? "\"" : ",\"") + token + '"';
  json += "]},";
}

void GroongaPeer::load(const char* table, std::string& json, bool last) {
  constexpr std::size_t kBatchBytes = 4 << 20;
  if (json.size() < kBatchBytes && !last) return;
  if (!json.empty()) {
    json.back() = ']';
    command(std::string("load --table ") + table);
    command("[" + json);
  }
  json.clear();
}

void GroongaPeer::fill() {
  std::string json;
  for (const FlatPractitioner& row : directory_.rows) {
    add_person(json, row);
    load("Person", json, false);
  }
  load("Person", json, true);
  std::int64_t pid = 0;
  for (const FlatPractitioner& row : directory_.rows) {
    ++pid;
    for (const FlatLocation& l : row.locations) {
      if (!l.has_point) continue;
      char text[256];
      std::snprintf(
          text, sizeof text,
          R"({"person":%lld,"spot":"%.7fx%.7f","lat":%.10f,"lon":%.10f,"jurisdiction":%d,"country":%d,"grade":%d,"accepting":%s},)",
          static_cast<long long>(pid), l.lat, l.lon, l.lat, l.lon, l.jurisdiction, l.country, grade(l.scope),
          l.accepting ? "true" : "false");
      json += text;
      load("Location", json, false);
    }
  }
  load("Location", json, true);
}

BenchAnswer GroongaPeer::narrow(const BenchQuery& query) {
  // A rectangle is groonga's exact and fastest geo test; the circle, the counts and the order are worked out
  // over its rows here.
  BenchAnswer answer = empty_answer(directory_, true);
  const double lat_span = kNarrowRadiusKm / 111.0 * 1.01;
  const double lon_span = lat_span / std::max(0.01, std::cos(query.lat * kDegree));
  char filter[800];
  std::snprintf(filter, sizeof filter,
                "Location --limit -1 --cache no --filter 'geo_in_rectangle(spot,\"%.7fx%.7f\",\"%.7fx%.7f\") "
                "&& accepting == true && "
                "person.certified == true && (person.v0 @ %d || person.v4 @ %d)' --output_columns "
                "person._id,lat,lon,grade,jurisdiction,person.id,person.turn,person.base,person.against,"
                "person.p0,person.s0,"
                "person.s2,person.s4,person.v0,person.v1,person.v2,person.v3,person.v4,person.v5,person.v6,"
                "person.v8,country",
                query.lat + lat_span, query.lon - lon_span, query.lat - lat_span, query.lon + lon_span,
                query.profession, query.language);
  const rapidjson::Document document = select(filter);
  struct Candidate {
    const rapidjson::Value* row = nullptr;
    double metres = 0;
    int grade = 0;
    std::vector<int> jurisdictions;
  };
  std::map<int, Candidate> candidates;
  for (rapidjson::SizeType r = 2; r < document[0].Size(); ++r) {
    const rapidjson::Value& row = document[0][r];
    const double metres = metres_between(query.lat, query.lon, row[1].GetDouble(), row[2].GetDouble());
    if (metres > kNarrowRadiusKm * 1000.0) continue;
    Candidate& candidate = candidates[row[0].GetInt()];
    if (candidate.row == nullptr || metres < candidate.metres) candidate.metres = metres;
    candidate.row = &row;
    candidate.grade = std::max(candidate.grade, row[3].GetInt());
    auto& known = candidate.jurisdictions;
    for (const int jurisdiction : {row[4].GetInt(), row[21].GetInt()}) {
      if (jurisdiction >= 0 && std::find(known.begin(), known.end(), jurisdiction) == known.end())
        known.push_back(jurisdiction);
    }
  }
  struct Key {
    int rank, band;
    std::int64_t turn, id;
    auto operator<=>(const Key&) const = default;
  };
  std::vector<Key> order;
  for (const auto& [pid, c] : candidates) {
    const rapidjson::Value& row = *c.row;
    const auto has = [&row](rapidjson::SizeType column, int code) {
      return std::any_of(row[column].Begin(), row[column].End(),
                         [code](const auto& v) { return v.GetInt() == code; });
    };
    const bool fp = has(13, query.profession);
    const bool fl = has(17, query.language);
    for (std::size_t f = 0; f < kPlains; ++f) {
      if (f == 7 || !(fp || f == 0) || !(fl || f == 4)) continue;
      for (const auto& code : row[static_cast<rapidjson::SizeType>(f == 8 ? 20 : 13 + f)].GetArray()) {
        ++answer.counts[f][static_cast<std::size_t>(code.GetInt())];
      }
    }
    if (!fp || !fl) continue;
    ++answer.total;
    for (const int j : c.jurisdictions) ++answer.counts[7][static_cast<std::size_t>(j)];
    ++answer.states[0][row[10].GetUint()];
    ++answer.states[2][row[11].GetUint()];
    ++answer.states[3][static_cast<std::size_t>(state_of_grade(c.grade))];
    ++answer.states[4][row[12].GetUint()];
    ++answer.states[1][static_cast<std::size_t>(ChecklistState::kNotAsked)];
    const int rank = row[7].GetInt() + (row[8].GetBool() || c.grade == 0 ? 100 : 0) +
                     (4 - row[9].GetInt() - (c.grade >= 2 ? 1 : 0) - (c.grade == 4 ? 1 : 0)) * 10;
    order.push_back({.rank = rank,
                     .band = static_cast<int>(c.metres / 5000),
                     .turn = row[6].GetInt64(),
                     .id = row[5].GetInt64()});
  }
  const std::size_t shown = std::min<std::size_t>(order.size(), kItems);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end());
  for (std::size_t i = 0; i < shown; ++i) answer.items.push_back(order[i].id);
  return answer;
}

BenchAnswer GroongaPeer::broad(const BenchQuery& query) {
  BenchAnswer answer = empty_answer(directory_, true);
  const auto drill = [](const std::string& column) {
    return " --drilldowns[" + column + "].keys " + column + " --drilldowns[" + column +
           "].limit -1 --drilldowns[" + column + "].output_columns _key,_nsubrecs";
  };
  const std::string p = "v0 @ " + std::to_string(query.profession);
  const std::string l = "v4 @ " + std::to_string(query.language);
  std::string all = "Person --cache no --filter 'fees == true && " + p + " && " + l +
                    "' --sort_keys rank,turn,id --limit 20 --output_columns id";
  for (const char* column : {"v1", "v2", "v3", "v5", "v6", "v7", "v8", "s0", "s2", "s4", "grade"})
    all += drill(column);
  const rapidjson::Document document = select(all);
  answer.total = total_of(document);
  read_items(document, answer);
  for (const std::size_t f : {1U, 2U, 3U, 5U, 6U, 7U, 8U})
    read_facet(document, value_name(f), answer.counts[f]);
  const auto read_states = [&](const char* label, std::size_t item, bool graded) {
    std::vector<std::int64_t> counts(domain::kChecklistStates, 0);
    read_facet(document, label, counts);
    for (std::size_t s = 0; s < counts.size(); ++s) {
      if (counts[s] == 0) continue;
      answer.states[item][graded ? static_cast<std::size_t>(state_of_grade(static_cast<int>(s))) : s] +=
          counts[s];
    }
  };
  read_states("s0", 0, false);
  read_states("s2", 2, false);
  read_states("grade", 3, true);
  read_states("s4", 4, false);
  answer.states[1][static_cast<std::size_t>(ChecklistState::kNotAsked)] = answer.total;
  read_facet(select("Person --cache no --filter 'fees == true && " + l + "' --limit 0" + drill("v0")), "v0",
             answer.counts[0]);
  read_facet(select("Person --cache no --filter 'fees == true && " + p + "' --limit 0" + drill("v4")), "v4",
             answer.counts[4]);
  return answer;
}

BenchAnswer GroongaPeer::find_words(const BenchQuery& query) {
  BenchAnswer answer = empty_answer(directory_, false);
  const std::string tail = "' --sort_keys rank,turn,id --limit 20 --output_columns id";
  const std::string first = "Person --cache no --filter 'tokens @ \"" + query.word + "\" && tokens @";
  read_items(select(first + " \"" + query.prefix + "\"" + tail), answer);
  // Twenty more than those: what stands there exactly is among what only begins so.
  const rapidjson::Document begun =
      select(first + "^ \"" + query.prefix + "\"' --sort_keys rank,turn,id --limit 40 --output_columns id");
  read_items(begun, answer);
  answer.total = total_of(begun);
  return answer;
}

BenchAnswer GroongaPeer::price(const BenchQuery& query) {
  BenchAnswer answer = empty_answer(directory_, false);
  const std::string p = "v0 @ " + std::to_string(query.profession);
  read_items(select("Person --cache no --filter '" + p +
                    " && price >= 0' --sort_keys price,turn,id --limit 20 --output_columns id"),
             answer);
  answer.total = total_of(select("Person --cache no --filter '" + p + "' --limit 0"));
  return answer;
}

}  // namespace

std::unique_ptr<Peer> make_groonga_peer(const FlatDirectory& directory, const std::string& path) {
  return std::make_unique<GroongaPeer>(directory, path);
}

}  // namespace stillpoint::bench
