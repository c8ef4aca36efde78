// Any query string is read or refused, by searches and by verdicts; what was read of it is written as
// parameters that read the same.

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <vector>

#include "fuzz/seed_vocabulary.h"
#include "http/parameters.h"
#include "http/url.h"
#include "http/verify_parameters.h"

namespace {

using namespace stillpoint;  // NOLINT(google-build-using-namespace): one file

bool same(const std::vector<http::Parameter>& a, const std::vector<http::Parameter>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].name != b[i].name || a[i].value != b[i].value) return false;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::optional<std::vector<http::Parameter>> given = http::parse_query(text);
  if (!given) return 0;
  if (!same(*http::parse_query(http::print_query(*given)), *given)) std::abort();
  static_cast<void>(http::read_search(*given, fuzz::seed_vocabulary(), http::UnknownNames::kIgnored));
  static_cast<void>(http::read_verify(*given, http::UnknownNames::kRefused, "192.0.2.1"));
  const http::SearchRequest search =
      http::read_search(*given, fuzz::seed_vocabulary(), http::UnknownNames::kRefused);
  if (!search.faults.empty()) return 0;
  const auto written = http::to_parameters(search.terms, fuzz::seed_vocabulary());
  const http::SearchRequest again =
      http::read_search(written, fuzz::seed_vocabulary(), http::UnknownNames::kRefused);
  if (!again.faults.empty()) std::abort();
  if (!same(http::to_parameters(again.terms, fuzz::seed_vocabulary()), written)) std::abort();
  return 0;
}
