#include "http/admin/account_pages.h"

#include <charconv>
#include <memory>
#include <optional>
#include <utility>

#include "app/identity/own_account.h"
#include "app/identity/people.h"
#include "app/identity/sign_in.h"
#include "base/id.h"
#include "base/time_text.h"
#include "http/admin/admin_layout.h"
#include "http/admin/role_fields.h"
#include "http/form.h"
#include "http/pages/qr_code.h"
#include "http/problem.h"

namespace stillpoint::http::admin {
namespace {

using pages::Href;
using pages::HtmlWriter;

/// What went wrong with which form of the page.
struct Trouble {
  std::string form{};  ///< "password", "token".
  Error error{};
  const Form* typed = nullptr;
};

class AccountPages {
 public:
  explicit AccountPages(const AdminServices& services) : services_(services), layout_(services) {}

  [[nodiscard]] Response show(const Request& request, const Person& person) const {
    return account(request, person, nullptr);
  }
  [[nodiscard]] Response change_password(const Request& request, const Person& person) const;
  [[nodiscard]] Response show_set_up(const Request& request, const Person& person) const;
  [[nodiscard]] Response set_up(const Request& request, const Person& person) const;
  [[nodiscard]] Response show_draw_codes(const Request& request, const Person& person) const;
  [[nodiscard]] Response draw_codes(const Request& request, const Person& person) const;
  [[nodiscard]] Response end_session(const Request& request, const Person& person) const;
  [[nodiscard]] Response make_token(const Request& request, const Person& person) const;
  [[nodiscard]] Response revoke_token(const Request& request, const Person& person) const;

 private:
  [[nodiscard]] Response account(const Request& request, const Person& person, const Trouble* trouble) const;
  [[nodiscard]] Response set_up_form(const Request& request, const Person& person, const Error* error) const;
  [[nodiscard]] Response draw_codes_form(const Request& request, const Person& person,
                                         const Error* error) const;
  [[nodiscard]] Response codes_page(const Request& request, const Visitor& visitor,
                                    const std::vector<std::string>& codes) const;
  void password_part(HtmlWriter& out, const Person& person, const Trouble* trouble) const;
  void second_factor_part(HtmlWriter& out, const Person& person) const;
  void sessions_part(HtmlWriter& out, const Person& person) const;
  void tokens_part(HtmlWriter& out, const Person& person, const Trouble* trouble) const;
  void token_form(HtmlWriter& out, const Person& person, const Trouble* trouble) const;

