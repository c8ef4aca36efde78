#include "app/verifying/import_exclusions.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/identity/permissions.h"
#include "app/verifying/exclusion_rows.h"
#include "base/text.h"

namespace stillpoint::app {
namespace {

using domain::NewWorkItem;
using domain::Practitioner;

/// Lists shown at most, and looked through for the same one: decades of monthly ones.
constexpr std::size_t kListsShown = 400;
/// In which an NPI stands among the external ids.
constexpr std::string_view kNpiSystem = "nppes";
constexpr std::string_view kCountry = "US";

std::vector<std::string> words_of(std::string_view name) {
  const std::string folded = fold(name);
  std::vector<std::string> found;
  for (const std::string_view word : words(folded)) {
    // A generation's mark stands in one place and not in the other.
    if (word == "jr" || word == "sr" || word == "ii" || word == "iii" || word == "iv") continue;
    found.emplace_back(word);
  }
  return found;
}

/// The rows of a list by what somebody on record can be found by.
class RowsByName {
 public:
  explicit RowsByName(const std::vector<ExclusionRow>& rows) {
    for (const ExclusionRow& row : rows) {
      if (!row.npi.empty()) by_npi_[row.npi].push_back(&row);
      const std::vector<std::string> first = words_of(row.first);
      const std::vector<std::string> last = words_of(row.last);
      if (!first.empty() && !last.empty()) by_name_[key(first.front(), last.back())].push_back(&row);
    }
  }

  [[nodiscard]] std::vector<const ExclusionRow*> with_npi(const std::string& npi) const {
    const auto found = by_npi_.find(npi);
    return found == by_npi_.end() ? std::vector<const ExclusionRow*>() : found->second;
  }
  /// Rows whose first name and whole last name are among the words of the name, in whatever order: middle
  /// names stand in one place and not in the other.
  [[nodiscard]] std::vector<const ExclusionRow*> with_name(const std::string& name) const {
    const std::vector<std::string> on_record = words_of(name);
    const auto has = [&](const std::string& word) {
      return std::find(on_record.begin(), on_record.end(), word) != on_record.end();
    };
    std::vector<const ExclusionRow*> rows;
    for (const std::string& first : on_record) {
      for (const std::string& last : on_record) {
        const auto found = &first == &last ? by_name_.end() : by_name_.find(key(first, last));
        if (found == by_name_.end()) continue;
        for (const ExclusionRow* const row : found->second) {
          const std::vector<std::string> whole = words_of(row->last);
          if (std::all_of(whole.begin(), whole.end(), has)) rows.push_back(row);
        }
      }
    }
    return rows;
  }

 private:
  static std::string key(const std::string& first, const std::string& last) { return first + " " + last; }
  std::unordered_map<std::string, std::vector<const ExclusionRow*>> by_npi_;
  std::unordered_map<std::string, std::vector<const ExclusionRow*>> by_name_;
};

/// How near a row's place is to where somebody practises: 2 the same city, 1 the same state, 0 neither.
int nearness(const Practitioner& person, const ExclusionRow& row) {
  int best = 0;
  for (const domain::Location& location : person.locations) {
    if (location.country != kCountry || row.state.empty()) continue;
    if (location.jurisdiction.value != std::string(kCountry) + "-" + row.state) continue;
    best = std::max(best, fold(location.city) == fold(row.city) ? 2 : 1);
  }
  return best;
}

/// Gathers leads, those by NPI apart: they are the surer ones.
struct Leads {
  std::vector<NewWorkItem> by_npi{};
  std::vector<NewWorkItem> by_name{};

