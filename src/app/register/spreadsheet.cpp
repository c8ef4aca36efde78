#include "app/register/spreadsheet.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "app/identity/permissions.h"
#include "app/register/practitioner_edit.h"
#include "app/register/register_practitioner.h"
#include "app/register/spreadsheet_rows.h"
#include "base/calendar.h"
#include "base/text.h"
#include "document/differences.h"
#include "document/practitioner_writer.h"

namespace stillpoint::app {
namespace {

using document::FlatDocument;
using document::FlatField;
using domain::Practitioner;
using Kind = SheetVerdict::Kind;

constexpr std::size_t kVerdictsMax = 2000;  ///< Of a summary: more than anybody reads; all are counted.

bool stands_at(std::string_view path, std::string_view prefix) {
  return path.substr(0, prefix.size()) == prefix &&
         (path.size() == prefix.size() || path[prefix.size()] == '/');
}

/// How a heading is remembered: the table and the names of its columns.
std::string heading_key(SheetTable table, const domain::Sheet& sheet) {
  std::string key(kSheetTableNames[static_cast<std::size_t>(table)]);
  for (const std::string& name : sheet.heading) key.append("\n").append(name);
  return key;
}

/// The rows of one person, in the order of the file.
struct Record {
  std::string member{};
  std::vector<std::size_t> rows{};
};

/// One run over one sheet, within a transaction.
class SheetRun {
 public:
  /// How a run goes: for good, or to be looked at.
  enum class Mode : std::uint8_t { kKeep, kPreview };
  SheetRun(const RegisterParts& parts, const domain::Actor& actor, const SheetUpload& upload, Mode mode)
      : parts_(parts),
        actor_(actor),
        upload_(upload),
        mode_(mode),
        now_(parts.clock.now()),
        cells_(parts.vocabulary, upload.dates) {
    for (const SheetField& field : sheet_fields(upload.table)) {
      if (const auto at = position_of(field.column)) fields_.emplace_back(field, *at);
    }
    member_ = position_of(kMemberColumn);
  }

  Result<void> run(SheetSummary& summary) {
    if (!member_) {
      return Error{.code = ErrorCode::kInvalid,
                   .message = "No column tells whose row it is: say which one is member."};
    }
    for (const Record& record : records(summary)) {
      Result<SheetVerdict> verdict = take(record);
      if (!verdict) return std::move(verdict).error();
      note(summary, *std::move(verdict));
    }
    return {};
  }

