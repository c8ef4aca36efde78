#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/partners/partner_access.h"
#include "base/result.h"
#include "domain/partner.h"

namespace stillpoint::app {

// Limits of what a partner may be, each with its reason.
constexpr std::size_t kPartnerNameBytesMax = 120;  ///< Fits a line of the list.
constexpr std::size_t kPartnerMailBytesMax = 254;  ///< RFC 5321 4.5.3.1.3.
constexpr std::size_t kPartnerOriginsMax = 50;     ///< They stand in one header of every framed page.
constexpr std::size_t kOriginBytesMax = 255;   ///< A host name has at most 253 characters (RFC 1035 2.3.4).
constexpr std::size_t kLockedFiltersMax = 64;  ///< More than any form offers.
constexpr std::size_t kLockedValueBytesMax = 200;
constexpr int kPartnerQuotaDefault = 1200;  ///< Twenty a second: a busy clinic network's pages.
constexpr int kPartnerQuotaMax = 600'000;   ///< Ten thousand a second: more than one machine answers.
constexpr int kCornerRadiusMax = 24;        ///< Beyond it small boxes turn into circles.

/// What an owner says of a partner.
struct PartnerTerms {
  std::string name{};
  std::string contact{};
  std::vector<std::string> origins{};
  int quota_per_minute = kPartnerQuotaDefault;
  std::vector<domain::LockedFilter> locked{};
  domain::PartnerTheme theme{};
  bool agreed_to_terms = false;
  bool operator==(const PartnerTerms&) const = default;
};

/// The terms as they stand.
PartnerTerms terms_of(const domain::Partner& partner);

/// White space around texts taken away, origins as browsers write them, colours in lower case.
PartnerTerms tidied(PartnerTerms terms);

/// What is wrong with tidied terms: a fault per place, at "name", "contact", "origins", "quota_per_minute",
/// "locked", "accent", "corner_radius".
std::vector<Fault> faults_of(const PartnerTerms& terms, const PartnerAccess::ReadLocked& read_locked);

/// "https://clinic.example" of "HTTPS://Clinic.example:443/", as browsers send it (RFC 6454 6.2).
/// @return empty for what is no origin: a path, a wildcard, another scheme, letters beyond ASCII. Plain http
/// is taken of this machine only: anybody on the way could speak for another.
std::string normal_origin(std::string_view typed);

}  // namespace stillpoint::app
