#include "domain/vocabulary.h"

#include <atomic>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "base/time_zone.h"

namespace stillpoint::domain {
namespace {

using Positions = std::unordered_map<std::string, std::size_t>;

constexpr int kFreshnessDaysMax = 3650;  ///< A check of ten years ago proves nothing today.
constexpr int kMinorDigitsMax = 4;       ///< ISO 4217 has none with more.

std::string at(std::string_view vocabulary, std::size_t row, std::string_view member) {
  std::string where = "/";
  where.append(vocabulary).append("/").append(std::to_string(row)).append("/").append(member);
  return where;
}

/// Notes where each key stands; an empty key or one that stands already is a fault.
template <class Row>
void take_keys(std::string_view vocabulary, const std::vector<Row>& rows, Positions& positions,
               std::vector<Fault>& faults) {
  positions.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string& key = rows[i].key.value;
    if (key.empty()) {
      faults.push_back({at(vocabulary, i, "key"), "A row has no key.", "a word", ""});
    } else if (!positions.emplace(key, i).second) {
      faults.push_back({at(vocabulary, i, "key"), "The key stands twice.", "a key of its own", key});
    }
  }
}

template <class Row>
const Row* row_at(const std::vector<Row>& rows, const Positions& positions, const std::string& key) {
  const auto found = positions.find(key);
  return found == positions.end() ? nullptr : &rows[found->second];
}

/// Collects references that lead nowhere.
class References {
 public:
  References(std::string_view vocabulary, std::vector<Fault>& faults)
      : vocabulary_(vocabulary), faults_(faults) {}

  void expect(bool known, std::size_t row, std::string_view member, std::string_view kind,
              const std::string& value) {
    if (known) return;
    faults_.push_back({.where = at(vocabulary_, row, member),
                       .what = "It names what does not exist.",
                       .allowed = std::string("the key of ").append(kind),
                       .value = value});
  }
  void expect_zone(const std::string& zone, std::size_t row) {
    if (zone.empty() || is_time_zone(zone)) return;
    faults_.push_back({.where = at(vocabulary_, row, "time_zone"),
                       .what = "It is no time zone.",
                       .allowed = "an IANA name such as Europe/Zurich, or nothing",
                       .value = zone});
  }
  void expect_range(std::int64_t value, std::int64_t least, std::int64_t most, std::size_t row,
                    std::string_view member) {
    if (value >= least && value <= most) return;
    faults_.push_back({.where = at(vocabulary_, row, member),
                       .what = "The number is out of range.",
                       .allowed = std::to_string(least) + " to " + std::to_string(most),
                       .value = std::to_string(value)});
  }

 private:
  std::string_view vocabulary_;
  std::vector<Fault>& faults_;
};

}  // namespace

/// One state of all rows. Immutable once it is made.
class Vocabulary::Edition {
 public:
  Edition(VocabularyRows rows, std::int64_t number) : rows_(std::move(rows)), number_(number) {}
  /// Finds where everything stands. @return what is wrong.
  [[nodiscard]] std::vector<Fault> check();

  [[nodiscard]] const VocabularyRows& rows() const { return rows_; }
  [[nodiscard]] std::int64_t number() const { return number_; }
  [[nodiscard]] const JurisdictionRule* rule(const JurisdictionKey& jurisdiction,
                                             const ProfessionKey& profession) const;
  [[nodiscard]] const ScopeRule* scope(const ProfessionKey& profession, const ApproachKey& approach) const;
  [[nodiscard]] std::string_view time_zone(const JurisdictionKey& jurisdiction) const;

