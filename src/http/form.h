#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace stillpoint::http {

/// The fields of a sent form, whichever of the two ways it came. Texts are UTF-8; line ends are "\n".
class Form {
 public:
  /// Reads application/x-www-form-urlencoded from the body, or multipart/form-data from the parts.
  /// @return kInvalid with one sentence: another type, a broken escape, too many fields, no UTF-8.
  static Result<Form> read(const Request& request);

  /// The first value of a field, as typed; empty where there is none. It lives as long as the form.
  [[nodiscard]] std::string_view text(std::string_view name) const;
  /// The same without white space around it.
  [[nodiscard]] std::string trimmed(std::string_view name) const;
  /// Every value of a field: ticked boxes.
  [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
  /// Whether the field was sent: a ticked box, a pressed button.
  [[nodiscard]] bool has(std::string_view name) const;
  /// In the order of the form, for showing it again.
  [[nodiscard]] const std::vector<Parameter>& fields() const { return fields_; }
  /// The file of a field; null where none was chosen. It lives as long as the request.
  [[nodiscard]] const Part* file(std::string_view name) const;

 private:
  std::vector<Parameter> fields_;
  std::vector<const Part*> files_;
};

}  // namespace stillpoint::http
