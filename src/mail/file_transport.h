#pragma once

#include <string>

#include "domain/outbox.h"

namespace stillpoint::mail {

/// Mail as files, one `.eml` each, for whoever has no mail server yet and for looking at what would be sent.
/// The folder is made when the first mail comes, for its owner alone: mails hold links that open things.
/// Thread-safe.
class FileTransport final : public domain::MailTransport {
 public:
  /// @param from the sender's address.
  FileTransport(std::string folder, std::string from);
  /// A file is there whole or not at all. @return kUnavailable where it cannot be written; kInvalid as
  /// compose().
  [[nodiscard]] Result<void> send(const domain::Mail& mail, Instant now) override;
  [[nodiscard]] std::string describe() const override;

 private:
  std::string folder_;
  std::string from_;
};

}  // namespace stillpoint::mail
