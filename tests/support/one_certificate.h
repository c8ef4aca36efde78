#pragma once

#include <string_view>
#include <vector>

#include "base/time_text.h"
#include "domain/certificates.h"

namespace stillpoint::support {

/// One issuer, "board", with one certificate: "R-1", of Amara Lindqvist, confirmed on 1 November 2026.
class OneCertificate final : public domain::CertificateReader {
 public:
  OneCertificate() {
    held_.credential = {.id = {7}, .type = {"board:rcst:1"}, .number = "R-1"};
    held_.credential.verifications = {{.id = {9},
                                       .result = domain::VerificationResult::kMatched,
                                       .checked_at = *parse_instant("2026-11-01T00:00:00Z")}};
    held_.practitioner = {42};
    held_.listing = domain::ListingState::kListed;
    held_.holder = "Amara Lindqvist";
  }
  [[nodiscard]] Result<domain::CertificateRecord> find(const domain::IssuerKey& issuer,
                                                       std::string_view number) const override {
    domain::CertificateRecord record;
    if (issuer.value != "board") return record;
    record.issuer = domain::Issuer{.key = issuer, .name = "Board", .time_zone = "America/New_York"};
    record.alike = {"R-1"};
    if (number != "R-1") return record;
    record.alike = {"R 1"};
    record.held = held_;
    record.type = domain::CredentialType{.key = {"board:rcst:1"},
                                         .issuer = {"board"},
                                         .name = "Registered",
                                         .letters = "RCST",
                                         .required_hours = 700,
                                         .recognised_by = {{.accreditor = {"psa"}}}};
    record.accreditors = {{.key = {"psa"}, .name = "Standards Authority"}};
    return record;
  }
  [[nodiscard]] Result<std::vector<domain::Issuer>> issuers() const override {
    return std::vector<domain::Issuer>{{.key = {"board"}, .name = "Board"}};
  }

  domain::HeldCertificate held_;
};

}  // namespace stillpoint::support
