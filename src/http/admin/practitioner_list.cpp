#include "http/admin/practitioner_list.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

#include "base/time_text.h"
#include "document/enum_names.h"
#include "document/json_writer.h"
#include "http/admin/csv_text.h"

namespace stillpoint::http::admin {
namespace {

using domain::LineFilter;
using domain::LineSort;

/// A page further behind nobody asks for by hand, and each costs what lies before it.
constexpr std::size_t kPagesMax = 100'000;
constexpr std::size_t kWordsBytesMax = 200;

/// "name", or "-name" for the last first.
struct SortName {
  std::string_view name;
  LineSort sort;
  bool descending;
};
constexpr std::array kSorts = {
    SortName{"name", LineSort::kName, false},
    SortName{"-name", LineSort::kName, true},
    SortName{"edited", LineSort::kEdited, false},
    SortName{"-edited", LineSort::kEdited, true},
    SortName{"registered", LineSort::kRegistered, false},
    SortName{"-registered", LineSort::kRegistered, true},
};

std::optional<std::size_t> number(std::string_view text, std::size_t max) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 1 || value > max)
    return std::nullopt;
  return value;
}

class FilterReader {
 public:
  explicit FilterReader(const domain::Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  void read(const Parameter& given) {
    if (given.value.empty()) return;
    if (given.name == "q") {
      if (given.value.size() > kWordsBytesMax) wrong(given, "This is too long.", "200 bytes at most");
      filter_.words = given.value;
    } else if (given.name == "listing") {
      listing(given);
    } else if (given.name == "profession") {
      filter_.profession = {given.value};
      if (vocabulary_.find(filter_.profession) == nullptr)
        wrong(given, "There is no such profession.", "a key of the vocabulary of professions");
    } else if (given.name == "country") {
      filter_.country = given.value;
      if (vocabulary_.find(domain::JurisdictionKey{given.value}) == nullptr)
        wrong(given, "There is no such country.", "two capital letters of ISO 3166-1, like US");
    } else if (given.name == "sort") {
      sort(given);
    } else if (given.name == "limit") {
      const auto limit = number(given.value, kListLinesMax);
      if (!limit) wrong(given, "This is no number of lines.", "1 to " + std::to_string(kListLinesMax));
      filter_.count = limit.value_or(kListLinesDefault);
    } else if (given.name == "page") {
      const auto page = number(given.value, kPagesMax);
      if (!page) wrong(given, "This is no page.", "1 to " + std::to_string(kPagesMax));
      page_ = page.value_or(1);
    } else {
      wrong(given, "There is no such parameter.", "q, listing, profession, country, sort, limit, page");
    }
  }

  Result<LineFilter> finish() {
    if (!faults_.empty()) {
      return Error{.code = ErrorCode::kInvalid,
                   .message = "The list is asked for with a value that cannot be used.",
                   .faults = std::move(faults_)};
    }
    filter_.offset = (page_ - 1) * filter_.count;
    return std::move(filter_);
  }

 private:
  void wrong(const Parameter& given, std::string what, std::string allowed) {
    faults_.push_back({.where = given.name,
                       .what = std::move(what),
                       .allowed = std::move(allowed),
                       .value = given.value.substr(0, 80)});
  }
  void listing(const Parameter& given) {
    const auto names = document::names_of<domain::ListingState>();
    const auto found = std::find(names.begin(), names.end(), given.value);
    if (found == names.end()) {
      wrong(given, "There is no such state.", "draft, listed or withdrawn");
    } else {
      filter_.listing = static_cast<domain::ListingState>(found - names.begin());
    }
  }
  void sort(const Parameter& given) {
    for (const SortName& known : kSorts) {
      if (known.name != given.value) continue;
      filter_.sort = known.sort;
      filter_.descending = known.descending;
      return;
    }
    wrong(given, "There is no such order.", "name, edited or registered; with - before it the last first");
  }

  const domain::Vocabulary& vocabulary_;
  LineFilter filter_{.count = kListLinesDefault};
  std::size_t page_ = 1;
  std::vector<Fault> faults_;
};

}  // namespace

Result<LineFilter> read_line_filter(std::span<const Parameter> parameters,
                                    const domain::Vocabulary& vocabulary) {
  FilterReader reader(vocabulary);
  for (const Parameter& parameter : parameters) reader.read(parameter);
  return reader.finish();
}

std::string lines_csv(const std::vector<domain::PractitionerLine>& lines) {
  static const std::array<std::string, 11> heading = {"id",          "name",   "post_nominals", "listing",
                                                      "mail",        "city",   "country",       "professions",
                                                      "credentials", "edited", "attested"};
  std::string out;
  append_csv(out, heading);
  for (const domain::PractitionerLine& line : lines) {
    const std::array<std::string, 11> cells = {print_id(line.id.value),
                                               line.name,
                                               line.post_nominals,
                                               std::string(document::name_of(line.listing)),
                                               line.mail,
                                               line.city,
                                               line.country,
                                               line.professions,
                                               std::to_string(line.credentials),
                                               print_instant(line.edited),
                                               line.attested ? print_instant(*line.attested) : std::string()};
    append_csv(out, cells);
  }
  return out;
}

std::string lines_json(const domain::LinePage& page, const LineFilter& filter) {
  std::string body;
  document::JsonWriter json(body);
  json.begin_object();
  json.member("total", page.total);
  json.member("page", static_cast<std::int64_t>(filter.offset / filter.count + 1));
  json.key("items");
  json.begin_array();
  for (const domain::PractitionerLine& line : page.lines) {
    json.begin_object();
    json.member("id", print_id(line.id.value));
    json.member("version", line.version);
    json.member("listing", document::name_of(line.listing));
    json.member("name", line.name);
    json.member("post_nominals", line.post_nominals);
    json.member("mail", line.mail);
    json.member("city", line.city);
    json.member("country", line.country);
    json.key("professions");
    json.begin_array();
    for (std::string_view rest = line.professions; !rest.empty();) {
      const std::size_t comma = rest.find(',');
      json.string(rest.substr(0, comma));
      rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    json.end_array();
    json.member("credentials", line.credentials);
    json.member("edited", print_instant(line.edited));
    if (line.attested) json.member("attested", print_instant(*line.attested));
    json.member("url", "/v1/admin/practitioners/" + print_id(line.id.value));
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return body;
}

}  // namespace stillpoint::http::admin
