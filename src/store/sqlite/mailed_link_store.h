#pragma once

#include <string>

#include "domain/outbox.h"
#include "store/sqlite/reader_pool.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// Single-use links over SQLite. Thread-safe.
class SqliteMailedLinks final : public domain::MailedLinks {
 public:
  /// @param connection and `readers` must outlive it.
  SqliteMailedLinks(WriteConnection& connection, const ReaderPool& readers)
      : connection_(connection), readers_(readers) {}
  [[nodiscard]] Result<void> put(const std::string& token_hash, const domain::MailedLink& link) override;
  [[nodiscard]] Result<domain::MailedLink> find(const std::string& token_hash, Instant now) const override;
  [[nodiscard]] Result<domain::MailedLink> use(const std::string& token_hash, Instant now) override;
  [[nodiscard]] Result<void> end_all_of(domain::PractitionerId practitioner) override;
  [[nodiscard]] Result<void> end_own_of(domain::PractitionerId practitioner,
                                        const std::string& except) override;
  [[nodiscard]] Result<std::int64_t> forget_before(Instant ran_out) override;

 private:
  WriteConnection& connection_;
  const ReaderPool& readers_;
};

}  // namespace stillpoint::store
