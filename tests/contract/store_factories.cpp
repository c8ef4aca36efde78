#include "contract/store_factories.h"

#include <filesystem>
#include <stdexcept>
#include <utility>

#include "store/sqlite/sqlite_database.h"
#include "support/temporary_folder.h"

namespace stillpoint::contract {
namespace {

class SqliteUnderTest final : public StoreUnderTest {
 public:
  explicit SqliteUnderTest(std::shared_ptr<support::TemporaryFolder> folder) : folder_(std::move(folder)) {
    auto opened = store::SqliteDatabase::open({.path = folder_->file("directory.db")});
    if (!opened) throw std::runtime_error(opened.error().message + " " + opened.error().detail);
    database_ = *std::move(opened);
  }
  const domain::DirectoryReader& directory() override { return database_->directory(); }
  const domain::CertificateReader& certificates() override { return database_->certificates(); }
  domain::VerifyingStore& verifying() override { return database_->verifying(); }
  domain::DirectoryWriter& writer() override { return database_->writer(); }
  domain::RegistryStore& registry() override { return database_->registry(); }
  domain::SecretStore& secrets() override { return database_->secrets(); }
  domain::AccountStore& accounts() override { return database_->accounts(); }
  domain::UnitOfWork& unit_of_work() override { return database_->unit_of_work(); }
  domain::AuditLog& audit() override { return database_->audit(); }
  domain::Outbox& outbox() override { return database_->outbox(); }
  domain::MailedLinks& mailed_links() override { return database_->mailed_links(); }
  domain::ConsentStore& consents() override { return database_->consents(); }
  domain::RegistryWriter& registry_writer() override { return database_->registry_writer(); }
  const domain::RegisterReader& register_reader() override { return database_->register_reader(); }
  domain::RegisterStore& register_store() override { return database_->register_store(); }
  domain::ReviewDesk& review_desk() override { return database_->review_desk(); }
  domain::PublicChanges& public_changes() override { return database_->public_changes(); }
  domain::HookStore& hooks() override { return database_->hooks(); }
  domain::PersonalData& personal_data() override { return database_->personal_data(); }
  const domain::ListedDates& listed_dates() override { return database_->listed_dates(); }
  domain::PartnerStore& partners() override { return database_->partners(); }
  const domain::DashboardReader& dashboard() override { return database_->dashboard(); }
  domain::PhotoStore& photos() override { return database_->photos(); }
  domain::SettingStore& settings() override { return database_->settings(); }
  std::unique_ptr<StoreUnderTest> beside() override { return std::make_unique<SqliteUnderTest>(folder_); }

 private:
  std::shared_ptr<support::TemporaryFolder> folder_;
  std::unique_ptr<store::SqliteDatabase> database_;
};

}  // namespace

std::vector<StoreFactory> all_stores() {
  return {{.name = "Sqlite", .make_empty = [] {
             return std::make_unique<SqliteUnderTest>(std::make_shared<support::TemporaryFolder>());
           }}};
}

}  // namespace stillpoint::contract
