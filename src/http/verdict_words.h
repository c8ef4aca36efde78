#pragma once

#include <array>
#include <string>
#include <string_view>

#include "app/verify_credential.h"

namespace stillpoint::http {

// How a verdict reads, in answers to programs and on the page alike. Plain text, not yet escaped.

/// Two or three words: "Valid", "Not confirmed lately".
std::string_view headline_of(verify::VerdictStatus status);

/// What it means for a client, in a sentence or two: "This certificate is in force. The issuer confirmed it
/// on 12 October 2026."
std::string plain_words(const app::CertificateAnswer& answer);

/// What no verdict says, one sentence each.
inline constexpr std::array<std::string_view, 4> kVerdictDoesNotSay = {
    "It is not a licence: whether its holder may practise where they work is another question.",
    "It does not say that craniosacral therapy treats any condition.",
    "It does not say how well its holder works.",
    "It does not prove that whoever shows it is its holder: compare the name."};

}  // namespace stillpoint::http
