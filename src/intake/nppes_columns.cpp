#include "intake/nppes_columns.h"

#include <string>
#include <unordered_map>

namespace stillpoint::intake {
namespace {

class Header {
 public:
  explicit Header(const std::vector<std::string_view>& names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!positions_.emplace(names[i], i).second) {
        faults_.push_back({.where = std::string(names[i]),
                           .what = "The header names this column twice.",
                           .allowed = "Each column once.",
                           .value = ""});
      }
    }
  }

  std::size_t find(std::string_view name) { return find_either(name, name); }

  /// A column that has had two names.
  std::size_t find_either(std::string_view newer, std::string_view older) {
    for (const std::string_view name : {newer, older}) {
      if (const auto found = positions_.find(name); found != positions_.end()) return found->second;
    }
    faults_.push_back({.where = std::string(newer),
                       .what = "The header has no such column.",
                       .allowed = "The monthly file of NPPES, with its header.",
                       .value = ""});
    return 0;
  }

  NppesColumns::Address find_address(const std::string& kind) {
    return {.line_1 = find("Provider First Line Business " + kind + " Address"),
            .line_2 = find("Provider Second Line Business " + kind + " Address"),
            .city = find("Provider Business " + kind + " Address City Name"),
            .state = find("Provider Business " + kind + " Address State Name"),
            .postal_code = find("Provider Business " + kind + " Address Postal Code"),
            .country = find("Provider Business " + kind + " Address Country Code (If outside U.S.)")};
  }

  std::vector<Fault>& faults() { return faults_; }

 private:
  std::unordered_map<std::string_view, std::size_t> positions_;
  std::vector<Fault> faults_;
};

}  // namespace

Result<NppesColumns> NppesColumns::find(const std::vector<std::string_view>& names) {
  Header header(names);
  NppesColumns columns;
  columns.count = names.size();
  columns.npi = header.find("NPI");
  columns.entity_type = header.find("Entity Type Code");
  columns.last_name = header.find("Provider Last Name (Legal Name)");
  columns.first_name = header.find("Provider First Name");
  columns.middle_name = header.find("Provider Middle Name");
  columns.name_suffix = header.find("Provider Name Suffix Text");
  columns.credential_text = header.find("Provider Credential Text");
  columns.gender = header.find_either("Provider Sex Code", "Provider Gender Code");
  columns.mailing = header.find_address("Mailing");
  columns.practice = header.find_address("Practice Location");
  columns.practice_phone = header.find("Provider Business Practice Location Address Telephone Number");
  columns.deactivation_date = header.find("NPI Deactivation Date");
  columns.reactivation_date = header.find("NPI Reactivation Date");
  for (std::size_t i = 0; i < kSlots; ++i) {
    const std::string number = std::to_string(i + 1);
    columns.slots[i] = {.taxonomy = header.find("Healthcare Provider Taxonomy Code_" + number),
                        .licence_number = header.find("Provider License Number_" + number),
                        .licence_state = header.find("Provider License Number State Code_" + number)};
  }
  if (header.faults().empty()) return columns;
  return Error{.code = ErrorCode::kInvalid,
               .message = "This is not a file of NPPES: the column '" + header.faults().front().where +
                          "' is missing or named twice.",
               .faults = std::move(header.faults())};
}

}  // namespace stillpoint::intake
