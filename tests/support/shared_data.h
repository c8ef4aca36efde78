#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>

namespace stillpoint::support {

/// A file of the shared data beside the checkout (real records, never copied into it): below
/// $STILLPOINT_SHARED_DATA, else ../shared/data. Nothing where it is not there, which fails the test in CI.
inline std::optional<std::filesystem::path> shared_data(std::string_view name) {
  const char* folder =
      std::getenv("STILLPOINT_SHARED_DATA");  // NOLINT(concurrency-mt-unsafe): tests set nothing
  std::filesystem::path path =
      folder != nullptr ? folder : std::filesystem::path(STILLPOINT_SOURCE_DIR) / ".." / "shared" / "data";
  path /= name;
  if (std::filesystem::exists(path)) return path;
  const char* ci = std::getenv("CI");  // NOLINT(concurrency-mt-unsafe): likewise
  EXPECT_FALSE(ci != nullptr && std::string_view(ci) == "true") << path << " is missing";
  return std::nullopt;
}

}  // namespace stillpoint::support
