#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/keys.h"

namespace stillpoint::domain {

/// Where a row of a vocabulary comes from.
struct Origin {
  std::string source{};
  std::optional<Date> read_on{};
};

/// A word that people use for something, in some language (BCP 47; empty: any).
struct Synonym {
  std::string text{};
  std::string language{};
};

struct Profession {
  ProfessionKey key{};
  std::string name{};
  std::string plural{};
  std::vector<std::string> nucc_codes{};  ///< None denotes CST, nor DO as a degree.
  std::string note{};
  Origin origin{};
};

struct Approach {
  ApproachKey key{};
  std::string name{};
  std::string description{};
  std::vector<Synonym> synonyms{};
  Origin origin{};
};

struct Source {
  std::string title{};
  std::string url{};
  std::optional<int> year{};
};

struct Condition {
  ConditionKey key{};
  std::string name{};    ///< "Migraine"
  std::string phrase{};  ///< "migraine", as within a sentence
  std::vector<Synonym> synonyms{};
  std::string evidence{};  ///< What is known, honestly; never that CST treats it.
  std::vector<Source> sources{};
  std::vector<ContraindicationKey>
      safety{};  ///< Reasons to ask a clinician first that asking for this condition raises.
  Origin origin{};
};

struct Contraindication {
  ContraindicationKey key{};
  std::string name{};
  std::string plain{};   ///< What a client ticks.
  std::string advice{};  ///< What to do first, and why.
  Origin origin{};
};

struct Population {
  PopulationKey key{};
  std::string name{};
};

struct Language {
  LanguageKey key{};
  std::string name{};
};

struct Currency {
  CurrencyKey key{};
  std::string name{};
  std::string symbol{};
  int minor_digits = 2;
};

enum class Standing { kActive, kClosed, kSanctioned };

/// A dated relation: somebody accredits or recognises somebody, from a day until a day (its last).
struct Recognition {
  AccreditorKey accreditor{};
  std::optional<Date> from{};
  std::optional<Date> until{};
};

struct DatedStanding {
  Standing standing = Standing::kActive;
  std::optional<Date> from{};
  std::string reason{};
};

struct School {
  SchoolKey key{};
  std::string name{};
  std::string country{};
  std::string website{};
  std::vector<Recognition> accreditations{};
  std::vector<DatedStanding> standing{};
  Origin origin{};
};

struct Accreditor {
  AccreditorKey key{};
  std::string name{};
  std::string country{};
  std::string website{};
  Origin origin{};
};

struct Issuer {
  IssuerKey key{};
  std::string name{};
  std::string country{};
  std::string time_zone{};  ///< IANA; a date without a time lasts to the end of the day there.
  std::string register_url{};
  std::string website{};
  Origin origin{};
};

/// What a credential is about. Only `kCst` answers the first question of the checklist.
enum class Field { kCst, kMassage, kOther };

struct CredentialType {
  CredentialTypeKey key{};  ///< issuer:code:version
  IssuerKey issuer{};
  std::string code{};
  std::string version{};
  std::string name{};
  std::string
      letters{};  ///< What a holder writes; the same letters mean different things from different bodies.
  Field field = Field::kCst;
  std::optional<int> required_hours{};
  std::optional<int> renewal_months{};  ///< Nothing where no expiry is known.
  std::string renewal_note{};
  int freshness_days = 120;  ///< How long a check at the source stays fresh.
  std::string where_to_check{};
  std::vector<Recognition> recognised_by{};
  Origin origin{};
};

struct Jurisdiction {
  JurisdictionKey key{};
  std::string name{};
  std::string time_zone{};
};

enum class Regulation { kUnknown, kLicensed, kRegistered, kVoluntary, kExempt, kNone };

struct JurisdictionRule {
  JurisdictionKey jurisdiction{};
  ProfessionKey profession{};
  Regulation regulation = Regulation::kUnknown;
  std::string note{};
  Origin origin{};
};

/// Whether an approach lies within what a profession may do.
struct ScopeRule {
  ProfessionKey profession{};
  ApproachKey approach{};
  bool within = false;
  std::string reason{};
  Origin origin{};
};

/// A fact for the page that tells what to expect.
struct SessionFact {
  std::string key{};
  std::string stage{};  ///< before, during, after, course, ask, fees, who, evidence
  std::string text{};
  Origin origin{};
};

/// The rows of all vocabularies, as read.
struct VocabularyRows {
  std::vector<Profession> professions{};
  std::vector<Approach> approaches{};
  std::vector<Condition> conditions{};
  std::vector<Contraindication> contraindications{};
  std::vector<Population> populations{};
  std::vector<Language> languages{};
  std::vector<Currency> currencies{};
  std::vector<School> schools{};
  std::vector<Accreditor> accreditors{};
  std::vector<Issuer> issuers{};
  std::vector<CredentialType> credential_types{};
  std::vector<Jurisdiction> jurisdictions{};
  std::vector<JurisdictionRule> jurisdiction_rules{};
  std::vector<ScopeRule> scope{};
  std::vector<SessionFact> session_facts{};
};

/// Every vocabulary, checked: keys are unique and references resolve.
///
/// Administrators edit registries while the program runs, so the rows come in editions. An edition never
/// changes, and keys only ever come in addition; `publish` puts the next edition in its place. Each call here
/// answers from the newest. Thread-safe: whoever runs beside a publisher holds the vocabulary for as long as
/// it uses what calls returned (a request, a turn of a background thread): see
/// docs/decisions/0020-editions-of-the-vocabulary.md. Ask for `rows()` once and iterate over that.
class Vocabulary {
 public:
  /// @return kInvalid with one fault per duplicate key or dangling reference.
  static Result<Vocabulary> make(VocabularyRows rows);
  ~Vocabulary();
  Vocabulary(Vocabulary&&) noexcept;
  Vocabulary& operator=(Vocabulary&&) noexcept;
  Vocabulary(const Vocabulary&) = delete;
  Vocabulary& operator=(const Vocabulary&) = delete;

