#pragma once

#include "app/follow_changes.h"
#include "app/mailing/former_address.h"
#include "base/clock.h"
#include "domain/audit.h"
#include "domain/ports.h"
#include "domain/register.h"
#include "domain/unit_of_work.h"
#include "domain/vocabulary.h"

namespace stillpoint::app {

/// What the use cases of registering work with. Everything outlives them.
struct RegisterParts {
  domain::UnitOfWork& work;
  domain::DirectoryWriter& writer;
  const domain::DirectoryReader& directory;
  domain::RegistryWriter& registry;
  const domain::RegisterReader& reader;
  domain::RegisterStore& store;
  domain::AuditLog& trail;
  MailedBefore mailed;  ///< Ends where an address is corrected.
  const domain::Vocabulary& vocabulary;
  FollowChanges& follow;
  const Clock& clock;
};

}  // namespace stillpoint::app
