#pragma once

#include "cli/command_line.h"
#include "cli/config.h"
#include "cli/program.h"

namespace stillpoint::cli {

// Each command's work. They print what went wrong in one sentence, and return the exit status.

int serve(const Config& config, const Surroundings& around);
/// Makes the invented directory where there is none yet, and serves it.
int serve_demo(const Config& config, const Surroundings& around);
int import_file(const Config& config, const ImportOptions& options, const Surroundings& around);
/// @param output empty: standard output.
int export_directory(const Config& config, const std::string& output, const Surroundings& around);
int generate_people(const GenerateOptions& options, const std::string& output, const Surroundings& around);
int print_config(const EffectiveConfig& effective, const Surroundings& around);
int check_health(const Config& config, const Surroundings& around);
/// Proves the trail. @return kExitFailed where it is broken, naming the first entry that is.
int verify_audit(const Config& config, const Surroundings& around);
int export_audit(const Config& config, const std::string& output, const Surroundings& around);
int back_up_database(const Config& config, const KeepingOptions& options, const Surroundings& around);
int restore_database(const Config& config, const KeepingOptions& options, const Surroundings& around);
/// @return kExitFailed where anything is not as it should be.
int check_database(const Config& config, const Surroundings& around);
int export_person(const Config& config, const KeepingOptions& options, const std::string& output,
                  const Surroundings& around);
int erase_person(const Config& config, const KeepingOptions& options, const Surroundings& around);
int apply_retention(const Config& config, const KeepingOptions& options, const Surroundings& around);
/// Asks for the password. @return kExitWrongUse where the account cannot be made like this.
int create_user(const Config& config, const PeopleOptions& options, const Surroundings& around);
int reset_password(const Config& config, const PeopleOptions& options, const Surroundings& around);
/// Draws a new key into the key file and seals every second factor with it; what the old one does not open
/// is taken away.
int renew_key(const Config& config, const Surroundings& around);
int list_users(const Config& config, const Surroundings& around);
/// Opens leads for whom an exclusion list may mean.
int compare_exclusions(const Config& config, const KeepingOptions& options, const Surroundings& around);
int print_version(const Surroundings& around);

/// Prints "stillpoint: <message>" and each fault. @return the exit status that the error stands for.
int report(const Error& error, const Surroundings& around);

}  // namespace stillpoint::cli
