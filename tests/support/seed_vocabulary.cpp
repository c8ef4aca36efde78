#include "support/seed_vocabulary.h"

#include <cstdio>
#include <cstdlib>

#include "document/vocabulary_reader.h"
#include "seed/embedded_seed.h"

namespace stillpoint::support {
namespace {

domain::Vocabulary make() {
  auto rows = document::read_vocabulary(seed::embedded_files(), {.with_demo_registry = true});
  if (!rows) {
    std::fprintf(stderr, "%s\n", rows.error().message.c_str());
    std::abort();
  }
  auto vocabulary = domain::Vocabulary::make(std::move(rows).value());
  if (!vocabulary) {
    for (const Fault& fault : vocabulary.error().faults) {
      std::fprintf(stderr, "%s: %s\n", fault.where.c_str(), fault.what.c_str());
    }
    std::abort();
  }
  return std::move(vocabulary).value();
}

}  // namespace

const domain::Vocabulary& seed_vocabulary() {
  static const domain::Vocabulary kVocabulary = make();
  return kVocabulary;
}

}  // namespace stillpoint::support
