#pragma once

#include <string>

#include "base/result.h"

namespace stillpoint::cli {

/// Where the evidence of a database (or of its backup) is kept.
std::string evidence_folder_of(const std::string& database);

/// Copies every file of one folder that the other lacks. They are named by what they hold, so one that is
/// there is the same. @return how many there are in the folder that was copied from; 0 where there is none.
Result<int> copy_evidence(const std::string& from, const std::string& to);

}  // namespace stillpoint::cli
