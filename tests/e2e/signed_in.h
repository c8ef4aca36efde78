#pragma once

#include <string>

#include "e2e/raw_http.h"

namespace stillpoint::e2e {

/// Long enough, and in no list.
constexpr const char* kPassword = "violet-harbour-lantern-27";

/// Makes an account with that password by the program's own command. @param role one that needs no second
/// factor.
void make_account(const std::string& database, const std::string& mail, const std::string& role);

/// Signs in by the form. The server runs with --insecure-cookies true.
/// @param cookies takes the header line, with its CR LF, that shows who asks from then on.
/// @return the answer to the form: 303 where it was taken.
Answer sign_in(int port, const std::string& mail, std::string& cookies);

}  // namespace stillpoint::e2e
