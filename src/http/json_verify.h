#pragma once

#include <string>
#include <string_view>

#include "app/verify_credential.h"
#include "http/links.h"

namespace stillpoint::http {

/// A verdict as JSON, in the order of the API guide. What is not on record is null.
/// @param number as it was asked for.
std::string verify_json(const app::CertificateAnswer& answer, const app::CertificateQuestion& question,
                        const Links& links);

}  // namespace stillpoint::http
