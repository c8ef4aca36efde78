#include "http/following/following_handlers.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "http/encoding.h"
#include "http/following/byte_range.h"
#include "http/following/change_cursor.h"
#include "http/following/json_changes.h"
#include "http/problem.h"

namespace stillpoint::http::following {
namespace {

constexpr std::string_view kSnapshotPath = "/v1/snapshot";
constexpr std::size_t kPieceBytes = std::size_t{256} * 1024;

Error invalid(std::vector<Fault> faults) {
  return {.code = ErrorCode::kInvalid,
          .message = "The address has parameters that cannot be used.",
          .faults = std::move(faults)};
}

/// What a request for changes says, as far as it could be read.
struct AskedChanges {
  std::string cursor{};
  app::ChangesQuestion question{.count = kChangesDefault};
  std::vector<Fault> faults{};
};

std::optional<int> number_in(std::string_view text, int least, int most) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || value < least || value > most) {
    return std::nullopt;
  }
  return value;
}

void take_number(AskedChanges& asked, const Parameter& parameter, int least, int most, int& into) {
  if (const std::optional<int> value = number_in(parameter.value, least, most)) {
    into = *value;
    return;
  }
  asked.faults.push_back({.where = parameter.name,
                          .what = "This is no number that can be used here.",
                          .allowed = std::to_string(least) + " to " + std::to_string(most),
                          .value = parameter.value.substr(0, 20)});
}

AskedChanges read_asked(const Request& request, const Sealer& sealer) {
  AskedChanges asked;
  bool has_after = false;
  int wait = 0;
  int count = static_cast<int>(kChangesDefault);
  std::vector<std::string_view> seen;
  for (const Parameter& parameter : request.parameters) {
    if (std::find(seen.begin(), seen.end(), parameter.name) != seen.end()) {
      asked.faults.push_back({.where = parameter.name,
                              .what = "This was given more than once.",
                              .allowed = "one value",
                              .value = {}});
      continue;
    }
    seen.push_back(parameter.name);
    if (parameter.name == "after") {
      has_after = true;
      asked.cursor = parameter.value;
      const auto mark = read_change_cursor(sealer, parameter.value);
      if (mark) asked.question.after = *mark;
      if (!mark) {
        asked.faults.push_back({.where = "after",
                                .what = "This is no cursor of this directory.",
                                .allowed = "`next` of the answer before, or of a snapshot's last line",
                                .value = {}});
      }
    } else if (parameter.name == "wait") {
      take_number(asked, parameter, 0, kWaitSecondsMax, wait);
    } else if (parameter.name == "limit") {
      take_number(asked, parameter, 1, static_cast<int>(kChangesMax), count);
    } else {
      asked.faults.push_back({.where = parameter.name,
                              .what = "There is no parameter of this name here.",
                              .allowed = "after, wait, limit",
                              .value = {}});
    }
  }
  if (!has_after) {
    asked.faults.push_back(
        {.where = "after",
         .what = "It is not said from where to go on.",
         .allowed = "a cursor: a copy begins with GET /v1/snapshot, whose last line has one",
         .value = {}});
  }
  asked.question.wait = std::chrono::seconds(wait);
  asked.question.count = static_cast<std::size_t>(count);
  return asked;
}

Response come_back(Response response) {
  response.headers.emplace_back("Retry-After", std::to_string(kComeBackSeconds));
  return response;
}

/// Whether a list of entity tags names one, compared strongly (RFC 9110 8.8.3.2).
bool names_strongly(std::string_view list, std::string_view tag) {
  if (list == "*") return true;
  for (std::size_t at = list.find(tag); at != std::string_view::npos; at = list.find(tag, at + 1)) {
    if (at < 2 || list.substr(at - 2, 2) != "W/") return true;
  }
  return false;
}

/// A part of a file, piece by piece.
std::function<Result<std::string>()> pieces_of(std::shared_ptr<const GzipFile> file, std::uint64_t from,
                                               std::uint64_t bytes) {
  return [file = std::move(file), from, left = bytes]() mutable -> Result<std::string> {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left, kPieceBytes));
    if (count == 0) return std::string();
    Result<std::string> piece = file->read(from, count);
    if (piece) {
      from += piece->size();
      left -= piece->size();
    }
    return piece;
  };
}