 private:
  [[nodiscard]] std::optional<std::size_t> position_of(std::string_view column) const {
    const auto heading = upload_.columns.find(std::string(column));
    if (heading == upload_.columns.end() || heading->second.empty()) return std::nullopt;
    const auto& names = upload_.sheet.heading;
    const auto found = std::find(names.begin(), names.end(), heading->second);
    if (found == names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
  }

  static void note(SheetSummary& summary, SheetVerdict verdict) {
    ++summary.counts[static_cast<std::size_t>(verdict.kind)];
    if (!verdict.likely_same.empty()) ++summary.likely_same;
    if (verdict.kind != Kind::kUnchanged && summary.rows.size() < kVerdictsMax)
      summary.rows.push_back(std::move(verdict));
  }

  /// Rows of one member belong together; rows that are none are rejected at once.
  std::vector<Record> records(SheetSummary& summary) {
    std::vector<Record> records;
    std::unordered_map<std::string, std::size_t> positions;
    for (std::size_t i = 0; i < upload_.sheet.rows.size(); ++i) {
      const domain::SheetRow& row = upload_.sheet.rows[i];
      const std::string& member = row.cells[*member_];
      const auto known = positions.find(member);
      std::string wrong = row.wrong;
      if (wrong.empty() && member.empty()) wrong = "The row does not say whose it is.";
      if (wrong.empty() && known != positions.end() && upload_.table == SheetTable::kPractitioners)
        wrong = "The file names this member twice.";
      if (!wrong.empty()) {
        note(summary,
             {.line = row.line,
              .kind = Kind::kRejected,
              .who = member,
              .faults = {{.where = std::string(kMemberColumn), .what = wrong, .allowed = {}, .value = {}}}});
      } else if (known != positions.end()) {
        records[known->second].rows.push_back(i);
      } else {
        positions.emplace(member, records.size());
        records.push_back({.member = member, .rows = {i}});
      }
    }
    return records;
  }

  Result<std::optional<Practitioner>> find(const std::string& member) {
    if (const std::optional<std::int64_t> id = parse_id(member)) {
      Practitioner wanted;
      wanted.id = {*id};
      Result<std::optional<Practitioner>> found = parts_.writer.find_existing(wanted);
      if (!found || *found) return found;
    }
    Practitioner wanted;
    wanted.external_ids = {{upload_.system, member}};
    return parts_.writer.find_existing(wanted);
  }

  Result<SheetVerdict> take(const Record& record) {
    SheetVerdict verdict{.line = upload_.sheet.rows[record.rows.front()].line, .who = record.member};
    const auto reject = [&](std::string what) {
      verdict.kind = Kind::kRejected;
      verdict.faults.push_back({.where = std::string(kMemberColumn),
                                .what = std::move(what),
                                .allowed = {},
                                .value = record.member});
      return verdict;
    };
    Result<std::optional<Practitioner>> found = find(record.member);
    if (!found) return std::move(found).error();
    const bool is_new = !*found;
    if (is_new && upload_.table != SheetTable::kPractitioners)
      return reject("Nobody on record has this number; bring the people first.");
    if (!is_new && (*found)->listing == domain::ListingState::kWithdrawn)
      return reject("This practitioner withdrew; no file brings them back.");
    if (is_new && upload_.system.empty()) return reject("A new member needs the name of your registry.");
    const Practitioner existing = is_new ? Practitioner{} : **found;
    const std::string before = is_new
                                   ? std::string()
                                   : document::write_practitioner(existing, parts_.vocabulary,
                                                                  {.audience = document::Audience::kExport});
    const FlatDocument made = FlatDocument::make(laid_over(record, before), document::practitioner_fields());
    Result<WrittenRecord> written = read_written(made.json(), existing, parts_.vocabulary, date_of(now_));
    if (!written) return refused(std::move(verdict), record, made, written.error().faults);
    EditedRecord edited = lay_over(existing, written->record, now_);
    if (!edited.faults.empty()) return refused(std::move(verdict), record, made, edited.faults);
    verdict.who = edited.record.name.display;
    if (!is_new && edited.record == existing) return verdict;
    if (is_new && mode_ == Mode::kPreview) {
      Result<std::vector<domain::LikelySame>> likely = parts_.reader.likely_same(edited.record);
      if (!likely) return std::move(likely).error();
      verdict.likely_same = *std::move(likely);
    }
    Result<SheetVerdict> done = put(std::move(verdict), record, before, edited.record);
    if (!done || done->kind != Kind::kChanged) return done;
    const Result<void> left = leave_former_address(parts_.mailed, existing, edited.record);
    return left ? std::move(done) : Result<SheetVerdict>(left.error());
  }

  /// The record's values with those of the rows in their place.
  std::vector<FlatField> laid_over(const Record& record, const std::string& before) {
    std::vector<FlatField> fields;
    if (!before.empty()) {
      Result<std::vector<FlatField>> all = document::flatten(before);
      if (all) fields = *std::move(all);
    }
    fields.erase(std::remove_if(fields.begin(), fields.end(),
                                [](const FlatField& field) {
                                  return document::find_rule(document::practitioner_fields(), field.path) ==
                                         nullptr;
                                }),
                 fields.end());
    if (upload_.table == SheetTable::kPractitioners) {
      if (before.empty()) {
        fields.push_back({"/external_ids/0/system", upload_.system});
        fields.push_back({"/external_ids/0/value", record.member});
      }
      for (const auto& [field, at] : fields_) set(fields, field, field.path, record.rows.front(), at);
    } else if (upload_.table == SheetTable::kLicences) {
      lay_licences(fields, record);
    } else {
      const std::string list(sheet_list(upload_.table));
      drop(fields, list);
      for (std::size_t i = 0; i < record.rows.size(); ++i) {
        for (const auto& [field, at] : fields_)
          set(fields, field, list + "/" + std::to_string(i) + "/" + field.column, record.rows[i], at);
      }
    }
    return fields;
  }

  static void drop(std::vector<FlatField>& fields, std::string_view prefix) {
    fields.erase(std::remove_if(fields.begin(), fields.end(),
                                [&](const FlatField& field) { return stands_at(field.path, prefix); }),
                 fields.end());
  }

  /// What a cell leaves empty says nothing.
  void set(std::vector<FlatField>& fields, const SheetField& field, const std::string& path, std::size_t row,
           std::size_t at) {
    const std::string& cell = upload_.sheet.rows[row].cells[at];
    if (cell.find_first_not_of(" \t\n") == std::string::npos) return;
    drop(fields, path);
    fields.push_back({path, cells_.read(*field.rule, cell)});
  }

  /// The licences of each profession that the rows name take the place of those on record.
  void lay_licences(std::vector<FlatField>& fields, const Record& record) {
    std::vector<std::string> professions;
    for (const FlatField& field : fields) {
      if (stands_at(field.path, "/professions") && field.path.find("/licences") == std::string::npos)
        professions.push_back(field.value);
    }
    std::vector<bool> emptied(professions.size(), false);
    for (std::size_t i = 0; i < record.rows.size(); ++i) {
      std::string profession;
      for (const auto& [field, at] : fields_) {
        if (field.column == "profession")
          profession = cells_.read(*field.rule, upload_.sheet.rows[record.rows[i]].cells[at]);
      }
      auto place = static_cast<std::size_t>(std::find(professions.begin(), professions.end(), profession) -
                                            professions.begin());
      const std::string held = "/professions/" + std::to_string(place);
      if (place == professions.size()) {
        professions.push_back(profession);
        emptied.push_back(true);
        fields.push_back({held + "/profession", profession});
      }
      if (!emptied[place]) drop(fields, held + "/licences");
      emptied[place] = true;
      for (const auto& [field, at] : fields_) {
        if (field.column == "profession") continue;
        set(fields, field, held + "/licences/" + std::to_string(i) + "/" + field.column, record.rows[i], at);
      }
    }
  }

  /// Tells each fault at its line and column.
  SheetVerdict refused(SheetVerdict verdict, const Record& record, const FlatDocument& made,
                       const std::vector<Fault>& faults) const {
    verdict.kind = Kind::kRejected;
    for (Fault fault : made.at_fields(faults)) {
      const std::string path = fault.where;
      const document::FieldRule* rule = document::find_rule(document::practitioner_fields(), path);
      for (const auto& [field, at] : fields_) {
        if (rule == field.rule) fault.where = field.column;
      }
      if (const std::optional<std::size_t> row = row_of(path); row && *row < record.rows.size())
        fault.where =
            "line " + std::to_string(upload_.sheet.rows[record.rows[*row]].line) + ", " + fault.where;
      verdict.faults.push_back(std::move(fault));
    }
    return verdict;
  }

  /// Which of the record's rows a path is of: its last number.
  [[nodiscard]] std::optional<std::size_t> row_of(std::string_view path) const {
    if (upload_.table == SheetTable::kPractitioners) return std::nullopt;
    std::optional<std::size_t> row;
    for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
         slash = path.find('/', slash + 1)) {
      std::size_t number = 0;
      const char* begin = path.data() + slash + 1;
      const auto [end, error] = std::from_chars(begin, path.data() + path.size(), number);
      if (error == std::errc{} && (end == path.data() + path.size() || *end == '/')) row = number;
    }
    return row;
  }

