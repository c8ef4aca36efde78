#include "http/admin/photo_admin.h"

#include <string>
#include <utility>

#include "app/consent/photos.h"
#include "http/consent/photo_handlers.h"
#include "http/form.h"
#include "http/pages/words.h"
#include "http/problem.h"

namespace stillpoint::http::admin {
namespace {

using app::Permission;
using pages::Href;
using pages::HtmlWriter;

std::string page_of(domain::PractitionerId id) {
  return "/admin/practitioners/" + print_id(id.value);
}

domain::PractitionerId id_in(const Request& request) {
  return {parse_id(request.path_id).value_or(0)};
}

/// The picture that a request brings: a form's file, or the body itself.
Result<std::string> brought(const Request& request) {
  if (request.parts.empty()) return request.body;
  const Result<Form> form = Form::read(request);
  if (!form) return form.error();
  const Part* const file = form->file("photo");
  return file == nullptr ? std::string() : file->content;
}

}  // namespace

void photo_panel(HtmlWriter& out, const AdminServices& services, const Visitor& visitor,
                 const domain::Practitioner& practitioner) {
  const auto photos = services.site.photos->of({practitioner.id});
  const bool has_one = photos && !photos->empty();
  const bool may_edit = app::permits(visitor.actor.roles, Permission::kEditRegister);
  if (!has_one && !may_edit) return;
  const std::string path = page_of(practitioner.id) + "/photo";
  out.raw("<section class=\"panel\" id=\"picture\"><h2>Picture</h2>");
  if (has_one) {
    const domain::Photo& photo = photos->front();
    out.raw("<p><img class=\"portrait\" width=\"96\" height=\"96\"").src(Href::path(path));
    out.attribute("alt", "Portrait of " + practitioner.name.display)
        .raw("></p><p class=\"small\">Brought by ");
    out.text(photo.actor).raw(", ").text(pages::print_moment(photo.stored)).raw(".</p>");
  }
  if (may_edit) {
    out.raw("<form method=\"post\" enctype=\"multipart/form-data\"").action(Href::path(path)).raw(">");
    csrf_field(out, visitor);
    out.raw(
        "<div class=\"field\"><label for=\"photo\">PNG or JPEG, at most 2 MiB</label><input type=\"file\" "
        "id=\"photo\" name=\"photo\" required accept=\"image/png,image/jpeg\" "
        "aria-describedby=\"photo-hint\"><p "
        "class=\"hint\" id=\"photo-hint\">Only with their consent: whoever brings it answers for that. Where "
        "and "
        "with what it was taken is removed from the file.</p></div><p class=\"actions\"><button>");
    out.raw(has_one ? pages::Markup("Put it in the place of this one") : pages::Markup("Bring the picture"));
    out.raw("</button></p></form>");
  }
  if (has_one && may_edit) {
    out.raw("<form method=\"post\"").action(Href::path(path + "/remove")).raw(">");
    csrf_field(out, visitor);
    out.raw("<p class=\"actions\"><button>Take the picture away</button></p></form>");
  }
  out.raw("</section>");
}

std::vector<Route> photo_admin_routes(const AdminServices& services, const Gate& gate) {
  const app::Photos& photos = *services.site.photos;
  const auto look = [&photos](const Request& request, const Visitor& visitor) {
    return photos.look(visitor.actor, id_in(request));
  };
  const auto put = [&photos](const Request& request, const Visitor& visitor) -> Result<void> {
    const Result<std::string> content = brought(request);
    if (!content) return content.error();
    return photos.put(visitor.actor, id_in(request), *content);
  };
  const auto answer = [](const Result<void>& done) {
    return done ? Response{.status = 204} : problem(done.error());
  };
  const auto told = [&services](const Request& request, const Visitor& visitor, const Result<void>& done,
                                std::string_view notice) {
    if (done) return see_other(services, page_of(id_in(request)), notice);
    return AdminLayout(services).error(request, &visitor, done.error());
  };
  const std::string page = "/admin/practitioners/{id}/photo";
  const std::string api = "/v1/admin/practitioners/{id}/photo";
  return {
      {"GET", page,
       gate.page(Permission::kReadDirectory,
                 [&services, look](const Request& request, const Visitor& visitor) {
                   const auto shown = look(request, visitor);
                   if (shown) return consent::picture_response(*shown);
                   return AdminLayout(services).error(request, &visitor, shown.error());
                 })},
      {"POST", page,
       gate.page(Permission::kEditRegister,
                 [put, told](const Request& request, const Visitor& visitor) {
                   return told(request, visitor, put(request, visitor), "The picture is saved.");
                 }),
       true, kFileBytesMax},
      {"POST", page + "/remove",
       gate.page(Permission::kEditRegister,
                 [&photos, told](const Request& request, const Visitor& visitor) {
                   return told(request, visitor, photos.remove(visitor.actor, id_in(request)),
                               "The picture is gone.");
                 })},
      {"GET", api,
       gate.api(Permission::kReadDirectory,
                [look](const Request& request, const Visitor& visitor) {
                  const auto shown = look(request, visitor);
                  return shown ? consent::picture_response(*shown) : problem(shown.error());
                })},
      {"PUT", api,
       gate.api(Permission::kEditRegister,
                [put, answer](const Request& request, const Visitor& visitor) {
                  return answer(put(request, visitor));
                }),
       true, kFileBytesMax},
      {"DELETE", api,
       gate.api(Permission::kEditRegister,
                [&photos, answer](const Request& request, const Visitor& visitor) {
                  return answer(photos.remove(visitor.actor, id_in(request)));
                })},
  };
}

}  // namespace stillpoint::http::admin
