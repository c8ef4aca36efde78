// Any JSON body of a search is read or refused, and what was read is written as parameters that read the
// same.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "fuzz/seed_vocabulary.h"
#include "http/parameters.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stillpoint;  // NOLINT(google-build-using-namespace): one function
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const http::SearchRequest request = http::read_search_json(text, fuzz::seed_vocabulary());
  if (!request.faults.empty()) return 0;
  const auto parameters = http::to_parameters(request.terms, fuzz::seed_vocabulary());
  const http::SearchRequest again =
      http::read_search(parameters, fuzz::seed_vocabulary(), http::UnknownNames::kRefused);
  if (!again.faults.empty()) std::abort();
  const auto once_more = http::to_parameters(again.terms, fuzz::seed_vocabulary());
  if (once_more.size() != parameters.size()) std::abort();
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (parameters[i].name != once_more[i].name || parameters[i].value != once_more[i].value) std::abort();
  }
  return 0;
}
