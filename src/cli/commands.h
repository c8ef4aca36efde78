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
int print_version(const Surroundings& around);

/// Prints "stillpoint: <message>" and each fault. @return the exit status that the error stands for.
int report(const Error& error, const Surroundings& around);

}  // namespace stillpoint::cli
