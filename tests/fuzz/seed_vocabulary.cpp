#include "fuzz/seed_vocabulary.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "document/vocabulary_reader.h"
#include "seed/embedded_seed.h"

namespace stillpoint::fuzz {
namespace {

domain::Vocabulary read() {
  Result<domain::VocabularyRows> rows = document::read_vocabulary(seed::embedded_files());
  if (rows) {
    Result<domain::Vocabulary> vocabulary = domain::Vocabulary::make(std::move(rows).value());
    if (vocabulary) return std::move(vocabulary).value();
  }
  std::fputs("fuzz: the seed vocabulary cannot be read\n", stderr);
  std::abort();
}

}  // namespace

const domain::Vocabulary& seed_vocabulary() {
  static const domain::Vocabulary vocabulary = read();
  return vocabulary;
}

}  // namespace stillpoint::fuzz
