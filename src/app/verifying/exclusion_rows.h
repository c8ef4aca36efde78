#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/spreadsheet.h"

namespace stillpoint::app {

/// Somebody in an exclusion list.
struct ExclusionRow {
  std::int64_t line = 0;  ///< Of the file, from 1.
  std::string first{};    ///< As it stands there; empty for a business.
  std::string middle{};
  std::string last{};
  std::string business{};
  std::string npi{};  ///< Ten digits; empty where the list has none.
  std::string born{};
  std::string city{};
  std::string state{};  ///< "OH"
  std::string ground{};
  std::string since{};  ///< "2019-03-20"; empty where the list has no date.
};

/// Reads the CSV layout of the List of Excluded Individuals and Entities (LEIE), which the Office of
/// Inspector General of the United States' health department publishes each month: LASTNAME, FIRSTNAME,
/// MIDNAME, BUSNAME, GENERAL, SPECIALTY, UPIN, NPI, DOB, ADDRESS, CITY, STATE, ZIP, EXCLTYPE, EXCLDATE,
/// REINDATE, WAIVERDATE, WVRSTATE; dates as 20190320, zeros where there is none. Columns are found by name.
/// Rows of whoever was reinstated, or that cannot be read, are passed over.
/// @return kInvalid, with what is allowed, for a sheet without these columns.
Result<std::vector<ExclusionRow>> read_exclusions(const domain::Sheet& sheet);

/// The row in one line, as whoever judges the lead reads it.
std::string describe(const ExclusionRow& row);

}  // namespace stillpoint::app
