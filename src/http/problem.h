#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace stillpoint::http {

/// The one place where a kind of error becomes a status.
int status_of(ErrorCode code);

/// The standard phrase of a status this server sends ("Not Found"); "Error" for any other.
std::string_view phrase_of(int status);

/// An error as RFC 9457 `application/problem+json`: type, title, status, detail, and `errors` with one
/// {where, what, allowed, value} per fault. `detail` of the error stays inside; so does the message of an
/// internal one.
Response problem(const Error& error);

/// The same for what has no ErrorCode: a refused request, a wrong method.
Response problem(int status, std::string_view detail, const std::vector<Fault>& faults = {});

/// A search with wrong values.
Error invalid_search(std::vector<Fault> faults);

}  // namespace stillpoint::http
