#include "http/admin/partner_pages.h"

#include <charconv>
#include <memory>
#include <utility>

#include "app/partners/partners.h"
#include "base/id.h"
#include "base/time_text.h"
#include "http/admin/admin_layout.h"
#include "http/admin/partner_form.h"
#include "http/form.h"

namespace stillpoint::http::admin {
namespace {

using domain::Partner;
using domain::PartnerId;
using domain::PartnerKey;
using domain::PartnerKeyId;
using pages::Href;
using pages::HtmlWriter;
using pages::Markup;

constexpr std::string_view kSection = "/admin/partners";

std::string path_of(PartnerId id) {
  return std::string(kSection) + "/" + print_id(id.value);
}

PartnerId id_in(const Request& request) {
  return {parse_id(request.path_id).value_or(0)};
}

PartnerKeyId key_in(const Request& request) {
  return {request.path_ids.size() < 2 ? 0 : parse_id(request.path_ids[1]).value_or(0)};
}

Markup state_words(domain::PartnerState state) {
  switch (state) {
    case domain::PartnerState::kActive:
      return "active";
    case domain::PartnerState::kSuspended:
      return "suspended";
  }
  return "";
}

/// What a page of a partner shows again after a form could not be taken.
struct PartnerView {
  PartnerForm form{};
  KeyForm key{};
  int status = 200;
};

class PartnerPages {
 public:
  explicit PartnerPages(const AdminServices& services)
      : services_(services), partners_(*services.partners), layout_(services) {}

