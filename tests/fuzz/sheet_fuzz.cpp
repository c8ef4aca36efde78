// Any file is a spreadsheet or is refused: every row is as wide as the heading and of UTF-8, and there are no
// more rows than lines. The first byte chooses encoding and separator.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "intake/sheet_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stillpoint;  // NOLINT(google-build-using-namespace): one function
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto sheet = intake::CsvSheetReader().read(
      text,
      {.encoding = (data[0] & 1U) != 0 ? domain::SheetEncoding::kWindows1252 : domain::SheetEncoding::kUtf8,
       .separator = (data[0] & 2U) != 0 ? ';' : ','});
  if (!sheet) return 0;
  const auto feeds = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  if (sheet->rows.size() > feeds) std::abort();
  std::int64_t line = 0;
  for (const domain::SheetRow& row : sheet->rows) {
    if (row.cells.size() != sheet->heading.size() || row.line <= line) std::abort();
    line = row.line;
    for (const std::string& cell : row.cells) {
      if (!is_utf8(cell)) std::abort();
    }
  }
  return 0;
}
