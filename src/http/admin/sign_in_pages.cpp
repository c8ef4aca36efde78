#include "http/admin/sign_in_pages.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "app/identity/people.h"
#include "app/identity/random_token.h"
#include "app/identity/sessions.h"
#include "app/identity/sign_in.h"
#include "http/admin/admin_layout.h"
#include "http/form.h"
#include "http/problem.h"
#include "http/url.h"

namespace stillpoint::http::admin {
namespace {

using pages::Href;
using pages::HtmlWriter;

/// Binds the sign-in form to the browser that asked for it, so that nobody is signed in as somebody else by a
/// page of another site.
constexpr std::string_view kVisitCookie = "stillpoint_visit";

std::string_view parameter(const Request& request, std::string_view name) {
  for (const Parameter& given : request.parameters) {
    if (given.name == name) return given.value;
  }
  return {};
}

const std::vector<Fault>& no_faults() {
  static const std::vector<Fault> none;
  return none;
}

class SignInPages {
 public:
  explicit SignInPages(const AdminServices& services) : services_(services), layout_(services) {}

  [[nodiscard]] Response show_sign_in(const Request& request) const;
  [[nodiscard]] Response sign_in(const Request& request) const;
  [[nodiscard]] Response show_code(const Request& request, const Person& person) const;
  [[nodiscard]] Response take_code(const Request& request, const Person& person) const;
  [[nodiscard]] Response sign_out(const Request& request, const Person& person) const;
  [[nodiscard]] Response show_password(const Request& request) const;
  [[nodiscard]] Response set_password(const Request& request) const;

 private:
  [[nodiscard]] Response sign_in_form(const Request& request, const Form* form, const Error* error) const;
  [[nodiscard]] Response code_form(const Request& request, const Person& person, const Error* error) const;
  [[nodiscard]] Response password_form(const Request& request, const Error* error) const;
  /// The visitor's cookie, and what sets it where there is none.
  [[nodiscard]] std::string visit_of(const Request& request, Response& response) const;
  void end_former_session(const Request& request, const app::Origin& origin) const;
  [[nodiscard]] std::optional<Error> refuse_form(const Request& request, const Result<Form>& form) const;

