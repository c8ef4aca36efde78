#include "store/sqlite/sqlite_database.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

#include "schema/embedded_migrations.h"
#include "store/sqlite/account_store.h"
#include "store/sqlite/audit_store.h"
#include "store/sqlite/certificate_reader.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/consent_store.h"
#include "store/sqlite/dashboard_store.h"
#include "store/sqlite/hook_store.h"
#include "store/sqlite/listed_dates_store.h"
#include "store/sqlite/mailed_link_store.h"
#include "store/sqlite/migrate.h"
#include "store/sqlite/outbox_store.h"
#include "store/sqlite/partner_store.h"
#include "store/sqlite/personal_data.h"
#include "store/sqlite/photo_store.h"
#include "store/sqlite/practitioner_reader.h"
#include "store/sqlite/practitioner_writer.h"
#include "store/sqlite/public_changes.h"
#include "store/sqlite/reader_pool.h"
#include "store/sqlite/register_reader.h"
#include "store/sqlite/register_store.h"
#include "store/sqlite/registry_store.h"
#include "store/sqlite/registry_writer.h"
#include "store/sqlite/review_desk_store.h"
#include "store/sqlite/secret_store.h"
#include "store/sqlite/setting_store.h"
#include "store/sqlite/verifying_store.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {
namespace {

/// A large import keeps the unique indexes of a million practitioners (about 110 MB) in memory, and folds the
/// rewrites of a page within 32 MiB of log into one write; both are used as far as they are needed only. What
/// is deleted is overwritten: an erased person must not stay readable in the file's free space.
constexpr const char* kWriterSettings =
    "PRAGMA secure_delete = ON; PRAGMA cache_size = -131072; PRAGMA wal_autocheckpoint = 8192; PRAGMA "
    "journal_size_limit = 67108864";

}  // namespace

struct SqliteDatabase::Parts {
  Parts(const SqliteOptions& options, Connection write, Connection watch)
      : connection(std::move(write)),
        readers(options.path, std::max<std::size_t>(options.readers_max, 1)),
        directory(readers, std::move(watch)),
        certificates(readers),
        registry(connection, readers),
        secrets(connection),
        accounts(connection),
        audit(connection, readers),
        verifying(connection, readers),
        personal(connection, readers, secrets),
        outbox(connection, readers),
        mailed_links(connection, readers),
        consents(connection, readers),
        registry_writer(connection, readers),
        register_reader(readers),
        register_store(connection),
        review_desk(connection, readers),
        public_changes(connection, readers),
        listed_dates(readers),
        partners(connection, readers),
        dashboard(readers),
        photos(connection, readers),
        settings(connection, readers),
        hooks(connection, readers) {}

  // Closed last: only a connection that may write can fold the log into the file when the program ends.
  WriteConnection connection;
  ReaderPool readers;
  PractitionerReader directory;
  SqliteCertificateReader certificates;
  std::unique_ptr<PractitionerWriter> writer;
  SqliteRegistryStore registry;
  SqliteSecretStore secrets;
  SqliteAccountStore accounts;
  SqliteAuditLog audit;
  SqliteVerifyingStore verifying;
  SqlitePersonalData personal;
  SqliteOutbox outbox;
  SqliteMailedLinks mailed_links;
  SqliteConsentStore consents;
  SqliteRegistryWriter registry_writer;
  SqliteRegisterReader register_reader;
  SqliteRegisterStore register_store;
  SqliteReviewDesk review_desk;
  SqlitePublicChanges public_changes;
  SqliteListedDates listed_dates;
  SqlitePartnerStore partners;
  SqliteDashboardReader dashboard;
  SqlitePhotoStore photos;
  SqliteSettingStore settings;
  SqliteHookStore hooks;
};

