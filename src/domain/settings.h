#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace stillpoint::domain {

/// What owners set while the directory runs, by name. Reads are thread-safe; a write joins the running
/// transaction.
class SettingStore {
 public:
  virtual ~SettingStore() = default;
  /// @return nothing where it was never set.
  [[nodiscard]] virtual Result<std::optional<std::string>> find(std::string_view name) const = 0;
  [[nodiscard]] virtual Result<void> put(std::string_view name, const std::string& value) = 0;
};

}  // namespace stillpoint::domain
