// Any text is read or refused; what was read is written, and the written text reads as the same record.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "document/practitioner_reader.h"
#include "document/practitioner_writer.h"
#include "fuzz/seed_vocabulary.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stillpoint;  // NOLINT(google-build-using-namespace): one function
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const document::ReadOptions options{.trusted = true, .today = Date{std::chrono::days{20'000}}};
  const auto record = document::read_practitioner(text, fuzz::seed_vocabulary(), options);
  if (!record) {
    if (record.error().faults.empty()) std::abort();  // every refusal names a place
    return 0;
  }
  const std::string written = document::write_practitioner(*record, fuzz::seed_vocabulary(),
                                                           {.audience = document::Audience::kExport});
  const auto again = document::read_practitioner(written, fuzz::seed_vocabulary(), options);
  if (!again || !(*again == *record)) std::abort();
  return 0;
}
