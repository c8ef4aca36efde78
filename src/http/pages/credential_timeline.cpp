#include <algorithm>
#include <optional>
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
  char shape = 'o';  ///< 'o' an event, 'x' one against it; 'v', 'd', '?' a check: confirmed, denied, unclear;
                     ///< '|' the last day.
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
      return 'd';
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
  // Named before the switch: with temporaries in the cases, clang 14's address sanitizer reported a use after
  // scope in their destructors. Whether the fault was the compiler's is not known.
  const std::string number = std::to_string(x);
  const std::string place = "translate(" + number + " 26)";
  const std::string end_line = "M" + number + " 14v24";
  switch (moment.shape) {
    case 'v':
      out.raw("<g class=\"t-check\"").attribute("transform", place);
      out.raw("><circle r=\"8\"/><path d=\"M-3.6 .3l2.4 2.4 4.8-5.2\"/></g>");
      return;
    case 'x':
      out.raw("<g class=\"t-against\"").attribute("transform", place);
      out.raw(
          "><rect x=\"-7\" y=\"-7\" width=\"14\" height=\"14\" rx=\"2\"/><path d=\"M-3 -3l6 6m0-6l-6 "
          "6\"/></g>");
      return;
    case 'd':
      out.raw("<g class=\"t-denied\"")
          .attribute("transform", place)
          .raw("><circle r=\"8\"/><path d=\"M-2.8 -2.8l5.6 5.6m0-5.6l-5.6 5.6\"/></g>");
      return;
    case '?':
      out.raw("<g class=\"t-open\"").attribute("transform", place);
      out.raw("><circle r=\"7\"/></g>");
      return;
    case '|':
      out.raw("<path class=\"t-end\"").attribute("d", end_line).raw("/>");
      return;
    default:
      out.raw("<circle class=\"t-event\" cy=\"26\" r=\"6\"").attribute("cx", x).raw("/>");
      return;
  }
}

std::string spoken(const std::vector<Moment>& moments, std::string_view zone) {
  std::vector<std::string> parts;
  parts.reserve(moments.size());
  for (const Moment& moment : moments) {
    const Date day =
        moment.dated ? std::chrono::floor<std::chrono::days>(moment.at) : date_in_zone(moment.at, zone);
    parts.push_back(print_date_words(day) + " " + moment.words);
  }
  return join_words(parts, ", ");
}

/// Whether the certificate holds from an event on; nothing where the event does not change that.
std::optional<bool> holds_after(CredentialEventKind kind) {
  switch (kind) {
    case CredentialEventKind::kRegistered:
    case CredentialEventKind::kReinstated:
    case CredentialEventKind::kCorrected:
      return true;
    case CredentialEventKind::kSuspended:
    case CredentialEventKind::kRevoked:
    case CredentialEventKind::kExpired:
    case CredentialEventKind::kSuperseded:
      return false;
    case CredentialEventKind::kVerified:
      return std::nullopt;
  }
  return std::nullopt;
}

void stretch(HtmlWriter& out, const Scale& scale, bool holds, Instant from, Instant until) {
  if (until <= from) return;
  out.raw("<path").attribute("class", holds ? "t-span" : "t-out");
  out.attribute("d", "M" + std::to_string(scale.at(from)) + " " + std::to_string(kLine) + "H" +
                         std::to_string(scale.at(until)));
  out.raw("/>");
}

/// The line itself: whole where the certificate holds, broken where it is suspended or revoked.
void stretches(HtmlWriter& out, const Credential& credential, const Scale& scale, Instant begin,
               Instant end) {
  bool holds = true;
  Instant from = begin;
  for (const domain::CredentialEvent& event : credential.events) {
    const std::optional<bool> after = holds_after(event.kind);
    if (!after || *after == holds || event.effective <= begin) continue;
    stretch(out, scale, holds, from, std::min(event.effective, end));
    from = std::min(event.effective, end);
    holds = *after;
  }
  stretch(out, scale, holds, from, end);
}

/// Marks of the years below the line; within a single year, of its quarters.
void ticks(HtmlWriter& out, const Scale& scale, int first, int last) {
  struct Tick {
    Instant at{};
    std::string words;
  };
  std::vector<Tick> marks;
  for (int year = first; year <= last; ++year) marks.push_back({start_of(year), std::to_string(year)});
  if (first == last) {
    const std::chrono::year year{first};
    marks.push_back({std::chrono::sys_days{year / 4 / 1}, "April"});
    marks.push_back({std::chrono::sys_days{year / 7 / 1}, "July"});
    marks.push_back({std::chrono::sys_days{year / 10 / 1}, "October"});
  }
  int free_from = 0;
  for (const Tick& tick : marks) {
    const int x = scale.at(tick.at);
    out.raw("<path class=\"t-tick\"").attribute("d", "M" + std::to_string(x) + " 36v6").raw("/>");
    if (x < free_from || x + kLabelRoom > kWidth) continue;
    out.raw("<text y=\"57\"").attribute("x", x).raw(">").text(tick.words).raw("</text>");
    free_from = x + kLabelRoom;
  }
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
  out.raw("<path class=\"t-line\"");
  out.attribute("d",
                "M" + std::to_string(kLeft) + " " + std::to_string(kLine) + "H" + std::to_string(kRight));
  out.raw("/>");
  const Instant end = credential.expires ? Instant(*credential.expires) : start_of(last + 1);
  stretches(out, credential, scale, moments.front().at, end);
  ticks(out, scale, first, last);
  for (const Moment& moment : moments) shape(out, moment, scale.at(moment.at));
  out.raw("</svg>");
}

}  // namespace stillpoint::http::pages