  const AdminServices& services_;
  AdminLayout layout_;
};

const std::vector<Fault>& faults_of(const Trouble* trouble, std::string_view form) {
  static const std::vector<Fault> none;
  return trouble != nullptr && trouble->form == form ? trouble->error.faults : none;
}

std::string_view message_of(const Trouble* trouble, std::string_view form) {
  return trouble != nullptr && trouble->form == form ? std::string_view(trouble->error.message)
                                                     : std::string_view();
}

/// A button that is a form of its own.
void button(HtmlWriter& out, const Visitor& visitor, const std::string& path, std::string_view words) {
  out.raw("<form method=\"post\"").action(Href::path(path)).raw(">");
  csrf_field(out, visitor);
  out.raw("<button>").text(words).raw("</button></form>");
}

/// A second factor is set up in a session that somebody may have left open: only on the way in was the
/// password given just now.
bool asks_for_password(const Person& person) {
  return app::standing_of(person.who) == app::Standing::kWhole;
}

bool has_factor(const Person& person) {
  return person.who.account.totp_confirmed;
}

void AccountPages::password_part(HtmlWriter& out, const Person& person, const Trouble* trouble) const {
  out.raw("<section class=\"panel\" id=\"password-panel\"><h2>Password</h2>");
  form_problem(out, message_of(trouble, "password"));
  out.raw("<form method=\"post\"").action(Href::own("/admin/account/password")).raw(">");
  csrf_field(out, person.visitor);
  text_field(out, {.label = "Present password",
                   .name = "current_password",
                   .type = "password",
                   .autocomplete = "current-password",
                   .faults = &faults_of(trouble, "password")});
  text_field(
      out, {.label = "New password",
            .name = "password",
            .type = "password",
            .autocomplete = "new-password",
            .hint = "12 characters or more, of any kind. You stay signed in here; every other session ends.",
            .faults = &faults_of(trouble, "password")});
  out.raw("<button class=\"primary\">Change the password</button></form></section>");
}

void AccountPages::second_factor_part(HtmlWriter& out, const Person& person) const {
  out.raw("<section class=\"panel\" id=\"second-factor\"><h2>Second factor</h2>");
  if (person.who.account.totp_confirmed) {
    const Result<std::int64_t> left = services_.own_account.codes_left(person.who);
    out.raw("<p>An authenticator app is set up.");
    if (left) out.raw(" Recovery codes left: ").number(*left).raw(".");
    out.raw("</p>");
    out.raw("<p><a").href(Href::own("/admin/account/recovery-codes")).raw(">Draw new recovery codes</a></p>");
    out.raw("<p><a").href(Href::own("/admin/second-factor/set-up")).raw(">Set up another app</a></p>");
  } else {
    out.raw("<p>Your password alone lets you in. ");
    out.raw("An authenticator app makes a stolen password worthless.</p><p><a");
    out.href(Href::own("/admin/second-factor/set-up")).raw(">Set up a second factor</a></p>");
  }
  out.raw("</section>");
}

void AccountPages::sessions_part(HtmlWriter& out, const Person& person) const {
  out.raw("<section class=\"panel\" id=\"sessions\"><h2>Where you are signed in</h2>");
  const Result<std::vector<domain::Session>> sessions = services_.own_account.sessions(person.who.account.id);
  if (!sessions) {
    out.raw("<p>The list cannot be read now.</p></section>");
    return;
  }
  out.raw(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
      "aria-label=\"Sessions\"><table><thead><tr><th>Browser</th><th>From</th><th>Since</th><th>Last "
      "seen</th>"
      "<th>End it</th></tr></thead><tbody>");
  for (const domain::Session& session : *sessions) {
    out.raw("<tr><td>").text(session.agent).raw("</td><td>").text(session.address).raw("</td><td>");
    out.text(print_instant(session.created)).raw("</td><td>").text(print_instant(session.last_seen));
    out.raw("</td><td>");
    if (session.id == person.visitor.session) {
      out.raw("this one");
    } else {
      button(out, person.visitor, "/admin/account/sessions/" + print_id(session.id.value) + "/end",
             "Sign out");
    }
    out.raw("</td></tr>");
  }
  out.raw("</tbody></table></div></section>");
}

void AccountPages::token_form(HtmlWriter& out, const Person& person, const Trouble* trouble) const {
  const Form* const typed = trouble != nullptr && trouble->form == "token" ? trouble->typed : nullptr;
  const std::vector<Fault>& faults = faults_of(trouble, "token");
  out.raw("<h3>New token</h3>");
  form_problem(out, message_of(trouble, "token"));
  out.raw("<form method=\"post\"").action(Href::own("/admin/account/tokens")).raw(">");
  csrf_field(out, person.visitor);
  text_field(out, {.label = "What is it for?",
                   .name = "name",
                   .value = typed == nullptr ? std::string_view() : typed->text("name"),
                   .hint = "The name of the program that will use it.",
                   .faults = &faults});
  domain::Roles ticked;
  if (typed != nullptr)
    ticked =
        app::parse_roles(typed->all("role")).has_value() ? *app::parse_roles(typed->all("role")) : ticked;
  role_fields(out, {.legend = "What may it do?",
                    .offered = person.visitor.actor.roles,
                    .ticked = ticked,
                    .faults = &faults});
  const std::string days = typed == nullptr ? std::to_string(app::kTokenDaysDefault) : typed->trimmed("days");
  text_field(out, {.label = "Good for how many days?", .name = "days", .value = days, .faults = &faults});
  out.raw("<button class=\"primary\">Make the token</button></form>");
}

void AccountPages::tokens_part(HtmlWriter& out, const Person& person, const Trouble* trouble) const {
  out.raw("<section class=\"panel\" id=\"tokens\"><h2>Tokens for programs</h2>");
  const Result<std::vector<domain::ApiToken>> tokens = services_.own_account.tokens(person.who.account.id);
  if (tokens && !tokens->empty()) {
    out.raw(
        "<div class=\"scroll\"><table><thead><tr><th>For</th><th>May</th><th>Ends</th><th>Last used</th>"
        "<th>Revoke it</th></tr></thead><tbody>");
    for (const domain::ApiToken& token : *tokens) {
      out.raw("<tr><td>")
          .text(token.name)
          .raw("</td><td>")
          .text(app::role_list(token.roles))
          .raw("</td><td>");
      out.text(print_instant(token.expires)).raw("</td><td>");
      out.text(token.last_used ? print_instant(*token.last_used) : "never").raw("</td><td>");
      button(out, person.visitor, "/admin/account/tokens/" + print_id(token.id.value) + "/revoke", "Revoke");
      out.raw("</td></tr>");
    }
    out.raw("</tbody></table></div>");
  } else {
    out.raw("<p>There are none.</p>");
  }
  token_form(out, person, trouble);
  out.raw("</section>");
}

Response AccountPages::account(const Request& request, const Person& person, const Trouble* trouble) const {
  HtmlWriter out = layout_.writer();
  out.raw("<h1>Your account</h1><p class=\"lead\">").text(person.who.account.name).raw(", ");
  out.text(person.who.account.mail).raw(": ").text(app::role_list(person.who.account.roles)).raw("</p>");
  password_part(out, person, trouble);
  second_factor_part(out, person);
  sessions_part(out, person);
  tokens_part(out, person, trouble);
  return layout_.page(request, person.visitor, {.title = "Your account", .section = "/admin/account"}, out,
                      trouble == nullptr ? 200 : page_status(trouble->error));
}

Response AccountPages::change_password(const Request& request, const Person& person) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &person.visitor, form.error());
  Result<std::string> token = services_.own_account.change_password(
      person.who, {.current = form->text("current_password"), .fresh = form->text("password")},
      person.origin);
  if (!token) {
    const Trouble trouble{.form = "password", .error = std::move(token).error()};
    return account(request, person, &trouble);
  }
  Response response = see_other(services_, "/admin/account", "The password was changed.");
  response.headers.push_back(services_.cookies.set(kSessionCookie, *token));
  return response;
}