  void look_at(const Practitioner& person, const RowsByName& list, const std::string& digest) {
    const auto add = [&](std::vector<NewWorkItem>& into, std::string_view why, const ExclusionRow& row) {
      into.push_back({.kind = domain::WorkKind::kExclusion,
                      .practitioner = person.id,
                      .number = row.npi,
                      .note = std::string(why) + ": " + describe(row) + ".",
                      .evidence = digest});
    };
    std::string npi;
    for (const domain::ExternalId& id : person.external_ids) {
      if (id.system != kNpiSystem) continue;
      npi = id.value;
      for (const ExclusionRow* const row : list.with_npi(id.value)) add(by_npi, "The same NPI", *row);
    }
    for (const ExclusionRow* const row : list.with_name(person.name.display)) {
      // Either it is told already, or another number tells that it is somebody else.
      if (!npi.empty() && !row->npi.empty()) continue;
      const int near = nearness(person, *row);
      if (near == 0) continue;
      add(by_name, near == 2 ? "The same name in the same city" : "The same name in the same state", *row);
    }
  }
};

domain::SheetFormat format_of(std::string_view content) {
  return {.encoding = is_utf8(content) ? domain::SheetEncoding::kUtf8 : domain::SheetEncoding::kWindows1252,
          .separator = domain::separator_of(content),
          .rows_max = kExclusionRowsMax};
}

Result<std::vector<ExclusionRow>> read_list(const domain::SheetReader& sheets, std::string_view content) {
  const Result<domain::Sheet> sheet = sheets.read(content, format_of(content));
  if (sheet) return read_exclusions(*sheet);
  Error error = sheet.error();
  error.faults = {{.where = "list", .what = error.message, .allowed = "a CSV file", .value = {}}};
  return error;
}

}  // namespace

Result<std::vector<domain::ExclusionRun>> ImportExclusions::past(const domain::Actor& actor) const {
  if (Result<void> may = require(actor, Permission::kChangeSettings); !may) return std::move(may).error();
  return ports_.store.exclusion_lists(kListsShown);
}

Result<void> ImportExclusions::keep(const domain::Actor& actor, const std::vector<NewWorkItem>& leads,
                                    std::size_t by_npi, Outcome& outcome) const {
  domain::ExclusionRun& run = outcome.run;
  for (std::size_t i = 0; i < leads.size(); ++i) {
    const Result<bool> opened = ports_.store.open_lead(leads[i], run.recorded);
    if (!opened) return opened.error();
    int& count = !*opened ? outcome.known : i < by_npi ? run.by_npi : run.by_name;
    ++count;
  }
  const auto past = ports_.store.exclusion_lists(kListsShown);
  if (!past) return past.error();
  const bool is_known = std::any_of(past->begin(), past->end(), [&](const domain::ExclusionRun& before) {
    return before.sha256 == run.sha256;
  });
  // The same list again, which brought nothing: nothing happened.
  if (is_known && run.by_npi + run.by_name == 0) return {};
  Result<void> done = ports_.store.put_exclusion_list(run);
  if (!done) return done;
  return ports_.trail.append({.at = run.recorded,
                              .actor = actor,
                              .action = "exclusions.import",
                              .subject = {.kind = "exclusion_list", .id = run.sha256},
                              .reason = std::to_string(run.rows) + " rows; " + std::to_string(run.by_npi) +
                                        " leads by NPI, " + std::to_string(run.by_name) +
                                        " by name and place, " + std::to_string(outcome.known) +
                                        " known before"});
}

Result<ImportExclusions::Outcome> ImportExclusions::run(const domain::Actor& actor,
                                                        const BroughtFile& file) const {
  if (Result<void> may = require(actor, Permission::kChangeSettings); !may) return std::move(may).error();
  const Result<std::vector<ExclusionRow>> rows = read_list(ports_.sheets, file.content);
  if (!rows) return rows.error();
  Result<domain::EvidenceRecord> kept = ports_.files.keep(file.content);
  if (!kept) return std::move(kept).error();
  kept->file_name = file.file_name;
  kept->stored = ports_.clock.now();
  kept->actor = actor.name;
  const RowsByName list(*rows);
  Leads leads;
  Result<void> done = ports_.directory.for_each([&](const Practitioner& person) -> Result<void> {
    leads.look_at(person, list, kept->sha256);
    return {};
  });
  if (!done) return std::move(done).error();
  const std::size_t by_npi = leads.by_npi.size();
  std::vector<NewWorkItem> all = std::move(leads.by_npi);
  std::move(leads.by_name.begin(), leads.by_name.end(), std::back_inserter(all));
  Outcome outcome{.run = {.sha256 = kept->sha256,
                          .recorded = kept->stored,
                          .actor = actor.name,
                          .rows = static_cast<int>(rows->size())}};
  done = ports_.work.in_transaction([&]() -> Result<void> {
    Result<void> noted = ports_.store.put_evidence(*kept);
    return noted ? keep(actor, all, by_npi, outcome) : noted;
  });
  if (!done) return std::move(done).error();
  return outcome;
}

}  // namespace stillpoint::app
