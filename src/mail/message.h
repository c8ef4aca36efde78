#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "domain/outbox.h"

namespace stillpoint::mail {

/// RFC 5321 4.5.3.1.3: a path of 256 octets, less its brackets.
constexpr std::size_t kAddressBytesMax = 254;
/// RFC 5322 2.1.1: no line of a message is longer, its CRLF left out.
constexpr std::size_t kLineBytesMax = 998;
/// A subject of ours is a short sentence; a longer one is a mistake.
constexpr std::size_t kSubjectBytesMax = 400;

/// Whether mail can be sent there: one "@", ASCII, and nothing that could end an address or a header early. A
/// line feed, a comma or a bracket in what somebody typed must not reach a mail server.
bool is_address(std::string_view address);

/// A mail as it travels (RFC 5322): headers with the subject encoded where it is not ASCII (RFC 2047), plain
/// text in UTF-8, quoted-printable (RFC 2045), CRLF at each line's end.
/// @param from the sender's address. @param id what stands in the Message-ID before the "@"; drawn anew for
/// each attempt.
/// @return kInvalid for an address or a subject that could be misread as something else.
Result<std::string> compose(const domain::Mail& mail, std::string_view from, std::string_view id,
                            Instant now);

}  // namespace stillpoint::mail
