#include "http/admin/register_api.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/register/edit_practitioner.h"
#include "app/register/edit_registry.h"
#include "app/register/merge_practitioners.h"
#include "app/register/register_practitioner.h"
#include "base/time_text.h"
#include "document/json_value.h"
#include "document/json_writer.h"
#include "document/limits.h"
#include "document/practitioner_writer.h"
#include "document/registry_document.h"
#include "http/admin/conditional.h"
#include "http/admin/once.h"
#include "http/admin/practitioner_list.h"
#include "http/admin/registry_tables.h"
#include "http/encoding.h"
#include "http/problem.h"

namespace stillpoint::http::admin {
namespace {

using app::Permission;
using document::RegistryTable;

constexpr std::string_view kJson = "application/json";

Response json_response(std::string body, int status = 200) {
  return Response{.status = status, .content_type = std::string(kJson), .body = std::move(body)};
}

Error not_found() {
  return {.code = ErrorCode::kNotFound, .message = "No practitioner has this id."};
}

/// A value of the query that is given once; empty where absent.
std::string parameter(const Request& request, std::string_view name) {
  for (const Parameter& one : request.parameters) {
    if (one.name == name) return one.value;
  }
  return {};
}

/// What somebody else changed, as a client learns of it.
Response moved(const app::EditOutcome& outcome) {
  std::vector<Fault> changes;
  for (const app::MeanwhileChange& one : outcome.meanwhile) {
    changes.push_back({.where = one.change.field,
                       .what = one.who + " changed this at " + print_instant(one.at) + ".",
                       .allowed = one.change.after.empty() ? "It is gone now." : "Now: " + one.change.after,
                       .value = {}});
  }
  Response response =
      problem(412,
              "The record was changed since you read it. Read it again, lay your changes over it, "
              "and send them with its new ETag.",
              changes);
  response.headers.emplace_back("ETag", version_tag(outcome.version));
  return response;
}

/// Who may be the same person, as a refusal.
Response similar(const std::vector<domain::LikelySame>& likely) {
  std::vector<Fault> faults;
  faults.reserve(likely.size());
  for (const domain::LikelySame& same : likely) {
    faults.push_back(
        {.where = "/v1/admin/practitioners/" + print_id(same.line.id.value),
         .what = same.line.name + " has " + same.why + ".",
         .allowed = "An edit of that record; or although_similar=true, where this is somebody else.",
         .value = {}});
  }
  return problem(409, "Somebody on record may be the same person.", faults);
}

class RegisterApi {
 public:
  explicit RegisterApi(const AdminServices& services) : services_(services), parts_(services.registering) {}

  Response list(const Request& request, const Visitor& /*visitor*/) const {
    Result<domain::LineFilter> filter = read_line_filter(request.parameters, parts_.vocabulary);
    if (!filter) return problem(filter.error());
    Result<domain::LinePage> page = parts_.reader.lines(*filter);
    if (!page) return problem(page.error());
    return json_response(lines_json(*page, *filter));
  }

  Response create(const Request& request, const Visitor& visitor) const {
    const std::string key = request.header("Idempotency-Key");
    if (key.empty()) {
      return problem(Error{.code = ErrorCode::kInvalid,
                           .message = "A create may come twice, so it bears an Idempotency-Key.",
                           .faults = {{.where = "Idempotency-Key",
                                       .what = "This header is missing.",
                                       .allowed = "A text drawn anew for each create, a UUID for example.",
                                       .value = {}}}});
    }
    const bool although_similar = parameter(request, "although_similar") == "true";
    std::optional<Response> refusal;
    Result<std::string> id = once(parts_, request, visitor, [&]() -> Result<std::string> {
      Result<app::Registered> registered = app::RegisterPractitioner(parts_).run(
          {.actor = visitor.actor, .json = request.body, .although_similar = although_similar});
      if (!registered) return std::move(registered).error();
      if (!registered->id) {
        refusal = similar(registered->likely_same);
        return Error{.code = ErrorCode::kConflict, .message = "Somebody may be the same person."};
      }
      return print_id(registered->id.value);
    });
    if (refusal) return *std::move(refusal);
    if (!id) return problem(id.error());
    const std::string address = "/v1/admin/practitioners/" + *id;
    std::string body;
    document::JsonWriter json(body);
    json.begin_object();
    json.member("id", *id);
    json.member("url", address);
    json.end_object();
    Response response = json_response(std::move(body), 201);
    response.headers.emplace_back("Location", services_.site.links.path(address));
    return response;
  }

  Response read(const Request& request, const Visitor& /*visitor*/) const {
    const std::optional<std::int64_t> id = parse_id(request.path_id);
    if (!id) return problem(not_found());
    return whole(domain::PractitionerId{*id});
  }

  Response update(const Request& request, const Visitor& visitor) const {
    const std::optional<std::int64_t> id = parse_id(request.path_id);
    if (!id) return problem(not_found());
    const std::optional<std::int64_t> version = if_match_version(request);
    if (!version) return precondition_required();
    Result<app::EditOutcome> outcome =
        app::EditPractitioner(parts_).run({.actor = visitor.actor,
                                           .id = {*id},
                                           .version = *version,
                                           .json = request.body,
                                           .reason = parameter(request, "reason")});
    if (!outcome) return problem(outcome.error());
    if (outcome->kind == app::EditOutcome::Kind::kMoved) return moved(*outcome);
    return whole(domain::PractitionerId{*id});
  }

