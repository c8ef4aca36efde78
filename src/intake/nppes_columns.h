#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace stillpoint::intake {

/// Where the columns that we read stand in a file of the US registry of health care providers (NPPES). They
/// are found by name: the file of 2018 has 329 columns, that of 2025 (version 2) 330, and one was renamed.
struct NppesColumns {
  /// A taxonomy with the licence that its holder states for it. A row has fifteen.
  struct Slot {
    std::size_t taxonomy = 0, licence_number = 0, licence_state = 0;
  };
  static constexpr std::size_t kSlots = 15;
  struct Address {
    std::size_t line_1 = 0, line_2 = 0, city = 0, state = 0, postal_code = 0, country = 0;
  };

  std::size_t count = 0;  ///< Of all columns.
  std::size_t npi = 0, entity_type = 0;
  std::size_t last_name = 0, first_name = 0, middle_name = 0, name_suffix = 0, credential_text = 0;
  std::size_t gender = 0;
  Address mailing, practice;
  std::size_t practice_phone = 0;
  std::size_t deactivation_date = 0, reactivation_date = 0;
  std::array<Slot, kSlots> slots;

  /// Finds the columns in the file's first record.
  /// @return kInvalid with a fault for each column that is missing or named twice.
  static Result<NppesColumns> find(const std::vector<std::string_view>& header);
};

}  // namespace stillpoint::intake