  [[nodiscard]] const Profession* find(const ProfessionKey& key) const {
    return row_at(rows_.professions, professions_, key.value);
  }
  [[nodiscard]] const Approach* find(const ApproachKey& key) const {
    return row_at(rows_.approaches, approaches_, key.value);
  }
  [[nodiscard]] const Condition* find(const ConditionKey& key) const {
    return row_at(rows_.conditions, conditions_, key.value);
  }
  [[nodiscard]] const Contraindication* find(const ContraindicationKey& key) const {
    return row_at(rows_.contraindications, contraindications_, key.value);
  }
  [[nodiscard]] const Population* find(const PopulationKey& key) const {
    return row_at(rows_.populations, populations_, key.value);
  }
  [[nodiscard]] const Language* find(const LanguageKey& key) const {
    return row_at(rows_.languages, languages_, key.value);
  }
  [[nodiscard]] const Currency* find(const CurrencyKey& key) const {
    return row_at(rows_.currencies, currencies_, key.value);
  }
  [[nodiscard]] const School* find(const SchoolKey& key) const {
    return row_at(rows_.schools, schools_, key.value);
  }
  [[nodiscard]] const Accreditor* find(const AccreditorKey& key) const {
    return row_at(rows_.accreditors, accreditors_, key.value);
  }
  [[nodiscard]] const Issuer* find(const IssuerKey& key) const {
    return row_at(rows_.issuers, issuers_, key.value);
  }
  [[nodiscard]] const CredentialType* find(const CredentialTypeKey& key) const {
    return row_at(rows_.credential_types, credential_types_, key.value);
  }
  [[nodiscard]] const Jurisdiction* find(const JurisdictionKey& key) const {
    return row_at(rows_.jurisdictions, jurisdictions_, key.value);
  }

  /// Whoever holds an edition holds all that came after it too. Set once, before the next one is published.
  mutable std::shared_ptr<const Edition> next;

 private:
  /// Positions of the cells of a table of two keys, row after row; -1 for none.
  using Cells = std::vector<std::int32_t>;
  void index(std::vector<Fault>& faults);
  void index_tables(std::vector<Fault>& faults);
  void check_references(std::vector<Fault>& faults) const;

  VocabularyRows rows_;
  std::int64_t number_;
  Positions professions_, approaches_, conditions_, contraindications_, populations_, languages_, currencies_,
      schools_, accreditors_, issuers_, credential_types_, jurisdictions_;
  Cells rules_;  ///< jurisdictions x professions
  Cells scope_;  ///< professions x approaches
};

/// Where the newest edition stands. Older ones live for as long as somebody holds them.
struct Vocabulary::Shelf {
  std::mutex mutex;
  std::shared_ptr<const Edition> newest;  ///< Under the mutex.
  std::atomic<const Edition*> current{nullptr};
};

std::vector<Fault> Vocabulary::Edition::check() {
  std::vector<Fault> faults;
  index(faults);
  check_references(faults);
  index_tables(faults);
  return faults;
}

void Vocabulary::Edition::index(std::vector<Fault>& faults) {
  take_keys("professions", rows_.professions, professions_, faults);
  take_keys("approaches", rows_.approaches, approaches_, faults);
  take_keys("conditions", rows_.conditions, conditions_, faults);
  take_keys("contraindications", rows_.contraindications, contraindications_, faults);
  take_keys("populations", rows_.populations, populations_, faults);
  take_keys("languages", rows_.languages, languages_, faults);
  take_keys("currencies", rows_.currencies, currencies_, faults);
  take_keys("schools", rows_.schools, schools_, faults);
  take_keys("accreditors", rows_.accreditors, accreditors_, faults);
  take_keys("issuers", rows_.issuers, issuers_, faults);
  take_keys("credential_types", rows_.credential_types, credential_types_, faults);
  take_keys("jurisdictions", rows_.jurisdictions, jurisdictions_, faults);
}

void Vocabulary::Edition::check_references(std::vector<Fault>& faults) const {
  References conditions("conditions", faults);
  for (std::size_t i = 0; i < rows_.conditions.size(); ++i) {
    for (const ContraindicationKey& key : rows_.conditions[i].safety)
      conditions.expect(find(key) != nullptr, i, "safety", "a contraindication", key.value);
  }
  References currencies("currencies", faults);
  for (std::size_t i = 0; i < rows_.currencies.size(); ++i)
    currencies.expect_range(rows_.currencies[i].minor_digits, 0, kMinorDigitsMax, i, "minor_digits");
  References schools("schools", faults);
  for (std::size_t i = 0; i < rows_.schools.size(); ++i) {
    for (const Recognition& recognition : rows_.schools[i].accreditations)
      schools.expect(find(recognition.accreditor) != nullptr, i, "accreditations", "an accreditor",
                     recognition.accreditor.value);
  }
  References issuers("issuers", faults);
  for (std::size_t i = 0; i < rows_.issuers.size(); ++i) issuers.expect_zone(rows_.issuers[i].time_zone, i);
  References types("credential_types", faults);
  for (std::size_t i = 0; i < rows_.credential_types.size(); ++i) {
    const CredentialType& type = rows_.credential_types[i];
    const std::string key = type.issuer.value + ":" + type.code + ":" + type.version;
    types.expect(find(type.issuer) != nullptr, i, "issuer", "an issuer", type.issuer.value);
    types.expect(type.key.value == key, i, "key", "its own: " + key, type.key.value);
    types.expect_range(type.freshness_days, 1, kFreshnessDaysMax, i, "freshness_days");
    for (const Recognition& recognition : type.recognised_by)
      types.expect(find(recognition.accreditor) != nullptr, i, "recognised_by", "an accreditor",
                   recognition.accreditor.value);
  }
  References jurisdictions("jurisdictions", faults);
  for (std::size_t i = 0; i < rows_.jurisdictions.size(); ++i)
    jurisdictions.expect_zone(rows_.jurisdictions[i].time_zone, i);
}