SqliteDatabase::SqliteDatabase(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SqliteDatabase::~SqliteDatabase() = default;

Result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::open(const SqliteOptions& options) {
  Result<Connection> write = Connection::open(options.path, Access::kReadWrite, options.busy_timeout);
  if (!write) return std::move(write).error();
  Result<void> done = migrate(*write, options.path,
                              options.migrations.empty() ? migrations::embedded_files() : options.migrations);
  if (!done) return std::move(done).error();
  if (write->is_read_only()) {
    return Error{.code = ErrorCode::kUnavailable,
                 .message = "The database file " + options.path +
                            " can only be read; allow this user to write it and its folder."};
  }
  done = write->execute(std::string("PRAGMA journal_mode = WAL; ") + kWriterSettings);
  if (!done) return std::move(done).error();
  Result<Connection> watch = Connection::open(options.path, Access::kReadOnly);
  if (!watch) return std::move(watch).error();
  auto parts = std::make_unique<Parts>(options, *std::move(write), *std::move(watch));
  Result<std::unique_ptr<PractitionerWriter>> writer = PractitionerWriter::prepare(parts->connection);
  if (!writer) return std::move(writer).error();
  parts->writer = *std::move(writer);
  return std::unique_ptr<SqliteDatabase>(new SqliteDatabase(std::move(parts)));
}

Result<std::string> SqliteDatabase::claim(std::string_view purpose) {
  std::string stands;
  Result<void> done = parts_->connection.in_transaction([&]() -> Result<void> {
    Connection& connection = parts_->connection.connection();
    Result<Statement> insert =
        connection.prepare("INSERT INTO purpose (only, name) VALUES (1, ?1) ON CONFLICT (only) DO NOTHING");
    if (!insert) return std::move(insert).error();
    Result<void> inserted = insert->bind(purpose).run();
    if (!inserted) return inserted;
    Result<Statement> select = connection.prepare("SELECT name FROM purpose");
    if (!select) return std::move(select).error();
    if (select->step() != Step::kRow) return select->error();
    stands = select->text(0);
    return {};
  });
  if (!done) return std::move(done).error();
  return stands;
}

const domain::DirectoryReader& SqliteDatabase::directory() const {
  return parts_->directory;
}
const domain::CertificateReader& SqliteDatabase::certificates() const {
  return parts_->certificates;
}
domain::VerifyingStore& SqliteDatabase::verifying() {
  return parts_->verifying;
}
domain::DirectoryWriter& SqliteDatabase::writer() {
  return *parts_->writer;
}
domain::RegistryStore& SqliteDatabase::registry() {
  return parts_->registry;
}
domain::SecretStore& SqliteDatabase::secrets() {
  return parts_->secrets;
}
domain::AccountStore& SqliteDatabase::accounts() {
  return parts_->accounts;
}
domain::UnitOfWork& SqliteDatabase::unit_of_work() {
  return parts_->connection;
}
domain::AuditLog& SqliteDatabase::audit() {
  return parts_->audit;
}
domain::PersonalData& SqliteDatabase::personal_data() {
  return parts_->personal;
}
domain::Outbox& SqliteDatabase::outbox() {
  return parts_->outbox;
}
domain::MailedLinks& SqliteDatabase::mailed_links() {
  return parts_->mailed_links;
}
domain::ConsentStore& SqliteDatabase::consents() {
  return parts_->consents;
}
const domain::DashboardReader& SqliteDatabase::dashboard() const {
  return parts_->dashboard;
}
domain::ReviewDesk& SqliteDatabase::review_desk() {
  return parts_->review_desk;
}
domain::PublicChanges& SqliteDatabase::public_changes() {
  return parts_->public_changes;
}
const domain::ListedDates& SqliteDatabase::listed_dates() const {
  return parts_->listed_dates;
}

domain::PartnerStore& SqliteDatabase::partners() {
  return parts_->partners;
}
domain::PhotoStore& SqliteDatabase::photos() {
  return parts_->photos;
}
domain::SettingStore& SqliteDatabase::settings() {
  return parts_->settings;
}
domain::HookStore& SqliteDatabase::hooks() {
  return parts_->hooks;
}

domain::RegistryWriter& SqliteDatabase::registry_writer() {
  return parts_->registry_writer;
}
const domain::RegisterReader& SqliteDatabase::register_reader() const {
  return parts_->register_reader;
}
domain::RegisterStore& SqliteDatabase::register_store() {
  return parts_->register_store;
}

int newest_schema() {
  return newest_of(migrations::embedded_files());
}

std::string sqlite_version() {
  return sqlite3_libversion();
}

}  // namespace stillpoint::store
