#include "http/admin/consent_admin.h"

#include <charconv>
#include <memory>
#include <string>
#include <utility>

#include "app/consent/ask_consent.h"
#include "base/time_text.h"
#include "domain/consent.h"
#include "domain/outbox.h"
#include "http/admin/admin_layout.h"
#include "http/form.h"
#include "http/pages/words.h"

namespace stillpoint::http::admin {
namespace {

using app::Permission;
using pages::Href;
using pages::HtmlWriter;

/// Shown on the page; the button for all of them covers the rest.
constexpr std::size_t kDraftsShown = 200;
constexpr std::size_t kMailsShown = 200;

std::string practitioner_path(domain::PractitionerId id) {
  return "/admin/practitioners/" + print_id(id.value);
}

/// The pages. Immutable, so thread-safe.
class ConsentAdmin {
 public:
  explicit ConsentAdmin(const AdminServices& services) : services_(services), layout_(services) {}

  [[nodiscard]] Response basis(const Request& request, const Visitor& visitor) const {
    return basis_page(request, visitor, {}, {}, {});
  }
  [[nodiscard]] Response list(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response ask(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response mail(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response retry(const Request& request, const Visitor& visitor) const;

 private:
  [[nodiscard]] Response basis_page(const Request& request, const Visitor& visitor, std::string_view clause,
                                    std::string_view date, const std::vector<Fault>& faults) const;
  /// Nobody was ticked: names how many are meant, and asks once more.
  [[nodiscard]] Response everybody_question(const Request& request, const Visitor& visitor, const Form& form,
                                            const std::string& count) const;
  static void draft_rows(HtmlWriter& out, const std::vector<domain::ConsentStore::Draft>& drafts);
  static void mail_row(HtmlWriter& out, const domain::QueuedMail& queued, const Visitor& visitor);

  const AdminServices& services_;
  AdminLayout layout_;
};

void ConsentAdmin::draft_rows(HtmlWriter& out, const std::vector<domain::ConsentStore::Draft>& drafts) {
  out.raw(
      "<fieldset><legend>Only these, where any is ticked</legend><div class=\"scroll\"><table><thead><tr>"
      "<th scope=\"col\">List</th><th scope=\"col\">Name</th><th "
      "scope=\"col\">Mail</th></tr></thead><tbody>");
  for (const domain::ConsentStore::Draft& draft : drafts) {
    const std::string id = print_id(draft.id.value);
    out.raw("<tr><td><input type=\"checkbox\" name=\"id\"").attribute("value", id).attribute("id", "d-" + id);
    out.raw("></td><td><label").attribute("for", "d-" + id).raw(">").text(draft.name).raw("</label> <a");
    out.href(Href::path(practitioner_path(draft.id))).raw(">record<span class=\"out-of-sight\"> of ");
    out.text(draft.name).raw("</span></a></td><td>").text(draft.mail).raw("</td></tr>");
  }
  out.raw("</tbody></table></div></fieldset>");
}

Response ConsentAdmin::basis_page(const Request& request, const Visitor& visitor, std::string_view clause,
                                  std::string_view date, const std::vector<Fault>& faults) const {
  using Drafts = domain::ConsentStore::Drafts;
  const auto drafts = services_.consents.drafts(Drafts::kUnasked, app::kBasisPeopleMax);
  if (!drafts) return layout_.error(request, &visitor, drafts.error());
  const auto silent = services_.consents.drafts(Drafts::kSilent, app::kBasisPeopleMax);
  if (!silent) return layout_.error(request, &visitor, silent.error());
  HtmlWriter out = layout_.writer();
  out.raw(
      "<h1>List on a recorded ground</h1><p class=\"lead\">For an association whose members agreed in its "
      "statutes, say. Each person is listed and receives a mail that names the ground, with a link to object "
      "for 30 days. Whoever is asked one by one instead is listed when they say yes: the button for that is "
      "on "
      "each record.</p><p>");
  out.text(pages::count_of(static_cast<std::int64_t>(drafts->size()), "draft has", "drafts have"));
  out.raw(" a mail address and was not asked yet. Drafts without one cannot be listed so.</p>");
  out.raw("<form method=\"post\" class=\"panel\"").action(Href::own("/admin/consent")).raw(">");
  csrf_field(out, visitor);
  if (!faults.empty()) form_problem(out, "Nobody was listed: the ground is not complete.");
  text_field(out,
             {.label = "The ground",
              .name = "clause",
              .value = clause,
              .hint = "One sentence that the people listed read: Statutes of the association, section 4.",
              .faults = &faults});
  text_field(
      out,
      {.label = "Since when it holds", .name = "date", .value = date, .type = "date", .faults = &faults});
  std::vector<domain::ConsentStore::Draft> shown = *drafts;
  if (shown.size() > kDraftsShown) shown.resize(kDraftsShown);
  if (!shown.empty()) draft_rows(out, shown);
  if (!silent->empty()) {
    out.raw("<p><input type=\"checkbox\" name=\"silent\" value=\"1\" id=\"silent\"> <label for=\"silent\">");
    out.raw("Also ").text(pages::count_of(static_cast<std::int64_t>(silent->size()), "person", "people"));
    out.raw(
        " who did not answer</label></p><p class=\"hint\">They were asked and told that without an answer ");
    out.raw(
        "their listing stays unseen, or were taken out because they stayed silent. Tick this only where ");
    out.raw("the ground holds whatever they were told.</p>");
  }
  out.raw(
      "<p class=\"acts\"><button class=\"primary\">List them and send the mails</button></p><p "
      "class=\"hint\">"
      "With nobody ticked, every draft that has a mail address and was not asked is meant; you are asked "
      "once more "
      "first.</p></form>");
  return layout_.page(request, visitor, {.title = "List on a recorded ground", .section = "/admin/consent"},
                      out, faults.empty() ? 200 : 400);
}

Response ConsentAdmin::everybody_question(const Request& request, const Visitor& visitor, const Form& form,
                                          const std::string& count) const {
  std::int64_t number = 0;
  std::from_chars(count.data(), count.data() + count.size(), number);
  const std::string people = pages::count_of(number, "person", "people");
  HtmlWriter out = layout_.writer();
  out.raw("<article class=\"entry\"><h1>List ")
      .text(people)
      .raw("?</h1><p>Nobody was ticked, so this lists ");
  out.raw("<strong>every draft that has a mail address and was not asked");
  if (form.text("silent") == "1") out.raw(", and everybody who did not answer");
  out.raw("</strong>, on the ground “");
  out.text(form.trimmed("clause")).raw("” (").text(form.trimmed("date")).raw("). A mail goes out to each; ");
  out.raw("it cannot be called back.</p><form method=\"post\"").action(Href::own("/admin/consent")).raw(">");
  csrf_field(out, visitor);
  for (const std::string_view name : {"clause", "date", "silent"}) {
    out.raw("<input type=\"hidden\"").attribute("name", name).attribute("value", form.trimmed(name)).raw(">");
  }
  out.raw("<input type=\"hidden\" name=\"everybody\"").attribute("value", count).raw(">");
  out.raw("<p class=\"acts\"><button class=\"primary\">Yes, list ").text(people);
  out.raw(
      "</button> <button name=\"answer\" value=\"choose\">No, let me choose</button></p></form></article>");
  return layout_.page(request, visitor, {.title = "List " + people + "?", .section = "/admin/consent"}, out,
                      409);
}

Response ConsentAdmin::list(const Request& request, const Visitor& visitor) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  if (form->text("answer") == "choose") {
    return basis_page(request, visitor, form->text("clause"), form->text("date"), {});
  }
  app::ListingBasis basis{.clause = form->trimmed("clause"), .date = parse_date(form->trimmed("date"))};
  basis.silent_too = form->text("silent") == "1";
  for (const std::string_view text : form->all("id")) {
    if (const auto id = parse_id(text)) basis.people.push_back({*id});
  }
  if (const std::string told = form->trimmed("everybody"); !told.empty()) {
    std::int64_t number = 0;
    std::from_chars(told.data(), told.data() + told.size(), number);
    basis.everybody = number;
  }
  const Result<app::ListedOnBasis> done = services_.ask_consent.list(visitor.actor, basis);
  if (!done && done.error().code == ErrorCode::kInvalid) {
    return basis_page(request, visitor, form->text("clause"), form->text("date"), done.error().faults);
  }
  if (!done && done.error().code == ErrorCode::kConflict && !done.error().faults.empty()) {
    return everybody_question(request, visitor, *form, done.error().faults.front().value);
  }
  if (!done) return layout_.error(request, &visitor, done.error());
  std::string notice = pages::count_of(done->listed, "person is", "people are") +
                       " listed now, and a mail with the link to object is on its way to each.";
  if (done->without_mail > 0) {
    notice += " " + pages::count_of(done->without_mail, "draft has", "drafts have") +
              " no mail address and stayed a draft.";
  }
  if (done->others > 0) notice += " " + pages::count_of(done->others, "was", "were") + " no draft any more.";
  return see_other(services_, "/admin/consent", notice);
}

Response ConsentAdmin::ask(const Request& request, const Visitor& visitor) const {
  const auto id = parse_id(request.path_id);
  if (!id) {
    return layout_.error(request, &visitor,
                         {.code = ErrorCode::kNotFound, .message = "There is no such practitioner."});
  }
  const Result<void> asked = services_.ask_consent.ask(visitor.actor, {*id});
  if (!asked) return layout_.error(request, &visitor, asked.error());
  return see_other(services_, practitioner_path({*id}),
                   "The question whether this is true is on its way to them.");
}

void ConsentAdmin::mail_row(HtmlWriter& out, const domain::QueuedMail& queued, const Visitor& visitor) {
  out.raw("<tr><td>").text(queued.mail.to).raw("</td><td>").text(queued.mail.subject).raw("</td><td>");
  out.text(pages::print_moment(queued.queued)).raw("</td><td>").number(queued.attempts).raw("</td><td>");
  out.text(queued.last_error.empty() ? std::string_view("none yet") : std::string_view(queued.last_error));
  out.raw("</td><td>");
  if (queued.given_up) {
    out.raw("given up");
  } else {
    out.text(pages::print_moment(queued.next_attempt));
  }
  out.raw("</td><td><form method=\"post\"");
  out.action(Href::path("/admin/mail/retry/" + std::to_string(queued.id))).raw(">");
  csrf_field(out, visitor);
  out.raw("<button>Try again<span class=\"out-of-sight\"> to ").text(queued.mail.to);
  out.raw("</span></button></form></td></tr>");
}

Response ConsentAdmin::mail(const Request& request, const Visitor& visitor) const {
  const auto troubled = services_.outbox.troubled(kMailsShown);
  if (!troubled) return layout_.error(request, &visitor, troubled.error());
  HtmlWriter out = layout_.writer();
  out.raw("<h1>Mail</h1><p class=\"lead\">Mail leaves as ").text(services_.transport.describe()).raw(".</p>");
  if (services_.transport.describe().substr(0, 5) == "files") {
    out.raw(
        "<div class=\"note\"><p><strong>No mail server is set up:</strong> nobody receives anything. Each "
        "mail "
        "lands in that folder; see the settings smtp-url and mail-from.</p></div>");
  }
  if (troubled->empty()) {
    out.raw("<p>Nothing waits, and nothing was given up.</p>");
  } else {
    out.raw(
        "<div class=\"scroll\"><table><caption>Mail that was given up, failed, or waits</caption><thead><tr>"
        "<th scope=\"col\">To</th><th scope=\"col\">Subject</th><th scope=\"col\">Queued</th>"
        "<th scope=\"col\">Attempts</th><th scope=\"col\">Last answer</th><th scope=\"col\">Next attempt</th>"
        "<th scope=\"col\">Act</th></tr></thead><tbody>");
    for (const domain::QueuedMail& queued : *troubled) mail_row(out, queued, visitor);
    out.raw("</tbody></table></div>");
  }
  return layout_.page(request, visitor, {.title = "Mail", .section = "/admin/mail"}, out);
}

Response ConsentAdmin::retry(const Request& request, const Visitor& visitor) const {
  std::int64_t id = 0;
  const std::string& text = request.path_id;
  std::from_chars(text.data(), text.data() + text.size(), id);
  const Instant now = services_.site.clock.now();
  const Result<void> done = services_.work.in_transaction([&]() -> Result<void> {
    Result<void> due = services_.outbox.retry(id, now);
    if (!due) return due;
    return services_.trail.append({.at = now,
                                   .actor = visitor.actor,
                                   .action = "mail.retry",
                                   .subject = {.kind = "mail", .id = std::to_string(id)}});
  });
  if (!done) return layout_.error(request, &visitor, done.error());
  return see_other(services_, "/admin/mail", "It is tried again now.");
}

}  // namespace

std::string ask_consent_path(domain::PractitionerId id) {
  return "/admin/consent/ask/" + print_id(id.value);
}

std::vector<Route> consent_admin_routes(const AdminServices& services, const Gate& gate) {
  const auto pages = std::make_shared<const ConsentAdmin>(services);
  const auto bound = [&](Permission permission,
                         Response (ConsentAdmin::*method)(const Request&, const Visitor&) const) {
    return gate.page(permission, [pages, method](const Request& request, const Visitor& visitor) {
      return ((*pages).*method)(request, visitor);
    });
  };
  return {
      {.method = "GET",
       .pattern = "/admin/consent",
       .handler = bound(Permission::kEditRegister, &ConsentAdmin::basis)},
      {.method = "POST",
       .pattern = "/admin/consent",
       .handler = bound(Permission::kEditRegister, &ConsentAdmin::list)},
      {.method = "POST",
       .pattern = "/admin/consent/ask/{id}",
       .handler = bound(Permission::kEditRegister, &ConsentAdmin::ask)},
      {.method = "GET",
       .pattern = "/admin/mail",
       .handler = bound(Permission::kReadDirectory, &ConsentAdmin::mail)},
      {.method = "POST",
       .pattern = "/admin/mail/retry/{id}",
       .handler = bound(Permission::kEditRegister, &ConsentAdmin::retry)},
  };
}

}  // namespace stillpoint::http::admin
