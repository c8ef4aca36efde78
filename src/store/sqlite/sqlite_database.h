#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/embedded_file.h"
#include "base/result.h"
#include "domain/account.h"
#include "domain/audit.h"
#include "domain/certificates.h"
#include "domain/consent.h"
#include "domain/dashboard.h"
#include "domain/following.h"
#include "domain/hooks.h"
#include "domain/listed_dates.h"
#include "domain/outbox.h"
#include "domain/partner.h"
#include "domain/personal_data.h"
#include "domain/photos.h"
#include "domain/ports.h"
#include "domain/register.h"
#include "domain/review_desk.h"
#include "domain/settings.h"
#include "domain/unit_of_work.h"
#include "domain/verifying.h"
#include "store/sqlite/connection.h"

namespace stillpoint::store {

/// How many readers are open at most: more threads than cores gain nothing, and each costs a page cache.
constexpr std::size_t kReadersMax = 8;

struct SqliteOptions {
  std::string path{};                                     ///< The database file; made where there is none.
  std::size_t readers_max = kReadersMax;                  ///< At least 1.
  std::span<const EmbeddedFile> migrations{};             ///< Empty: the program's own.
  std::chrono::milliseconds busy_timeout = kBusyTimeout;  ///< Then a write answers kUnavailable.
};

/// The directory in one SQLite file: write-ahead log, foreign keys, the disk safe at each commit. One
/// connection writes, several read beside it; other programs may read and write the same file. Thread-safe.
class SqliteDatabase {
 public:
  /// Opens the file, or makes it, and brings its schema up to date (see store/sqlite/migrate.h).
  /// @return one plain sentence: kUnavailable for a missing folder, a read-only file, one that is locked, or
  /// a schema newer than the program; kInvalid for a file that is no Stillpoint database; kInternal for a
  /// damaged one.
  static Result<std::unique_ptr<SqliteDatabase>> open(const SqliteOptions& options);
  ~SqliteDatabase();

  /// Writes down what the database is for, "demo" or "real", unless that was done before.
  /// @return what it is for.
  [[nodiscard]] Result<std::string> claim(std::string_view purpose);

  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  /// The stores of this database; they live as long as it does.
  /// @{
  [[nodiscard]] const domain::DirectoryReader& directory() const;
  [[nodiscard]] const domain::CertificateReader& certificates() const;
  [[nodiscard]] domain::DirectoryWriter& writer();
  [[nodiscard]] domain::RegistryStore& registry();
  [[nodiscard]] domain::SecretStore& secrets();
  [[nodiscard]] domain::AccountStore& accounts();
  [[nodiscard]] domain::UnitOfWork& unit_of_work();
  [[nodiscard]] domain::AuditLog& audit();
  [[nodiscard]] domain::VerifyingStore& verifying();
  [[nodiscard]] domain::PersonalData& personal_data();
  [[nodiscard]] domain::Outbox& outbox();
  [[nodiscard]] domain::MailedLinks& mailed_links();
  [[nodiscard]] domain::ConsentStore& consents();
  [[nodiscard]] domain::RegistryWriter& registry_writer();
  [[nodiscard]] const domain::RegisterReader& register_reader() const;
  [[nodiscard]] domain::RegisterStore& register_store();
  [[nodiscard]] domain::ReviewDesk& review_desk();
  [[nodiscard]] domain::PublicChanges& public_changes();
  [[nodiscard]] const domain::ListedDates& listed_dates() const;
  [[nodiscard]] domain::PartnerStore& partners();
  [[nodiscard]] const domain::DashboardReader& dashboard() const;
  [[nodiscard]] domain::PhotoStore& photos();
  [[nodiscard]] domain::SettingStore& settings();
  [[nodiscard]] domain::HookStore& hooks();
  /// @}

 private:
  struct Parts;
  explicit SqliteDatabase(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// The number of the newest schema that this program knows.
int newest_schema();
/// The version of the SQLite library in use, as "3.40.1".
std::string sqlite_version();

}  // namespace stillpoint::store
