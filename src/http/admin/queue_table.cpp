#include <string>

#include "base/id.h"
#include "base/time_text.h"
#include "http/admin/verifying_view.h"
#include "http/admin/verifying_words.h"
#include "http/pages/words.h"
#include "http/url.h"

namespace stillpoint::http::admin {

using domain::WorkItem;
using domain::WorkKind;
using pages::Href;
using pages::HtmlWriter;

namespace {

std::string queue_path(const domain::WorkFilter& filter) {
  std::vector<Parameter> parameters;
  if (filter.kind) {
    parameters.push_back({"kind", std::string(domain::kWorkWords[static_cast<std::size_t>(*filter.kind)])});
  }
  if (filter.assignee) parameters.push_back({"mine", "true"});
  if (!filter.issuer.empty()) parameters.push_back({"issuer", filter.issuer});
  if (filter.offset > 0) parameters.push_back({"offset", std::to_string(filter.offset)});
  return parameters.empty() ? "/admin/queue" : "/admin/queue?" + print_query(parameters);
}

void choice(HtmlWriter& out, const domain::WorkFilter& to, std::string_view words, std::size_t count,
            bool chosen) {
  out.raw("<a").href(Href::path(queue_path(to)));
  if (chosen) out.raw(" aria-current=\"true\"");
  out.raw(">").text(words).raw(" (").number(static_cast<std::int64_t>(count)).raw(")</a>");
}

void choices(HtmlWriter& out, const QueueView& view, const Visitor& visitor) {
  std::size_t all = 0;
  for (const std::size_t count : view.list.by_kind) all += count;
  out.raw("<nav class=\"orders\" aria-label=\"What waits\">");
  domain::WorkFilter to{.assignee = view.filter.assignee, .issuer = view.filter.issuer};
  choice(out, to, "Everything", all, !view.filter.kind);
  for (std::size_t i = 0; i < domain::kWorkKinds; ++i) {
    const auto kind = static_cast<WorkKind>(i);
    if (view.list.by_kind[i] == 0 && view.filter.kind != kind) continue;
    to.kind = kind;
    choice(out, to, heading_of(kind), view.list.by_kind[i], view.filter.kind == kind);
  }
  out.raw("</nav><p class=\"back\">");
  domain::WorkFilter mine{.kind = view.filter.kind, .issuer = view.filter.issuer};
  if (!view.filter.assignee) mine.assignee = visitor.actor.account;
  out.raw("<a").href(Href::path(queue_path(mine))).raw(">");
  out.raw(view.filter.assignee ? pages::Markup("Show everybody’s") : pages::Markup("Show mine only"));
  out.raw("</a></p>");
}

void about(HtmlWriter& out, const WorkItem& item, const domain::Vocabulary& vocabulary) {
  if (item.credential) {
    out.raw("<a").href(Href::path(subject_path(item.practitioner, item.credential, {}))).raw(">");
    out.text(pages::name_of(vocabulary, domain::CredentialTypeKey{item.type})).raw("</a>");
  } else if (item.licence) {
    out.raw("<a").href(Href::path(subject_path(item.practitioner, {}, item.licence))).raw(">Licence: ");
    out.text(pages::name_of(vocabulary, domain::ProfessionKey{item.type})).raw("</a>, ");
    out.text(pages::name_of(vocabulary, domain::JurisdictionKey{item.issuer}));
  } else if (item.practitioner) {
    out.raw("<a").href(Href::path("/admin/practitioners/" + print_id(item.practitioner.value)));
    out.raw(">The record</a>");
  } else {
    out.text(pages::name_of(vocabulary, domain::IssuerKey{item.issuer}));
  }
  if (!item.number.empty()) out.raw(" ").text(item.number);
  if (!item.note.empty()) out.raw("<br><small>").text(item.note).raw("</small>");
  if (item.report) {
    out.raw("<br><small><a").href(Href::path("/reports/" + print_id(item.report.value)));
    out.raw(">The report, as whoever sent it sees it</a></small>");
  }
  if (!item.evidence.empty()) {
    out.raw("<br><small><a").href(Href::path("/admin/evidence/" + item.evidence));
    out.raw(">The list</a></small>");
  }
}

void assignment(HtmlWriter& out, const WorkItem& item, const QueueView& view, const Visitor& visitor) {
  out.raw("<td><span class=\"label\">Whose work: </span>");
  out.text(item.assignee ? item.assignee_name : std::string("nobody"));
  if (view.may_work) {
    const std::string subject = print_id(item.subject());
    const bool is_mine = item.assignee == visitor.actor.account;
    out.raw("<form method=\"post\"").action(Href::own("/admin/queue/assign")).raw(">");
    csrf_field(out, visitor);
    out.raw("<input type=\"hidden\" name=\"subject\"").attribute("value", subject);
    out.raw("><input type=\"hidden\" name=\"account\"");
    out.attribute("value", is_mine ? std::string() : print_id(visitor.actor.account.value));
    out.raw("><button>").raw(is_mine ? pages::Markup("Lay it down") : pages::Markup("Take it"));
    out.raw("<span class=\"out-of-sight\"> (")
        .text(item.name)
        .text(" " + item.number)
        .raw(")</span></button></form>");
  }
  out.raw("</td>");
}

void closing(HtmlWriter& out, const WorkItem& item, const QueueView& view, const Visitor& visitor) {
  if (item.item == 0 || !view.may_work) return;
  const std::string id = print_id(item.item);
  out.raw("<form method=\"post\"").action(Href::own("/admin/queue/close")).raw(">");
  csrf_field(out, visitor);
  out.raw("<input type=\"hidden\" name=\"item\"")
      .attribute("value", id)
      .raw("><label class=\"out-of-sight\"");
  out.attribute("for", "outcome-" + id)
      .raw(
          ">What came of it</label><input type=\"text\" name=\"outcome\" required placeholder=\"What came of "
          "it\"");
  out.attribute("id", "outcome-" + id).raw("><button>Close</button></form>");
}

void row(HtmlWriter& out, const WorkItem& item, const QueueView& view, const Visitor& visitor,
         const domain::Vocabulary& vocabulary) {
  out.raw("<tr><td>").text(heading_of(item.kind));
  if (item.kind == WorkKind::kExpiring && item.expires) {
    out.raw("<br><small>").text(print_date_words(*item.expires)).raw("</small>");
  } else if (item.since != Instant{}) {
    out.raw("<br><small>since ").text(pages::print_day(item.since)).raw("</small>");
  }
  const std::string nobody = item.practitioner ? "somebody who left" : "nobody on record";
  out.raw("</td><td>").text(item.name.empty() ? nobody : item.name);
  if (item.practitioner && !item.listed && !item.name.empty()) out.raw(" <small>(not listed)</small>");
  out.raw("</td><td>");
  about(out, item, vocabulary);
  closing(out, item, view, visitor);
  out.raw("</td><td class=\"n\"><span class=\"label\">Clients: </span>").number(item.clients).raw("</td>");
  assignment(out, item, view, visitor);
  out.raw("</tr>");
}

}  // namespace

std::string subject_path(domain::PractitionerId practitioner, domain::CredentialId credential,
                         domain::LicenceId licence) {
  return "/admin/practitioners/" + print_id(practitioner.value) +
         (credential ? "/credentials/" + print_id(credential.value) : "/licences/" + print_id(licence.value));
}

void queue_table(HtmlWriter& out, const QueueView& view, const Visitor& visitor,
                 const domain::Vocabulary& vocabulary) {
  choices(out, view, visitor);
  if (view.list.items.empty()) {
    out.raw("<p>Nothing of this kind waits.</p>");
    return;
  }
  out.raw(
      "<div class=\"scroll queue\" tabindex=\"0\" role=\"region\" aria-label=\"What "
      "waits\"><table><thead><tr><th "
      "scope=\"col\">Why</th><th scope=\"col\">Who</th><th scope=\"col\">What</th><th scope=\"col\" "
      "class=\"n\">Clients</th><th scope=\"col\">Whose work</th></tr></thead><tbody>");
  for (const WorkItem& item : view.list.items) row(out, item, view, visitor, vocabulary);
  out.raw(
      "</tbody></table></div><p class=\"hint\">Reports and revocations first; then listed people before "
      "others, "
      "those with more clients known to the directory (invited to a review, or reviewers) before those with "
      "fewer, then what has waited longest.</p>");
  const std::size_t end = view.filter.offset + view.list.items.size();
  if (end < view.list.total) {
    domain::WorkFilter next = view.filter;
    next.offset = end;
    out.raw("<p><a").href(Href::path(queue_path(next))).raw(">The next ones</a> (");
    out.number(static_cast<std::int64_t>(view.list.total - end)).raw(" more)</p>");
  }
}

}  // namespace stillpoint::http::admin
