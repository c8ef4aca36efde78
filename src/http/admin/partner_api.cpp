#include <array>
#include <memory>
#include <utility>

#include "app/partners/partners.h"
#include "base/id.h"
#include "base/time_text.h"
#include "document/json_writer.h"
#include "http/admin/conditional.h"
#include "http/admin/json_body.h"
#include "http/admin/partner_pages.h"
#include "http/partners/usage_json.h"
#include "http/problem.h"

namespace stillpoint::http::admin {
namespace {

using document::JsonWriter;
using document::ObjectReader;
using document::Presence;
using domain::Partner;
using domain::PartnerId;
using domain::PartnerKey;
using domain::PartnerKeyId;

constexpr std::array<std::string_view, 7> kPartnerMembers = {
    "name", "contact", "origins", "quota_per_minute", "locked", "theme", "agreed_to_terms"};
constexpr std::array<std::string_view, 2> kFilterMembers = {"name", "value"};
constexpr std::array<std::string_view, 3> kThemeMembers = {"scheme", "accent", "corner_radius"};
constexpr std::array<std::string_view, 4> kKeyMembers = {"kind", "name", "scopes", "days"};
constexpr std::array<std::string_view, 1> kRotationMembers = {"days"};
constexpr std::array<std::string_view, 1> kReasonMembers = {"reason"};
/// Of a reason in the trail: a few sentences.
constexpr std::size_t kReasonCharactersMax = 500;
/// Of one text that the terms judge themselves: longer than any of them takes.
constexpr std::size_t kTextCharactersMax = 1000;

void optional_instant(JsonWriter& json, std::string_view name, const std::optional<Instant>& instant) {
  json.member(name, instant ? std::optional(print_instant(*instant)) : std::nullopt);
}

void write_partner(JsonWriter& json, const Partner& partner) {
  json.begin_object();
  json.member("id", print_id(partner.id.value));
  json.member("version", partner.version);
  json.member("name", partner.name);
  json.member("contact", partner.contact);
  json.key("origins");
  json.begin_array();
  for (const std::string& origin : partner.origins) json.string(origin);
  json.end_array();
  json.member("quota_per_minute", partner.quota_per_minute);
  json.key("locked");
  json.begin_array();
  for (const domain::LockedFilter& filter : partner.locked) {
    json.begin_object();
    json.member("name", filter.name);
    json.member("value", filter.value);
    json.end_object();
  }
  json.end_array();
  json.key("theme");
  json.begin_object();
  json.member("scheme", domain::kColourSchemeNames[static_cast<std::size_t>(partner.theme.scheme)]);
  json.member("accent", partner.theme.accent);
  json.member("corner_radius", partner.theme.corner_radius);
  json.end_object();
  json.member("agreed_to_terms", partner.terms_agreed.has_value());
  optional_instant(json, "terms_agreed", partner.terms_agreed);
  json.member("state", domain::kPartnerStateNames[static_cast<std::size_t>(partner.state)]);
  json.member("created", print_instant(partner.created));
  json.end_object();
}

void write_key(JsonWriter& json, const PartnerKey& key, std::string_view text) {
  json.begin_object();
  json.member("id", print_id(key.id.value));
  json.member("kind", domain::kPartnerKeyKindNames[static_cast<std::size_t>(key.kind)]);
  json.member("name", key.name);
  json.member("hint", key.hint);
  json.key("scopes");
  json.begin_array();
  for (std::size_t i = 0; i < domain::kKeyScopes; ++i) {
    if (key.scopes.has(static_cast<domain::KeyScope>(i))) json.string(domain::kKeyScopeNames[i]);
  }
  json.end_array();
  json.member("created", print_instant(key.created));
  optional_instant(json, "expires", key.expires);
  optional_instant(json, "revoked", key.revoked);
  optional_instant(json, "last_used", key.last_used);
  if (!text.empty()) json.member("key", text);
  json.end_object();
}

Response json_response(int status, std::string body) {
  return {.status = status, .content_type = "application/json", .body = std::move(body)};
}

Response partner_response(int status, const Partner& partner) {
  std::string body;
  JsonWriter json(body);
  write_partner(json, partner);
  Response response = json_response(status, std::move(body));
  response.headers.emplace_back("ETag", version_tag(partner.version));
  return response;
}

Response key_response(const app::MadePartnerKey& made) {
  std::string body;
  JsonWriter json(body);
  write_key(json, made.key, made.text);
  return json_response(201, std::move(body));
}

template <class Item, class Write>
Response list_response(const std::vector<Item>& items, const Write& write) {
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("total", items.size());
  json.key("items");
  json.begin_array();
  for (const Item& item : items) write(json, item);
  json.end_array();
  json.end_object();
  return json_response(200, std::move(body));
}

void read_locked_filters(ObjectReader& reader, app::PartnerTerms& terms) {
  const document::Members members{.accepted = kFilterMembers};
  terms.locked.clear();
  reader.list("locked", app::kLockedFiltersMax, [&](document::JsonValue item, const document::Path& path) {
    ObjectReader filter(item, path, members, reader.faults());
    terms.locked.push_back(
        {.name = filter.text("name", {.characters_max = kTextCharactersMax, .presence = Presence::kRequired}),
         .value =
             filter.text("value", {.characters_max = kTextCharactersMax, .presence = Presence::kRequired})});
  });
}

void read_theme(ObjectReader& reader, app::PartnerTerms& terms) {
  const document::Members members{.accepted = kThemeMembers};
  reader.object("theme", [&](document::JsonValue value, const document::Path& path) {
    ObjectReader theme(value, path, members, reader.faults());
    if (const auto scheme = theme.choice("scheme", domain::kColourSchemeNames)) {
      terms.theme.scheme = static_cast<domain::ColourScheme>(*scheme);
    }
    // Empty text is allowed here: it takes the colour away.
    if (const auto accent = theme.find("accent")) {
      const bool is_text = accent->kind() == document::JsonKind::kString;
      if (is_text) terms.theme.accent = accent->text();
      if (!is_text) theme.fault("accent", "This is no text.", "\"#0a5c66\", or \"\" for ours");
    }
    if (const auto radius = theme.integer("corner_radius", {.min = 0, .max = app::kCornerRadiusMax})) {
      terms.theme.corner_radius = *radius;
    }
  });
}

/// The members that the body names, over what stands.
Result<app::PartnerTerms> terms_in(const Request& request, app::PartnerTerms terms) {
  const document::Members members{.accepted = kPartnerMembers};
  Result<void> read = read_json_body(request, members, [&](ObjectReader& reader) {
    if (reader.find("name")) terms.name = reader.text("name", {.characters_max = kTextCharactersMax});
    if (reader.find("contact"))
      terms.contact = reader.text("contact", {.characters_max = kTextCharactersMax});
    if (reader.find("origins")) {
      terms.origins.clear();
      reader.strings("origins", app::kPartnerOriginsMax,
                     [&](std::string_view text, const document::Path&) { terms.origins.emplace_back(text); });
    }
    if (const auto quota = reader.integer("quota_per_minute", {.min = 1, .max = app::kPartnerQuotaMax})) {
      terms.quota_per_minute = *quota;
    }
    if (reader.find("locked")) read_locked_filters(reader, terms);
    read_theme(reader, terms);
    if (const auto agreed = reader.boolean("agreed_to_terms")) terms.agreed_to_terms = *agreed;
  });
  if (!read) return std::move(read).error();
  return terms;
}

/// The scopes named in the body; what is no scope becomes a fault there.
domain::KeyScopes scopes_in(ObjectReader& reader) {
  domain::KeyScopes scopes;
  reader.strings("scopes", domain::kKeyScopes, [&](std::string_view word, const document::Path& path) {
    for (std::size_t i = 0; i < domain::kKeyScopes; ++i) {
      if (word != domain::kKeyScopeNames[i]) continue;
      scopes.add(static_cast<domain::KeyScope>(i));
      return;
    }
    reader.faults().add(path, {.what = "There is no such scope.",
                               .allowed = document::alternatives(domain::kKeyScopeNames),
                               .value = word});
  });
  return scopes;
}

PartnerId id_in(const Request& request) {
  return {parse_id(request.path_id).value_or(0)};
}

PartnerKeyId key_in(const Request& request) {
  return {request.path_ids.size() < 2 ? 0 : parse_id(request.path_ids[1]).value_or(0)};
}

class PartnerApi {
 public:
  explicit PartnerApi(const AdminServices& services) : services_(services), partners_(*services.partners) {}

