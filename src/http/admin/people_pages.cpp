#include "http/admin/people_pages.h"

#include <charconv>
#include <memory>
#include <optional>
#include <utility>

#include "app/identity/people.h"
#include "base/id.h"
#include "http/admin/admin_layout.h"
#include "http/admin/role_fields.h"
#include "http/form.h"
#include "http/problem.h"

namespace stillpoint::http::admin {
namespace {

using pages::Href;
using pages::HtmlWriter;

const domain::Roles kEveryRole{(1U << domain::kRoles) - 1};

/// What a person's form shows: what is kept, or what was typed and could not be taken.
struct PersonView {
  app::PersonTerms terms{};
  const Error* error = nullptr;
};

const std::vector<Fault>& faults_of(const PersonView& view) {
  static const std::vector<Fault> none;
  return view.error == nullptr ? none : view.error->faults;
}

app::PersonTerms terms_of(const domain::Account& account) {
  return {.mail = account.mail, .name = account.name, .roles = account.roles, .disabled = account.disabled};
}

Result<app::PersonTerms> terms_in(const Form& form) {
  const Result<domain::Roles> roles = app::parse_roles(form.all("role"));
  if (!roles) return roles.error();
  return app::PersonTerms{.mail = form.trimmed("mail"),
                          .name = form.trimmed("name"),
                          .roles = *roles,
                          .disabled = form.has("disabled")};
}

std::string path_of(domain::AccountId id) {
  return "/admin/people/" + print_id(id.value);
}

domain::AccountId id_in(const Request& request) {
  return {parse_id(request.path_id).value_or(0)};
}

void person_fields(HtmlWriter& out, const PersonView& view) {
  text_field(out, {.label = "Name",
                   .name = "name",
                   .value = view.terms.name,
                   .hint = "As colleagues and the trail see it.",
                   .faults = &faults_of(view)});
  text_field(out, {.label = "Mail address",
                   .name = "mail",
                   .value = view.terms.mail,
                   .type = "email",
                   .hint = "They sign in with it.",
                   .faults = &faults_of(view)});
  role_fields(
      out,
      {.legend = "Roles", .offered = kEveryRole, .ticked = view.terms.roles, .faults = &faults_of(view)});
}

class PeoplePages {
 public:
  explicit PeoplePages(const AdminServices& services) : services_(services), layout_(services) {}

