#include "http/description/description.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace stillpoint::http::description {
namespace {

const EmbeddedFile kBase{"openapi/base.json", R"({"openapi":"3.1.0","components":{"schemas":{"A":{}}}})"};
const EmbeddedFile kSchema{"practitioner.schema.json",
                           R"({"$id":"urn:x","properties":{"id":{"$ref":"#/$defs/id"}},"$defs":{"id":{}}})"};

TEST(Description, PutsTheAreasTogetherPublicOnesFirst) {
  const std::vector<EmbeddedFile> files = {
      {"openapi/admin/people.json",
       R"({"tags":[{"name":"people"}],"paths":{"/v1/admin/people":{"get":1.50}}})"},
      kBase,
      {"openapi/partner/changes.json", R"({"paths":{"/v1/changes":{}}})"},
      {"openapi/public/words.json",
       R"({"tags":[{"name":"words"}],"paths":{"/v1/w":{"$ref":"#/x"}},"components":{"schemas":{"B":null}}})"},
      kSchema};
  const Result<std::string> text = assemble(files);
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_EQ(*text, R"({"openapi":"3.1.0","tags":[{"name":"words"},{"name":"people"}],)"
                   R"("paths":{"/v1/w":{"$ref":"#/x"},"/v1/changes":{},"/v1/admin/people":{"get":1.50}},)"
                   R"("components":{"schemas":{"A":{},"B":null,"Practitioner":{"properties":)"
                   R"({"id":{"$ref":"#/components/schemas/Practitioner/$defs/id"}},"$defs":{"id":{}}}}}})");
}

TEST(Description, RefusesWhatTwoAreasWouldSayDifferently) {
  const struct {
    const char* why;
    const char* area;
    const char* message;
  } cases[] = {
      {"a path twice", R"({"paths":{"/v1/w":{}}})",
       "openapi/public/b.json: /v1/w is described elsewhere already."},
      {"a component twice", R"({"components":{"schemas":{"A":{}}}})",
       "openapi/public/b.json: A is described elsewhere already."},
      {"what only the base may say", R"({"info":{}})",
       "openapi/public/b.json: an area has tags, paths and components, and no info."},
  };
  for (const auto& wrong : cases) {
    SCOPED_TRACE(wrong.why);
    const std::vector<EmbeddedFile> files = {kBase,
                                             {"openapi/public/a.json", R"({"paths":{"/v1/w":{}}})"},
                                             {"openapi/public/b.json", wrong.area},
                                             kSchema};
    const Result<std::string> text = assemble(files);
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().message, wrong.message);
  }
  const std::vector<EmbeddedFile> broken = {kBase, {"openapi/public/a.json", "{"}, kSchema};
  EXPECT_FALSE(assemble(broken));
  EXPECT_FALSE(assemble(std::vector<EmbeddedFile>{kBase})) << "without the practitioner's schema";
}

}  // namespace
}  // namespace stillpoint::http::description