  const AdminServices& services_;
  AdminLayout layout_;
};

std::string SignInPages::visit_of(const Request& request, Response& response) const {
  std::string visit = services_.cookies.read(request, kVisitCookie);
  if (visit.empty()) {
    visit = app::draw_token();
    response.headers.push_back(services_.cookies.set(kVisitCookie, visit));
  }
  return visit;
}

/// Why a form of somebody who is not signed in is not taken.
std::optional<Error> SignInPages::refuse_form(const Request& request, const Result<Form>& form) const {
  if (!form) return form.error();
  const std::string visit = services_.cookies.read(request, kVisitCookie);
  const bool ours = !visit.empty() && app::same_secret(form->text(kCsrfField),
                                                       csrf_token(services_.csrf_key, "visit " + visit));
  if (ours) return std::nullopt;
  return Error{.code = ErrorCode::kForbidden,
               .message =
                   "This form is no longer good, or your browser keeps no cookies of this site. Please try "
                   "again."};
}

Response SignInPages::sign_in_form(const Request& request, const Form* form, const Error* error) const {
  Response cookies;
  const std::string visit = visit_of(request, cookies);
  const std::string next = way_back(form == nullptr ? parameter(request, "next") : form->text("next"));
  HtmlWriter out = layout_.writer();
  out.raw("<article class=\"entry\"><h1>Sign in</h1>");
  form_problem(out, error == nullptr ? "" : error->message);
  out.raw("<form method=\"post\"").action(Href::own("/admin/sign-in")).raw(">");
  out.raw("<input type=\"hidden\" name=\"csrf\"");
  out.attribute("value", csrf_token(services_.csrf_key, "visit " + visit)).raw(">");
  out.raw("<input type=\"hidden\" name=\"next\"").attribute("value", next).raw(">");
  text_field(out, {.label = "Mail address",
                   .name = "mail",
                   .value = form == nullptr ? std::string_view() : form->text("mail"),
                   .type = "email",
                   .autocomplete = "username"});
  text_field(
      out, {.label = "Password", .name = "password", .type = "password", .autocomplete = "current-password"});
  out.raw("<button class=\"primary\">Sign in</button></form>");
  out.raw(
      "<p class=\"hint\">No password any more? An owner can give you a link that sets a new "
      "one.</p></article>");
  const int status = error == nullptr ? 200 : page_status(*error);
  Response response = layout_.page({.title = "Sign in"}, out, status);
  for (auto& header : cookies.headers) response.headers.push_back(std::move(header));
  return sealed_off(std::move(response));
}

Response SignInPages::show_sign_in(const Request& request) const {
  return sign_in_form(request, nullptr, nullptr);
}

Response SignInPages::sign_in(const Request& request) const {
  const Result<Form> form = Form::read(request);
  if (const std::optional<Error> refused = refuse_form(request, form)) {
    return sign_in_form(request, form ? &*form : nullptr, &*refused);
  }
  const app::Origin origin = origin_of(request);
  Result<std::string> token = services_.sign_in.with_password(
      {.mail = form->text("mail"), .password = form->text("password")}, origin);
  if (!token) return sign_in_form(request, &*form, &token.error());
  end_former_session(request, origin);
  const Result<std::optional<app::SignedIn>> who = services_.sessions.find(*token);
  const std::string next = way_back(form->text("next"));
  const bool whole = who && *who && app::standing_of(**who) == app::Standing::kWhole;
  Response response =
      see_other(services_, whole ? next : "/admin/second-factor?next=" + percent_encode(next));
  response.headers.push_back(services_.cookies.set(kSessionCookie, *token));
  response.headers.push_back(services_.cookies.clear(kVisitCookie));
  return sealed_off(std::move(response));
}

/// Whoever signs in anew leaves no session behind that nobody sees any more.
void SignInPages::end_former_session(const Request& request, const app::Origin& origin) const {
  const Result<std::optional<app::SignedIn>> former =
      services_.sessions.find(services_.cookies.read(request, kSessionCookie));
  // Where it cannot be ended now, it ends by itself.
  if (former && *former) static_cast<void>(services_.sessions.end(**former, origin).has_value());
}

Response SignInPages::code_form(const Request& request, const Person& person, const Error* error) const {
  HtmlWriter out = layout_.writer();
  out.raw("<article class=\"entry\"><h1>Second factor</h1>");
  form_problem(out, error == nullptr ? "" : error->message);
  out.raw("<form method=\"post\"").action(Href::own("/admin/second-factor")).raw(">");
  csrf_field(out, person.visitor);
  out.raw("<input type=\"hidden\" name=\"next\"");
  out.attribute("value", way_back(parameter(request, "next"))).raw(">");
  text_field(out,
             {.label = "Code",
              .name = "code",
              .autocomplete = "one-time-code",
              .hint = "The six digits that your authenticator app shows now, or one of your recovery codes.",
              .faults = error == nullptr ? &no_faults() : &error->faults});
  out.raw("<button class=\"primary\">Go on</button></form></article>");
  Visitor nobody_yet = person.visitor;
  nobody_yet.actor.roles = {};
  return layout_.page(request, nobody_yet, {.title = "Second factor"}, out,
                      error == nullptr ? 200 : page_status(*error));
}

Response SignInPages::show_code(const Request& request, const Person& person) const {
  switch (app::standing_of(person.who)) {
    case app::Standing::kWhole:
      return see_other(services_, way_back(parameter(request, "next")));
    case app::Standing::kNeedsSetUp:
      return see_other(services_, "/admin/second-factor/set-up");
    case app::Standing::kNeedsCode:
      break;
  }
  return code_form(request, person, nullptr);
}

Response SignInPages::take_code(const Request& request, const Person& person) const {
  if (app::standing_of(person.who) != app::Standing::kNeedsCode) return show_code(request, person);
  const Result<Form> form = Form::read(request);
  if (!form) return code_form(request, person, &form.error());
  const Result<std::string> token =
      services_.sign_in.with_code(person.who, form->text("code"), person.origin);
  if (!token) return code_form(request, person, &token.error());
  Response response = see_other(services_, way_back(form->text("next")));
  response.headers.push_back(services_.cookies.set(kSessionCookie, *token));
  return response;
}

Response SignInPages::sign_out(const Request& request, const Person& person) const {
  if (Result<void> ended = services_.sessions.end(person.who, person.origin); !ended) {
    return layout_.error(request, &person.visitor, ended.error());
  }
  Response response = see_other(services_, "/admin/sign-in");
  response.headers.push_back(services_.cookies.clear(kSessionCookie));
  return response;
}

Response SignInPages::password_form(const Request& request, const Error* error) const {
  const Result<domain::Account> account = services_.people.behind_link(request.path_id);
  if (!account) return sealed_off(layout_.error(request, nullptr, account.error()));
  Response cookies;
  const std::string visit = visit_of(request, cookies);
  HtmlWriter out = layout_.writer();
  out.raw("<article class=\"entry\"><h1>Choose your password</h1><p>For ").text(account->mail).raw(".</p>");
  form_problem(out, error == nullptr ? "" : error->message);
  out.raw("<form method=\"post\"").action(Href::path("/admin/password/" + request.path_id)).raw(">");
  out.raw("<input type=\"hidden\" name=\"csrf\"");
  out.attribute("value", csrf_token(services_.csrf_key, "visit " + visit)).raw(">");
  out.raw("<input type=\"hidden\" name=\"mail\" autocomplete=\"username\"");
  out.attribute("value", account->mail).raw(">");
  text_field(out,
             {.label = "New password",
              .name = "password",
              .type = "password",
              .autocomplete = "new-password",
              .hint = "12 characters or more, of any kind. Four or five words that have nothing to do with "
                      "each other are good.",
              .faults = error == nullptr ? &no_faults() : &error->faults});
  out.raw("<button class=\"primary\">Save the password</button></form></article>");
  Response response =
      layout_.page({.title = "Choose your password"}, out, error == nullptr ? 200 : page_status(*error));
  response.headers.emplace_back("Referrer-Policy", "no-referrer");  // the address holds the link's token
  for (auto& header : cookies.headers) response.headers.push_back(std::move(header));
  return sealed_off(std::move(response));
}

Response SignInPages::show_password(const Request& request) const {
  return password_form(request, nullptr);
}

Response SignInPages::set_password(const Request& request) const {
  const Result<Form> form = Form::read(request);
  if (const std::optional<Error> refused = refuse_form(request, form))
    return password_form(request, &*refused);
  const Result<void> set =
      services_.people.use_link(request.path_id, form->text("password"), origin_of(request));
  if (!set && set.error().code == ErrorCode::kInvalid) return password_form(request, &set.error());
  if (!set) return sealed_off(layout_.error(request, nullptr, set.error()));
  return sealed_off(see_other(services_, "/admin/sign-in"));
}

}  // namespace

std::string way_back(std::string_view next) {
  constexpr std::string_view kHome = "/admin";
  const bool plain = std::all_of(next.begin(), next.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/_.?=&%:,~-").find(c) != std::string_view::npos;
  });
  if (!plain || next.substr(0, kHome.size()) != kHome) return std::string(kHome);
  const char after = next.size() == kHome.size() ? '/' : next[kHome.size()];
  if (after != '/' && after != '?') return std::string(kHome);
  return std::string(next);
}

std::vector<Route> sign_in_routes(const AdminServices& services, const SessionGate& gate) {
  const auto own = std::make_shared<const SignInPages>(services);
  const auto open = [own](Response (SignInPages::*method)(const Request&) const) -> Handler {
    return [own, method](const Request& request) { return ((*own).*method)(request); };
  };
  const auto half_way = [&](Response (SignInPages::*method)(const Request&, const Person&) const) {
    return gate.half_way_page([own, method](const Request& request, const Person& person) {
      return ((*own).*method)(request, person);
    });
  };
  return {
      {"GET", "/admin/sign-in", open(&SignInPages::show_sign_in), false},
      {"POST", "/admin/sign-in", open(&SignInPages::sign_in), false},
      {"GET", "/admin/second-factor", half_way(&SignInPages::show_code), false},
      {"POST", "/admin/second-factor", half_way(&SignInPages::take_code), false},
      {"POST", "/admin/sign-out", half_way(&SignInPages::sign_out), false},
      {"GET", "/admin/password/{token}", open(&SignInPages::show_password), false},
      {"POST", "/admin/password/{token}", open(&SignInPages::set_password), false},
  };
}

}  // namespace stillpoint::http::admin
