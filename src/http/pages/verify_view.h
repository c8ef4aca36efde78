#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/verify_credential.h"
#include "http/pages/layout.h"
#include "http/verify_parameters.h"

namespace stillpoint::http::pages {

/// What the page `/verify` shows.
struct VerifyView {
  VerifyRequest request{};                         ///< As typed, with what is wrong with it.
  std::vector<domain::Issuer> issuers{};           ///< To choose from.
  std::optional<app::CertificateAnswer> answer{};  ///< Nothing: only the form.
  std::string link{};  ///< The verdict's full address, for its holder's own site and card; empty: none.
};

/// The whole page `/verify`: the form and, where one was asked for, the verdict.
std::string verify_page(const VerifyView& view, const Site& site);

}  // namespace stillpoint::http::pages
