#pragma once

#include <string>

#include "base/result.h"
#include "domain/audit.h"
#include "http/message.h"

namespace stillpoint::http::admin {

/// Which part of the trail a request asks for, as typed and as understood.
struct AuditQuestion {
  std::string kind{}, id{}, account{};  ///< As typed.
  domain::AuditFilter filter{};
};

/// Reads the parameters kind, id, account and before (the number of the entry to go on behind). Others are
/// left alone. @return kInvalid with a fault for each that cannot be.
Result<AuditQuestion> read_audit_question(const Request& request);

/// The parameters that ask the same again: "?kind=practitioner&id=…".
/// @param before 0: from the newest.
std::string print_audit_question(const AuditQuestion& question, std::int64_t before);

}  // namespace stillpoint::http::admin
