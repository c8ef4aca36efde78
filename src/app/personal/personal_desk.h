#pragma once

#include "app/personal/apply_retention.h"
#include "app/personal/directory_settings.h"
#include "app/personal/erase_person.h"
#include "app/personal/export_person.h"
#include "domain/personal_data.h"
#include "domain/ports.h"

namespace stillpoint::app {

/// What owners do about personal data, for its faces. Everything outlives it.
struct PersonalDesk {
  const ErasePerson& erasing;
  const ExportPerson& exporting;
  const ApplyRetention& retention;
  const DirectorySettings& settings;
  const domain::PersonalData& data;
  domain::DirectoryWriter& directory;  ///< Finds people who left, too.
};

}  // namespace stillpoint::app
