#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/message.h"
#include "http/pages/assets.h"
#include "http/pages/markup.h"

namespace stillpoint::http::admin {

/// What stands around a page's content.
struct AdminFrame {
  std::string title{};                      ///< Without the program's name; the content brings its own h1.
  std::string_view section = {};            ///< The path of its entry in the navigation: "/admin/people".
  std::vector<std::string_view> scripts{};  ///< Names of assets, loaded as modules behind the page.
};

/// The frame of the administration's pages: navigation by what the visitor may do, sign-out, a notice of what
/// was just done. Immutable, so thread-safe; cheap to make.
class AdminLayout {
 public:
  /// @param services outlives the layout.
  explicit AdminLayout(const AdminServices& services);

  /// A writer for a page's content.
  [[nodiscard]] pages::HtmlWriter writer() const;
  /// A whole page for somebody who is signed in.
  [[nodiscard]] Response page(const Request& request, const Visitor& visitor, const AdminFrame& frame,
                              const pages::HtmlWriter& content, int status = 200) const;
  /// A whole page for anybody: sign-in, a password link.
  [[nodiscard]] Response page(const AdminFrame& frame, const pages::HtmlWriter& content,
                              int status = 200) const;
  /// An error in words, with its faults. @param visitor null where nobody is signed in.
  [[nodiscard]] Response error(const Request& request, const Visitor* visitor, const Error& error) const;

 private:
  [[nodiscard]] std::string document(const AdminFrame& frame, const Visitor* visitor, std::string_view notice,
                                     const pages::HtmlWriter& content) const;
  const AdminServices& services_;
};

/// Goes on to another page of ours after a form was taken (303). @param notice is shown there, once: one
/// plain sentence; may be empty.
Response see_other(const AdminServices& services, std::string_view path, std::string_view notice = {});

/// The status of a page that shows an error. A wrong password or code in a form is a wrong value, 400: 401
/// would have to name a scheme, for which browsers ask in a window of their own (RFC 9110 15.5.2), and 403 is
/// the gate's.
int page_status(const Error& error);

/// The hidden field that every form that changes state carries.
void csrf_field(pages::HtmlWriter& out, const Visitor& visitor);

/// One field of a form: a label tied to it, a hint, the fault beside it.
struct TextField {
  pages::Markup label = "";
  std::string_view name{};   ///< Its id too.
  std::string_view value{};  ///< As typed before.
  std::string_view type = "text";
  std::string_view autocomplete = "off";
  std::string_view hint{};
  bool required = true;
  const std::vector<Fault>* faults = nullptr;  ///< Those whose `where` is the name are shown.
};
void text_field(pages::HtmlWriter& out, const TextField& field);
/// The faults of a field, in an element that its input names by aria-describedby ("NAME-fault").
void field_faults(pages::HtmlWriter& out, std::string_view name, const std::vector<Fault>& faults);
/// The sentence above a form that could not be taken; nothing where there was none.
void form_problem(pages::HtmlWriter& out, std::string_view message);

}  // namespace stillpoint::http::admin
