#include <algorithm>
#include <string>
#include <vector>

#include "base/time_text.h"
#include "base/time_zone.h"
#include "http/pages/profile_view.h"
#include "http/pages/words.h"

namespace stillpoint::http::pages {

using domain::Credential;
using domain::CredentialEventKind;
using domain::VerificationResult;

namespace {

/// Something that happened to a certificate.
struct Moment {
  Instant at{};
  std::string words;
  bool dated = false;  ///< A date of the record, not an instant.
  char shape =
      'o';  ///< 'o' an event, 'v' confirmed, '?' asked without an answer, 'x' against it, '|' the end.
};

/// The picture's width and the margins within which instants lie, in its own units.
constexpr int kWidth = 440;
constexpr int kLeft = 16;
constexpr int kRight = 424;
/// Two labels closer than this would run into each other.
constexpr int kLabelRoom = 42;
constexpr int kLine = 26;

bool is_against(CredentialEventKind kind) {
  switch (kind) {
    case CredentialEventKind::kSuspended:
    case CredentialEventKind::kRevoked:
    case CredentialEventKind::kExpired:
      return true;
    case CredentialEventKind::kRegistered:
    case CredentialEventKind::kVerified:
    case CredentialEventKind::kReinstated:
    case CredentialEventKind::kSuperseded:
    case CredentialEventKind::kCorrected:
      return false;
  }
  return false;
}

char shape_of(VerificationResult result) {
  switch (result) {
    case VerificationResult::kMatched:
      return 'v';
    case VerificationResult::kDenied:
      return 'x';
    case VerificationResult::kInconclusive:
      return '?';
  }
  return '?';
}

std::vector<Moment> moments_of(const Credential& credential) {
  std::vector<Moment> moments;
  if (credential.issued) moments.push_back({*credential.issued, "issued", true, 'o'});
  for (const domain::CredentialEvent& event : credential.events) {
    moments.push_back(
        {event.effective, std::string(word_of(event.kind)), false, is_against(event.kind) ? 'x' : 'o'});
  }
  for (const domain::Verification& check : credential.verifications) {
    if (check.claimed) continue;
    moments.push_back(
        {check.checked_at, "checked: " + std::string(word_of(check.result)), false, shape_of(check.result)});
  }
  if (credential.expires) moments.push_back({*credential.expires, "last day", true, '|'});
  std::stable_sort(moments.begin(), moments.end(),
                   [](const Moment& a, const Moment& b) { return a.at < b.at; });
  return moments;
}

int year_of(Instant instant) {
  return static_cast<int>(std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(instant)).year());
}

/// Where instants lie on the line: whole years, so that the picture stands still from day to day.
struct Scale {
  Instant from{};
  Instant until{};
  [[nodiscard]] int at(Instant instant) const {
    const auto whole = std::max<std::int64_t>(1, (until - from).count());
    const auto part = std::clamp<std::int64_t>((instant - from).count(), 0, whole);
    return kLeft + static_cast<int>(part * (kRight - kLeft) / whole);
  }
};

Instant start_of(int year) {
  return std::chrono::sys_days{std::chrono::year{year} / 1 / 1};
}

void shape(HtmlWriter& out, const Moment& moment, int x) {
  switch (moment.shape) {
    case 'v':
      out.raw("<g class=\"t-check\"").attribute("transform", "translate(" + std::to_string(x) + " 26)");
      out.raw("><circle r=\"8\"/><path d=\"M-3.6 .3l2.4 2.4 4.8-5.2\"/></g>");
      return;
    case 'x':
      out.raw("<g class=\"t-against\"").attribute("transform", "translate(" + std::to_string(x) + " 26)");
      out.raw(
          "><rect x=\"-7\" y=\"-7\" width=\"14\" height=\"14\" rx=\"2\"/><path d=\"M-3 -3l6 6m0-6l-6 "
          "6\"/></g>");
      return;
    case '?':
      out.raw("<g class=\"t-open\"").attribute("transform", "translate(" + std::to_string(x) + " 26)");
      out.raw("><circle r=\"7\"/></g>");
      return;
    case '|':
      out.raw("<path class=\"t-end\"").attribute("d", "M" + std::to_string(x) + " 14v24").raw("/>");
      return;
    default:
      out.raw("<circle class=\"t-event\" cy=\"26\" r=\"6\"").attribute("cx", x).raw("/>");
      return;
  }
}

std::string spoken(const std::vector<Moment>& moments, std::string_view zone) {
  std::vector<std::string> parts;
  for (const Moment& moment : moments)
    parts.push_back(print_date_words(moment.dated ? std::chrono::floor<std::chrono::days>(moment.at)
                                                  : date_in_zone(moment.at, zone)) +
                    " " + moment.words);
  return join_words(parts, ", ");
}

}  // namespace

void credential_timeline(HtmlWriter& out, const Credential& credential, std::string_view zone, Instant now) {
  const std::vector<Moment> moments = moments_of(credential);
  if (moments.empty()) return;
  const int first = year_of(moments.front().at);
  const int last = std::max(year_of(now), year_of(moments.back().at));
  const Scale scale{start_of(first), start_of(last + 1)};
  out.raw("<svg class=\"timeline\" viewBox=\"0 0 440 64\" role=\"img\"");
  out.attribute("aria-label", "Line of time: " + spoken(moments, zone)).raw(">");
  out.raw("<path class=\"t-line\"")
      .attribute("d",
                 "M" + std::to_string(kLeft) + " " + std::to_string(kLine) + "H" + std::to_string(kRight));
  out.raw("/>");
  const int begin = scale.at(moments.front().at);
  const int end = scale.at(std::max(moments.front().at, moments.back().at));
  out.raw("<path class=\"t-span\"")
      .attribute("d", "M" + std::to_string(begin) + " " + std::to_string(kLine) + "H" + std::to_string(end));
  out.raw("/>");
  int free_from = 0;
  for (int year = first; year <= last; ++year) {
    const int x = scale.at(start_of(year));
    out.raw("<path class=\"t-tick\"").attribute("d", "M" + std::to_string(x) + " 36v6").raw("/>");
    if (x < free_from || x + kLabelRoom / 2 > kWidth) continue;
    out.raw("<text y=\"57\"").attribute("x", x).raw(">").number(year).raw("</text>");
    free_from = x + kLabelRoom;
  }
  for (const Moment& moment : moments) shape(out, moment, scale.at(moment.at));
  out.raw("</svg>");
}

}  // namespace stillpoint::http::pages
