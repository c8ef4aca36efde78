#pragma once

#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/personal_data.h"
#include "domain/ports.h"
#include "domain/vocabulary.h"

namespace stillpoint::document {
class JsonWriter;
}

namespace stillpoint::app {

/// Everything on record about one practitioner, whatever their listing state, for themselves: the whole
/// document, the trail of their record, and what else is kept (mail that waits, links). Addresses of those
/// who worked on the record are left out: they are not the person's. That it was handed out is in the trail.
/// Thread-safe.
class ExportPerson {
 public:
  struct Stores {
    domain::DirectoryWriter& directory;  ///< Finds withdrawn records too.
    const domain::PersonalData& personal;
    domain::AuditLog& trail;
  };
  /// @param vocabulary must outlive it.
  ExportPerson(const Stores& stores, const domain::Vocabulary& vocabulary, const Clock& clock)
      : stores_(stores), vocabulary_(vocabulary), clock_(clock) {}

  /// @param actor a practitioner is let through: whoever calls for one has seen that `id` is theirs.
  /// @return one JSON object: exported, practitioner, trail, also_kept, and
  /// merged, a list of the same three for each record of theirs that went into this one; kNotFound;
  /// kForbidden.
  [[nodiscard]] Result<std::string> run(const domain::Actor& actor, domain::PractitionerId id) const;

 private:
  /// The members practitioner, trail and also_kept of one record.
  [[nodiscard]] Result<void> write_record(document::JsonWriter& json,
                                          const domain::Practitioner& record) const;
  Stores stores_;
  const domain::Vocabulary& vocabulary_;
  const Clock& clock_;
};

}  // namespace stillpoint::app
