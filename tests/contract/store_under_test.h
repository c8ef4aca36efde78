#pragma once

#include <functional>
#include <memory>
#include <string>

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

namespace stillpoint::contract {

/// A store as the contract sees it.
class StoreUnderTest {
 public:
  virtual ~StoreUnderTest() = default;
  virtual const domain::DirectoryReader& directory() = 0;
  virtual const domain::CertificateReader& certificates() = 0;
  virtual domain::VerifyingStore& verifying() = 0;
  virtual domain::DirectoryWriter& writer() = 0;
  virtual domain::RegistryStore& registry() = 0;
  virtual domain::SecretStore& secrets() = 0;
  virtual domain::AccountStore& accounts() = 0;
  virtual domain::UnitOfWork& unit_of_work() = 0;
  virtual domain::AuditLog& audit() = 0;
  virtual domain::Outbox& outbox() = 0;
  virtual domain::MailedLinks& mailed_links() = 0;
  virtual domain::ConsentStore& consents() = 0;
  virtual domain::RegistryWriter& registry_writer() = 0;
  virtual const domain::RegisterReader& register_reader() = 0;
  virtual domain::RegisterStore& register_store() = 0;
  virtual domain::ReviewDesk& review_desk() = 0;
  virtual domain::PublicChanges& public_changes() = 0;
  virtual domain::HookStore& hooks() = 0;
  virtual domain::PersonalData& personal_data() = 0;
  virtual const domain::ListedDates& listed_dates() = 0;
  virtual domain::PartnerStore& partners() = 0;
  virtual const domain::DashboardReader& dashboard() = 0;
  virtual domain::PhotoStore& photos() = 0;
  virtual domain::SettingStore& settings() = 0;
  /// Another program's view of the same data. It must not outlive this one.
  virtual std::unique_ptr<StoreUnderTest> beside() = 0;
};

/// Makes stores of one kind. Each engine hands one to the suite.
struct StoreFactory {
  std::string name;
  std::function<std::unique_ptr<StoreUnderTest>()> make_empty;
};

}  // namespace stillpoint::contract