void Vocabulary::Edition::index_tables(std::vector<Fault>& faults) {
  const auto take_cell = [&faults](Cells& cells, std::size_t cell, std::size_t row, std::string_view table) {
    if (cells[cell] >= 0) {
      faults.push_back({at(table, row, "profession"), "The cell stands twice.", "one row for each pair", ""});
    }
    cells[cell] = static_cast<std::int32_t>(row);
  };
  References rules("jurisdiction_rules", faults);
  rules_.assign(rows_.jurisdictions.size() * rows_.professions.size(), -1);
  for (std::size_t i = 0; i < rows_.jurisdiction_rules.size(); ++i) {
    const JurisdictionRule& rule = rows_.jurisdiction_rules[i];
    const auto jurisdiction = jurisdictions_.find(rule.jurisdiction.value);
    const auto profession = professions_.find(rule.profession.value);
    rules.expect(jurisdiction != jurisdictions_.end(), i, "jurisdiction", "a jurisdiction",
                 rule.jurisdiction.value);
    rules.expect(profession != professions_.end(), i, "profession", "a profession", rule.profession.value);
    if (jurisdiction == jurisdictions_.end() || profession == professions_.end()) continue;
    take_cell(rules_, jurisdiction->second * rows_.professions.size() + profession->second, i,
              "jurisdiction_rules");
  }
  References scope("scope", faults);
  scope_.assign(rows_.professions.size() * rows_.approaches.size(), -1);
  for (std::size_t i = 0; i < rows_.scope.size(); ++i) {
    const ScopeRule& rule = rows_.scope[i];
    const auto profession = professions_.find(rule.profession.value);
    const auto approach = approaches_.find(rule.approach.value);
    scope.expect(profession != professions_.end(), i, "profession", "a profession", rule.profession.value);
    scope.expect(approach != approaches_.end(), i, "approach", "an approach", rule.approach.value);
    if (profession == professions_.end() || approach == approaches_.end()) continue;
    take_cell(scope_, profession->second * rows_.approaches.size() + approach->second, i, "scope");
  }
}

const JurisdictionRule* Vocabulary::Edition::rule(const JurisdictionKey& jurisdiction,
                                                  const ProfessionKey& profession) const {
  const auto column = professions_.find(profession.value);
  if (column == professions_.end()) return nullptr;
  const auto cell = [&](const JurisdictionKey& key) -> const JurisdictionRule* {
    const auto row = jurisdictions_.find(key.value);
    if (row == jurisdictions_.end()) return nullptr;
    const std::int32_t position = rules_[row->second * rows_.professions.size() + column->second];
    return position < 0 ? nullptr : &rows_.jurisdiction_rules[static_cast<std::size_t>(position)];
  };
  const JurisdictionRule* own = cell(jurisdiction);
  return own != nullptr ? own : cell(country_of(jurisdiction));
}

const ScopeRule* Vocabulary::Edition::scope(const ProfessionKey& profession,
                                            const ApproachKey& approach) const {
  const auto row = professions_.find(profession.value);
  const auto column = approaches_.find(approach.value);
  if (row == professions_.end() || column == approaches_.end()) return nullptr;
  const std::int32_t position = scope_[row->second * rows_.approaches.size() + column->second];
  return position < 0 ? nullptr : &rows_.scope[static_cast<std::size_t>(position)];
}

