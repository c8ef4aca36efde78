// Which JSON library reads and writes practitioner documents fastest, and with which it is safest? See
// docs/decisions/0004-json-library.md.
//
//     build/bench/bench/json_library
//
// Reads 10,000 invented documents strictly (UTF-8 checked, nesting bounded) and walks every member; writes
// 10,000 from plain values. Prints the median of seven rounds.
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "document/json_writer.h"

namespace {

constexpr int kDocuments = 10'000;
constexpr int kRounds = 7;

/// About what a search needs of a practitioner: short strings, some numbers, one long text.
struct Sample {
  std::string id, name, city, about;
  double lat, lon;
  int hours;
};

std::vector<Sample> make_samples() {
  std::vector<Sample> samples;
  for (int i = 0; i < kDocuments; ++i) {
    samples.push_back(
        {.id = "3v8k0q" + std::to_string(100'000 + i),
         .name = "Amara Lindqvist " + std::to_string(i),
         .city = i % 3 == 0 ? "Zürich" : "Columbus",
         .about = "I work slowly and you stay clothed. \"Nothing\" is promised.\nSessions last an hour; "
                  "the first one begins with a talk about what you come with, and ends with tea.",
         .lat = 39.9612 + i * 0.00013,
         .lon = -82.9988 - i * 0.00017,
         .hours = 50 + i % 700});
  }
  return samples;
}

/// One shape for every writer under test: W is an adapter with the same calls.
template <class W>
void write_sample(W& w, const Sample& s) {
  w.begin_object();
  w.text("id", s.id);
  w.text("listing", "listed");
  w.key("name");
  w.begin_object();
  w.text("display", s.name);
  w.text("post_nominals", "LMT, RCST");
  w.end_object();
  w.key("contact");
  w.begin_object();
  w.text("phone", "+1 614 555 0117");
  w.text("website", "https://example.org/practice");
  w.text("booking_url", "https://example.org/practice/book");
  w.end_object();
  w.key("training");
  w.begin_array();
  for (int i = 0; i < 3; ++i) {
    w.begin_object();
    w.text("school", "milne_institute");
    w.text("title", "Foundation course, part " + std::to_string(i + 1));
    w.text("kind", "class");
    w.integer("hours", s.hours + i);
    w.text("completed", "2019-06-30");
    w.end_object();
  }
  w.end_array();
  w.key("credentials");
  w.begin_array();
  for (int i = 0; i < 2; ++i) {
    w.begin_object();
    w.text("type", "bcta_na:rcst:1");
    w.text("number", s.id);
    w.text("issued", "2020-01-31");
    w.text("expires", "2027-01-31");
    w.key("verifications");
    w.begin_array();
    w.begin_object();
    w.text("method", "register_page");
    w.text("result", "matched");
    w.text("checked_at", "2026-10-02T09:00:00Z");
    w.text("source", "register of BCTA/NA");
    w.end_object();
    w.end_array();
    w.end_object();
  }
  w.end_array();
  w.key("locations");
  w.begin_array();
  for (int i = 0; i < 2; ++i) {
    w.begin_object();
    w.text("city", s.city);
    w.text("jurisdiction", "US-OH");
    w.number("lat", s.lat + i);
    w.number("lon", s.lon + i);
    w.text("precision", "area");
    w.boolean("accepting", true);
    w.end_object();
  }
  w.end_array();
  w.text("about", s.about);
  w.end_object();
}

struct OurWriter {
  std::string& out;
  stillpoint::document::JsonWriter json{out};
  void begin_object() { json.begin_object(); }
  void end_object() { json.end_object(); }
  void begin_array() { json.begin_array(); }
  void end_array() { json.end_array(); }
  void key(std::string_view name) { json.key(name); }
  void text(std::string_view name, std::string_view value) { json.member(name, value); }
  void integer(std::string_view name, int value) { json.member(name, value); }
  void number(std::string_view name, double value) { json.member(name, value); }
  void boolean(std::string_view name, bool value) { json.member(name, value); }
};

struct RapidWriter {
  rapidjson::StringBuffer out;
  rapidjson::Writer<rapidjson::StringBuffer> json{out};
  void begin_object() { json.StartObject(); }
  void end_object() { json.EndObject(); }
  void begin_array() { json.StartArray(); }
  void end_array() { json.EndArray(); }
  void key(std::string_view name) { json.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
  void text(std::string_view name, std::string_view value) {
    key(name);
    json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  }
  void integer(std::string_view name, int value) { key(name), json.Int(value); }
  void number(std::string_view name, double value) { key(name), json.Double(value); }
  void boolean(std::string_view name, bool value) { key(name), json.Bool(value); }
};

/// Builds a tree, as a library without a streaming writer asks for.
template <class Value, class Object, class Array>
struct TreeWriter {
  std::vector<Value> open;
  std::vector<std::string> keys;
  Value root;
  void close() {
    Value done = std::move(open.back());
    open.pop_back();
    std::string name = std::move(keys.back());
    keys.pop_back();
    if (open.empty()) {
      root = std::move(done);
    } else {
      put(name, std::move(done));
    }
  }
  template <class T>
  void put(std::string_view name, T&& value) {
    if (open.back().is_array()) {
      Array(open.back()).push_back(std::forward<T>(value));
    } else {
      Object(open.back())[name] = std::forward<T>(value);
    }
  }
  std::string pending;
  void begin_object() { start(Object::make()); }
  void end_object() { close(); }
  void begin_array() { start(Array::make()); }
  void end_array() { close(); }
  void start(Value value) {
    open.push_back(std::move(value));
    keys.push_back(std::move(pending));
    pending.clear();
  }
  void key(std::string_view name) { pending = name; }
  void text(std::string_view name, std::string_view value) { put(name, value); }
  void integer(std::string_view name, int value) { put(name, value); }
  void number(std::string_view name, double value) { put(name, value); }
  void boolean(std::string_view name, bool value) { put(name, value); }
};

struct BoostObject {
  explicit BoostObject(boost::json::value& v) : value(v.get_object()) {}
  static boost::json::value make() { return boost::json::object(); }
  boost::json::value& operator[](std::string_view name) { return value[name]; }
  boost::json::object& value;
};
struct BoostArray {
  explicit BoostArray(boost::json::value& v) : value(v.get_array()) {}
  static boost::json::value make() { return boost::json::array(); }
  template <class T>
  void push_back(T&& v) {
    value.emplace_back(std::forward<T>(v));
  }
  boost::json::array& value;
};
struct NlohmannObject {
  explicit NlohmannObject(nlohmann::ordered_json& v) : value(v) {}
  static nlohmann::ordered_json make() { return nlohmann::ordered_json::object(); }
  nlohmann::ordered_json& operator[](std::string_view name) { return value[std::string(name)]; }
  nlohmann::ordered_json& value;
};
struct NlohmannArray {
  explicit NlohmannArray(nlohmann::ordered_json& v) : value(v) {}
  static nlohmann::ordered_json make() { return nlohmann::ordered_json::array(); }
  template <class T>
  void push_back(T&& v) {
    value.push_back(std::forward<T>(v));
  }
  nlohmann::ordered_json& value;
};

/// What every reader must come to over the same bytes: names and strings by length, numbers by sum.
std::size_t walk(const rapidjson::Value& v) {
  if (v.IsString()) return v.GetStringLength();
  std::size_t sum = 1;
  if (v.IsArray()) {
    for (const auto& item : v.GetArray()) sum += walk(item);
  } else if (v.IsObject()) {
    for (const auto& member : v.GetObject()) sum += member.name.GetStringLength() + walk(member.value);
  }
  return sum;
}
std::size_t walk(const boost::json::value& v) {
  if (v.is_string()) return v.get_string().size();
  std::size_t sum = 1;
  if (v.is_array()) {
    for (const auto& item : v.get_array()) sum += walk(item);
  } else if (v.is_object()) {
    for (const auto& member : v.get_object()) sum += member.key().size() + walk(member.value());
  }
  return sum;
}
std::size_t walk(const nlohmann::ordered_json& v) {
  if (v.is_string()) return v.get_ref<const std::string&>().size();
  std::size_t sum = 1;
  if (v.is_array()) {
    for (const auto& item : v) sum += walk(item);
  } else if (v.is_object()) {
    for (const auto& [name, value] : v.items()) sum += name.size() + walk(value);
  }
  return sum;
}

/// How many of 100,000 coordinates, printed shortest, come back as another double.
template <class Parse>
void report_precision(const char* what, const Parse& parse) {
  constexpr int kNumbers = 100'000;
  int wrong = 0;
  for (int i = 0; i < kNumbers; ++i) {
    const double number = -90.0 + i * (180.0 / kNumbers) + 1e-7 * i;
    std::string text;
    stillpoint::document::JsonWriter(text).number(number);
    if (parse(text) != number) ++wrong;
  }
  std::printf("%-36s %8d of %d doubles come back changed\n", what, wrong, kNumbers);
}

void report(const char* what, std::size_t bytes, const std::function<std::size_t()>& round) {
  std::vector<double> ms;
  std::size_t result = 0;
  for (int i = 0; i < kRounds; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    result = round();
    ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  std::sort(ms.begin(), ms.end());
  const double median = ms[kRounds / 2];
  std::printf("%-36s %8.1f ms %8.0f MB/s   (%zu)\n", what, median,
              static_cast<double>(bytes) / median / 1000.0, result);
}

}  // namespace

int main() {
  const auto samples = make_samples();
  std::vector<std::string> texts;
  std::size_t bytes = 0;
  for (const Sample& sample : samples) {
    std::string text;
    OurWriter w{text};
    write_sample(w, sample);
    bytes += text.size();
    texts.push_back(std::move(text));
  }
  std::printf("%d documents, %zu bytes each on average\n", kDocuments, bytes / kDocuments);

  report("read  RapidJSON, pooled tree", bytes, [&] {
    std::size_t sum = 0;
    std::vector<char> pool(1 << 16);
    for (const std::string& text : texts) {
      rapidjson::MemoryPoolAllocator<> allocator(pool.data(), pool.size());
      rapidjson::Document d(&allocator);
      d.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
              rapidjson::kParseFullPrecisionFlag>(text.data(), text.size());
      sum += walk(d);
    }
    return sum;
  });
  report("read  Boost.JSON, monotonic tree", bytes, [&] {
    std::size_t sum = 0;
    std::vector<unsigned char> pool(1 << 16);
    for (const std::string& text : texts) {
      boost::json::monotonic_resource resource(pool.data(), pool.size());
      sum += walk(boost::json::parse(text, &resource, {.max_depth = 32}));
    }
    return sum;
  });
  report("read  nlohmann, tree", bytes, [&] {
    std::size_t sum = 0;
    for (const std::string& text : texts) sum += walk(nlohmann::ordered_json::parse(text));
    return sum;
  });

  report("write JsonWriter (ours)", bytes, [&] {
    std::size_t sum = 0;
    std::string text;
    for (const Sample& sample : samples) {
      text.clear();
      OurWriter w{text};
      write_sample(w, sample);
      sum += text.size();
    }
    return sum;
  });
  report("write RapidJSON Writer", bytes, [&] {
    std::size_t sum = 0;
    RapidWriter w;
    for (const Sample& sample : samples) {
      w.out.Clear();
      w.json.Reset(w.out);
      write_sample(w, sample);
      sum += w.out.GetSize();
    }
    return sum;
  });
  report("write Boost.JSON, tree then text", bytes, [&] {
    std::size_t sum = 0;
    for (const Sample& sample : samples) {
      TreeWriter<boost::json::value, BoostObject, BoostArray> w;
      write_sample(w, sample);
      sum += boost::json::serialize(w.root).size();
    }
    return sum;
  });
  report("write nlohmann, tree then text", bytes, [&] {
    std::size_t sum = 0;
    for (const Sample& sample : samples) {
      TreeWriter<nlohmann::ordered_json, NlohmannObject, NlohmannArray> w;
      write_sample(w, sample);
      sum += w.root.dump().size();
    }
    return sum;
  });

  report_precision("read  RapidJSON, full precision", [](const std::string& text) {
    rapidjson::Document d;
    d.Parse<rapidjson::kParseFullPrecisionFlag>(text.data(), text.size());
    return d.GetDouble();
  });
  report_precision("read  Boost.JSON",
                   [](const std::string& text) { return boost::json::parse(text).to_number<double>(); });
  report_precision("read  nlohmann",
                   [](const std::string& text) { return nlohmann::json::parse(text).get<double>(); });
  return 0;
}