Response AccountPages::set_up_form(const Request& request, const Person& person, const Error* error) const {
  static const std::vector<Fault> none;
  const std::vector<Fault>& faults = error == nullptr ? none : error->faults;
  const app::SecondFactorOffer offer = services_.own_account.offer(person.who);
  HtmlWriter out = layout_.writer();
  out.raw("<article class=\"entry\"><h1>Set up the second factor</h1>");
  out.raw(
      "<p>Besides your password, you will give a code that an authenticator app on your telephone shows.");
  if (app::standing_of(person.who) == app::Standing::kNeedsSetUp) {
    out.raw(" Your roles need it: they decide over other people's names.");
  }
  out.raw("</p>");
  form_problem(out, error == nullptr ? "" : error->message);
  out.raw("<ol class=\"steps\"><li>Read this picture with the app:<div class=\"qr\">");
  pages::qr_code(out, offer.uri, "QR code for your authenticator app");
  out.raw("</div><p>or type this secret: <code>").text(offer.secret).raw("</code></p>");
  out.raw("<details><summary>The whole address</summary><p><code>").text(offer.uri);
  out.raw("</code></p></details></li><li>Give the code that it shows:<form method=\"post\"");
  out.action(Href::own("/admin/second-factor/set-up")).raw(">");
  csrf_field(out, person.visitor);
  if (asks_for_password(person)) {
    text_field(out, {.label = "Present password",
                     .name = "current_password",
                     .type = "password",
                     .autocomplete = "current-password",
                     .faults = &faults});
  }
  text_field(out, {.label = "Code", .name = "code", .autocomplete = "one-time-code", .faults = &faults});
  out.raw("<button class=\"primary\">Set it up</button></form></li></ol></article>");
  Visitor visitor = person.visitor;
  if (app::standing_of(person.who) != app::Standing::kWhole) visitor.actor.roles = {};  // nowhere to go yet
  return layout_.page(request, visitor, {.title = "Set up the second factor", .section = "/admin/account"},
                      out, error == nullptr ? 200 : page_status(*error));
}

