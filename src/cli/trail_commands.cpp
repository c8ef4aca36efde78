#include <ostream>
#include <string>

#include "cli/commands.h"
#include "cli/output_file.h"
#include "cli/wire.h"
#include "document/audit_json.h"
#include "store/sqlite/sqlite_database.h"

// The commands over the trail.

namespace stillpoint::cli {

int verify_audit(const Config& config, const Surroundings& around) {
  const auto directory = Directory::open_existing(config);
  if (!directory) return report(directory.error(), around);
  const domain::AuditLog& trail = (*directory)->database().audit();
  const auto broken = trail.verify();
  if (!broken) return report(broken.error(), around);
  if (*broken) {
    around.err << "stillpoint: The trail is broken at entry " << (*broken)->sequence << ". "
               << (*broken)->what << "\n";
    return kExitFailed;
  }
  std::int64_t last = 0;
  std::string hash;
  const Result<void> read = trail.for_each({.newest_first = true, .count = 1},
                                           [&](const domain::AuditRecord& record) -> Result<void> {
                                             last = record.sequence;
                                             hash = record.hash;
                                             return {};
                                           });
  if (!read) return report(read.error(), around);
  if (last == 0) {
    around.out << "The trail is empty.\n";
    return kExitDone;
  }
  around.out << "The trail holds: " << last << " entries. The last one's hash, to be noted elsewhere:\n"
             << last << " " << hash << "\n";
  return kExitDone;
}

int export_audit(const Config& config, const std::string& output, const Surroundings& around) {
  const auto directory = Directory::open_existing(config);
  if (!directory) return report(directory.error(), around);
  Result<OutputFile> file = OutputFile::open(output, around.out);
  if (!file) return report(file.error(), around);
  std::string line;
  const Result<void> written =
      (*directory)->database().audit().for_each({}, [&](const domain::AuditRecord& record) -> Result<void> {
        line.clear();
        document::JsonWriter json(line);
        document::write_audit_record(json, record, document::Addresses::kShown);
        file->stream() << line << '\n';
        return {};
      });
  if (!written) return report(written.error(), around);
  if (const Result<void> finished = file->finish(); !finished) return report(finished.error(), around);
  return kExitDone;
}

}  // namespace stillpoint::cli
