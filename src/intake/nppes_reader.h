#pragma once

#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"
#include "domain/ports.h"
#include "domain/vocabulary.h"
#include "intake/csv_reader.h"
#include "intake/nppes_columns.h"

namespace stillpoint::intake {

/// The name of this registry among external ids.
constexpr std::string_view kNppesSystem = "nppes";

struct NppesOptions {
  const domain::Vocabulary& vocabulary;
  /// Where a US ZIP code (five digits) lies; nothing for one that is not known.
  std::function<std::optional<domain::Point>(std::string_view zip)> point_of_zip;
  Date today{};
};

/// Reads the monthly file of the US registry of health care providers (NPPES), keeping the persons of our
/// professions: by a taxonomy in any of the fifteen places, a DO also by the credential text. Organisations
/// and other professions are skipped. What it says is taken as declared: a licence comes without any check,
/// an NPI is neither licence nor certificate, and a row is nobody's consent, so the listing is a draft.
/// Coordinates are those of the ZIP code. A deactivated number is an intake that withdraws. Names in capitals
/// are put into mixed case. Memory stays flat. Not thread-safe.
class NppesReader final : public domain::DocumentReader {
 public:
  /// Reads the header. @param in and all that the options refer to outlive the reader; binary mode.
  /// @return kInvalid for a file without the columns that are needed; kUnavailable where it cannot be read.
  static Result<std::unique_ptr<NppesReader>> open(std::istream& in, NppesOptions options);

  [[nodiscard]] Result<std::optional<domain::Intake>> next() override;
  [[nodiscard]] std::int64_t bytes_read() const override { return records_.bytes_read(); }

 private:
  NppesReader(std::istream& in, NppesOptions options);
  void take(const CsvRecord& record, domain::Intake& intake) const;
  void take_person(const CsvRecord& record, domain::Intake& intake) const;
  [[nodiscard]] std::vector<domain::HeldProfession> professions_of(const CsvRecord& record) const;
  [[nodiscard]] domain::JurisdictionKey state_of(std::string_view code) const;
  [[nodiscard]] domain::Location practice_of(const CsvRecord& record) const;
  [[nodiscard]] std::optional<domain::Address> mailing_address_of(const CsvRecord& record) const;

  CsvReader records_;
  NppesOptions options_;
  NppesColumns columns_;
  std::unordered_map<std::string, domain::ProfessionKey> profession_of_code_;
};

}  // namespace stillpoint::intake
