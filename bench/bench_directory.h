#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "domain/vocabulary.h"
#include "peers/flat_directory.h"
#include "search/index.h"

namespace stillpoint::bench {

/// A Stillpoint database opened for measuring: its vocabulary, its listings, and the index over them.
class BenchDirectory {
 public:
  explicit BenchDirectory(const std::string& database);
  ~BenchDirectory();
  BenchDirectory(const BenchDirectory&) = delete;
  BenchDirectory& operator=(const BenchDirectory&) = delete;

  [[nodiscard]] const domain::Vocabulary& vocabulary() const;
  [[nodiscard]] const domain::DirectoryReader& reader() const;
  /// Loaded when first asked for.
  search::Index& index();
  /// One instant for the whole run.
  [[nodiscard]] Instant now() const;
  /// Adds every listing to the flat directory.
  void flatten(FlatDirectory& directory);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace stillpoint::bench
