#pragma once

#include <span>

#include "base/embedded_file.h"
#include "base/result.h"
#include "domain/vocabulary.h"

namespace stillpoint::document {

struct VocabularyOptions {
  /// Adds the invented schools, accreditors, issuers and credential types of the demonstration.
  bool with_demo_registry = false;
};

/// Reads the vocabularies that come with the program, from the files of the folder `seed/`
/// ("professions.json" and so on; others are passed over). Whether keys are unique and references resolve is
/// Vocabulary::make's question. Thread-safe; takes milliseconds.
/// @return kInternal, with the file's name and a fault for each wrong place, where a file is missing, not of
/// its shape, or has a row without origin and day of reading.
Result<domain::VocabularyRows> read_vocabulary(std::span<const EmbeddedFile> files,
                                               const VocabularyOptions& options = {});

}  // namespace stillpoint::document
