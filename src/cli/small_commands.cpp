#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "http/probe.h"
#include "http/server.h"
#include "store/sqlite/sqlite_database.h"

namespace stillpoint::cli {
namespace {

/// A wrong file has hundreds of faults: whoever reads the first few on a terminal knows what it is.
constexpr std::size_t kFaultsTold = 8;

}  // namespace

int report(const Error& error, const Surroundings& around) {
  around.err << "stillpoint: " << error.message << "\n";
  std::size_t told = 0;
  for (const Fault& fault : error.faults) {
    around.err << "  " << fault.where << ": " << fault.what;
    if (!fault.allowed.empty()) {
      around.err << " Allowed: " << fault.allowed << (fault.allowed.back() == '.' ? "" : ".");
    }
    around.err << "\n";
    if (++told == kFaultsTold) break;
  }
  if (error.faults.size() > kFaultsTold) {
    around.err << "  … and " << error.faults.size() - kFaultsTold << " more like these.\n";
  }
  around.err << std::flush;
  return error.code == ErrorCode::kInvalid ? kExitWrongUse : kExitFailed;
}

int print_config(const EffectiveConfig& effective, const Surroundings& around) {
  std::size_t name_width = 0;
  std::size_t value_width = 0;
  for (const Setting& setting : effective.settings) {
    name_width = std::max(name_width, setting.name.size());
    value_width = std::max(value_width, setting.value.size());
  }
  for (const Setting& setting : effective.settings) {
    around.out << setting.name << std::string(name_width - setting.name.size() + 2, ' ') << setting.value
               << std::string(value_width - setting.value.size() + 2, ' ') << "(" << setting.origin << ")\n";
  }
  return kExitDone;
}

int check_health(const Config& config, const Surroundings& around) {
  // A server that listens everywhere is asked on this machine.
  std::string host = config.host;
  if (host == "0.0.0.0") host = "127.0.0.1";
  if (host == "::") host = "::1";
  const Result<int> status = http::probe(host, config.port, "/readyz");
  if (!status) return report(status.error(), around);
  around.out << (*status == 200 ? "ready\n" : "running, but not ready yet\n");
  return *status == 200 ? kExitDone : kExitFailed;
}

int print_version(const Surroundings& around) {
  around.out << "stillpoint " << STILLPOINT_VERSION << "\n"
             << "schema " << store::newest_schema() << "\n"
             << "sqlite " << store::sqlite_version() << "\n"
             << "cpp-httplib " << http::server_library_version() << "\n";
  return kExitDone;
}

}  // namespace stillpoint::cli