  [[nodiscard]] Response list(const Request& request, const Visitor& visitor) const {
    return list_with(request, visitor, form_of({}));
  }
  [[nodiscard]] Response create(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response show(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response save(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response set_state(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response make_key(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response rotate_key(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response revoke_key(const Request& request, const Visitor& visitor) const;

 private:
  [[nodiscard]] Response list_with(const Request& request, const Visitor& visitor,
                                   const PartnerForm& form) const;
  [[nodiscard]] Response partner_with(const Request& request, const Visitor& visitor, const Partner& partner,
                                      const PartnerView& view) const;
  [[nodiscard]] Response key_page(const Request& request, const Visitor& visitor, PartnerId partner,
                                  const app::MadePartnerKey& made) const;
  void write_keys(HtmlWriter& out, const Visitor& visitor, const std::vector<PartnerKey>& keys) const;
  void write_key_acts(HtmlWriter& out, const Visitor& visitor, const PartnerKey& key) const;
  void write_state(HtmlWriter& out, const Visitor& visitor, const Partner& partner) const;

  const AdminServices& services_;
  app::Partners& partners_;
  AdminLayout layout_;
};

Response PartnerPages::list_with(const Request& request, const Visitor& visitor,
                                 const PartnerForm& form) const {
  const Result<std::vector<Partner>> partners = partners_.all(visitor.actor);
  if (!partners) return layout_.error(request, &visitor, partners.error());
  HtmlWriter out = layout_.writer();
  out.raw("<h1>Partners</h1><section class=\"panel\"><h2>Who shows the directory</h2>");
  if (partners->empty()) {
    out.raw("<p>Nobody yet.</p>");
  } else {
    out.raw("<div class=\"table\"><table><thead><tr><th>Name</th><th>Origins</th><th>Locked filters</th>");
    out.raw("<th>State</th></tr></thead><tbody>");
    for (const Partner& partner : *partners) {
      out.raw("<tr><td><a")
          .href(Href::path(path_of(partner.id)))
          .raw(">")
          .text(partner.name)
          .raw("</a></td><td>");
      for (const std::string& origin : partner.origins) out.text(origin).raw("<br>");
      out.raw("</td><td>");
      for (const domain::LockedFilter& filter : partner.locked) {
        out.text(filter.name).raw("=").text(filter.value).raw("<br>");
      }
      out.raw("</td><td>").raw(state_words(partner.state)).raw("</td></tr>");
    }
    out.raw("</tbody></table></div>");
  }
  out.raw("</section><section class=\"panel\" id=\"new\"><h2>A new partner</h2>");
  form_problem(out, form.error == nullptr ? "" : form.error->message);
  out.raw("<form method=\"post\"").action(Href::own("/admin/partners")).raw(">");
  csrf_field(out, visitor);
  partner_fields(out, form);
  out.raw("<button class=\"primary\">Register them</button></form></section>");
  return layout_.page(request, visitor, {.title = "Partners", .section = kSection}, out,
                      form.error == nullptr ? 200 : page_status(*form.error));
}

Response PartnerPages::create(const Request& request, const Visitor& visitor) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  PartnerForm typed = read_partner_form(*form);
  const Result<Partner> partner = partners_.register_partner(visitor.actor, typed.terms);
  if (partner) return see_other(services_, path_of(partner->id), "Registered. Make them a key next.");
  typed.error = &partner.error();
  return list_with(request, visitor, typed);
}

void PartnerPages::write_key_acts(HtmlWriter& out, const Visitor& visitor, const PartnerKey& key) const {
  const std::string path = path_of(key.partner) + "/keys/" + print_id(key.id.value);
  const std::string days_id = "days-" + print_id(key.id.value);
  out.raw("<form class=\"inline\" method=\"post\"").action(Href::path(path + "/rotate")).raw(">");
  csrf_field(out, visitor);
  out.raw("<label")
      .attribute("for", days_id)
      .raw(">Old one good for </label><input type=\"number\" name=\"days\" ");
  out.raw("min=\"0\"").attribute("max", app::kRotationDaysMax).attribute("id", days_id);
  out.attribute("value", app::kRotationDaysDefault).raw("> days more <button>Rotate").text(" " + key.hint);
  out.raw("</button></form> <form class=\"inline\" method=\"post\"")
      .action(Href::path(path + "/revoke"))
      .raw(">");
  csrf_field(out, visitor);
  out.raw("<button>Revoke").text(" " + key.hint).raw("</button></form>");
}

void PartnerPages::write_keys(HtmlWriter& out, const Visitor& visitor,
                              const std::vector<PartnerKey>& keys) const {
  const Instant now = services_.site.clock.now();
  if (keys.empty()) {
    out.raw("<p>None yet.</p>");
    return;
  }
  out.raw("<div class=\"table\"><table><thead><tr><th>Key</th><th>Kind</th><th>For</th><th>Scopes</th>");
  out.raw("<th>Standing</th><th>Last used</th><th>Acts</th></tr></thead><tbody>");
  for (const PartnerKey& key : keys) {
    out.raw("<tr><td><code>").text(key.hint).raw("</code></td><td>");
    out.text(domain::kPartnerKeyKindNames[static_cast<std::size_t>(key.kind)])
        .raw("</td><td>")
        .text(key.name);
    out.raw("</td><td>")
        .text(scope_list(key.scopes))
        .raw("</td><td>")
        .text(standing_of(key, now))
        .raw("</td><td>");
    out.text(key.last_used ? print_instant(*key.last_used) : "never").raw("</td><td>");
    if (domain::is_good(key, now)) write_key_acts(out, visitor, key);
    out.raw("</td></tr>");
  }
  out.raw("</tbody></table></div>");
}

void PartnerPages::write_state(HtmlWriter& out, const Visitor& visitor, const Partner& partner) const {
  const bool active = partner.state == domain::PartnerState::kActive;
  out.raw("<section class=\"panel\"><h2>State: ")
      .raw(state_words(partner.state))
      .raw("</h2><form method=\"post\"");
  out.action(Href::path(path_of(partner.id) + "/state")).raw(">");
  csrf_field(out, visitor);
  out.raw("<input type=\"hidden\" name=\"state\"")
      .attribute("value", active ? "suspended" : "active")
      .raw(">");
  text_field(out, {.label = "Why", .name = "reason", .hint = "Stands in the trail.", .required = active});
  out.raw("<button>").raw(active ? Markup("Suspend: refuse all their keys") : Markup("Let them back in"));
  out.raw("</button></form></section>");
}

void write_usage(HtmlWriter& out, const app::PartnerUsageReport& report) {
  out.raw("<section class=\"panel\"><h2>Use of the last days</h2>");
  if (report.days.empty()) {
    out.raw("<p>None.</p></section>");
    return;
  }
  out.raw(
      "<div class=\"table\"><table><thead><tr><th>Day</th><th>Requests</th><th>Errors</th><th>Too fast</th>");
  out.raw("</tr></thead><tbody>");
  for (std::size_t i = 0; i < report.days.size();) {
    domain::PartnerUse sum{.day = report.days[i].day};
    for (; i < report.days.size() && report.days[i].day == sum.day; ++i) {
      sum.requests += report.days[i].requests;
      sum.errors += report.days[i].errors;
      sum.limited += report.days[i].limited;
    }
    out.raw("<tr><td>").text(print_date(sum.day)).raw("</td><td>").number(sum.requests).raw("</td><td>");
    out.number(sum.errors).raw("</td><td>").number(sum.limited).raw("</td></tr>");
  }
  out.raw("</tbody></table></div>");
  if (!report.pages.empty()) {
    out.raw("<h3>Pages that most came from</h3><div class=\"table\"><table><thead><tr><th>Page</th>");
    out.raw("<th>Requests</th></tr></thead><tbody>");
    for (const domain::PartnerPage& page : report.pages) {
      out.raw("<tr><td>").text(page.page.empty() ? "all others" : page.page).raw("</td><td>");
      out.number(page.requests).raw("</td></tr>");
    }
    out.raw("</tbody></table></div>");
  }
  out.raw("</section>");
}

Response PartnerPages::partner_with(const Request& request, const Visitor& visitor, const Partner& partner,
                                    const PartnerView& view) const {
  const Result<std::vector<PartnerKey>> keys = partners_.keys(visitor.actor, partner.id);
  if (!keys) return layout_.error(request, &visitor, keys.error());
  const Result<app::PartnerUsageReport> usage = partners_.usage(visitor.actor, partner.id);
  if (!usage) return layout_.error(request, &visitor, usage.error());
  const std::string path = path_of(partner.id);
  HtmlWriter out = layout_.writer();
  out.raw("<h1>").text(partner.name).raw("</h1><section class=\"panel\"><h2>Keys</h2>");
  write_keys(out, visitor, *keys);
  out.raw("<h3 id=\"new-key\">A new key</h3>");
  form_problem(out, view.key.error == nullptr ? "" : view.key.error->message);
  out.raw("<form method=\"post\"").action(Href::path(path + "/keys")).raw(">");
  csrf_field(out, visitor);
  key_fields(out, view.key);
  out.raw("<button class=\"primary\">Make the key</button></form></section>");
  write_usage(out, *usage);
  out.raw("<section class=\"panel\"><h2>Who they are, and what they show</h2>");
  form_problem(out, view.form.error == nullptr ? "" : view.form.error->message);
  out.raw("<form method=\"post\"").action(Href::path(path)).raw(">");
  csrf_field(out, visitor);
  out.raw("<input type=\"hidden\" name=\"version\"").attribute("value", partner.version).raw(">");
  partner_fields(out, view.form);
  out.raw("<button class=\"primary\">Save</button></form></section>");
  write_state(out, visitor, partner);
  out.raw("<p><a").href(Href::own("/admin/partners")).raw(">All partners</a></p>");
  return layout_.page(request, visitor, {.title = partner.name, .section = kSection}, out, view.status);
}

Response PartnerPages::show(const Request& request, const Visitor& visitor) const {
  const Result<Partner> partner = partners_.find(visitor.actor, id_in(request));
  if (!partner) return layout_.error(request, &visitor, partner.error());
  return partner_with(request, visitor, *partner, {.form = form_of(app::terms_of(*partner))});
}

Response PartnerPages::save(const Request& request, const Visitor& visitor) const {
  const Result<Partner> partner = partners_.find(visitor.actor, id_in(request));
  if (!partner) return layout_.error(request, &visitor, partner.error());
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  const std::string typed = form->trimmed("version");
  std::int64_t version = 0;
  std::from_chars(typed.data(), typed.data() + typed.size(), version);
  PartnerView view{.form = read_partner_form(*form)};
  const Result<Partner> saved = partners_.edit(visitor.actor, partner->id, version, view.form.terms);
  if (saved) return see_other(services_, path_of(partner->id), "Saved.");
  view.form.error = &saved.error();
  view.status = page_status(saved.error());
  return partner_with(request, visitor, *partner, view);
}

Response PartnerPages::set_state(const Request& request, const Visitor& visitor) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  const bool suspends = form->text("state") == "suspended";
  const Result<Partner> saved = partners_.set_state(
      visitor.actor, id_in(request),
      suspends ? domain::PartnerState::kSuspended : domain::PartnerState::kActive, form->trimmed("reason"));
  if (!saved) return layout_.error(request, &visitor, saved.error());
  return see_other(
      services_, path_of(saved->id),
      suspends ? "Suspended: all their keys are refused from now on." : "Their keys work again.");
}

Response PartnerPages::key_page(const Request& request, const Visitor& visitor, PartnerId partner,
                                const app::MadePartnerKey& made) const {
  HtmlWriter out = layout_.writer();
  out.raw("<article class=\"entry\"><h1>The key ")
      .text(made.key.hint)
      .raw("</h1><p>It is shown this once; only a ");
  out.raw("digest of it is kept. Give it to the partner by a way that only they can read");
  if (made.key.kind == domain::PartnerKeyKind::kPublishable) {
    out.raw(", though in their pages everybody will read it: it works from their origins only");
  }
  out.raw(".</p><p><code id=\"key\">")
      .text(made.text)
      .raw("</code></p><p><a")
      .href(Href::path(path_of(partner)));
  out.raw(">Back to the partner</a></p></article>");
  return layout_.page(request, visitor, {.title = "A key", .section = kSection}, out);
}

Response PartnerPages::make_key(const Request& request, const Visitor& visitor) const {
  const Result<Partner> partner = partners_.find(visitor.actor, id_in(request));
  if (!partner) return layout_.error(request, &visitor, partner.error());
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  PartnerView view{.form = form_of(app::terms_of(*partner)), .key = read_key_form(*form)};
  Result<app::MadePartnerKey> made = partners_.make_key(visitor.actor, partner->id, view.key.wanted);
  if (made) return key_page(request, visitor, partner->id, *made);
  Error error = std::move(made).error();
  for (Fault& fault : error.faults) {
    if (fault.where == "name") fault.where = "key-name";  // the partner's own name has a field here, too
  }
  view.key.error = &error;
  view.status = page_status(error);
  return partner_with(request, visitor, *partner, view);
}

Response PartnerPages::rotate_key(const Request& request, const Visitor& visitor) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  const Result<app::MadePartnerKey> made = partners_.rotate_key(
      visitor.actor, id_in(request), key_in(request), whole_number(form->trimmed("days")));
  if (!made) return layout_.error(request, &visitor, made.error());
  return key_page(request, visitor, id_in(request), *made);
}

Response PartnerPages::revoke_key(const Request& request, const Visitor& visitor) const {
  const Result<void> revoked = partners_.revoke_key(visitor.actor, id_in(request), key_in(request));
  if (!revoked) return layout_.error(request, &visitor, revoked.error());
  return see_other(services_, path_of(id_in(request)), "Revoked: the key is refused from now on.");
}

}  // namespace

std::vector<Route> partner_page_routes(const AdminServices& services, const Gate& gate) {
  if (services.partners == nullptr) return {};
  const auto own = std::make_shared<const PartnerPages>(services);
  const auto page = [&](Response (PartnerPages::*method)(const Request&, const Visitor&) const) {
    return gate.page(app::Permission::kManagePartners,
                     [own, method](const Request& request, const Visitor& visitor) {
                       return ((*own).*method)(request, visitor);
                     });
  };
  return {
      {"GET", "/admin/partners", page(&PartnerPages::list), false},
      {"POST", "/admin/partners", page(&PartnerPages::create), false},
      {"GET", "/admin/partners/{id}", page(&PartnerPages::show), false},
      {"POST", "/admin/partners/{id}", page(&PartnerPages::save), false},
      {"POST", "/admin/partners/{id}/state", page(&PartnerPages::set_state), false},
      {"POST", "/admin/partners/{id}/keys", page(&PartnerPages::make_key), false},
      {"POST", "/admin/partners/{id}/keys/{key}/rotate", page(&PartnerPages::rotate_key), false},
      {"POST", "/admin/partners/{id}/keys/{key}/revoke", page(&PartnerPages::revoke_key), false},
  };
}

}  // namespace stillpoint::http::admin
