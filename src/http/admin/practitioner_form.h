#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/register.h"
#include "http/admin/admin_layout.h"
#include "http/admin/record_form.h"

namespace stillpoint::http::admin {

/// The parts of a practitioner's form, in their order.
std::span<const FormSection> practitioner_sections();

/// What stands around the fields of a practitioner's form.
struct PractitionerForm {
  std::string path{};         ///< Where the form goes.
  std::int64_t version = 0;   ///< Of the record that it shows; 0: a new one.
  std::string base{};         ///< The record's document as it was when the form began.
  std::string legacy_urls{};  ///< One on a line.
  std::string reason{};
  std::string news{};  ///< Above the form: that somebody else saved meanwhile; may be empty.
  std::vector<domain::LikelySame> likely_same{};
};
void write_practitioner_form(pages::HtmlWriter& out, const Visitor& visitor, const PractitionerForm& form,
                             const RecordForm& record);

}  // namespace stillpoint::http::admin
