#include "http/partners/verify_batch.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/id.h"
#include "document/json_value.h"
#include "document/json_writer.h"
#include "http/json_verify.h"
#include "http/partners/partner_gate.h"
#include "http/problem.h"
#include "http/verify_parameters.h"

namespace stillpoint::http::partners {
namespace {

using document::JsonDocument;
using document::JsonKind;
using document::JsonValue;
using document::JsonWriter;

/// A batch is one object of a list of objects.
constexpr int kDepthMax = 6;
/// Lines are sent on in pieces of about this size: a packet's worth, and few calls.
constexpr std::size_t kPieceBytes = 16UL * 1024;
constexpr const char* kShape = R"({"items": [{"issuer": "board", "number": "R-1"}, ...]})";

Error refuse(std::string where, std::string what, std::string allowed) {
  return {
      .code = ErrorCode::kInvalid,
      .message = "The body is no batch of certificates.",
      .faults = {
          {.where = std::move(where), .what = std::move(what), .allowed = std::move(allowed), .value = {}}}};
}

/// A pair whose members are texts; what is wrong with it is said in its own line.
VerifyRequest read_pair(const JsonValue& item, std::string_view allowance) {
  std::vector<Parameter> parameters;
  std::optional<Fault> fault;
  for (auto member = item.first(); member; member = member->next()) {
    if (member->kind() == JsonKind::kString) {
      parameters.push_back({.name = std::string(member->name()), .value = std::string(member->text())});
    } else if (member->kind() != JsonKind::kNull) {
      fault = Fault{
          .where = std::string(member->name()), .what = "This is no text.", .allowed = "a text", .value = {}};
    }
  }
  VerifyRequest pair = read_verify(parameters, UnknownNames::kRefused, allowance);
  if (fault) pair.faults.push_back(std::move(*fault));
  return pair;
}

Result<std::vector<VerifyRequest>> read_batch(std::string_view body, std::string_view allowance) {
  const auto document = JsonDocument::parse(body, {.bytes_max = kBatchBytesMax, .depth_max = kDepthMax});
  if (!document) return refuse("", document.error().message, kShape);
  std::optional<JsonValue> list;
  if (document->root().kind() == JsonKind::kObject) {
    for (auto member = document->root().first(); member; member = member->next()) {
      if (member->name() != "items")
        return refuse("/" + std::string(member->name()), "There is no such member.", kShape);
      list = *member;
    }
  }
  if (!list || list->kind() != JsonKind::kArray)
    return refuse("/items", "The list of pairs is missing.", kShape);
  std::vector<VerifyRequest> pairs;
  for (auto item = list->first(); item; item = item->next()) {
    if (item->kind() != JsonKind::kObject) {
      return refuse("/items/" + std::to_string(pairs.size()), "A pair is an object.", kShape);
    }
    if (pairs.size() == kBatchPairsMax) {
      return refuse("/items", "There are too many pairs.",
                    "at most " + std::to_string(kBatchPairsMax) + " in a request");
    }
    pairs.push_back(read_pair(*item, allowance));
  }
  if (pairs.empty()) return refuse("/items", "There is no pair in it.", kShape);
  return pairs;
}

/// The lines of an answer, made as they are sent.
class Lines {
 public:
  Lines(const PartnerServices& services, std::vector<VerifyRequest> pairs)
      : services_(services), pairs_(std::move(pairs)) {}

  /// The next lines; empty at the end.
  std::string next() {
    std::string piece;
    while (next_ < pairs_.size() && piece.size() < kPieceBytes) {
      write_line(piece, pairs_[next_]);
      ++next_;
    }
    return piece;
  }

 private:
  void write_line(std::string& piece, const VerifyRequest& asked) const {
    JsonWriter json(piece);
    json.begin_object();
    json.member("index", next_);
    json.member("issuer", asked.issuer);
    json.member("number", asked.number);
    write_outcome(json, asked);
    json.end_object();
    piece.push_back('\n');
  }

  void write_outcome(JsonWriter& json, const VerifyRequest& asked) const {
    if (!asked.faults.empty()) {
      return write_problem(json, {.code = ErrorCode::kInvalid,
                                  .message = "This pair has values that cannot be used.",
                                  .faults = asked.faults});
    }
    const Result<app::CertificateAnswer> answer = services_.verify.run(asked.question);
    if (!answer) return write_problem(json, answer.error());
    json.key("verdict");
    json.raw(verify_json(*answer, asked.question, services_.links));
  }

  void write_problem(JsonWriter& json, const Error& error) const {
    json.key("problem");
    json.raw(problem(error).body);
    if (error.code == ErrorCode::kLimited) json.member("retry_after", services_.verify.miss_seconds());
  }

  const PartnerServices& services_;
  std::vector<VerifyRequest> pairs_;
  std::size_t next_ = 0;
};

bool is_json(std::string_view content_type) {
  constexpr std::string_view kType = "application/json";
  if (!content_type.starts_with(kType)) return false;
  const std::string_view rest = content_type.substr(kType.size());
  return rest.empty() || rest.front() == ';' || rest.front() == ' ';
}

Response verify_batch(const PartnerServices& services, const Request& request, const app::Caller& caller) {
  if (!is_json(request.header("Content-Type"))) {
    return problem(415, "A batch of certificates is sent as application/json.");
  }
  Result<std::vector<VerifyRequest>> pairs = read_batch(request.body, print_id(caller.partner().value));
  if (!pairs) return problem(pairs.error());
  const auto lines = std::make_shared<Lines>(services, *std::move(pairs));
  return {.content_type = "application/x-ndjson",
          .next_piece = [lines]() -> Result<std::string> { return lines->next(); }};
}

}  // namespace

Route verify_batch_route(const PartnerServices& services) {
  const PartnerGate gate(services);
  const auto batch = [&services](const Request& request, const app::Caller& caller) {
    return verify_batch(services, request, caller);
  };
  // Who may not ask does not send half a megabyte first.
  return {"POST", "/v1/verify/batch", gate.scoped(domain::KeyScope::kVerify, batch),
          false,  kBatchBytesMax,     gate.refuse_unscoped(domain::KeyScope::kVerify)};
}

}  // namespace stillpoint::http::partners
