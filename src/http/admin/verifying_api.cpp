#include "http/admin/verifying_api.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/id.h"
#include "base/time_text.h"
#include "document/json_writer.h"
#include "http/admin/conditional.h"
#include "http/admin/once.h"
#include "http/admin/sheet_choices.h"
#include "http/admin/verifying_fields.h"
#include "http/admin/verifying_json.h"
#include "http/admin/verifying_pages.h"
#include "http/problem.h"

namespace stillpoint::http::admin {
namespace {

using document::JsonWriter;

std::int64_t id_at(const Request& request, std::size_t place) {
  return place < request.path_ids.size() ? parse_id(request.path_ids[place]).value_or(0) : 0;
}

Response json_answer(int status, std::string body) {
  return Response{.status = status, .content_type = "application/json", .body = std::move(body)};
}

/// The fields of a body, whichever of the ways it came, with a file where one came along.
class Body {
 public:
  static Result<Body> read(const Request& request) {
    Body body;
    const bool is_form = !request.parts.empty();
    if (is_form) {
      Result<Form> form = Form::read(request);
      if (!form) return std::move(form).error();
      body.form_ = std::make_shared<Form>(*std::move(form));
      body.fields_ = fields_of(*body.form_);
      return body;
    }
    Result<FieldText> fields = fields_of_json(request);
    if (!fields) return std::move(fields).error();
    body.fields_ = *std::move(fields);
    return body;
  }
  [[nodiscard]] const FieldText& fields() const { return fields_; }
  [[nodiscard]] std::optional<app::BroughtFile> file(std::string_view name) const {
    const Part* part = form_ ? form_->file(name) : nullptr;
    if (part == nullptr) return std::nullopt;
    return app::BroughtFile{.content = part->content, .file_name = part->filename};
  }

