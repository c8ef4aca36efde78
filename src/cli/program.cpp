#include "cli/program.h"

#include <ostream>
#include <utility>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/config.h"

namespace stillpoint::cli {
namespace {

int run_command(const Invocation& invocation, const EffectiveConfig& effective, const Surroundings& around) {
  const Config& config = effective.config;
  switch (invocation.command) {
    case Command::kServe:
    case Command::kDemo:
      return config.demo ? serve_demo(config, around) : serve(config, around);
    case Command::kImport:
      return import_file(config, invocation.import, around);
    case Command::kExport:
      return export_directory(config, invocation.output, around);
    case Command::kGenerate:
      return generate_people(invocation.generate, invocation.output, around);
    case Command::kConfig:
      return print_config(effective, around);
    case Command::kHealth:
      return check_health(config, around);
    case Command::kAuditVerify:
      return verify_audit(config, around);
    case Command::kAuditExport:
      return export_audit(config, invocation.output, around);
    case Command::kBackup:
      return back_up_database(config, invocation.keeping, around);
    case Command::kRestore:
      return restore_database(config, invocation.keeping, around);
    case Command::kCheck:
      return check_database(config, around);
    case Command::kPersonExport:
      return export_person(config, invocation.keeping, invocation.output, around);
    case Command::kPersonErase:
      return erase_person(config, invocation.keeping, around);
    case Command::kRetention:
      return apply_retention(config, invocation.keeping, around);
    case Command::kExclusions:
      return compare_exclusions(config, invocation.keeping, around);
    case Command::kCreateUser:
      return create_user(config, invocation.people, around);
    case Command::kResetPassword:
      return reset_password(config, invocation.people, around);
    case Command::kNewKey:
      return renew_key(config, around);
    case Command::kListUsers:
      return list_users(config, around);
    case Command::kVersion:
      return print_version(around);
    case Command::kHelp:
      around.out << invocation.text;
      return kExitDone;
  }
  return kExitFailed;
}

}  // namespace

int run_program(const std::vector<std::string>& arguments, const Surroundings& around) {
  const Result<Invocation> invocation = read_command_line(arguments);
  if (!invocation) return report(invocation.error(), around);
  if (arguments.empty()) {
    around.err << invocation->text;
    return kExitWrongUse;
  }
  const Result<EffectiveConfig> effective = read_config({.flags = invocation->settings,
                                                         .environment = around.environment,
                                                         .environment_names = around.environment_names,
                                                         .is_terminal = around.err_is_terminal});
  if (!effective) return report(effective.error(), around);
  for (const std::string& name : effective->unknown_variables) {
    around.err << "stillpoint: " << name
               << " is no setting and is passed over; `stillpoint config` lists those that there are.\n";
  }
  return run_command(*invocation, *effective, around);
}

}  // namespace stillpoint::cli
