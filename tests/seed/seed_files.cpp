#include "seed/seed_files.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace stillpoint::seed {
namespace {

std::string content_of(const std::string& path) {
  std::ifstream in(std::string(STILLPOINT_SOURCE_DIR "/seed/") + path, std::ios::binary);
  EXPECT_TRUE(in.good()) << "seed/" << path << " cannot be read";
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::size_t begin = 0;
  for (std::size_t end = line.find('\t'); end != std::string::npos; end = line.find('\t', begin)) {
    fields.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  fields.push_back(line.substr(begin));
  return fields;
}

}  // namespace

rapidjson::Document read_seed(const std::string& name) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseValidateEncodingFlag>(content_of(name).c_str());
  EXPECT_FALSE(document.HasParseError()) << "seed/" << name << " at byte " << document.GetErrorOffset();
  EXPECT_TRUE(document.IsObject()) << "seed/" << name;
  if (!document.IsObject()) document.SetObject();
  return document;
}

const rapidjson::Value& rows_of(const rapidjson::Document& document) {
  static const rapidjson::Value none(rapidjson::kArrayType);
  const auto rows = document.FindMember("rows");
  if (rows == document.MemberEnd() || !rows->value.IsArray() || rows->value.Empty()) {
    ADD_FAILURE() << "no rows";
    return none;
  }
  return rows->value;
}

std::string text_of(const rapidjson::Value& row, const char* member) {
  const auto found = row.FindMember(member);
  if (found == row.MemberEnd() || !found->value.IsString()) return {};
  return {found->value.GetString(), found->value.GetStringLength()};
}

std::set<std::string> texts_of(const rapidjson::Value& rows, const char* member) {
  std::set<std::string> texts;
  for (const auto& row : rows.GetArray()) texts.insert(text_of(row, member));
  return texts;
}

std::vector<std::vector<std::string>> read_place_table(const std::string& name, std::size_t columns) {
  std::vector<std::vector<std::string>> rows;
  const std::string content = content_of("places/" + name);
  std::size_t begin = 0;
  for (std::size_t end = content.find('\n'); end != std::string::npos; end = content.find('\n', begin)) {
    const std::string line = content.substr(begin, end - begin);
    begin = end + 1;
    if (line.empty() || line.front() == '#') continue;
    rows.push_back(fields_of(line));
    EXPECT_EQ(rows.back().size(), columns) << "seed/places/" << name << ": " << line;
    rows.back().resize(columns);
  }
  EXPECT_EQ(begin, content.size()) << "seed/places/" << name << " does not end with a line end";
  EXPECT_FALSE(rows.empty()) << "seed/places/" << name;
  return rows;
}

}  // namespace stillpoint::seed
