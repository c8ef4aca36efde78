#include "http/directory_handlers.h"

#include <optional>
#include <utility>

#include "app/consent/photos.h"
#include "base/text.h"
#include "document/json_writer.h"
#include "document/practitioner_writer.h"
#include "http/encoding.h"
#include "http/json_search.h"
#include "http/json_vocabulary.h"
#include "http/limits.h"
#include "http/problem.h"
#include "http/verify_parameters.h"

namespace stillpoint::http {
namespace {

/// Under /v1 a name that nothing reads is a mistake worth telling.
std::optional<Error> refuse_parameters(const Request& request, std::string_view only) {
  std::vector<Fault> faults;
  bool seen = false;
  for (const Parameter& parameter : request.parameters) {
    const bool known = !only.empty() && parameter.name == only;
    if (!known) {
      faults.push_back({.where = parameter.name,
                        .what = "There is no parameter of this name here.",
                        .allowed = only.empty() ? "none" : std::string(only),
                        .value = {}});
    } else if (seen) {
      faults.push_back({.where = parameter.name,
                        .what = "This was given more than once.",
                        .allowed = "one value",
                        .value = {}});
    }
    seen = seen || known;
  }
  if (faults.empty()) return std::nullopt;
  return Error{.code = ErrorCode::kInvalid,
               .message = "The address has a parameter that cannot be used.",
               .faults = std::move(faults)};
}

/// The picture of the person, where they have one.
void write_photo(document::JsonWriter& json, domain::PractitionerId id, const Services& services) {
  if (services.photos == nullptr) return;
  const Result<std::vector<domain::Photo>> photos = services.photos->of({id});
  if (!photos || photos->empty()) return;
  const domain::Picture& picture = photos->front().picture;
  json.key("photo");
  json.begin_object();
  json.member("url", services.links.path("/photos/" + picture.sha256));
  json.member("media_type", picture.media_type);
  json.member("width", picture.width);
  json.member("height", picture.height);
  json.end_object();
}

std::string profile_json(const app::Profile& profile, const Services& services) {
  std::string body;
  document::JsonWriter json(body);
  json.begin_object();
  document::write_members(json, profile.practitioner, services.vocabulary,
                          {.audience = document::Audience::kPublic,
                           .now = profile.as_of,
                           .verify_url = [&](const domain::Credential& credential) {
                             const std::string path = verify_path(credential);
                             return path.empty() ? path : services.links.path(path);
                           }});
  json.member("url", services.links.practitioner(profile.practitioner.id));
  write_photo(json, profile.practitioner.id, services);
  json.key("checklist");
  write_checklist(json, profile.checklist, services.links);
  json.end_object();
  return body;
}

}  // namespace

DirectoryHandlers::DirectoryHandlers(const Services& services) : services_(services) {}

Response DirectoryHandlers::profile(const Request& request) const {
  if (const std::optional<Error> refusal = refuse_parameters(request, "")) return problem(*refusal);
  const std::optional<std::int64_t> id = parse_id(request.path_id);
  if (!id) {
    return problem(Error{.code = ErrorCode::kNotFound, .message = "No listed practitioner has this id."});
  }
  const Result<app::Profile> profile = services_.view.run(domain::PractitionerId{*id});
  if (!profile) return problem(profile.error());
  Response response{.content_type = "application/json", .body = profile_json(*profile, services_)};
  response.headers.emplace_back("ETag", tag_of(response.body));
  // To be asked for again each time: a revoked certificate must not live on in a cache.
  response.headers.emplace_back("Cache-Control", "no-cache");
  return response;
}

std::shared_ptr<const DirectoryHandlers::VocabularyAnswer> DirectoryHandlers::vocabulary_answer() const {
  const std::lock_guard lock(vocabulary_mutex_);
  const std::int64_t edition = services_.vocabulary.edition();
  if (!vocabulary_ || vocabulary_->edition != edition) {
    auto made = std::make_shared<VocabularyAnswer>();
    made->edition = edition;
    made->body = vocabulary_json(services_.vocabulary);
    made->tag = tag_of(made->body);
    vocabulary_ = std::move(made);
  }
  return vocabulary_;
}

Response DirectoryHandlers::vocabulary(const Request& request) const {
  if (const std::optional<Error> refusal = refuse_parameters(request, "")) return problem(*refusal);
  const auto answer = vocabulary_answer();
  // To be asked for again each time: what a registrar has added is offered at once.
  return Response{.content_type = "application/json",
                  .body = answer->body,
                  .headers = {{"ETag", answer->tag}, {"Cache-Control", "no-cache"}}};
}

Response DirectoryHandlers::places(const Request& request) const {
  if (const std::optional<Error> refusal = refuse_parameters(request, "prefix")) return problem(*refusal);
  const std::string prefix = request.parameters.empty() ? "" : request.parameters.front().value;
  if (prefix.empty() || prefix.size() > kPlacePrefixBytesMax || !is_utf8(prefix)) {
    return problem(
        Error{.code = ErrorCode::kInvalid,
              .message = "A place is completed from its beginning.",
              .faults = {{.where = "prefix",
                          .what = "This is no beginning of a place's name.",
                          .allowed = "1 to " + std::to_string(kPlacePrefixBytesMax) + " bytes of UTF-8",
                          .value = {}}}});
  }
  return Response{.content_type = "application/json",
                  .body = places_json(services_.places.complete(prefix, kPlacesOffered)),
                  .headers = {{"Cache-Control", "private, max-age=3600"}}};
}

}  // namespace stillpoint::http
