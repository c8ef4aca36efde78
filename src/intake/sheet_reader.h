#pragma once

#include "domain/spreadsheet.h"

namespace stillpoint::intake {

/// Rows of one upload at most: an association of tens of thousands goes through in parts.
constexpr std::size_t kSheetRowsMax = 20'000;

/// Reads CSV files as spreadsheets write them. Thread-safe.
class CsvSheetReader final : public domain::SheetReader {
 public:
  [[nodiscard]] Result<domain::Sheet> read(std::string_view bytes,
                                           const domain::SheetFormat& format) const override;
};

}  // namespace stillpoint::intake
