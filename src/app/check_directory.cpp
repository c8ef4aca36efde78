#include "app/check_directory.h"

#include <optional>
#include <unordered_set>
#include <utility>

#include "domain/search_query.h"

namespace stillpoint::app {
namespace {

/// Beyond so many, more of the same says nothing new.
constexpr std::size_t kFaultsMax = 20;

void add_fault(CheckedPart& part, std::string fault) {
  if (part.faults.size() < kFaultsMax) part.faults.push_back(std::move(fault));
}

/// The ids that a walk through the whole index brings.
Result<std::vector<domain::PractitionerId>> walk(const domain::DirectoryIndex& index,
                                                 const domain::SearchQuery& query, Instant now) {
  std::vector<domain::PractitionerId> ids;
  std::optional<domain::Position> after;
  do {
    Result<domain::SearchPage> page = index.search(query, after, now);
    if (!page) return std::move(page).error();
    for (const domain::SearchItem& item : page->items) ids.push_back(item.id);
    after = std::move(page->next);
  } while (after);
  return ids;
}

}  // namespace

Result<std::vector<CheckedPart>> CheckDirectory::run() const {
  std::vector<CheckedPart> parts;
  for (const auto check :
       {&CheckDirectory::check_trail, &CheckDirectory::check_copies, &CheckDirectory::check_index}) {
    Result<CheckedPart> part = (this->*check)();
    if (!part) return std::move(part).error();
    parts.push_back(*std::move(part));
  }
  return parts;
}

Result<CheckedPart> CheckDirectory::check_trail() const {
  CheckedPart part{.part = "The trail"};
  const Result<std::optional<domain::AuditLog::Broken>> broken = stores_.trail.verify();
  if (!broken) return broken.error();
  if (*broken) part.faults.push_back((*broken)->what);
  std::int64_t entries = 0;
  const Result<void> read = stores_.trail.for_each({.newest_first = true, .count = 1},
                                                   [&](const domain::AuditRecord& record) -> Result<void> {
                                                     entries = record.sequence;
                                                     return {};
                                                   });
  if (!read) return read.error();
  part.says = std::to_string(entries) + " entries, each bound to the one before";
  return part;
}

Result<CheckedPart> CheckDirectory::check_copies() const {
  CheckedPart part{.part = "Copies of records"};
  std::int64_t records = 0;
  const Result<void> done =
      stores_.directory.for_each([&](const domain::Practitioner& stored) -> Result<void> {
        ++records;
        const Result<domain::Practitioner> copy = stores_.directory.find(stored.id);
        // Beside a server the record may have moved on since the walk began.
        if (copy && copy->version == stored.version && *copy != stored) {
          add_fault(part,
                    "The copy of practitioner " + print_id(stored.id.value) + " differs from its tables.");
        }
        if (!copy && copy.error().code == ErrorCode::kUnavailable) return copy.error();
        return {};
      });
  if (!done) return done.error();
  part.says = std::to_string(records) + " records read both ways";
  return part;
}

Result<CheckedPart> CheckDirectory::check_index() const {
  CheckedPart part{.part = "The index"};
  std::unordered_set<domain::PractitionerId> listed;
  const Instant now = clock_.now();
  // Both sides are taken from the same reading, so a change beside it is no difference.
  const Result<void> built = stores_.index.rebuild(
      [&](const std::function<void(const domain::Listing&)>& visit) {
        return stores_.directory.for_each_listing([&](const domain::Listing& listing) {
          listed.insert(listing.practitioner.id);
          visit(listing);
        });
      },
      now);
  if (!built) return built.error();
  const Result<domain::SearchQuery> query =
      domain::SearchQuery::make({.sort = domain::Sort::kName, .limit = domain::kPageRowsMax}, vocabulary_);
  if (!query) return query.error();
  const Result<std::vector<domain::PractitionerId>> found = walk(stores_.index, *query, now);
  if (!found) return found.error();
  part.says =
      std::to_string(found->size()) + " practitioners found of " + std::to_string(listed.size()) + " listed";
  std::unordered_set<domain::PractitionerId> left = listed;
  for (const domain::PractitionerId id : *found) {
    if (left.erase(id) != 0) continue;
    add_fault(part, "Practitioner " + print_id(id.value) +
                        (listed.count(id) != 0 ? " is found twice." : " is found, but not listed."));
  }
  for (const domain::PractitionerId id : left) {
    add_fault(part, "Practitioner " + print_id(id.value) + " is listed, but not found.");
  }
  return part;
}

}  // namespace stillpoint::app
