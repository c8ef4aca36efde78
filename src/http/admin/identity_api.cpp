#include "http/admin/identity_api.h"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/identity/own_account.h"
#include "app/identity/people.h"
#include "base/id.h"
#include "base/time_text.h"
#include "document/json_writer.h"
#include "http/admin/conditional.h"
#include "http/admin/json_body.h"
#include "http/admin/once.h"
#include "http/problem.h"

namespace stillpoint::http::admin {
namespace {

using document::JsonWriter;
using document::ObjectReader;
using document::Presence;

constexpr std::array<std::string_view, 4> kPersonMembers = {"mail", "name", "roles", "disabled"};
constexpr std::array<std::string_view, 3> kTokenMembers = {"name", "roles", "days"};

void write_roles(JsonWriter& json, domain::Roles roles) {
  json.begin_array();
  for (std::size_t i = 0; i < domain::kRoles; ++i) {
    if (roles.has(static_cast<domain::Role>(i))) json.string(domain::kRoleNames[i]);
  }
  json.end_array();
}

void write_person(JsonWriter& json, const domain::Account& person) {
  json.begin_object();
  json.member("id", print_id(person.id.value));
  json.member("version", person.version);
  json.member("mail", person.mail);
  json.member("name", person.name);
  json.key("roles");
  write_roles(json, person.roles);
  json.member("disabled", person.disabled);
  json.member("has_password", !person.password_hash.empty());
  json.member("second_factor", person.totp_confirmed);
  json.member("created", print_instant(person.created));
  json.end_object();
}

void write_token(JsonWriter& json, const domain::ApiToken& token, std::string_view secret) {
  json.begin_object();
  json.member("id", print_id(token.id.value));
  json.member("name", token.name);
  json.key("roles");
  write_roles(json, token.roles);
  json.member("created", print_instant(token.created));
  json.member("expires", print_instant(token.expires));
  json.member("last_used", token.last_used ? std::optional(print_instant(*token.last_used)) : std::nullopt);
  if (!secret.empty()) json.member("token", secret);
  json.end_object();
}

Response json_response(int status, std::string body) {
  return {.status = status, .content_type = "application/json", .body = std::move(body)};
}

Response person_response(int status, const domain::Account& person) {
  std::string body;
  JsonWriter json(body);
  write_person(json, person);
  Response response = json_response(status, std::move(body));
  response.headers.emplace_back("ETag", version_tag(person.version));
  return response;
}

/// Reads the member "roles"; what is no role becomes a fault there.
std::optional<domain::Roles> roles_in(ObjectReader& reader) {
  if (!reader.find("roles")) return std::nullopt;
  domain::Roles roles;
  bool known = true;
  reader.strings("roles", domain::kRoles, [&](std::string_view word, const document::Path& path) {
    const Result<domain::Roles> role = app::parse_roles({word});
    if (role) {
      roles = domain::Roles(static_cast<std::uint8_t>(roles.bits() | role->bits()));
    } else {
      known = false;
      reader.faults().add(path, {.what = role.error().faults.front().what,
                                 .allowed = role.error().faults.front().allowed,
                                 .value = word});
    }
  });
  return known ? std::optional(roles) : std::nullopt;
}

/// The members that the body names, over what stands.
Result<app::PersonTerms> person_terms(const Request& request, app::PersonTerms terms) {
  const document::Members members{.accepted = kPersonMembers};
  Result<void> read = read_json_body(request, members, [&](ObjectReader& reader) {
    if (reader.find("mail")) terms.mail = reader.text("mail", {.characters_max = app::kMailBytesMax});
    if (reader.find("name")) terms.name = reader.text("name", {.characters_max = app::kPersonNameBytesMax});
    if (const auto roles = roles_in(reader)) terms.roles = *roles;
    if (const auto disabled = reader.boolean("disabled")) terms.disabled = *disabled;
  });
  if (!read) return std::move(read).error();
  return terms;
}

class IdentityApi {
 public:
  explicit IdentityApi(const AdminServices& services) : services_(services) {}

