#pragma once

#include <rapidjson/document.h>

#include <set>
#include <string>
#include <vector>

namespace stillpoint::seed {

/// A JSON file of the checkout's seed/ folder, parsed. A missing or malformed one fails the calling test and
/// comes back as an empty object.
rapidjson::Document read_seed(const std::string& name);

/// The `rows` of such a file; empty, and the calling test failed, where there are none.
const rapidjson::Value& rows_of(const rapidjson::Document& document);

/// The text of a member; empty where it is missing, null or no text.
std::string text_of(const rapidjson::Value& row, const char* member);

/// The texts that the rows have under a member ("key", "code").
std::set<std::string> texts_of(const rapidjson::Value& rows, const char* member);

/// A tab-separated file of seed/places/, comments left out. One with another count of columns fails the
/// calling test.
std::vector<std::vector<std::string>> read_place_table(const std::string& name, std::size_t columns);

}  // namespace stillpoint::seed
