#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/verifying/verifying_desk.h"
#include "http/admin/admin_layout.h"
#include "http/admin/verifying_fields.h"

namespace stillpoint::http::admin {

/// What a form was given and what is wrong with it; empty for one that nobody sent yet.
struct SentForm {
  FieldText fields = [](std::string_view) { return std::string(); };
  const Error* error = nullptr;
  [[nodiscard]] const std::vector<Fault>& faults() const;
};

/// What waits, as a table with its filters.
struct QueueView {
  const domain::WorkList& list;
  domain::WorkFilter filter{};
  const std::vector<domain::Account>& verifiers;
  bool may_work = false;  ///< Takes work on and closes it.
};
void queue_table(pages::HtmlWriter& out, const QueueView& view, const Visitor& visitor,
                 const domain::Vocabulary& vocabulary);

/// One certificate or licence: what is on record, its history with private notes, and the forms.
struct SubjectView {
  const app::VerifyingSubject& subject;
  SentForm check{};
  SentForm standing{};
  bool may_check = false;
  bool may_change = false;
  Instant now{};
};
void subject_facts(pages::HtmlWriter& out, const SubjectView& view, const domain::Vocabulary& vocabulary);
void subject_history(pages::HtmlWriter& out, const SubjectView& view);
void check_form(pages::HtmlWriter& out, const SubjectView& view, const Visitor& visitor);
void standing_form(pages::HtmlWriter& out, const SubjectView& view, const Visitor& visitor);

/// The address of a certificate's or licence's page.
std::string subject_path(domain::PractitionerId practitioner, domain::CredentialId credential,
                         domain::LicenceId licence);

}  // namespace stillpoint::http::admin
