#pragma once

#include <vector>

#include "domain/review_desk.h"
#include "store/sqlite/reader_pool.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// What moderators work with, over SQLite. Thread-safe.
class SqliteReviewDesk final : public domain::ReviewDesk {
 public:
  /// @param connection and `readers` must outlive it.
  SqliteReviewDesk(WriteConnection& connection, const ReaderPool& readers)
      : connection_(connection), readers_(readers) {}
  [[nodiscard]] Result<std::int64_t> put(const domain::ReviewInvitation& invitation) override;
  [[nodiscard]] Result<domain::ReviewInvitation> invitation(std::int64_t id) const override;
  [[nodiscard]] Result<void> answered(std::int64_t id, Instant now) override;
  [[nodiscard]] Result<std::optional<domain::ReviewInvitation>> latest_invitation(
      domain::PractitionerId practitioner, const std::string& reviewer) const override;
  [[nodiscard]] Result<void> put(const domain::ReviewNote& note) override;
  [[nodiscard]] Result<std::vector<domain::ReviewAtDesk>> waiting(std::size_t count) const override;
  [[nodiscard]] Result<domain::ReviewNote> note(domain::ReviewId review) const override;
  [[nodiscard]] Result<domain::PublishRate> publish_rate() const override;
  [[nodiscard]] Result<domain::ReportId> put(const domain::Report& report) override;
  [[nodiscard]] Result<domain::Report> report(domain::ReportId id) const override;
  [[nodiscard]] Result<std::vector<domain::Report>> reports(std::size_t count) const override;
  [[nodiscard]] Result<std::vector<domain::Report>> reports_at(domain::ReportState state,
                                                               Instant before) const override;

 private:
  WriteConnection& connection_;
  const ReaderPool& readers_;
};

}  // namespace stillpoint::store
