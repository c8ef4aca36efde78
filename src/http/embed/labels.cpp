#include "http/embed/labels.h"

#include <rapidjson/document.h>

#include <cassert>
#include <utility>

#include "base/text.h"
#include "web/embedded_labels.h"

namespace stillpoint::http::embed {
namespace {

constexpr std::string_view kFallback = "en";

}  // namespace

std::string_view Labels::operator[](std::string_view key) const {
  const auto found = texts_.find(key);
  return found == texts_.end() ? key : std::string_view(found->second);
}

std::string Labels::with(std::string_view key, Values values) const {
  std::string text((*this)[key]);
  for (const auto& [name, value] : values) {
    const std::string place = "{" + std::string(name) + "}";
    const std::size_t at = text.find(place);
    if (at != std::string::npos) text.replace(at, place.size(), value);
  }
  return text;
}

Result<LabelBook> LabelBook::make(std::span<const EmbeddedFile> files) {
  LabelBook book;
  for (const EmbeddedFile& file : files) {
    const std::string language(file.name.substr(0, file.name.find('.')));
    rapidjson::Document document;
    document.Parse(file.content.data(), file.content.size());
    if (document.HasParseError() || !document.IsObject()) {
      return Error{.code = ErrorCode::kInternal,
                   .message = "The labels " + std::string(file.name) + " are no object of texts."};
    }
    Labels::Texts texts;
    for (const auto& member :
         std::as_const(document).GetObject()) {  // clang finds the other one's != ambiguous
      if (member.value.IsString()) texts.emplace(member.name.GetString(), member.value.GetString());
    }
    book.labels_.emplace(language, Labels(language, std::move(texts)));
  }
  if (book.labels_.find(kFallback) == book.labels_.end()) {
    return Error{.code = ErrorCode::kInternal, .message = "There are no English labels."};
  }
  return book;
}

const Labels& LabelBook::of(std::string_view language) const {
  const std::string folded = fold(language.substr(0, language.find('-')));
  const auto found = labels_.find(folded);
  return found == labels_.end() ? labels_.find(kFallback)->second : found->second;
}

LabelBook program_labels() {
  Result<LabelBook> book = LabelBook::make(web::labels::embedded_files());
  assert(book);
  return std::move(book).value();
}

}  // namespace stillpoint::http::embed
