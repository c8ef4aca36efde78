#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"

namespace stillpoint::domain {

/// A row of one of the registries that administrators edit.
using RegistryRow = std::variant<Accreditor, School, Issuer, CredentialType, JurisdictionRule>;

/// What the row is found by: its key; of a rule "US-CO:massage_therapist".
std::string key_of(const RegistryRow& row);

/// Write side of the registries. Thread-safe; each write joins the running transaction.
class RegistryWriter {
 public:
  virtual ~RegistryWriter() = default;
  /// Inserts the row, or replaces the one of its key with all that belongs to it. A new edition begins.
  /// @return kConflict where it names another row that is not there.
  [[nodiscard]] virtual Result<void> put(const RegistryRow& row) = 0;
  /// Grows by one with each row that anybody puts.
  [[nodiscard]] virtual Result<std::int64_t> edition() const = 0;
};

/// One line of the list of practitioners that administrators see.
struct PractitionerLine {
  PractitionerId id{};
  std::int64_t version = 0;
  ListingState listing = ListingState::kDraft;
  std::string name{};
  std::string post_nominals{};
  std::string mail{};
  std::string city{};         ///< Of the first location.
  std::string country{};      ///< Likewise.
  std::string professions{};  ///< Keys with commas between them.
  std::int64_t credentials = 0;
  Instant edited{};
  std::optional<Instant> attested{};
};

/// How the list is ordered.
enum class LineSort : std::uint8_t { kName, kEdited, kRegistered };

/// Which lines are asked for; what is empty does not narrow.
struct LineFilter {
  std::string words{};  ///< Within the folded name, or the whole of a mail, an external id, a certificate's
                        ///< or licence's number, an id as printed.
  std::optional<ListingState> listing{};
  ProfessionKey profession{};
  std::string country{};
  LineSort sort = LineSort::kName;
  bool descending = false;
  std::size_t offset = 0;
  std::size_t count = 50;
};

struct LinePage {
  std::int64_t total = 0;  ///< Of all that the filter lets through.
  std::vector<PractitionerLine> lines{};
};

/// Somebody on record who may be the same person, and why.
struct LikelySame {
  PractitionerLine line{};
  std::string why{};  ///< "the same name in the same place": part of a sentence.
};

/// What an administrator looks up in the register. Thread-safe.
class RegisterReader {
 public:
  virtual ~RegisterReader() = default;
  [[nodiscard]] virtual Result<LinePage> lines(const LineFilter& filter) const = 0;
  /// Those who share a folded name with a place, a mail address, a registry's number or a licence with the
  /// record; at most a handful, the surest first. Not the record itself, nor who withdrew.
  [[nodiscard]] virtual Result<std::vector<LikelySame>> likely_same(
      const Practitioner& practitioner) const = 0;
  /// Where a record that was merged into another one went; nothing where it was not.
  [[nodiscard]] virtual Result<std::optional<PractitionerId>> merged_into(PractitionerId id) const = 0;
  /// Who stood at an address of the site before this one ("/find/jane-doe"); nothing for an unknown one.
  [[nodiscard]] virtual Result<std::optional<PractitionerId>> at_legacy_url(
      const std::string& path) const = 0;
  [[nodiscard]] virtual Result<std::vector<std::string>> legacy_urls(PractitionerId id) const = 0;
};

/// An answer that was given to a request with an idempotency key.
struct KeptAnswer {
  std::string request_digest{};  ///< Of what was asked.
  std::string answer{};          ///< As its maker wrote it.
};

/// A list's filter under a name of its own.
struct SavedView {
  std::string list{};  ///< "practitioners"
  std::string name{};
  std::string query{};  ///< The address's query.
};

/// What registering keeps beside the records. Thread-safe; writes join the running transaction.
class RegisterStore {
 public:
  virtual ~RegisterStore() = default;
  /// Redirects a merged record, with everything that led to it before, and makes what is kept about it beside
  /// the record (reports, revocations that wait, links, notes, its picture) be about the other one.
  [[nodiscard]] virtual Result<void> put_merged(PractitionerId from, PractitionerId into, Instant now) = 0;
  /// Replaces the former addresses of a practitioner. @return kConflict, with a fault that names the holder,
  /// for one that leads to somebody else.
  [[nodiscard]] virtual Result<void> put_legacy_urls(PractitionerId id,
                                                     const std::vector<std::string>& paths) = 0;

  /// @param owner whose key it is: two people's keys never meet.
  [[nodiscard]] virtual Result<std::optional<KeptAnswer>> kept_answer(const std::string& owner,
                                                                      const std::string& key) const = 0;
  [[nodiscard]] virtual Result<void> keep_answer(const std::string& owner, const std::string& key,
                                                 const KeptAnswer& kept, Instant now) = 0;
  /// Forgets answers given before an instant.
  [[nodiscard]] virtual Result<void> forget_answers(Instant before) = 0;

  [[nodiscard]] virtual Result<std::vector<SavedView>> views(const std::string& owner,
                                                             const std::string& list) const = 0;
  /// Keeps or replaces a view; an empty query takes it away.
  [[nodiscard]] virtual Result<void> put_view(const std::string& owner, const SavedView& view) = 0;

  /// How the columns of spreadsheets with this heading were understood last time; empty where never.
  [[nodiscard]] virtual Result<std::string> column_mapping(const std::string& heading) const = 0;
  [[nodiscard]] virtual Result<void> put_column_mapping(const std::string& heading,
                                                        const std::string& mapping) = 0;
};

}  // namespace stillpoint::domain