  [[nodiscard]] Response me(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response people(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response create_person(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response person(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response change_person(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response disable_person(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response make_link(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response tokens(const Request& request, const Person& person) const;
  [[nodiscard]] Response make_token(const Request& request, const Person& person) const;
  [[nodiscard]] Response revoke_token(const Request& request, const Person& person) const;

 private:
  /// Changes a person by what `edit` makes of the present terms, under If-Match.
  [[nodiscard]] Response change(
      const Request& request, const Visitor& visitor,
      const std::function<Result<app::PersonTerms>(app::PersonTerms present)>& edit) const;
  [[nodiscard]] Response link_response(int status, const Visitor& visitor,
                                       const domain::Account& person) const;

  const AdminServices& services_;
};

domain::AccountId id_in(const Request& request) {
  return {parse_id(request.path_id).value_or(0)};
}

Response IdentityApi::me(const Request&, const Visitor& visitor) const {
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("id", print_id(visitor.actor.account.value));
  json.member("name", visitor.actor.name);
  json.key("roles");
  write_roles(json, visitor.actor.roles);
  json.member("by", visitor.session ? "session" : "token");
  if (visitor.session) json.member("csrf", visitor.csrf);
  json.end_object();
  return json_response(200, std::move(body));
}

Response IdentityApi::people(const Request&, const Visitor& visitor) const {
  const Result<std::vector<domain::Account>> all = services_.people.all(visitor.actor);
  if (!all) return problem(all.error());
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("total", all->size());
  json.key("items");
  json.begin_array();
  for (const domain::Account& person : *all) write_person(json, person);
  json.end_array();
  json.end_object();
  return json_response(200, std::move(body));
}

Response IdentityApi::link_response(int status, const Visitor& visitor, const domain::Account& person) const {
  const Result<std::string> token = services_.people.password_link(visitor.actor, person.id);
  if (!token) return problem(token.error());
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.key("person");
  write_person(json, person);
  json.member("password_link", services_.site.links.full("/admin/password/" + *token));
  json.end_object();
  Response response = json_response(status, std::move(body));
  response.headers.emplace_back("ETag", version_tag(person.version));
  return response;
}

Response IdentityApi::create_person(const Request& request, const Visitor& visitor) const {
  const Result<app::PersonTerms> terms = person_terms(request, {});
  if (!terms) return problem(terms.error());
  const Result<std::string> made =
      once(services_.registering, request, visitor, [&]() -> Result<std::string> {
        const Result<domain::Account> person = services_.people.create(visitor.actor, *terms);
        if (!person) return person.error();
        return print_id(person->id.value);
      });
  if (!made) return problem(made.error());
  const Result<domain::Account> person = services_.people.find(visitor.actor, {parse_id(*made).value_or(0)});
  if (!person) return problem(person.error());
  Response response = link_response(201, visitor, *person);
  response.headers.emplace_back("Location",
                                services_.site.links.path("/v1/admin/people/" + print_id(person->id.value)));
  return response;
}

Response IdentityApi::person(const Request& request, const Visitor& visitor) const {
  const Result<domain::Account> person = services_.people.find(visitor.actor, id_in(request));
  return person ? person_response(200, *person) : problem(person.error());
}

Response IdentityApi::change(
    const Request& request, const Visitor& visitor,
    const std::function<Result<app::PersonTerms>(app::PersonTerms present)>& edit) const {
  const std::string header = request.header("If-Match");
  if (header.empty()) return problem(428, "Name the version that you have read in If-Match: its ETag.");
  const std::optional<std::int64_t> version = if_match_version(request);
  if (!version) return problem(400, "If-Match names one version as its ETag is written, for example \"7\".");
  const Result<domain::Account> present = services_.people.find(visitor.actor, id_in(request));
  if (!present) return problem(present.error());
  if (present->version != *version) {
    return problem(412, "Somebody has changed this account meanwhile: read it again.");
  }
  const Result<app::PersonTerms> terms = edit(
      {.mail = present->mail, .name = present->name, .roles = present->roles, .disabled = present->disabled});
  if (!terms) return problem(terms.error());
  const Result<domain::Account> saved = services_.people.change(visitor.actor, present->id, *version, *terms);
  return saved ? person_response(200, *saved) : problem(saved.error());
}

Response IdentityApi::change_person(const Request& request, const Visitor& visitor) const {
  return change(request, visitor,
                [&](app::PersonTerms present) { return person_terms(request, std::move(present)); });
}

Response IdentityApi::disable_person(const Request& request, const Visitor& visitor) const {
  return change(request, visitor, [](app::PersonTerms present) -> Result<app::PersonTerms> {
    present.disabled = true;
    return present;
  });
}

Response IdentityApi::make_link(const Request& request, const Visitor& visitor) const {
  const Result<domain::Account> person = services_.people.find(visitor.actor, id_in(request));
  if (!person) return problem(person.error());
  return link_response(201, visitor, *person);
}

Response IdentityApi::tokens(const Request&, const Person& person) const {
  const Result<std::vector<domain::ApiToken>> own = services_.own_account.tokens(person.who.account.id);
  if (!own) return problem(own.error());
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("total", own->size());
  json.key("items");
  json.begin_array();
  for (const domain::ApiToken& token : *own) write_token(json, token, {});
  json.end_array();
  json.end_object();
  return json_response(200, std::move(body));
}

Response IdentityApi::make_token(const Request& request, const Person& person) const {
  app::OwnAccount::NewToken wanted;
  const document::Members members{.accepted = kTokenMembers};
  const Result<void> read = read_json_body(request, members, [&](ObjectReader& reader) {
    wanted.name =
        reader.text("name", {.characters_max = app::kTokenNameBytesMax, .presence = Presence::kRequired});
    if (const auto roles = roles_in(reader)) wanted.roles = *roles;
    if (const auto days = reader.integer("days", {.min = 1, .max = app::kTokenDaysMax})) wanted.days = *days;
  });
  if (!read) return problem(read.error());
  // The secret is shown once and kept nowhere: whoever asks again is told which token it was, and revokes it.
  std::string secret;
  const Result<std::string> made =
      once(services_.registering, request, person.visitor, [&]() -> Result<std::string> {
        Result<app::OwnAccount::MadeToken> token =
            services_.own_account.make_token(person.who, wanted, person.origin);
        if (!token) return std::move(token).error();
        secret = token->text;
        return print_id(token->token.id.value);
      });
  if (!made) return problem(made.error());
  const Result<std::vector<domain::ApiToken>> own = services_.own_account.tokens(person.who.account.id);
  if (!own) return problem(own.error());
  for (const domain::ApiToken& token : *own) {
    if (print_id(token.id.value) != *made) continue;
    std::string body;
    JsonWriter json(body);
    write_token(json, token, secret);
    return json_response(201, std::move(body));
  }
  return problem(Error{.code = ErrorCode::kGone, .message = "This token was revoked meanwhile."});
}

Response IdentityApi::revoke_token(const Request& request, const Person& person) const {
  const domain::ApiTokenId id{parse_id(request.path_id).value_or(0)};
  const Result<void> revoked = services_.own_account.revoke_token(person.visitor.actor, id);
  return revoked ? Response{.status = 204} : problem(revoked.error());
}

}  // namespace

std::vector<Route> identity_api_routes(const AdminServices& services, const SessionGate& gate) {
  const auto own = std::make_shared<const IdentityApi>(services);
  const auto open = [&](app::Permission permission,
                        Response (IdentityApi::*method)(const Request&, const Visitor&) const) {
    return gate.api(permission, [own, method](const Request& request, const Visitor& visitor) {
      return ((*own).*method)(request, visitor);
    });
  };
  const auto mine = [&](Response (IdentityApi::*method)(const Request&, const Person&) const) {
    return gate.own_api([own, method](const Request& request, const Person& person) {
      return ((*own).*method)(request, person);
    });
  };
  constexpr auto kPeople = app::Permission::kManagePeople;
  return {
      {"GET", "/v1/admin/me", open(app::Permission::kSignedIn, &IdentityApi::me), false},
      {"GET", "/v1/admin/people", open(kPeople, &IdentityApi::people), false},
      {"POST", "/v1/admin/people", open(kPeople, &IdentityApi::create_person), false},
      {"GET", "/v1/admin/people/{id}", open(kPeople, &IdentityApi::person), false},
      {"PATCH", "/v1/admin/people/{id}", open(kPeople, &IdentityApi::change_person), false},
      {"DELETE", "/v1/admin/people/{id}", open(kPeople, &IdentityApi::disable_person), false},
      {"POST", "/v1/admin/people/{id}/password-link", open(kPeople, &IdentityApi::make_link), false},
      {"GET", "/v1/admin/tokens", mine(&IdentityApi::tokens), false},
      {"POST", "/v1/admin/tokens", mine(&IdentityApi::make_token), false},
      {"DELETE", "/v1/admin/tokens/{id}", mine(&IdentityApi::revoke_token), false},
  };
}

}  // namespace stillpoint::http::admin
