#include "intake/nppes_reader.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "document/practitioner_reader.h"
#include "document/practitioner_writer.h"
#include "intake/npi.h"
#include "intake/registry_text.h"

namespace stillpoint::intake {
namespace {

using domain::HeldProfession;
using domain::Intake;
using domain::Licence;
using domain::Practitioner;

constexpr std::string_view kPerson = "1";
constexpr std::string_view kOrganisation = "2";
constexpr std::string_view kUs = "US";

/// NUCC's grouping of allopathic and osteopathic physicians: the licence of a DO stands beside such a code.
constexpr std::string_view kPhysicianCodes = "20";

Fault fault(std::string_view column, std::string_view what, std::string_view allowed,
            std::string_view value) {
  constexpr std::size_t kQuotedBytesMax = 80;
  return {.where = std::string(column),
          .what = std::string(what),
          .allowed = std::string(allowed),
          .value = std::string(shorten(value, kQuotedBytesMax))};
}

std::string_view field(const CsvRecord& record, std::size_t column) {
  return trimmed(record.fields[column]);
}

std::string joined(std::string_view first, std::string_view second, std::string_view between) {
  std::string text(first);
  if (!first.empty() && !second.empty()) text += between;
  return text += second;
}

/// "ZIP" or "ZIP+4" as the registry writes them: "061051208" is "06105-1208".
std::string print_zip(std::string_view digits) {
  constexpr std::size_t kWhole = 9;
  if (digits.size() != kWhole) return std::string(digits);
  return std::string(digits.substr(0, 5)) + "-" + std::string(digits.substr(5));
}

std::string_view country_of(std::string_view given) {
  return given.empty() ? kUs : given;
}

HeldProfession& held(std::vector<HeldProfession>& professions, const domain::ProfessionKey& key) {
  const auto found = std::find_if(professions.begin(), professions.end(),
                                  [&](const HeldProfession& one) { return one.profession == key; });
  if (found != professions.end()) return *found;
  professions.push_back({.profession = key});
  return professions.back();
}

void add_licence(HeldProfession& profession, Licence licence) {
  if (licence.number.empty() || licence.jurisdiction.empty()) return;
  if (std::find(profession.licences.begin(), profession.licences.end(), licence) == profession.licences.end())
    profession.licences.push_back(std::move(licence));
}

}  // namespace

NppesReader::NppesReader(std::istream& in, NppesOptions options)
    : records_(in), options_(std::move(options)) {
  for (const domain::Profession& profession : options_.vocabulary.rows().professions) {
    for (const std::string& code : profession.nucc_codes) profession_of_code_.emplace(code, profession.key);
  }
}

Result<std::unique_ptr<NppesReader>> NppesReader::open(std::istream& in, NppesOptions options) {
  std::unique_ptr<NppesReader> reader(new NppesReader(in, std::move(options)));
  Result<const CsvRecord*> header = reader->records_.next();
  if (!header) return std::move(header).error();
  if (*header == nullptr || !(*header)->wrong.empty()) {
    return Error{.code = ErrorCode::kInvalid, .message = "This is not a file of NPPES: it has no header."};
  }
  Result<NppesColumns> columns = NppesColumns::find((*header)->fields);
  if (!columns) return std::move(columns).error();
  reader->columns_ = *columns;
  reader->records_.expect_fields(columns->count);
  return reader;
}

Result<std::optional<Intake>> NppesReader::next() {
  Result<const CsvRecord*> next = records_.next();
  if (!next) return std::move(next).error();
  if (*next == nullptr) return std::optional<Intake>();
  const CsvRecord& record = **next;
  Intake intake{.line = record.line};
  if (record.wrong.empty()) {
    take(record, intake);
  } else {
    intake.faults.push_back(
        fault("", record.wrong, std::to_string(columns_.count) + " fields between commas.", ""));
  }
  return std::optional<Intake>(std::move(intake));
}

void NppesReader::take(const CsvRecord& record, Intake& intake) const {
  const std::string_view entity = field(record, columns_.entity_type);
  if (entity == kOrganisation) {
    intake.skipped = true;
    return;
  }
  const std::string_view npi = field(record, columns_.npi);
  if (!is_npi(npi)) {
    intake.faults.push_back(fault("NPI", "This is no NPI: its check digit does not fit.",
                                  "Ten digits, the first 1 or 2, the last the check digit.",
                                  is_utf8(npi) ? npi : ""));
    return;
  }
  const std::string_view deactivated = field(record, columns_.deactivation_date);
  if (!deactivated.empty()) {
    const auto off = parse_us_date(deactivated);
    const auto on = parse_us_date(field(record, columns_.reactivation_date));
    if (!off) {
      intake.faults.push_back(fault("NPI Deactivation Date", "This is not a date.", "A date like 03/16/2006.",
                                    is_utf8(deactivated) ? deactivated : ""));
      return;
    }
    // A number may be given up and taken up again.
    if (!on || *on < *off) {
      intake.withdraw = true;
      intake.practitioner.emplace();
      intake.practitioner->external_ids.push_back(
          {.system = std::string(kNppesSystem), .value = std::string(npi)});
      return;
    }
  }
  if (entity != kPerson) {
    intake.faults.push_back(fault("Entity Type Code", "This is neither a person nor an organisation.",
                                  "1 (a person) or 2 (an organisation).", is_utf8(entity) ? entity : ""));
    return;
  }
  take_person(record, intake);
}

domain::JurisdictionKey NppesReader::state_of(std::string_view code) const {
  domain::JurisdictionKey key{"US-" + std::string(code)};
  if (options_.vocabulary.find(key) == nullptr) return {};
  return key;
}

std::vector<HeldProfession> NppesReader::professions_of(const CsvRecord& record) const {
  std::vector<HeldProfession> professions;
  const domain::ProfessionKey osteopathic{"osteopathic_physician"};
  const bool is_do = names_do(field(record, columns_.credential_text));
  if (is_do) held(professions, osteopathic);
  for (const NppesColumns::Slot& slot : columns_.slots) {
    const std::string code(field(record, slot.taxonomy));
    if (code.empty()) continue;
    Licence licence{.jurisdiction = state_of(field(record, slot.licence_state)),
                    .number = std::string(field(record, slot.licence_number))};
    if (const auto found = profession_of_code_.find(code); found != profession_of_code_.end()) {
      add_licence(held(professions, found->second), std::move(licence));
    } else if (is_do && code.starts_with(kPhysicianCodes)) {
      add_licence(held(professions, osteopathic), std::move(licence));
    }
  }
  return professions;
}

domain::Location NppesReader::practice_of(const CsvRecord& record) const {
  const NppesColumns::Address& at = columns_.practice;
  domain::Location location;
  location.country = country_of(field(record, at.country));
  location.street = joined(field(record, at.line_1), field(record, at.line_2), ", ");
  location.city = in_mixed_case(field(record, at.city));
  const std::string_view postal_code = field(record, at.postal_code);
  if (location.country == kUs) {
    location.postal_code = print_zip(postal_code);
    location.jurisdiction = state_of(field(record, at.state));
    if (postal_code.size() >= 5) location.point = options_.point_of_zip(postal_code.substr(0, 5));
  } else {
    location.postal_code = postal_code;
  }
  return location;
}

std::optional<domain::Address> NppesReader::mailing_address_of(const CsvRecord& record) const {
  const NppesColumns::Address& at = columns_.mailing;
  domain::Address address;
  address.street = joined(field(record, at.line_1), field(record, at.line_2), ", ");
  address.city = in_mixed_case(field(record, at.city));
  if (address.street.empty() && address.city.empty()) return std::nullopt;
  address.region = field(record, at.state);
  address.country = country_of(field(record, at.country));
  const std::string_view postal_code = field(record, at.postal_code);
  address.postal_code = address.country == kUs ? print_zip(postal_code) : std::string(postal_code);
  return address;
}

void NppesReader::take_person(const CsvRecord& record, Intake& intake) const {
  std::vector<HeldProfession> professions = professions_of(record);
  if (professions.empty()) {
    intake.skipped = true;
    return;
  }
  Practitioner practitioner;
  practitioner.external_ids.push_back(
      {.system = std::string(kNppesSystem), .value = std::string(field(record, columns_.npi))});
  const std::string given =
      joined(field(record, columns_.first_name), field(record, columns_.middle_name), " ");
  const std::string family =
      joined(field(record, columns_.last_name), field(record, columns_.name_suffix), " ");
  practitioner.name.display = in_mixed_case(joined(given, family, " "));
  practitioner.name.post_nominals = field(record, columns_.credential_text);
  const std::string_view gender = field(record, columns_.gender);
  if (gender == "F") practitioner.gender = domain::Gender::kFemale;
  if (gender == "M") practitioner.gender = domain::Gender::kMale;
  practitioner.contact.phone = print_us_phone(field(record, columns_.practice_phone));
  practitioner.mailing_address = mailing_address_of(record);
  practitioner.professions = std::move(professions);
  practitioner.locations.push_back(practice_of(record));

  // What may stand in a document, and in what length, is said in one place: there it is asked.
  const std::string text = document::write_practitioner(practitioner, options_.vocabulary,
                                                        {.audience = document::Audience::kExport});
  const bool is_text = std::all_of(record.fields.begin(), record.fields.end(), is_utf8);
  if (!is_text) {
    intake.faults.push_back(fault("", "The line is not UTF-8.", "A file in UTF-8.", ""));
    return;
  }
  Result<Practitioner> read =
      document::read_practitioner(text, options_.vocabulary, {.trusted = false, .today = options_.today});
  if (!read) {
    intake.faults = std::move(read).error().faults;
    return;
  }
  intake.practitioner = std::move(read).value();
  intake.partial = true;
}

}  // namespace stillpoint::intake
