#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "support/temporary_folder.h"

namespace stillpoint::mail {

/// Debian's aiosmtpd in a process of its own (smtp_server.py says what it answers). Ends with the object.
class SmtpServer {
 public:
  /// @param words "tls" or "starttls", "auth".
  explicit SmtpServer(const std::vector<std::string>& words);
  ~SmtpServer();
  SmtpServer(const SmtpServer&) = delete;
  SmtpServer& operator=(const SmtpServer&) = delete;

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string certificate() const { return folder_.file("certificate.pem"); }
  /// The mails that it took, in order, each behind what the server knew of its sender.
  [[nodiscard]] std::vector<std::string> mails() const;

 private:
  support::TemporaryFolder folder_;
  pid_t process_ = -1;
  int input_ = -1;  ///< It ends when this is closed.
  int port_ = 0;
};

}  // namespace stillpoint::mail
