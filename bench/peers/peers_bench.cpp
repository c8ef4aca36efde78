// Asks: how does the index compare with PostgreSQL + PostGIS, groonga and plain SQLite on the same directory,
// the same questions, on the same machine, in turn? First every answer is compared; a difference ends the
// run. Then medians, p99 and ratios.
//
//   peers_bench --database FILE --work FOLDER --postgres CONNINFO [--repeat 3] [--json FILE]
//
// FILE is a Stillpoint database; FOLDER an empty one for the peers' files; CONNINFO leads to an empty
// PostgreSQL database.

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bench_directory.h"
#include "document/practitioner_writer.h"
#include "peers/flat_directory.h"
#include "peers/groonga_peer.h"
#include "peers/postgres_peer.h"
#include "peers/sqlite_peer.h"
#include "peers/stillpoint_peer.h"

namespace stillpoint::bench {
namespace {

/// Questions of each class. A broad one takes the peers seconds at a million rows, so there are few of them:
/// each is asked four times of each system.
constexpr std::array<int, 4> kQuestions{100, 12, 10, 25};
constexpr std::uint64_t kSeed = 20261122;

/// splitmix64 (Steele, Lea, Flood 2014): the same questions in every run.
struct Random {
  std::uint64_t state = kSeed;
  std::uint64_t next() {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
};

/// A question that somebody in the directory would be found by: its values are those of a row drawn at
/// random.
BenchQuery question(const FlatDirectory& directory, Shape shape, Random& random) {
  for (;;) {
    const FlatPractitioner& row = directory.rows[random.below(directory.rows.size())];
    const auto& professions = row.values[static_cast<std::size_t>(Plain::kProfession)];
    const auto& languages = row.values[static_cast<std::size_t>(Plain::kLanguage)];
    if (professions.empty() || languages.empty()) continue;
    BenchQuery query{.shape = shape, .profession = professions.front(), .language = languages.front()};
    if (shape == Shape::kNarrow) {
      const auto spot =
          std::find_if(row.locations.begin(), row.locations.end(), [](const auto& l) { return l.has_point; });
      if (spot == row.locations.end()) continue;
      // Rounded, as a client's "use my location" is.
      query.lat = std::round(spot->lat * 100) / 100 + 0.003;
      query.lon = std::round(spot->lon * 100) / 100 + 0.003;
    }
    if (shape == Shape::kWords) {
      std::vector<std::string> brief;
      for (const std::string& token : row.tokens) {
        const bool ascii =
            std::all_of(token.begin(), token.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (ascii && token.size() >= 3 && token.size() < 5) brief.push_back(token);
      }
      if (brief.size() < 2) continue;
      query.word = brief[random.below(brief.size())];
      query.prefix = brief[random.below(brief.size())];
      if (query.word == query.prefix) continue;
    }
    return query;
  }
}

/// What differs between two answers; empty where nothing does.
std::string difference(const FlatDirectory& directory, const BenchAnswer& a, const BenchAnswer& b) {
  if (a.total != b.total) return "total " + std::to_string(a.total) + " against " + std::to_string(b.total);
  if (a.items != b.items) return "items";
  for (std::size_t f = 0; f < kPlains; ++f) {
    for (std::size_t v = 0; v < std::min(a.counts[f].size(), b.counts[f].size()); ++v) {
      if (a.counts[f][v] != b.counts[f][v]) {
        return "facet " + std::to_string(f) + " " + directory.names[f][v] + ": " +
               std::to_string(a.counts[f][v]) + " against " + std::to_string(b.counts[f][v]);
      }
    }
  }
  for (std::size_t i = 0; i < a.states.size(); ++i) {
    if (a.states[i] != b.states[i]) return "states of item " + std::to_string(i + 1);
  }
  return {};
}

struct Timing {
  double median_us = 0;
  double p99_us = 0;
};

/// @param ask asks one question and aborts on a senseless answer, which keeps the answer alive.
template <class Question, class Ask>
Timing measure(const std::vector<Question>& questions, int repeat, Ask ask) {
  std::vector<double> times;
  for (int r = 0; r < repeat; ++r) {
    for (const Question& question : questions) {
      const auto start = std::chrono::steady_clock::now();
      ask(question);
      times.push_back(
          std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
    }
  }
  std::sort(times.begin(), times.end());
  return {.median_us = times[times.size() / 2], .p99_us = times[(times.size() - 1) * 99 / 100]};
}

using Peers = std::vector<std::unique_ptr<Peer>>;

/// @return false where a peer's answer differs from the first one's.
bool same_answers(const FlatDirectory& directory, const Peers& peers,
                  const std::vector<BenchQuery>& questions) {
  for (std::size_t q = 0; q < questions.size(); ++q) {
    const BenchAnswer first = peers.front()->run(questions[q]);
    for (std::size_t p = 1; p < peers.size(); ++p) {
      const std::string what = difference(directory, first, peers[p]->run(questions[q]));
      if (what.empty()) continue;
      std::fprintf(stderr, "peers_bench: %s, question %zu (seed %llu): %s and %s differ: %s\n",
                   kShapeNames[static_cast<std::size_t>(questions[q].shape)], q,
                   static_cast<unsigned long long>(kSeed), peers.front()->name().c_str(),
                   peers[p]->name().c_str(), what.c_str());
      return false;
    }
  }
  return true;
}

/// Records asked for by their ids in the class `profile`.
constexpr std::size_t kProfiles = 2000;

/// Gives every peer the documents to keep: whole records, as an export writes them.
void keep_documents(const BenchDirectory& source, const FlatDirectory& directory, const Peers& peers) {
  for (const FlatPractitioner& row : directory.rows) {
    const auto record = source.reader().find(domain::PractitionerId{row.id});
    if (!record) std::exit(1);
    const std::string json =
        document::write_practitioner(*record, source.vocabulary(), {.audience = document::Audience::kExport});
    for (const auto& peer : peers) peer->keep_document(row.id, json);
  }
  for (const auto& peer : peers) peer->documents_kept();
}

/// @return false where a peer's record of an id names somebody else than the first one's.
bool same_profiles(const Peers& peers, const std::vector<std::int64_t>& ids) {
  return std::all_of(ids.begin(), ids.end(), [&](std::int64_t id) {
    const std::string name = peers.front()->profile(id);
    return std::all_of(peers.begin(), peers.end(), [&](const auto& p) {
      if (p->profile(id) == name) return true;
      std::fprintf(stderr, "peers_bench: profile %lld: %s differs\n", static_cast<long long>(id),
                   p->name().c_str());
      return false;
    });
  });
}

/// Times one class on every peer, prints it, and appends its JSON. All peers are warm: the same questions
/// were asked when their answers were compared.
template <class Question, class Ask>
void compare(const char* name, const Peers& peers, const std::vector<Question>& questions, int repeat,
             std::string& json, Ask ask) {
  json += (json.back() == '[' ? "" : ",") + ("{\"class\":\"" + std::string(name) + "\",\"results\":[");
  double best = 0;
  double ours = 0;
  for (const auto& peer : peers) {
    const auto ask_peer = [&](const Question& question) { ask(*peer, question); };
    const Timing timing = measure(questions, repeat, ask_peer);
    if (peer == peers.front()) {
      ours = timing.median_us;
    } else if (best == 0 || timing.median_us < best) {
      best = timing.median_us;
    }
    std::printf("%-7s %-22s median %10.1f us  p99 %10.1f us\n", name, peer->name().c_str(), timing.median_us,
                timing.p99_us);
    std::fflush(stdout);
    char text[128];
    std::snprintf(text, sizeof text, "{\"median_us\":%.2f,\"p99_us\":%.2f}", timing.median_us, timing.p99_us);
    json += (json.back() == '[' ? "" : ",") + std::string(text);
  }
  std::printf("%-7s best peer / Stillpoint: %.1f\n", name, best / ours);
  char text[64];
  std::snprintf(text, sizeof text, "],\"ratio\":%.2f}", best / ours);
  json += text;
}

struct Options {
  std::string database, work, postgres, json;
  int repeat = 3;
};

int run(const Options& options) {
  BenchDirectory source(options.database);
  FlatDirectory directory;
  source.flatten(directory);
  std::printf("%zu practitioners\n", directory.rows.size());
  Peers peers;
  peers.push_back(make_stillpoint_peer(directory, source));
  peers.push_back(make_postgres_peer(directory, options.postgres));
  peers.push_back(make_groonga_peer(directory, options.work + "/groonga.db"));
  peers.push_back(make_sqlite_peer(directory, options.work + "/peer.sqlite"));
  std::string json = "{\"rows\":" + std::to_string(directory.rows.size()) + ",\"peers\":[";
  for (const auto& peer : peers) {
    json += (json.back() == '[' ? "" : ",") +
            ("{\"name\":\"" + peer->name() + "\",\"version\":\"" + peer->version() + "\"}");
  }
  json += "],\"classes\":[";
  Random random;
  for (std::size_t s = 0; s < kShapeNames.size(); ++s) {
    std::vector<BenchQuery> questions;
    for (int q = 0; q < kQuestions[s]; ++q)
      questions.push_back(question(directory, static_cast<Shape>(s), random));
    if (!same_answers(directory, peers, questions)) return 1;
    compare(kShapeNames[s], peers, questions, options.repeat, json, [](Peer& peer, const BenchQuery& query) {
      if (peer.run(query).total < 0) std::abort();
    });
  }
  std::vector<std::int64_t> ids;
  for (std::size_t i = 0; i < kProfiles; ++i)
    ids.push_back(directory.rows[random.below(directory.rows.size())].id);
  keep_documents(source, directory, peers);
  if (!same_profiles(peers, ids)) return 1;
  compare("profile", peers, ids, options.repeat, json, [](Peer& peer, std::int64_t id) {
    if (peer.profile(id).empty()) std::abort();
  });
  json += "]}\n";
  if (!options.json.empty()) std::ofstream(options.json) << json;
  return 0;
}

}  // namespace
}  // namespace stillpoint::bench

int main(int argc, char** argv) {
  stillpoint::bench::Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    if (name == "--database") options.database = argv[i + 1];
    if (name == "--work") options.work = argv[i + 1];
    if (name == "--postgres") options.postgres = argv[i + 1];
    if (name == "--repeat") options.repeat = std::atoi(argv[i + 1]);
    if (name == "--json") options.json = argv[i + 1];
  }
  if (options.database.empty() || options.work.empty() || options.postgres.empty()) {
    std::fprintf(
        stderr,
        "usage: peers_bench --database FILE --work FOLDER --postgres CONNINFO [--repeat 3] [--json FILE]\n");
    return 2;
  }
  return stillpoint::bench::run(options);
}