  Result<SheetVerdict> put(SheetVerdict verdict, const Record& record, const std::string& before,
                           Practitioner& after) {
    const bool is_new = before.empty();
    after.edited = now_;
    ++after.version;
    Result<domain::PractitionerId> stored = parts_.writer.put(after);
    if (!stored) {
      if (stored.error().code != ErrorCode::kConflict) return std::move(stored).error();
      verdict.kind = Kind::kRejected;
      verdict.faults = {{.where = record.member, .what = stored.error().message, .allowed = {}, .value = {}}};
      return verdict;
    }
    after.id = *stored;
    verdict.kind = is_new ? Kind::kNew : Kind::kChanged;
    verdict.changes = document::differences(
        before,
        document::write_practitioner(after, parts_.vocabulary, {.audience = document::Audience::kExport}));
    Result<void> traced = parts_.trail.append(
        {.at = now_,
         .actor = actor_,
         .action = is_new ? "practitioner.register" : "practitioner.edit",
         .subject = {.kind = "practitioner", .id = print_id(after.id.value)},
         .changes = verdict.changes,
         .reason = "Spreadsheet of " +
                   std::string(kSheetTableNames[static_cast<std::size_t>(upload_.table)]) + ", line " +
                   std::to_string(verdict.line) + "."});
    if (!traced) return std::move(traced).error();
    return verdict;
  }