Response AccountPages::show_set_up(const Request& request, const Person& person) const {
  if (app::standing_of(person.who) == app::Standing::kNeedsCode)
    return see_other(services_, "/admin/second-factor");
  return set_up_form(request, person, nullptr);
}

Response AccountPages::set_up(const Request& request, const Person& person) const {
  if (app::standing_of(person.who) == app::Standing::kNeedsCode)
    return see_other(services_, "/admin/second-factor");
  const Result<Form> form = Form::read(request);
  if (!form) return set_up_form(request, person, &form.error());
  if (asks_for_password(person)) {
    const Result<void> proved =
        services_.sign_in.prove(person.who.account, form->text("current_password"), person.origin);
    if (!proved) return set_up_form(request, person, &proved.error());
  }
  Result<app::OwnAccount::SetUp> made =
      services_.own_account.set_up_second_factor(person.who, form->text("code"), person.origin);
  if (!made) return set_up_form(request, person, &made.error());
  // The page belongs to the new session already: its forms carry that one's token.
  const Result<std::optional<app::SignedIn>> who = services_.sessions.find(made->token);
  Visitor visitor = person.visitor;
  if (who && *who) {
    visitor.session = (*who)->session.id;
    visitor.actor = app::actor_of((*who)->account, person.origin.address);
    visitor.csrf = csrf_token(services_.csrf_key, print_id(visitor.session.value));
  }
  Response response = codes_page(request, visitor, made->recovery_codes);
  response.headers.push_back(services_.cookies.set(kSessionCookie, made->token));
  return response;
}

Response AccountPages::codes_page(const Request& request, const Visitor& visitor,
                                  const std::vector<std::string>& codes) const {
  HtmlWriter out = layout_.writer();
  out.raw(
      "<article class=\"entry\"><h1>Your recovery codes</h1><p>Each lets you in once in place of a code, "
      "should ");
  out.raw(
      "your telephone be lost. They are shown this once: print them, or write them down, and keep them "
      "apart ");
  out.raw("from your password.</p><ul class=\"codes\">");
  for (const std::string& code : codes) out.raw("<li><code>").text(code).raw("</code></li>");
  out.raw("</ul><p><a class=\"primary\"")
      .href(Href::own("/admin"))
      .raw(">I have kept them</a></p></article>");
  return layout_.page(request, visitor, {.title = "Your recovery codes", .section = "/admin/account"}, out);
}

Response AccountPages::draw_codes_form(const Request& request, const Person& person,
                                       const Error* error) const {
  static const std::vector<Fault> none;
  HtmlWriter out = layout_.writer();
  out.raw(
      "<article class=\"entry\"><h1>Draw new recovery codes</h1><p>Those that you have are no longer good ");
  out.raw("then.</p>");
  form_problem(out, error == nullptr ? "" : error->message);
  out.raw("<form method=\"post\"").action(Href::own("/admin/account/recovery-codes")).raw(">");
  csrf_field(out, person.visitor);
  text_field(out, {.label = "Present password",
                   .name = "current_password",
                   .type = "password",
                   .autocomplete = "current-password",
                   .faults = error == nullptr ? &none : &error->faults});
  out.raw("<button class=\"primary\">Draw them</button></form></article>");
  return layout_.page(request, person.visitor,
                      {.title = "Draw new recovery codes", .section = "/admin/account"}, out,
                      error == nullptr ? 200 : page_status(*error));
}

Response AccountPages::show_draw_codes(const Request& request, const Person& person) const {
  if (!has_factor(person)) return see_other(services_, "/admin/second-factor/set-up");
  return draw_codes_form(request, person, nullptr);
}

