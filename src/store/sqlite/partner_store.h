#pragma once

#include <span>
#include <vector>

#include "domain/partner.h"
#include "store/sqlite/reader_pool.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// Partners over SQLite. Thread-safe. One partner and its keys are read through the writing connection, so
/// that a transaction sees what it has changed; what every request needs is read beside it, and waits for no
/// writer.
class SqlitePartnerStore final : public domain::PartnerStore {
 public:
  /// @param connection and readers outlive the store.
  SqlitePartnerStore(WriteConnection& connection, ReaderPool& readers)
      : connection_(connection), readers_(readers) {}

  [[nodiscard]] Result<std::vector<domain::Partner>> all() const override;
  [[nodiscard]] Result<domain::Partner> find(domain::PartnerId id) const override;
  [[nodiscard]] Result<domain::PartnerId> put(const domain::Partner& partner) override;

  [[nodiscard]] Result<std::vector<domain::PartnerKey>> keys_of(domain::PartnerId partner) const override;
  [[nodiscard]] Result<std::vector<domain::PartnerKey>> good_keys(Instant now) const override;
  [[nodiscard]] Result<domain::PartnerKeyId> add_key(const domain::PartnerKey& key) override;
  [[nodiscard]] Result<void> end_key(const domain::PartnerKey& key) override;
  [[nodiscard]] Result<void> touch_key(domain::PartnerKeyId key, Instant used) override;

  [[nodiscard]] Result<void> add_use(std::span<const domain::PartnerUse> uses,
                                     std::span<const domain::PartnerPage> pages) override;
  [[nodiscard]] Result<std::vector<domain::PartnerUse>> uses(domain::PartnerId partner,
                                                             Date from) const override;
  [[nodiscard]] Result<std::vector<domain::PartnerPage>> pages(domain::PartnerId partner, Date from,
                                                               std::size_t count) const override;
  [[nodiscard]] Result<void> drop_uses_before(Date day) override;

 private:
  WriteConnection& connection_;
  ReaderPool& readers_;
};

}  // namespace stillpoint::store
