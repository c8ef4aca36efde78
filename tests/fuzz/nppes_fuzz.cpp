// Any bytes below a registry file's header are rows, rejects or skips; the reader always comes to an end.

#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "fuzz/seed_vocabulary.h"
#include "intake/nppes_reader.h"

namespace {

/// The columns that are read; the corpus' rows follow this order.
std::string header() {
  std::string line =
      "NPI,Entity Type Code,Provider Last Name (Legal Name),Provider First Name,Provider Middle Name,"
      "Provider Name Suffix Text,Provider Credential Text,Provider Sex Code,"
      "Provider Business Practice Location Address Telephone Number,NPI Deactivation Date,NPI Reactivation "
      "Date";
  for (const std::string kind : {"Mailing", "Practice Location"}) {
    line += ",Provider First Line Business " + kind + " Address,Provider Second Line Business " + kind +
            " Address";
    for (const char* part : {"City Name", "State Name", "Postal Code", "Country Code (If outside U.S.)"}) {
      line += ",Provider Business " + kind + " Address " + part;
    }
  }
  for (int slot = 1; slot <= 15; ++slot) {
    for (const char* part : {"Healthcare Provider Taxonomy Code_", "Provider License Number_",
                             "Provider License Number State Code_"}) {
      line += "," + (part + std::to_string(slot));
    }
  }
  return line + "\n";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stillpoint;  // NOLINT(google-build-using-namespace): one function
  static const std::string head = header();
  std::istringstream in(head + std::string(reinterpret_cast<const char*>(data), size));
  auto reader = intake::NppesReader::open(in, {.vocabulary = fuzz::seed_vocabulary(),
                                               .point_of_zip = [](std::string_view) { return std::nullopt; },
                                               .today = Date{std::chrono::days{20'000}}});
  if (!reader) std::abort();  // the header is a good one
  for (std::size_t rows = 0; rows <= size + 1; ++rows) {
    const auto row = (*reader)->next();
    if (!row || !*row) return 0;
  }
  std::abort();  // more rows than bytes
}