Response AccountPages::draw_codes(const Request& request, const Person& person) const {
  if (!has_factor(person)) return see_other(services_, "/admin/second-factor/set-up");
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &person.visitor, form.error());
  const Result<std::vector<std::string>> codes =
      services_.own_account.draw_codes(person.who, form->text("current_password"), person.origin);
  if (!codes) {
    return draw_codes_form(request, person, &codes.error());
  }
  return codes_page(request, person.visitor, *codes);
}

Response AccountPages::end_session(const Request& request, const Person& person) const {
  const std::optional<std::int64_t> id = parse_id(request.path_id);
  const Result<void> ended =
      services_.own_account.end_session(person.visitor.actor, domain::SessionId{id.value_or(0)});
  if (!ended) return layout_.error(request, &person.visitor, ended.error());
  return see_other(services_, "/admin/account", "That session was ended.");
}

Response AccountPages::make_token(const Request& request, const Person& person) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &person.visitor, form.error());
  const Result<domain::Roles> roles = app::parse_roles(form->all("role"));
  const std::string typed_days = form->trimmed("days");
  int days = 0;
  std::from_chars(typed_days.data(), typed_days.data() + typed_days.size(), days);
  Result<app::OwnAccount::MadeToken> made =
      roles ? services_.own_account.make_token(
                  person.who, {.name = form->trimmed("name"), .roles = *roles, .days = days}, person.origin)
            : Result<app::OwnAccount::MadeToken>(roles.error());
  if (!made) {
    const Trouble trouble{.form = "token", .error = std::move(made).error(), .typed = &*form};
    return account(request, person, &trouble);
  }
  HtmlWriter out = layout_.writer();
  out.raw("<article class=\"entry\"><h1>Your token</h1><p>For ").text(made->token.name);
  out.raw(". It is shown this once; whoever has it may do what you ticked, until ");
  out.text(print_instant(made->token.expires)).raw(".</p><p><code>").text(made->text).raw("</code></p>");
  out.raw("<p>Programs send it as <code>Authorization: Bearer …</code>.</p><p><a");
  out.href(Href::own("/admin/account")).raw(">Back to your account</a></p></article>");
  return layout_.page(request, person.visitor, {.title = "Your token", .section = "/admin/account"}, out);
}

Response AccountPages::revoke_token(const Request& request, const Person& person) const {
  const std::optional<std::int64_t> id = parse_id(request.path_id);
  const Result<void> revoked =
      services_.own_account.revoke_token(person.visitor.actor, domain::ApiTokenId{id.value_or(0)});
  if (!revoked) return layout_.error(request, &person.visitor, revoked.error());
  return see_other(services_, "/admin/account", "The token was revoked.");
}

}  // namespace

std::vector<Route> account_routes(const AdminServices& services, const SessionGate& gate) {
  const auto own = std::make_shared<const AccountPages>(services);
  using Method = Response (AccountPages::*)(const Request&, const Person&) const;
  const auto handler = [&](Method method) -> PersonHandler {
    return [own, method](const Request& request, const Person& person) {
      return ((*own).*method)(request, person);
    };
  };
  const auto page = [&](Method method) { return gate.own_page(handler(method)); };
  const auto half_way = [&](Method method) { return gate.half_way_page(handler(method)); };
  return {
      {"GET", "/admin/account", page(&AccountPages::show), false},
      {"POST", "/admin/account/password", page(&AccountPages::change_password), false},
      {"GET", "/admin/account/recovery-codes", page(&AccountPages::show_draw_codes), false},
      {"POST", "/admin/account/recovery-codes", page(&AccountPages::draw_codes), false},
      {"POST", "/admin/account/sessions/{id}/end", page(&AccountPages::end_session), false},
      {"POST", "/admin/account/tokens", page(&AccountPages::make_token), false},
      {"POST", "/admin/account/tokens/{id}/revoke", page(&AccountPages::revoke_token), false},
      {"GET", "/admin/second-factor/set-up", half_way(&AccountPages::show_set_up), false},
      {"POST", "/admin/second-factor/set-up", half_way(&AccountPages::set_up), false},
  };
}

}  // namespace stillpoint::http::admin
