#include "http/pages/reading_pages.h"

namespace stillpoint::http::pages {
namespace {

Markup heading_of(int status) {
  switch (status) {
    case 400:
      return "This could not be understood";
    case 404:
      return "There is no such page";
    case 405:
      return "This page cannot be used that way";
    case 410:
      return "This is gone";
    case 429:
      return "Too many requests";
    case 503:
      return "Not ready just now";
    default:
      return status < 500 ? Markup("This did not work") : Markup("Something broke on our side");
  }
}

/// What a person can do next.
Markup advice_of(int status) {
  switch (status) {
    case 404:
      return "The address may be mistyped, or the person was never listed here.";
    case 410:
      return "A listing was taken away, or the list you were reading is more than a day old. Search again to "
             "see what "
             "stands now.";
    case 429:
    case 503:
      return "Please try again in a moment.";
    default:
      return status < 500
                 ? Markup("Please check the address, or begin a new search.")
                 : Markup(
                       "It is not your fault. Please try again; if it stays, tell whoever runs this site.");
  }
}

}  // namespace

std::string error_page(const ErrorView& view, const Site& site) {
  const Markup heading = heading_of(view.status);
  HtmlWriter out(site.settings.base_path);
  out.raw("<article class=\"read\"><h1>").raw(heading).raw("</h1>");
  if (!view.message.empty() && view.status < 500) {
    out.raw("<p class=\"lead\">").text(view.message).raw("</p>");
  }
  if (!view.faults.empty()) {
    out.raw("<div class=\"problem\"><ul>");
    for (const Fault& fault : view.faults) {
      out.raw("<li><strong>").text(fault.where).raw("</strong>: ").text(fault.what);
      if (!fault.allowed.empty()) out.raw(" Allowed: ").text(fault.allowed).raw(".");
      out.raw("</li>");
    }
    out.raw("</ul></div>");
  }
  out.raw("<p>").raw(advice_of(view.status)).raw("</p><p><a class=\"primary\"").href(Href::own("/"));
  out.raw(">Find a therapist</a></p>");
  if (!view.request_id.empty()) {
    out.raw("<p class=\"asof\">Request ").text(view.request_id).raw("</p>");
  }
  out.raw("</article>");
  return layout(site,
                {.title = std::string(heading.view()),
                 .description = {},
                 .section = Section::kNone,
                 .keep_out_of_search_engines = true,
                 .scripts = {}},
                out);
}

}  // namespace stillpoint::http::pages
