#pragma once

#include <memory>

#include "domain/certificates.h"
#include "store/sqlite/reader_pool.h"

namespace stillpoint::store {

/// Certificates by their numbers over SQLite: each answer from one read transaction. Thread-safe.
class SqliteCertificateReader final : public domain::CertificateReader {
 public:
  /// @param readers must outlive it.
  explicit SqliteCertificateReader(const ReaderPool& readers) : readers_(readers) {}
  [[nodiscard]] Result<domain::CertificateRecord> find(const domain::IssuerKey& issuer,
                                                       std::string_view number) const override;
  [[nodiscard]] Result<std::vector<domain::Issuer>> issuers() const override;

 private:
  const ReaderPool& readers_;
};

}  // namespace stillpoint::store
