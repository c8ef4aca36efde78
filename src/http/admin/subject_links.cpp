#include "http/admin/subject_links.h"

#include <algorithm>
#include <string>

#include "domain/in_force.h"
#include "domain/thresholds.h"
#include "http/admin/verifying_view.h"
#include "http/pages/words.h"

namespace stillpoint::http::admin {
namespace {

using pages::Href;
using pages::HtmlWriter;

/// One line of the table.
struct Line {
  std::string path;
  std::string what;
  const std::string& number;
  std::string_view standing;
  domain::CheckStanding check;
};

void line_row(HtmlWriter& out, const Line& line) {
  out.raw("<tr><th scope=\"row\"><a").href(Href::path(line.path)).raw(">").text(line.what);
  if (!line.number.empty()) out.raw(", ").text(line.number);
  out.raw("</a></th><td>").text(line.standing).raw("</td><td>");
  if (line.check.last == nullptr) {
    out.raw("never");
  } else {
    out.text(pages::print_day(line.check.last->checked_at)).raw(": ");
    out.text(pages::word_of(line.check.last->result));
    if (line.check.matched && !line.check.fresh) out.raw(", stale by now");
  }
  out.raw("</td></tr>");
}

}  // namespace

void subject_links(HtmlWriter& out, const domain::Practitioner& practitioner,
                   const domain::Vocabulary& vocabulary, Instant now) {
  const bool has_licence =
      std::any_of(practitioner.professions.begin(), practitioner.professions.end(),
                  [](const domain::HeldProfession& held) { return !held.licences.empty(); });
  if (practitioner.credentials.empty() && !has_licence) return;
  out.raw("<section class=\"panel\" id=\"checks\"><h2>Certificates and licences</h2><div class=\"scroll\">");
  out.raw("<table><thead><tr><th scope=\"col\">Check it, or change its standing</th><th scope=\"col\">");
  out.raw("Standing</th><th scope=\"col\">Last check</th></tr></thead><tbody>");
  for (const domain::Credential& one : practitioner.credentials) {
    const domain::CredentialType* type = vocabulary.find(one.type);
    const std::string_view zone = type == nullptr ? std::string_view() : vocabulary.time_zone(*type);
    line_row(out, {.path = subject_path(practitioner.id, one.id, {}),
                   .what = pages::name_of(vocabulary, one.type),
                   .number = one.number,
                   .standing = pages::word_of(domain::standing_at(one, zone, now).status),
                   .check = domain::check_at(one.verifications, domain::freshness_of(type, one.expires, zone),
                                             now)});
  }
  for (const domain::HeldProfession& held : practitioner.professions) {
    for (const domain::Licence& one : held.licences) {
      line_row(out, {.path = subject_path(practitioner.id, {}, one.id),
                     .what = "Licence of " + pages::name_of(vocabulary, one.jurisdiction),
                     .number = one.number,
                     .standing = pages::word_of(one.status),
                     .check = domain::check_at(one.verifications, domain::Freshness{}, now)});
    }
  }
  out.raw("</tbody></table></div></section>");
}

}  // namespace stillpoint::http::admin
