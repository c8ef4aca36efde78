// Any bytes below a registry file's header are rows, rejects or skips; the reader always comes to an end.

#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "fuzz/seed_vocabulary.h"
#include "intake/nppes_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stillpoint;  // NOLINT(google-build-using-namespace): one function
  std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
  auto reader = intake::NppesReader::open(in, {.vocabulary = fuzz::seed_vocabulary(),
                                               .point_of_zip = [](std::string_view) { return std::nullopt; },
                                               .today = Date{std::chrono::days{20'000}}});
  if (!reader) return 0;
  for (std::size_t rows = 0; rows <= size + 1; ++rows) {
    const auto row = (*reader)->next();
    if (!row || !*row) return 0;
  }
  std::abort();  // more rows than bytes
}
