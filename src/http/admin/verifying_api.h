#pragma once

#include <cstdint>
#include <optional>

#include "domain/keys.h"
#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/message.h"

namespace stillpoint::http::admin {

/// What verifiers do, below /v1/admin: the same as the pages. Bodies are JSON objects of texts under the
/// names of the forms' fields, or multipart forms where a file comes along. Thread-safe.
class VerifyingApi {
 public:
  /// @param services outlives it.
  explicit VerifyingApi(const AdminServices& services);

  /// GET /v1/admin/queue?kind=&mine=&issuer=&offset=
  [[nodiscard]] Response queue(const Request& request, const Visitor& visitor) const;
  /// POST /v1/admin/queue/assign {subject, account}, /v1/admin/queue/close {item, outcome}: 204.
  [[nodiscard]] Response assign(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response close(const Request& request, const Visitor& visitor) const;
  /// GET /v1/admin/practitioners/{id}/credentials/{credential}: the certificate with its history; its ETag is
  /// what If-Match names below.
  [[nodiscard]] Response history(const Request& request, const Visitor& visitor) const;
  /// POST /v1/admin/practitioners/{id}/credentials/{credential}/verifications, .../licences/{licence}/...:
  /// 201. Under If-Match, as a change of standing: 428 without, 412 once the record has moved on.
  [[nodiscard]] Response verify_credential(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response verify_licence(const Request& request, const Visitor& visitor) const;
  /// POST /v1/admin/practitioners/{id}/credentials/{credential}/standing: what became of it.
  [[nodiscard]] Response change(const Request& request, const Visitor& visitor) const;
  /// POST /v1/admin/rosters: a multipart form with issuer, as_of and the file `roster`: 201.
  [[nodiscard]] Response take_roster(const Request& request, const Visitor& visitor) const;
  /// GET /v1/admin/evidence/{sha256}
  [[nodiscard]] Response evidence(const Request& request, const Visitor& visitor) const;

 private:
  [[nodiscard]] Response verify(const Request& request, const Visitor& visitor,
                                domain::CredentialId credential, domain::LicenceId licence) const;
  /// Which version If-Match names, of a record that still has it; else the answer that says so.
  struct Precondition {
    std::int64_t version = 0;
    std::optional<Response> refusal{};
  };
  /// What an address is about: a certificate, or a licence.
  struct Subject {
    domain::PractitionerId practitioner{};
    domain::CredentialId credential{};
    domain::LicenceId licence{};
  };
  [[nodiscard]] Precondition precondition(const Request& request, const Visitor& visitor,
                                          const Subject& about) const;
  /// The answer with the ETag of the record as it is now.
  [[nodiscard]] Response tagged(Response response, const Visitor& visitor, const Subject& about) const;
  const AdminServices& services_;
  const app::VerifyingDesk& desk_;
};

}  // namespace stillpoint::http::admin