  const RegisterParts& parts_;
  const domain::Actor& actor_;
  const SheetUpload& upload_;
  Mode mode_;
  Instant now_;
  CellReader cells_;
  std::vector<std::pair<SheetField, std::size_t>> fields_;
  std::optional<std::size_t> member_;
};

}  // namespace

Result<std::map<std::string, std::string>> ImportSpreadsheet::guess_columns(
    SheetTable table, const domain::Sheet& sheet) const {
  std::map<std::string, std::string> columns;
  const Result<std::string> remembered = parts_.store.column_mapping(heading_key(table, sheet));
  if (!remembered) return remembered.error();
  for (std::string_view rest = *remembered; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest = line.size() == rest.size() ? std::string_view() : rest.substr(line.size() + 1);
    const std::size_t equals = line.find('=');
    if (equals != std::string_view::npos)
      columns[std::string(line.substr(0, equals))] = std::string(line.substr(equals + 1));
  }
  if (!columns.empty()) return columns;
  for (const SheetColumn& column : sheet_columns(table)) {
    for (const std::string& heading : sheet.heading) {
      if (fold(heading) == fold(column.name) || fold(heading) == fold(column.label)) {
        columns.emplace(column.name, heading);
        break;
      }
    }
  }
  return columns;
}

Result<SheetSummary> ImportSpreadsheet::take(const domain::Actor& actor, const SheetUpload& upload,
                                             bool keep) const {
  if (Result<void> may = require(actor, Permission::kEditRegister); !may) return std::move(may).error();
  SheetSummary summary;
  bool was_tried = false;
  Result<void> done = parts_.work.in_transaction([&]() -> Result<void> {
    Result<void> run =
        SheetRun(parts_, actor, upload, keep ? SheetRun::Mode::kKeep : SheetRun::Mode::kPreview).run(summary);
    if (!run) return run;
    if (!keep) {
      was_tried = true;
      // An error takes everything back, which is what a preview is.
      return Error{.code = ErrorCode::kUnavailable, .message = "Nothing is kept of a preview."};
    }
    std::string mapping;
    for (const auto& [column, heading] : upload.columns) {
      if (!heading.empty() && heading.find('\n') == std::string::npos)
        mapping.append(column).append("=").append(heading).append("\n");
    }
    return parts_.store.put_column_mapping(heading_key(upload.table, upload.sheet), mapping);
  });
  if (!done && !was_tried) return std::move(done).error();
  if (keep) static_cast<void>(parts_.follow.catch_up().has_value());  // what is committed stands
  return summary;
}

Result<SheetSummary> ImportSpreadsheet::preview(const domain::Actor& actor, const SheetUpload& upload) const {
  return take(actor, upload, false);
}

Result<SheetSummary> ImportSpreadsheet::run(const domain::Actor& actor, const SheetUpload& upload) const {
  return take(actor, upload, true);
}

}  // namespace stillpoint::app
