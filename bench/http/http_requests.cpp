// Writes the requests that http_bench sends: narrow searches and profiles, every one different.
//
//   http_requests --database FILE --narrow FILE --profiles FILE

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "bench_directory.h"

namespace stillpoint::bench {
namespace {

/// More than a run asks for, so that none comes twice in a round.
constexpr std::size_t kRequests = 200'000;

void write_requests(const std::string& database, const std::string& narrow_file,
                    const std::string& profiles_file) {
  BenchDirectory source(database);
  FlatDirectory directory;
  source.flatten(directory);
  std::ofstream narrow(narrow_file);
  std::ofstream profiles(profiles_file);
  const auto& professions = directory.names[static_cast<std::size_t>(Plain::kProfession)];
  const auto& languages = directory.names[static_cast<std::size_t>(Plain::kLanguage)];
  std::size_t written = 0;
  for (std::size_t i = 0; written < kRequests; ++i) {
    const FlatPractitioner& row = directory.rows[(i * 7919) % directory.rows.size()];
    const auto& held = row.values[static_cast<std::size_t>(Plain::kProfession)];
    const auto& spoken = row.values[static_cast<std::size_t>(Plain::kLanguage)];
    if (i > kRequests * 20) break;
    if (row.locations.empty() || !row.locations.front().has_point || held.empty() || spoken.empty()) continue;
    char text[256];
    std::snprintf(text, sizeof text,
                  "/v1/practitioners?near=%.4f,%.4f&profession=%s&language=%s&accepting=true&certified=true",
                  row.locations.front().lat + static_cast<double>(i % 97) * 0.0001, row.locations.front().lon,
                  professions[static_cast<std::size_t>(held.front())].c_str(),
                  languages[static_cast<std::size_t>(spoken.front())].c_str());
    narrow << text << '\n';
    profiles << "/v1/practitioners/" << print_id(row.id) << '\n';
    ++written;
  }
}

}  // namespace
}  // namespace stillpoint::bench

int main(int argc, char** argv) {
  std::string database;
  std::string narrow;
  std::string profiles;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    if (name == "--database") database = argv[i + 1];
    if (name == "--narrow") narrow = argv[i + 1];
    if (name == "--profiles") profiles = argv[i + 1];
  }
  if (database.empty() || narrow.empty() || profiles.empty()) {
    std::fprintf(stderr, "usage: http_requests --database FILE --narrow FILE --profiles FILE\n");
    return 2;
  }
  stillpoint::bench::write_requests(database, narrow, profiles);
  return 0;
}