 private:
  std::shared_ptr<Form> form_;
  FieldText fields_;
};

void write_item(JsonWriter& json, const domain::WorkItem& item) {
  json.begin_object();
  json.member("kind", domain::kWorkWords[static_cast<std::size_t>(item.kind)]);
  json.member("subject", print_id(item.subject()));
  if (item.item != 0) json.member("item", print_id(item.item));
  if (item.practitioner) json.member("practitioner", print_id(item.practitioner.value));
  if (item.credential) json.member("credential", print_id(item.credential.value));
  if (item.licence) json.member("licence", print_id(item.licence.value));
  if (item.report) json.member("report", print_id(item.report.value));
  if (!item.evidence.empty()) json.member("evidence", item.evidence);
  json.member("name", item.name);
  json.member("type", item.type);
  json.member("issuer", item.issuer);
  json.member("number", item.number);
  json.member("listed", item.listed);
  json.member("clients", item.clients);
  json.key("since");
  item.since == Instant{} ? json.null() : json.string(print_instant(item.since));
  json.key("expires");
  item.expires ? json.string(print_date(*item.expires)) : json.null();
  json.key("assignee");
  item.assignee ? json.string(item.assignee_name) : json.null();
  json.member("note", item.note);
  json.end_object();
}

std::string queue_json(const domain::WorkList& list) {
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("total", list.total);
  json.key("by_kind");
  json.begin_object();
  for (std::size_t i = 0; i < domain::kWorkKinds; ++i) json.member(domain::kWorkWords[i], list.by_kind[i]);
  json.end_object();
  json.key("items");
  json.begin_array();
  for (const domain::WorkItem& item : list.items) write_item(json, item);
  json.end_array();
  json.end_object();
  return body;
}

std::string roster_json(const domain::RosterRun& run) {
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("id", print_id(run.id));
  json.member("issuer", run.issuer.value);
  json.member("sha256", run.sha256);
  json.member("as_of", print_instant(run.as_of));
  json.member("rows", run.rows);
  json.member("matched", run.matched);
  json.member("mismatched", run.mismatched);
  json.member("missing", run.missing);
  json.member("unknown", run.unknown);
  json.end_object();
  return body;
}

std::string_view word_of(app::StandingOutcome outcome) {
  switch (outcome) {
    case app::StandingOutcome::kDone:
      return "done";
    case app::StandingOutcome::kWaits:
      return "waits_for_second_person";
    case app::StandingOutcome::kFromDay:
      return "holds_from_day";
  }
  return {};
}

std::string standing_json(const app::StandingAnswer& answer) {
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("outcome", word_of(answer.outcome));
  json.member("effective", print_instant(answer.effective));
  json.end_object();
  return body;
}

/// Ends what is done once with an answer of its own.
Error refused(std::optional<Response>& into, std::optional<Response> refusal) {
  into = std::move(refusal);
  return {.code = ErrorCode::kConflict, .message = "The precondition does not hold."};
}

Response nothing_or(const Result<void>& done) {
  return done ? Response{.status = 204} : problem(done.error());
}

}  // namespace

VerifyingApi::VerifyingApi(const AdminServices& services) : services_(services), desk_(services.verifying) {}

Response VerifyingApi::history(const Request& request, const Visitor& visitor) const {
  const Result<app::VerifyingSubject> subject =
      desk_.view(visitor.actor, {id_at(request, 0)}, {id_at(request, 1)}, {});
  if (!subject) return problem(subject.error());
  Response response = json_answer(200, certificate_json(*subject, services_.site.vocabulary, desk_.now()));
  response.headers.emplace_back("ETag", version_tag(subject->practitioner.version));
  return response;
}

Response VerifyingApi::tagged(Response response, const Visitor& visitor, const Subject& about) const {
  const Result<app::VerifyingSubject> now =
      desk_.view(visitor.actor, about.practitioner, about.credential, about.licence);
  if (now) response.headers.emplace_back("ETag", version_tag(now->practitioner.version));
  return response;
}

VerifyingApi::Precondition VerifyingApi::precondition(const Request& request, const Visitor& visitor,
                                                      const Subject& about) const {
  const std::optional<std::int64_t> version = if_match_version(request);
  if (!version) return {.refusal = precondition_required()};
  const Result<app::VerifyingSubject> subject =
      desk_.view(visitor.actor, about.practitioner, about.credential, about.licence);
  if (!subject) return {.refusal = problem(subject.error())};
  const std::int64_t now = subject->practitioner.version;
  if (now == *version) return {.version = now};
  Response moved =
      problem(412,
              "The record was changed since you read it. Look at the certificate again, and send this "
              "with its new ETag.");
  moved.headers.emplace_back("ETag", version_tag(now));
  return {.refusal = std::move(moved)};
}

Response VerifyingApi::queue(const Request& request, const Visitor& visitor) const {
  const Result<domain::WorkList> list = desk_.queue.list(visitor.actor, queue_filter(request, visitor.actor));
  return list ? json_answer(200, queue_json(*list)) : problem(list.error());
}

Response VerifyingApi::assign(const Request& request, const Visitor& visitor) const {
  const Result<Body> body = Body::read(request);
  if (!body) return problem(body.error());
  return nothing_or(desk_.queue.assign(visitor.actor, parse_id(body->fields()("subject")).value_or(0),
                                       {parse_id(body->fields()("account")).value_or(0)}));
}

Response VerifyingApi::close(const Request& request, const Visitor& visitor) const {
  const Result<Body> body = Body::read(request);
  if (!body) return problem(body.error());
  return nothing_or(desk_.queue.close(visitor.actor, parse_id(body->fields()("item")).value_or(0),
                                      body->fields()("outcome")));
}

Response VerifyingApi::verify(const Request& request, const Visitor& visitor, domain::CredentialId credential,
                              domain::LicenceId licence) const {
  const Result<Body> body = Body::read(request);
  if (!body) return problem(body.error());
  std::vector<Fault> faults;
  app::VerificationReport report = read_report(body->fields(), visitor.actor, faults);
  if (!faults.empty()) return problem(wrong_fields(std::move(faults)));
  report.practitioner = {id_at(request, 0)};
  report.credential = credential;
  report.licence = licence;
  report.evidence = body->file("evidence");
  const Subject subject{report.practitioner, credential, licence};
  std::optional<Response> refusal;
  const Result<std::string> done =
      once(services_.registering, request, visitor, [&]() -> Result<std::string> {
        Precondition held = precondition(request, visitor, subject);
        if (held.refusal) return refused(refusal, std::move(held.refusal));
        report.version = held.version;
        const Result<domain::VerificationId> id = desk_.checks.run(report);
        if (!id) return id.error();
        return print_id(id->value);
      });
  if (refusal) return *std::move(refusal);
  if (!done) return problem(done.error());
  return tagged(json_answer(201, "{\"id\":\"" + *done + "\"}"), visitor, subject);
}

Response VerifyingApi::verify_credential(const Request& request, const Visitor& visitor) const {
  return verify(request, visitor, {id_at(request, 1)}, {});
}

Response VerifyingApi::verify_licence(const Request& request, const Visitor& visitor) const {
  return verify(request, visitor, {}, {id_at(request, 1)});
}

Response VerifyingApi::change(const Request& request, const Visitor& visitor) const {
  const Result<Body> body = Body::read(request);
  if (!body) return problem(body.error());
  std::vector<Fault> faults;
  app::StandingRequest asked = read_standing(body->fields(), visitor.actor, faults);
  if (!faults.empty()) return problem(wrong_fields(std::move(faults)));
  asked.practitioner = {id_at(request, 0)};
  asked.credential = {id_at(request, 1)};
  const Subject subject{asked.practitioner, asked.credential, {}};
  std::optional<Response> refusal;
  const Result<std::string> done =
      once(services_.registering, request, visitor, [&]() -> Result<std::string> {
        Precondition held = precondition(request, visitor, subject);
        if (held.refusal) return refused(refusal, std::move(held.refusal));
        asked.version = held.version;
        const Result<app::StandingAnswer> answer = desk_.standing.run(asked);
        if (!answer) return answer.error();
        return standing_json(*answer);
      });
  if (refusal) return *std::move(refusal);
  if (!done) return problem(done.error());
  return tagged(json_answer(200, *done), visitor, subject);
}

Response VerifyingApi::take_roster(const Request& request, const Visitor& visitor) const {
  const Result<Body> body = Body::read(request);
  if (!body) return problem(body.error());
  std::vector<Fault> faults;
  app::RosterFile roster{.actor = visitor.actor, .issuer = {body->fields()("issuer")}};
  roster.as_of = read_time(body->fields(), "as_of", 0, faults);
  roster.source_url = body->fields()("source_url");
  roster.encoding = encoding_of(body->fields()("encoding"));
  roster.dates = date_order_of(body->fields()("dates"));
  roster.file = body->file("roster").value_or(app::BroughtFile{});
  if (!faults.empty()) return problem(wrong_fields(std::move(faults)));
  const Result<std::string> run = once(services_.registering, request, visitor, [&]() -> Result<std::string> {
    const Result<domain::RosterRun> done = desk_.rosters.run(roster);
    if (!done) return done.error();
    return roster_json(*done);
  });
  return run ? json_answer(201, *run) : problem(run.error());
}

Response VerifyingApi::evidence(const Request& request, const Visitor& visitor) const {
  const Result<app::VerifyingDesk::EvidenceFile> file = desk_.evidence(visitor.actor, request.path_id);
  return file ? evidence_download(*file) : problem(file.error());
}

}  // namespace stillpoint::http::admin
