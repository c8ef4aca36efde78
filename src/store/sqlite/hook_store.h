#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/hooks.h"
#include "store/sqlite/reader_pool.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// Webhooks over SQLite. Thread-safe.
class SqliteHookStore final : public domain::HookStore {
 public:
  /// @param connection and `readers` must outlive it.
  SqliteHookStore(WriteConnection& connection, const ReaderPool& readers)
      : connection_(connection), readers_(readers) {}

  [[nodiscard]] Result<std::vector<domain::HookEndpoint>> endpoints() const override;
  [[nodiscard]] Result<domain::HookEndpoint> find(domain::HookEndpointId id) const override;
  [[nodiscard]] Result<domain::HookEndpointId> put(const domain::HookEndpoint& endpoint) override;
  [[nodiscard]] Result<void> stop(domain::HookEndpointId id, Instant now, const std::string& why) override;
  [[nodiscard]] Result<void> remove(domain::HookEndpointId id) override;
  [[nodiscard]] Result<domain::ChangeMark> position() const override;
  [[nodiscard]] Result<void> set_position(const domain::ChangeMark& mark) override;
  [[nodiscard]] Result<void> queue(const domain::HookDelivery& delivery) override;
  [[nodiscard]] Result<std::vector<domain::HookDelivery>> due(Instant now) const override;
  [[nodiscard]] Result<void> sent(const domain::HookDelivery& delivery, Instant now) override;
  [[nodiscard]] Result<void> failed(std::int64_t id, const std::string& why,
                                    std::optional<Instant> next_attempt) override;
  [[nodiscard]] Result<std::vector<domain::HookDelivery>> troubled(std::size_t count) const override;
  [[nodiscard]] Result<void> retry(std::int64_t id, Instant now) override;

 private:
  WriteConnection& connection_;
  const ReaderPool& readers_;
};

}  // namespace stillpoint::store
