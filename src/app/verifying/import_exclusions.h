#pragma once

#include "app/verifying/record_verification.h"
#include "base/clock.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/evidence.h"
#include "domain/ports.h"
#include "domain/spreadsheet.h"
#include "domain/unit_of_work.h"
#include "domain/verifying.h"

namespace stillpoint::app {

/// Rows of an exclusion list at most: the LEIE has some 80,000.
constexpr std::size_t kExclusionRowsMax = 400'000;

/// What comparing an exclusion list works with. Everything outlives it.
struct ExclusionPorts {
  domain::UnitOfWork& work;
  const domain::DirectoryReader& directory;
  domain::VerifyingStore& store;
  domain::EvidenceFiles& files;
  domain::AuditLog& trail;
  const domain::SheetReader& sheets;
  const Clock& clock;
};

/// Compares an exclusion list with the directory, and opens a lead in the verifiers' queue for everybody who
/// may stand in it: by the same NPI, or, weaker, by the same name in the same city or state. A lead is no
/// verdict: nothing of a record or its place changes until a person has judged it. Each lead is opened once,
/// whatever became of it, so that the same list, or next month's with the same row, asks nothing twice.
/// Thread-safe.
class ImportExclusions {
 public:
  explicit ImportExclusions(const ExclusionPorts& ports) : ports_(ports) {}

  struct Outcome {
    domain::ExclusionRun run{};  ///< Its leads are those that this run opened.
    int known = 0;               ///< Leads that wait or were judged before.
  };
  /// @return kInvalid for a file that is no such list; kUnauthenticated, kForbidden; kUnavailable.
  [[nodiscard]] Result<Outcome> run(const domain::Actor& actor, const BroughtFile& file) const;
  /// Lists that were brought, newest first.
  [[nodiscard]] Result<std::vector<domain::ExclusionRun>> past(const domain::Actor& actor) const;

 private:
  [[nodiscard]] Result<void> keep(const domain::Actor& actor, const std::vector<domain::NewWorkItem>& leads,
                                  std::size_t by_npi, Outcome& outcome) const;
  ExclusionPorts ports_;
};

}  // namespace stillpoint::app
