#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/register/register_parts.h"
#include "domain/actor.h"
#include "domain/spreadsheet.h"

namespace stillpoint::app {

/// What a spreadsheet holds: people, one a row, or rows that belong to people.
enum class SheetTable : std::uint8_t {
  kPractitioners,
  kLicences,
  kTraining,
  kCredentials,
  kFees,
  kLocations
};
constexpr std::size_t kSheetTables = 6;
/// In the order of SheetTable, as addresses and files name them.
constexpr std::array<std::string_view, kSheetTables> kSheetTableNames = {
    "practitioners", "licences", "training", "credentials", "fees", "locations"};

using domain::DateOrder;

/// One column of a template.
struct SheetColumn {
  std::string name{};   ///< "hours"
  std::string label{};  ///< "Hours"
  std::string hint{};
  bool required = false;
};
/// The columns of a table. The first, "member", tells whose row it is: a number of the practitioner's in the
/// uploader's own registry, or the id that the register gave.
std::vector<SheetColumn> sheet_columns(SheetTable table);

/// A spreadsheet with what is to be understood by it.
struct SheetUpload {
  SheetTable table = SheetTable::kPractitioners;
  domain::Sheet sheet{};
  DateOrder dates = DateOrder::kYearMonthDay;
  std::string system{};                          ///< Of the members' numbers: "csta". Lower-case letters.
  std::map<std::string, std::string> columns{};  ///< Column of the template -> heading of the file.
};

/// What a row comes to.
struct SheetVerdict {
  enum class Kind : std::uint8_t { kNew, kChanged, kUnchanged, kRejected };
  std::int64_t line = 0;  ///< The first of those that make up the record.
  Kind kind = Kind::kUnchanged;
  std::string who{};
  std::vector<domain::FieldChange> changes{};
  std::vector<Fault> faults{};                    ///< `where` is the column, or a place in the record.
  std::vector<domain::LikelySame> likely_same{};  ///< Of a preview's new ones: who on record they may be.
};

struct SheetSummary {
  std::array<std::int64_t, 4> counts{};  ///< By SheetVerdict::Kind.
  std::int64_t likely_same = 0;          ///< New ones who may be somebody on record already.
  std::vector<SheetVerdict> rows{};      ///< Those that change something or are rejected, in order.
};

/// A registrar brings a spreadsheet: people that are new become drafts, those on record get what their row
/// says; rows of other tables replace that part of a record. The rules are those of an edit by hand, and what
/// a cell leaves empty says nothing. Thread-safe.
class ImportSpreadsheet {
 public:
  explicit ImportSpreadsheet(const RegisterParts& parts) : parts_(parts) {}

  /// Which heading is which column: as it was understood last time, else by name.
  [[nodiscard]] Result<std::map<std::string, std::string>> guess_columns(SheetTable table,
                                                                         const domain::Sheet& sheet) const;

  /// What would become of each row, and which of the new ones may be somebody on record already; nothing is
  /// changed. @return kInvalid where a column that is needed is not
  /// there; kUnauthenticated, kForbidden.
  [[nodiscard]] Result<SheetSummary> preview(const domain::Actor& actor, const SheetUpload& upload) const;
  /// Does it, in one transaction, and remembers the columns. Rejected rows change nothing.
  [[nodiscard]] Result<SheetSummary> run(const domain::Actor& actor, const SheetUpload& upload) const;

 private:
  [[nodiscard]] Result<SheetSummary> take(const domain::Actor& actor, const SheetUpload& upload,
                                          bool keep) const;

  const RegisterParts& parts_;
};

}  // namespace stillpoint::app
