#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "domain/outbox.h"

namespace stillpoint::mail {

/// A server must take the connection within this time.
constexpr std::chrono::seconds kConnectDeadline{10};
/// And the whole mail, a few kilobytes of text, within this.
constexpr std::chrono::seconds kSendDeadline{60};

struct SmtpSettings {
  /// "smtps://mail.example.org:465" (TLS from the first byte) or "smtp://mail.example.org:587" (STARTTLS).
  std::string url{};
  std::string user{};      ///< Empty: no authentication.
  std::string password{};  ///< Sent over TLS only.
  std::string ca_file{};   ///< Certificates that the server's must go back to; empty: the system's.
  std::string from{};      ///< The sender's address.
  /// Asked while a mail is under way: where true, it is left and stays in the outbox.
  std::function<bool()> is_stopping{};
};

/// Whether the text is an address as SmtpSettings::url says.
bool is_smtp_url(std::string_view url);

/// Mail by SMTP (RFC 5321) through libcurl. The certificate is always checked, and a server that offers no
/// TLS gets no mail, unless it is this machine itself (a name or address of the loopback). Connections are
/// kept from one mail to the next. Thread-safe: mails take turns.
class SmtpTransport final : public domain::MailTransport {
 public:
  explicit SmtpTransport(SmtpSettings settings);
  ~SmtpTransport() override;
  SmtpTransport(const SmtpTransport&) = delete;
  SmtpTransport& operator=(const SmtpTransport&) = delete;

  /// @return kInvalid where the server refuses this mail for good (5yz); kUnavailable for everything that may
  /// be better later: 4yz, no connection, a certificate or a password that is not accepted.
  [[nodiscard]] Result<void> send(const domain::Mail& mail, Instant now) override;
  [[nodiscard]] std::string describe() const override;

 private:
  struct Connection;
  SmtpSettings settings_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace stillpoint::mail
