#pragma once

#include <vector>

#include "base/result.h"
#include "domain/actor.h"
#include "http/pages/markup.h"

namespace stillpoint::http::admin {

/// Boxes to tick, one per role, named "role".
struct RoleFields {
  pages::Markup legend = "";
  domain::Roles offered{};
  domain::Roles ticked{};
  const std::vector<Fault>* faults = nullptr;  ///< Those at "role" are shown.
};
void role_fields(pages::HtmlWriter& out, const RoleFields& fields);

/// What somebody with the role does, in a few words.
pages::Markup role_words(domain::Role role);

}  // namespace stillpoint::http::admin
