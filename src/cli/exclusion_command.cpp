#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <ostream>
#include <string>

#include "app/verifying/import_exclusions.h"
#include "cli/commands.h"
#include "cli/evidence_copy.h"
#include "cli/operator.h"
#include "cli/wire.h"
#include "domain/evidence.h"
#include "files/evidence_folder.h"
#include "intake/sheet_reader.h"
#include "store/sqlite/sqlite_database.h"

namespace stillpoint::cli {
namespace {

Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string content;
  if (in) {
    content.resize(domain::kEvidenceBytesMax + 1);
    in.read(content.data(), static_cast<std::streamsize>(content.size()));
    content.resize(static_cast<std::size_t>(in.gcount()));
  }
  if (!in.bad() && (in || in.eof())) return content;
  return Error{.code = ErrorCode::kUnavailable,
               .message = path + " cannot be read: " + std::strerror(errno) + "."};
}

}  // namespace

int compare_exclusions(const Config& config, const KeepingOptions& options, const Surroundings& around) {
  const Result<std::string> content = read_file(options.file);
  if (!content) return report(content.error(), around);
  const auto directory = Directory::open_existing(config);
  if (!directory) return report(directory.error(), around);
  store::SqliteDatabase& database = (*directory)->database();
  files::EvidenceFolder evidence(evidence_folder_of(config.database));
  const intake::CsvSheetReader sheets;
  const app::ImportExclusions exclusions({.work = database.unit_of_work(),
                                          .directory = (*directory)->reader(),
                                          .store = database.verifying(),
                                          .files = evidence,
                                          .trail = database.audit(),
                                          .sheets = sheets,
                                          .clock = (*directory)->clock()});
  const std::string name = options.file.substr(options.file.rfind('/') + 1);
  const auto outcome = exclusions.run(the_operator(), {.content = *content, .file_name = name});
  if (!outcome) return report(outcome.error(), around);
  around.out << "Compared " << outcome->run.rows << " rows: " << outcome->run.by_npi << " leads by NPI, "
             << outcome->run.by_name << " by name and place, " << outcome->known << " known before.\n";
  if (outcome->run.by_npi + outcome->run.by_name > 0) {
    around.out
        << "They wait in the verifiers' queue. A lead is no verdict: nothing changed for anybody yet.\n";
  }
  return kExitDone;
}

}  // namespace stillpoint::cli
