#include "store/sqlite/secret_store.h"

#include <utility>

#include "store/sqlite/random_bytes.h"

namespace stillpoint::store {
namespace {

/// Enough for the keys of every cipher and hash in use.
constexpr std::size_t kSecretBytes = 32;

}  // namespace

Result<std::string> SqliteSecretStore::secret(std::string_view name) {
  std::string value;
  const auto read = [&]() -> Result<void> {
    Result<Statement> select = connection_.connection().prepare("SELECT value FROM secret WHERE name = ?1");
    if (!select) return std::move(select).error();
    const Step found = select->bind(name).step();
    if (found == Step::kFailed) return select->error();
    if (found == Step::kRow) value = select->blob(0);
    return {};
  };
  Result<void> done = connection_.reading(read);
  if (done && value.empty()) {
    Result<std::string> drawn = random_bytes(kSecretBytes);
    if (!drawn) return drawn;
    done = connection_.in_transaction([&]() -> Result<void> {
      Result<Statement> insert = connection_.connection().prepare(
          "INSERT INTO secret (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING");
      if (!insert) return std::move(insert).error();
      Result<void> inserted = insert->bind(name).bind_blob(*drawn).run();
      if (!inserted) return inserted;
      return read();
    });
  }
  if (!done) return std::move(done).error();
  return value;
}

}  // namespace stillpoint::store
