#pragma once

#include <functional>
#include <vector>

#include "app/follow_changes.h"
#include "base/clock.h"
#include "domain/account.h"
#include "domain/audit.h"
#include "domain/evidence.h"
#include "domain/ports.h"
#include "domain/spreadsheet.h"
#include "domain/unit_of_work.h"
#include "domain/verifying.h"
#include "domain/vocabulary.h"

namespace stillpoint::app {

/// What the use cases of verifying work with. Everything outlives them.
struct VerifyingParts {
  domain::UnitOfWork& work;
  domain::DirectoryWriter& writer;
  const domain::DirectoryReader& directory;
  domain::VerifyingStore& store;
  domain::EvidenceFiles& files;
  domain::AuditLog& trail;
  std::function<Result<std::vector<domain::Account>>()> accounts;  ///< Everybody who may sign in.
  const domain::Vocabulary& vocabulary;
  FollowChanges& follow;
  const domain::SheetReader& sheets;
  const Clock& clock;
};

}  // namespace stillpoint::app
