#include <algorithm>
#include <utility>

#include "base/time_text.h"
#include "base/time_zone.h"
#include "http/embed/piece.h"
#include "http/embed/piece_parts.h"
#include "http/verdict_words.h"
#include "http/verify_parameters.h"

namespace stillpoint::http::embed {
namespace {

void fact(const PieceWriter& writer, std::string_view key, std::string_view value) {
  writer.out.raw("<dt>").text(writer.label(key)).raw("</dt><dd>");
  writer.out.text(value.empty() ? writer.label("none") : value).raw("</dd>");
}

std::string day_of(const app::CertificateAnswer& answer, const std::optional<Instant>& instant) {
  if (!instant) return {};
  const std::string_view zone =
      answer.issuer ? std::string_view(answer.issuer->time_zone) : std::string_view();
  return print_date(date_in_zone(*instant, zone));
}

void facts(const PieceWriter& writer, const app::CertificateAnswer& answer, const VerifyRequest& asked) {
  writer.out.raw("<dl data-part=\"facts\" class=\"facts\">");
  if (answer.verdict.is_on_record()) {
    fact(writer, "holder", answer.holder_withheld ? writer.label("holder_withheld") : answer.holder);
  }
  fact(writer, "issuer", answer.issuer ? answer.issuer->name : asked.issuer);
  fact(writer, "number", asked.number);
  if (answer.verdict.is_on_record()) {
    fact(writer, "expires", answer.expires ? print_date(*answer.expires) : std::string());
    const auto& check = answer.verdict.last_check;
    fact(writer, "checked_on", check ? day_of(answer, check->checked_at) : std::string());
    fact(writer, "due", day_of(answer, answer.verdict.next_due));
  }
  writer.out.raw("</dl>");
}

void answered(const PieceWriter& writer, const app::CertificateAnswer& answer, const VerifyRequest& asked) {
  const std::string word(verify::word_of(answer.verdict.status));
  writer.out.raw("<article data-part=\"card\" class=\"card\"><h3 data-part=\"name\">");
  writer.out.text(writer.label("certificate"));
  if (answer.type && !answer.type->letters.empty()) {
    writer.out.raw(" <span lang=\"en\">").text(answer.type->letters).raw("</span>");
  }
  writer.out.raw(": <strong data-part=\"verdict\"").attribute("class", "verdict " + word).raw(">");
  writer.out.text(writer.label("verdict." + word)).raw("</strong></h3><p>");
  in_english(writer, plain_words(answer));
  writer.out.raw("</p>");
  facts(writer, answer, asked);
  writer.out.raw("<p class=\"limits\">").text(writer.label("no_licence")).raw("</p><p class=\"acts\">");
  const std::string url = writer.services.site.links.full(verify_path(asked.issuer, asked.number));
  out_link(writer, {.url = url, .words = writer.label("verdict"), .about = asked.number});
  writer.out.raw("</p></article>");
}

}  // namespace

Result<Piece> PieceMaker::certificate(const PieceRequest& request) const {
  const Services& site = services_.site;
  const Instant now = site.clock.now();
  Piece piece{.title = std::string(request.labels["certificate"]),
              .as_of = now,
              .expires = now + kPieceLife,
              .url = site.links.full("/verify")};
  pages::HtmlWriter out(site_.settings.base_path);
  const PieceWriter writer{.out = out, .request = request, .services = services_, .site = site_};
  VerifyRequest asked = read_verify(request.parameters, UnknownNames::kIgnored, request.allowance);
  // What stands today is shown: other times belong on the page.
  asked.question.as_of.reset();
  asked.question.known_at.reset();
  if (asked.faults.empty()) {
    const Result<app::CertificateAnswer> answer = site.verify.run(asked.question);
    if (!answer) return answer.error();
    piece.as_of = answer->times.as_of;
    piece.expires = piece.as_of + kPieceLife;
    if (answer->verdict.next_due && *answer->verdict.next_due > now) {
      piece.expires = std::min(piece.expires, *answer->verdict.next_due);
    }
    if (answer->expires && answer->issuer) {
      const Instant end = end_of_day(*answer->expires, answer->issuer->time_zone);
      if (end > now) piece.expires = std::min(piece.expires, end);
    }
    piece.title += " " + asked.number;
    piece.url = site.links.full(verify_path(asked.issuer, asked.number));
    answered(writer, *answer, asked);
  } else {
    piece.status = 400;
    for (const Fault& fault : asked.faults) notice(writer, fault.where + ": " + fault.what);
  }
  out.raw("<div>");
  foot(writer, piece);
  out.raw("</div>");
  piece.html = std::move(out);
  return piece;
}

}  // namespace stillpoint::http::embed
