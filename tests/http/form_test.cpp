#include "http/form.h"

#include <gtest/gtest.h>

#include "http/limits.h"
#include "http/multipart.h"

namespace stillpoint::http {
namespace {

Request sent_as(const std::string& type, std::string body) {
  return {.body = std::move(body),
          .header = [type](std::string_view name) { return name == "Content-Type" ? type : std::string(); }};
}

constexpr const char* kType = "multipart/form-data; boundary=\"xyz\"";

std::string field(const std::string& name, const std::string& value) {
  return "--xyz\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
}

TEST(Form, ReadsWhatABrowserSends) {
  const Request request = sent_as("application/x-www-form-urlencoded; charset=UTF-8",
                                  "name=J%C3%B6rg+M&role=owner&role=verifier&note=a%0D%0Ab&empty=");
  const Result<Form> form = Form::read(request);
  ASSERT_TRUE(form) << form.error().message;
  EXPECT_EQ(form->text("name"), "Jörg M");
  EXPECT_EQ(form->all("role"), (std::vector<std::string_view>{"owner", "verifier"}));
  EXPECT_EQ(form->text("note"), "a\nb") << "a text area's lines end in CR LF";
  EXPECT_TRUE(form->has("empty"));
  EXPECT_FALSE(form->has("absent"));
  EXPECT_EQ(form->text("absent"), "");
}

TEST(Form, RefusesWhatIsNoForm) {
  const struct {
    const char* why;
    const char* type;
    std::string body;
  } cases[] = {
      {"another type", "application/json", "{}"},
      {"no type", "", "a=b"},
      {"broken escape", "application/x-www-form-urlencoded", "a=%2"},
      {"no UTF-8", "application/x-www-form-urlencoded", "a=%ff"},
      {"NUL", "application/x-www-form-urlencoded", "a=%00"},
  };
  for (const auto& c : cases) EXPECT_FALSE(Form::read(sent_as(c.type, c.body))) << c.why;
  std::string many;
  for (std::size_t i = 0; i <= 10'000; ++i) many += "a=b&";
  EXPECT_FALSE(Form::read(sent_as("application/x-www-form-urlencoded", many))) << "too many fields";
}

TEST(Form, KeepsFilesApartFromFields) {
  Request request = sent_as(kType, "");
  const std::string file =
      "--xyz\r\nContent-Disposition: form-data; name=\"letter\"; filename=\"a;b.pdf\"\r\n"
      "Content-Type: application/pdf\r\n\r\n%PDF\r\n--xy\r\n\r\n";
  const std::string none =
      "--xyz\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"\"\r\n"
      "Content-Type: application/octet-stream\r\n\r\n\r\n";
  Result<std::vector<Part>> parts = parse_multipart(kType, field("csrf", "t") + file + none + "--xyz--\r\n");
  ASSERT_TRUE(parts) << parts.error().message;
  request.parts = *std::move(parts);
  const Result<Form> form = Form::read(request);
  ASSERT_TRUE(form);
  EXPECT_EQ(form->text("csrf"), "t");
  ASSERT_NE(form->file("letter"), nullptr);
  EXPECT_EQ(form->file("letter")->filename, "a;b.pdf");
  EXPECT_EQ(form->file("letter")->type, "application/pdf");
  EXPECT_EQ(form->file("letter")->content, "%PDF\r\n--xy\r\n") << "as it was sent, line ends and all";
  EXPECT_FALSE(form->has("letter"));
  EXPECT_EQ(form->file("photo"), nullptr) << "nothing was chosen";
}

TEST(Multipart, RefusesWhatDoesNotHoldTogether) {
  const struct {
    const char* why;
    std::string type;
    std::string body;
  } cases[] = {
      {"no boundary", "multipart/form-data", field("a", "b") + "--xyz--"},
      {"long boundary", "multipart/form-data; boundary=" + std::string(71, 'x'), "--xyz--"},
      {"another beginning", kType, "preamble" + field("a", "b") + "--xyz--"},
      {"no end", kType, field("a", "b")},
      {"a part without an end", kType, "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb"},
      {"a part without headers", kType, "--xyz\r\n\r\nb\r\n--xyz--"},
      {"a part without a name", kType, "--xyz\r\nContent-Disposition: form-data\r\n\r\nb\r\n--xyz--"},
      {"an attachment", kType, "--xyz\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nb\r\n--xyz--"},
      {"endless headers", kType,
       "--xyz\r\nX: " + std::string(kPartHeadBytesMax, 'x') +
           "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--xyz--"},
  };
  for (const auto& c : cases) EXPECT_FALSE(parse_multipart(c.type, c.body)) << c.why;
  std::string many;
  for (std::size_t i = 0; i <= kPartsMax; ++i) many += field("a", "b");
  EXPECT_FALSE(parse_multipart(kType, many + "--xyz--")) << "too many parts";
}

TEST(Multipart, IsNothingWhereTheFormIsEmpty) {
  const Result<std::vector<Part>> parts = parse_multipart(kType, "--xyz--\r\n");
  ASSERT_TRUE(parts);
  EXPECT_TRUE(parts->empty());
}

}  // namespace
}  // namespace stillpoint::http
