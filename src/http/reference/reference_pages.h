#pragma once

#include <string>

#include "http/links.h"
#include "http/pages/layout.h"
#include "http/reference/interface.h"

namespace stillpoint::http::reference {

/// What the pages for developers are made of. The references outlive the pages.
struct ReferenceView {
  const Interface& interface;
  const Links& links;
  const pages::Site& site;
};

/// `/developers`: what holds for every request, and every operation by area.
std::string start_page(const ReferenceView& view);

/// `/developers/{area}`: each operation of the area with what is sent and answered, as lines for a shell, and
/// those that only read as a form.
std::string area_page(const ReferenceView& view, const Area& area);

/// `/developers/shapes`: the schemas that have a name.
std::string shapes_page(const ReferenceView& view);

}  // namespace stillpoint::http::reference
