// Prints documents that a validator of JSON Schema is to accept or refuse, one case per line:
//   {"why": "...", "valid": true, "document": {...}}
// They are those of the reader's own tests, and what the writer makes for each audience.
#include <cstdio>
#include <string>

#include "base/time_text.h"
#include "document/json_writer.h"
#include "document/practitioner_reader.h"
#include "document/practitioner_writer.h"
#include "document/whole_document.h"
#include "document/wrong_documents.h"
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

}  // namespace

int main() {
  const domain::Vocabulary& vocabulary = support::seed_vocabulary();
  const auto practitioner = read_practitioner(kWholeDocument, vocabulary, {.trusted = true});
  if (!practitioner) return 1;
  const Instant now = *parse_instant("2026-11-22T10:00:00Z");
  print("everything there is", true, kWholeDocument);
  print("the public answer", true,
        write_practitioner(*practitioner, vocabulary, {.audience = Audience::kPublic, .now = now}));
  print("hardly anything", true, document_with(R"("about":"Quiet.")"));
  for (const Wrong& wrong : kOfTheWrongShape) print(wrong.why, false, document_with(wrong.members));
  print("no name", false, R"({"id":"3v8k0q7m2x1c"})");
  print("nothing that tells it from another", false, R"({"name":{"display":"Ana"}})");
  print("a list", false, "[]");
  return 0;
}
