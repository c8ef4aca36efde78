#pragma once

#include <string>

#include "app/follow_changes.h"
#include "app/verifying/verifying_desk.h"
#include "files/evidence_folder.h"
#include "intake/sheet_reader.h"

namespace stillpoint::cli {

class Directory;

/// What verifiers work with, over a directory's database and the folder of evidence beside it.
class Verifying {
 public:
  /// @param directory and `follow` outlive it.
  Verifying(Directory& directory, app::FollowChanges& follow, const std::string& evidence_folder);

  files::EvidenceFolder evidence;
  intake::CsvSheetReader sheets;
  app::VerifyingDesk desk;
};

}  // namespace stillpoint::cli