  [[nodiscard]] Response list(const Request&, const Visitor& visitor) const {
    const Result<std::vector<Partner>> all = partners_.all(visitor.actor);
    return all ? list_response(*all, write_partner) : problem(all.error());
  }
  [[nodiscard]] Response show(const Request& request, const Visitor& visitor) const {
    const Result<Partner> partner = partners_.find(visitor.actor, id_in(request));
    return partner ? partner_response(200, *partner) : problem(partner.error());
  }
  [[nodiscard]] Response create(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response edit(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response suspend(const Request& request, const Visitor& visitor) const {
    return set_state(request, visitor, domain::PartnerState::kSuspended);
  }
  [[nodiscard]] Response resume(const Request& request, const Visitor& visitor) const {
    return set_state(request, visitor, domain::PartnerState::kActive);
  }
  [[nodiscard]] Response keys(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response make_key(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response rotate_key(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response revoke_key(const Request& request, const Visitor& visitor) const {
    const Result<void> revoked = partners_.revoke_key(visitor.actor, id_in(request), key_in(request));
    return revoked ? Response{.status = 204} : problem(revoked.error());
  }
  [[nodiscard]] Response usage(const Request& request, const Visitor& visitor) const;

 private:
  [[nodiscard]] Response set_state(const Request& request, const Visitor& visitor,
                                   domain::PartnerState state) const;

  const AdminServices& services_;
  app::Partners& partners_;
};

Response PartnerApi::create(const Request& request, const Visitor& visitor) const {
  const Result<app::PartnerTerms> terms = terms_in(request, {});
  if (!terms) return problem(terms.error());
  const Result<Partner> partner = partners_.register_partner(visitor.actor, *terms);
  if (!partner) return problem(partner.error());
  Response response = partner_response(201, *partner);
  response.headers.emplace_back(
      "Location", services_.site.links.path("/v1/admin/partners/" + print_id(partner->id.value)));
  return response;
}

Response PartnerApi::edit(const Request& request, const Visitor& visitor) const {
  const std::optional<std::int64_t> version = if_match_version(request);
  if (!version) return precondition_required();
  const Result<Partner> present = partners_.find(visitor.actor, id_in(request));
  if (!present) return problem(present.error());
  if (present->version != *version) {
    return problem(412, "Somebody has changed this partner meanwhile: read it again.");
  }
  const Result<app::PartnerTerms> terms = terms_in(request, app::terms_of(*present));
  if (!terms) return problem(terms.error());
  const Result<Partner> saved = partners_.edit(visitor.actor, present->id, *version, *terms);
  return saved ? partner_response(200, *saved) : problem(saved.error());
}

Response PartnerApi::set_state(const Request& request, const Visitor& visitor,
                               domain::PartnerState state) const {
  std::string reason;
  const document::Members members{.accepted = kReasonMembers};
  const Result<void> read = read_json_body(request, members, [&](ObjectReader& reader) {
    reason = reader.text("reason", {.characters_max = kReasonCharactersMax, .presence = Presence::kRequired});
  });
  if (!read) return problem(read.error());
  const Result<Partner> saved = partners_.set_state(visitor.actor, id_in(request), state, reason);
  return saved ? partner_response(200, *saved) : problem(saved.error());
}

Response PartnerApi::keys(const Request& request, const Visitor& visitor) const {
  const Result<std::vector<PartnerKey>> keys = partners_.keys(visitor.actor, id_in(request));
  if (!keys) return problem(keys.error());
  return list_response(*keys, [](JsonWriter& json, const PartnerKey& key) { write_key(json, key, {}); });
}

Response PartnerApi::make_key(const Request& request, const Visitor& visitor) const {
  app::NewPartnerKey wanted;
  const document::Members members{.accepted = kKeyMembers};
  const Result<void> read = read_json_body(request, members, [&](ObjectReader& reader) {
    if (const auto kind = reader.choice("kind", domain::kPartnerKeyKindNames, Presence::kRequired)) {
      wanted.kind = static_cast<domain::PartnerKeyKind>(*kind);
    }
    wanted.name =
        reader.text("name", {.characters_max = app::kKeyNameBytesMax, .presence = Presence::kRequired});
    wanted.scopes = scopes_in(reader);
    if (const auto days = reader.integer("days", {.min = 1, .max = app::kKeyDaysMax})) wanted.days = *days;
  });
  if (!read) return problem(read.error());
  const Result<app::MadePartnerKey> made = partners_.make_key(visitor.actor, id_in(request), wanted);
  return made ? key_response(*made) : problem(made.error());
}

Response PartnerApi::rotate_key(const Request& request, const Visitor& visitor) const {
  int days = app::kRotationDaysDefault;
  const document::Members members{.accepted = kRotationMembers};
  const Result<void> read = read_json_body(request, members, [&](ObjectReader& reader) {
    days = reader.integer("days", {.min = 0, .max = app::kRotationDaysMax}).value_or(days);
  });
  if (!read) return problem(read.error());
  const Result<app::MadePartnerKey> made =
      partners_.rotate_key(visitor.actor, id_in(request), key_in(request), days);
  return made ? key_response(*made) : problem(made.error());
}

Response PartnerApi::usage(const Request& request, const Visitor& visitor) const {
  const Result<app::PartnerUsageReport> report = partners_.usage(visitor.actor, id_in(request));
  if (!report) return problem(report.error());
  return json_response(200, partners::usage_json(*report));
}

}  // namespace

std::vector<Route> partner_api_routes(const AdminServices& services, const Gate& gate) {
  if (services.partners == nullptr) return {};
  const auto own = std::make_shared<const PartnerApi>(services);
  const auto open = [&](Response (PartnerApi::*method)(const Request&, const Visitor&) const) {
    return gate.api(app::Permission::kManagePartners,
                    [own, method](const Request& request, const Visitor& visitor) {
                      return ((*own).*method)(request, visitor);
                    });
  };
  return {
      {"GET", "/v1/admin/partners", open(&PartnerApi::list), false},
      {"POST", "/v1/admin/partners", open(&PartnerApi::create), false},
      {"GET", "/v1/admin/partners/{id}", open(&PartnerApi::show), false},
      {"PATCH", "/v1/admin/partners/{id}", open(&PartnerApi::edit), false},
      {"POST", "/v1/admin/partners/{id}/suspend", open(&PartnerApi::suspend), false},
      {"POST", "/v1/admin/partners/{id}/resume", open(&PartnerApi::resume), false},
      {"GET", "/v1/admin/partners/{id}/keys", open(&PartnerApi::keys), false},
      {"POST", "/v1/admin/partners/{id}/keys", open(&PartnerApi::make_key), false},
      {"POST", "/v1/admin/partners/{id}/keys/{key}/rotate", open(&PartnerApi::rotate_key), false},
      {"DELETE", "/v1/admin/partners/{id}/keys/{key}", open(&PartnerApi::revoke_key), false},
      {"GET", "/v1/admin/partners/{id}/usage", open(&PartnerApi::usage), false},
  };
}

}  // namespace stillpoint::http::admin
