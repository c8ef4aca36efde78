// Asks: how much of a bare cpp-httplib server's rate is left when every request is a different search or
// profile, and how long do answers take at half the greatest rate? Two processes side by side, in turn,
// several rounds; medians and ratios.
//
//   http_bench --port PORT --requests FILE [--rounds 5] [--seconds 3] [--json FILE]
//
// FILE holds one path a line ("/v1/practitioners?near=..."); they are used in turn, never the same twice in a
// round if there are enough.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

#include "http/bare_server.h"
#include "http/load_client.h"

namespace stillpoint::bench {
namespace {

struct Options {
  int port = 0;
  std::string requests;
  int rounds = 5;
  double seconds = 3;
  std::string json;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

std::string get(const std::string& path) {
  return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n";
}

class Paths {
 public:
  explicit Paths(const std::string& file) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      if (!line.empty()) paths_.push_back(line);
    }
  }
  [[nodiscard]] bool empty() const { return paths_.empty(); }
  [[nodiscard]] std::size_t size() const { return paths_.size(); }
  std::string next() { return get(paths_[at_++ % paths_.size()]); }

 private:
  std::vector<std::string> paths_;
  std::size_t at_ = 0;
};

int run(const Options& options) {
  Paths paths(options.requests);
  if (paths.empty()) {
    std::fprintf(stderr, "http_bench: %s holds no request.\n", options.requests.c_str());
    return 2;
  }
  const auto ask = [&paths](std::uint64_t) { return paths.next(); };
  // Unloaded: one connection, one request at a time. It tells the usual size of an answer, too.
  const LoadResult quiet =
      run_load({.port = options.port, .connections = 1, .seconds = options.seconds, .request = ask});
  if (quiet.answers == 0 || quiet.failures > 0) {
    std::fprintf(
        stderr, "http_bench: %llu answers, %llu failures: is the server there, and are the requests right?\n",
        static_cast<unsigned long long>(quiet.answers), static_cast<unsigned long long>(quiet.failures));
    return 1;
  }
  const std::size_t head_bytes = 300;
  const std::size_t answer_bytes = quiet.bytes / quiet.answers;
  const BareServer bare(answer_bytes > head_bytes ? answer_bytes - head_bytes : 1);
  std::vector<double> ours;
  std::vector<double> theirs;
  std::vector<double> ratios;
  for (int round = 0; round < options.rounds; ++round) {
    const LoadResult a =
        run_load({.port = options.port, .connections = 16, .seconds = options.seconds, .request = ask});
    const LoadResult b =
        run_load({.port = bare.port(), .connections = 16, .seconds = options.seconds, .request = ask});
    ours.push_back(a.per_second());
    theirs.push_back(b.per_second());
    ratios.push_back(a.per_second() / b.per_second());
  }
  const double half = median(ours) / 2;
  const LoadResult steady = run_load({.port = options.port,
                                      .connections = 64,
                                      .seconds = options.seconds * 2,
                                      .rate = half,
                                      .request = ask});
  const double unloaded = quiet.quantile_us(0.5);
  std::printf("answer %zu bytes (%zu different requests)\n", answer_bytes, paths.size());
  std::printf("rate: %.0f/s, bare %.0f/s, ratio %.2f (%.2f to %.2f over %d rounds)\n", median(ours),
              median(theirs), median(ratios), *std::min_element(ratios.begin(), ratios.end()),
              *std::max_element(ratios.begin(), ratios.end()), options.rounds);
  std::printf(
      "latency: unloaded median %.0f us; at %.0f/s median %.0f us, p99 %.0f us (%.1f times), failures %llu\n",
      unloaded, half, steady.quantile_us(0.5), steady.quantile_us(0.99), steady.quantile_us(0.99) / unloaded,
      static_cast<unsigned long long>(steady.failures));
  if (!options.json.empty()) {
    std::ofstream(options.json) << "{\"answer_bytes\":" << answer_bytes << ",\"rate\":" << median(ours)
                                << ",\"bare_rate\":" << median(theirs) << ",\"ratio\":" << median(ratios)
                                << ",\"unloaded_median_us\":" << unloaded << ",\"half_rate\":" << half
                                << ",\"half_rate_median_us\":" << steady.quantile_us(0.5)
                                << ",\"half_rate_p99_us\":" << steady.quantile_us(0.99)
                                << ",\"failures\":" << steady.failures << "}\n";
  }
  return 0;
}

}  // namespace
}  // namespace stillpoint::bench

int main(int argc, char** argv) {
  stillpoint::bench::Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    if (name == "--port") options.port = std::atoi(argv[i + 1]);
    if (name == "--requests") options.requests = argv[i + 1];
    if (name == "--rounds") options.rounds = std::atoi(argv[i + 1]);
    if (name == "--seconds") options.seconds = std::atof(argv[i + 1]);
    if (name == "--json") options.json = argv[i + 1];
  }
  if (options.port == 0 || options.requests.empty()) {
    std::fprintf(stderr,
                 "usage: http_bench --port PORT --requests FILE [--rounds 5] [--seconds 3] [--json FILE]\n");
    return 2;
  }
  return stillpoint::bench::run(options);
}
