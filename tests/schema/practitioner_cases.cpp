// Prints documents that a validator of JSON Schema is to accept or refuse, one case per line:
//   {"why": "...", "valid": true, "document": {...}}
// They are those of the reader's own tests, and what the writer makes of invented people for each audience.
#include <cstdio>
#include <string>

#include "base/time_text.h"
#include "document/json_writer.h"
#include "document/practitioner_reader.h"
#include "document/practitioner_writer.h"
#include "document/whole_document.h"
#include "document/wrong_documents.h"
#include "intake/generator.h"
#include "intake/places_table.h"
#include "seed/embedded_seed.h"
#include "support/seed_vocabulary.h"

namespace {

using namespace stillpoint;            // NOLINT(google-build-using-namespace): a program of its own
using namespace stillpoint::document;  // NOLINT(google-build-using-namespace): likewise

void print(std::string_view why, bool valid, std::string_view document) {
  std::string line;
  JsonWriter json(line);
  json.begin_object();
  json.member("why", why);
  json.member("valid", valid);
  json.key("document");
  json.raw(document);
  json.end_object();
  std::printf("%s\n", line.c_str());
}

std::string_view cities() {
  for (const EmbeddedFile& file : seed::embedded_files()) {
    if (file.name == "places/cities.tsv") return file.content;
  }
  return {};
}

}  // namespace

int main() {
  const domain::Vocabulary& vocabulary = support::seed_vocabulary();
  const auto practitioner = read_practitioner(kWholeDocument, vocabulary, {.trusted = true});
  if (!practitioner) return 1;
  const Instant now = *parse_instant("2026-11-22T10:00:00Z");
  print("everything there is", true, kWholeDocument);
  print("the public answer", true,
        write_practitioner(*practitioner, vocabulary, {.audience = Audience::kPublic, .now = now}));
  const auto places = intake::PlacesTable::read(cities());
  if (!places) return 1;
  constexpr std::int64_t kGenerated = 200;
  intake::generate({.count = kGenerated,
                    .seed = 1,
                    .today = std::chrono::floor<std::chrono::days>(now),
                    .vocabulary = vocabulary,
                    .places = *places},
                   [&](const domain::Practitioner& one) {
                     for (const Audience audience : {Audience::kExport, Audience::kPublic}) {
                       print(one.name.display, true,
                             write_practitioner(one, vocabulary, {.audience = audience, .now = now}));
                     }
                   });
  print("hardly anything", true, document_with(R"("about":"Quiet.")"));
  for (const Wrong& wrong : kOfTheWrongShape) print(wrong.why, false, document_with(wrong.members));
  print("no name", false, R"({"id":"3v8k0q7m2x1c"})");
  print("nothing that tells it from another", false, R"({"name":{"display":"Ana"}})");
  print("a list", false, "[]");
  return 0;
}
