#include "http/admin/hook_pages.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "app/following/edit_hooks.h"
#include "app/partners/partners.h"
#include "http/admin/admin_layout.h"
#include "http/form.h"
#include "http/pages/words.h"

namespace stillpoint::http::admin {
namespace {

using domain::HookDelivery;
using domain::HookEndpoint;
using domain::HookEndpointId;
using domain::PartnerId;
using pages::Href;
using pages::HtmlWriter;
using pages::Markup;

constexpr std::string_view kSection = "/admin/webhooks";
constexpr std::size_t kDeliveriesShown = 200;

/// A form that could not be taken, to be shown again.
struct TypedHook {
  std::string partner{};
  std::string url{};
  std::vector<Fault> faults{};
};

HookEndpointId id_in(const Request& request) {
  return {parse_id(request.path_id).value_or(0)};
}

std::string act_path(HookEndpointId id, std::string_view act) {
  return std::string(kSection) + "/" + print_id(id.value) + "/" + std::string(act);
}

/// A form that is a button. @param about what it is about, for who hears the page only.
void button(HtmlWriter& out, const Visitor& visitor, const std::string& path, Markup words,
            std::string_view about) {
  out.raw("<form method=\"post\"").action(Href::path(path)).raw(">");
  csrf_field(out, visitor);
  out.raw("<button>").raw(words).raw("<span class=\"out-of-sight\">: ").text(about);
  out.raw("</span></button></form>");
}

/// The pages. Immutable, so thread-safe.
class HookPages {
 public:
  explicit HookPages(const AdminServices& services)
      : services_(services),
        edit_(*services.edit_hooks),
        hooks_(*services.hooks),
        partners_(*services.partners),
        layout_(services) {}

