#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "cli/config.h"
#include "domain/outbox.h"

namespace stillpoint::cli {

/// The password for the mail server: the first line of the configured file; empty where none is configured.
/// @return one sentence: kUnavailable where the file cannot be read or is empty.
Result<std::string> read_smtp_password(const MailConfig& config);

/// How mail leaves by the settings. @param is_stopping leaves a mail that is under way.
std::unique_ptr<domain::MailTransport> make_transport(const MailConfig& config, std::string smtp_password,
                                                      std::function<bool()> is_stopping);

}  // namespace stillpoint::cli