std::string_view Vocabulary::Edition::time_zone(const JurisdictionKey& jurisdiction) const {
  const Jurisdiction* row = find(jurisdiction);
  if (row == nullptr || row->time_zone.empty()) row = find(country_of(jurisdiction));
  return row == nullptr ? std::string_view{} : std::string_view{row->time_zone};
}

namespace {

Error unusable(std::vector<Fault> faults) {
  return {.code = ErrorCode::kInvalid,
          .message = "A vocabulary has a row that cannot be used.",
          .faults = std::move(faults)};
}

}  // namespace

Vocabulary::Vocabulary(std::unique_ptr<Shelf> shelf) : shelf_(std::move(shelf)) {}
Vocabulary::~Vocabulary() = default;
Vocabulary::Vocabulary(Vocabulary&&) noexcept = default;
Vocabulary& Vocabulary::operator=(Vocabulary&&) noexcept = default;

Result<Vocabulary> Vocabulary::make(VocabularyRows rows) {
  auto edition = std::make_shared<Edition>(std::move(rows), 1);
  if (std::vector<Fault> faults = edition->check(); !faults.empty()) return unusable(std::move(faults));
  auto shelf = std::make_unique<Shelf>();
  shelf->current = edition.get();
  shelf->newest = std::move(edition);
  return Vocabulary(std::move(shelf));
}

Result<void> Vocabulary::publish(VocabularyRows rows) {
  const std::lock_guard lock(shelf_->mutex);
  auto edition = std::make_shared<Edition>(std::move(rows), shelf_->newest->number() + 1);
  if (std::vector<Fault> faults = edition->check(); !faults.empty()) return unusable(std::move(faults));
  shelf_->newest->next = edition;  // before anybody can read it
  shelf_->current.store(edition.get(), std::memory_order_release);
  shelf_->newest = std::move(edition);
  return {};
}

std::shared_ptr<const void> Vocabulary::hold() const {
  const std::lock_guard lock(shelf_->mutex);
  return shelf_->newest;
}

const Vocabulary::Edition& Vocabulary::newest() const {
  return *shelf_->current.load(std::memory_order_acquire);
}

std::int64_t Vocabulary::edition() const {
  return newest().number();
}
const VocabularyRows& Vocabulary::rows() const {
  return newest().rows();
}

const Profession* Vocabulary::find(const ProfessionKey& key) const {
  return newest().find(key);
}
const Approach* Vocabulary::find(const ApproachKey& key) const {
  return newest().find(key);
}
const Condition* Vocabulary::find(const ConditionKey& key) const {
  return newest().find(key);
}
const Contraindication* Vocabulary::find(const ContraindicationKey& key) const {
  return newest().find(key);
}
const Population* Vocabulary::find(const PopulationKey& key) const {
  return newest().find(key);
}
const Language* Vocabulary::find(const LanguageKey& key) const {
  return newest().find(key);
}
const Currency* Vocabulary::find(const CurrencyKey& key) const {
  return newest().find(key);
}
const School* Vocabulary::find(const SchoolKey& key) const {
  return newest().find(key);
}
const Accreditor* Vocabulary::find(const AccreditorKey& key) const {
  return newest().find(key);
}
const Issuer* Vocabulary::find(const IssuerKey& key) const {
  return newest().find(key);
}
const CredentialType* Vocabulary::find(const CredentialTypeKey& key) const {
  return newest().find(key);
}
const Jurisdiction* Vocabulary::find(const JurisdictionKey& key) const {
  return newest().find(key);
}

const JurisdictionRule* Vocabulary::rule(const JurisdictionKey& jurisdiction,
                                         const ProfessionKey& profession) const {
  return newest().rule(jurisdiction, profession);
}

const ScopeRule* Vocabulary::scope(const ProfessionKey& profession, const ApproachKey& approach) const {
  return newest().scope(profession, approach);
}

std::string_view Vocabulary::time_zone(const JurisdictionKey& jurisdiction) const {
  return newest().time_zone(jurisdiction);
}

std::string_view Vocabulary::time_zone(const CredentialType& type) const {
  const Issuer* issuer = find(type.issuer);
  return issuer == nullptr ? std::string_view{} : std::string_view{issuer->time_zone};
}

}  // namespace stillpoint::domain
