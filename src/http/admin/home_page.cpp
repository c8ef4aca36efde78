#include "http/admin/home_page.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "app/dashboard/view_dashboard.h"
#include "app/identity/identity.h"
#include "app/identity/permissions.h"
#include "http/admin/admin_layout.h"
#include "http/admin/charts.h"
#include "http/admin/verifying_words.h"
#include "http/pages/words.h"

namespace stillpoint::http::admin {
namespace {

using app::DayView;
using app::Permission;
using pages::Href;
using pages::HtmlWriter;
using pages::Markup;

/// Something that waits, with where it is done.
struct Waiting {
  std::string path;
  std::int64_t count = 0;
  std::string_view words;
};

std::vector<Waiting> what_waits(const DayView& day, const Visitor& visitor) {
  std::vector<Waiting> waits;
  if (day.work.total > 0) {
    waits.push_back({"/admin/queue?mine=true", static_cast<std::int64_t>(day.work.total), "taken on by you"});
  }
  for (std::size_t i = 0; i < domain::kWorkKinds; ++i) {
    if (day.work.by_kind.at(i) == 0) continue;
    waits.push_back({"/admin/queue?kind=" + std::string(domain::kWorkWords.at(i)),
                     static_cast<std::int64_t>(day.work.by_kind.at(i)),
                     heading_of(static_cast<domain::WorkKind>(i))});
  }
  if (app::permits(visitor.actor.roles, Permission::kModerate)) {
    waits.push_back({"/admin/reviews", day.figures.reviews_waiting, "Reviews to decide"});
    waits.push_back({"/admin/reports", day.figures.reports_waiting, "Reports to decide"});
  }
  waits.erase(std::remove_if(waits.begin(), waits.end(), [](const Waiting& one) { return one.count == 0; }),
              waits.end());
  return waits;
}

void waiting_part(HtmlWriter& out, const std::vector<Waiting>& waits) {
  out.raw("<section class=\"panel\" aria-labelledby=\"waits-h\"><h2 id=\"waits-h\">What waits</h2>");
  if (waits.empty()) {
    out.raw("<p>Nothing waits for you.</p></section>");
    return;
  }
  out.raw("<ul class=\"tallies\">");
  for (const Waiting& one : waits) {
    out.raw("<li><a").href(Href::path(one.path)).raw("><strong>").text(pages::print_count(one.count));
    out.raw("</strong> ").text(one.words).raw("</a></li>");
  }
  out.raw("</ul></section>");
}

void mail_line(HtmlWriter& out, const domain::MailStanding& mail) {
  out.raw("<dt>Mail</dt><dd>");
  if (mail.failed + mail.given_up > 0) {
    out.raw("<strong class=\"alarm\">");
    out.text(pages::count_of(mail.failed + mail.given_up, "mail has", "mails have"))
        .raw(" failed</strong>, ");
    out.number(mail.given_up).raw(" of them given up. ");
  } else if (mail.waiting == 0) {
    out.raw("Everything has left. ");
  }
  if (mail.waiting > 0) out.text(pages::count_of(mail.waiting, "mail is", "mails are")).raw(" on the way. ");
  out.raw("<a").href(Href::own("/admin/mail")).raw(">Mail</a></dd>");
}

/// "38.2 GB".
std::string print_bytes(std::uint64_t bytes) {
  constexpr std::uint64_t kTenthOfGigabyte = 100'000'000;
  const std::uint64_t tenths = bytes / kTenthOfGigabyte;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " GB";
}

void disk_line(HtmlWriter& out, const DayView& day) {
  out.raw("<dt>Disk</dt><dd>");
  if (!day.disk) {
    out.raw("The system does not say how much is left.</dd>");
    return;
  }
  if (day.disk_is_low()) out.raw("<strong class=\"alarm\">Little room is left:</strong> ");
  out.text(print_bytes(day.disk->left_bytes)).raw(" of ").text(print_bytes(day.disk->all_bytes));
  out.raw(" are free.</dd>");
}

void trail_line(HtmlWriter& out, const DayView& day, const Visitor& visitor) {
  out.raw("<dt>The trail</dt><dd>");
  if (!day.proof) {
    out.raw("Not proven since the program was started.");
  } else if (day.proof->holds()) {
    out.raw("Held from its first entry to number ").text(pages::print_count(day.proof->entries));
    out.raw(" on ").text(pages::print_moment(day.proof->at)).raw(".");
  } else {
    out.raw("<strong class=\"alarm\">Broken at entry ").number(day.proof->broken).raw(":</strong> ");
    out.text(day.proof->what);
  }
  if (app::permits(visitor.actor.roles, Permission::kReadTrail)) {
    out.raw(" <a").href(Href::own("/admin/audit/proof")).raw(">Prove it now</a>");
  }
  out.raw("</dd>");
}

void register_line(HtmlWriter& out, const domain::DashboardFigures& figures) {
  out.raw("<dt>The register</dt><dd><a").href(Href::own("/admin/practitioners?listing=listed")).raw(">");
  out.text(pages::print_count(figures.listed)).raw(" listed</a>, <a");
  out.href(Href::own("/admin/practitioners?listing=draft")).raw(">");
  out.text(pages::count_of(figures.drafts, "draft", "drafts")).raw("</a>");
  if (figures.unanswered > 0) {
    out.raw(". ").text(pages::count_of(figures.unanswered, "person has", "people have"));
    out.raw(" not answered yet whether it is still true");
    if (figures.sunk > 0) {
      out.raw(", and ").text(pages::print_count(figures.sunk));
      out.raw(figures.sunk == 1 ? Markup(" stands last for it") : Markup(" stand last for it"));
    }
  }
  out.raw(".</dd>");
}

void house_part(HtmlWriter& out, const DayView& day, const Visitor& visitor) {
  out.raw("<section class=\"panel\" aria-labelledby=\"house-h\"><h2 id=\"house-h\">The house</h2>");
  out.raw("<dl class=\"facts\">");
  register_line(out, day.figures);
  mail_line(out, day.figures.mail);
  disk_line(out, day);
  trail_line(out, day, visitor);
  out.raw("</dl></section>");
}

void pictures(HtmlWriter& out, const domain::DashboardFigures& figures) {
  out.raw("<section class=\"panel\" aria-labelledby=\"expires-h\"><h2 id=\"expires-h\">What expires</h2>");
  out.raw("<p class=\"hint\">Certificates in force and active licences of listed people, by the month of ");
  out.raw("their last day.</p>");
  expiring_chart(out, figures.expiring);
  out.raw("</section><section class=\"panel\" aria-labelledby=\"verified-h\"><h2 id=\"verified-h\">");
  out.raw("Verified at the source</h2><p class=\"hint\">Of the certificates then in force of those who are ");
  out.raw("listed now: the share with a fresh check that its issuer confirmed.</p>");
  verified_chart(out, figures.verified);
  out.raw("</section>");
}

Response today(const AdminServices& services, const Request& request, const Visitor& visitor) {
  const AdminLayout layout(services);
  const Result<DayView> day = services.dashboard.run(visitor.actor);
  if (!day) return layout.error(request, &visitor, day.error());
  HtmlWriter out = layout.writer();
  out.raw("<h1>Today</h1><p class=\"lead\">").text(pages::print_day(day->now)).raw(". You are signed in as ");
  out.text(visitor.actor.name).raw(" (").text(app::role_list(visitor.actor.roles)).raw(").</p>");
  out.raw("<div class=\"day\">");
  waiting_part(out, what_waits(*day, visitor));
  house_part(out, *day, visitor);
  pictures(out, day->figures);
  out.raw("</div>");
  return layout.page(request, visitor, {.title = "Today", .section = "/admin"}, out);
}

}  // namespace

std::vector<Route> home_routes(const AdminServices& services, const Gate& gate) {
  const auto home = [&services](const Request& request, const Visitor& visitor) {
    return today(services, request, visitor);
  };
  return {{"GET", "/admin", gate.page(Permission::kSignedIn, home), false}};
}

}  // namespace stillpoint::http::admin
