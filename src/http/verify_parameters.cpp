#include "http/verify_parameters.h"

#include <array>
#include <optional>
#include <utility>

#include "base/text.h"
#include "base/time_text.h"
#include "document/limits.h"
#include "http/url.h"

namespace stillpoint::http {
namespace {

/// Of a wrong value, so much is repeated in a fault.
constexpr std::size_t kQuotedBytesMax = 40;
/// Of a number: a character takes four bytes at most.
constexpr std::size_t kNumberBytesMax = 4 * document::kNumberCharactersMax;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kWhite = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kWhite);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kWhite) - begin + 1);
}

class VerifyReader {
 public:
  VerifyReader(std::span<const Parameter> parameters, UnknownNames unknown, VerifyRequest& into)
      : unknown_(unknown), into_(into) {
    for (const Parameter& parameter : parameters) take(parameter);
  }

  void judge() {
    into_.asks = !into_.issuer.empty() || !into_.number.empty();
    require("issuer", into_.issuer, "the key of an issuer, as in /v1/vocabulary");
    require("number", into_.number, "the number as it is printed on the certificate");
    into_.question.as_of = time("as_of", into_.as_of);
    into_.question.known_at = time("known_at", into_.known_at);
  }

 private:
  void fault(std::string_view where, std::string what, std::string allowed, std::string_view value = {}) {
    into_.faults.push_back({.where = std::string(where),
                            .what = std::move(what),
                            .allowed = std::move(allowed),
                            .value = std::string(shorten(value, kQuotedBytesMax))});
  }

  std::string* field(std::string_view name) {
    if (name == "issuer") return &into_.issuer;
    if (name == "number") return &into_.number;
    if (name == "as_of") return &into_.as_of;
    return name == "known_at" ? &into_.known_at : nullptr;
  }

  void take(const Parameter& parameter) {
    std::string* into = field(parameter.name);
    if (into == nullptr) {
      if (unknown_ == UnknownNames::kRefused) {
        fault(parameter.name, "There is no parameter of this name here.", "issuer, number, as_of, known_at");
      }
      return;
    }
    const std::string_view value =
        unknown_ == UnknownNames::kRefused ? std::string_view(parameter.value) : trimmed(parameter.value);
    if (!into->empty()) {
      fault(parameter.name, "This was given more than once.", "one value");
      return;
    }
    *into = value;
  }

  void require(std::string_view name, const std::string& value, std::string allowed) {
    if (value.empty()) {
      fault(name, "This is missing.", std::move(allowed));
    } else if (value.size() > kNumberBytesMax || !is_utf8(value)) {
      fault(name, "This is too long, or no text.",
            "at most " + std::to_string(kNumberBytesMax) + " bytes of UTF-8", value);
    }
  }

  std::optional<app::TimeAsked> time(std::string_view name, const std::string& text) {
    if (text.empty()) return std::nullopt;
    if (const std::optional<Date> date = parse_date(text)) return app::TimeAsked{*date};
    if (const std::optional<Instant> instant = parse_instant(text)) return app::TimeAsked{*instant};
    fault(name, "This is no time.", "a day (2026-11-22) or an instant (2026-11-22T10:00:00Z)", text);
    return std::nullopt;
  }

  UnknownNames unknown_;
  VerifyRequest& into_;
};

std::string query_of(std::string_view issuer, std::string_view number) {
  const std::array<Parameter, 2> parameters = {
      {{"issuer", std::string(issuer)}, {"number", std::string(number)}}};
  return print_query(parameters);
}

}  // namespace

VerifyRequest read_verify(std::span<const Parameter> parameters, UnknownNames unknown,
                          std::string_view client_address) {
  VerifyRequest request;
  VerifyReader(parameters, unknown, request).judge();
  request.question.issuer.value = request.issuer;
  request.question.number = request.number;
  request.question.address = client_address;
  return request;
}

std::string verify_path(std::string_view issuer, std::string_view number) {
  return "/verify?" + query_of(issuer, number);
}

std::string verify_path(const domain::Credential& credential) {
  if (credential.number.empty()) return {};
  const std::string_view type = credential.type.value;
  return verify_path(type.substr(0, type.find(':')), credential.number);
}

std::string verify_qr_path(std::string_view issuer, std::string_view number) {
  return "/verify/qr.svg?" + query_of(issuer, number);
}

void add_retry_after(Response& response) {
  constexpr int kTooManyRequests = 429;
  if (response.status != kTooManyRequests) return;
  response.headers.emplace_back("Retry-After", std::to_string(app::kVerifyMissTokens));
}

}  // namespace stillpoint::http