  [[nodiscard]] Response list(const Request& request, const Visitor& visitor) const {
    return list_with(request, visitor, {});
  }
  [[nodiscard]] Response add(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response rotate(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response stop(const Request& request, const Visitor& visitor) const {
    return done(request, visitor, edit_.set_stopped(visitor.actor, id_in(request), true),
                "Nothing is sent there any more; what comes up waits.");
  }
  [[nodiscard]] Response start(const Request& request, const Visitor& visitor) const {
    return done(request, visitor, edit_.set_stopped(visitor.actor, id_in(request), false),
                "What waited is sent now.");
  }
  [[nodiscard]] Response remove(const Request& request, const Visitor& visitor) const {
    return done(request, visitor, edit_.remove(visitor.actor, id_in(request)),
                "The webhook is gone, with everything that waited for it.");
  }
  [[nodiscard]] Response replay(const Request& request, const Visitor& visitor) const;

 private:
  using Names = std::map<PartnerId, std::string>;
  [[nodiscard]] Response done(const Request& request, const Visitor& visitor, const Result<void>& result,
                              std::string_view notice) const {
    if (!result) return layout_.error(request, &visitor, result.error());
    return see_other(services_, kSection, notice);
  }
  [[nodiscard]] Response list_with(const Request& request, const Visitor& visitor,
                                   const TypedHook& typed) const;
  [[nodiscard]] Response secret_page(const Request& request, const Visitor& visitor,
                                     const HookEndpoint& endpoint, bool is_new) const;
  static void write_form(HtmlWriter& out, const Visitor& visitor, const Names& names, const TypedHook& typed);
  static void write_endpoint(HtmlWriter& out, const Visitor& visitor, const HookEndpoint& endpoint,
                             std::string_view partner);
  static void write_delivery(HtmlWriter& out, const Visitor& visitor, const HookDelivery& delivery,
                             std::string_view to);

  const AdminServices& services_;
  const app::EditHooks& edit_;
  const domain::HookStore& hooks_;
  const app::Partners& partners_;
  AdminLayout layout_;
};

void HookPages::write_form(HtmlWriter& out, const Visitor& visitor, const Names& names,
                           const TypedHook& typed) {
  out.raw("<form method=\"post\" class=\"panel\"").action(Href::own("/admin/webhooks"));
  out.raw("><h2>Tell a partner</h2>");
  csrf_field(out, visitor);
  if (!typed.faults.empty()) form_problem(out, "The webhook was not added.");
  out.raw(
      "<div class=\"field\"><label for=\"partner\">Partner</label><select id=\"partner\" name=\"partner\">");
  for (const auto& [id, name] : names) {
    const std::string value = print_id(id.value);
    out.raw("<option").attribute("value", value).flag("selected", value == typed.partner).raw(">");
    out.text(name).raw("</option>");
  }
  out.raw("</select></div>");
  text_field(out, {.label = "Address",
                   .name = "url",
                   .value = typed.url,
                   .type = "url",
                   .hint = "https://, a server on the internet. It is shown to owners only.",
                   .faults = &typed.faults});
  out.raw("<p class=\"acts\"><button class=\"primary\">Add it and show its secret</button></p></form>");
}

void HookPages::write_endpoint(HtmlWriter& out, const Visitor& visitor, const HookEndpoint& endpoint,
                               std::string_view partner) {
  out.raw("<tr><td>").text(partner).raw("</td><td>").text(endpoint.url).raw("</td><td>");
  if (endpoint.stopped) {
    out.raw("stopped ").text(pages::print_moment(*endpoint.stopped)).raw(". ").text(endpoint.stopped_because);
  } else if (endpoint.last_sent) {
    out.raw("last took something ").text(pages::print_moment(*endpoint.last_sent));
  } else {
    out.raw("has taken nothing yet");
  }
  out.raw("</td><td>");
  button(out, visitor, act_path(endpoint.id, "secret"), "New secret", endpoint.url);
  if (endpoint.stopped) {
    button(out, visitor, act_path(endpoint.id, "start"), "Send again", endpoint.url);
  } else {
    button(out, visitor, act_path(endpoint.id, "stop"), "Stop", endpoint.url);
  }
  button(out, visitor, act_path(endpoint.id, "remove"), "Remove", endpoint.url);
  out.raw("</td></tr>");
}

void HookPages::write_delivery(HtmlWriter& out, const Visitor& visitor, const HookDelivery& delivery,
                               std::string_view to) {
  out.raw("<tr><td>").text(to).raw("</td><td>");
  out.text(domain::kHookEventNames.at(static_cast<std::size_t>(delivery.event))).raw("</td><td><code>");
  out.text(delivery.message).raw("</code></td><td>").text(pages::print_moment(delivery.queued));
  out.raw("</td><td>").number(delivery.attempts).raw("</td><td>");
  out.text(delivery.last_error.empty() ? std::string_view("none yet")
                                       : std::string_view(delivery.last_error));
  out.raw("</td><td>");
  if (delivery.given_up) {
    out.raw("given up");
  } else {
    out.text(pages::print_moment(delivery.next_attempt));
  }
  out.raw("</td><td>");
  button(out, visitor, std::string(kSection) + "/replay/" + std::to_string(delivery.id), "Send again",
         delivery.message);
  out.raw("</td></tr>");
}

Response HookPages::list_with(const Request& request, const Visitor& visitor, const TypedHook& typed) const {
  const Result<std::vector<domain::Partner>> partners = partners_.all(visitor.actor);
  if (!partners) return layout_.error(request, &visitor, partners.error());
  const Result<std::vector<HookEndpoint>> endpoints = hooks_.endpoints();
  if (!endpoints) return layout_.error(request, &visitor, endpoints.error());
  const Result<std::vector<HookDelivery>> troubled = hooks_.troubled(kDeliveriesShown);
  if (!troubled) return layout_.error(request, &visitor, troubled.error());
  Names names;
  for (const domain::Partner& partner : *partners) names[partner.id] = partner.name;
  std::map<HookEndpointId, std::string> urls;
  for (const HookEndpoint& endpoint : *endpoints) urls[endpoint.id] = endpoint.url;
  HtmlWriter out = layout_.writer();
  out.raw(
      "<h1>Webhooks</h1><p class=\"lead\">Partners are told here, within seconds, that a certificate was "
      "suspended, revoked or reinstated, or that a listing was withdrawn. Who does not take a message is "
      "asked "
      "again for three days.</p>");
  if (endpoints->empty()) {
    out.raw("<p>Nobody is told yet.</p>");
  } else {
    out.raw(
        "<div class=\"scroll\"><table><caption>Where partners are told</caption><thead><tr><th "
        "scope=\"col\">Partner</th><th scope=\"col\">Address</th><th scope=\"col\">State</th><th "
        "scope=\"col\">Act</th></tr></thead><tbody>");
    for (const HookEndpoint& endpoint : *endpoints) {
      write_endpoint(out, visitor, endpoint, names[endpoint.partner]);
    }
    out.raw("</tbody></table></div>");
  }
  if (!troubled->empty()) {
    out.raw(
        "<div class=\"scroll\"><table><caption>Messages that were given up, failed, or "
        "wait</caption><thead><tr><th scope=\"col\">To</th><th scope=\"col\">Event</th><th "
        "scope=\"col\">Message</th><th scope=\"col\">Queued</th><th scope=\"col\">Attempts</th><th "
        "scope=\"col\">Last answer</th><th scope=\"col\">Next attempt</th><th "
        "scope=\"col\">Act</th></tr></thead><tbody>");
    for (const HookDelivery& delivery : *troubled) {
      write_delivery(out, visitor, delivery, urls[delivery.endpoint]);
    }
    out.raw("</tbody></table></div>");
  }
  if (names.empty()) {
    out.raw("<p>There is no partner yet: <a").href(Href::own("/admin/partners"));
    out.raw(">register one</a> first.</p>");
  } else {
    write_form(out, visitor, names, typed);
  }
  return layout_.page(request, visitor, {.title = "Webhooks", .section = kSection}, out,
                      typed.faults.empty() ? 200 : 400);
}

Response HookPages::secret_page(const Request& request, const Visitor& visitor, const HookEndpoint& endpoint,
                                bool is_new) const {
  HtmlWriter out = layout_.writer();
  out.raw("<article class=\"entry\"><h1>The secret of a webhook</h1><p>It signs what is sent to ");
  out.text(endpoint.url);
  out.raw(
      " and is shown this once. Give it to the partner by a way that only they can read: whoever has it can "
      "make messages that look like ours.</p><p><code id=\"secret\">");
  out.text(endpoint.secret).raw("</code></p>");
  if (!is_new) {
    out.raw("<p>Until ").text(pages::print_moment(endpoint.previous_until.value_or(endpoint.created)));
    out.raw(" the secret before signs beside it, so that no message is refused meanwhile.</p>");
  }
  out.raw("<p><a").href(Href::own("/admin/webhooks")).raw(">Back to the webhooks</a></p></article>");
  return layout_.page(request, visitor, {.title = "The secret of a webhook", .section = kSection}, out);
}

Response HookPages::add(const Request& request, const Visitor& visitor) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  TypedHook typed{.partner = form->trimmed("partner"), .url = form->trimmed("url")};
  const PartnerId partner{parse_id(typed.partner).value_or(0)};
  if (const auto known = partners_.find(visitor.actor, partner); !known) {
    return layout_.error(request, &visitor, known.error());
  }
  Result<HookEndpoint> added = edit_.add(visitor.actor, partner, typed.url);
  if (added) return secret_page(request, visitor, *added, true);
  if (added.error().faults.empty()) return layout_.error(request, &visitor, added.error());
  typed.faults = std::move(added).error().faults;
  return list_with(request, visitor, typed);
}

Response HookPages::rotate(const Request& request, const Visitor& visitor) const {
  const Result<HookEndpoint> rotated = edit_.rotate(visitor.actor, id_in(request));
  if (!rotated) return layout_.error(request, &visitor, rotated.error());
  return secret_page(request, visitor, *rotated, false);
}

Response HookPages::replay(const Request& request, const Visitor& visitor) const {
  std::int64_t id = 0;
  const std::string& text = request.path_id;
  std::from_chars(text.data(), text.data() + text.size(), id);
  return done(request, visitor, edit_.replay(visitor.actor, id), "It is sent again now.");
}

}  // namespace

std::vector<Route> hook_page_routes(const AdminServices& services, const Gate& gate) {
  if (services.edit_hooks == nullptr || services.partners == nullptr) return {};
  const auto pages = std::make_shared<const HookPages>(services);
  const auto route = [&](const char* method, const char* pattern,
                         Response (HookPages::*handler)(const Request&, const Visitor&) const) {
    return Route{.method = method,
                 .pattern = pattern,
                 .handler = gate.page(app::Permission::kManagePartners,
                                      [pages, handler](const Request& request, const Visitor& visitor) {
                                        return ((*pages).*handler)(request, visitor);
                                      })};
  };
  return {route("GET", "/admin/webhooks", &HookPages::list),
          route("POST", "/admin/webhooks", &HookPages::add),
          route("POST", "/admin/webhooks/{id}/secret", &HookPages::rotate),
          route("POST", "/admin/webhooks/{id}/stop", &HookPages::stop),
          route("POST", "/admin/webhooks/{id}/start", &HookPages::start),
          route("POST", "/admin/webhooks/{id}/remove", &HookPages::remove),
          route("POST", "/admin/webhooks/replay/{id}", &HookPages::replay)};
}

}  // namespace stillpoint::http::admin
