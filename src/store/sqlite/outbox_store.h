#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/outbox.h"
#include "store/sqlite/reader_pool.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// Mail that waits, over SQLite. Thread-safe.
class SqliteOutbox final : public domain::Outbox {
 public:
  /// @param connection and `readers` must outlive it.
  SqliteOutbox(WriteConnection& connection, const ReaderPool& readers)
      : connection_(connection), readers_(readers) {}
  [[nodiscard]] Result<void> queue(const domain::Mail& mail, Instant now) override;
  [[nodiscard]] Result<std::vector<domain::QueuedMail>> due(Instant now, std::size_t count) const override;
  [[nodiscard]] Result<void> sent(std::int64_t id, Instant now) override;
  [[nodiscard]] Result<void> failed(std::int64_t id, const std::string& why,
                                    std::optional<Instant> next_attempt) override;
  [[nodiscard]] Result<std::vector<domain::QueuedMail>> troubled(std::size_t count) const override;
  [[nodiscard]] Result<void> retry(std::int64_t id, Instant now) override;

 private:
  WriteConnection& connection_;
  const ReaderPool& readers_;
};

}  // namespace stillpoint::store