Response file_response(const Snapshot& snapshot, const Links& links, const ByteRange& range) {
  const std::uint64_t all = snapshot.file->bytes();
  Response response{
      .content_type = "application/x-ndjson",
      .headers = {{"Content-Encoding", "gzip"},
                  {"Vary", "Accept-Encoding"},
                  {"Accept-Ranges", "bytes"},
                  {"ETag", snapshot.file->tag()},
                  {"Cache-Control", "private, no-cache"},
                  {"Link", "<" + links.full("/v1/changes?after=" + snapshot.next) + ">; rel=\"next\""}}};
  const bool is_part = range.kind == ByteRange::Kind::kPart;
  const std::uint64_t from = is_part ? range.first : 0;
  const std::uint64_t bytes = is_part ? range.last - range.first + 1 : all;
  if (is_part) {
    response.status = 206;
    response.headers.emplace_back("Content-Range", "bytes " + std::to_string(range.first) + "-" +
                                                       std::to_string(range.last) + "/" +
                                                       std::to_string(all));
  }
  response.next_piece = pieces_of(snapshot.file, from, bytes);
  response.pieces_bytes = bytes;
  return response;
}

}  // namespace

Response FollowingHandlers::changes(const Request& request, const app::Caller& caller) const {
  AskedChanges asked = read_asked(request, services_.sealer);
  if (!asked.faults.empty()) return problem(invalid(asked.faults));
  asked.question.waiter = {.partner = caller.partner(), .has_left = request.has_left};
  const Result<app::ChangesPage> page = services_.changes.run(asked.question);
  if (!page && page.error().code == ErrorCode::kGone) {
    Response refusal =
        problem(Error{.code = ErrorCode::kGone,
                      .message = page.error().message +
                                 " Begin anew with GET /v1/snapshot: what it lacks is to be deleted.",
                      .faults = {{.where = "after",
                                  .what = "Nothing can be followed from here any more.",
                                  .allowed = "the cursor at the end of GET /v1/snapshot",
                                  .value = {}}}});
    refusal.headers.emplace_back("Link", "<" + services_.links.full(kSnapshotPath) + ">; rel=\"alternate\"");
    return refusal;
  }
  if (!page) return problem(page.error());
  const bool has_moved = page->next != asked.question.after;
  // What was edited in the registries during a wait belongs to what is written.
  const auto held = services_.vocabulary.hold();
  Response response{
      .content_type = "application/json",
      .body = changes_json(*page, has_moved ? change_cursor(services_.sealer, page->next) : asked.cursor,
                           shape(caller))};
  return page->wait_refused ? come_back(std::move(response)) : response;
}

Response FollowingHandlers::snapshot(const Request& request, const app::Caller& caller) const {
  if (!request.parameters.empty()) {
    return problem(invalid({{.where = request.parameters.front().name,
                             .what = "There is no parameter of this name here.",
                             .allowed = "none",
                             .value = {}}}));
  }
  const std::string encodings = request.header("Accept-Encoding");
  if (!encodings.empty() && !accepts_gzip(encodings)) {
    return problem(406, "The snapshot is sent in gzip form only: take that, with Accept-Encoding: gzip.");
  }
  // A download that goes on names the snapshot that it began with.
  const std::string if_range = request.header("If-Range");
  const std::string if_match = request.header("If-Match");
  std::shared_ptr<const Snapshot> snapshot = services_.snapshots.find(
      if_match.empty() ? if_range : if_match, caller.scopes.has(domain::KeyScope::kContact));
  if (!snapshot) {
    Result<std::shared_ptr<const Snapshot>> fresh = services_.snapshots.fresh(shape(caller));
    if (!fresh) {
      Response refusal = problem(fresh.error());
      return fresh.error().code == ErrorCode::kUnavailable ? come_back(std::move(refusal)) : refusal;
    }
    snapshot = *std::move(fresh);
  }
  const std::string& tag = snapshot->file->tag();
  if (!if_match.empty() && !names_strongly(if_match, tag)) {
    return problem(412, "This snapshot is no longer kept: download the present one from its beginning.");
  }
  ByteRange range = read_range(request.header("Range"), snapshot->file->bytes());
  if (!if_range.empty() && if_range != tag) range = {};
  if (range.kind == ByteRange::Kind::kUnsatisfiable) {
    Response refusal = problem(416, "The snapshot has " + std::to_string(snapshot->file->bytes()) +
                                        " bytes; this begins behind its end.");
    refusal.headers.emplace_back("Content-Range", "bytes */" + std::to_string(snapshot->file->bytes()));
    return refusal;
  }
  return file_response(*snapshot, services_.links, range);
}

}  // namespace stillpoint::http::following
