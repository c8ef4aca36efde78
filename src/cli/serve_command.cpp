#include <sys/resource.h>

#include <ostream>

#include "app/partners/partner_key_text.h"
#include "cli/commands.h"
#include "cli/stop_signals.h"
#include "cli/wire.h"
#include "http/limits.h"

namespace stillpoint::cli {
namespace {

/// Descriptors beside the connections': database files, log, listener.
constexpr rlim_t kOtherDescriptors = 128;

/// Each connection takes a file descriptor, and the usual limit of 1,024 is below our own of threads.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t wanted = http::kThreadsMax + kOtherDescriptors;
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = limit.rlim_max == RLIM_INFINITY ? wanted : std::min(wanted, limit.rlim_max);
  setrlimit(RLIMIT_NOFILE, &limit);
}

void say_what_is_next(const Config& config, const Surroundings& around) {
  around.out << "The directory in " << config.database
             << " is empty. Next:\n"
                "  stillpoint import FILE --format ndjson --list \"why these people are listed\"\n"
                "  stillpoint import NPPES_FILE --format nppes   (drafts: a row there is nobody's consent)\n"
                "  stillpoint admin create-user --mail you@example.org --name \"Your Name\" --role owner\n"
                "  stillpoint demo     looks around in an invented directory\n";
}

}  // namespace

int serve(const Config& config, const Surroundings& around) {
  const auto format =
      config.log_format == LogFormat::kJson ? http::Log::Format::kJson : http::Log::Format::kText;
  const Result<http::Log> log = http::Log::make(format, config.log_level);
  if (!log) return report(log.error(), around);
  if (!config.demo && is_public(config) &&
      (config.operator_name.empty() || config.operator_contact.empty())) {
    log->warn(
        "The privacy page cannot say who runs this directory or where to write to: give --operator-name and "
        "--operator-contact.");
  }
  raise_descriptor_limit();
  hold_stop_signals();
  const auto directory = Directory::open(config);
  if (!directory) return report(directory.error(), around);
  if (const auto behind = (*directory)->clock_behind(); behind.count() > 0) {
    log->warn(
        "The machine's clock stands " + std::to_string(behind.count()) +
        " s behind the last entry of the trail: the directory answers as of that entry until the clock has "
        "caught up. Set the clock.");
  }
  const auto service = Service::open(**directory, config, *log);
  if (!service) return report(service.error(), around);
  around.out << "Stillpoint serves "
             << (config.demo ? "the demo (all its people are invented)" : "the directory") << " at "
             << (*service)->address() << "/\n";
  if (config.demo && config.partners) {
    around.out << "Pages on localhost and programs may call it with the test key " << app::demo_test_key()
               << "\n";
  }
  const auto counts = (*directory)->reader().counts();
  if (counts && counts->listed + counts->draft == 0) say_what_is_next(config, around);
  around.out << std::flush;
  const StopSignals signals([&] {
    log->info("stopping: no more connections, requests under way are finished");
    (*service)->stop();
  });
  const Result<void> served = (*service)->serve();
  log->flush();
  if (!served) return report(served.error(), around);
  return kExitDone;
}

}  // namespace stillpoint::cli
