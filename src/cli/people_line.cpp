#include "cli/people_line.h"

#include <CLI/CLI.hpp>

namespace stillpoint::cli {

void add_people_commands(CLI::App& app, PeopleOptions& options,
                         std::vector<std::pair<CLI::App*, Command>>& commands) {
  CLI::App& admin = *app.add_subcommand("admin", "Who may sign in to the administration");
  admin.require_subcommand(1);
  CLI::App* const create = admin.add_subcommand(
      "create-user",
      "Make an account, the first owner's too; asks for the password, or reads it from a pipe");
  create->add_option("--mail", options.mail, "The mail address that they sign in with")->required();
  create->add_option("--name", options.name, "Their name, as colleagues and the trail see it")->required();
  create
      ->add_option("--role", options.roles,
                   "What they are there for, with commas: owner, registrar, verifier, moderator, auditor")
      ->required()
      ->delimiter(',');
  commands.emplace_back(create, Command::kCreateUser);

  CLI::App* const reset = admin.add_subcommand(
      "reset-password", "Set somebody's password anew; asks for it, or reads it from a pipe");
  reset->add_option("--mail", options.mail, "The mail address that they sign in with")->required();
  reset->add_flag("--drop-second-factor", options.drop_second_factor,
                  "Take their lost second factor away too; they set up a new one");
  commands.emplace_back(reset, Command::kResetPassword);

  commands.emplace_back(admin.add_subcommand("list-users", "List the accounts and their roles"),
                        Command::kListUsers);
  commands.emplace_back(
      admin.add_subcommand("new-key",
                           "Draw a new key, with the server stopped: when the old one is lost or was seen. "
                           "Second factors that the old one opens are kept, others are taken away"),
      Command::kNewKey);
}

}  // namespace stillpoint::cli
