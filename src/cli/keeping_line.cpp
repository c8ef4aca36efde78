#include "cli/keeping_line.h"

#include <CLI/CLI.hpp>

namespace stillpoint::cli {

void add_keeping_commands(CLI::App& app, KeepingOptions& options, std::string& output,
                          std::vector<std::pair<CLI::App*, Command>>& commands) {
  CLI::App& audit = *app.add_subcommand("audit", "The trail of who changed what");
  audit.require_subcommand(1);
  commands.emplace_back(
      audit.add_subcommand("verify",
                           "Prove that no entry was changed, swapped or taken out; names the first"),
      Command::kAuditVerify);
  CLI::App* const exported = audit.add_subcommand("export", "Write every entry as NDJSON");
  exported->add_option("--output", output, "The file to write (default: standard output)");
  commands.emplace_back(exported, Command::kAuditExport);

  CLI::App* const backup =
      app.add_subcommand("backup", "Copy the database into one file, also while the server runs");
  backup->add_option("file", options.file, "The file to make")->required();
  commands.emplace_back(backup, Command::kBackup);

  CLI::App* const restore = app.add_subcommand(
      "restore", "Put a backup in the database's place; who was erased since stays erased");
  restore->add_option("file", options.file, "The backup")->required();
  restore->add_flag("--force", options.force, "Replace the database that is there; it is kept beside");
  restore->add_option("--erasures", options.erasures,
                      "A ledger of erasures from elsewhere, beside the database's own");
  commands.emplace_back(restore, Command::kRestore);

  commands.emplace_back(
      app.add_subcommand("check", "Prove that the database agrees with itself: file, trail, copies, index"),
      Command::kCheck);

  CLI::App& person = *app.add_subcommand("person", "What the law lets a listed person ask for");
  person.require_subcommand(1);
  CLI::App* const person_export =
      person.add_subcommand("export", "Write everything on record about a person as JSON");
  person_export->add_option("id", options.person, "The practitioner's id, as in the profile's address")
      ->required();
  person_export->add_option("--output", output, "The file to write (default: standard output)");
  commands.emplace_back(person_export, Command::kPersonExport);
  CLI::App* const erase = person.add_subcommand("erase", "Forget a person; this cannot be undone");
  erase->add_option("id", options.person, "The practitioner's id, as in the profile's address")->required();
  erase->add_option("--reason", options.reason, "Why; it stays in the trail, so it names nobody")->required();
  commands.emplace_back(erase, Command::kPersonErase);

  CLI::App* const retention = app.add_subcommand(
      "retention", "Erase people who left longer ago than --retain-withdrawn-days; for a daily timer");
  retention->add_flag("--dry-run", options.dry_run, "Only tell who would be erased");
  commands.emplace_back(retention, Command::kRetention);

  CLI::App* const exclusions = app.add_subcommand(
      "exclusions", "Compare an exclusion list (the LEIE's CSV) with the directory: leads for verifiers");
  exclusions->add_option("file", options.file, "The list, as it is published")->required();
  commands.emplace_back(exclusions, Command::kExclusions);
}

}  // namespace stillpoint::cli
