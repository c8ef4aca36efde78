#pragma once

#include <string>
#include <utility>

#include "base/result.h"
#include "domain/personal_data.h"

namespace stillpoint::cli {

/// Where the evidence of a database (or of its backup) is kept.
std::string evidence_folder_of(const std::string& database);

/// Copies every file of one folder that the other lacks. They are named by what they hold, so one that is
/// there is the same. @return how many there are in the folder that was copied from; 0 where there is none.
Result<int> copy_evidence(const std::string& from, const std::string& to);

/// Removes evidence that was kept about people who are erased. In the folder, a file is named by its digest
/// and stands under the digest's first two digits.
class EvidenceOfPeople final : public domain::PersonalFiles {
 public:
  explicit EvidenceOfPeople(std::string folder) : folder_(std::move(folder)) {}
  [[nodiscard]] Result<void> remove(const std::string& sha256) override;

 private:
  std::string folder_;
};

}  // namespace stillpoint::cli
