#include "http/partners/locked_filters.h"

#include <algorithm>
#include <string>
#include <utility>

#include "domain/locked_search.h"
#include "http/message.h"
#include "http/parameters.h"

namespace stillpoint::http::partners {
namespace {

Error cannot_be_locked(std::vector<Fault> faults) {
  return {
      .code = ErrorCode::kInvalid, .message = "These filters cannot be locked.", .faults = std::move(faults)};
}

std::string all_names() {
  std::string names;
  for (const std::string_view name : domain::lockable_names()) {
    names.append(names.empty() ? "" : ", ").append(name);
  }
  return names;
}

}  // namespace

Result<domain::SearchTerms> read_locked(const std::vector<domain::LockedFilter>& locked,
                                        const domain::Vocabulary& vocabulary,
                                        const domain::PlaceFinder& places) {
  std::vector<Parameter> parameters;
  std::vector<Fault> faults;
  for (const domain::LockedFilter& filter : locked) {
    const auto& names = domain::lockable_names();
    if (std::find(names.begin(), names.end(), filter.name) == names.end()) {
      faults.push_back({.where = filter.name,
                        .what = "This is no filter that can be locked.",
                        .allowed = all_names(),
                        .value = filter.value});
      continue;
    }
    parameters.push_back({.name = filter.name, .value = filter.value});
  }
  SearchRequest read = read_search(parameters, vocabulary, UnknownNames::kRefused);
  faults.insert(faults.end(), read.faults.begin(), read.faults.end());
  if (faults.empty() && !read.terms.place.empty()) {
    const Result<domain::PlaceAnswer> found = places.find(read.terms.place);
    if (!found) faults = found.error().faults;
  }
  if (!faults.empty()) return cannot_be_locked(std::move(faults));
  return std::move(read.terms);
}

}  // namespace stillpoint::http::partners
