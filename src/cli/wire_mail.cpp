#include "cli/wire_mail.h"

#include <fstream>
#include <utility>

#include "mail/file_transport.h"
#include "mail/smtp_transport.h"

namespace stillpoint::cli {

Result<std::string> read_smtp_password(const MailConfig& config) {
  if (config.smtp_password_file.empty()) return std::string();
  std::ifstream in(config.smtp_password_file);
  std::string password;
  std::getline(in, password);
  if (!password.empty() && password.back() == '\r') password.pop_back();
  if (!password.empty()) return password;
  return Error{.code = ErrorCode::kUnavailable,
               .message = "The password for the mail server cannot be read from " +
                          config.smtp_password_file + ": its first line is to be the password."};
}

std::unique_ptr<domain::MailTransport> make_transport(const MailConfig& config, std::string smtp_password,
                                                      std::function<bool()> is_stopping) {
  if (config.smtp_url.empty()) return std::make_unique<mail::FileTransport>(config.folder, config.from);
  return std::make_unique<mail::SmtpTransport>(mail::SmtpSettings{.url = config.smtp_url,
                                                                  .user = config.smtp_user,
                                                                  .password = std::move(smtp_password),
                                                                  .ca_file = config.smtp_ca_file,
                                                                  .from = config.from,
                                                                  .is_stopping = std::move(is_stopping)});
}

}  // namespace stillpoint::cli
