#pragma once

#include <string>
#include <string_view>

#include "app/partners/partners.h"
#include "http/admin/gate.h"
#include "http/form.h"
#include "http/pages/markup.h"

namespace stillpoint::http::admin {

/// A partner's form: what is kept, or what was typed and could not be taken.
struct PartnerForm {
  app::PartnerTerms terms{};
  std::string locked{};  ///< "condition=migraine", one on a line, as typed.
  const Error* error = nullptr;
};

PartnerForm form_of(const app::PartnerTerms& terms);
/// What was typed; what is no number is 0, which the terms refuse.
PartnerForm read_partner_form(const Form& form);
void partner_fields(pages::HtmlWriter& out, const PartnerForm& form);

/// What was typed for a new key.
struct KeyForm {
  app::NewPartnerKey wanted{};
  const Error* error = nullptr;
};
KeyForm read_key_form(const Form& form);
void key_fields(pages::HtmlWriter& out, const KeyForm& form);

/// "verify, changes"; empty for none.
std::string scope_list(domain::KeyScopes scopes);
/// What a key is good for now: "good", "good until …", "revoked …", "expired …".
std::string standing_of(const domain::PartnerKey& key, Instant now);
/// A whole number; nothing else than digits reads as -1.
int whole_number(std::string_view typed);

}  // namespace stillpoint::http::admin
