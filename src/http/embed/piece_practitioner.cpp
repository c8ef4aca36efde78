#include <algorithm>
#include <array>
#include <utility>

#include "app/verify_credential.h"
#include "domain/in_force.h"
#include "http/embed/piece.h"
#include "http/embed/piece_parts.h"
#include "http/pages/search_address.h"
#include "http/pages/words.h"
#include "http/verify_parameters.h"

namespace stillpoint::http::embed {

using domain::Practitioner;

namespace {

/// The word that a verdict on the certificate's number says now, and until when.
struct Standing {
  verify::VerdictStatus status;
  Instant holds_until;
};

Standing standing_of(const PieceWriter& writer, const domain::Credential& credential, Instant now) {
  const domain::CredentialType* type = writer.site.vocabulary.find(credential.type);
  const std::string_view zone =
      type == nullptr ? std::string_view() : writer.site.vocabulary.time_zone(*type);
  const verify::Verdict verdict = verify::verdict(
      {.issuer_known = type != nullptr, .credential = &credential, .type = type, .zone = zone},
      {.as_of = now, .known_at = now});
  Instant until = domain::standing_at(credential, zone, now).holds_until;
  if (verdict.next_due && *verdict.next_due > now) until = std::min(until, *verdict.next_due);
  return {.status = verdict.status, .holds_until = until};
}

void certificates(const PieceWriter& writer, const Practitioner& person, Piece& piece) {
  writer.out.raw("<section data-part=\"certificates\" class=\"certificates\"><h4>");
  writer.out.text(writer.label("certificates")).raw("</h4>");
  if (person.credentials.empty()) {
    writer.out.raw("<p>").text(writer.label("certificates_none")).raw("</p></section>");
    return;
  }
  writer.out.raw("<ul>");
  for (const domain::Credential& credential : person.credentials) {
    const Standing standing = standing_of(writer, credential, piece.as_of);
    piece.expires = std::min(piece.expires, standing.holds_until);
    const std::string word(verify::word_of(standing.status));
    writer.out.raw("<li><span lang=\"en\">").text(pages::name_of(writer.site.vocabulary, credential.type));
    writer.out.raw("</span>: <strong").attribute("class", "verdict " + word).raw(">");
    writer.out.text(writer.label("verdict." + word)).raw("</strong> ");
    const std::string path = verify_path(credential);
    const std::string url = writer.services.site.links.full(path);
    if (!path.empty()) {
      out_link(writer, {.url = url, .words = writer.label("verdict"), .about = credential.number});
    }
    writer.out.raw("</li>");
  }
  writer.out.raw("</ul></section>");
}

void reach(const PieceWriter& writer, const Practitioner& person, const std::string& url) {
  writer.out.raw("<p class=\"acts\">");
  out_link(writer, {.url = url, .words = writer.label("profile"), .about = person.name.display});
  if (const auto call = pages::Href::telephone(person.contact.phone)) {
    writer.out.raw(" <a data-part=\"link\"").href(*call).raw(">").text(writer.label("call")).raw(" ");
    writer.out.text(person.contact.phone).raw("</a>");
  }
  if (!person.contact.website.empty()) {
    writer.out.raw(" ");
    out_link(writer,
             {.url = person.contact.website, .words = writer.label("website"), .about = person.name.display});
  }
  writer.out.raw("</p>");
}

/// Who was registered twice is shown by the record that was kept.
Result<app::Profile> profile_of(const std::optional<std::int64_t>& id, const EmbedServices& services) {
  if (!id) return Error{.code = ErrorCode::kNotFound, .message = "No listed practitioner has this id."};
  Result<app::Profile> profile = services.site.view.run(domain::PractitionerId{*id});
  if (profile || !services.kept_as) return profile;
  const auto kept = services.kept_as(domain::PractitionerId{*id});
  return kept ? services.site.view.run(*kept) : std::move(profile);
}

std::string cities_of(const Practitioner& person) {
  std::vector<std::string> cities;
  for (const domain::Location& location : person.locations) {
    const bool is_new = std::find(cities.begin(), cities.end(), location.city) == cities.end();
    if (!location.city.empty() && is_new) cities.push_back(location.city);
  }
  return pages::join_words(cities, ", ");
}

}  // namespace

Result<Piece> PieceMaker::practitioner(const PieceRequest& request) const {
  const Services& site = services_.site;
  const Instant now = site.clock.now();
  Piece piece{.title = std::string(request.labels["not_listed"]),
              .as_of = now,
              .expires = now + kPieceLife,
              .url = site.links.full("/")};
  pages::HtmlWriter out(site_.settings.base_path);
  const PieceWriter writer{.out = out, .request = request, .services = services_, .site = site_};
  const std::optional<std::int64_t> id = parse_id(pages::first_value(request.parameters, "id"));
  const Result<app::Profile> profile = profile_of(id, services_);
  if (!profile) {
    const ErrorCode code = profile.error().code;
    if (code != ErrorCode::kNotFound && code != ErrorCode::kGone) return profile.error();
    piece.status = 404;
    notice(writer, request.labels["not_listed"]);
  } else {
    const Practitioner& person = profile->practitioner;
    piece.title = person.name.display;
    piece.as_of = profile->as_of;
    piece.expires = std::min(profile->as_of + kPieceLife, holds_until(profile->checklist));
    piece.url = site.links.full("/practitioners/" + print_id(person.id.value));
    out.raw("<article data-part=\"card\" class=\"card\"><h3 data-part=\"name\">");
    out_link(writer, {.url = piece.url, .words = person.name.display, .part = "name-link"});
    if (!person.name.post_nominals.empty()) out.raw(", ").text(person.name.post_nominals);
    out.raw("</h3><p data-part=\"who\" class=\"who\">");
    std::vector<domain::ProfessionKey> professions;
    for (const domain::HeldProfession& held : person.professions) professions.push_back(held.profession);
    const std::array facts = {professions_of(writer, professions), cities_of(person)};
    for (const std::string& fact : facts) {
      if (!fact.empty()) out.raw("<span>").text(fact).raw("</span> ");
    }
    out.raw("</p>");
    const domain::Score score = domain::score(profile->checklist);
    out.raw("<p data-part=\"score\" class=\"score\">");
    out.text(request.labels.with(
        "met_of", {{"met", std::to_string(score.met)}, {"asked", std::to_string(score.asked)}}));
    out.raw("</p>");
    piece_marks(
        writer,
        {.checklist = profile->checklist, .attested = person.attested.has_value(), .profile_url = piece.url});
    certificates(writer, person, piece);
    reach(writer, person, piece.url);
    out.raw("</article>");
  }
  out.raw("<div>");
  foot(writer, piece);
  out.raw("</div>");
  piece.html = std::move(out);
  return piece;
}

}  // namespace stillpoint::http::embed
