#pragma once

#include <string>
#include <vector>

#include "domain/consent.h"
#include "store/sqlite/reader_pool.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// What is remembered about consent, over SQLite. Thread-safe.
class SqliteConsentStore final : public domain::ConsentStore {
 public:
  /// @param connection and `readers` must outlive it.
  SqliteConsentStore(WriteConnection& connection, const ReaderPool& readers)
      : connection_(connection), readers_(readers) {}
  [[nodiscard]] Result<std::optional<domain::Consent>> find(
      domain::PractitionerId practitioner) const override;
  [[nodiscard]] Result<void> put(const domain::Consent& consent) override;
  [[nodiscard]] Result<void> forget(domain::PractitionerId practitioner, bool reminders) override;
  [[nodiscard]] Result<std::vector<domain::PractitionerId>> unasked_since(Instant before,
                                                                          std::size_t count) const override;
  [[nodiscard]] Result<std::vector<domain::Consent>> at_step(domain::ConsentStep step, Instant before,
                                                             std::size_t count) const override;
  [[nodiscard]] Result<std::vector<domain::PractitionerId>> with_mail(const std::string& mail) const override;
  [[nodiscard]] Result<std::vector<Draft>> drafts(Drafts which, std::size_t count) const override;
  [[nodiscard]] Result<std::vector<domain::Expiring>> expiring(Date first, Date last) const override;
  [[nodiscard]] Result<bool> remind(const domain::Expiring& expiring, int days) override;
  [[nodiscard]] Result<void> note(domain::PractitionerId practitioner, const std::string& what,
                                  Instant now) override;
  [[nodiscard]] Result<std::vector<domain::DigestLine>> noted(std::size_t count) const override;
  [[nodiscard]] Result<void> told(std::int64_t last) override;

 private:
  WriteConnection& connection_;
  const ReaderPool& readers_;
};

}  // namespace stillpoint::store
