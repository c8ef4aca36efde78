#include "http/admin/charts.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "http/pages/words.h"

namespace stillpoint::http::admin {
namespace {

using domain::MonthExpiring;
using domain::VerifiedShare;
using pages::HtmlWriter;

// Pictures are drawn in units of their own and fit the width that there is; their texts stay readable on a
// phone, where a unit is a little less than a pixel.
constexpr int kWidth = 400;

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string_view short_name(std::chrono::year_month month) {
  return kMonths.at(static_cast<unsigned>(month.month()) - 1);
}

/// "Nov 2026".
std::string whole_name(std::chrono::year_month month) {
  return std::string(short_name(month)) + " " + std::to_string(static_cast<int>(month.year()));
}

std::chrono::year_month month_at(Instant instant) {
  const std::chrono::year_month_day day(date_of(instant));
  return day.year() / day.month();
}

struct Text {
  int x = 0;
  int y = 0;
  std::string_view anchor = "middle";
};

void label(HtmlWriter& out, const Text& place, std::string_view words) {
  out.raw("<text").attribute("x", place.x).attribute("y", place.y).attribute("text-anchor", place.anchor);
  out.raw(">").text(words).raw("</text>");
}

struct Box {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

void box(HtmlWriter& out, const Box& at, pages::Markup of_class) {
  if (at.height <= 0) return;
  out.raw("<rect class=\"").raw(of_class).raw("\"").attribute("x", at.x).attribute("y", at.y);
  out.attribute("width", at.width).attribute("height", at.height).raw("/>");
}

// The bars: where they stand and how high the highest is.
constexpr int kBarsHeight = 170;
constexpr int kBarsGround = 146;
constexpr int kBarMost = 116;
constexpr int kBarWidth = 20;

void bars(HtmlWriter& out, const std::vector<MonthExpiring>& months) {
  std::int64_t most = 1;
  for (const MonthExpiring& month : months) most = std::max(most, month.credentials + month.licences);
  // What is there is seen, however little it is.
  const auto high = [most](std::int64_t count) {
    return count == 0 ? 0 : std::max(2, static_cast<int>(count * kBarMost / most));
  };
  const int slot = kWidth / static_cast<int>(months.size());
  out.raw("<svg class=\"chart\" aria-hidden=\"true\" focusable=\"false\"");
  out.attribute("viewBox", "0 0 " + std::to_string(kWidth) + " " + std::to_string(kBarsHeight)).raw(">");
  for (std::size_t i = 0; i < months.size(); ++i) {
    const MonthExpiring& month = months[i];
    const int middle = slot * static_cast<int>(i) + slot / 2;
    const int lower = high(month.credentials);
    const int upper = high(month.licences);
    box(out, {middle - kBarWidth / 2, kBarsGround - lower, kBarWidth, lower}, "bar");
    box(out, {middle - kBarWidth / 2, kBarsGround - lower - upper, kBarWidth, upper}, "bar other");
    const std::int64_t all = month.credentials + month.licences;
    if (all > 0) label(out, {middle, kBarsGround - lower - upper - 5}, pages::print_count(all));
    label(out, {middle, kBarsGround + 16}, short_name(month.month));
  }
  out.raw("<path class=\"axis\"")
      .attribute("d", "M0 " + std::to_string(kBarsGround) + "h400")
      .raw("/></svg>");
}

// The line: from nothing below to all above.
constexpr int kLineHeight = 170;
constexpr int kLineTop = 16;
constexpr int kLineGround = 140;
constexpr int kLineLeft = 40;
constexpr int kLineRight = 372;

struct Point {
  int x = 0;
  int y = 0;
};

Point point_of(const std::vector<VerifiedShare>& shares, std::size_t i) {
  const VerifiedShare& share = shares[i];
  const auto steps = static_cast<int>(shares.size()) - 1;
  const auto part = share.verified * (kLineGround - kLineTop) / share.in_force;
  return {kLineLeft + static_cast<int>(i) * (kLineRight - kLineLeft) / std::max(steps, 1),
          kLineGround - static_cast<int>(part)};
}

std::string share_of(const VerifiedShare& share) {
  if (share.in_force == 0) return "none in force";
  return pages::print_percent(static_cast<double>(share.verified) / static_cast<double>(share.in_force));
}

void scale(HtmlWriter& out) {
  for (const int percent : {0, 50, 100}) {
    const int y = kLineGround - percent * (kLineGround - kLineTop) / 100;
    out.raw("<path class=\"axis\"");
    out.attribute(
           "d", "M" + std::to_string(kLineLeft) + " " + std::to_string(y) + "H" + std::to_string(kLineRight))
        .raw("/>");
    label(out, {kLineLeft - 6, y + 4, "end"}, std::to_string(percent) + "%");
  }
}

void line(HtmlWriter& out, const std::vector<VerifiedShare>& shares) {
  std::string way;
  bool goes_on = false;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    // Where nothing was in force there is no share, and the line has a gap.
    goes_on = goes_on && shares[i].in_force > 0;
    if (shares[i].in_force == 0) continue;
    const Point at = point_of(shares, i);
    way.append(goes_on ? "L" : "M").append(std::to_string(at.x)).append(" ").append(std::to_string(at.y));
    goes_on = true;
    out.raw("<circle class=\"dot\" r=\"3.5\"").attribute("cx", at.x).attribute("cy", at.y).raw("/>");
  }
  if (!way.empty()) out.raw("<path class=\"way\"").attribute("d", way).raw("/>");
}

void share_picture(HtmlWriter& out, const std::vector<VerifiedShare>& shares) {
  out.raw("<svg class=\"chart\" aria-hidden=\"true\" focusable=\"false\"");
  out.attribute("viewBox", "0 0 " + std::to_string(kWidth) + " " + std::to_string(kLineHeight)).raw(">");
  scale(out);
  line(out, shares);
  label(out, {kLineLeft, kLineHeight - 8}, short_name(month_at(shares.front().at)));
  label(out, {kLineRight, kLineHeight - 8}, "now");
  out.raw("</svg>");
}

}  // namespace

void expiring_chart(HtmlWriter& out, const std::vector<MonthExpiring>& months) {
  if (months.empty()) return;
  out.raw("<figure class=\"picture\">");
  bars(out, months);
  out.raw(
      "<figcaption class=\"key\"><span><span class=\"swatch\"></span> certificates</span> <span><span "
      "class=\"swatch other\"></span> licences</span></figcaption></figure><details><summary>As a "
      "table</summary><table><thead><tr><th scope=\"col\">Month</th><th scope=\"col\" "
      "class=\"n\">Certificates</th><th scope=\"col\" class=\"n\">Licences</th></tr></thead><tbody>");
  for (const MonthExpiring& month : months) {
    out.raw("<tr><th scope=\"row\">").text(whole_name(month.month)).raw("</th><td class=\"n\">");
    out.number(month.credentials).raw("</td><td class=\"n\">").number(month.licences).raw("</td></tr>");
  }
  out.raw("</tbody></table></details>");
}

void verified_chart(HtmlWriter& out, const std::vector<VerifiedShare>& shares) {
  if (shares.empty()) return;
  out.raw("<figure class=\"picture\">");
  share_picture(out, shares);
  out.raw(
      "</figure><details><summary>As a table</summary><table><thead><tr><th scope=\"col\">At the beginning "
      "of</th><th scope=\"col\" class=\"n\">In force</th><th scope=\"col\" class=\"n\">Verified</th><th "
      "scope=\"col\" class=\"n\">Share</th></tr></thead><tbody>");
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const VerifiedShare& share = shares[i];
    const bool is_now = i + 1 == shares.size();
    out.raw("<tr><th scope=\"row\">").text(is_now ? std::string("now") : whole_name(month_at(share.at)));
    out.raw("</th><td class=\"n\">").number(share.in_force).raw("</td><td class=\"n\">");
    out.number(share.verified).raw("</td><td class=\"n\">").text(share_of(share)).raw("</td></tr>");
  }
  out.raw("</tbody></table></details>");
}

}  // namespace stillpoint::http::admin
