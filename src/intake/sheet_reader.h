#pragma once

#include "domain/spreadsheet.h"

namespace stillpoint::intake {

/// Reads CSV files as spreadsheets write them. Thread-safe.
class CsvSheetReader final : public domain::SheetReader {
 public:
  [[nodiscard]] Result<domain::Sheet> read(std::string_view bytes,
                                           const domain::SheetFormat& format) const override;
};

}  // namespace stillpoint::intake