  /// POST {"from": id, "from_version": n}: the other record becomes part of this one.
  Response merge(const Request& request, const Visitor& visitor) const {
    const std::optional<std::int64_t> keep = parse_id(request.path_id);
    if (!keep) return problem(not_found());
    const std::optional<std::int64_t> version = if_match_version(request);
    if (!version) return precondition_required();
    const Result<document::JsonDocument> body = document::JsonDocument::parse(request.body);
    if (!body) return problem(body.error());
    app::PractitionerMerge merge{.actor = visitor.actor, .keep = {*keep}, .keep_version = *version};
    for (auto member = body->root().first(); member; member = member->next()) {
      if (member->name() == "from") merge.from = {parse_id(member->text()).value_or(0)};
      if (member->name() == "from_version") merge.from_version = member->integer().value_or(0);
      if (member->name() == "reason") merge.reason = member->text();
    }
    Result<std::int64_t> merged = app::MergePractitioners(parts_).run(merge);
    if (!merged) return problem(merged.error());
    return whole(merge.keep);
  }

  [[nodiscard]] Response rows(RegistryTable table, std::string_view name) const {
    std::string body;
    document::JsonWriter json(body);
    json.begin_object();
    json.key(name);
    json.begin_array();
    for (const domain::RegistryRow& row : app::EditRegistry(parts_).rows(table))
      json.raw(document::write_registry_row(row));
    json.end_array();
    json.end_object();
    return json_response(std::move(body));
  }

  [[nodiscard]] Response row(RegistryTable table, const std::string& key) const {
    Result<std::string> found = app::EditRegistry(parts_).find(table, key);
    if (!found) return problem(found.error());
    Response response = json_response(*std::move(found));
    response.headers.emplace_back("ETag", tag_of(response.body));
    return response;
  }

  Response create_row(const TableName& table, const Request& request, const Visitor& visitor) const {
    Result<std::string> made = once(parts_, request, visitor, [&]() -> Result<std::string> {
      Result<app::RegistryOutcome> row =
          app::EditRegistry(parts_).run({.actor = visitor.actor, .table = table.table, .json = request.body});
      if (!row) return std::move(row).error();
      return row->key;
    });
    if (!made) return problem(made.error());
    Response response = row(table.table, *made);
    response.status = 201;
    response.headers.emplace_back(
        "Location", services_.site.links.path("/v1/admin/" + std::string(table.path) + "/" + *made));
    return response;
  }

  Response update_row(const TableName& table, const Request& request, const Visitor& visitor) const {
    const std::string tag = if_match(request);
    if (tag.empty()) return precondition_required();
    const app::EditRegistry edit(parts_);
    Result<std::string> now = edit.find(table.table, request.path_id);
    if (!now) return problem(now.error());
    const auto has_moved = [&] {
      return problem(412,
                     "The row was changed since you read it. Read it again, and send your changes with its "
                     "new ETag.");
    };
    if (tag_of(*now) != "\"" + tag + "\"") return has_moved();
    Result<app::RegistryOutcome> outcome = edit.run({.actor = visitor.actor,
                                                     .table = table.table,
                                                     .key = request.path_id,
                                                     .seen = *now,
                                                     .json = request.body,
                                                     .reason = parameter(request, "reason")});
    if (!outcome) return problem(outcome.error());
    if (outcome->kind == app::RegistryOutcome::Kind::kMoved) return has_moved();
    return row(table.table, outcome->key);
  }

 private:
  /// The whole record, private fields included.
  [[nodiscard]] Response whole(domain::PractitionerId id) const {
    Result<domain::Practitioner> found = parts_.directory.find(id);
    if (!found) return problem(found.error());
    Response response = json_response(
        document::write_practitioner(*found, parts_.vocabulary, {.audience = document::Audience::kExport}));
    response.headers.emplace_back("ETag", version_tag(found->version));
    return response;
  }

  const AdminServices& services_;
  const app::RegisterParts& parts_;
};

}  // namespace

std::vector<Route> register_api_routes(const AdminServices& services, const Gate& gate) {
  const auto api = std::make_shared<const RegisterApi>(services);
  std::vector<Route> routes;
  const auto add = [&](const char* method, std::string pattern, Permission permission, AdminHandler handler) {
    routes.push_back({.method = method,
                      .pattern = std::move(pattern),
                      .handler = gate.api(permission, std::move(handler)),
                      .body_bytes_max = document::kDocumentBytesMax});
  };
  const auto bound = [&api](Response (RegisterApi::*method)(const Request&, const Visitor&) const) {
    return [api, method](const Request& request, const Visitor& visitor) {
      return ((*api).*method)(request, visitor);
    };
  };
  add("GET", "/v1/admin/practitioners", Permission::kReadDirectory, bound(&RegisterApi::list));
  add("POST", "/v1/admin/practitioners", Permission::kEditRegister, bound(&RegisterApi::create));
  add("GET", "/v1/admin/practitioners/{id}", Permission::kReadDirectory, bound(&RegisterApi::read));
  add("PUT", "/v1/admin/practitioners/{id}", Permission::kEditRegister, bound(&RegisterApi::update));
  add("POST", "/v1/admin/practitioners/{id}/merge", Permission::kEditRegister, bound(&RegisterApi::merge));
  for (const TableName& table : kTableNames) {
    const std::string list = "/v1/admin/" + std::string(table.path);
    add("GET", list, Permission::kReadDirectory,
        [api, &table](const Request&, const Visitor&) { return api->rows(table.table, table.path); });
    add("POST", list, Permission::kEditRegister,
        [api, &table](const Request& request, const Visitor& visitor) {
          return api->create_row(table, request, visitor);
        });
    add("GET", list + "/{key}", Permission::kReadDirectory,
        [api, &table](const Request& request, const Visitor&) {
          return api->row(table.table, request.path_id);
        });
    add("PUT", list + "/{key}", Permission::kEditRegister,
        [api, &table](const Request& request, const Visitor& visitor) {
          return api->update_row(table, request, visitor);
        });
  }
  return routes;
}

}  // namespace stillpoint::http::admin
