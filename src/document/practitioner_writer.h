#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/clock.h"
#include "document/json_writer.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"

namespace stillpoint::document {

enum class Audience : std::uint8_t {
  kExport,  ///< An operator: everything on record, and nothing that is derived.
  kPublic,  ///< Anyone. See write_practitioner.
};

struct WriteOptions {
  Audience audience = Audience::kPublic;
  /// When the summary of reviews is asked for. Unused for an export.
  Instant now{};
  /// What a partner keeps a copy of: without the summary of reviews, which is other tomorrow though nothing
  /// changes. Unused for an export.
  bool is_copy = false;
  bool with_contact = true;  ///< Telephone, pages, picture; unused for an export.
  /// Where the verdict on a credential is; nothing, or an empty answer: none is written. Unused for an
  /// export.
  std::function<std::string(const domain::Credential&)> verify_url{};
};

/// Writes a practitioner document: compact JSON, members in one canonical order, what is not on record left
/// out. An export reads back, trusted, as the same practitioner, and that one writes the same bytes.
///
/// The public document lacks what is private: mail, mailing address, basis of listing, demotion, external ids
/// but the public NPI, reviewers, the conditions beside a review's words, reviews that are not published or
/// only claimed; and of a location that is published as an area its street and postal code. Coordinates are
/// those of published_point. It has, beyond an export: training_hours, reviews_summary, dates.verified, and
/// where `verify_url` tells one, each credential's. Thread-safe.
std::string write_practitioner(const domain::Practitioner& practitioner, const domain::Vocabulary& vocabulary,
                               const WriteOptions& options);

/// The same, appended to what a string holds: for whoever writes many.
void append_practitioner(std::string& out, const domain::Practitioner& practitioner,
                         const domain::Vocabulary& vocabulary, const WriteOptions& options);

/// The document's members alone, into an object that the caller has begun and may add to: a profile adds url
/// and checklist.
void write_members(JsonWriter& json, const domain::Practitioner& practitioner,
                   const domain::Vocabulary& vocabulary, const WriteOptions& options);

}  // namespace stillpoint::document
