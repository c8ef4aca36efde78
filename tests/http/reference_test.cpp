#include <gtest/gtest.h>

#include <string>

#include "http/description/description.h"
#include "http/reference/interface.h"
#include "http/reference/reference_pages.h"
#include "http/reference/sample.h"
#include "http/reference/schema_words.h"
#include "support/seed_vocabulary.h"

namespace stillpoint::http::reference {
namespace {

constexpr std::string_view kText = R"({
  "info": {"description": "What there is."},
  "tags": [{"name": "words", "description": "Words."}, {"name": "empty"}, {"name": "keys", "description": "K."}],
  "paths": {
    "/v1/words/{key}": {
      "get": {"operationId": "readWord", "tags": ["words"], "summary": "One word", "parameters": [
        {"name": "key", "in": "path", "required": true, "description": "A <key>.", "schema": {"type": "string"}, "example": "a b"},
        {"name": "lang", "in": "query", "description": "L", "schema": {"type": "string"}, "example": ["de", "fr"]},
        {"name": "q", "in": "query", "description": "Q", "schema": {"type": "string"}}],
        "responses": {"200": {"description": "It.", "content": {"application/json": {
          "schema": {"$ref": "#/components/schemas/Word"}, "examples": {"recorded": {"$ref": "#/components/examples/w"}}}}}}},
      "put": {"operationId": "editWord", "tags": ["words"], "summary": "Edit", "security": [{"token": []}],
        "parameters": [{"name": "key", "in": "path", "required": true, "schema": {}},
                       {"name": "If-Match", "in": "header", "required": true, "schema": {}, "example": "\"7\""}],
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Word"}, "example": {"it's": 1}}}},
        "responses": {"200": {"description": "It."}}}},
    "/v1/keys": {"get": {"operationId": "listKeys", "tags": ["keys"], "summary": "Keys", "security": [{"secret": []}],
      "responses": {"200": {"description": "All."}}}}},
  "components": {
    "examples": {"w": {"value": {"word": "a", "of": [1, {}]}}},
    "schemas": {"Word": {"type": "object", "required": ["word"], "properties": {
      "word": {"type": "string", "maxLength": 9, "description": "Itself & more."},
      "of": {"type": "array", "items": {"anyOf": [{"type": "object", "properties": {"deep": {"type": ["integer", "null"]}}}, {"type": "null"}]}},
      "kind": {"enum": ["x", "y"]}}, "$defs": {"line": {"type": "string"}}}}}})";

std::string members(const Interface& interface, std::string_view name) {
  pages::HtmlWriter out;
  for (const JsonValue& shape : interface.shapes()) {
    if (shape.name() == name) write_members(out, shape);
  }
  return out.str();
}

TEST(Reference, KnowsTheAreasThatHaveOperationsAndForWhomTheyAre) {
  const Interface interface(kText);
  ASSERT_EQ(interface.areas().size(), 2U);
  EXPECT_EQ(interface.areas()[0].operations.size(), 2U);
  EXPECT_EQ(interface.areas()[0].audience, Audience::kEverybody);
  EXPECT_EQ(interface.areas()[1].audience, Audience::kPartners);
  ASSERT_NE(interface.find_operation("editWord"), nullptr);
  EXPECT_EQ(interface.find_operation("editWord")->method, "PUT");
  EXPECT_EQ(interface.find_operation("nothing"), nullptr);
  EXPECT_EQ(interface.find_area("empty"), nullptr);
}

TEST(Reference, WritesLinesThatAShellCanRun) {
  const Interface interface(kText);
  const Links links("https://example.org/find");
  EXPECT_EQ(curl(*interface.find_operation("readWord"), interface, links),
            "curl 'https://example.org/find/v1/words/a%20b?lang=de&lang=fr'");
  EXPECT_EQ(curl(*interface.find_operation("editWord"), interface, links),
            "curl -X PUT \"https://example.org/find/v1/words/$KEY\" \\\n  -H 'If-Match: \"7\"' \\\n"
            "  -H \"Authorization: Bearer $TOKEN\" \\\n  -H 'Content-Type: application/json' \\\n"
            "  -d '{\"it'\\''s\": 1}'");
}

TEST(Reference, SaysWhatAValueMayBe) {
  const Interface interface(kText);
  const std::string text = members(interface, "Word");
  EXPECT_NE(text.find("<code>word</code> <span class=\"type\">string, characters to 9</span> "
                      "<span>Itself &amp; more.</span>"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("list of object or null, may be absent</span><ul class=\"shape\"><li><code>deep</code> "
                      "<span class=\"type\">integer or null, may be absent"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("one of <code>x</code>, <code>y</code>"), std::string::npos);
  EXPECT_EQ(shape_name("#/components/schemas/Word/$defs/line"), "Word.line");
  EXPECT_EQ(shape_name("#/components/responses/Word"), "");
}

TEST(Reference, ShowsAnAnswerWithItsMembersOnLinesOfTheirOwn) {
  const Interface interface(kText);
  const auto responses = member_of(interface.find_operation("readWord")->value, "responses");
  const auto content = member_of(*responses->first(), "content");
  const auto example = example_of(*content->first(), interface);
  ASSERT_TRUE(example);
  EXPECT_EQ(pretty(*example), "{\n  \"word\": \"a\",\n  \"of\": [\n    1,\n    {}\n  ]\n}");
}

TEST(Reference, FindsATargetForEachLinkToAShape) {
  const Interface interface(description::program_description());
  const pages::Assets assets = pages::program_assets();
  const pages::Site site{support::seed_vocabulary(), assets, {}};
  const Links links("http://127.0.0.1:8080");
  const ReferenceView view{interface, links, site};
  const std::string shapes = shapes_page(view);
  std::string all = shapes + start_page(view);
  for (const Area& area : interface.areas()) all += area_page(view, area);
  const std::string link = "/developers/shapes#";
  std::size_t count = 0;
  for (std::size_t at = all.find(link); at != std::string::npos; at = all.find(link, at + 1), ++count) {
    const std::size_t begin = at + link.size();
    const std::string name = all.substr(begin, all.find('"', begin) - begin);
    EXPECT_NE(shapes.find("id=\"" + name + "\""), std::string::npos) << name;
  }
  EXPECT_GT(count, 50U);
}

}  // namespace
}  // namespace stillpoint::http::reference