  [[nodiscard]] Response list(const Request& request, const Visitor& visitor) const {
    return list_with(request, visitor, {});
  }
  [[nodiscard]] Response create(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response show(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response save(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response make_link(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response drop_second_factor(const Request& request, const Visitor& visitor) const;

 private:
  [[nodiscard]] Response list_with(const Request& request, const Visitor& visitor,
                                   const PersonView& view) const;
  [[nodiscard]] Response person_with(const Request& request, const Visitor& visitor,
                                     const domain::Account& account, const PersonView& view) const;
  [[nodiscard]] Response link_page(const Request& request, const Visitor& visitor,
                                   const domain::Account& account) const;

  const AdminServices& services_;
  AdminLayout layout_;
};

Response PeoplePages::list_with(const Request& request, const Visitor& visitor,
                                const PersonView& view) const {
  const Result<std::vector<domain::Account>> people = services_.people.all(visitor.actor);
  if (!people) return layout_.error(request, &visitor, people.error());
  HtmlWriter out = layout_.writer();
  out.raw("<h1>People</h1><section class=\"panel\"><h2>Who may work here</h2><div class=\"scroll\"><table>");
  out.raw(
      "<thead><tr><th>Name</th><th>Mail address</th><th>Roles</th><th>Second factor</th><th>State</th></tr>");
  out.raw("</thead><tbody>");
  for (const domain::Account& person : *people) {
    out.raw("<tr><td><a").href(Href::path(path_of(person.id))).raw(">").text(person.name);
    out.raw("</a></td><td>").text(person.mail).raw("</td><td>").text(app::role_list(person.roles));
    out.raw("</td><td>").raw(person.totp_confirmed ? pages::Markup("set up") : pages::Markup("not set up"));
    out.raw("</td><td>");
    if (person.disabled) {
      out.raw("disabled");
    } else {
      out.raw(person.password_hash.empty() ? pages::Markup("no password yet") : pages::Markup("active"));
    }
    out.raw("</td></tr>");
  }
  out.raw("</tbody></table></div></section><section class=\"panel\" id=\"new\"><h2>Somebody new</h2>");
  form_problem(out, view.error == nullptr ? "" : view.error->message);
  out.raw("<form method=\"post\"").action(Href::own("/admin/people")).raw(">");
  csrf_field(out, visitor);
  person_fields(out, view);
  out.raw("<button class=\"primary\">Add them</button></form></section>");
  return layout_.page(request, visitor, {.title = "People", .section = "/admin/people"}, out,
                      view.error == nullptr ? 200 : page_status(*view.error));
}

Response PeoplePages::create(const Request& request, const Visitor& visitor) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  const Result<app::PersonTerms> terms = terms_in(*form);
  PersonView view{.terms =
                      terms ? *terms
                            : app::PersonTerms{.mail = form->trimmed("mail"), .name = form->trimmed("name")}};
  const Result<domain::Account> account =
      terms ? services_.people.create(visitor.actor, *terms) : Result<domain::Account>(terms.error());
  if (!account) {
    view.error = &account.error();
    return list_with(request, visitor, view);
  }
  return link_page(request, visitor, *account);
}

Response PeoplePages::link_page(const Request& request, const Visitor& visitor,
                                const domain::Account& account) const {
  const Result<std::string> token = services_.people.password_link(visitor.actor, account.id);
  if (!token) return layout_.error(request, &visitor, token.error());
  HtmlWriter out = layout_.writer();
  out.raw("<article class=\"entry\"><h1>A link for ").text(account.name).raw("</h1>");
  out.raw(
      "<p>Give them this link by a way that only they can read. It lets them choose their password, once, ");
  out.raw("within three days. It is shown this once; you can make another at any time.</p><p><code>");
  out.text(services_.site.links.full("/admin/password/" + *token)).raw("</code></p><p><a");
  out.href(Href::path(path_of(account.id))).raw(">Back to ").text(account.name).raw("</a></p></article>");
  return layout_.page(request, visitor, {.title = "A link", .section = "/admin/people"}, out);
}

Response PeoplePages::person_with(const Request& request, const Visitor& visitor,
                                  const domain::Account& account, const PersonView& view) const {
  const std::string path = path_of(account.id);
  HtmlWriter out = layout_.writer();
  out.raw("<h1>").text(account.name).raw("</h1><section class=\"panel\"><h2>What they are here for</h2>");
  form_problem(out, view.error == nullptr ? "" : view.error->message);
  out.raw("<form method=\"post\"").action(Href::path(path)).raw(">");
  csrf_field(out, visitor);
  out.raw("<input type=\"hidden\" name=\"version\"").attribute("value", account.version).raw(">");
  person_fields(out, view);
  out.raw("<div class=\"tick\"><input type=\"checkbox\" id=\"disabled\" name=\"disabled\" value=\"yes\"");
  out.flag("checked", view.terms.disabled)
      .raw("><label for=\"disabled\">Disabled: cannot sign in</label></div>");
  out.raw("<button class=\"primary\">Save</button></form></section>");
  out.raw("<section class=\"panel\"><h2>Letting them in again</h2><form method=\"post\"");
  out.action(Href::path(path + "/password-link")).raw(">");
  csrf_field(out, visitor);
  out.raw(
      "<p>They forgot their password, or have none yet.</p><button>Make a link that sets "
      "one</button></form>");
  if (account.totp_confirmed) {
    out.raw("<form method=\"post\"").action(Href::path(path + "/drop-second-factor")).raw(">");
    csrf_field(out, visitor);
    out.raw("<p>They lost their telephone and their recovery codes. Be sure that it is them who asks.</p>");
    out.raw("<button>Take the second factor away</button></form>");
  }
  out.raw("</section><p><a").href(Href::own("/admin/people")).raw(">All people</a></p>");
  return layout_.page(request, visitor, {.title = account.name, .section = "/admin/people"}, out,
                      view.error == nullptr ? 200 : page_status(*view.error));
}

Response PeoplePages::show(const Request& request, const Visitor& visitor) const {
  const Result<domain::Account> account = services_.people.find(visitor.actor, id_in(request));
  if (!account) return layout_.error(request, &visitor, account.error());
  return person_with(request, visitor, *account, {.terms = terms_of(*account)});
}

Response PeoplePages::save(const Request& request, const Visitor& visitor) const {
  const Result<domain::Account> account = services_.people.find(visitor.actor, id_in(request));
  if (!account) return layout_.error(request, &visitor, account.error());
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  const Result<app::PersonTerms> terms = terms_in(*form);
  const std::string typed = form->trimmed("version");
  std::int64_t version = 0;
  std::from_chars(typed.data(), typed.data() + typed.size(), version);
  const Result<domain::Account> saved =
      terms ? services_.people.change(visitor.actor, account->id, version, *terms)
            : Result<domain::Account>(terms.error());
  if (saved) return see_other(services_, path_of(account->id), "Saved.");
  return person_with(request, visitor, *account,
                     {.terms = terms ? *terms : terms_of(*account), .error = &saved.error()});
}

Response PeoplePages::make_link(const Request& request, const Visitor& visitor) const {
  const Result<domain::Account> account = services_.people.find(visitor.actor, id_in(request));
  if (!account) return layout_.error(request, &visitor, account.error());
  return link_page(request, visitor, *account);
}

Response PeoplePages::drop_second_factor(const Request& request, const Visitor& visitor) const {
  const domain::AccountId id = id_in(request);
  const Result<void> dropped = services_.people.drop_second_factor(visitor.actor, id);
  if (!dropped) return layout_.error(request, &visitor, dropped.error());
  return see_other(services_, path_of(id), "The second factor was taken away, and every session ended.");
}

}  // namespace

std::vector<Route> people_routes(const AdminServices& services, const Gate& gate) {
  const auto own = std::make_shared<const PeoplePages>(services);
  const auto page = [&](Response (PeoplePages::*method)(const Request&, const Visitor&) const) {
    return gate.page(app::Permission::kManagePeople,
                     [own, method](const Request& request, const Visitor& visitor) {
                       return ((*own).*method)(request, visitor);
                     });
  };
  return {
      {"GET", "/admin/people", page(&PeoplePages::list), false},
      {"POST", "/admin/people", page(&PeoplePages::create), false},
      {"GET", "/admin/people/{id}", page(&PeoplePages::show), false},
      {"POST", "/admin/people/{id}", page(&PeoplePages::save), false},
      {"POST", "/admin/people/{id}/password-link", page(&PeoplePages::make_link), false},
      {"POST", "/admin/people/{id}/drop-second-factor", page(&PeoplePages::drop_second_factor), false},
  };
}

}  // namespace stillpoint::http::admin
