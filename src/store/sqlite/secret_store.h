#pragma once

#include <string>
#include <string_view>

#include "domain/ports.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// Secrets made once per database, over SQLite. Thread-safe, and safe beside another program: who comes first
/// draws.
class SqliteSecretStore final : public domain::SecretStore {
 public:
  /// @param connection must outlive it.
  explicit SqliteSecretStore(WriteConnection& connection) : connection_(connection) {}
  [[nodiscard]] Result<std::string> secret(std::string_view name) override;

 private:
  WriteConnection& connection_;
};

}  // namespace stillpoint::store
