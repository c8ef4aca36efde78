#pragma once

#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/embedded_file.h"
#include "base/result.h"

namespace stillpoint::http::embed {

/// The words around an embedded answer, in one language. They stand in web/embed/labels, a file for each.
class Labels {
 public:
  using Texts = std::map<std::string, std::string, std::less<>>;
  Labels(std::string language, Texts texts) : language_(std::move(language)), texts_(std::move(texts)) {}

  /// BCP 47: "de".
  [[nodiscard]] const std::string& language() const { return language_; }
  /// The words of a key; the key itself where there is none, which the tests rule out.
  [[nodiscard]] std::string_view operator[](std::string_view key) const;
  /// The same with "{name}" replaced by the value.
  using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;
  [[nodiscard]] std::string with(std::string_view key, Values values) const;

  [[nodiscard]] const Texts& texts() const { return texts_; }

 private:
  std::string language_;
  Texts texts_;
};

/// The labels of every language. Immutable, so thread-safe.
class LabelBook {
 public:
  /// @param files "de.json" and so on, each an object of texts; "en.json" among them.
  /// @return kInternal for a file that can't be read.
  static Result<LabelBook> make(std::span<const EmbeddedFile> files);

  /// Of the language, or of its primary one ("de" for "de-CH"), or English.
  [[nodiscard]] const Labels& of(std::string_view language) const;
  [[nodiscard]] const std::map<std::string, Labels, std::less<>>& all() const { return labels_; }

 private:
  std::map<std::string, Labels, std::less<>> labels_;
};

/// The program's own. A file that can't be read is a bug, and ends the program.
LabelBook program_labels();

}  // namespace stillpoint::http::embed