  /// Keeps everything that calls return from now on alive for as long as it is held.
  [[nodiscard]] std::shared_ptr<const void> hold() const;
  /// Makes these rows the newest edition. @return as `make`; the present edition stands then.
  [[nodiscard]] Result<void> publish(VocabularyRows rows);
  /// Grows by one with each edition; the first is 1.
  [[nodiscard]] std::int64_t edition() const;

  [[nodiscard]] const VocabularyRows& rows() const;

  /// The row of a key; null for an unknown one. O(1). An empty key is unknown.
  /// @{
  [[nodiscard]] const Profession* find(const ProfessionKey& key) const;
  [[nodiscard]] const Approach* find(const ApproachKey& key) const;
  [[nodiscard]] const Condition* find(const ConditionKey& key) const;
  [[nodiscard]] const Contraindication* find(const ContraindicationKey& key) const;
  [[nodiscard]] const Population* find(const PopulationKey& key) const;
  [[nodiscard]] const Language* find(const LanguageKey& key) const;
  [[nodiscard]] const Currency* find(const CurrencyKey& key) const;
  [[nodiscard]] const School* find(const SchoolKey& key) const;
  [[nodiscard]] const Accreditor* find(const AccreditorKey& key) const;
  [[nodiscard]] const Issuer* find(const IssuerKey& key) const;
  [[nodiscard]] const CredentialType* find(const CredentialTypeKey& key) const;
  [[nodiscard]] const Jurisdiction* find(const JurisdictionKey& key) const;
  /// @}

  /// The rule of the jurisdiction for the profession; where a subdivision has none, its country's; else null.
  [[nodiscard]] const JurisdictionRule* rule(const JurisdictionKey& jurisdiction,
                                             const ProfessionKey& profession) const;
  /// The cell of the scope table; null where there is none (then nothing is known against it).
  [[nodiscard]] const ScopeRule* scope(const ProfessionKey& profession, const ApproachKey& approach) const;

  /// The zone in which a jurisdiction's dates end: its own, else its country's, else empty (UTC).
  [[nodiscard]] std::string_view time_zone(const JurisdictionKey& jurisdiction) const;
  /// The zone in which a credential type's dates end: its issuer's, else empty (UTC).
  [[nodiscard]] std::string_view time_zone(const CredentialType& type) const;

 private:
  class Edition;
  struct Shelf;
  explicit Vocabulary(std::unique_ptr<Shelf> shelf);
  [[nodiscard]] const Edition& newest() const;

  std::unique_ptr<Shelf> shelf_;
};

}  // namespace stillpoint::domain
