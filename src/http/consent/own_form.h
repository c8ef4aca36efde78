#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/field_table.h"
#include "document/flat_document.h"
#include "domain/practitioner.h"
#include "http/message.h"
#include "http/pages/layout.h"
#include "http/pages/markup.h"

namespace stillpoint::http::consent {

/// The fields of the record that its person writes: those of the one table of fields, less what others
/// establish.
const std::vector<document::FieldRule>& own_fields();

/// What stands in the form.
struct OwnForm {
  std::vector<document::FlatField> fields{};
  std::int64_t version = 0;     ///< Of the record that was looked at.
  std::vector<Fault> faults{};  ///< Each at a field's path.
};

/// The form filled in from a record.
OwnForm form_of(const domain::Practitioner& record, const domain::Vocabulary& vocabulary);

/// The form as it was sent back: fields of no rule are left out.
OwnForm form_of(const std::vector<Parameter>& sent);

/// Reads the record's own parts from the form, by the reader of documents.
/// @param record whose form it is. @return kInvalid with a fault at each wrong field.
Result<domain::Practitioner> read_form(const OwnForm& form, const domain::Practitioner& record,
                                       const domain::Vocabulary& vocabulary, Date today);

/// Writes the form's fields, each with its label, its hint and what is wrong with it.
void write_form(pages::HtmlWriter& out, const OwnForm& form, const pages::Site& site);

}  // namespace stillpoint::http::consent
