#pragma once

#include "http/admin/admin_layout.h"
#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/admin/verifying_view.h"
#include "http/message.h"

namespace stillpoint::http::admin {

/// The verifier's pages. Immutable, so thread-safe.
class VerifyingPages {
 public:
  /// @param services outlives the pages.
  explicit VerifyingPages(const AdminServices& services);

  /// GET /admin/queue
  [[nodiscard]] Response queue(const Request& request, const Visitor& visitor) const;
  /// POST /admin/queue/assign, /admin/queue/close
  [[nodiscard]] Response assign(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response close(const Request& request, const Visitor& visitor) const;
  /// GET, POST /admin/rosters
  [[nodiscard]] Response rosters(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response take_roster(const Request& request, const Visitor& visitor) const;
  /// GET /admin/practitioners/{id}/credentials/{credential}, .../licences/{licence}
  [[nodiscard]] Response credential(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response licence(const Request& request, const Visitor& visitor) const;
  /// POST .../verifications
  [[nodiscard]] Response verify_credential(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response verify_licence(const Request& request, const Visitor& visitor) const;
  /// POST .../standing
  [[nodiscard]] Response change(const Request& request, const Visitor& visitor) const;
  /// GET /admin/evidence/{sha256}: as a file to keep, never to be shown.
  [[nodiscard]] Response evidence(const Request& request, const Visitor& visitor) const;

 private:
  /// What an address is about.
  struct Subject {
    domain::PractitionerId practitioner{};
    domain::CredentialId credential{};
    domain::LicenceId licence{};
  };
  [[nodiscard]] Response subject_page(const Request& request, const Visitor& visitor, const Subject& subject,
                                      SentForm check = {}, SentForm standing = {}) const;
  [[nodiscard]] Response verify(const Request& request, const Visitor& visitor, const Subject& subject) const;
  [[nodiscard]] Response rosters_page(const Request& request, const Visitor& visitor,
                                      const SentForm& sent) const;
  static Subject credential_in(const Request& request);
  static Subject licence_in(const Request& request);

  const AdminServices& services_;
  const app::VerifyingDesk& desk_;
  const domain::Vocabulary& vocabulary_;
  AdminLayout layout_;
};

/// What a queue's address asks for: kind, mine, issuer, offset. Wrong values ask for nothing.
domain::WorkFilter queue_filter(const Request& request, const domain::Actor& actor);

/// An answer that hands a file of evidence over: never shown by a browser.
Response evidence_download(const app::VerifyingDesk::EvidenceFile& file);

}  // namespace stillpoint::http::admin
